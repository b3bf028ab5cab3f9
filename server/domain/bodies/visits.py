"""Bodies of a visit to one place, its findings, its later correction and its withdrawal."""

from collections.abc import Iterator
from typing import Any

from server.domain.bodies.parts import (
    DOORS_MAX,
    DUE,
    FINDINGS_MAX,
    ITEM,
    KINDS,
    NAME,
    NOTE,
    ORG,
    PEOPLE_MAX,
    PHOTOS,
    PLACE,
    SEVERITY,
    SOURCES,
    said,
)
from server.domain.shape import Day, Flag, Id, ListOf, OneOf, Text, Uuid

PATROLS = ("daily", "joint", "special", "leader", "self")
OUTCOMES = ("clean", "findings", "no_access", "building_looked")

FINDING = said(
    {"id": Uuid(), "kind": OneOf(*KINDS), "severity": SEVERITY},
    {"alias": Text(20), "item": ITEM, "urgent": Flag(), "place": PLACE, "position": NAME, "text": NOTE,
     "phrase_values": ListOf(NAME, 20), "unit": ORG, "due": DUE, "photos": PHOTOS,
     "on_spot": said({}, {"text": NOTE, "photos": PHOTOS, "witnessed": Flag()}),
     "same_as": Uuid(), "needs": said({}, {"whom": NAME, "what": NOTE})})

_VISIT = said(
    {"day": Day(), "place": PLACE, "outcome": OneOf(*OUTCOMES)},
    {"patrol": said({"type": OneOf(*PATROLS)}, {"participants": ListOf(NAME, PEOPLE_MAX)}),
     "source": OneOf(*SOURCES), "reason": said({"code": Id()}, {"text": NOTE}),
     "doors": ListOf(PLACE, DOORS_MAX), "photos": PHOTOS, "note": NOTE, "registered": Flag(),
     "findings": ListOf(FINDING, FINDINGS_MAX)})
"""`registered`: written down at the desk for somebody else (登记问题). Nobody walked, so no place was looked at."""


def VISIT(value: Any, path: str) -> Iterator[str]:
    """A visit; a look at a building as a whole names the doors it stands for, or it would stand for none."""
    yield from _VISIT(value, path)
    if isinstance(value, dict) and value.get("outcome") == "building_looked" and not value.get("doors"):
        yield f"{path}.doors: must name the doors of the building".lstrip(".")


SHAPES = {
    ("visit.recorded", 1): VISIT,
    ("visit.amended", 1): said({"target": Uuid(), "body": VISIT}),
    ("visit.withdrawn", 1): said({"target": Uuid()}, {"reason": NOTE}),
}
