"""Pieces that several bodies share, with their limits."""

from server.domain import limits
from server.domain.clock import YEARS
from server.domain.shape import (
    Day,
    Either,
    Flag,
    Id,
    Instant,
    Int,
    ListOf,
    Maybe,
    OneOf,
    Record,
    Sha,
    Shape,
    Text,
    YearsOf,
)

FINDINGS_MAX = 30
PHOTOS_MAX = 9
DOORS_MAX = 60
PEOPLE_MAX = 50
ROLES = ("inspector", "assistant", "specialist", "chief", "contractor", "subcontractor", "pm", "hq",
         "district", "admin", "viewer")
DUES = ("NOW", "D0", "D1", "D3", "D7")
KINDS = ("safety", "quality", "coordination")
SOURCES = ("patrol", "resident", "hotline", "leader", "superior")

NOTE = Text(4000)
NAME = Text(200)
PLACE = Id(limits.PLACE_ID_CHARS_MAX)
ORG = Id(32)
ITEM = Id(16)
PHOTOS = ListOf(Sha(), PHOTOS_MAX)
SEVERITY = Int(1, 3)
ORDERED_DAY = YearsOf(Day(), YEARS[0], YEARS[1] - 1)
ORDERED = YearsOf(Instant(), YEARS[0], YEARS[1] - 1)
"""What a person sets for others, unlike what a phone's clock says: it must be able to stand on paper."""

DUE = Either(OneOf(*DUES), ORDERED)
"""A rule of the deadline table, or the instant itself."""


def said(required: dict[str, Shape], may_be_null: dict[str, Shape] | None = None) -> Shape:
    """A body: `required` keys, and keys that may be absent or null."""
    return Record(required, {key: Maybe(shape) for key, shape in (may_be_null or {}).items()})


EDITS = said({}, {"item": ITEM, "kind": OneOf(*KINDS), "severity": SEVERITY, "urgent": Flag(), "place": PLACE,
                  "position": NAME, "text": NOTE, "requirement": NOTE})
"""What a reviewer may correct with issue, ask or reassign; an absent key stays as it was."""
