"""Bodies of what is said about findings: comments, calls, and a unit's first look."""

from server.domain.bodies.parts import NAME, NOTE, PHOTOS, said
from server.domain.shape import Flag, Instant, ListOf, OneOf, Uuid

SEEN_MAX = 100

SHAPES = {
    ("finding.seen", 1): said({"findings": ListOf(Uuid(), SEEN_MAX, 1)}),
    ("comment.added", 1): said({"finding": Uuid(), "text": NOTE}, {"photos": PHOTOS, "internal": Flag()}),
    ("call.recorded", 1): said({"finding": Uuid(), "at": Instant(), "result": OneOf("reached", "no_answer")},
                               {"whom": NAME}),
}
