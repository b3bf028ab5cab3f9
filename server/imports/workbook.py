"""Opens a spreadsheet somebody sends, within limits, and reads its tables as text: no formula is ever believed."""

import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any

import openpyxl

from server.imports.faults import Faults, refusal

FILE_BYTES_MAX = 5 * 1024 * 1024
UNPACKED_BYTES_MAX = 60 * 1024 * 1024
ROWS_MAX = 5_000
COLUMNS_MAX = 40
CELL_CHARS_MAX = 500
HEADER_ROWS_MAX = 10


@dataclass(frozen=True)
class Row:
    """One filled row: its number as the spreadsheet shows it, and the text under each heading."""

    sheet: str
    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


class Workbook:
    """A checked file. Raises Problem bad_spreadsheet if it is none, or too large in any way."""

    def __init__(self, raw: bytes) -> None:
        _check_size(raw)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")     # remarks about styles and extensions are not for us
                self._book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, keep_links=False)
        except Exception as error:                  # openpyxl fails in many ways on files that only look right
            raise _no_spreadsheet() from error

    def has(self, sheet: str) -> bool:
        """Is there a sheet of that name?"""
        return sheet in self._book.sheetnames

    def rows(self, sheet: str, columns: Sequence[str], faults: Faults, *, optional: Sequence[str] = (),
             needed: bool = True) -> list[Row]:
        """The filled rows below the row that holds all `columns`; what is wrong goes to `faults`.

        Remarks above the heading and other columns beside it are let be; `needed`: an empty sheet is a fault.
        """
        if not self.has(sheet):
            faults.add(sheet, 0, "", f"缺少工作表“{sheet}”", f"the sheet {sheet} is missing")
            return []
        try:
            found = self._read(sheet, columns, optional, faults)
        except Exception as error:                  # damaged inside: found only while reading
            raise _no_spreadsheet() from error
        if not found and needed and not any(fault.sheet == sheet for fault in faults.found):
            faults.add(sheet, 0, "", "没有填写任何内容", "nothing is filled in")
        return found

    def _read(self, sheet: str, columns: Sequence[str], optional: Sequence[str], faults: Faults) -> list[Row]:
        headings: dict[int, str] = {}
        found: list[Row] = []
        for number, cells in self._lines(sheet):
            if not headings:
                headings = _headings(cells, columns, optional)
                if not headings and number >= HEADER_ROWS_MAX:
                    break
                continue
            texts = {name: _text(cells[at], sheet, number, name, faults)
                     for at, name in headings.items() if at < len(cells)}
            if any(texts.values()):
                found.append(Row(sheet, number, texts))
            if len(found) > ROWS_MAX:
                faults.add(sheet, number, "", f"超过{ROWS_MAX}行", f"more than {ROWS_MAX} rows")
                break
        if not headings:
            faults.add(sheet, 0, "", "找不到表头：" + "、".join(columns), "no row with the headings")
        return found

    def _lines(self, sheet: str) -> Iterator[tuple[int, Any]]:
        table = self._book[sheet]
        table.reset_dimensions()        # what a file says of its own size may be wrong by a million rows
        yield from enumerate(islice(table.iter_rows(max_col=COLUMNS_MAX), 4 * ROWS_MAX), start=1)


def _check_size(raw: bytes) -> None:
    if len(raw) > FILE_BYTES_MAX:
        limit = FILE_BYTES_MAX // 1024 // 1024
        raise refusal([f"文件超过{limit} MB (the file is larger than {limit} MB)"])
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise _no_spreadsheet() from None
    if unpacked > UNPACKED_BYTES_MAX:
        raise refusal(["文件解压后过大 (the file is too large once unpacked)"])


def _no_spreadsheet() -> Exception:
    return refusal(["不是可以读取的Excel文件（.xlsx），请用模板另存为“Excel工作簿” (not a readable .xlsx file)"])


def _headings(cells: Any, columns: Sequence[str], optional: Sequence[str]) -> dict[int, str]:
    """{position: heading} if this row has all the columns, else {}; a trailing * marks what must be filled."""
    named = {at: str(cell.value).strip().rstrip("*＊ ") for at, cell in enumerate(cells) if cell.value is not None}
    if not set(columns) <= set(named.values()):
        return {}
    wanted = {*columns, *optional}
    return {at: name for at, name in named.items() if name in wanted}


def _text(cell: Any, sheet: str, number: int, column: str, faults: Faults) -> str:
    """The cell as a person reads it: 13800000001, not 13800000001.0."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        faults.add(sheet, number, column, f"{cell.coordinate}是公式，请改成数值或文字",
                   f"{cell.coordinate} is a formula: put the value itself")
        return ""
    if cell.data_type == "e" or isinstance(value, bool | date | datetime | time):
        faults.add(sheet, number, column, f"{cell.coordinate}要填文字或数字",
                   f"{cell.coordinate} must be text or a number")
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = " ".join(str(value).split())
    if len(text) > CELL_CHARS_MAX or not text.isprintable():
        faults.add(sheet, number, column, "内容过长或含有不可见字符", "too long, or it has characters nobody sees")
        return ""
    return text
