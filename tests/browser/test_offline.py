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
from tests.people import ALICE, PROJECT
from tests.waiting import until

CLEAN, FINDING, ANOTHER = "SZ-B01-E1", "SZ-B03-E2", "SZ-B10-E1"


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


def test_what_was_saved_offline_survives_a_dying_phone_and_arrives_once(phone, network, compound, office, camera):
    phone.sign_in(ALICE)
    phone.put_away()
    phone.switch_on()
    network.stop()
    record_three_visits(phone, camera)
    phone.battery_dies()

    phone.switch_on()
    phone.open()
    assert phone.waiting() == 3
    for door in (CLEAN, FINDING, ANOTHER):
        assert phone.at(f"door-{door}").get_attribute("data-outcome") != "no_record", door
    assert visits(compound) == {}

    network.start()
    phone.page.reload()
    until(lambda: visits(compound) == {CLEAN: 1, FINDING: 1, ANOTHER: 1}, "all visits to arrive", seconds=60)
    phone.tap("badge-pending")
    expect(phone.at("upload-state").filter(has_text="已上传 ✓")).to_have_count(3, timeout=60_000)
    phone.open()
    until(lambda: phone.waiting() == 0, "nothing to wait on the phone")
    assert_upright(compound, office)
    assert visits(compound) == {CLEAN: 1, FINDING: 1, ANOTHER: 1}


def assert_upright(compound, office) -> None:
    """Both pictures are at the office, whole and the right way up."""
    found = [thing for thing in compound.everything("finding") if thing["place"].startswith("SZ-B03")]
    assert [len(finding["photos"]) for finding in found] == [2]
    for photo in found[0]["photos"]:
        answer = office(ALICE).get(f"/api/v1/projects/{PROJECT}/blobs/{photo['sha256']}?as=print")
        assert answer.status_code == 200, answer.text
        assert pictures.corner_of(answer.content) == "upper left"
        assert photo["w"] > photo["h"], photo


def test_a_server_killed_during_the_uploads_gets_everything_once(phone, server, network, compound, office, camera):
    phone.sign_in(ALICE)
    network.stop()
    record_three_visits(phone, camera)
    server.kill()
    server.start("--kill-at", "server.sync.intake:_store:after:2", wait=False)
    network.start()
    phone.page.reload()
    server.wait_until_dead(60)
    server.start()
    until(lambda: visits(compound) == {CLEAN: 1, FINDING: 1, ANOTHER: 1}, "all visits to arrive", seconds=90)
    until(lambda: phone.waiting() == 0, "the phone to hear of it", seconds=90)
    assert_upright(compound, office)


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
