"""What a page of the desk reads grows with the page, not with the age of the project."""

from contextlib import contextmanager

import pytest
from sqlalchemy import event

from server.storage.db import db
from server.web.desk import notices
from tests.people import ALICE, BOB, CAROL, PAM, PROJECT


@pytest.fixture
def reads(app):
    """`with reads("case") as rows:` collects how many states of a kind each question of a request gave back."""
    with app.app_context():
        engine = db.engine

    @contextmanager
    def watched(kind: str):
        asked: list[str] = []

        def note(connection, cursor, statement, parameters, *more):
            given = parameters.values() if isinstance(parameters, dict) else parameters
            if "thing.state" in statement.split("FROM")[0] and kind in given:
                asked.append(str(parameters))
        event.listen(engine, "before_cursor_execute", note)
        yield asked
        event.remove(engine, "before_cursor_execute", note)
    return watched


def test_the_list_of_notices_reads_them_once(office, compound, ordered, reads):
    for door in (1, 2, 3):
        compound.say(BOB, "notice.issued", {
            "kind": "supervision", "findings": [ordered(f"SZ-B03-E{door}")], "to": "o5"})
    desk = office(BOB)
    with reads("notice") as asked:
        assert desk.open("notices?unit=o5").status_code == 200
    assert len(asked) == 1


def test_a_page_reads_the_cases_of_its_own_findings_only(office, compound, filed, reads):
    mine, other = filed(ALICE, "SZ-B03-E1"), filed(ALICE, "SZ-B03-E2")
    ids = {id: compound.say(BOB, "case.escalated", {"finding": id, "tier": "street", "ask": "请协调"})["id"]
           for id in (mine, other)}
    desk = office(PAM)
    with reads("case") as asked:
        desk.open(f"findings/{mine}")
    assert asked and all(ids[mine] in given and ids[other] not in given for given in asked)
    with reads("case") as asked:
        desk.open("today")
    assert len(asked) == 1, "the day's page reads them once"
    assert f"/desk/{PROJECT}/findings/{mine}" in desk.page.text


def test_the_orders_come_a_page_at_a_time_too(office, compound, monkeypatch):
    monkeypatch.setattr(notices, "PAGE", 2)
    for nr in (1, 2, 3):
        compound.say(CAROL, "order.registered", {"kind": "contact", "number": f"联-{nr}", "date": f"2023-06-1{nr}",
                                                 "scope": [], "text": "请核实"})
    desk = office(BOB)
    desk.open("notices")
    assert desk.shows("order-联-3") and desk.shows("order-联-2") and not desk.shows("order-联-1")
    desk.open("notices?order_at=2")
    assert desk.shows("order-联-1") and not desk.shows("order-联-2") and not desk.shows("more-orders")
