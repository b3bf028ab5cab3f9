"""A long 台账 on its way: how far it is, given up, failed, swept away; and ten thousand rows in little memory."""

import os
import subprocess
import sys
import threading
import time

import openpyxl
import pytest

from server.storage.exports import KEPT_SECONDS, SILENT_SECONDS
from server.web.desk import ledger, ledger_file
from tests.people import ALICE, BOB, PAM
from tests.waiting import until


@pytest.fixture
def begun(office, filed, monkeypatch, data):
    """`begun()`: (desk, address, release) of an export that has written a row and waits until it is released."""
    monkeypatch.setattr(ledger, "AT_ONCE", 1)
    monkeypatch.setattr(ledger_file, "PART", 1)
    for door in (1, 2, 3):
        filed(ALICE, f"SZ-B03-E{door}")
    gate, row = threading.Event(), ledger_file.Rows.row

    def slow(self, nr, *more):
        if nr == 2:
            assert gate.wait(20)
        return row(self, nr, *more)
    monkeypatch.setattr(ledger_file.Rows, "row", slow)

    def begin(person=PAM):
        desk = office(person)
        address = desk.open("ledger.xlsx").request.path
        until(lambda: desk.open(f"{address}?as=json").json["done"] == 1, "the first row to be written")
        return desk, address, gate.set
    yield begin
    gate.set()
    until(lambda: not [one for one in threading.enumerate() if one.name.startswith("export-")], "the makers to end")


def folders(data) -> list[str]:
    return sorted(os.listdir(data / "exports"))


def test_the_page_says_how_far_it_is_and_asks_again_without_a_script(begun):
    desk, address, release = begun()
    page = desk.open(address).text
    assert '<progress max="3" value="1"' in page
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
    assert desk.open(f"{address}/file").status_code == 404
    release()
    until(lambda: desk.open(f"{address}?as=json").json["phase"] == "ready", "the rest")
    assert 'http-equiv="refresh"' not in desk.open(address).text
    assert desk.open(f"{address}/file").data.startswith(b"PK")


def test_one_who_cancels_is_back_at_his_list_and_nothing_stays(begun, data):
    desk, address, release = begun()
    desk.open(address)
    desk.send("cancel")
    assert desk.shows("list") and desk.open(address).status_code == 404
    release()
    until(lambda: folders(data) == [], "what was written to be cleared away")


def test_a_second_one_takes_the_place_of_the_first(begun, data):
    desk, address, release = begun()
    second = desk.open("ledger.csv").request.path
    assert second != address and desk.open(address).status_code == 404
    assert desk.open(f"{second}?as=json").json["phase"] == "queued", "one at a time"
    release()
    until(lambda: desk.open(f"{second}?as=json").json["phase"] == "ready", "the second")
    assert folders(data) == [second.rpartition("/")[2]]


def test_nobody_sees_or_stops_the_file_of_another(begun, office):
    _, address, _ = begun()
    other = office(BOB)
    assert other.open(address).status_code == 404
    assert other.post(f"{address}/cancel", {"event": ""}).status_code == 404


def test_what_could_not_be_made_is_said(office, filed, monkeypatch):
    monkeypatch.setattr(ledger, "AT_ONCE", 0)
    monkeypatch.setattr(ledger_file.Rows, "row", lambda *given: 1 / 0)
    filed(ALICE, "SZ-B03-E1")
    desk = office(PAM)
    address = desk.open("ledger.xlsx").request.path
    until(lambda: desk.open(f"{address}?as=json").json["phase"] == "failed", "the failure to be told")
    assert "没有生成成功" in desk.open(address).text


def aged(data, seconds: int) -> None:
    """Everything in the folder of exports becomes older."""
    then = time.time() - seconds
    for folder in (data / "exports").iterdir():
        for path in (folder, *folder.iterdir()):
            os.utime(path, (then, then))


def test_one_whose_maker_died_with_its_server_is_said_to_have_failed(begun, data):
    desk, address, _ = begun()
    aged(data, SILENT_SECONDS + 1)
    assert desk.open(f"{address}?as=json").json["phase"] == "failed"


def test_what_nobody_fetched_is_gone_after_an_hour(office, filed, monkeypatch, data, app):
    from server.storage.exports import Exports
    monkeypatch.setattr(ledger, "AT_ONCE", 0)
    filed(ALICE, "SZ-B03-E1")
    desk = office(PAM)
    address = desk.open("ledger.csv").request.path
    until(lambda: desk.open(f"{address}?as=json").json["phase"] == "ready", "the ledger")
    (data / "exports" / ("0" * 32)).mkdir()
    Exports(data / "exports").sweep()
    assert len(folders(data)) == 2
    aged(data, KEPT_SECONDS + 1)
    Exports(data / "exports").sweep()
    assert folders(data) == [] and desk.open(address).status_code == 404


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
