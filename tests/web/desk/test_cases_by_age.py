"""What the page of cases reads does not grow with the cases there ever were."""

import pytest
from sqlalchemy import event

from server.domain.days import shifted
from server.storage import cases_page
from tests.people import HAL, PAM, SAM


def put(compound, ask, answer=None):
    id = compound.say(PAM, "case.escalated", {"tier": "street", "ask": ask})["id"]
    if answer:
        compound.say(HAL, "case.answered", {"case": id, "answer": answer})
    return id


@pytest.fixture
def reads(compound, browser):
    """How many cases the page read."""
    pam, read = browser(PAM), []

    def noted(states):
        states = list(states)
        read.append(len(states))
        return states

    def ask(monkeypatch):
        read.clear()
        whole = cases_page._seen
        with monkeypatch.context() as patch:
            patch.setattr(cases_page, "_seen", lambda reader, states: whole(reader, noted(states)))
            page = pam.ask("GET", "/desk/p1/cases")
        assert page.status_code == 200
        return sum(read), page.text
    return ask


def test_it_reads_those_that_wait_and_the_newest_settled_ones(compound, reads, monkeypatch):
    monkeypatch.setattr(cases_page, "READ_AT_ONCE", 8)
    monkeypatch.setattr(cases_page, "READ_MOST", 16)
    oldest = put(compound, "最早的，还没有答复")
    for nr in range(40):
        compound.clock.set(f"{shifted('2023-06-14', nr)}T10:00:00+08:00")
        put(compound, f"第{nr}件", "同意")
    read, page = reads(monkeypatch)
    assert read <= 17 and oldest in page and "第39件" in page and "第3件" not in page


def test_no_question_to_the_database_names_every_case(compound, browser):
    for nr in range(3):
        put(compound, f"第{nr}件", "同意")
    pam, asked = browser(PAM), []

    @event.listens_for(compound.engine, "before_cursor_execute")
    def note(connection, cursor, statement, parameters, *more):
        if "case" in parameters and "dated" not in statement:
            asked.append(statement)
    pam.ask("GET", "/desk/p1/cases")
    event.remove(compound.engine, "before_cursor_execute", note)
    assert asked == []


def test_a_proposal_taken_into_a_case_hides_nothing_of_what_was_declined(compound, monkeypatch, reads):
    declined = compound.say(SAM, "case.escalated", {"tier": "street", "ask": "提请一"})["id"]
    compound.say(HAL, "case.answered", {"case": declined, "answer": "不报", "declined": True})
    taken = compound.say(SAM, "case.escalated", {"tier": "street", "ask": "提请二"})["id"]
    compound.say(PAM, "case.escalated", {"tier": "street", "ask": "提请二"}, after=[taken])
    page = reads(monkeypatch)[1]
    assert f"case-{declined}" in page and f"case-{taken}" not in page
