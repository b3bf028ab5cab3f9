"""Empty spreadsheets to fill in: a page of explanation, headings that cannot be missed, choices to pick from."""

import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from server.domain import catalogue
from server.imports import buildings, organisations, people

GUIDE = "使用说明"
ROWS_PREPARED = 500
PLACES_GUIDE = (
    "一个小区填一份。带 * 的列必须填写；不要合并单元格，不要使用公式。",
    "“楼栋楼门”：每栋楼一行。楼门从1起连续编号的填“楼门数”；不连续的在“楼门”里写 1-4,6 这样的门号。",
    "“户数”：全栋总户数；各门不同的按楼门顺序逐个填写，如 11,12,12,12。“别名”用顿号隔开。",
    "四个立面和屋面由系统自动生成，不用填写。行的顺序就是默认的巡查顺序。",
    "“区段”：甬路、围墙等分段，可以不填。“单位”：参建单位，简称不超过8个字。",
    "“分工”：某类问题默认由谁整改，可以不填；不填的由施工总包负责。",
    "有错误时会逐行列出，改好后重新导入；已导入的内容不会重复。",
    "One workbook per compound. Columns with * must be filled in; no merged cells, no formulas.",
    "楼栋楼门: one building a row; 楼门数 for doors numbered from 1, 楼门 like 1-4,6 for others. "
    "户数: the total, or one number per door. Faces and roofs are made automatically.",
    "区段: sections of paths and walls. 单位: organisations. 分工: who answers for which group of check items.",
    "Every faulty row is listed; import again after correcting: nothing is written twice.",
)
PEOPLE_GUIDE = (
    "每人一行。手机号就是登录名；“单位”填单位全称或简称；“角色”从下拉列表里选。",
    "新账号的初始密码在导入时显示一次，请当面交给本人。再次导入不会改变已有的密码。",
    "One person a row. The phone number is the login; 单位 is a full or short name; pick 角色 from the list.",
    "First passwords are shown once, when importing. Importing again changes no password.",
)
_HEAD = PatternFill("solid", fgColor="1F4E5F")


def places_template() -> bytes:
    """The workbook for `project create`."""
    book = _book(PLACES_GUIDE)
    _sheet(book, buildings.BUILDINGS, ("楼栋*", "楼门数*", "楼门", "户数", "别名"), (14, 10, 18, 24, 24))
    zones = _sheet(book, buildings.ZONES, ("类型*", "名称*", "编号", "别名"), (12, 24, 10, 24))
    _choices(zones, "A", buildings.ZONE_LETTERS)
    orgs = _sheet(book, organisations.ORGS, ("单位全称*", "简称*", "类型*", "上级单位"), (40, 14, 16, 20))
    _choices(orgs, "C", organisations.KINDS)
    duties = _sheet(book, organisations.DUTIES, ("类别*", "责任单位*"), (24, 24))
    _choices(duties, "A", (row["zh"] for row in catalogue.groups()))
    return _bytes(book)


def people_template() -> bytes:
    """The workbook for `people add`."""
    book = _book(PEOPLE_GUIDE)
    sheet = _sheet(book, people.PEOPLE, ("姓名*", "手机号*", "单位*", "角色*", "职务"), (12, 18, 24, 18, 18))
    _choices(sheet, "D", (row["zh"] for row in catalogue.words("duty_roles")))
    return _bytes(book)


def _book(guide: Iterable[str]) -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = GUIDE
    sheet.column_dimensions["A"].width = 100
    for line in guide:
        sheet.append([line])
        sheet.cell(sheet.max_row, 1).alignment = Alignment(wrap_text=True, vertical="top")
    return book


def _sheet(book: Workbook, name: str, headings: Sequence[str], widths: Sequence[int]) -> Worksheet:
    sheet: Worksheet = book.create_sheet(name)
    sheet.append(list(headings))
    sheet.freeze_panes = "A2"
    for at, width in enumerate(widths, start=1):
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = width
        sheet[f"{letter}1"].font = Font(bold=True, color="FFFFFF")
        sheet[f"{letter}1"].fill = _HEAD
        for row in range(2, ROWS_PREPARED):     # text: else 1-4 becomes the first of April
            sheet[f"{letter}{row}"].number_format = "@"
    return sheet


def _choices(sheet: Worksheet, letter: str, words: Iterable[str]) -> None:
    choice = DataValidation(type="list", formula1='"' + ",".join(dict.fromkeys(words)) + '"', allow_blank=True)
    if len(str(choice.formula1)) > 255:         # a spreadsheet program refuses a longer list
        return
    sheet.add_data_validation(choice)
    choice.add(f"{letter}2:{letter}{ROWS_PREPARED}")


def _bytes(book: Workbook) -> bytes:
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()
