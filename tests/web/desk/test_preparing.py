"""What the secretary types before the meeting: kept as chosen, shown again when half of it is missing."""

import pytest

MEETING = "meeting/2023-06-14"


@pytest.fixture
def left(secretary, compound):
    """`left(out, why)` saves the first finding so and gives (what is kept, choice and reason on the page)."""
    id = next(name for name in secretary.fields("prepare") if name.startswith("out_")).removeprefix("out_")

    def leave(out: str, why: str = "") -> tuple[str | None, str, str]:
        secretary.send("prepare", do="save", **{f"out_{id}": out, f"why_{id}": why})
        fields = secretary.fields("prepare")
        return prepared(compound)["left_out"].get(id), fields[f"out_{id}"], fields[f"why_{id}"]
    return leave


def prepared(compound) -> dict:
    """What is prepared for the meeting of the day."""
    return compound.look("preparation", "daily:2023-06-14")


def test_the_choice_leaves_a_finding_out_and_the_reason_is_kept_beside_it(left):
    assert left("另行专题研究", "周四开专题会") == ("另行专题研究：周四开专题会", "另行专题研究", "周四开专题会")
    assert left("现场已解决") == ("现场已解决", "现场已解决", "")
    assert left("其他", "会前已整改") == ("其他：会前已整改", "其他", "会前已整改")


def test_a_reason_leaves_nothing_out_and_going_back_on_the_agenda_drops_it(left):
    assert left("", "会前已整改") == (None, "", "")
    left("其他", "会前已整改")
    assert left("", "会前已整改") == (None, "", "")


def test_a_reason_kept_in_words_of_its_own_is_shown_as_another_one(compound, secretary, left):
    left("其他")
    kept = prepared(compound)
    id = next(iter(kept["left_out"]))
    body = {key: kept[key] for key in ("chair", "place", "weather", "order", "wording", "doors", "opinion")}
    compound.say(secretary.person, "sheet.prepared", {
        "day": "2023-06-14", "tier": "daily", **body, "left_out": {id: "并案处理"}})
    secretary.open(MEETING)
    fields = secretary.fields("prepare")
    assert (fields[f"out_{id}"], fields[f"why_{id}"]) == ("其他", "并案处理")


@pytest.mark.parametrize(("typed", "told"), [
    ({"doors": "SZ-B01-E2"}, "没有保存：已勾选楼门，请写原因。"),
    ({"door_reason": "停水检修"}, "没有保存：已写原因，请勾选楼门。")])
def test_half_an_explanation_is_refused_and_nothing_typed_is_lost(secretary, compound, typed, told):
    secretary.page = secretary.open(MEETING)
    wording = next(name for name in secretary.fields("prepare") if name.startswith("wording_"))
    places = next(span for span in secretary.page.text.split('name="doors" value="')[1:]).split('"')[0]
    if "doors" in typed:
        typed = {"doors": places}
    secretary.send("prepare", do="issue", chair="冯指挥", **{wording: "上会说法"}, **typed)
    assert secretary.page.status_code == 400 and secretary.text("refused") == told
    fields = secretary.fields("prepare")
    assert (fields["chair"], fields[wording]) == ("冯指挥", "上会说法")
    assert fields.get("doors", "") == typed.get("doors", "")
    assert fields["door_reason"] == typed.get("door_reason", "")
    assert prepared(compound) is None and compound.look("sheet", "daily:1") is None
    assert " autofocus" in secretary.page.text


def test_a_sheet_is_not_corrected_into_itself(secretary, compound):
    secretary.send("prepare", do="issue")
    assert "disabled data-needs-edit" in secretary.page.text
    secretary.send("prepare", do="issue")
    assert secretary.page.status_code == 400 and secretary.text("refused") == "内容没有变化，不需要更正。"
    assert compound.look("sheet", "daily:1")["version"] == 1
    secretary.open(MEETING)
    secretary.send("prepare", do="save", chair="冯指挥")
    assert "data-needs-edit" not in secretary.page.text


def test_what_came_of_the_press_stands_with_the_papers_it_made(secretary):
    secretary.send("prepare", do="issue")
    assert secretary.text("said") in secretary.text("versions") and len(secretary.texts("said")) == 1


def test_a_version_that_was_replaced_says_so_and_is_folded(secretary):
    secretary.send("prepare", do="issue")
    secretary.send("prepare", do="issue", chair="冯指挥")
    told = secretary.text("versions")
    assert told.index("第1期 第2版") < told.index("以前的版本（1）") < told.index("第1期 第1版 已被第2版替代")


def test_days_are_turned_and_a_day_that_had_no_meeting_is_no_work(secretary, clock):
    assert secretary.shows("before") and not secretary.shows("after")
    secretary.send("prepare", do="issue")
    secretary.open("meeting/2023-06-13")
    assert secretary.shows("after") and secretary.text("closed") == "未开会，无材料。"
    assert not any(secretary.shows(part) for part in ("prepare", "review", "chase"))
    clock.set("2023-06-15T16:30:00+08:00")
    secretary.open("meeting/2023-06-15")
    secretary.send("prepare", do="issue")
    secretary.open(MEETING)
    assert secretary.shows("versions") and not secretary.shows("review") and not secretary.shows("closed")
