"""JSON read under limits: depth, integers, NaN, duplicate keys, lone surrogates; used for everything from outside."""

import json
import re
from typing import Any

from server.domain import limits

_SURROGATE = re.compile("[\ud800-\udfff]")


class NotJson(ValueError):
    """The text is not JSON as we accept it; the message says why, without echoing the content."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotJson("an object names one key twice")
    return found


def _constant(word: str) -> Any:
    raise NotJson(f"{word} is not a JSON number")


def _integer(digits: str) -> int:
    if len(digits) > 17 or abs(int(digits)) > limits.INTEGER_MAX:
        raise NotJson("a whole number is beyond 2^53")
    return int(digits)


def _float(digits: str) -> float:
    number = float(digits) if len(digits) <= 64 else float("inf")
    if number in (float("inf"), float("-inf")):
        raise NotJson("a number is too large")
    return number


def _check_depth(text: str) -> None:
    """Counts brackets outside strings before parsing, so that depth cannot exhaust the stack."""
    if text.count("[") + text.count("{") <= limits.EVENT_DEPTH_MAX:
        return      # what opens so few cannot be deep
    depth, inside, escaped = 0, False, False
    for char in text:
        if inside:
            if escaped:
                escaped = False
            elif char == "\\":
                escaped = True
            elif char == '"':
                inside = False
        elif char == '"':
            inside = True
        elif char in "[{":
            depth += 1
            if depth > limits.EVENT_DEPTH_MAX:
                raise NotJson(f"nested deeper than {limits.EVENT_DEPTH_MAX}")
        elif char in "]}":
            depth -= 1


def _check_text(value: Any) -> None:
    if isinstance(value, str):
        if _SURROGATE.search(value):
            raise NotJson("text has a lone surrogate")
    elif isinstance(value, list):
        for entry in value:
            _check_text(entry)
    elif isinstance(value, dict):
        for key, entry in value.items():
            _check_text(key)
            _check_text(entry)


def loads(raw: bytes) -> Any:
    """The value of UTF-8 JSON `raw`. Raises NotJson."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise NotJson("not UTF-8") from None
    _check_depth(text)
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_constant,
                           parse_int=_integer, parse_float=_float)
    except NotJson:
        raise
    except (ValueError, RecursionError):
        raise NotJson("not JSON") from None
    if "\\u" in text:   # UTF-8 itself holds no surrogates
        _check_text(value)
    return value


def canonical(value: Any) -> str:
    """The one text of a value: sorted keys, no spaces, UTF-8 characters as they are (hashes depend on it)."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
