"""The body of a move: what somebody asks to be done with one finding (state.md §5)."""

from server.domain.bodies.parts import DUE, EDITS, NOTE, ORDERED, ORG, PHOTOS, said
from server.domain.shape import Flag, Int, OneOf, Text, Uuid

MOVES = ("issue", "ask", "reject", "merge", "reassign", "control", "reply", "extend_ask", "extend_answer",
         "dispute", "pass", "fail", "reopen", "confirm")

SHAPES = {
    ("finding.moved", 1): said(
        {"finding": Uuid(), "move": OneOf(*MOVES)},
        {"from": said({}, {"state": Text(20), "round": Int(0, 1000)}), "text": NOTE, "photos": PHOTOS,
         "unit": ORG, "due": DUE, "target": Uuid(), "new_due": ORDERED, "granted": Flag(),
         "confirmed": Flag(),
         "edits": EDITS}),
}
