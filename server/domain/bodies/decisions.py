"""Bodies of what a meeting decided (议定事项) and what became of it."""

from server.domain.bodies.parts import NOTE, ORDERED, ORDERED_DAY, ORG, said
from server.domain.shape import Either, Flag, Int, Text, Uuid

WHEN = Either(ORDERED_DAY, ORDERED)

SHAPES = {
    ("decision.recorded", 1): said(
        {"meeting": ORDERED_DAY, "line": Int(1, 200), "text": Text(4000, 1), "unit": ORG},
        {"due": WHEN, "finding": Uuid()}),
    ("decision.corrected", 1): said(
        {"decision": Uuid(), "withdrawn": Flag()}, {"text": Text(4000, 1), "unit": ORG, "due": WHEN}),
    ("decision.moved", 1): said({"decision": Uuid(), "done": Flag()}, {"reason": NOTE, "carried": WHEN}),
}
