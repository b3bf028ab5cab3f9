"""What a chat group reads of a sheet: short, complete in its numbers, and without anybody's phone number."""

import pytest

from server.domain.sheet import assemble, check_code, content_sha256
from server.domain.sheet_group import CHARS_MAX, PHONE, group_text
from server.domain.weekly import assemble as weekly
from tests.paper.printing import DAYS
from tests.paper.worked_day import filing, material
from tests.paper.worked_district import brief
from tests.paper.worked_week import week

WORKED = """\
【水竹花园改造项目日调度会材料】
（巡查情况）第45期 2023年6月14日 星期三
晴 19–31℃ 西南风3–4级 施工第45天/共245天 数据截止17:00
楼门103个：逐门已查58（发现问题7），未能进入3，无作业且本栋已到36，已记录待上传2，未收到巡查记录4。
期初未销12 + 新增7 − 销项6 − 核减0 = 期末未销13，其中逾期2条、今晚到期0条。
重点问题：
1. ▲紧急（待总监判定） 3号楼东立面（2门上方）：4#吊篮安全绳与悬挂支架共点固定　外檐分包乙，时限6月15日18:00
2. ●较大 10号楼屋面（5门段）：蓄水后管根渗漏　防水分包丙，时限6月12日18:00【逾期2天】
3. ●较大 5号楼1门（脚手架）：作业层缺挡脚板约8m　外檐分包乙，时限6月13日18:00【逾期1天】
4. ●较大 8号楼4门（居民通道）：上方铲墙，楼门口无防护棚　外檐分包乙，时限6月14日18:00
5. ●较大 14号楼屋面（3门段）：女儿墙根附加层漏做约6m　防水分包丙，时限6月15日18:00
议定事项：6月13日会议议定3项：完成2项，未完成1项。未了：12号楼前甬路开挖让行方案（施工总包甲）。
明日危险作业：吊篮11台（3号楼停用1台）；动火2处；吊装1处（19号楼）；井下2处（须票证）。
明日停水停电：16号楼停水09:00–12:00（已通知）。
核对码 {code}（以定稿纸质材料为准）"""


def sheet(**changes):
    """The content of the worked day, with changes to its material."""
    return assemble(material(**changes))


def said(words):
    """What the group reads when somebody wrote this as the words of the first key item."""
    day = material()
    told = group_text(sheet(findings={**day.findings, "f1": {**day.findings["f1"], "text": words}}))
    return next(line for line in told.splitlines() if line.startswith("1. ")).split("：", 1)[1].split("　")[0]


def test_the_worked_day_is_told_word_for_word():
    content = sheet()
    assert group_text(content) == WORKED.format(code=check_code(content_sha256(content)))


def test_what_was_done_late_is_not_left_over():
    late = {**material().decisions["d1"], "history": [{"at": "2023-06-15T15:00:00.000Z", "status": "done"}]}
    told = sheet(decisions={"d1": {**late, "due": "2023-06-13"}}, as_of="2023-06-15T16:00:00.000Z")
    assert "完成1项" in group_text(told) and "未了" not in group_text(told)


@pytest.mark.parametrize("day", DAYS)
def test_every_day_fits_a_message_and_ends_with_the_code_of_its_paper(day):
    content = sheet(**DAYS[day]())
    told = group_text(content)
    assert len(told) <= CHARS_MAX
    assert told.splitlines()[-1].startswith(f"核对码 {check_code(content_sha256(content))}")


@pytest.mark.parametrize("day", ["twelve findings", "eighty findings", "twelve units"])
def test_key_items_without_room_are_counted_and_words_cut_short_say_so(day):
    content = sheet(**DAYS[day]())
    part = next(part for part in content["sections"] if part["id"] == "items")
    told = group_text(content).splitlines()
    shown = [line for line in told if line[0].isdigit() and line[1] == "."]
    assert shown and f"另有重点问题{len(part['items']) - len(shown) + part['more']}条，见材料。" in told
    assert all("…" in line for line in shown)


def test_a_quiet_day_says_that_there_was_nothing():
    told = group_text(sheet(**DAYS["nothing at all"]()))
    assert "重点问题：无紧急、较大问题。" in told and "期末未销0" in told


def test_titles_beyond_all_measure_are_cut_and_the_code_stays():
    content = {**sheet(), "title": "水竹花园" * 200}
    told = group_text(content)
    assert len(told) == CHARS_MAX and f"核对码 {check_code(content_sha256(content))}（以定稿" in told


@pytest.mark.parametrize("words, told", [
    ("请联系13800001111处理", "请联系（电话略）处理"), ("张工138 0000 1111", "张工（电话略）"),
    ("+86-138-0000-1111", "（电话略）"), ("值班022-27391234", "值班（电话略）"), ("值班02227391234", "值班（电话略）"),
    ("电话：27391234", "电话（电话略）"), ("４号１３８００００１１１１", "４号（电话略）"),
    ("配电箱编号20230614", "配电箱编号20230614"), ("长1380m、宽139000", "长1380m、宽139000"),
    ("身份编码120101199001011234", "身份编码120101199001011234")])
def test_phone_numbers_never_reach_a_group(words, told):
    assert said(words) == told


def test_a_tier_without_coverage_or_tomorrow_says_what_it_has():
    content = sheet()
    brief = {key: value for key, value in content.items() if key != "coverage"}
    brief["sections"] = [part for part in content["sections"] if part["id"] in ("items", "units")]
    told = group_text(brief)
    assert "楼门103个" not in told and "明日" not in told and "议定事项" not in told
    assert "期末未销13" in told and "今晚到期" not in told and "▲紧急" in told and not PHONE.search(told)


def test_a_weekly_sheet_tells_its_lists_and_counts_what_it_leaves_out():
    pressed = [{"place": f"{n}号楼1门", "text": "缺挡脚板", "unit": "外檐分包乙", "tags": ["退回1次", "逾期2天"]}
               for n in range(1, 6)]
    content = {**sheet(), "tier": "weekly", "coverage": None, "sections": [
        {"id": "pressed", "title": "四、重复、退回及逾期问题", "rows": pressed, "more": 2},
        {"id": "decisions", "rows": [{"unit": "–", "text": "让行方案", "outcome": "未反馈"}], "more": 0},
        {"id": "plan", "text": "完成外檐收尾", "lines": 0}]}
    told = group_text(content).splitlines()
    at = told.index("重复、退回及逾期：")
    assert told[at + 1] == "1. 1号楼1门：缺挡脚板（外檐分包乙，退回1次、逾期2天）"
    assert told[at + 4] == "另有4项，见材料。"
    assert told[at + 5:at + 8] == ["超期未办结议定事项：", "1. –：让行方案（未反馈）", "下周计划：完成外檐收尾"]


def test_a_weekly_names_its_open_dangers_to_the_group():
    told = group_text(weekly(week()))
    assert "\n未销▲1条：AQ-20230616-044 5号楼1门：动火点无监护人" in told and len(told) <= CHARS_MAX
    assert "未销▲" not in group_text(weekly(week(days=[])))


def test_a_district_sheet_tells_what_is_asked_of_whom():
    case = {"compound": "水竹花园", "matter": "违建占压雨水井", "ask": "牵头拆除", "lead": "区城管委", "by": "6月20日"}
    content = {**sheet(), "tier": "district", "coverage": None, "sections": [{"id": "cases", "rows": [case]}]}
    assert "1. 水竹花园：违建占压雨水井（牵头拆除，区城管委，6月20日）" in group_text(content).splitlines()


@pytest.mark.parametrize("day", DAYS)
def test_what_is_dangerous_tomorrow_is_never_cut(day):
    content = sheet(**DAYS[day]())
    works = next(part for part in content["sections"] if part["id"] == "tomorrow")["works"]
    assert f"明日{works}" in group_text(content).splitlines() and works.endswith("。") and "…。" not in works


def test_every_kind_of_work_keeps_its_number_however_long_the_remarks():
    filed = filing()
    filed["tomorrow"] = [{**row, "text": "作业前逐台验收挂牌并由专职安全员旁站监护至收工"} for row in filed["tomorrow"]]
    told = group_text(sheet(filings=[filed]))
    for number in ("吊篮11台", "动火2处", "吊装1处", "井下2处"):
        assert number in told, number


def test_a_stop_of_the_works_stands_in_the_opinion_and_the_weather_in_the_head():
    said = {**material().prepared, "weather": "大雨 18–22℃", "opinion": "大雨停工，只查险情。"}
    told = group_text(sheet(prepared=said)).splitlines()
    assert told[2].startswith("大雨 18–22℃ 施工第45天") and "监理意见：大雨停工，只查险情。" in told


def test_the_district_names_each_compound_with_its_numbers_and_the_weekly_its_overdue():
    told = group_text(brief()).splitlines()
    assert "水竹花园：期初10，新增21，销项18，核减1，期末12，▲未销0，逾期超7天0" in told
    assert "提请事项：已答复1项，待答复2项。" in told
    assert all(len(group_text(brief(n))) <= CHARS_MAX for n in (1, 12))
    assert "期末未销21，其中逾期12条。" in group_text(weekly(week()))
