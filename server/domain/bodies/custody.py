"""Bodies of what an administrator or the server does about the log itself."""

from server.domain.bodies.parts import NOTE, said
from server.domain.shape import Int, OneOf, Record, Uuid

SHAPES = {
    ("device.reset", 1): said({"device": Uuid(), "old_device": Uuid()}, {"missing_from": Int(0, 2**53)}),
    ("held.resolved", 1): said({"target": Uuid(), "decision": OneOf("apply", "drop")}, {"reason": NOTE}),
    ("event.released", 1): said({"target": Uuid(), "verdict": Record({})}),
    ("event.redacted", 1): said({"target": Uuid(), "reason": NOTE}),
}
