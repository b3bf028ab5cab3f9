"""Coverage, reviewers' hours, milestones, decisions and requests of the weekly sheet."""

from server.domain.waiting_times import waits
from server.domain.weekly import assemble
from tests.domain.test_weekly import of
from tests.paper.worked_day import door
from tests.paper.worked_week import FRIDAY, week


def line(seq, move, at, by="u3", outcome="applied", org="o3"):
    return {"seq": seq, "move": move, "received_at": f"2023-06-14T{at}:00.000Z", "by": by,
            "outcome": outcome, "org": org}


def hours(*lines, after=0, upto=99, **more):
    told = waits({"filed_by": "u7", "timeline": list(lines), **more}, after, upto)
    return [(row["for"], row["hours"]) for row in told]


def test_every_entrance_has_its_days_and_those_seen_too_seldom_are_listed():
    told = assemble(week())
    assert len(told["seen_days"]) == 103
    seldom = {id for id, days in told["seen_days"].items() if days < 2}
    assert door(5, 2) in seldom and len(seldom) == 8
    said = of(told, "walked")
    assert "共103个楼门，到访不足2天8个（其中一次未到3个）：5号楼2门、17号楼1–4门、19号楼1–3门。" in said["sentence"]
    few = [(row["name"], row["days"]) for row in said["strip"]["rows"] if row["days"] < 2]
    assert few == [("17号楼", 1), ("19号楼", 1)]


def test_a_locked_door_or_one_still_on_a_phone_was_not_seen_and_an_idle_one_with_its_building_was():
    states = ("building_looked", "findings", "no_access", "on_phone")
    looked = {FRIDAY: {door(1, nr): state for nr, state in enumerate(states, start=1)}}
    counted = assemble(week(seen=looked))["seen_days"]
    assert [counted[door(1, nr)] for nr in range(1, 5)] == [1, 1, 0, 0] and sum(counted.values()) == 2


def test_reviewers_hours_are_told_as_median_longest_and_number_over_the_limit():
    said = of(assemble(week()), "walked")["latency"]
    assert said == ["监理审核5条：一般用时（中位数）3小时、最长30小时，超过时限1条（AQ-20230612-005）。",
                    "监理复查3条：一般用时（中位数）5.2小时、最长8小时，均未超过时限。"]
    assert of(assemble(week(judged=[])), "walked")["latency"] == ["监理审核：本周无。", "监理复查：本周无。"]


def test_review_is_waited_for_from_arrival_and_reinspection_from_the_reply():
    life = (line(1, "file", "01:00", by="u7"), line(2, "issue", "03:00"), line(3, "reply", "05:00", by="u9"),
            line(4, "fail", "06:30"), line(5, "reply", "07:00", by="u9"), line(6, "pass", "08:00", outcome="no_effect"),
            line(7, "pass", "09:00"))
    assert hours(*life) == [("review", 2.0), ("reinspect", 1.5), ("reinspect", 2.0)]
    assert hours(*life, after=2, upto=4) == [("reinspect", 1.5)], "only what was decided in the stretch"
    assert hours(line(3, "issue", "05:00"), line(4, "pass", "06:00")) == [], "its beginning is not known"


def test_nobody_waited_for_what_its_finder_sent_down_himself():
    assert hours(line(1, "file", "01:00", by="u7"), line(2, "issue", "03:00", by="u7")) == []


def test_disputes_questions_and_repairs_on_the_spot_are_waited_for_too():
    assert hours(line(1, "file", "01:00"), line(2, "ask", "02:00"), line(3, "amend", "04:00"),
                 line(4, "issue", "05:00"), line(5, "dispute", "06:00"), line(6, "reject", "06:30")) == [
        ("review", 1.0), ("review", 1.0), ("review", 0.5)]
    assert hours(line(1, "file", "01:00"), line(2, "pass", "02:00"), on_spot=True) == [("reinspect", 1.0)]


def test_late_milestones_are_listed_and_reached_ones_are_not():
    said = of(assemble(week()), "milestones")
    assert [(row["building"], row["late"]) for row in said["rows"]] == [
        ("12号楼", "8天"), ("10号楼", "4天"), ("11号楼", "3天")]
    assert said["items"] == "屋面防水计划12/实际9栋（−3，施工中3）。"
    assert of(assemble(week(site={"milestones": [], "stages": []})), "milestones")["items"] == "进度节点未设置。"


def test_decisions_open_more_than_seven_days_stand_on_it():
    rows = of(assemble(week()), "decisions")["rows"]
    assert [(row["meeting"], row["outcome"]) for row in rows] == [
        ("6月5日", "未完成：社区尚未确认绕行路线，延至6月15日")]
    young = {**week().site.decisions["d1"], "meeting": "2023-06-09"}
    assert of(assemble(week(site={"decisions": {"d1": young}})), "decisions")["none"] == "无。"


def test_a_request_names_its_ask_lead_date_and_answer():
    row = of(assemble(week()), "requests")["rows"][0]
    assert (row["ask"], row["lead"], row["tier"], row["answer"]) == (
        "牵头拆除6号楼东侧违建", "区城管委", "区例会，6月20日前", "待答复")
    case = {**week().site.cases["c1"], "status": "answered",
            "answer": {"text": "18日拆除", "at": "2023-06-15T02:00:00Z"}}
    heard = week(site={"cases": {"c1": case}, "heard": frozenset({"c1"})})
    assert of(assemble(heard), "requests")["rows"][0]["answer"] == "6月15日10:00：18日拆除"
    assert of(assemble(week(site={"cases": {"c1": case}})), "requests")["rows"] == [], "told a week ago"
