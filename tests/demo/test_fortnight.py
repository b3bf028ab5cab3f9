"""Two weeks of the demo as `xunlou demo --days 14` leaves them: every paper adds up, and each incident is on paper."""

import io
import json
import re
from collections import Counter

import pypdf
import pytest

from server.demo import proof
from tests.demo.conftest import Played, demo

DAYS = 14


def row(played: Played, tier: str, day: str, version: int = 1) -> dict:
    (found,) = (one for one in played.told["sheets"]
                if (one["tier"], one["day"], one["version"]) == (tier, day, version))
    return found


@pytest.fixture(scope="module")
def paper(fortnight: Played):
    """`paper(day, tier, version)`: the words of that print without the spaces of its layout."""
    def read(day: str, tier: str = "daily", version: int = 1) -> str:
        made = (fortnight.folder / row(fortnight, tier, f"2023-06-{day}", version)["pdf"]).read_bytes()
        return re.sub(r"\s+", "", "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages))
    return read


def test_thirteen_meetings_one_correction_two_weeks_and_one_brief(fortnight):
    told = fortnight.told
    assert (told["days"], told["without_sheet"]) == (DAYS, ["2023-06-11"])
    assert Counter((one["tier"], one["version"]) for one in told["sheets"]) == {
        ("daily", 1): 13, ("daily", 2): 1, ("weekly", 1): 2, ("district", 1): 1}
    dailies = [one["number"] for one in told["sheets"] if (one["tier"], one["version"]) == ("daily", 1)]
    assert dailies == [*range(33, 46)]
    assert [one["day"] for one in told["sheets"] if one["tier"] == "weekly"] == ["2023-06-07", "2023-06-14"]


def test_every_paper_is_in_the_folder_with_its_pages_and_proves_its_sums(fortnight):
    wanted = {"daily": {"identity", "opening", "coverage"}, "weekly": {"identity", "opening", "union"},
              "district": {"identity", "opening", "compounds"}}
    for one in fortnight.told["sheets"]:
        assert set(one["checks"]) == wanted[one["tier"]] and all(one["checks"].values()), one
        made = pypdf.PdfReader(fortnight.folder / one["pdf"])
        assert len(made.pages) == one["pages"] == (1 if one["tier"] == "district" else 2), one["pdf"]
        assert one["code"] in "".join(page.extract_text() for page in made.pages)


def test_the_command_prints_the_sums_of_every_paper(fortnight):
    for one in fortnight.told["sheets"]:
        assert proof.line(one) in fortnight.printed and "✗" not in proof.line(one)
    assert "2023-06-11 未开会" in fortnight.printed
    assert "日 第37期第2版 2023-06-05" in fortnight.printed and "周 第7期第1版 2023-06-14" in fortnight.printed


@pytest.mark.parametrize("spoil", [
    lambda one: one["reconcile"].update(new=one["reconcile"]["new"] + 1),
    lambda one: one["units"][0].update(closing=one["units"][0]["closing"] + 1),
    lambda one: one.get("coverage", one["reconcile"]).update(clean=0, closing=-1),
], ids=["total", "unit", "states"])
def test_a_paper_that_does_not_add_up_is_marked_wrong(fortnight, spoil):
    contents = fortnight.contents()
    for content in contents:
        wrong = json.loads(json.dumps(content))
        spoil(wrong)
        assert all(proof.checks(content, contents).values())
        assert not all(proof.checks(wrong, contents).values()), content["day"]


def test_a_week_that_lacks_a_day_is_marked_wrong(fortnight):
    contents = fortnight.contents()
    week = [one for one in contents if one["tier"] == "weekly"][-1]
    without = [one for one in contents if (one["tier"], one["day"]) != ("daily", "2023-06-12")]
    assert proof.checks(week, contents)["union"] and not proof.checks(week, without)["union"]


def test_a_week_is_the_sum_of_its_days_and_says_which(fortnight, paper):
    second = row(fortnight, "weekly", "2023-06-14")
    assert second["dailies"] == [40, 41, 42, 43, 44, 45]
    assert row(fortnight, "weekly", "2023-06-07")["dailies"] == [*range(33, 40)]
    book = second["identity"]
    assert f"期初未销{book['opening']}+新增{book['new']}" in paper("14", "weekly")
    assert "6月8日至6月14日" in paper("14", "weekly") and "第7期" in paper("14", "weekly")


def test_the_rain_day_says_why_few_doors_were_walked_and_that_work_stopped(paper):
    told = paper("08")
    assert "大雨18–21℃" in told and "大雨停工，只查险情" in told
    assert "吊篮0台（大雨停工落地，验收后复工）" in told and "5号楼6门（门前积水）" in told
    assert "监理意见：大雨停工" in told and "雨前未封闭" in told


def test_a_day_without_a_filing_says_so_instead_of_nought(paper):
    assert paper("06").count("施工总包未报") >= 3
    assert "施工总包未报" not in paper("07")


def test_the_correction_is_called_one_and_counts_what_the_first_version_missed(fortnight, paper):
    first, second = (row(fortnight, "daily", "2023-06-05", version) for version in (1, 2))
    assert "第2版（更正）" in paper("05", version=2) and "更正" not in paper("05")
    assert second["identity"]["closed"] == first["identity"]["closed"] + 1
    assert "晴20–31℃" in paper("05") and "多云20–31℃" in paper("05", version=2)
    assert row(fortnight, "daily", "2023-06-06")["identity"]["opening"] == second["identity"]["closing"]


@pytest.mark.parametrize(("day", "late"), [("05", "补录1条（6月4日）"), ("09", "补录2条（6月8日）")])
def test_what_came_a_day_late_is_told_on_the_next_paper(paper, day, late):
    assert late in paper(day)


def test_after_the_day_without_a_meeting_the_paper_covers_both_days(paper):
    told = paper("12")
    assert "本期统计自第42期（6月10日）截止后" in told and "6月10日会议议定" in told
    assert "窗扇复位不牢" not in told, "closed on the day without a meeting"


def test_decisions_are_carried_over_until_they_are_done_also_over_that_day(paper):
    assert "未完成：名单未盖章，延至6月3日" in paper("02") and "夜间值守人员名单报街道（6月1日）" in paper("03")
    assert "未完成：灯具次日到货，延至6月13日" in paper("12")
    assert re.search(r"7、12号楼夜间照明恢复（6月10日）施工总包甲6月11日（延至6月13日）完成", paper("13"))


def test_an_escalation_goes_up_and_its_answer_comes_back(paper):
    assert "请区工信局协调通信公司迁移线缆（提请区例会" in paper("03")
    assert "答复：通信公司次日起进场迁移" in paper("06") and "答复：通信公司" not in paper("05")
    assert "社区已联系到车主" in paper("12"), "answered by the street"
    assert "车主" not in paper("13") and "社区已联系到车主" in paper("14", "weekly"), "settled, then in the week"


def test_the_districts_brief_asks_and_the_answer_stands_on_the_days_sheet(paper):
    asked = paper("14", "district")
    assert "水竹花园" in asked and "请区城管委牵头拆除违建" in asked
    assert "区城管委6月16日到场核查" not in asked, "the meeting comes first"
    assert "答复：区城管委6月16日到场核查" in paper("14")


def test_every_fate_of_a_finding_occurs_in_the_two_weeks(fortnight):
    findings = fortnight.states("finding", "p1")
    moves = Counter(entry["move"] for finding in findings for entry in finding["timeline"])
    assert moves.keys() >= {"issue", "ask", "control", "reply", "pass", "fail", "reject", "merge", "reassign", "reopen",
                            "dispute", "extend_ask", "extend_answer", "on_spot", "call", "comment", "withdraw"}
    assert len(findings) >= 60 and {"replied", "returned", "closed", "rejected", "merged"} <= {
        finding["state"] for finding in findings}
    outcomes = Counter(event["outcome"] for event in fortnight.table("event"))
    assert set(outcomes) == {"applied"}, outcomes


def test_the_districts_liaison_signs_in_to_both_projects(fortnight):
    assert "陈岚" in fortnight.printed and "d1" in next(
        line for line in fortnight.printed.splitlines() if "陈岚" in line)
    (liaison,) = (one for one in fortnight.told["accounts"] if one["role"] == "district")
    assert liaison["projects"] == ["p1", "d1"]


def test_a_second_run_reuses_the_folder(fortnight, tmp_path):
    ran = demo(fortnight.folder, "--days", str(DAYS), "--json", str(tmp_path / "again.json"))
    assert ran.returncode == 0, ran.stderr
    assert json.loads((tmp_path / "again.json").read_text()) == fortnight.told
