"""What the secretary prepares for a meeting: key findings, explanations, chair and weather, as a form's fields."""

from dataclasses import replace
from typing import Any

from server.domain.coverage import coverage_sentence
from server.domain.sheet import check_code
from server.domain.sheet_items import chosen
from server.domain.sheet_material import Material
from server.domain.sheet_standing import limit, noted, standing, tags
from server.storage.db import Session
from server.storage.diary_day import weather_of
from server.storage.state import State
from server.web import labels
from server.web.desk.forms import Form, whole
from server.web.desk.page import Desk

TIER = "daily"
NAME_CHARS_MAX, ORDER_DIGITS_MAX = 200, 6
EXPLAINABLE = ("no_record", "no_access")
Row = dict[str, Any]

code_of = check_code

LEFT_FOR = [(key, labels.text("zh-CN", f"meeting.out_{key}")) for key in ("solved", "joined", "apart", "other")]
"""Why a finding is not talked about; stored in Chinese, as sheets are, whoever reads the page."""
COLON = "："
"""Between the choice and the reason in what is kept of a finding left out."""


def keys(material: Material) -> list[Row]:
    """The findings of section three in their order, then those left out.

    A row is {finding, original, wording, out: of LEFT_FOR or "" if it is talked about, why: the reason typed with it,
    standing, limit, tags, noted: of `attention`}.
    """
    prepared = material.prepared
    left, wording = prepared.get("left_out") or {}, prepared.get("wording") or {}
    rows = [*chosen(material), *(material.findings[id] for id in left if id in material.findings)]
    return [{"finding": one, "wording": wording.get(one["id"]) or "",
             **dict(zip(("out", "why"), _left(left.get(one["id"]) or ""), strict=True)),
             "standing": standing(one, material), "limit": limit(one, material), "tags": tags(one, material),
             "noted": noted(one, material),
             "original": one.get("text") or material.item(one.get("item"))} for one in rows]


def _left(said: str) -> tuple[str, str]:
    """(choice of LEFT_FOR, reason) that `_left_out` made one of; ("", "") for what is talked about."""
    for _, choice in LEFT_FOR:
        if said == choice or said.startswith(choice + COLON):
            return choice, said[len(choice) + len(COLON):]
    return (LEFT_FOR[-1][1], said) if said else ("", "")


def _left_out(form: Form, material: Material) -> dict[str, str]:
    """{finding: choice, with the reason if one was typed}: the choice decides, a reason alone leaves nothing out."""
    return {id: (choice + (COLON + why if (why := form.get(f"why_{id}")) else ""))[:NAME_CHARS_MAX]
            for id, choice in form.prefixed("out_").items() if id in material.findings}


def doors(material: Material | None) -> Row:
    """{"open": ranges of doors nobody explained, "told": explanations given}."""
    if material is None:
        return {"open": [], "told": []}
    told = material.prepared.get("doors") or []
    explained = {place for entry in told for place in entry["places"]}
    entrances = [material.places_by_id[id] for id in material.coverage]
    said = coverage_sentence(material.coverage, entrances)
    ranges = [{**span, "state": state} for state in EXPLAINABLE for span in said[state]["doors"]
              if not set(span["places"]) & explained]
    return {"open": ranges, "told": [{**entry, "label": _label(material, entry["places"])} for entry in told]}


def late(material: Material) -> list[Row]:
    """补录: records of earlier days that are counted in this sheet, by day: {"day", "place", "outcome", "by", "at"}."""
    found = [{"day": visit["day"], "place": visit["place"], "outcome": visit["outcome"], "by": visit["author"],
              "at": visit["received_at"]} for visit in material.late]
    return sorted(found, key=lambda row: (row["day"], row["at"]))


def _label(material: Material, ids: list[str]) -> str:
    return "、".join(material.places.listed([id for id in ids if id in material.places_by_id]))


def info(state: State, desk: Desk, day: str, newest: Row | None, look: Session, now: Row | None = None) -> Row:
    """Chair, place, weather, opinion: as saved for this day (`now`, or what stands), as last time, as set."""
    now = (state.get("preparation", f"{TIER}:{day}") or {}) if now is None else now
    last = (state.get("preparation", f"{TIER}:{newest['day']}") if newest and newest["day"] != day else None) or {}
    meeting = desk.settings["meeting"]
    found = {key: now.get(key) or last.get(key) or meeting.get(key) or "" for key in ("chair", "place")}
    return {**found, "weather": now.get("weather") or weather_of(look, desk.reader, day) or last.get("weather") or "",
            "opinion": now.get("opinion") or ""}


def body(desk: Desk, day: str, form: Form, material: Material) -> Row:
    """The body of sheet.prepared that the form says; an order nobody touched is not an order."""
    known = _left_out(form, material)
    wording = {id: said for id, said in form.prefixed("wording_").items()
               if id in material.findings and said != _original(material, id)}
    return {"day": day, "tier": TIER, **{key: form.get(key)[:NAME_CHARS_MAX] for key in ("chair", "place", "weather")},
            "order": _order(form, material, known), "wording": wording, "left_out": known,
            "doors": _doors(desk, form, material), "opinion": form.get("opinion")}


def lacks(form: Form) -> str:
    """The label of what an explanation of entrances lacks, or nothing: half of one is never dropped in silence."""
    ticked, reason = any(form.all("doors")), form.get("door_reason")
    if ticked == bool(reason):
        return ""
    return "meeting.need_reason" if ticked else "meeting.need_doors"


def retyped(material: Material, said: Row) -> Material:
    """The material as the form says it, to show it again as typed; entrances stay as they are kept."""
    return replace(material, prepared={**material.prepared, **said, "doors": material.prepared.get("doors") or []})


def _original(material: Material, id: str) -> str:
    finding = material.findings[id]
    return str(finding.get("text") or material.item(finding.get("item"))).replace("\r\n", "\n").strip()


def _order(form: Form, material: Material, left: Row) -> list[str]:
    """By the numbers typed; the order shown, if it came back as it went out, stays as it was saved."""
    asked = {id: at for id, said in form.prefixed("order_").items()
             if (at := whole(said, ORDER_DIGITS_MAX)) is not None and id in material.findings}
    shown = [id for id in form.all("shown") if id in asked]
    wanted = sorted(asked, key=lambda id: (asked[id], shown.index(id) if id in shown else len(shown)))
    if wanted == shown:
        return [id for id in material.prepared.get("order") or [] if id not in left]
    return [id for id in wanted if id not in left]


def _doors(desk: Desk, form: Form, material: Material) -> list[Row]:
    """Explanations kept, and the new one with the writer's name."""
    told = [entry for nr, entry in enumerate(material.prepared.get("doors") or []) if not form.get(f"untell_{nr}")]
    chosen_doors = [id for span in form.all("doors") for id in span.split() if id in material.coverage]
    reason = form.get("door_reason")[:NAME_CHARS_MAX]
    if chosen_doors and reason:
        told.append({"places": list(dict.fromkeys(chosen_doors)), "reason": reason, "by": desk.name})
    return told
