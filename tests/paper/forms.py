"""Notices and replies of the worked compound, made and printed for the tests that read them."""

import io
import re
import subprocess
import tempfile
from pathlib import Path

import pypdf
from PIL import Image, ImageOps

from server.domain.notice_paper import Material, notice
from server.domain.notice_reply import reply
from server.domain.settings import DEFAULTS
from server.paper.forms import pdf
from tests.paper.printing import LONG, photos_of
from tests.paper.worked_day import door, finding, orgs, photo, places
from tests.steps import tools

NAME, ZONE, FORMS = "水竹花园", "Asia/Shanghai", DEFAULTS["notice_forms"]
PEOPLE = {"u7": {"name": "王巡"}}
NOTICES = {"supervision": {"number": "监通-012", "org": "o3"}, "client": {"number": "整通-003", "org": "o2"}}
DPI = 72
FRAME = (25, 20, 20, 10)
"""Millimetres left, top, right, and bottom down to the foot."""


def found(nr, pictures=1, **more):
    """The finding with this number at a door of its own."""
    text = more.pop("text", f"缺挡脚板约{nr}米")
    return finding(f"f{nr}", f"AQ-20230614-{nr:03}", door(1 + nr % 20, 1), text, "o5", **{
        "position": "六层北侧阳台", "requirement": "补齐挡脚板并固定",
        "photos": [photo(f"{nr * 100 + k:064x}", "before") for k in range(pictures)], **more})


def issued(kind="supervision", findings=1, **more):
    """The content of a notice with so many findings (or these)."""
    listed = [found(nr) for nr in range(1, findings + 1)] if isinstance(findings, int) else findings
    said = {"id": "n1", "kind": kind, "to": "o5", "text": "吊篮及脚手架安全防护", "by": "u2", "day": "2023-06-14",
            "at": "2023-06-14T08:00:00.000Z", **NOTICES[kind], **more}
    return notice(Material("p1", NAME, ZONE, FORMS, said, listed, places(), orgs(), PEOPLE, {}))


def answered(content, pictures=1, check=None, only=None, text="已补齐并固定，自检合格", said=None):
    """The content of the reply to it: every finding (or those in `only`) repaired, with so many photos each.

    `check`: the result for all, or for each finding ({"f1": "pass"}); `said`: what else a re-inspection says.
    """
    ids = list(dict.fromkeys(row["finding"] for row in content["rows"]))
    results = check if isinstance(check, dict) else dict.fromkeys(ids, check)
    checks = {id: {"move": move, "at": "2023-06-15T06:00:00.000Z", "by": "u2", **(said or {})}
              for id, move in results.items() if move}
    answers = {id: {"text": text, "at": "2023-06-15T02:00:00.000Z", "by": "u6", "check": checks.get(id),
                    "photos": [photo(f"{int(id[1:]) * 1000 + 900_000 + k:064x}", "after") for k in range(pictures)]}
               for id in ids if only is None or id in only}
    return reply(content, answers, dict.fromkeys(ids, "replied"), "o5", NOTICES[content["kind"]]["org"], name=NAME,
                 zone=ZONE, forms=FORMS, orgs=orgs(), people=PEOPLE)


def printed(content, photos=photos_of):
    """The bytes of its PDF."""
    return pdf(content, photos)


def pages(made):
    """What each page says, without blanks."""
    return [re.sub(r"\s", "", page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(made)).pages]


def outside(made):
    """Numbers of the pages with ink outside the frame of A4."""
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "form.pdf"
        file.write_bytes(made)
        ppm = tools.pdf_tools().with_name("pdftoppm")
        subprocess.run([ppm, "-r", str(DPI), "-gray", file, Path(folder) / "page"], check=True)
        for nr, path in enumerate(sorted(Path(folder).glob("page*.pgm")), start=1):
            with Image.open(path) as page:
                left, top, right, bottom = ImageOps.invert(page).getbbox()
                most = [side * DPI / 25.4 for side in FRAME]
                inside = left >= most[0] - 1 and top >= most[1] - 1 and (
                    right <= page.width - most[2] + 1 and bottom <= page.height - most[3] + 1)
                wrong += [] if inside else [nr]
    return wrong


LISTS = {
    "one finding": 1, "three findings": 3, "twelve findings": 12,
    "long words": [found(nr, text=LONG * 12, requirement=LONG * 9, position=LONG) for nr in (1, 2)],
    "many pictures": [found(1, pictures=9), found(2, pictures=0)]}
