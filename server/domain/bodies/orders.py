"""The body of a stop or resume order (工程暂停令, 复工令) as registered from its signed paper."""

from server.domain.bodies.parts import NOTE, PLACE, said
from server.domain.shape import Day, ListOf, OneOf, Sha, Text, Uuid

SCOPE_MAX = 100

SHAPES = {
    ("order.registered", 1): said(
        {"kind": OneOf("stop", "resume"), "number": Text(60, 1), "date": Day()},
        {"scope": ListOf(PLACE, SCOPE_MAX), "lifts": Uuid(), "text": NOTE, "scan": Sha()}),
}
