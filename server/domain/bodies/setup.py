"""The body of a change to the project's own registers: places, organisations, people, items, settings."""

from server.domain.bodies.parts import DUES, NAME, NOTE, ORG, PLACE, ROLES, said
from server.domain.shape import Anything, Either, Flag, Id, Int, ListOf, Maybe, OneOf, Record, Shape, Text

ORG_KINDS = ("street_hq", "pm_company", "supervision", "general_contractor", "subcontractor", "department",
             "community", "district_office")
PLACE_KINDS = ("compound", "building", "entrance", "facade_side", "roof", "part", "zone", "other")

STATES: dict[str, Shape] = {
    "place": said({"kind": OneOf(*PLACE_KINDS), "label": Text(200, 1)},
                  {"building": PLACE, "short": NAME, "sort": Int(-1_000_000, 1_000_000),
                   "route": Int(-1_000_000, 1_000_000), "aliases": ListOf(NAME, 30),
                   "parts": ListOf(Anything(), 60), "households": Int(0, 100_000), "active": Flag()}),
    "org": said({"name": Text(200, 1), "short": Text(8, 1), "kind": OneOf(*ORG_KINDS)},
                {"parent": ORG, "order": Int(-1_000_000, 1_000_000), "active": Flag()}),
    "person": said({"name": Text(200, 1), "org": ORG, "role": OneOf(*ROLES)},
                   {"title": NAME, "active": Flag()}),
    "item": said({"zh": Text(200, 1)}, {"en": NAME, "active": Flag(), "due": OneOf(*DUES),
                                       "requirement": Either(NOTE, said({}, {"zh": NOTE}))}),
    "default": said({"unit": ORG}),
    "setting": Record({"value": Anything()}),
}
"""The state each kind of thing takes; unknown keys are kept as they are."""

IDS: dict[str, Shape] = {"place": PLACE, "org": ORG, "person": Id(64), "item": Id(16), "default": Id(64),
                         "setting": Id(64)}

SHAPES = {("setup.changed", 1): Record({"kind": OneOf(*STATES), "id": Id(64), "state": Maybe(Record({}))})}
