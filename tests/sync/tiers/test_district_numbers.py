"""What leaders are told in the district's brief: sums of the dailies, dangers, lights, cases."""

from tests.district import agrees, asked, closed, daily, ordered
from tests.people import DORA, HAL, PAM


def test_the_numbers_are_the_sum_of_the_dailies_since_the_last_brief(district, compound, clock):
    first = ordered(compound)
    daily(compound)
    ordered(compound, "SZ-B01-E1")
    district.issue()
    book = district.content()["compounds"]["p1"]["reconcile"]
    assert book == {"opening": 0, "new": 1, "closed": 0, "void_merged": 0, "closing": 1}, "not yet on a daily sheet"
    clock.set("2023-06-15T17:30:00+08:00")
    closed(compound, first)
    daily(compound, "2023-06-15")
    clock.set("2023-06-16T17:30:00+08:00")
    ordered(compound, "SZ-B02-E1", "2023-06-16")
    daily(compound, "2023-06-16")
    district.issue("2023-06-16")
    told = district.content(2)
    assert told["reconcile"] == {"opening": 1, "new": 2, "closed": 1, "void_merged": 0, "closing": 2}
    assert [one["number"] for one in told["compounds"]["p1"]["dailies"]] == [2, 3]
    assert told["units"] == [{"unit": "p1", "name": "水竹花园", "opening": 1, "new": 2, "closed": 1, "void": 0,
                              "closing": 2}]
    assert "第2–3期" in told["sections"][0]["sources"] and "第1期（6月14日）" in told["sections"][0]["since"]


def test_the_brief_says_of_each_compound_since_when_its_numbers_are(district, compound, clock):
    """One is told for the first time, one was away for a brief: their 期初 is not that of the brief before."""
    def since(nr: int) -> str:
        clock.set(f"2023-06-{13 + nr}T18:00:00+08:00")
        daily(compound, f"2023-06-{13 + nr}")
        assert district.issue(f"2023-06-{13 + nr}")["outcome"] == "applied"
        return district.content(nr)["sections"][0]["since"].partition("：期初")[0]
    ordered(compound)
    assert since(1) == "自各小区首期以来"
    agrees(compound, "")
    district.lists("p1", "p2")
    agrees(compound, project="p2")
    assert since(2) == "自第1期（6月14日）以来（别处小区首次报送，自其首期以来）"
    agrees(compound)
    assert since(3) == "自第2期（6月15日）以来（水竹花园自第1期（6月14日）以来）"
    assert district.content(3)["compounds"]["p1"]["reconcile"]["opening"] == 1
    assert since(4) == "自第3期（6月16日）以来"


def test_a_daily_corrected_after_the_brief_adds_only_what_the_correction_added(district, compound, clock):
    ordered(compound)
    daily(compound)
    district.issue()
    ordered(compound, "SZ-B01-E1")
    daily(compound, expects=2)
    clock.set("2023-06-15T17:30:00+08:00")
    daily(compound, "2023-06-15")
    district.issue("2023-06-15")
    told = district.content(2)["compounds"]["p1"]
    assert told["reconcile"] == {"opening": 1, "new": 1, "closed": 0, "void_merged": 0, "closing": 2}
    assert [(one["number"], one["version"]) for one in told["dailies"]] == [(1, 2), (2, 1)]


def test_a_brief_without_a_new_daily_keeps_the_last_numbers_and_the_next_goes_on_from_them(district, compound, clock):
    ordered(compound)
    daily(compound)
    for nr, day in enumerate(("2023-06-14", "2023-06-15", "2023-06-16"), start=1):
        clock.set(f"{day}T18:00:00+08:00")
        if nr == 3:
            daily(compound, day)
        assert district.issue(day)["outcome"] == "applied"
    assert [district.content(nr)["reconcile"]["opening"] for nr in (1, 2, 3)] == [0, 1, 1]
    assert district.content(2)["compounds"]["p1"]["dailies"] == []
    assert district.content(2)["compounds"]["p1"]["coverage"]["number"] == 1


def test_leaders_see_danger_and_long_delay_as_numbers_and_no_ordinary_finding(district, compound, clock):
    ordered(compound, text="缺挡脚板约8米")
    ordered(compound, "SZ-B01-E1", severity=3, text="吊篮安全绳共点固定")
    clock.set("2023-06-24T09:00:00+08:00")
    district.issue("2023-06-24")
    told = district.content()
    assert told["compounds"]["p1"]["urgent"] == {"open": 1, "unreviewed": 0}
    assert told["compounds"]["p1"]["overdue"] == 2
    assert "挡脚板" not in str(told) and "安全绳" not in str(told)


def test_the_light_of_a_work_item_says_how_late_it_is(district, compound):
    for building, planned in (("SZ-B01", "2023-06-10"), ("SZ-B02", "2023-06-12"), ("SZ-B03", "2023-07-01")):
        compound.say(PAM, "milestone.set", {"building": building, "item": "roof_waterproof", "stage": "done",
                                            "planned": planned})
    compound.say(HAL, "stage.set", {"building": "SZ-B01", "item": "roof_waterproof", "stage": "passed_first",
                                    "date": "2023-06-11"})
    district.issue()
    told = district.content()
    light, = told["compounds"]["p1"]["lights"]
    assert (light["planned"], light["reached"], light["late"]) == (2, 1, 2)
    assert told["sections"][1]["rows"][0][1].startswith("×滞后2天：")
    assert told["sections"][0]["rows"][0][-1] == "1/1 = 100%"


def test_answered_cases_come_first_with_their_answers_then_those_that_wait(district, compound, clock):
    waits = asked(compound, ordered(compound), ask="请区消防支队协调", needed_by="2023-06-15")
    answered = asked(compound)
    compound.say(PAM, "case.escalated", {"tier": "street", "ask": "请街道协调"})
    compound.say(DORA, "case.answered", {"case": answered, "answer": "6月18日前拆除"})
    clock.set("2023-06-16T09:00:00+08:00")
    district.issue("2023-06-16")
    told = district.content()
    assert [case["id"] for case in told["compounds"]["p1"]["cases"]] == [answered, waits]
    rows = told["sections"][2]["rows"]
    assert rows[0]["answer"].startswith("6月18日前拆除")
    assert (rows[1]["by"], rows[1]["answer"], rows[1]["done"]) == ("6月15日（已过）", "待答复", "居民已谈2次未拆")
    assert "请街道协调" not in str(told)
    clock.set("2023-06-20T09:00:00+08:00")
    district.issue("2023-06-20")
    assert [case["id"] for case in district.content(2)["compounds"]["p1"]["cases"]] == [waits], "told once"


def test_an_answer_also_says_what_became_of_the_finding(district, compound):
    mended, stands = ordered(compound), ordered(compound, "SZ-B01-E1")
    for finding in (mended, stands):
        compound.say(DORA, "case.answered", {"case": asked(compound, finding), "answer": "已安排"})
    closed(compound, mended)
    district.issue()
    told = {row["number"]: row["answer"].partition("；")[2] for row in district.content()["sections"][2]["rows"]}
    numbers = [compound.look("finding", id)["number"] for id in (mended, stands)]
    assert [told[number] for number in numbers] == ["现状：已销项", "现状：整改中"]


def test_a_compound_that_was_away_goes_on_from_the_last_brief_that_told_of_it(district, compound, clock):
    ordered(compound)
    daily(compound)
    district.issue()
    agrees(compound, "")
    clock.set("2023-06-15T18:00:00+08:00")
    ordered(compound, "SZ-B01-E1", "2023-06-15")
    daily(compound, "2023-06-15")
    district.issue("2023-06-15")
    agrees(compound)
    clock.set("2023-06-16T18:00:00+08:00")
    daily(compound, "2023-06-16")
    district.issue("2023-06-16")
    told = district.content(3)["compounds"]["p1"]
    assert [one["number"] for one in told["dailies"]] == [2, 3]
    assert told["reconcile"] == {"opening": 1, "new": 1, "closed": 0, "void_merged": 0, "closing": 2}


def test_of_a_long_case_the_leaders_page_tells_the_beginning(district, compound):
    long = "请区城管委会同街道、社区依法组织拆除并恢复排水，" * 20
    case = asked(compound, ordered(compound), ask=long, text=long, lead="区城管委、区住建委" * 9)
    compound.say(DORA, "case.answered", {"case": case, "answer": long})
    district.issue()
    row, = district.content()["sections"][2]["rows"]
    assert (len(row["ask"]), len(row["done"]), len(row["lead"])) == (60, 44, 24) and row["ask"].endswith("…")
    assert len(row["answer"]) <= 80 + len("（6月14日09:00）；现状：整改中")
    assert compound.look("case", case)["ask"] == long


def test_what_was_put_before_the_consent_was_taken_back_can_still_be_answered_by_the_compounds_own_member(
        district, compound):
    case = asked(compound)
    agrees(compound, "")
    assert compound.say(DORA, "case.answered", {"case": case, "answer": "同意"})["outcome"] == "applied"
    district.issue()
    assert district.content()["compounds"] == {}, "and nothing of it is told"
