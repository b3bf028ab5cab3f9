"""What makes each meeting's paper: the site's daily sheet, the street's weekly, the district's brief."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from server.domain.problems import Problem
from server.domain.setting_values import in_force
from server.domain.sheet import Content
from server.storage.state import State

Frozen = dict[str, Any]
FIRST_FORMAT = 1
"""Of papers issued before a verdict said which format they have."""


@dataclass(frozen=True)
class Assembler:
    """How the papers of one format are made: every format ever issued keeps its own, or its papers prove nothing.

    `content(state, day, frozen)` is the canonical content, the same in a database rebuilt up to the cut;
    `again(source, project, day, frozen)` the same frozen moment with what it tells of another project's log read
    anew from that project's state.
    """

    content: Callable[[State, str, Frozen], Content]
    again: Callable[[State, str, str, Frozen], Frozen] = lambda source, project, day, frozen: frozen


@dataclass(frozen=True)
class Maker:
    """One tier. `kind`: the kind of project that has it; `rule`: the setting that names its first number.

    `look(state, day, number, version, as_of)` gives what no state remembers, to be frozen in the verdict: at least
    `number`, `version`, `cut_seq`, `as_of`. `formats` has the assembler of each format of content; a paper issued now
    gets the newest. A paper made of other projects' logs too says so: `sources(frozen)` is {project: its cut}.
    """

    tier: str
    kind: str
    rule: str
    look: Callable[[State, str, int, int, str], Frozen]
    formats: dict[int, Assembler]
    sources: Callable[[Frozen], dict[str, int]] = lambda frozen: {}

    def first_number(self, state: State) -> int:
        """The number of the tier's first paper."""
        return int(in_force(self.rule, state.setting(self.rule))["start_number"])

    @property
    def format(self) -> int:
        """The format of what is issued now."""
        return max(self.formats)

    def assembler(self, format: int) -> Assembler:
        """What makes papers of a format. Raises Problem newer_format for one that a later program brought in."""
        if format not in self.formats:
            raise Problem("newer_format", format=format)
        return self.formats[format]


MAKERS: dict[str, Maker] = {}


def enter(maker: Maker) -> None:
    """Add a tier; each module of this package does so once."""
    MAKERS[maker.tier] = maker


def maker_for(tier: str, project_kind: str) -> Maker | None:
    """The maker of a tier in a project of that kind; None where such a project has no such meeting."""
    found = MAKERS.get(tier)
    return found if found is not None and found.kind == project_kind else None
