"""登记问题: the desk enters what somebody without an account reported; one press, one record, and nobody walked."""

import pytest
from sqlalchemy import func, select

from server.domain.bodies import SHAPES
from server.storage import tables
from server.storage.db import reading
from tests.people import ADA, ALICE, BOB, DORA, GUS, PAM, PROJECT, SAM, TOM, VIC
from tests.pictures import saved, with_corner
from tests.sync.types.site import folds

TYPED = {"place": "SZ-B03-E2", "source": "hotline", "text": "楼门口堆放砂石，出入不便", "note": "工单 2023061400123"}


def events(compound) -> int:
    with reading(compound.engine) as look:
        return look.scalar(select(func.count()).select_from(tables.event).where(tables.event.c.project == PROJECT))


@pytest.fixture
def entered(office, compound):
    """`entered(PAM, item="SCF-01")` opens the page, fills it in and sends it: her desk."""
    def enter(person, files=(), **typed):
        desk = office(person)
        assert desk.open("register").status_code == 200
        desk.send("register", files=files, **{**TYPED, **typed})
        return desk
    return enter


def only(compound):
    [found] = compound.everything("finding")
    return found


def test_an_entry_is_one_record_with_its_source_and_waits_for_review(entered, compound):
    before = events(compound)
    desk = entered(PAM, position="2门外")
    found = only(compound)
    assert desk.text("said") == f"已登记 {found['number']}：3号楼2门，待监理审核。 打开"
    assert events(compound) == before + 1
    said = ("source", "state", "filed_by", "text", "position", "severity")
    assert [found[key] for key in said] == ["hotline", "submitted", PAM.id, TYPED["text"], "2门外", 1]
    assert compound.everything("visit")[0]["note"] == TYPED["note"]


def test_nobody_walked_so_the_entrance_still_counts_as_not_looked_at(entered, compound, office):
    entered(PAM)
    assert "last" not in compound.look("place", "SZ-B03-E2")
    desk = office(PAM)
    desk.open("today")
    assert (desk.number("count-findings"), desk.number("count-no_record")) == (0, desk.number("total"))
    compound.say(ALICE, "visit.recorded", {"day": compound.today(), "place": "SZ-B03-E2", "outcome": "clean"})
    desk.open("today")
    assert desk.number("count-clean") == 1, "a walk to the same door counts as ever"


def test_it_is_no_walk_for_the_authors_phone_and_his_days_report_either(entered, compound, browser):
    entered(BOB)
    items = browser(BOB).ask("GET", "/api/v1/projects/p1/feed").json["items"]
    assert "finding" in {item["kind"] for item in items} and "visit" not in {item["kind"] for item in items}
    assert folds(compound), "the log applied again gives the same"


def test_the_note_on_the_source_is_for_staff_only(entered, moved, compound, office):
    entered(PAM, unit=SAM.org)
    id = only(compound)["id"]
    moved(BOB, id, "issue")
    desk = office(BOB)
    desk.open(f"findings/{id}")
    assert desk.text("source-note") == f"（{TYPED['note']}）"
    firm = office(SAM)
    assert firm.open(f"findings/{id}").status_code == 200 and TYPED["note"] not in firm.page.text


def test_the_check_item_brings_its_severity_words_and_usual_unit(entered, compound):
    entered(PAM, item="SCF-01", text="")
    found, item = only(compound), compound.look("item", "SCF-01")
    assert (found["text"], found["severity"], found["item"]) == (item["zh"], item["severity"], "SCF-01")
    assert found["unit"] == GUS.org


def test_saving_and_issuing_are_two_records_the_second_after_the_first(entered, compound):
    before = events(compound)
    desk = entered(BOB, item="SCF-01", unit=SAM.org, do="issue")
    found = only(compound)
    assert (found["state"], found["unit"], events(compound)) == ("issued", SAM.org, before + 2)
    assert "并下发整改：外檐分包乙，限6月1" in desk.text("said")


def test_who_does_not_supervise_saves_only(entered, compound):
    desk = entered(PAM, item="SCF-01", do="issue")
    assert only(compound)["state"] == "submitted" and "待监理审核" in desk.text("said")
    desk.open("register")
    assert not desk.shows("save-issue") and desk.shows("save")


def test_pressing_twice_makes_one_record_with_pictures_and_order(entered, office, compound, photo):
    desk = office(BOB)
    page = desk.open("register")
    before = events(compound)
    for _ in range(2):
        desk.page = page
        desk.send("register", files=(photo,), **TYPED, item="SCF-01", do="issue")
    assert events(compound) == before + 2 and len(only(compound)["photos"]) == 1


def test_pressing_twice_does_not_ask_whether_it_is_itself(office, filed, compound):
    desk = office(PAM)
    page = desk.open("register")
    for _ in range(2):
        desk.page = page
        desk.send("register", **TYPED, item="SCF-01")
        assert f"已登记 {only(compound)['number']}" in desk.text("said")
    filed(ALICE, TYPED["place"], item="SCF-01")
    desk.page = page
    desk.send("register", **TYPED, item="SCF-01")
    assert "已登记" in desk.text("said") and len(compound.everything("finding")) == 2, "nor about a later one"


def test_other_words_from_a_page_opened_by_the_back_button_are_another_finding_once(office, compound):
    desk = office(PAM)
    page = desk.open("register")
    for text in ("堆放砂石", "电线垂落", "电线垂落"):
        desk.page = page
        desk.send("register", **{**TYPED, "text": text})
    assert sorted(one["text"] for one in compound.everything("finding")) == ["堆放砂石", "电线垂落"]


def test_what_is_open_there_already_is_asked_about_before_anything_is_kept(entered, filed, compound, photo):
    first = filed(ALICE, "SZ-B03-E2", item="SCF-01")
    number, before = compound.look("finding", first)["number"], events(compound)
    desk = entered(PAM, files=(photo,), item="SCF-01")
    assert desk.page.status_code == 422 and number in desk.text("twins") and events(compound) == before
    assert f"/desk/p1/findings/{first}" in desk.page.text and "已收到照片1张" in desk.text("kept")
    desk.send("register", same="no")
    [new] = [one for one in compound.everything("finding") if one["id"] != first]
    assert new["same_as"] is None and len(new["photos"]) == 1 and new["text"] == TYPED["text"]


def test_the_same_question_again_names_the_open_one_for_the_reviewer(entered, filed, compound):
    first = filed(ALICE, "SZ-B03-E2", item="SCF-01")
    entered(PAM, item="SCF-01").send("register", same=first)
    assert [one["same_as"] for one in compound.everything("finding") if one["id"] != first] == [first]


def test_another_firms_finding_there_is_not_asked_about(entered, filed, moved, compound):
    moved(BOB, filed(ALICE, "SZ-B03-E2", item="SCF-01"), "issue")
    desk = entered(TOM, item="SCF-01")
    assert "已登记" in desk.text("said") and len(compound.everything("finding")) == 2


@pytest.mark.parametrize(("typed", "said"), [
    ({"place": ""}, "请选择部位"), ({"place": "SZ-B99"}, "请选择部位"), ({"text": ""}, "请填写问题描述"),
    ({"source": ""}, "请选择来源"), ({"source": "patrol"}, "请选择来源"), ({"unit": "o99"}, "没有这个责任单位"),
    ({"kind": "coordination"}, "请填写请何单位协调"), ({"note": "居民张先生 138 0000 1234"}, "请删去电话号码"),
    ({"position": "长" * 201}, "太长")])
def test_what_an_entry_lacks_is_said_with_the_words_kept_and_nothing_recorded(entered, compound, typed, said):
    before = events(compound)
    desk = entered(PAM, **{"position": "四层", **typed})
    assert desk.page.status_code == 422 and said in desk.text("lacks") and events(compound) == before
    assert desk.fields("register")["position"] == typed.get("position", "四层")


def test_coordination_asks_somebody_for_something(entered, compound):
    entered(PAM, kind="coordination", whom="街道城管科", item="SCF-01")
    found = only(compound)
    assert (found["needs"], found["item"], found["unit"]) == (
        {"whom": "街道城管科", "what": TYPED["text"]}, None, None)


def test_nine_pictures_at_most_and_pictures_only(entered, compound):
    many = tuple(saved(with_corner(64 + nr, 48)) for nr in range(10))
    assert "最多9张" in entered(PAM, files=many).text("lacks")
    assert "不是照片" in entered(PAM, files=(b"no picture",)).text("lacks")
    entered(PAM, files=many[:9])
    assert len(only(compound)["photos"]) == 9


def test_a_picture_of_somebody_else_is_not_taken_along(entered, compound):
    assert entered(SAM, kept="ab" * 32).page.status_code == 404 and compound.everything("finding") == []


def test_what_is_no_record_is_refused_before_it_is_one(entered, compound, monkeypatch):
    monkeypatch.setitem(SHAPES, ("visit.recorded", 1), lambda value, path: iter(["wrong"]))
    before = events(compound)
    assert entered(PAM).page.status_code == 400 and events(compound) == before


@pytest.mark.parametrize("person", (ALICE, BOB, PAM, SAM, GUS, ADA, DORA), ids=lambda one: one.role)
def test_whoever_may_file_may_register(entered, compound, person):
    assert "已登记" in entered(person).text("said") and only(compound)["filed_by"] == person.id


def test_who_only_reads_papers_may_not(office, compound):
    assert office(VIC).open("register").status_code == 403
