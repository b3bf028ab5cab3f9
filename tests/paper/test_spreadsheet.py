"""A spreadsheet of ten thousand rows is written in little memory."""

import subprocess
import sys

import openpyxl

WRITER = """
import resource, sys
from datetime import datetime
from pathlib import Path
from server.paper.spreadsheet import Column, Xlsx
table = Xlsx(Path(sys.argv[1]), "台账", [Column(f"列{n}", 9) for n in range(19)], "&P")
for nr in range(int(sys.argv[2])):
    table.row([nr, datetime(2023, 6, 14, 9), *(f"第{nr}条问题的第{n}列，说得长一些" for n in range(17))])
table.finish()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_ten_thousand_rows_need_no_more_memory_than_a_thousand(tmp_path):
    def most_kib(rows: int) -> int:
        path = tmp_path / f"{rows}.xlsx"
        asked = [sys.executable, "-c", WRITER, path, str(rows)]
        return int(subprocess.run(asked, check=True, capture_output=True).stdout)
    few, many = most_kib(1_000), most_kib(10_000)
    assert many < few + 8 * 1024, (few, many)
    book = openpyxl.load_workbook(tmp_path / "10000.xlsx", read_only=True)
    assert book.active.calculate_dimension(force=True) == "A1:S10001"
    book.close()
