"""Renders one office page: language, frame with project and links, and the words templates speak."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Response, g, make_response, render_template, request, url_for
from markupsafe import Markup

from server.domain import clock, rights
from server.domain.moves import MOVES
from server.domain.problems import Problem
from server.domain.rights import Reader
from server.domain.settings import DEFAULTS
from server.house import house
from server.storage import office
from server.storage.db import reading
from server.storage.state import State
from server.web import auth, labels, shell
from server.web.demo_clock import is_demo
from server.web.desk.waits import before_cutoff
from server.web.desk.words import Words

GLYPHS = {"findings": "!", "clean": "✓", "no_access": "×", "building_looked": "○", "on_phone": "↑", "no_record": "?"}
OF_DISTRICT = ("desk.enter", "desk.brief", "desk.prepare_brief", "desk.brief_pdf", "desk.cases", "desk.papers",
               "desk.paper")
"""The pages a district's own project has; it has no entrances, no findings and no notices."""
LANGUAGE_COOKIE = "xunlou_language"
LANGUAGES = labels.LANGUAGES


class NotOfDistrict(Problem):
    """A page of a compound was asked for in a district's project."""

    def __init__(self) -> None:
        super().__init__("not_found")


@dataclass(frozen=True)
class Desk:
    """One person at the desk of one project, now. `day` is the business day of `now`."""

    reader: Reader
    name: str
    project_name: str
    settings: dict[str, Any]
    now: Any
    day: str
    kind: str = "compound"

    @property
    def zone(self) -> str:
        """The IANA name of the project's zone."""
        return str(self.settings["zone"])

    def may(self, act: str) -> bool:
        """Whether the person's role may do an act of `domain/acts` in a project of this kind."""
        return rights.may(self.reader.role, act, self.settings, self.kind)


def sit_down(project: str, act: str | None = None) -> Desk:
    """The person asking, at his desk. Raises Problem signed_out, not_member, and not_allowed without `act`.

    In a district's project every other page than its own raises NotOfDistrict.
    """
    if "\x00" in project:
        raise Problem("not_found")
    reader, now = auth.member(project), house().clock()
    with reading() as look:
        state = State(look, project)
        settings = {id: state.setting(id) for id in DEFAULTS}
        name, kind = office.project_named(look, project)
    day = clock.day_of(now, settings["zone"], settings["day_starts_at"])
    desk = g.desk = Desk(reader, auth.signed_in().name, name, settings, now, day, kind)
    if kind == "district" and request.endpoint not in OF_DISTRICT:
        raise NotOfDistrict
    if act is not None and not desk.may(act):
        raise Problem("not_allowed")
    return desk


def language() -> str:
    """The language the person chose, else Chinese."""
    said = request.cookies.get(LANGUAGE_COOKIE, "")
    return said if said in LANGUAGES else LANGUAGES[0]


def render(template: str, desk: Desk | None = None, *, status: int = 200, **values: Any) -> Response:
    """The page, for this person in his language; templates get `t`, `words`, `desk`, `asset` and `values`."""
    tongue, desk = language(), desk or g.get("desk")
    speak: Callable[..., str] = partial(labels.text, tongue)
    zone = desk.zone if desk else str(DEFAULTS["zone"])
    now = desk.now if desk else house().clock()
    html = render_template(
        f"desk/{template}", t=speak, words=Words(tongue, zone, now), desk=desk, language=tongue, asset=shell.hashed,
        links=_links(desk), warned=before_cutoff(desk), demo=is_demo(), glyph=glyph, **_known(tongue), **values)
    return make_response(html, status)


def _known(tongue: str) -> dict[str, Any]:
    """Which codes have words: templates must not fail over one that a newer server wrote."""
    tree = labels.labels(tongue)
    return {"held_kinds": tree["held_kinds"], "flag_words": tree["flags"], "move_words": tree["moves"],
            "moved_words": tree["moved"], "code_list": tree["codes"]}


def glyph(state: str) -> Markup:
    """The sign of one coverage state; each has a shape of its own besides its colour."""
    return Markup('<span class="glyph {}" aria-hidden="true">{}</span>').format(state, GLYPHS[state])


def _links(desk: Desk | None) -> list[tuple[str, str]]:
    """(label key, address) of the pages this person may open."""
    if desk is None:
        return []
    if desk.kind == "district":
        return _district_links(desk)
    found = []
    project, kinds = desk.reader.project, rights.READS.get(desk.reader.role or "", {})
    if desk.may("read_visits"):
        found.append(("today", url_for("desk.today", project=project)))
    if desk.reader.role in MOVES["issue"]["who"]:
        found.append(("review", url_for("desk.review", project=project)))
    if "finding" in kinds:
        found.append(("findings", url_for("desk.findings", project=project)))
    if "notice" in kinds:
        found.append(("notices", url_for("desk.notices", project=project)))
    if desk.may("read_cases"):
        found.append(("cases", url_for("desk.cases", project=project)))
    if desk.may("read_visits"):
        found.append(("progress", url_for("desk.progress", project=project)))
    if desk.may("prepare_sheet"):
        found.append(("meeting", url_for("desk.meeting", project=project, day=desk.day)))
    if desk.may("read_sheets"):
        found.append(("papers", url_for("desk.papers", project=project)))
    return found


def _district_links(desk: Desk) -> list[tuple[str, str]]:
    project = desk.reader.project
    pages = {"brief": ("prepare_sheet", url_for("desk.brief", project=project, day=desk.day)),
             "cases": ("read_cases", url_for("desk.cases", project=project)),
             "papers": ("read_sheets", url_for("desk.papers", project=project))}
    return [(key, address) for key, (act, address) in pages.items() if desk.may(act)]
