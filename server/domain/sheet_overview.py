"""Section one of the sheet: who walked, what of every entrance, and numbers that add up with a pencil."""

from typing import Any

from server.domain import catalogue
from server.domain.clock import half_day, instant_of
from server.domain.coverage import tally
from server.domain.days import shifted, short_date_zh
from server.domain.sheet_material import Material
from server.domain.sheet_places import told_within
from server.domain.sheet_standing import answered, counts, ends_tonight, is_open
from server.domain.sheet_words import clauses, moment, shortened, sum_told

FOOTNOTE = "注：未发现问题，指巡查人到场时在所见公共部位未发现问题，不作为验收结论。"
ANSWERED = (("已回复", "已回复待复查"), ("有异议", "有异议待复核"))
LISTED_CHARS_MAX, REASON_CHARS_MAX = 90, 16


def coverage_numbers(material: Material) -> dict[str, int]:
    """The closed denominator: every entrance in exactly one state; raises when one is missing."""
    numbers = tally({id: material.coverage[id] for id in material.places.doors})
    return {"denominator": len(material.places.doors), **numbers}


def coverage_sentence(material: Material) -> str:
    """product.md §6: each state with its number, and by name every door that nobody has seen."""
    n = coverage_numbers(material)
    parts = [f"逐门已查{n['findings'] + n['clean']}（发现问题{n['findings']}、未发现问题{n['clean']}）"]
    if n["no_access"]:
        parts.append(f"未能进入{n['no_access']}——{_told(material, 'no_access')}")
    if n["building_looked"]:
        parts.append(f"无作业且本栋已到{n['building_looked']}")
    if n["on_phone"]:
        parts.append(f"已记录待上传{n['on_phone']}——{_told(material, 'on_phone')}")
    missing = f"——{_told(material, 'no_record')}" if n["no_record"] else ""
    parts.append(f"未收到巡查记录{n['no_record']}{missing}")
    return f"全部{n['denominator']}个楼门：" + "，".join(parts) + "。"


def doors_in(material: Material, state: str) -> list[str]:
    """The entrances in one state, in the order of the register."""
    return sorted((id for id in material.places.doors if material.coverage[id]["state"] == state),
                  key=material.places.order)


def _told(material: Material, state: str) -> str:
    groups: dict[str, list[str]] = {}
    for id in doors_in(material, state):
        groups.setdefault(why(material, id), []).append(id)
    parts = [f"{'、'.join(material.places.listed(ids))}{f'（{reason}）' if reason else ''}"
             for reason, ids in groups.items()]
    total = sum(len(ids) for ids in groups.values())
    if len("、".join(parts)) > LISTED_CHARS_MAX:
        parts = material.places.listed(id for ids in groups.values() for id in ids)
    return told_within(parts, total, LISTED_CHARS_MAX, "个楼门")


def why(material: Material, door: str) -> str:
    """The secretary's explanation for a door, else the reason the walker chose."""
    for told in material.prepared.get("doors") or ():
        if door in told["places"]:
            return shortened(told["reason"], REASON_CHARS_MAX)
    reason = material.coverage[door].get("reason")
    if not reason:
        return ""
    words = {row["id"]: row["zh"] for row in catalogue.words("no_access_reasons")}
    return shortened(str(reason.get("text") or words.get(reason["code"], reason["code"])), REASON_CHARS_MAX)


def parts_sentence(material: Material) -> str:
    """The second denominator: building parts and zones with work; empty when there is none."""
    if material.parts is None:
        return "楼面、屋面及小区区段：施工总包未报作业面，未统计。"
    of_day = faces_day(material)
    stale = f"（按{short_date_zh(of_day)}报备）" if of_day and of_day < shifted(material.day, -1) else ""
    if not material.parts:
        return f"楼面、屋面及小区区段{stale}：无作业面。" if stale else ""
    missing = parts_missing(material)
    told = told_within(material.places.listed_parts(missing), len(missing), LISTED_CHARS_MAX, "处")
    left = f"，未查{len(missing)}——{told}" if missing else ""
    seen = len(material.parts) - len(missing)
    return f"有作业的楼面、屋面及小区区段{len(material.parts)}处{stale}：已查{seen}{left}。"


def faces_day(material: Material) -> str | None:
    """The day whose filing says where there is work (`coverage.newest_faces`); None when nobody filed before."""
    return max((row["day"] for row in material.filings if row["day"] < material.day and not row.get("replaced_by")),
               default=None)


def parts_missing(material: Material) -> list[str]:
    """The ids of the parts and zones with work that nobody looked at, in the order of the register."""
    ids = [id for id, row in (material.parts or {}).items() if row["state"] not in ("findings", "clean")]
    return sorted(ids, key=material.places.order)


def walks(material: Material) -> dict[str, int]:
    """Teams (organisation × patrol type), people, people-visits (author × place × half-day), and buildings of which an
    entrance was visited or the whole was looked at: who saw a face or a roof from below was not in the building."""
    teams, people, visits, buildings = set(), set(), set(), set()
    for visit in material.visits:
        teams.add((visit.get("org"), (visit.get("patrol") or {}).get("type", "daily")))
        people.add(visit["author"])
        people.update(name for name in (visit.get("patrol") or {}).get("participants", ()) if name.strip())
        visits.add((visit["author"], visit["place"], _half(visit, material)))
        if material.places.kind(visit["place"]) in ("entrance", "building"):
            buildings.add(material.places.building_of(visit["place"]))
    return {"teams": len(teams), "people": len(people), "visits": len(visits), "buildings": len(buildings)}


def _half(visit: dict[str, Any], material: Material) -> str:
    return half_day(instant_of(visit["at"]), material.zone, material.settings["day_starts_at"])


def outside_sentence(material: Material) -> str:
    """What is known but not in the sum: waiting for review, late records, records still on phones."""
    waiting = sum(1 for f in material.findings.values() if f["kind"] != "coordination"
                  and f["state"] == "submitted" and f.get("counted_unit") is None and is_open(f))
    late = [visit["day"] for visit in material.late if material.had_sheet(visit["day"])]
    between = [visit["day"] for visit in material.late if not material.had_sheet(visit["day"])]
    unsent = material.unsent
    said = [_answered_tonight(material),
            f"另有监理待审{waiting}条，未计入" if waiting else "",
            f"补录{len(late)}条（{_dates(late)}）" if late else "",
            f"未开会日（{_dates(between)}）巡查记录{len(between)}条" if between else "",
            f"另有{unsent['records']}条记录（照片{unsent['photos']}张）待上传，计入下期" if unsent["records"] else "",
            f"另有照片{unsent['photos']}张待上传" if unsent["photos"] and not unsent["records"] else ""]
    return clauses(said)


def _answered_tonight(material: Material) -> str:
    """今晚到期另有已回复待复查1条: what falls due tonight and is not counted there, as its unit has answered."""
    said = [answered(f) for f in material.findings.values() if is_open(f) and counts(f) and ends_tonight(f, material)]
    told = [f"{word}{said.count(key)}条" for key, word in ANSWERED if key in said]
    return f"今晚到期另有{'、'.join(told)}" if told else ""


def _dates(days: list[str]) -> str:
    """Each day once, the first three by name."""
    known = sorted(set(days))
    return "、".join(short_date_zh(day) for day in known[:3]) + ("等" if len(known) > 3 else "")


def interval_sentence(material: Material) -> str:
    """Said only when the sheet does not cover exactly one day since the last."""
    if material.previous is None:
        return "本期为统计首期，期初从零计。"
    if material.gap_days == 1:
        return ""
    return (f"本期统计自第{material.previous.number}期（{short_date_zh(material.previous.day)}）截止后"
            f"至{moment(material.as_of, material.zone)}。")


def overview(material: Material, units: dict[str, Any]) -> dict[str, Any]:
    """Section one: sentences and one table row; `units` is what `sheet_units.tables` gives."""
    n, walked, totals, more = coverage_numbers(material), walks(material), units["totals"], units["more"]
    buildings = sum(1 for place in material.places_by_id.values() if place["kind"] == "building")
    within = "（含改派）" if more["reassigned"] else ""
    return {
        "id": "overview", "title": "一、巡查概况", "coverage": coverage_sentence(material),
        "parts": parts_sentence(material), "interval": interval_sentence(material),
        "table": {
            "head": ["巡查组", "人员", "到访人次", "楼栋", "逐门已查", f"{material.period}新增{within}", "▲紧急",
                     "●较大", "○一般", "逾期", "今晚到期"],
            "row": [f"{walked['teams']}组", f"{walked['people']}人", str(walked["visits"]),
                    f"{walked['buildings']}/{buildings}", f"{n['findings'] + n['clean']}/{n['denominator']}",
                    str(totals["new"]), *(str(more["severity"][s]) for s in ("3", "2", "1")),
                    str(totals["overdue"]), str(more["tonight"])],
        },
        "sum": sum_told({**totals, **more}) + "。",
        "outside": f"{outside_sentence(material)}。" if outside_sentence(material) else "",
        "footnote": FOOTNOTE,
    }
