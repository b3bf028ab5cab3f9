"""How a finding's life is written down for the demo: who filed it, and each thing done about it afterwards."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Shot:
    """A picture to take: the scene, repaired or not, in which weather; `plate` "" means the story's own."""

    scene: str
    after: bool = False
    weather: str = "sunny"
    plate: str = ""
    sideways: bool = False
    withheld: str = ""
    """`full`: only its preview is sent; `both`: neither; by the end of the day it is still on the phone."""


@dataclass(frozen=True)
class Act:
    """One thing done about a finding, `day` days from the one shown, by somebody of the cast.

    `what` is a move, or `call`, `seen`, `comment`, `escalate`, `answer`, `order`, `notice`, `received`,
    `withdraw`. `more` are further keys of the body; a value like `@+1 18:00` is an instant a day after the one shown.
    """

    day: int
    time: str
    who: str
    what: str
    text: str = ""
    shot: Shot | None = None
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Story:
    """One finding from its filing on."""

    key: str
    day: int
    time: str
    who: str
    place: str
    item: str | None
    severity: int
    text: str
    shot: Shot
    plate: str
    acts: tuple[Act, ...] = ()
    position: str = ""
    more: dict[str, Any] = field(default_factory=dict)
    """Further keys of the finding: urgent, due, unit, kind, needs."""

    fixed: Shot | None = None
    """立行立改: the picture after the repair on the spot."""

    visit: dict[str, Any] = field(default_factory=dict)
    """Further keys of the visit: patrol, source."""
