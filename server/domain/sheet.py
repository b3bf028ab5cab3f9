"""Assembles the daily sheet: from the material at the cut to the canonical content that never changes."""

import hashlib
from typing import Any

from server.domain import (
    sheet_agenda,
    sheet_changes,
    sheet_explained,
    sheet_items,
    sheet_ledger,
    sheet_overview,
    sheet_progress,
    sheet_rows,
    sheet_units,
    sheet_works,
    strict_json,
)
from server.domain.days import date_zh, days_between, short_date_zh, weekday_zh
from server.domain.sheet_material import Material
from server.domain.sheet_words import UNIT_CHARS_MAX, local, short_name

FORMAT = 1
ISSUED_AS = "issued_as"
"""Of what is handed out after words or pictures were taken out of it: the hash of the content that was issued."""

NAME_CHARS_MAX = 16
Content = dict[str, Any]
DEFAULT_TITLES = {
    "street_hq": "现场指挥", "pm_company": "项目负责人", "supervision": "总监理工程师",
    "general_contractor": "项目经理", "subcontractor": "项目负责人",
}


def assemble(material: Material) -> Content:
    """The whole content of one sheet: every printed word and number, and the same numbers for machines.

    Keys `reconcile`, `units`, `flows`, `explained`, `standing`, `coverage` are for programs; `heading`, `head`,
    `replaced` (its `said`), `sections`, `sign_off`, `sign_in`, `foot`, `annex` are what the paper shows.
    Raises `sheet_units.OutOfBalance`.
    """
    tables = sheet_units.tables(material)
    figure_of = sheet_ledger.figures(material)
    total = tables["totals"]
    return {
        "format": FORMAT, "project": material.project, "tier": material.tier, "number": material.number,
        "version": material.version, "day": material.day, "as_of": material.as_of,
        "cut_seq": material.cut_seq, "chain": material.chain,
        "previous": {"number": material.previous.number, "day": material.previous.day,
                     "cut_seq": material.previous.cut_seq} if material.previous else None,
        "title": title(material), "heading": heading(material), "head": head(material),
        "replaced": sheet_changes.printed(material.replaced),
        "sections": [
            sheet_overview.overview(material, tables), sheet_agenda.decided(material),
            sheet_items.section(material, figure_of), sheet_units.section(tables, sheet_explained.lines(material)),
            sheet_progress.progress(material),
            sheet_agenda.requests(material), sheet_works.tomorrow(material), sheet_agenda.room(),
        ],
        "sign_off": ["编制（代建）", "核对（监理）", "审定（现场指挥）"], "sign_in": sign_in(material),
        "foot": foot(material),
        "annex": {"head": sheet_ledger.HEAD, "ledger": sheet_ledger.ledger(material, figure_of),
                  "decided": sheet_agenda.decided_list(material), "unseen": sheet_ledger.unseen(material),
                  "explained": sheet_explained.lines(material, whole=True), "late": sheet_progress.late_lines(material),
                  "pairs": sheet_ledger.pairs(material, figure_of)},
        "coverage": sheet_overview.coverage_numbers(material),
        "reconcile": {"opening": total["opening"], "new": total["new"], "closed": total["closed"],
                      "void_merged": total["void"], "closing": total["closing"]},
        "units": tables["rows"], "flows": sheet_rows.flows(material), "standing": sheet_rows.standing(material),
        "explained": sheet_explained.causes(material),
        "photos": [{"sha256": original, "used": used} for original, used in sorted(material.pictures.items())],
    }


def canonical(content: Content) -> bytes:
    """The bytes that are hashed: sorted keys, no spaces, UTF-8."""
    return strict_json.canonical(content).encode()


def content_sha256(content: Content) -> str:
    """The hash a sheet is known by."""
    return hashlib.sha256(canonical(content)).hexdigest()


def code_of(content: Content) -> str:
    """核对码 of an issued content, whole or with words and pictures taken out of it since."""
    return check_code(content.get(ISSUED_AS) or content_sha256(content))


def check_code(sha256: str) -> str:
    """核对码: eight hex digits of the content hash, as 7F3A-91C2."""
    return f"{sha256[:4]}-{sha256[4:8]}".upper()


def foot(material: Material) -> str:
    """水竹花园　第45期, after it SZHY-045 when the project has a code for its sheets."""
    code = str(material.settings["sheet"].get("short_code") or "").strip()
    told = f"{short_name(material.name, NAME_CHARS_MAX)}　第{material.number}期{version_words(material)}"
    return f"{told}　{code}-{material.number:03d}" if code else told


def title(material: Material) -> str:
    """The setting, else the name of the project with the usual ending."""
    said = (material.settings["sheet"].get("title") or "").strip()
    return said or f"{material.name}改造项目日调度会材料"


def version_words(material: Material) -> str:
    """第1版 is never printed, 第2版（更正） is."""
    return f"　第{material.version}版（更正）" if material.version > 1 else ""


def heading(material: Material) -> str:
    """（巡查情况）第45期　2023年6月14日　星期三."""
    return (f"（巡查情况）第{material.number}期{version_words(material)}　"
            f"{date_zh(material.day)}　{weekday_zh(material.day)}")


def head(material: Material) -> list[str]:
    """Two lines: weather, day of the works, data cut; and the meeting."""
    prepared, meeting = material.prepared, material.settings["meeting"]
    cut = local(material.as_of, material.zone)
    cut_day = "" if cut.date().isoformat() == material.day else short_date_zh(cut.date().isoformat())
    first = [prepared.get("weather") or "", works_day(material), f"数据截止{cut_day}{cut:%H:%M}"]
    second = [f"会议：{meeting['time']}", prepared.get("place") or meeting.get("place") or "",
              f"主持人：{prepared.get('chair') or meeting.get('chair') or '　　　　'}"]
    return ["　".join(part for part in line if part) for line in (first, second)]


def works_day(material: Material) -> str:
    """施工第45天/共245天, when the settings know the first day (and the number) of the works."""
    start = material.settings["sheet"].get("works_start")
    if not start:
        return ""
    number = days_between(start, material.day) + 1
    days = material.settings["sheet"].get("works_days")
    return f"施工第{number}天{f'/共{days}天' if days else ''}" if number > 0 else ""


def sign_in(material: Material) -> list[dict[str, str]]:
    """The rows of the sign-in table: the setting, else the registered bodies that meet daily."""
    rows = [dict(row) for row in material.settings.get("sign_in") or ()]
    if not rows:
        orgs = [(id, org) for id, org in material.orgs.items() if org.get("active", True)
                and org["kind"] in DEFAULT_TITLES]
        rows = [{"unit": material.unit(id), "title": DEFAULT_TITLES[org["kind"]], "kind": org["kind"]}
                for id, org in sorted(orgs, key=lambda pair: material.unit_order(pair[0]))]
    attends = material.settings["sheet"].get("supervision_attends", True)
    return [_signer(row) for row in rows if attends or row.get("kind") != "supervision"]


def _signer(row: dict[str, Any]) -> dict[str, str]:
    """Supervision is asked to be there and signs nothing of the meeting's: 列席."""
    beside = "（列席）" if row.get("kind") == "supervision" else ""
    return {"unit": short_name(row["unit"], UNIT_CHARS_MAX) + beside,
            "title": short_name(row["title"], 2 * UNIT_CHARS_MAX)}
