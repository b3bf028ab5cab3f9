"""The body of a paper signed elsewhere and registered here: 工程暂停令, 复工令, 监理报告, 工作联系单."""

import re

from server.domain.bodies.parts import NOTE, PLACE, said
from server.domain.shape import Day, ListOf, Matching, OneOf, Sha, Text, Uuid

SCOPE_MAX = 100
KINDS = ("stop", "resume", "report", "contact")
"""The last two came later; a server older than they are keeps such a record as held."""
TIME = Matching(re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]"), "a time of day like 14:30", 5)
"""On the project's clock, of the order's date: when work stopped or may go on."""

SHAPES = {
    ("order.registered", 1): said(
        {"kind": OneOf(*KINDS), "number": Text(60, 1), "date": Day()},
        {"scope": ListOf(PLACE, SCOPE_MAX), "lifts": Uuid(), "text": NOTE, "scan": Sha(), "time": TIME}),
}
