"""A long 台账 on its way: asked for, how far it is, given up, failed, swept away, and for nobody else."""

import os
import subprocess
import sys
import threading
import time

import pytest

from server.commands import nightly
from server.storage.exports import KEPT_SECONDS, SILENT_SECONDS
from server.web.desk import ledger, ledger_file
from tests.people import ALICE, BOB, PAM, SAM
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
        address = desk.started("ledger.xlsx")
        until(lambda: desk.open(f"{address}?as=json").json["done"] == 1, "the first row to be written")
        return desk, address, gate.set
    yield begin
    gate.set()


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
    second = desk.started("ledger.csv")
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
    address = desk.started("ledger.xlsx")
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
    address = desk.started("ledger.csv")
    until(lambda: desk.open(f"{address}?as=json").json["phase"] == "ready", "the ledger")
    (data / "exports" / ("0" * 32)).mkdir()
    Exports(data / "exports").sweep()
    assert len(folders(data)) == 2
    aged(data, KEPT_SECONDS + 1)
    assert desk.open(address).status_code == desk.open(f"{address}/file").status_code == 404, "even before it is swept"
    with app.app_context():
        assert "过期台账 prepared tables removed: 2" in list(nightly.chores())
    assert folders(data) == []


@pytest.mark.parametrize("change", [{"org": "o6"}, {"role": "contractor", "org": "o4"}], ids=str)
def test_who_has_another_post_now_does_not_get_what_was_made_for_the_old_one(office, ordered, compound, monkeypatch,
                                                                            change):
    monkeypatch.setattr(ledger, "AT_ONCE", -1)
    ordered()
    desk = office(SAM)
    address = desk.started("ledger.csv")
    until(lambda: desk.open(f"{address}?as=json").json["phase"] == "ready", "the ledger")
    person = {key: said for key, said in compound.look("person", SAM.id).items() if key != "id"}
    receipt = compound.say(None, "setup.changed", {"kind": "person", "id": SAM.id, "state": {**person, **change}})
    assert receipt["outcome"] == "applied", receipt
    assert desk.open(f"{address}/file").status_code == desk.open(address).status_code == 404
    assert desk.started("ledger.csv") != address, "he may ask for one of his own"


def test_an_address_alone_starts_and_stops_nothing(begun, data):
    desk, address, release = begun()
    desk.open("ledger.csv?building=SZ-B03")
    assert desk.text("size").startswith("共3条") and folders(data) == [address.rpartition("/")[2]]
    answer = desk.browser.ask("POST", "/desk/p1/ledger.csv", data={}, headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 403 and len(folders(data)) == 1
    release()
    until(lambda: desk.open(f"{address}?as=json").json["phase"] == "ready", "the first one")


@pytest.mark.parametrize("query", ["project=x", "endpoint=x", "_method=X", "_anchor=a", "_external=1&_scheme=x", "x=y"])
def test_what_is_no_filter_is_dropped(begun, query):
    desk, _, release = begun()
    address = desk.started(f"ledger.csv?{query}&building=SZ-B03")
    assert 'href="/desk/p1/findings?building=SZ-B03"' in desk.page.text
    release()
    until(lambda: desk.open(f"{address}?as=json").json["phase"] == "ready", "the ledger")


OTHER = """
import sys
from pathlib import Path
from server.domain.rights import Reader
from server.storage.exports import Exports
kept, reader = Exports(Path(sys.argv[1])), Reader("p1", sys.argv[3], "pm", sys.argv[4])
print(kept.state(sys.argv[2], reader)["phase"])
kept.cancel(sys.argv[2])
"""


def test_another_process_on_the_same_data_knows_how_far_it_is_and_can_stop_it(begun, data):
    desk, address, release = begun()
    asked = [sys.executable, "-c", OTHER, data / "exports", address.rpartition("/")[2], PAM.id, PAM.org]
    assert subprocess.run(asked, check=True, capture_output=True, text=True).stdout == "writing\n"
    assert desk.open(address).status_code == 404
    release()
    until(lambda: folders(data) == [], "its maker to stop")
