"""Bodies of the meeting's sheet: what its secretary prepares, and the press of 定稿."""

from server.domain.bodies.parts import DOORS_MAX, NAME, NOTE, ORDERED_DAY, PLACE, said
from server.domain.shape import Int, ListOf, MapOf, OneOf, Uuid

TIERS = ("daily", "weekly", "district")
ITEMS_MAX = 200
VERSION_MAX = 99_999
"""Corrections are few, but each restore passes over the versions that may be out."""

EXPLAINED = said({"places": ListOf(PLACE, 2 * DOORS_MAX, 1), "reason": NAME}, {"by": NAME})
"""Why nobody was at these doors, said by somebody with a name."""

SHAPES = {
    ("sheet.prepared", 1): said(
        {"day": ORDERED_DAY, "tier": OneOf(*TIERS)},
        {"chair": NAME, "place": NAME, "weather": NAME, "order": ListOf(Uuid(), ITEMS_MAX),
         "wording": MapOf(NOTE, ITEMS_MAX, Uuid()), "left_out": MapOf(NAME, ITEMS_MAX, Uuid()),
         "doors": ListOf(EXPLAINED, DOORS_MAX), "opinion": NOTE, "minutes": NOTE, "plan": NOTE, "replaces": Uuid()}),
    ("sheet.issued", 1): said({"day": ORDERED_DAY, "tier": OneOf(*TIERS), "expects_version": Int(1, VERSION_MAX)},
                                {"prepared": Uuid()}),
}
