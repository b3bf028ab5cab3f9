"""What stands on a printed notice: 监理通知单 and 整改通知单, frozen at the press of 签发 (domain.md §5, Forms)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from server.domain import deadlines
from server.domain.clock import instant_of
from server.domain.days import date_zh
from server.domain.reach import lineage
from server.domain.settings import DEFAULTS
from server.domain.sheet_places import Places
from server.domain.sheet_standing import limits_said
from server.domain.sheet_words import KINDS, clauses, mark, moment, shortened

FORMAT = 1
Row = dict[str, Any]
Content = dict[str, Any]
HEAD = ["序号", "编号、部位及问题", "整改要求", "整改时限", "图号"]
PIECE_CHARS = 400
"""A row seldom splits, so a text longer than this goes on in a row of its own: a page holds any of them."""

ISSUERS = {"supervision": ("项目监理机构（盖章）", "总/专业监理工程师（签字）"),
           "client": ("签发单位（盖章）", "签发人（签字）")}
COPIED = {"supervision": ("pm_company",), "client": ("supervision",)}
"""Kinds of organisations that get a copy, beside the general contractor above the unit."""


@dataclass(frozen=True)
class Material:
    """Plain values at the instant of 签发: the notice as it will stand, its findings in its order, and names."""

    project: str
    name: str
    zone: str
    forms: Mapping[str, Any]
    notice: Row
    findings: list[Row]
    places: dict[str, Row] = field(default_factory=dict)
    orgs: dict[str, Row] = field(default_factory=dict)
    people: dict[str, Row] = field(default_factory=dict)
    items: dict[str, Row] = field(default_factory=dict)


def form(forms: Mapping[str, Any], kind: str) -> dict[str, str]:
    """{"code", "title", "reply_code", "reply_title"} of one kind, as the setting `notice_forms` has them."""
    said: dict[str, str] = {**DEFAULTS["notice_forms"][kind], **(forms.get(kind) or {})}
    return said


def notice(material: Material) -> Content:
    """The content of one notice's paper. `rows` may go on from one to the next; `figures` hold two pictures a row."""
    said, told = form(material.forms, material.notice["kind"]), material.notice
    numbered = list(enumerate(material.findings, start=1))
    return {
        "format": FORMAT, "form": "notice", "kind": told["kind"], "project": material.project, "notice": told["id"],
        "number": told["number"], "day": told["day"], "as_of": told["at"],
        "issuer": full_name(material.orgs, told["org"]), "to": addressee(material.orgs, told["to"]),
        "addressed": addressee(material.orgs, told["to"], "施工项目经理部"),
        "copies": copies(material), "works": works(material.name), "code_of_form": said["code"], "title": said["title"],
        "heading": f"　{told['number']}", "foot": f"{material.name}　{said['title']}　{told['number']}",
        "dated": date_zh(told["day"]), "subject": " ".join(str(told.get("text") or "").split()),
        "opening": f"经巡查，你单位施工范围内存在下列{len(numbered)}项问题：",
        "closing": "请按上述要求和时限完成整改，自查合格后书面回复，报我方复查。",
        "head": HEAD, "rows": [row for nr, finding in numbered for row in rows(nr, finding, material)],
        "sign": [*ISSUERS[told["kind"]], "日期"], "received": ["施工项目经理部（盖章）", "签收人（签字）", "签收时间"],
        "figures": [figure for nr, finding in numbered if (figure := _figure(nr, finding, material))],
    }


def works(name: str) -> str:
    """工程名称: the project's name with the usual ending, unless it has one."""
    return name if name.endswith(("项目", "工程")) else f"{name}改造项目"


def full_name(orgs: dict[str, Row], id: str | None) -> str:
    """The registered name of an organisation; what is unknown keeps its id."""
    return str((orgs.get(id or "") or {}).get("name") or id or "")


def addressee(orgs: dict[str, Row], id: str, office: str = "") -> str:
    """乙装饰工程有限公司（外檐分包乙）: the name on the seal with its office, and the name used on site."""
    name, short = full_name(orgs, id), str((orgs.get(id) or {}).get("short") or "")
    return f"{name}{office}（{short}）" if short and short != name else f"{name}{office}"


def copies(material: Material) -> list[str]:
    """Who else gets the notice: the contractor above the unit, then 代建 or 监理."""
    orgs, told = material.orgs, material.notice
    above = [id for id in lineage(told["to"], orgs)[1:] if orgs.get(id, {}).get("kind") == "general_contractor"]
    others = sorted((id for id, org in orgs.items() if org.get("kind") in COPIED[told["kind"]]
                     and org.get("active", True)), key=lambda id: (orgs[id].get("order") or 0, id))
    return [full_name(orgs, id) for id in dict.fromkeys([*above, *others]) if id != told["org"]]


def rows(nr: int, finding: Row, material: Material) -> list[Row]:
    """The table's rows of one finding: usually one; a text too long for a page goes on in the next."""
    says = finding.get("text") or _item(finding, material)
    texts, demands = pieces(says), pieces(finding.get("requirement") or "")
    figure = f"图{nr}" if _shown(finding) else ""
    late = next(iter(deadlines.passed(finding, instant_of(material.notice["at"]))), None)
    told = []
    for part in range(max(len(texts), len(demands))):
        first = part == 0
        told.append({
            "nr": str(nr) if first else f"{nr}续", "finding": finding["id"],
            "number": finding["number"] if first else "", "kind": KINDS[finding["kind"]] if first else "",
            "mark": _mark(finding) if first else "",
            "place": place_of(finding, material.places) if first else "",
            "text": texts[part] if part < len(texts) else "", "demand": demands[part] if part < len(demands) else "",
            "limit": limits_said(finding, material.zone, moment) if first else "",
            "late": f"【逾期{late['days']}天】" if late and first else "", "figure": figure if first else ""})
    return told


def _mark(finding: Row) -> str:
    """The severity, and 【立即】 while a danger is not under control."""
    now = "【立即】" if finding.get("urgent") and not finding.get("control") else ""
    return f"{mark(finding) if finding['kind'] != 'coordination' else ''}{now}"


def pieces(text: str) -> list[str]:
    """The text on one line, cut so that each piece fits a row; at least one piece."""
    line = " ".join(text.split())
    return [line[at:at + PIECE_CHARS] for at in range(0, len(line), PIECE_CHARS)] or [""]


def place_of(finding: Row, places: dict[str, Row]) -> str:
    """3号楼东立面（四层）: place, then the position the finder wrote."""
    label, position = Places(places).label(finding.get("place")), (finding.get("position") or "").strip()
    return shortened(f"{label}（{position}）" if position and position not in label else label, 80)


def _item(finding: Row, material: Material) -> str:
    return str((material.items.get(finding.get("item") or "") or {}).get("zh") or "")


def _shown(finding: Row) -> list[Row]:
    """Pictures of the finding as it was found, as they were taken: what somebody drew on a copy stays on screens."""
    return [photo for photo in finding.get("photos") or [] if photo["role"] == "before" and not photo.get("of")]


def _figure(nr: int, finding: Row, material: Material) -> Row | None:
    cells = [cell(photo, material.zone, material.people) for photo in _shown(finding)]
    if not cells:
        return None
    return {"nr": nr, "label": f"图{nr}　{finding['number']}", "place": place_of(finding, material.places),
            "rows": [cells[at:at + 2] for at in range(0, len(cells), 2)]}


def cell(photo: Row, zone: str, people: dict[str, Row], word: str = "") -> Row:
    """One picture to print: `sha256`, its `preview`, and the caption 整改后　6月14日09:11　王巡."""
    name = str((people.get(photo.get("by") or "") or {}).get("name") or "")
    taken = moment(photo.get("at"), zone) if photo.get("at") else ""
    return {"sha256": photo["sha256"], "preview": photo.get("preview"), "box": "",
            "caption": clauses([word, taken, name], "　")}


def printable(content: Content, unprinted: Iterable[str]) -> Content:
    """A notice's content without the pictures kept off paper (不打印); an empty figure goes, and its 图号 with it."""
    hidden, figures = set(unprinted), []
    for figure in content["figures"]:
        cells = [one for row in figure["rows"] for one in row if one["sha256"] not in hidden]
        if cells:
            figures.append({**figure, "rows": [cells[at:at + 2] for at in range(0, len(cells), 2)]})
    left = {f"图{figure['nr']}" for figure in figures}
    return {**content, "figures": figures, "rows": [
        {**row, "figure": row["figure"] if row["figure"] in left else ""} for row in content["rows"]]}
