"""The invented worked day of the domain brief, 14 June 2023, as material for a sheet: every number is known."""

from typing import Any

from server.domain.settings import DEFAULTS
from server.domain.sheet_material import Material, Previous

DOORS = {1: 6, 2: 6, 3: 6, 4: 6, 5: 6, 6: 5, 7: 5, 8: 6, 9: 6, 10: 6, 11: 4, 12: 4, 13: 5, 14: 6, 15: 6,
         16: 5, 17: 4, 18: 6, 19: 3, 20: 2}
DAY = "2023-06-14"
AS_OF = "2023-06-14T09:00:00.000Z"
UNITS = {
    "o1": ("街道指挥部", "street_hq"), "o2": ("项目管理公司", "pm_company"), "o3": ("监理公司", "supervision"),
    "o4": ("施工总包甲", "general_contractor"), "o5": ("外檐分包乙", "subcontractor"),
    "o6": ("防水分包丙", "subcontractor"), "o7": ("排水道路分包丁", "subcontractor"),
}


def door(building: int, number: int) -> str:
    """The id of an entrance."""
    return f"SZ-B{building:02}-E{number}"


def places() -> dict[str, dict[str, Any]]:
    """20 buildings, 103 entrances, faces and roofs, and two zones."""
    found: dict[str, dict[str, Any]] = {}

    def add(id: str, kind: str, label: str, building: str | None = None) -> None:
        found[id] = {"id": id, "kind": kind, "label": label, "building": building, "sort": len(found),
                     "active": True}
    for number, count in DOORS.items():
        building = f"SZ-B{number:02}"
        add(building, "building", f"{number}号楼")
        for entrance in range(1, count + 1):
            add(door(number, entrance), "entrance", f"{entrance}门", building)
        add(f"{building}-FE", "facade_side", "东立面", building)
        add(f"{building}-RF", "roof", "屋面", building)
    add("SZ-Z-P2", "zone", "甬路2段")
    add("SZ-ALL", "compound", "小区")
    return found


def orgs() -> dict[str, dict[str, Any]]:
    """The units of the worked day."""
    return {id: {"id": id, "name": name, "short": name, "kind": kind, "order": order, "active": True}
            for order, (id, (name, kind)) in enumerate(UNITS.items())}


def finding(id: str, number: str, place: str, text: str, unit: str, **more: Any) -> dict[str, Any]:
    """An issued finding with the usual defaults."""
    kind = "quality" if number.startswith("ZL") else "safety"
    day = f"{number[3:7]}-{number[7:9]}-{number[9:11]}"
    return {"id": id, "number": number, "place": place, "position": "", "kind": kind, "severity": 1, "item": None,
            "confirmed": None, "urgent": False, "state": "issued", "round": 1, "text": text, "unit": unit,
            "counted_unit": None if more.get("state") in ("closed", "rejected", "merged", "submitted") else unit,
            "requirement": "", "day": day, "filed_by": "u7", "filed_at": f"{day}T01:00:00.000Z",
            "deadlines": {"fix_by": "2023-06-16T10:00:00.000Z"}, "photos": [], "timeline": [], "on_spot": False,
            **more}


def key_findings() -> list[dict[str, Any]]:
    """The five of section three."""
    failed = {"move": "fail", "outcome": "applied", "by": "u3", "at": "2023-06-13T03:00:00.000Z"}
    return [
        finding("f1", "AQ-20230614-001", "SZ-B03-FE", "4#吊篮安全绳与悬挂支架共点固定", "o5", severity=3, urgent=True,
                position="2门上方", requirement="立即停用，重设独立锚点并重新验收",
                deadlines={"control_by": "2023-06-14T03:40:00.000Z", "fix_by": "2023-06-15T10:00:00.000Z"},
                control={"at": "2023-06-14T02:30:00.000Z", "by": "u12"},
                photos=[photo("1a", "before")]),
        finding("f2", "AQ-20230614-002", door(8, 4), "上方铲墙，楼门口无防护棚", "o5", severity=2, state="replied",
                position="居民通道", requirement="搭设防护棚，期间专人看守",
                deadlines={"fix_by": "2023-06-14T10:00:00.000Z"},
                photos=[photo("2a", "before"), photo("2b", "after", "2023-06-14T08:05:00.000Z", "u12")]),
        finding("f3", "ZL-20230614-001", "SZ-B14-RF", "女儿墙根附加层漏做约6m", "o6", severity=2, position="3门段",
                requirement="补做，验收后方可铺大面", deadlines={"fix_by": "2023-06-15T10:00:00.000Z"},
                photos=[photo("3a", "before")]),
        finding("f4", "AQ-20230611-003", door(5, 1), "作业层缺挡脚板约8m", "o5", severity=2, position="脚手架",
                requirement="按规范补齐", deadlines={"fix_by": "2023-06-13T10:00:00.000Z"}, repeat_of="f0",
                photos=[photo("4a", "before")]),
        finding("f5", "ZL-20230609-002", "SZ-B10-RF", "蓄水后管根渗漏", "o6", severity=2, state="returned",
                position="5门段", requirement="返工后重新蓄水", deadlines={"fix_by": "2023-06-12T10:00:00.000Z"},
                timeline=[failed], round=2, photos=[photo("5a", "before"), photo("5b", "after")]),
    ]


def photo(sha: str, role: str, at: str = "2023-06-14T01:20:00.000Z", by: str = "u7") -> dict[str, Any]:
    """A picture with a short name for a hash."""
    return {"sha256": sha, "role": role, "at": at, "by": by, "w": 1600, "h": 1200, "preview": None}


def plain_findings() -> list[dict[str, Any]]:
    """The eight other open ones (closing 13 in all) and the six closed today."""
    rest = [("o4", 3), ("o5", 3), ("o7", 2)]
    open_ones, nr = [], 10
    for unit, count in rest:
        for _ in range(count):
            kind = "AQ" if nr % 2 else "ZL"
            open_ones.append(finding(f"p{nr}", f"{kind}-20230612-0{nr}", door(nr - 3, 2), "材料堆放不齐", unit))
            nr += 1
    closed = [finding(f"c{i}", f"AQ-20230610-00{i}", door(2, i), "临时用电未上锁", unit, state="closed",
                      deadlines={"fix_by": "2023-06-14T08:00:00.000Z"})
              for i, unit in enumerate(["o4", "o4", "o4", "o5", "o5", "o6"], start=1)]
    return open_ones + closed


def flows() -> list[dict[str, Any]]:
    """新增7 (安全4、质量3; 重大1 较大2 一般4), 销项6."""
    new = [("f1", "o5"), ("f2", "o5"), ("f3", "o6"), ("p11", "o4"), ("p12", "o4"), ("p13", "o5"), ("p16", "o7")]
    closed = [("c1", "o4"), ("c2", "o4"), ("c3", "o4"), ("c4", "o5"), ("c5", "o5"), ("c6", "o6")]
    return [{"finding": id, "unit": unit, "effect": effect, "tag": None}
            for effect, rows in (("new", new), ("closed", closed)) for id, unit in rows]


def coverage() -> dict[str, dict[str, Any]]:
    """103 = 7 + 51 + 3 + 36 + 2 + 4, as in the sentence of the product brief."""
    states: dict[str, dict[str, Any]] = {}
    for n in (2, 3, 4):
        states[door(11, n)] = {"state": "no_access", "reason": {"code": "locked", "text": "门锁"}}
    for n in (1, 2):
        states[door(9, n)] = {"state": "on_phone"}
    for id in (door(17, 3), door(17, 4), door(19, 1), door(19, 2)):
        states[id] = {"state": "no_record"}
    left = [door(b, n) for b, count in DOORS.items() for n in range(1, count + 1) if door(b, n) not in states]
    states |= {id: {"state": "findings"} for id in left[:7]}
    states |= {id: {"state": "clean"} for id in left[7:58]}
    return states | {id: {"state": "building_looked"} for id in left[58:]}


def parts() -> dict[str, dict[str, Any]]:
    """Nine with work; one path section was not walked."""
    seen = [f"SZ-B{n:02}-FE" for n in range(1, 9)]
    return {id: {"state": "clean"} for id in seen} | {"SZ-Z-P2": {"state": "no_record"}}


def visits() -> list[dict[str, Any]]:
    """Three teams, nine people."""
    found = []
    for n in range(9):
        building = n + 1
        found += [{"author": f"u{20 + n}", "place": door(building, e), "org": f"o{n % 3 + 1}", "day": DAY,
                   "at": "2023-06-14T01:30:00.000Z", "patrol": {"type": "daily", "participants": []}}
                  for e in range(1, DOORS[building] + 1)]
    return found


def filing() -> dict[str, Any]:
    """What the general contractor filed at 16:00."""
    return {"id": "r1", "day": DAY, "org": "o4", "people": {"managers": 8, "workers": 96},
            "faces": [{"building": f"SZ-B{n:02}", "item": "facade"} for n in range(1, 9)],
            "tomorrow": [{"work": "basket", "count": 11, "text": "3号楼停用1台"}, {"work": "hot_work", "count": 2},
                         {"work": "lifting", "count": 1, "place": "SZ-B19"},
                         {"work": "underground", "count": 2, "text": "须票证"}],
            "outages": [{"kind": "water", "place": "SZ-B16", "from": "09:00", "to": "12:00", "text": "已通知"}],
            "quantities": {"drainage": 1260, "path": 820, "rainwater_pipe": 640}}


def decisions() -> dict[str, dict[str, Any]]:
    """Three of the day before, two of them done."""
    rows = [("总包甲提交高处作业专项方案交底记录", "o4", "done", None, None),
            ("8号楼搭设居民通道防护棚", "o5", "done", None, None),
            ("12号楼前甬路开挖让行方案", "o4", "not_done", "社区尚未确认绕行路线", "2023-06-15")]
    return {f"d{n}": {"id": f"d{n}", "meeting": "2023-06-13", "line": n, "text": text, "unit": unit,
                      "due": carried or "2023-06-14", "first_due": carried and "2023-06-14", "status": status,
                      "reason": reason, "carried": carried, "history": []}
            for n, (text, unit, status, reason, carried) in enumerate(rows, start=1)}


def plan() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """屋面防水 12 planned, 11 done; 外檐 8 and 8."""
    milestones = [{"building": f"SZ-B{n:02}", "item": "roof_waterproof", "planned": "2023-06-10"}
                  for n in range(1, 13)]
    milestones += [{"building": f"SZ-B{n:02}", "item": "facade", "planned": "2023-06-12"} for n in range(1, 9)]
    stages = [{"building": f"SZ-B{n:02}", "item": "roof_waterproof", "stage": "done"} for n in range(1, 12)]
    stages += [{"building": f"SZ-B{n:02}", "item": "facade", "stage": "done"} for n in range(1, 9)]
    return milestones, stages


def material(**changes: Any) -> Material:
    """The worked day, with whatever a test wants otherwise."""
    asked = finding("k1", "XT-20230612-001", "SZ-B06-FE", "违建占压雨水井，居民已谈2次未拆", "o2",
                    kind="coordination", counted_unit=None, state="submitted",
                    needs={"whom": "区城管委", "what": "牵头拆除"})
    before = finding("f0", "AQ-20230605-001", door(5, 2), "作业层缺挡脚板约5m", "o5", state="closed")
    found = {f["id"]: f for f in [*key_findings(), *plain_findings(), asked, before]}
    milestones, stages = plan()
    settings = {**DEFAULTS, "sheet": {**DEFAULTS["sheet"], "works_start": "2023-05-01", "works_days": 245}}
    given: dict[str, Any] = dict(  # noqa: C408
        project="p1", tier="daily", number=45, version=1, day=DAY, as_of=AS_OF, cut_seq=812, chain="ab" * 32,
        name="水竹花园", settings=settings,
        previous=Previous(44, "2023-06-13", "2023-06-13T09:02:00.000Z", 640, {"o4": 4, "o5": 5, "o6": 2, "o7": 1}),
        prepared={"weather": "晴 19–31℃ 西南风3–4级", "chair": "现场指挥（街道）", "place": "现场指挥部会议室"},
        findings=found, flows=flows(), counted={"o4": 3, "o5": 6, "o6": 2, "o7": 2}, orgs=orgs(),
        places_by_id=places(), people={"u7": {"name": "张巡"}, "u3": {"name": "王监"}, "u12": {"name": "李工"}},
        coverage=coverage(), parts=parts(), visits=visits(),
        decisions=decisions(), filings=[filing()], milestones=milestones, stages=stages,
        cases={"k": {"id": "k", "finding": "k1", "tier": "district", "status": "open", "answer": None,
                     "ask": "请区城管委牵头拆除违建", "lead": None, "needed_by": "2023-06-20", "text": ""}},
        unsent={"records": 4, "photos": 11},
        pictures={sha: sha for sha in ("1a", "2a", "3a", "4a", "5a")} | {"2b": "2b", "5b": None})
    return Material(**{**given, **changes})
