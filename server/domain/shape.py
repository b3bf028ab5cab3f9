"""A few words to say what shape JSON has; `complaints(shape, value)` lists what is wrong and where."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

Shape = Callable[[Any, str], Iterator[str]]

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
SHA256 = re.compile(r"[0-9a-f]{64}")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:\-]*")


def complaints(shape: Shape, value: Any) -> list[str]:
    """What is wrong with `value`, as "path: sentence" lines; empty when it fits."""
    return list(shape(value, ""))


def _said(path: str, sentence: str) -> str:
    return f"{path or 'body'}: {sentence}"


def Text(most: int = 4000, least: int = 0) -> Shape:
    """A string of `least` to `most` characters without NUL (PostgreSQL cannot hold one)."""
    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield _said(path, "must be text")
        elif not least <= len(value) <= most:
            yield _said(path, f"must have {least} to {most} characters")
        elif "\x00" in value:
            yield _said(path, "must not contain NUL")
    return check


def Matching(pattern: re.Pattern[str], what: str, most: int = 64) -> Shape:
    """A string that `pattern` matches whole."""
    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, str) or len(value) > most or not pattern.fullmatch(value):
            yield _said(path, f"must be {what}")
    return check


def Uuid() -> Shape:
    """A lower-case UUID."""
    return Matching(UUID, "a lower-case uuid")


def Sha() -> Shape:
    """A SHA-256 in 64 lower-case hex digits."""
    return Matching(SHA256, "a sha256 in lower-case hex")


def Id(most: int = 64) -> Shape:
    """A short identifier: letters, digits, and _ . : -"""
    return Matching(NAME, "an identifier", most)


def OneOf(*values: str) -> Shape:
    """One of these words."""
    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, str) or value not in values:
            yield _said(path, "must be one of " + ", ".join(values))
    return check


def Int(least: int, most: int) -> Shape:
    """A whole number within bounds (true and false are not numbers)."""
    def check(value: Any, path: str) -> Iterator[str]:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            yield _said(path, f"must be a whole number from {least} to {most}")
    return check


def Number(least: float, most: float) -> Shape:
    """A number within bounds."""
    def check(value: Any, path: str) -> Iterator[str]:
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            yield _said(path, f"must be a number from {least} to {most}")
    return check


def Flag() -> Shape:
    """true or false."""
    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, bool):
            yield _said(path, "must be true or false")
    return check


def Day() -> Shape:
    """A calendar day, 2023-06-14."""
    def check(value: Any, path: str) -> Iterator[str]:
        try:
            if not isinstance(value, str) or date.fromisoformat(value).isoformat() != value:
                raise ValueError
        except ValueError:
            yield _said(path, "must be a day like 2023-06-14")
    return check


def Instant() -> Shape:
    """An ISO 8601 instant with an offset or Z."""
    def check(value: Any, path: str) -> Iterator[str]:
        try:
            if not isinstance(value, str) or len(value) > 40 or datetime.fromisoformat(value).tzinfo is None:
                raise ValueError
        except ValueError:
            yield _said(path, "must be an instant with an offset")
    return check


def YearsOf(shape: Shape, least: int, most: int) -> Shape:
    """A day or an instant of `shape` in the years `least` to `most`; the year is the one written."""
    def check(value: Any, path: str) -> Iterator[str]:
        faults = list(shape(value, path))
        if not faults and not least <= int(value[:4]) <= most:
            faults.append(_said(path, f"must lie in the years {least} to {most}"))
        yield from faults
    return check


def Anything() -> Shape:
    """No demand (the envelope's own limits hold)."""
    def check(value: Any, path: str) -> Iterator[str]:
        return iter(())
    return check


def Either(*shapes: Shape) -> Shape:
    """One of several shapes; the complaints are those of the last."""
    def check(value: Any, path: str) -> Iterator[str]:
        last: list[str] = []
        for shape in shapes:
            last = list(shape(value, path))
            if not last:
                return
        yield from last
    return check


def Maybe(shape: Shape) -> Shape:
    """null, or `shape`."""
    def check(value: Any, path: str) -> Iterator[str]:
        if value is not None:
            yield from shape(value, path)
    return check


def ListOf(shape: Shape, most: int, least: int = 0) -> Shape:
    """A list of `least` to `most` entries of one shape."""
    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, list) or not least <= len(value) <= most:
            yield _said(path, f"must be a list of {least} to {most} entries")
            return
        for index, entry in enumerate(value):
            yield from shape(entry, f"{path}[{index}]")
    return check


def MapOf(shape: Shape, most: int, keys: Shape | None = None) -> Shape:
    """An object with free keys (of shape `keys`, default an identifier) and values of one shape."""
    key_shape = keys or Id()

    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, dict) or len(value) > most:
            yield _said(path, f"must be an object of at most {most} entries")
            return
        for key, entry in value.items():
            yield from key_shape(key, f"{path}.{key[:40]}")
            yield from shape(entry, f"{path}.{key[:40]}")
    return check


def Record(required: dict[str, Shape], optional: dict[str, Shape] | None = None) -> Shape:
    """An object with these keys; keys it does not know are ignored (a newer phone may say more)."""
    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield _said(path, "must be an object")
            return
        for key, shape in required.items():
            here = f"{path}.{key}" if path else key
            if key not in value:
                yield _said(here, "is missing")
            else:
                yield from shape(value[key], here)
        for key, shape in (optional or {}).items():
            if key in value:
                yield from shape(value[key], f"{path}.{key}" if path else key)
    return check
