"""What makes each meeting's paper: the site's daily sheet, the street's weekly, the district's brief."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from server.domain.setting_values import in_force
from server.domain.sheet import Content
from server.storage.state import State

Frozen = dict[str, Any]


@dataclass(frozen=True)
class Maker:
    """One tier. `kind`: the kind of project that has it; `rule`: the setting that names its first number.

    `look(state, day, number, version, as_of)` gives what no state remembers, to be frozen in the verdict: at least
    `number`, `version`, `cut_seq`, `as_of`. `content(state, day, frozen)` is the canonical content made of it, the
    same in a database rebuilt up to the cut. A paper made of other projects' logs too says so: `sources(frozen)` is
    {project: its cut}, and `again(source, project, day, frozen)` is the same frozen moment with what it tells of one
    of them read anew from that project's state.
    """

    tier: str
    kind: str
    rule: str
    look: Callable[[State, str, int, int, str], Frozen]
    content: Callable[[State, str, Frozen], Content]
    again: Callable[[State, str, str, Frozen], Frozen] = lambda source, project, day, frozen: frozen
    sources: Callable[[Frozen], dict[str, int]] = lambda frozen: {}

    def first_number(self, state: State) -> int:
        """The number of the tier's first paper."""
        return int(in_force(self.rule, state.setting(self.rule))["start_number"])


MAKERS: dict[str, Maker] = {}


def enter(maker: Maker) -> None:
    """Add a tier; each module of this package does so once."""
    MAKERS[maker.tier] = maker


def maker_for(tier: str, project_kind: str) -> Maker | None:
    """The maker of a tier in a project of that kind; None where such a project has no such meeting."""
    found = MAKERS.get(tier)
    return found if found is not None and found.kind == project_kind else None
