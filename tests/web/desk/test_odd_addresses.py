"""What nobody types at the desk but somebody sends: NUL, digits that are no numbers, times that are no times."""

import uuid

import pytest

from tests.people import BOB, GUS
from tests.web.desk.test_watching import TOMORROW

EVENT = "0f8fad5b-d9cb-469f-a165-70867728950e"


@pytest.mark.parametrize(("address", "status"), [
    ("review?at=%00", 400), ("findings?state=submitted&left=%00", 400), ("findings?%00=1", 400), ("notices/%00", 404),
    ("orders/%00", 404), ("findings/%00", 404), ("ledger/%00", 404), ("notices/new?unit=%00", 400),
    ("ledger.csv?unit=%00", 400), ("nowhere/%00", 404), ("watchers?said=%00", 400)])
def test_nul_in_an_address_is_refused_before_the_database_is_asked(office, address, status):
    assert office(BOB).open(address).status_code == status


@pytest.mark.parametrize("form", [
    {"finding": ["\x00"]}, {"finding": [EVENT], f"event:{EVENT}\x00": ["1"]}, {"finding": ["x" * 5000]}], ids=str)
def test_nul_in_a_form_is_refused_wherever_it_stands(office, form):
    assert office(BOB).post("/desk/p1/review", form).status_code == 400


def test_nul_for_a_picture_is_refused(office, ordered):
    id = ordered()
    desk = office(BOB)
    assert desk.post("/desk/p1/findings/%00/photos", {"sha256": "ab" * 32, "event": EVENT}).status_code == 404
    assert desk.post(f"/desk/p1/findings/{id}/photos", {"sha256": "\x00", "event": EVENT}).status_code == 400


@pytest.mark.parametrize("number", ["²", "٣", "-1", "9" * 40, "1e3"])
def test_what_is_no_number_counts_nothing(office, ordered, number):
    id, desk = ordered(), office(BOB)
    for address in (f"notices?at={number}", f"review?done={number}"):
        assert desk.open(address).status_code == 200
    desk.post(f"/desk/p1/findings/{id}/moves", {"event": EVENT, "move": "ask", "from_round": number})
    assert desk.page.status_code in (200, 422)


def test_a_work_and_its_time_are_a_number_and_a_time(office, compound, clock):
    clock.set("2023-06-13T16:00:00+08:00")
    filing = compound.say(GUS, "filing.recorded", {"day": "2023-06-13", "tomorrow": TOMORROW})["id"]
    clock.set("2023-06-14T10:15:00+08:00")
    for more in ({"work": "²"}, {"work": "0", "at": "rubbish"}):
        answer = office(BOB).post(f"/desk/p1/keyworks/{filing}", {"event": str(uuid.uuid4()), **more})
        assert answer.status_code == 400
    assert not compound.look("filing", filing).get("attended")
