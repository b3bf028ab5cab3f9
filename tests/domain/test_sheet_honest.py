"""What the front page says is no more than what somebody saw, filed or knows."""

import dataclasses

import pytest

from server.domain.sheet_overview import parts_sentence, walks
from server.domain.sheet_places import Places
from tests.domain.worked_sheet import section, sheet
from tests.paper.worked_day import DAY, door, filing, finding, flows, material, orgs, places


def visit(place, **more):
    return {"author": "u7", "place": place, "org": "o1", "day": DAY, "at": "2023-06-14T01:30:00.000Z", **more}


def test_a_building_of_which_only_a_face_was_seen_does_not_count_as_visited():
    seen = [visit("SZ-B03-FE"), visit("SZ-B04-RF"), visit("SZ-Z-P2")]
    assert walks(material(visits=seen))["buildings"] == 0 and walks(material(visits=seen))["visits"] == 3
    assert walks(material(visits=[*seen, visit(door(3, 1)), visit("SZ-B05")]))["buildings"] == 2


@pytest.mark.parametrize(("days", "expected"), [
    (["2023-06-13"], "有作业的楼面、屋面及小区区段9处：已查8"),
    (["2023-06-05", DAY], "有作业的楼面、屋面及小区区段9处（按6月5日报备）：已查8")])
def test_work_faces_of_an_older_day_say_of_which(days, expected):
    filings = [{**filing(), "id": f"r{day}", "day": day} for day in days]
    assert parts_sentence(material(filings=filings)).startswith(expected)


def test_a_filing_without_faces_says_nothing_false():
    old = {**filing(), "day": "2023-06-05", "faces": []}
    assert parts_sentence(material(filings=[old], parts={})) == "楼面、屋面及小区区段（按6月5日报备）：无作业面。"
    assert parts_sentence(material(filings=[{**old, "day": "2023-06-13"}], parts={})) == ""
    crowd = section(sheet(filings=[{**filing(), "faces": []}]), "progress")["crowd"]
    assert "作业面0处" in crowd and "未报" not in crowd


def test_what_is_due_only_today_is_a_gap_and_names_nobody_as_late():
    milestones = [{"building": "SZ-B01", "item": "roof_waterproof", "planned": DAY}]
    told = section(sheet(milestones=milestones, stages=[]), "progress")["items"]
    assert "计划1/实际0栋（−1）" in told and "滞后" not in told


def test_the_faces_of_a_building_are_told_with_its_name_once():
    known = places()
    for side, label in (("FS", "南立面"), ("FW", "西立面"), ("FN", "北立面")):
        known[f"SZ-B17-{side}"] = {**known["SZ-B17-FE"], "id": f"SZ-B17-{side}", "label": label, "sort": 999}
    ids = ["SZ-B17-FE", "SZ-B17-FS", "SZ-B17-FW", "SZ-B17-FN", "SZ-B17-RF", "SZ-B18-FE", "SZ-Z-P2"]
    assert Places(known).listed_parts(ids) == ["17号楼东、南、西、北立面", "17号楼屋面", "18号楼东立面", "甬路2段"]
    content = sheet(places_by_id=known, parts={id: {"state": "no_record"} for id in ids})
    assert section(content, "overview")["parts"].endswith(
        "未查7——17号楼东、南、西、北立面、17号楼屋面、18号楼东立面、甬路2段。")
    assert content["annex"]["unseen"][-1]["text"].startswith("17号楼东、南、西、北立面、")


def test_no_firm_on_the_register_looks_forgotten():
    quiet = {**orgs(), "o8": {**orgs()["o7"], "id": "o8", "short": "电梯分包戊", "order": 3.5},
             "o9": {**orgs()["o7"], "id": "o9", "short": "退场分包", "active": False}}
    units = section(sheet(orgs=quiet), "units")
    assert [row[0] for row in units["rows"]] == [
        "施工总包甲", "电梯分包戊", "外檐分包乙", "防水分包丙", "排水道路分包丁"]
    assert units["rows"][1][1:] == ["0"] * 7 + ["–"]


def test_the_words_of_the_table_of_units_are_defined_below_it():
    units = section(sheet(), "units")
    assert units["head"][-2:] == ["不合格", "到期销项率"]
    assert units["note"] == "注：不合格指复查不合格、待再次整改；到期销项率 = 销项 ÷（销项 + 逾期）。"


def test_records_of_a_day_without_a_meeting_have_one_name_on_the_whole_sheet():
    gap = dataclasses.replace(material().previous, day="2023-06-12", as_of="2023-06-12T09:00:00.000Z")
    late = [{"id": "v", "day": "2023-06-13", "place": "SZ-B03-FE", "findings": ["c"]},
            {"id": "w", "day": "2023-06-12", "place": "SZ-B03-FE", "findings": ["d"]}]
    found = [finding("c", "AQ-20230613-021", "SZ-B03-FE", "x", "o4"),
             finding("d", "AQ-20230612-031", "SZ-B03-FE", "x", "o4")]
    more = [{"finding": one["id"], "unit": "o4", "effect": "new", "tag": None} for one in found]
    content = sheet(previous=gap, late=late, counted={**material().counted, "o4": 5}, flows=[*flows(), *more],
                    findings={**material().findings, **{one["id"]: one for one in found}})
    assert "补录1条（6月12日）；未开会日（6月13日）巡查记录1条" in section(content, "overview")["outside"]
    assert section(content, "units")["explained"] == [
        "新增中：补录1（施工总包甲 6月12日AQ-20230612-031）、未开会日1（施工总包甲 6月13日AQ-20230613-021）。"]
