"""Bodies of a case put to the street or the district, and of its answer."""

from server.domain.bodies.parts import NAME, NOTE, ORDERED_DAY, said
from server.domain.shape import Flag, OneOf, Text, Uuid

SHAPES = {
    ("case.escalated", 1): said({"tier": OneOf("street", "district"), "ask": Text(4000, 1)},
                                {"finding": Uuid(), "lead": NAME, "needed_by": ORDERED_DAY, "text": NOTE}),
    # `declined`: 代建 or the street does not put the proposal forward; `answer` is the reason, and ends the case
    ("case.answered", 1): said({"case": Uuid(), "answer": Text(4000, 1)}, {"declined": Flag()}),
}
