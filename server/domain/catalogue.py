"""The check items and the other written lists of the field, read once from the data files beside the code."""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).resolve().parent / "data"
_CODE_CHARS_MIN = 3  # shorter, codes would drown the pinyin initials: "f" is also FAC, FIRE and FALL

Row = dict[str, Any]


def words(name: str) -> list[Row]:
    """The rows of one list, e.g. `work_items` or `no_access_reasons`, in the order people read them.

    The rows are shared by all callers: copy before changing. An unknown name raises FileNotFoundError.
    """
    return list(_rows(name))


def items() -> tuple[Row, ...]:
    """All check items, in the order of the catalogue."""
    return _rows("catalogue")


def item(code: str) -> Row | None:
    """The check item with this code, or None."""
    return _by_code().get(code)


def groups() -> tuple[Row, ...]:
    """The groups of check items, in order: code, words, work item (None for safety), kinds of place."""
    return _rows("groups")


def valid_on(row: Row, day: date | str) -> bool:
    """Whether a check item, or an edition of a basis, is in force on a day (date, or YYYY-MM-DD)."""
    start, end = row["valid_from"], row["valid_to"]
    return (start is None or start <= str(day)) and (end is None or str(day) <= end)


def basis_name(code: str, day: date | str) -> str:
    """The printed name of a basis as it stood on a day; before its first edition, that edition.

    Standards are replaced while the item stays (temporary power changed its rule book in 2025), so a sheet
    must name the edition of its own day. No clause numbers are kept. An unknown code raises KeyError.
    """
    editions = _bases()[code]["editions"]
    return str(next((edition for edition in editions if valid_on(edition, day)), editions[0])["zh"])


def search(query: str, rows: Iterable[Row], recent: Sequence[str] = ()) -> list[Row]:
    """The items a person means by a few characters, pinyin initials or a code: best first.

    Every word of the query must match. Equal matches: recently used codes first (newest first), then
    catalogue order; an empty query gives all of them in that order. The phone follows the same vectors.
    """
    terms = _plain(query).split()
    used = {code: place for place, code in reversed(list(enumerate(recent)))}
    found = []
    for order, row in enumerate(rows):
        ranks = [_rank(term, row) for term in terms]
        if None not in ranks:
            worst = max((rank for rank in ranks if rank is not None), default=0)
            found.append(((worst, used.get(row["code"], len(recent)), order), row))
    return [row for _, row in sorted(found, key=lambda pair: pair[0])]


def _rank(term: str, row: Row) -> int | None:
    return next((rank for rank, matches in enumerate(_matches(term, row)) if matches), None)


def _matches(term: str, row: Row) -> Iterator[bool]:
    """From the best match to the weakest; a term holds no blanks, so joined texts cannot match across a seam."""
    code, initials = row["code"].lower(), row["initials"].split()
    synonyms = _plain(" ".join(row["synonyms"]))
    yield len(term) >= _CODE_CHARS_MIN and (code.startswith(term) or code.replace("-", "").startswith(term))
    yield term in initials or term in synonyms.split()
    yield term in row["group_initials"].split()
    yield any(word.startswith(term) for word in initials)
    yield term in row["initials"] or term in _plain(row["zh"]) or term in synonyms
    yield term in _plain(row["group_zh"]) or term in row["group_en"].lower()
    yield term in row["en"].lower()
    yield any(term in _plain(phrase["zh"]) or term in phrase["en"].lower() for phrase in row["phrases"])


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


@cache
def _rows(name: str) -> tuple[Row, ...]:
    return tuple(json.loads((_DATA / f"{name}.json").read_text(encoding="utf-8")))


@cache
def _by_code() -> dict[str, Row]:
    return {row["code"]: row for row in items()}


@cache
def _bases() -> dict[str, Row]:
    return {row["code"]: row for row in _rows("bases")}
