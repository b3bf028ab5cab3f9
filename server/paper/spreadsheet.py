"""Writes a table row by row as XLSX or CSV: never more than a row in memory, and no text ever becomes a formula."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.units import pixels_to_EMU

CELL_CHARS_MAX = 32_767
A4 = 9
"""As the format numbers it."""

PICTURE_W, PICTURE_H, MARGIN = 112, 84, 4
"""Pixels: 4:3 as on the annex of the sheet, and the room around it in its cell."""

ROW_POINTS = (PICTURE_H + 2 * MARGIN) * 0.75
DATED, WRITTEN = "yyyy-mm-dd hh:mm", "@"
_LINE = Side(style="thin", color="808080")
_THIN = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_FONT = "宋体"
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no character of XML 1.0 (its production 2): one of them, and no program opens the book."""

_BEGINS_A_FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠]|^[\t\r\n]")

Value = str | int | datetime | None


@dataclass(frozen=True)
class Column:
    """`width` in characters of the spreadsheet program's usual font."""

    title: str
    width: float


@dataclass(frozen=True)
class Picture:
    """A JPEG on disk to be shown in a cell, scaled down to fit."""

    file: Path


Cell = Value | Picture


class Table(Protocol):
    """What rows can be written to. Times are naive, as the clocks of the place show them."""

    def row(self, cells: Sequence[Cell]) -> None: ...

    def finish(self) -> None: ...

    def abandon(self) -> None: ...


class Xlsx:
    """One sheet: heading frozen and repeated on every page, A4 across, as wide as the paper."""

    def __init__(self, path: Path, name: str, columns: Sequence[Column], pages: str) -> None:
        """`name` stands on the tab and above every page; `pages` below it, &P and &N being page and pages."""
        self._path, self._rows, name = path, 1, _text(name)
        self._book = Workbook(write_only=True)
        self._sheet: Any = self._book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", name)[:31])
        self._set_up(name, columns, pages)
        self._styles = {kind: self._style(form) for kind, form in ((str, WRITTEN), (datetime, DATED), (int, "General"))}
        head = self._style(WRITTEN, Font(name=_FONT, size=10, bold=True), PatternFill("solid", fgColor="E4E8EC"))
        self._sheet.append([self._cell(column.title, head) for column in columns])

    def row(self, cells: Sequence[Cell]) -> None:
        """One more row; a picture's cell stays empty under it."""
        self._rows += 1
        pictures = [(at, cell) for at, cell in enumerate(cells) if isinstance(cell, Picture)]
        for at, picture in pictures:
            self._show(at, picture)
        if pictures:
            self._sheet.row_dimensions[self._rows].height = ROW_POINTS
        self._sheet.append([self._cell("" if cell is None or isinstance(cell, Picture) else cell) for cell in cells])

    def finish(self) -> None:
        """Write the file. Raises OSError when the disk refuses it."""
        self._sheet.auto_filter.ref = f"A1:{self._last}{self._rows}"
        self._book.save(self._path)

    def abandon(self) -> None:
        """Let go of the rows written so far: they lie in a file of the library's own."""
        self._sheet.close()
        self._sheet._writer.cleanup()

    def _set_up(self, name: str, columns: Sequence[Column], pages: str) -> None:
        sheet = self._sheet
        self._last = get_column_letter(len(columns))
        for at, column in enumerate(columns, start=1):
            sheet.column_dimensions[get_column_letter(at)].width = column.width
        sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        margins = sheet.page_margins
        margins.left = margins.right = 0.4
        margins.top, margins.bottom = 0.7, 0.6
        sheet.oddHeader.center.text, sheet.oddFooter.center.text = name.replace("&", "&&"), pages

    def _style(self, form: str, font: Font | None = None, fill: PatternFill | None = None) -> Any:
        """What the library keeps of a cell's looks: made once, for looking it up again takes longer than a row."""
        cell: Any = WriteOnlyCell(self._sheet)
        cell.font, cell.border, cell.number_format = font or Font(name=_FONT, size=10), _THIN, form
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center" if font else None)
        if fill is not None:
            cell.fill = fill
        return cell._style

    def _cell(self, value: str | int | datetime, style: Any = None) -> Any:
        cell: Any = WriteOnlyCell(self._sheet, value=_text(value) if isinstance(value, str) else value)
        if isinstance(value, str):
            cell.data_type = "s"                # a text that begins with = is a text, also when somebody edits it
        cell._style = style or self._styles[type(value)]
        return cell

    def _show(self, at: int, picture: Picture) -> None:
        """The file is read when the book is saved, so that pictures never pile up in memory."""
        image = Image(str(picture.file))
        scale = min(PICTURE_W / image.width, PICTURE_H / image.height, 1)
        width, height = round(image.width * scale), round(image.height * scale)
        offset = [pixels_to_EMU(MARGIN + (room - size) // 2)
                  for room, size in ((PICTURE_W, width), (PICTURE_H, height))]
        image.anchor = OneCellAnchor(
            _from=AnchorMarker(col=at, row=self._rows - 1, colOff=offset[0], rowOff=offset[1]),
            ext=XDRPositiveSize2D(pixels_to_EMU(width), pixels_to_EMU(height)))
        self._sheet.add_image(image)


class Csv:
    """UTF-8 with a mark at its beginning, without which Excel reads Chinese as another script."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file)
        self.row([column.title for column in columns])

    def row(self, cells: Sequence[Cell]) -> None:
        """One more line."""
        self._writer.writerow([_line(cell) for cell in cells])

    def finish(self) -> None:
        """Nothing is left unwritten. Raises OSError when the disk refuses it."""
        self._file.close()

    abandon = finish


def _line(cell: Cell) -> str | int:
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, str):
        # An apostrophe is how spreadsheet programs themselves mark a text; there is no other way in CSV.
        return f"'{_text(cell)}" if _BEGINS_A_FORMULA.match(cell) else _text(cell)
    return cell if isinstance(cell, int) else ""


def _text(said: str) -> str:
    """Without the signs that no spreadsheet can hold, and within the length of a cell."""
    return _FORBIDDEN.sub("", said.encode("utf-8", "replace").decode())[:CELL_CHARS_MAX]
