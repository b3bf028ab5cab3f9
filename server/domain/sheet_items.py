"""Section three of the sheet: which findings the meeting must talk about, in which order, in which words."""

from typing import Any

from server.domain.sheet_material import Material
from server.domain.sheet_standing import (
    counts,
    is_open,
    limit,
    overdue_days,
    rank,
    repeats,
    standing,
    tags,
    whole_place,
)
from server.domain.sheet_words import KINDS, UNIT_CHARS_MAX, mark, short_name, shortened

TEXT_CHARS_MAX, DEMAND_CHARS_MAX, PLACE_CHARS_MAX, OPINION_CHARS_MAX = 54, 40, 26, 120
State = dict[str, Any]


def presses(finding: State, material: Material) -> bool:
    """The default rule: severity 3, urgent, severity 2, overdue or repeated; unreviewed ones only when urgent."""
    if finding["kind"] == "coordination" or not is_open(finding):
        return False
    if finding["state"] == "submitted" and not (finding.get("urgent") or counts(finding)):
        return False
    return bool(finding.get("severity", 1) >= 2 or finding.get("urgent")
                or overdue_days(finding, material) or repeats(finding, material))


def chosen(material: Material) -> list[State]:
    """Every finding for section three: the secretary's order first, then the default rule by pressure and number."""
    left_out = material.prepared.get("left_out") or {}
    order = [id for id in material.prepared.get("order") or () if id in material.findings and id not in left_out]
    order = list(dict.fromkeys(order))
    rest = [f for id, f in material.findings.items()
            if id not in order and id not in left_out and presses(f, material)]
    rest.sort(key=lambda finding: (*rank(finding, material), finding["number"]))
    return [material.findings[id] for id in order] + rest


def items(material: Material, findings: list[State], figures: dict[str, int]) -> list[dict[str, Any]]:
    """The printed rows; what does not fit a cell ends in … and stands whole in 附件1."""
    wording = material.prepared.get("wording") or {}
    rows = []
    for number, finding in enumerate(findings, start=1):
        said = wording.get(finding["id"]) or finding.get("text") or material.item(finding.get("item"))
        rows.append({
            "nr": number, "finding": finding["id"], "number": finding["number"], "mark": mark(finding),
            "kind": KINDS[finding["kind"]], "place": shortened(whole_place(finding, material), PLACE_CHARS_MAX),
            "text": shortened(said, TEXT_CHARS_MAX, "…（见附件1）"),
            "demand": shortened(finding.get("requirement") or "", DEMAND_CHARS_MAX),
            "tags": tags(finding, material), "unit": short_name(material.unit(finding.get("unit")), UNIT_CHARS_MAX),
            "limit": limit(finding, material), "standing": standing(finding, material),
            "figure": f"图{figures[finding['id']]}" if finding["id"] in figures else "",
        })
    return rows


def legend(findings: list[State]) -> str:
    """What the marks mean; the grave word appears only when the chief has used it."""
    decided = sorted({mark(finding) for finding in findings if finding.get("confirmed")})
    told = ["▲紧急（等级由总监判定）", "●较大", "○一般"] + decided
    return "图例：" + "　".join(told) + "　【逾期】超过整改时限（已回复待复查的不计）"


def section(material: Material, figures: dict[str, int]) -> dict[str, Any]:
    """Section three: at most the set number of items (8), how many more stand in the annex, the opinion."""
    findings = chosen(material)
    most = int(material.settings["sheet"].get("pages_key_items_max") or 8)
    shown, rest = findings[:most], len(findings) - most
    opinion = (material.prepared.get("opinion") or "").strip()
    return {
        "id": "items", "title": "三、重点问题", "items": items(material, shown, figures), "more": max(0, rest),
        "none": "" if findings else "截至目前，无较大及以上、逾期或重复问题。",
        "legend": legend(shown) if shown else "",
        "opinion": f"监理意见：{shortened(opinion, OPINION_CHARS_MAX)}" if opinion else "",
    }
