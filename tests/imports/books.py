"""Spreadsheets for tests: the demo compound's 20 buildings, and small ones with one thing wrong."""

import io
from typing import Any

from openpyxl import Workbook

DOORS = {1: 6, 2: 6, 3: 6, 4: 6, 5: 6, 6: 5, 7: 5, 8: 6, 9: 6, 10: 6, 11: 4, 12: 4, 13: 5, 14: 6, 15: 6, 16: 5, 17: 4,
         18: 6, 19: 3, 20: 2}
HOMES = {1: 60, 2: 60, 11: "11,12,12,12", 19: 66, 20: 44}
FIRMS = [
    ("铃铛阁街道改造指挥部", "街道", "街道指挥部", None), ("津恒项目管理有限公司", "代建", "项目管理公司", None),
    ("方正监理有限公司", "监理", "监理公司", None), ("津城建工集团", "施工总包", "施工总包", None),
    ("乙装饰工程有限公司", "外檐分包乙", "专业分包", "施工总包")]
PEOPLE = [("王巡", "138 0000 0001", "代建", "巡查员"), ("李专监", 13800000002, "监理", "专监"),
          ("周外檐", "+86-138-0000-0006", "外檐分包乙", "专业分包")]


def book(**sheets: list[tuple[Any, ...]]) -> bytes:
    """A workbook with these sheets, rows as given."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


def compound(**instead: list[tuple[Any, ...]]) -> bytes:
    """The whole compound; `instead` replaces sheets."""
    buildings = [("楼栋*", "楼门数*", "楼门", "户数", "别名")]
    buildings += [(f"{nr}号楼", doors, None, HOMES.get(nr, doors * 12), None) for nr, doors in DOORS.items()]
    zones = [("类型", "名称"), ("甬路", "甬路一段"), ("甬路", "甬路二段"), ("围墙", "围墙一段")]
    firms = [("单位全称", "简称", "类型", "上级单位"), *FIRMS]
    return book(**{"楼栋楼门": buildings, "区段": zones, "单位": firms, **instead})


def people(*rows: tuple[Any, ...]) -> bytes:
    """A people's file."""
    return book(人员=[("姓名", "手机号", "单位", "角色"), *(rows or PEOPLE)])
