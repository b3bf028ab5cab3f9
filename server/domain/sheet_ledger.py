"""The annex of the sheet: every finding behind its numbers, all unseen doors, and the photo pairs."""

from typing import Any

from server.domain import deadlines
from server.domain.sheet_items import chosen
from server.domain.sheet_material import Material
from server.domain.sheet_overview import doors_in, parts_missing, why
from server.domain.sheet_standing import counts, is_open, limits_said, rank, standing, tags, whole_place
from server.domain.sheet_words import KINDS, clauses, mark, moment, short_name, shortened, table_moment

State = dict[str, Any]
HEAD = ["序号", "编号", "发现", "部位", "类别", "等级", "问题", "整改要求", "责任单位", "时限", "状态", "图号"]
GROUPS = (("open", "期末未销"), ("closed", "本期销项"), ("void", "本期核减"), ("waiting", "监理待审（未计入）"),
          ("coordination", "需协调（未计入）"))
NAME_CHARS_MAX, CAPTION_NAME_CHARS_MAX = 8, 12
PARTS = {"before": "整改前", "after": "整改后", "control": "险情控制"}
UNSEEN = (("no_access", "未能进入"), ("on_phone", "已记录待上传"), ("no_record", "未收到巡查记录"))


def group(finding: State, material: Material) -> str | None:
    """Which list of the ledger a finding stands in; None when this sheet does not speak of it."""
    if finding["kind"] == "coordination":
        return "coordination" if is_open(finding) else None
    if is_open(finding):
        return "open" if counts(finding) else "waiting"
    effects = [row["effect"] for row in material.flows if row["finding"] == finding["id"]]
    if "closed" in effects:
        return "closed"
    return "void" if "void" in effects else None


def grouped(material: Material) -> dict[str, list[State]]:
    """The findings of each list: most pressing first, then by number."""
    lists: dict[str, list[State]] = {name: [] for name, _ in GROUPS}
    for finding in material.findings.values():
        if (name := group(finding, material)) is not None:
            lists[name].append(finding)
    for findings in lists.values():
        findings.sort(key=lambda finding: (*rank(finding, material), finding["number"]))
    return lists


def printed(finding: State, material: Material, *roles: str) -> list[State]:
    """The pictures in these parts that nobody has kept off the paper, in the order they came.

    Paper shows them as they were taken: what somebody drew on a copy stays on the screens.
    """
    return [photo for photo in finding.get("photos") or ()
            if photo["role"] in roles and not photo.get("of") and photo["sha256"] not in material.unprinted]


def figures(material: Material) -> dict[str, int]:
    """{finding: 图号}: the key items in their order, then the other findings that have a picture to show."""
    lists = grouped(material)
    behind = [finding for name in ("open", "closed", "waiting", "coordination") for finding in lists[name]]
    unique = {finding["id"]: finding for finding in [*chosen(material), *behind]}
    shown = [id for id, finding in unique.items() if printed(finding, material, "before", "after", "control")]
    return {id: number for number, id in enumerate(shown, start=1)}


def ledger(material: Material, figure_of: dict[str, int]) -> list[dict[str, Any]]:
    """附件1: the lists that are not empty, each row with every printed column and what it is marked by."""
    told = []
    for name, title in GROUPS:
        rows = [_row(number, finding, material, figure_of)
                for number, finding in enumerate(grouped(material)[name], start=1)]
        if rows:
            told.append({"id": name, "title": f"{title}（{len(rows)}条）", "rows": rows})
    return told


def _row(number: int, finding: State, material: Material, figure_of: dict[str, int]) -> dict[str, Any]:
    return {
        "nr": number, "finding": finding["id"], "number": finding["number"], "day": finding["day"][5:],
        "place": shortened(whole_place(finding, material), 60), "kind": KINDS[finding["kind"]],
        "mark": "" if finding["kind"] == "coordination" else mark(finding),
        "item": material.item(finding.get("item")), "text": shortened(finding.get("text") or "", 300),
        "demand": shortened(finding.get("requirement") or "", 200), "tags": tags(finding, material),
        "unit": material.unit(finding.get("unit")), "limit": table_limit(finding, material),
        "standing": standing(finding, material), "by": _by(finding, material),
        "figure": f"图{figure_of[finding['id']]}" if finding["id"] in figure_of else "",
    }


def _by(finding: State, material: Material) -> str:
    """Who found it, in a column as wide as names are."""
    return short_name(material.person(finding.get("filed_by")), NAME_CHARS_MAX)


def table_limit(finding: State, material: Material) -> str:
    """06-15 18:00, or 06-14 22:05前控制，06-15 18:00前整改; the first one too when an extension moved it."""
    return limits_said(finding, material.zone, table_moment)


def unseen(material: Material) -> list[dict[str, Any]]:
    """Every door and working part that nobody has seen, in full, under its state and reason."""
    told = []
    for state, title in UNSEEN:
        doors = doors_in(material, state)
        reasons: dict[str, list[str]] = {}
        for door in doors:
            reasons.setdefault(why(material, door), []).append(door)
        text = "；".join(f"{'、'.join(material.places.listed(ids))}{f'（{reason}）' if reason else ''}"
                        for reason, ids in reasons.items())
        if doors:
            told.append({"state": state, "title": f"{title}（{len(doors)}个楼门）", "text": text})
    missing = parts_missing(material)
    if missing:
        told.append({"state": "parts", "title": f"有作业未查部位（{len(missing)}处）",
                     "text": "、".join(material.places.listed_parts(missing))})
    return told


def pairs(material: Material, figure_of: dict[str, int]) -> list[dict[str, Any]]:
    """附件2: for each figure the newest picture before and after, with captions and the word for an empty box."""
    return [_pair(material.findings[id], number, material) for id, number in figure_of.items()]


def _pair(finding: State, number: int, material: Material) -> dict[str, Any]:
    before, after = printed(finding, material, "before"), printed(finding, material, "after")
    after = after or printed(finding, material, "control")
    told = deadlines.told(finding)
    said = limits_said(finding, material.zone, moment)
    awaited = f"待整改，{'' if 'control' in told else '限'}{said}" if told else "待整改"
    if finding["state"] == "submitted":
        awaited = standing(finding, material)
    return {"figure": f"图{number}", "number": finding["number"], "mark": mark(finding),
            "place": shortened(whole_place(finding, material), 30), "unit": material.unit(finding.get("unit")),
            "before": _picture(before[:1], "无照片", material), "after": _picture(after[-1:], awaited, material),
            "check": _check(finding, material)}


def _picture(photos: list[State], otherwise: str, material: Material) -> dict[str, Any]:
    """`sha256` is the picture to print, None for a box with a word in it; `taken` the caption without the person."""
    if not photos:
        return {"sha256": None, "box": otherwise, "caption": "", "taken": ""}
    photo = photos[0]
    used = material.pictures.get(photo["sha256"])
    taken = clauses([PARTS[photo["role"]],
                     table_moment(photo.get("at"), material.zone) if photo.get("at") else ""], "　")
    by = short_name(material.person(photo.get("by")), CAPTION_NAME_CHARS_MAX)
    return {"sha256": used, "box": "" if used else "待上传", "caption": clauses([taken, by], "　"), "taken": taken}


def _check(finding: State, material: Material) -> str:
    """Who looked at the repair last, and what he found."""
    for entry in reversed(finding.get("timeline") or ()):
        if entry["move"] in ("pass", "fail") and entry["outcome"] == "applied":
            verdict = "复查合格" if entry["move"] == "pass" else "复查不合格"
            return f"{short_name(material.person(entry['by']), CAPTION_NAME_CHARS_MAX)}　{verdict}"
    return "待复查" if finding["state"] == "replied" else ""
