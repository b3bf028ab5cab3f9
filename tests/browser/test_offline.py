"""The promise, with the real client, the real server and no mercy: no report and no photo is lost or doubled."""

import json
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from server.storage import tables
from server.storage.db import reading
from tests import pictures
from tests.browser import screens
from tests.browser.chromium import DESK
from tests.browser.office import corners_at_desk
from tests.commands.conftest import on_this_database, typed  # noqa: F401 - fixtures
from tests.people import ALICE, BOB, PAM, PROJECT
from tests.waiting import until

pytestmark = pytest.mark.usefixtures("on_this_database")
CLEAN, FINDING, ANOTHER = "SZ-B01-E1", "SZ-B03-E2", "SZ-B10-E1"
EXPECTED = {CLEAN: "clean", FINDING: "findings", ANOTHER: "clean"}
ONCE = dict.fromkeys(EXPECTED, 1)
BOTH = pytest.mark.parametrize("database", ["sqlite", "postgres"], indirect=True)


@pytest.fixture
def camera(tmp_path) -> list[Path]:
    """Two photos as phones make them: 12 megapixels lying upright, and one that says it lies on its side."""
    made = []
    for orientation, (width, height) in {1: (4032, 3024), 6: (1600, 1200)}.items():
        path = tmp_path / f"IMG_{orientation}.jpg"
        path.write_bytes(pictures.turned(orientation, width=width, height=height))
        made.append(path)
    return made


def visits(compound) -> Counter[str]:
    """How often each place was visited, by the server's log."""
    with reading(compound.engine) as look:
        rows = look.execute(select(tables.event.c.id, tables.event.c.bytes)
                            .where(tables.event.c.project == PROJECT, tables.event.c.type == "visit.recorded"))
        return Counter(json.loads(row.bytes)["body"]["place"] for row in rows)


def record_three_visits(phone, camera) -> None:
    phone.go_to(CLEAN)
    phone.nothing_found()
    phone.go_to(FINDING)
    phone.report(*camera, item="GON-04")
    phone.go_to(ANOTHER)
    phone.nothing_found()
    phone.open()
    expect(phone.at("badge-pending")).to_contain_text("3")


@BOTH
def test_what_was_saved_offline_survives_a_dying_phone_and_arrives_once(
        phone, network, compound, office, typed, camera):  # noqa: F811
    phone.sign_in(ALICE)
    phone.put_away()
    phone.switch_on()
    network.stop()
    record_three_visits(phone, camera)
    phone.battery_dies()

    phone.switch_on()
    phone.open()
    assert phone.waiting() == 3
    for door, outcome in EXPECTED.items():
        assert phone.at(f"door-{door}").get_attribute("data-outcome") == outcome, door
    assert visits(compound) == {}

    network.start()
    phone.page.reload()
    until(lambda: visits(compound) == ONCE, "all visits to arrive", seconds=60)
    phone.tap("badge-pending")
    expect(phone.at("upload-state").filter(has_text="已上传 ✓")).to_have_count(3, timeout=60_000)
    phone.open()
    until(lambda: phone.waiting() == 0, "nothing to wait on the phone")
    assert_the_office_has_it_all(phone, network, compound, office, camera)
    assert_sound(typed)


@BOTH
def test_a_server_killed_during_the_uploads_gets_everything_once(
        phone, server, network, compound, office, typed, camera):  # noqa: F811
    phone.sign_in(ALICE)
    network.stop()
    record_three_visits(phone, camera)
    server.kill()
    server.start("--kill-at", "server.sync.intake:_store:after:2", wait=False)
    network.start()
    phone.page.reload()
    server.wait_until_dead(60)
    server.start()
    until(lambda: visits(compound) == ONCE, "all visits to arrive", seconds=90)
    until(lambda: phone.waiting() == 0, "the phone to hear of it", seconds=90)
    phone.tap("badge-pending")
    expect(phone.at("upload-state").filter(has_text="已上传 ✓")).to_have_count(3)
    assert_the_office_has_it_all(phone, network, compound, office, camera)
    assert_sound(typed)


def assert_the_office_has_it_all(phone, network, compound, office, camera) -> None:
    """Each visit once; both photos whole and upright in the store and on the desk; the finding on sheet and paper."""
    assert visits(compound) == ONCE
    found = compound.everything("finding")
    assert [(finding["place"], len(finding["photos"])) for finding in found] == [(FINDING, len(camera))]
    for photo in found[0]["photos"]:
        assert pictures.corner_of(office(ALICE).photo(photo["sha256"])) == "upper left"
    assert sorted((photo["w"] > photo["h"]) for photo in found[0]["photos"]) == [True, True]
    assert_upright_at_the_desk(phone, network, found[0])
    assert_on_the_sheet(compound, office, found[0]["id"])


def assert_upright_at_the_desk(phone, network, finding) -> None:
    """A supervisor opens the finding, in a session of his own, and looks at its pictures."""
    apart = phone.chromium.browser.new_context(viewport={"width": DESK[0], "height": DESK[1]})
    page = apart.new_page()
    screens.sign_in_at_desk(page, network.origin, BOB)
    page.goto(f"{network.origin}/desk/{PROJECT}/findings/{finding['id']}")
    expect(page.get_by_test_id("number")).to_contain_text(finding["number"])
    assert corners_at_desk(page) == ["upper left"] * len(finding["photos"])
    apart.close()


def assert_on_the_sheet(compound, office, id: str) -> None:
    """Issued to its unit, the finding stands with number and words in the sheet of its day, and on its paper."""
    office(BOB).tell("finding.moved", {"finding": id, "move": "issue", "from": {"state": "submitted", "round": 1},
                                       "unit": "o5", "due": "D1"})
    finding = compound.look("finding", id)
    content, paper = office(PAM).issue_sheet(finding["day"])
    assert content["reconcile"]["new"] == 1, content["reconcile"]
    for words in (finding["number"], finding["text"]):
        assert words in json.dumps(content, ensure_ascii=False)
        assert "".join(words.split()) in paper, words


def assert_sound(typed) -> None:  # noqa: F811
    """What an administrator types at night has nothing to say."""
    for words in (("doctor", "--rebuild-check"), ("verify",)):
        code, said = typed(*words)
        assert code == 0, said


def test_a_clean_door_is_one_tap_and_a_finding_four(phone, camera):
    phone.sign_in(ALICE)
    phone.go_to(CLEAN)
    phone.count_taps()
    phone.nothing_found()
    assert phone.taps == 1
    expect(phone.page.get_by_role("heading", name="1号楼2门")).to_be_visible()
    phone.go_to(FINDING)
    phone.count_taps()
    phone.report(*camera, item="GON-04")
    assert phone.taps <= 4
