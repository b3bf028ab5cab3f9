"""Section seven of the sheet: tomorrow, and what the firms filed for a day, which section five tells too."""

from collections import Counter
from typing import Any

from server.domain import catalogue
from server.domain.days import shifted, short_date_zh
from server.domain.sheet_material import Material
from server.domain.sheet_overview import doors_in
from server.domain.sheet_places import told_within
from server.domain.sheet_words import clauses, local, shortened

State = dict[str, Any]
NOT_FILED = "施工总包未报"
TOLD_CHARS_MAX = 110
NOTE_CHARS = (30, 20, 12, 6, 0)
"""Of the remarks on one kind of work, best first."""


def filed(material: Material, day: str) -> State | None:
    """What the firms filed for a day, added up; of the quantities the general contractor's word is taken."""
    rows = [row for row in material.filings if row["day"] == day and not row.get("replaced_by")]
    if not rows:
        return None
    rows.sort(key=lambda row: (not _general(row, material), row["org"] or "", row["id"]))
    people: Counter[str] = Counter()
    quantities: dict[str, float] = {}
    for row in rows:
        people.update({key: n or 0 for key, n in (row.get("people") or {}).items()})
        quantities = {**(row.get("quantities") or {}), **quantities}
    return {"day": day, "people": dict(people), "quantities": quantities, "general": _general(rows[0], material),
            **{key: [entry for row in rows for entry in row.get(key) or ()]
               for key in ("faces", "tomorrow", "outages")}}


def _general(filing: State, material: Material) -> bool:
    return material.orgs.get(filing["org"] or "", {}).get("kind") == "general_contractor"


def tomorrow(material: Material) -> dict[str, Any]:
    """Section seven: dangerous works and outages as filed today, and the doors to begin with."""
    filing = filed(material, material.day)
    doors = doors_in(material, "no_record") + doors_in(material, "no_access")
    listed = material.places.listed(doors)
    first = f"{told_within(listed, len(doors), 60, '个楼门')}。" if doors else "无遗漏楼门。"
    return {"id": "tomorrow", "title": f"七、明日重点（{short_date_zh(shifted(material.day, 1))}）",
            "works": _works(filing, material), "outages": _outages(filing, material),
            "doors": f"优先补查楼门：{first}"}


def _works(filing: State | None, material: Material) -> str:
    """Every kind of dangerous work with its number; where room is short the remarks are cut, never a work."""
    if filing is None:
        return f"危险作业：{NOT_FILED}。"
    said = ""
    for most in NOTE_CHARS:
        said = "；".join(_counted(filing, material, most))
        if len(said) <= TOLD_CHARS_MAX:
            break
    general = "" if filing["general"] else f"（{NOT_FILED}，为分包数）"
    return f"危险作业{general}：{said}。"


def _counted(filing: State, material: Material, most: int) -> list[str]:
    """吊篮11台（3号楼停用1台）: each kind, with remarks of at most so many characters."""
    told = []
    for work in catalogue.words("key_works"):
        rows = [row for row in filing["tomorrow"] if row["work"] == work["id"]]
        where = dict.fromkeys(material.places.label(row["place"]) for row in rows if row.get("place"))
        notes = shortened("、".join([*where, *(row["text"] for row in rows if row.get("text"))]), most) if most else ""
        count = sum(int(row.get("count") or 0) for row in rows)
        if count or work["id"] != "other":
            told.append(f"{work['zh']}{count}{work['unit']['zh']}" + (f"（{notes}）" if notes else ""))
    return told


def _outages(filing: State | None, material: Material) -> str:
    if filing is None:
        return f"停水停电：{NOT_FILED}。"
    names = {row["id"]: row["zh"] for row in catalogue.words("outages")}
    told = []
    for row in filing["outages"]:
        hours = "–".join(_hour(row[end], material.zone) for end in ("from", "to") if row.get(end))
        note = shortened(row.get("text") or "", 20)
        place = material.places.label(row["place"]) if row.get("place") else ""
        told.append(clauses([f"{place}{names[row['kind']]}{hours}", f"（{note}）" if note else ""], ""))
    return f"停水停电：{shortened('；'.join(told), TOLD_CHARS_MAX) if told else '无'}。"


def _hour(text: str, zone: str) -> str:
    """An instant as an hour; anything else as the firm wrote it (9点)."""
    try:
        return f"{local(text, zone):%H:%M}" if "T" in text else shortened(text, 12)
    except ValueError:
        return shortened(text, 12)
