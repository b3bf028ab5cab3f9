"""Bodies of what an administrator or the server does about the log itself."""

from server.domain.bodies.parts import NOTE, said
from server.domain.shape import Instant, Int, OneOf, Record, Uuid

SKIPPED_MAX = 1000
VERSIONS_SKIPPED_MAX = 20
"""How many numbers a series may be told to jump over for one restore, of notices for each day unseen."""
RESTORES_MAX = 1000
"""How often one backup may have been put back: each time gave numbers that the next one must leave out too."""

SHAPES = {
    ("device.reset", 1): said({"device": Uuid(), "old_device": Uuid()}, {"missing_from": Int(0, 2**53)}),
    ("held.resolved", 1): said({"target": Uuid(), "decision": OneOf("apply", "drop")}, {"reason": NOTE}),
    ("event.released", 1): said({"target": Uuid(), "verdict": Record({})}),
    ("event.redacted", 1): said({"target": Uuid(), "reason": NOTE}),
    ("numbers.skipped", 1): said(
        {"since": Instant(), "findings": Int(0, SKIPPED_MAX * RESTORES_MAX),
         "notices": Int(0, SKIPPED_MAX * RESTORES_MAX), "versions": Int(0, VERSIONS_SKIPPED_MAX * RESTORES_MAX)},
        {"sheets": Int(1, RESTORES_MAX)}),
}
