"""The body of a paper signed elsewhere and registered here: 工程暂停令, 复工令, 监理报告, 工作联系单."""

from server.domain.bodies.parts import NOTE, PLACE, said
from server.domain.shape import Day, ListOf, OneOf, Sha, Text, Uuid

SCOPE_MAX = 100
KINDS = ("stop", "resume", "report", "contact")
"""The last two came later; a server older than they are keeps such a record as held."""

SHAPES = {
    ("order.registered", 1): said(
        {"kind": OneOf(*KINDS), "number": Text(60, 1), "date": Day()},
        {"scope": ListOf(PLACE, SCOPE_MAX), "lifts": Uuid(), "text": NOTE, "scan": Sha()}),
}
