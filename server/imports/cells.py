"""Reads single cells: whole numbers, door lists, names from a list; what does not fit becomes a fault."""

import re
from collections.abc import Mapping

from server.imports.faults import Faults
from server.imports.workbook import Row

_SPAN = re.compile(r"(\d{1,3})(?:门)?(?:[-–—~至到](\d{1,3}))?(?:门)?")
_BETWEEN = re.compile(r"[,，、;；\s]+")


def needed(row: Row, column: str, faults: Faults) -> str:
    """The text, which must be there."""
    if not row[column]:
        faults.add(row.sheet, row.number, column, "不能为空（合并的单元格请拆开，逐行填写）",
                   "must be filled in (split merged cells and fill every row)")
    return row[column]


def whole(row: Row, column: str, least: int, most: int, faults: Faults) -> int | None:
    """A whole number within bounds, or None where the cell is empty or wrong."""
    text = row[column]
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
        faults.add(row.sheet, row.number, column, f"“{text}”要填{least}到{most}的整数",
                   f"must be a whole number from {least} to {most}")
        return None
    return int(text)


def numbers(row: Row, column: str, most: int, faults: Faults) -> list[int]:
    """Door numbers such as `1-4,6`; each once, in the order written."""
    found: list[int] = []
    for piece in pieces(row[column]):
        span = _SPAN.fullmatch(piece)
        first, last = (int(span[1]), int(span[2] or span[1])) if span else (0, 0)
        if not 1 <= first <= last <= most:
            faults.add(row.sheet, row.number, column, f"“{piece}”应写成 1-4,6 这样的门号",
                       "door numbers are written like 1-4,6")
            return []
        found += range(first, last + 1)
    if len(set(found)) != len(found):
        faults.add(row.sheet, row.number, column, "门号重复", "a door is named twice")
    return list(dict.fromkeys(found))


def one_of(row: Row, column: str, words: Mapping[str, str], faults: Faults) -> str | None:
    """The code behind one of these words (the code itself is understood too)."""
    text = needed(row, column, faults)
    code = words.get(text) or (text if text in words.values() else None)
    if text and code is None:
        faults.add(row.sheet, row.number, column, f"“{text}”不在可选范围：{'、'.join(dict.fromkeys(words))}",
                   "not one of the words to choose from")
    return code


def pieces(text: str) -> list[str]:
    """Several entries in one cell, however they are separated."""
    return [piece for piece in _BETWEEN.split(text) if piece]
