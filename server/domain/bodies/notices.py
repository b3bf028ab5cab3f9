"""Bodies of a written notice to one unit, its signed copy and its reply."""

from server.domain.bodies.parts import FINDINGS_MAX, NOTE, ORG, PHOTOS, said
from server.domain.shape import Instant, ListOf, OneOf, Sha, Uuid

SHAPES = {
    ("notice.issued", 1): said(
        {"kind": OneOf("supervision", "client"), "findings": ListOf(Uuid(), FINDINGS_MAX, 1), "to": ORG},
        {"text": NOTE}),
    ("notice.received", 1): said({"notice": Uuid(), "at": Instant()}, {"photo": Sha()}),
    ("notice.replied", 1): said(
        {"notice": Uuid(),
         "findings": ListOf(said({"finding": Uuid(), "text": NOTE}, {"photos": PHOTOS}), FINDINGS_MAX, 1)}),
}
