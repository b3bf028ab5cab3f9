"""What is waited for before a meeting, asked of one filled project: pages, the paper, the feed of a new phone."""

import gzip
import json
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, func, select

from server.app import create_app
from server.domain.clock import text_of
from server.domain.sheet import assemble
from server.storage import tables
from server.storage.coverage_day import coverage_of
from server.storage.db import reading
from server.storage.state import State
from server.sync.intake import Submitter, submit
from server.sync.tiers import MAKERS
from server.sync.tiers.daily import material_of
from server.sync.types.sheet import moment_now, preview
from tests.benchmarks.long_findings import LAST, at_hour
from tests.people import ALICE, BOB, PAM, PROJECT, SAM, Person, written
from tests.web.conftest import Browser

PAGES = {"today": (PAM, "today"), "today of the supervision": (BOB, "today"), "meeting page": (PAM, "meeting/{day}"),
         "papers": (PAM, "papers"), "findings": (PAM, "findings"), "decisions": (PAM, "decisions")}
"""Title: who asks for which page of the desk; one that the desk does not have is left out."""


class Desk:
    """The people of one project at the hour of its meeting, on the last day anybody walked. Asks give milliseconds."""

    def __init__(self, url: str, engine: Engine, data: Path) -> None:
        self.engine, self.version = engine, 0
        with reading(engine) as look:
            self.day = str(look.scalar(select(func.max(tables.visit_place.c.day))))
        self.now = at_hour((LAST - date.fromisoformat(self.day)).days, 17.4)
        app = create_app({"DATA": str(data), "DATABASE_URL": url}, clock=lambda: self.now)
        self.browsers = {one.id: Browser(app) for one in (PAM, BOB, ALICE, SAM)}
        for one in (PAM, BOB, ALICE, SAM):
            assert self.browsers[one.id].sign_in(one).status_code == 200

    def asks(self) -> dict[str, Callable[[], float]]:
        """Title: what it is to be asked; the paper issued last, since from then on it is a correction."""
        pages = {title: partial(self.page, who, path.format(day=self.day)) for title, (who, path) in PAGES.items()
                 if self._has(who, path.format(day=self.day))}
        weekly = {"weekly preview": partial(self.preview, "weekly")}
        return {**pages, "coverage of the day": self.coverage,
                "preview content": partial(self.preview, "daily"),
                "assembly alone": self.assembly, **(weekly if "weekly" in MAKERS else {}),
                "feed from zero, inspector": lambda: self.feed(ALICE)[0],
                "feed from zero, unit": lambda: self.feed(SAM)[0], "定稿": self.issue}

    def page(self, who: Person, path: str) -> float:
        """One page of the desk, from the request to its last byte."""
        began = time.perf_counter()
        answer = self.browsers[who.id].ask("GET", f"/desk/{PROJECT}/{path}")
        taken = 1000 * (time.perf_counter() - began)
        assert answer.status_code == 200, answer.text[:300]
        return taken

    def _has(self, who: Person, path: str) -> bool:
        return self.browsers[who.id].ask("GET", f"/desk/{PROJECT}/{path}").status_code == 200

    def coverage(self) -> float:
        """Every entrance of the day in one state."""
        return self._timed(lambda state: coverage_of(state.session, PROJECT, self.day))

    def preview(self, tier: str) -> float:
        """What 定稿 would print now: the moment, the material, the content."""
        return self._timed(lambda state: preview(state, tier, self.day, text_of(self.now)))

    def assembly(self) -> float:
        """Of the paper, from a moment already taken: collecting and assembling."""
        with reading(self.engine) as look:
            moment = moment_now(State(look, PROJECT), "daily", self.day, text_of(self.now))
        return self._timed(lambda state: assemble(material_of(state, self.day, moment)))

    def issue(self) -> float:
        """定稿 from the press to the stored content: the first version, then one correction after the other."""
        self.version += 1
        body = {"day": self.day, "tier": "daily", "expects_version": self.version}
        id, raw = written(PAM, "sheet.issued", body, self.now)
        began = time.perf_counter()
        _, receipt = submit(PROJECT, id, raw, Submitter(PAM.id), self.now, self.engine)
        taken = 1000 * (time.perf_counter() - began)
        assert receipt["outcome"] == "applied", receipt
        return taken

    def feed(self, who: Person) -> tuple[float, int, int]:
        """(milliseconds, bytes as sent with gzip, things) of all pages of the feed from zero."""
        cursor, size, count, taken = "0", 0, 0, 0.0
        while True:
            began = time.perf_counter()
            answer = self.browsers[who.id].ask("GET", f"/api/v1/projects/{PROJECT}/feed?after={cursor}")
            taken += 1000 * (time.perf_counter() - began)
            assert answer.status_code == 200, answer.text[:300]
            raw = answer.data
            size += len(gzip.compress(raw, 6))
            told = json.loads(raw)
            count, cursor = count + len(told["items"]), told["next"]
            if not told["more"]:
                return taken, size, count

    def _timed(self, ask: Callable[[State], object]) -> float:
        began = time.perf_counter()
        with reading(self.engine) as look:
            ask(State(look, PROJECT))
        return 1000 * (time.perf_counter() - began)
