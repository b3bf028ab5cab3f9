"""Prints the worked day and days that are not like it, and reads the paper back."""

import hashlib
import io
import re

import pypdf
from PIL import Image

from server.domain.sheet import assemble
from server.paper.render import pdf
from tests.paper.worked_day import UNITS, coverage, door, finding, material, orgs, photo

LONG = "外墙保温板锚固件数量不足且间距过大，端部未加密，脚手架连墙件被拆除未恢复，作业人员未系安全带" * 2


def jpeg(colour="gray", size=(800, 600)):
    """A plain picture."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def photos_of(sha):
    """A picture for each hash, none like another."""
    return jpeg(f"#{hashlib.sha256(sha.encode()).hexdigest()[:6]}")


def printed(part="text", photos=photos_of, **changes):
    """The PDF of a part of the worked day, with changes to its material, open for reading."""
    return pypdf.PdfReader(io.BytesIO(pdf(assemble(material(**changes)), photos, part)))


def words(reader):
    """The printed lines of all pages."""
    return [line.rstrip() for page in reader.pages for line in page.extract_text().splitlines() if line.strip()]


def flat(reader):
    """All printed characters without blanks."""
    return re.sub(r"\s", "", "".join(words(reader)))


def busy(count, **more):
    """The worked day with `count` long, grave, late findings on top, spread over the units."""
    day = material()
    units = list(day.counted)
    extra = {f"x{n}": finding(
        f"x{n}", f"AQ-20230614-1{n:02}", door(1 + n % 20, 1), LONG, units[n % 4], severity=3, urgent=True,
        position="六层北侧阳台栏板与女儿墙交接处临边位置", requirement=LONG, photos=[photo(f"{n:064x}", "before")],
        deadlines={"fix_by": "2023-06-12T10:00:00.000Z", "original": "2023-06-11T10:00:00.000Z"},
        extension={"n": 1, "granted": True}) for n in range(count)}
    flows = [{"finding": id, "unit": state["unit"], "effect": "new", "tag": None} for id, state in extra.items()]
    counted = {unit: n + sum(1 for row in flows if row["unit"] == unit) for unit, n in day.counted.items()}
    return {"findings": {**day.findings, **extra}, "flows": [*day.flows, *flows], "counted": counted,
            "pictures": {f"{n:064x}": f"{n:064x}" for n in range(count)}, **more}


def twelve_units():
    """Twelve firms with names as long as they may be, decisions as long as they may be, no patrol at all."""
    names = {**UNITS, **{f"o{n}": (f"第{n}专业分包队", "subcontractor") for n in range(8, 16)}}
    registered = {id: {**orgs()["o5"], "id": id, "short": name, "kind": kind, "order": order}
                  for order, (id, (name, kind)) in enumerate(names.items())}
    day = busy(9, orgs=registered, coverage={id: {"state": "no_record"} for id in coverage()})
    for n in range(8, 16):
        day["findings"][f"y{n}"] = finding(f"y{n}", f"AQ-20230614-3{n:02}", door(n, 1), LONG, f"o{n}")
        day["flows"].append({"finding": f"y{n}", "unit": f"o{n}", "effect": "new", "tag": None})
        day["counted"][f"o{n}"] = 1
    decisions = {f"d{n}": {"id": f"d{n}", "meeting": "2023-06-13", "line": n, "text": LONG, "unit": f"o{n + 4}",
                           "due": "2023-06-16", "first_due": "2023-06-14", "status": "not_done",
                           "reason": LONG, "carried": "2023-06-16", "history": []} for n in range(1, 9)}
    return {**day, "decisions": decisions, "prepared": {"opinion": LONG * 2, "weather": "暴雨橙色预警"}}


def nothing():
    """Nothing open, nothing due, nobody filed, no decision, no previous sheet."""
    return {"findings": {}, "flows": [], "counted": {}, "previous": None, "decisions": {}, "filings": [], "cases": {},
            "stages": [], "milestones": [], "visits": [], "prepared": {}, "pictures": {}, "parts": None}


def unwalked():
    """No record of any door."""
    return {"coverage": {id: {"state": "no_record"} for id in coverage()}, "visits": []}


DAYS = {"the worked day": dict, "nobody walked": unwalked, "twelve findings": lambda: busy(12),
        "eighty findings": lambda: busy(80), "twelve units": twelve_units, "nothing at all": nothing}
