"""巡查日报 on paper: where somebody was, what he found, and what of it has not arrived yet."""

import io

import pypdf

from server.domain.day_report import Rounds, content
from server.paper.day_report import pdf
from tests.paper.printing import LONG, flat
from tests.paper.worked_day import AS_OF, DAY, door, finding, orgs, places


def visit(nr, place, outcome="clean", at="01:20", **more):
    """A visit of the day at a UTC time."""
    return {"id": f"v{nr}", "place": place, "outcome": outcome, "at": f"{DAY}T{at}:00.000Z", "findings": [],
            "patrol": {"type": "daily", "participants": []}, "note": "", "reason": None, "doors": [], **more}


VISITS = [
    visit(1, door(10, 1), at="02:40"), visit(2, door(3, 2), "findings", "01:20", findings=["f1", "f2"]),
    visit(3, door(3, 2), at="07:05", note="复看"),
    visit(4, door(11, 2), "no_access", "03:00", reason={"code": "locked"}),
    visit(5, "SZ-B12", "building_looked", "03:30", doors=[door(12, n) for n in range(1, 5)]),
]
FINDINGS = {"f2": finding("f2", "AQ-20230614-002", door(3, 2), "缺挡脚板约3米", "o5", position="六层"),
            "f1": finding("f1", "AQ-20230614-001", door(3, 2), "安全绳共点固定", "o5", severity=3, state="replied")}
REPORT = {"at": f"{DAY}T09:30:00.000Z", "weather": "晴 19–31℃", "due": 64, "left": 1, "note": "17号楼3门无人应门",
          "visits": [{"visit": f"v{n}", "place": door(3, 2)} for n in range(1, 6)] + [
              {"visit": "v6", "place": door(17, 3)}]}


def rounds(**more):
    """A day with five records, a handed-in 日报 and one record that has not arrived."""
    return Rounds(**{**dict(  # noqa: C408
        project="水竹花园", day=DAY, zone="Asia/Shanghai", as_of=AS_OF, name="张巡", org="街道指挥部", report=REPORT,
        visits=VISITS, findings=FINDINGS, pictures=(3, 5), places=places(), orgs=orgs()), **more})


def printed(**more):
    """The paper, open for reading."""
    return pypdf.PdfReader(io.BytesIO(pdf(content(rounds(**more)))))


def test_places_stand_in_the_order_of_the_walk_with_all_times_and_outcomes():
    first = visit(0, door(18, 1), at="00:50")
    rows = content(rounds(visits=[*VISITS, first]))["visits"]["rows"]
    assert rows.pop(0)[1:3] == ["18号楼1门", "08:50"], "he began there"
    assert [row[1:4] for row in rows] == [
        ["3号楼2门", "09:20、15:05", "发现问题2条；未发现问题"], ["10号楼1门", "10:40", "未发现问题"],
        ["11号楼2门", "11:00", "未能进入（门锁）"], ["12号楼", "11:30", "整栋查看（4门）"]]
    assert rows[0][4] == "复看" and [row[0] for row in rows] == ["2", "3", "4", "5"]


def test_findings_stand_by_number_with_mark_unit_and_how_they_stand():
    rows = content(rounds())["findings"]["rows"]
    assert rows[0][1:] == [
        "AQ-20230614-001", "▲紧急（待总监判定）", "3号楼2门", "安全绳共点固定", "外檐分包乙", "待复查"]
    assert rows[1][1:4] == ["AQ-20230614-002", "○一般", "3号楼2门（六层）"]


def test_the_head_says_who_the_weather_and_the_three_numbers():
    assert content(rounds())["facts"] == [
        ["巡查人", "张巡"], ["单位", "街道指挥部"], ["天气", "晴 19–31℃"], ["巡查类型", "日常巡查"],
        ["巡查数量", "应查64、已查63、未到1"], ["日报", "已交 17:30"]]


def test_the_weather_of_others_stands_in_where_he_said_none_and_a_dash_where_nobody_did():
    silent = {**REPORT, "weather": ""}
    for report in (silent, None):
        assert dict(content(rounds(report=report, weather="大雨"))["facts"])["天气"] == "大雨"
    assert dict(content(rounds(report=silent))["facts"])["天气"] == "–"


def test_how_findings_stand_is_said_to_be_of_the_printing():
    assert "打印时状态" in flat(printed())


def test_what_has_not_arrived_is_said_and_nothing_when_all_is_here():
    assert content(rounds())["waiting"] == "尚未收到：记录1条（17号楼3门）、照片2张。到达后重新打印即补入。"
    whole = {**REPORT, "visits": REPORT["visits"][:5]}
    assert content(rounds(report=whole, pictures=(5, 5)))["waiting"] == ""


def test_without_a_report_the_paper_says_so_and_counts_what_is_here():
    told = dict(content(rounds(report=None))["facts"])
    assert told["日报"] == "未交（据已收到的记录）" and told["巡查数量"] == "应查–、已查4、未到–"


def test_the_paper_has_every_word_an_outline_and_a_line_to_sign():
    reader = printed()
    told = flat(reader)
    for words in ("巡查日报", "水竹花园2023年6月14日星期三", "3号楼2门09:20、15:0", "▲紧急", "缺挡脚板约3米",
                  "尚未收到", "17号楼3门无人应门", "巡查人：", "核对：", "打印于6月14日17:00"):
        assert words in told, words
    assert reader.metadata.title.startswith("巡查日报") and len(reader.pages) == 1
    assert [one.title for one in reader.outline[1]] == ["一、巡查记录（4处）", "二、发现问题（2条）", "三、备注"]


def test_a_long_day_goes_on_with_its_heads_repeated():
    visits = [visit(n, id, note=LONG) for n, id in enumerate(one for one in places() if "-E" in one)]
    findings = {f"g{n}": finding(f"g{n}", f"AQ-20230614-1{n:02}", door(1, 1), LONG, "o5") for n in range(40)}
    reader = printed(visits=visits, findings=findings)
    pages = [page.extract_text() for page in reader.pages]
    assert len(pages) > 3 and all("序号" in page for page in pages[:-1])


def test_an_empty_day_with_a_report_is_a_paper_too():
    told = flat(printed(visits=[], findings={}))
    assert "当日无巡查记录。" in told and "当日未报问题。" in told
