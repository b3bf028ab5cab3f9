"""The rounds of a day: who walks which building when, which doors stayed shut, and what nobody has seen."""

from dataclasses import dataclass, field

FACES = ((3, "facade"), (4, "facade"), (5, "facade"), (8, "facade"), (6, "balcony"), (16, "balcony"),
         (9, "rainwater_pipe"), (17, "rainwater_pipe"), (11, "facade"), (10, "roof_waterproof"),
         (14, "roof_waterproof"), (15, "roof_waterproof"))
"""Where work is going on, as the general contractor files it: building and work item."""

ZONE_FACES = (("SZ-Z-P2", "path"), ("SZ-Z-P3", "drainage"), ("SZ-Z-P5", "drainage"), ("SZ-Z-W2", "wall"))


@dataclass(frozen=True)
class Round:
    """One person's walk: doors of `buildings` one by one, whole `looked` buildings, `parts` (place ids)."""

    who: str
    time: str
    buildings: tuple[int, ...] = ()
    looked: tuple[int, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Exceptions:
    """What was not simply clean: doors that stayed shut with a reason, and doors nobody went to."""

    shut: dict[str, tuple[str, str]] = field(default_factory=dict)
    unseen: frozenset[str] = frozenset()
    on_phone: tuple[str, ...] = ()


def sides(*buildings: int) -> tuple[str, ...]:
    """The four faces of each building."""
    return tuple(f"SZ-B{number:02d}-F{side}" for number in buildings for side in "ESWN")


ROUNDS = (
    Round("wang", "09:20", buildings=(3, 4, 5)),
    Round("liu", "09:00", buildings=(6, 8, 9)),
    Round("zhang", "09:05", buildings=(10, 14, 15)),
    Round("he", "09:10", buildings=(16, 17, 11)),
    Round("yang", "09:30", looked=(1, 2, 7, 12, 13, 18, 19)),
    Round("assistant", "13:30", parts=(*sides(3, 4), "SZ-Z-P2", "SZ-Z-W2")),
    Round("safety", "13:10", parts=(*sides(5, 8, 6), "SZ-Z-P5")),
    Round("quality", "13:20", parts=("SZ-B10-RF", "SZ-B14-RF", "SZ-B15-RF", *sides(9, 11))),
    Round("liu", "13:40", parts=sides(16)),
)
EVE_EXCEPTIONS = Exceptions(unseen=frozenset({"SZ-B20-E1", "SZ-B20-E2"}))
EXCEPTIONS = Exceptions(
    shut={"SZ-B06-E5": ("no_answer", ""), "SZ-B11-E2": ("locked", ""), "SZ-B16-E3": ("works_closed", "")},
    unseen=frozenset({"SZ-B17-E3", "SZ-B17-E4", "SZ-B20-E1", "SZ-B20-E2"}),
    on_phone=("SZ-B09-E1", "SZ-B09-E2"))
OFFLINE = {"zhang": ("08:50", "11:15"), "wang": ("13:00", "14:00")}
"""Who is without signal from when to when: what he records then arrives later, all at once."""
