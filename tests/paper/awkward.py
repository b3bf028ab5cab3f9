"""Days no form was drawn for: each is a set of changes to the material of the worked day."""

from typing import Any

from server.domain.sheet_material import Previous
from tests.paper.printing import LONG, busy, jpeg, nothing, photos_of, twelve_units, unwalked
from tests.paper.worked_day import (
    coverage,
    decisions,
    door,
    filing,
    finding,
    key_findings,
    material,
    orgs,
    photo,
    places,
)

LATIN = "Wolkenkratzerfassadenbekleidungsmontagetrupp"
THIRTY = "天津市红桥区水竹花园老旧小区综合改造工程施工总承包项目部甲队"
FOUR_HUNDRED = "外墙保温板锚固件数量不足且间距过大，端部未加密。" * 17
RARE = "𠮷田\U0001f600示范\n第二行\tTop-Nr. 4a/b，龥䶮\u202e反\u200b向"
SHAPES = {"1": (600, 1600), "2": (4000, 500), "3": (800, 600), "4": (500, 500)}

assert len(THIRTY) == 30 and len(FOUR_HUNDRED) >= 400


def no_patrol() -> dict[str, Any]:
    """Nobody walked, nobody filed; what was open stays open."""
    return {**unwalked(), "parts": None, "filings": [], "unsent": {"records": 0, "photos": 0}}


def named(unit: str, place: str, words: str) -> dict[str, Any]:
    """Every name that can be typed is this long: units, buildings, doors, people, items, chair, weather, room."""
    firms = {id: {**org, "short": unit, "name": unit} for id, org in orgs().items()}
    houses = {id: {**state, "label": place} if state["kind"] in ("building", "zone") else state
              for id, state in places().items()}
    found = material().findings
    long = {id: {**f, "position": words, "requirement": words, "item": "i1"} for id, f in found.items()}
    told = {id: {**one, "text": words, "reason": one["reason"] and words} for id, one in decisions().items()}
    return {"orgs": firms, "places_by_id": houses, "findings": long, "decisions": told, "name": words,
            "people": {id: {"name": words} for id in ("u7", "u3", "u12")}, "items": {"i1": {"zh": words}},
            "prepared": {"weather": words, "chair": words, "place": words, "opinion": words,
                         "doors": [{"places": [door(11, 2)], "reason": words}]},
            "filings": [{**filing(), "tomorrow": [{"work": "other", "count": 1, "text": words}],
                         "outages": [{"kind": "water", "place": "SZ-B16", "from": words, "to": words,
                                      "text": words}]}],
            "cases": {"k": {"id": "k", "finding": "k1", "tier": "district", "status": "answered", "lead": words,
                            "ask": words, "needed_by": "2023-06-20", "text": words,
                            "answer": {"text": words, "at": "2023-06-14T05:00:00.000Z"}}}}


def photographed(count: int) -> dict[str, Any]:
    """`count` photos on the worked day: pairs with both sides, every seventh one not here yet."""
    found, flows = dict(material().findings), list(material().flows)
    counted, pictures = dict(material().counted), {}
    found = {id: {**f, "photos": []} for id, f in found.items()}
    for nr in range((count + 1) // 2):
        sides = [(f"{2 * nr:064x}", "before"), (f"{2 * nr + 1:064x}", "after")][:count - 2 * nr]
        pictures |= {sha: None if int(sha, 16) % 7 == 3 else sha for sha, _ in sides}
        id = f"x{nr}"
        found[id] = finding(id, f"AQ-20230614-2{nr:02}", door(1 + nr % 20, 1), f"第{nr}处临边无防护", "o4",
                            photos=[photo(sha, role) for sha, role in sides])
        flows.append({"finding": id, "unit": "o4", "effect": "new", "tag": None})
        counted["o4"] += 1
    return {"findings": found, "flows": flows, "counted": counted, "pictures": pictures}


def shaped(sha: str) -> bytes:
    """Portraits, panoramas, squares: no two neighbours of one shape."""
    return jpeg("white", SHAPES[str(1 + int(sha, 16) % 4)]) if len(sha) > 2 else photos_of(sha)


def locked() -> dict[str, Any]:
    """Nobody was let in anywhere, each door for a reason of its own."""
    reasons = ("门锁", "居民拒绝入内并要求先出示街道证明", "施工封闭", "无人应答", "宠物犬未拴", "楼道堆物堵塞无法通行")
    shut = {id: {"state": "no_access", "reason": {"code": "other", "text": f"{reasons[nr % 6]}（第{nr}次）"}}
            for nr, id in enumerate(coverage())}
    return {"coverage": shut, "visits": [], "parts": {id: {"state": "no_record"} for id in places() if "-FE" in id}}


def three_units() -> dict[str, Any]:
    """One firm on site, and whoever supervises it."""
    few = {id: org for id, org in orgs().items() if id in ("o2", "o3", "o4")}
    found = {id: {**f, "unit": "o4", "counted_unit": f["counted_unit"] and "o4"}
             for id, f in material().findings.items()}
    return {"orgs": few, "findings": found, "flows": [{**row, "unit": "o4"} for row in material().flows],
            "counted": {"o4": 13}, "previous": Previous(44, "2023-06-13", "2023-06-13T09:02:00.000Z", 640, {"o4": 12}),
            "decisions": {id: {**one, "unit": "o4"} for id, one in decisions().items()}}


def wordy() -> dict[str, Any]:
    """上会表述 of every key item, 监理意见 and an explanation of 400 characters each."""
    return {"prepared": {"wording": {f["id"]: FOUR_HUNDRED for f in key_findings()}, "opinion": FOUR_HUNDRED,
                         "weather": "暴雨橙色预警", "doors": [{"places": [door(17, 3), door(17, 4)],
                                                         "reason": FOUR_HUNDRED}]}}


def twenty_decisions() -> dict[str, Any]:
    """Twenty decisions of five meetings, most of them unanswered or carried over, in long words."""
    told = {f"d{nr}": {
        "id": f"d{nr}", "meeting": f"2023-06-{9 + nr // 4:02}", "line": nr % 4 + 1, "text": f"第{nr}项：{LONG}",
        "unit": f"o{4 + nr % 4}", "due": "2023-06-14T10:00:00.000Z", "status": ("open", "not_done", "done")[nr % 3],
        "reason": LONG if nr % 3 == 1 else None, "carried": "2023-06-16" if nr % 3 == 1 else None, "history": []}
        for nr in range(20)}
    return {"decisions": told}


def key_items(count: int, **more: Any) -> dict[str, Any]:
    """Exactly `count` key items; the worked day's other findings are slight and in time."""
    found = {id: {**f, "severity": 1, "urgent": False, "repeat_of": None,
                  "state": "issued" if f["state"] == "returned" else f["state"],
                  "deadlines": {"fix_by": "2023-06-20T10:00:00.000Z"}}
             for id, f in material().findings.items()}
    keys = [id for id in found if id[0] in "fp" and found[id]["counted_unit"]][:count]
    found |= {id: {**found[id], "severity": 2, **more} for id in keys}
    return {"findings": found}


def everything() -> dict[str, Any]:
    """All of it on one day: eight items, twelve units, twenty decisions, locked doors, nothing short."""
    day = twelve_units()
    long = {id: {**f, "position": THIRTY, "text": FOUR_HUNDRED, "requirement": FOUR_HUNDRED}
            for id, f in day["findings"].items()}
    firms = {id: {**org, "short": THIRTY[:27] + id} for id, org in day["orgs"].items()}
    return {**day, **locked(), **twenty_decisions(), "findings": long, "orgs": firms,
            "late": [{"day": f"2023-06-{n:02}", "id": f"v{n}"} for n in range(1, 13)],
            "previous": Previous(44, "2023-06-09", "2023-06-09T09:02:00.000Z", 640,
                                 {"o4": 4, "o5": 5, "o6": 2, "o7": 1}),
            "prepared": {"opinion": FOUR_HUNDRED, "weather": THIRTY, "chair": THIRTY, "place": THIRTY},
            "filings": named(THIRTY, THIRTY, THIRTY)["filings"]}


def rare() -> dict[str, Any]:
    """What people really type: rare names, emoji, line ends, Latin, marks that turn the line round."""
    day = named(RARE, f"{RARE}楼", RARE)
    found = {id: {**f, "text": RARE} for id, f in day["findings"].items()}
    return {**day, "findings": found, "prepared": {**day["prepared"], "wording": {"f1": RARE}}}


def first() -> dict[str, Any]:
    """Sheet No. 1: what is open was found since the works began, and no meeting has decided anything."""
    flows = [{"finding": id, "unit": f["counted_unit"], "effect": "new", "tag": None}
             for id, f in material().findings.items() if f["counted_unit"]]
    return {"previous": None, "number": 1, "flows": flows, "decisions": {}}


GAP = {"previous": Previous(44, "2023-06-09", "2023-06-09T09:02:00.000Z", 640, {"o4": 4, "o5": 5, "o6": 2, "o7": 1}),
       "late": [{"day": f"2023-06-{n:02}", "id": f"v{n}"} for n in range(5, 10)]}

AWKWARD = {
    "no patrol": no_patrol, "nothing at all": nothing, "eighty findings": lambda: busy(80),
    "names of thirty": lambda: named(THIRTY, THIRTY, THIRTY),
    "Latin names": lambda: named("ROHBAUGEWERKE-N", LATIN[:30], LATIN), "no photo": lambda: photographed(0),
    "one photo": lambda: photographed(1), "sixty photos": lambda: photographed(60), "all doors closed": locked,
    "three units": three_units, "twelve units": twelve_units,
    "the first sheet": first,
    "five days": lambda: GAP, "no filing": lambda: {"filings": [], "parts": None}, "many words": wordy,
    "twenty decisions": twenty_decisions, "no key item": lambda: key_items(0), "eight key items": lambda: key_items(8),
    "eight long key items": lambda: key_items(8, text=LONG, requirement=LONG, position=THIRTY),
    "rare characters": rare, "everything": everything,
}

