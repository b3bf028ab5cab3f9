"""What the people of the model say: bodies of events, as Hypothesis draws them, legal and otherwise."""

from typing import Any

from hypothesis import strategies as st

from server.domain.moves import MOVES
from tests.people import ALICE, ANN, BOB, CAROL, GUS, HAL, PAM, SAM, TOM, VIC, Person, finding, visit

PLACES = ("SZ-B03-E2", "SZ-B03-FE", "SZ-B10-E1")
UNFOUNDED = ("SZ-B03-E9", "SZ-B10-E9")
"""Doors nobody has registered yet."""

ITEMS = ("GON-04", "SCF-01", "TEMP-01", "HOT-01")
UNITS = ("o4", "o5", "o6")
WRITERS = (ALICE, ANN, BOB, CAROL, GUS, SAM, TOM, PAM, HAL, VIC)
REVIEWERS = (BOB, CAROL, PAM)
MOVERS = {"specialist": (BOB,), "chief": (CAROL,), "assistant": (ANN,), "pm": (PAM,), "hq": (HAL,),
          "contractor": (GUS,), "subcontractor": (SAM, TOM)}
PICTURES = tuple(letter * 64 for letter in "abcdef")

people = st.sampled_from(WRITERS)
places = st.sampled_from((*PLACES, *PLACES, *UNFOUNDED))
pictures = st.lists(st.sampled_from(PICTURES), max_size=2, unique=True)
ORDERS = {"control": {}, "reply": {"text": "已加固"}, "extend_ask": {"new_due": "2023-06-20T18:00:00+08:00"},
          "extend_answer": {"granted": True}, "confirm": {"confirmed": False}}
"""What a move must give beside a unit, a text and a picture, which all are given."""


@st.composite
def filings(draw: st.DrawFn) -> dict[str, Any]:
    """A finding for a visit's list, without the id."""
    found = finding(draw(st.sampled_from(ITEMS)), severity=draw(st.integers(1, 3)), urgent=draw(st.booleans()),
                    unit=draw(st.sampled_from((*UNITS, None))), photos=draw(pictures),
                    place=draw(st.sampled_from((None, *PLACES))),
                    kind=draw(st.sampled_from(("safety", "safety", "quality", "coordination"))))
    if draw(st.integers(0, 3)) == 0:
        found["on_spot"] = {"text": "已当场整改", "photos": [PICTURES[0]], "witnessed": draw(st.booleans())}
    del found["id"]
    return found


@st.composite
def visits(draw: st.DrawFn) -> dict[str, Any]:
    """A visit's body: clean, no access or with findings; its findings have no ids yet."""
    outcome = draw(st.sampled_from(("clean", "no_access", "findings", "findings", "findings")))
    return visit(draw(places), outcome=outcome, photos=draw(pictures), note=draw(st.sampled_from(("", "已看过"))),
                 reason={"code": "locked"} if outcome == "no_access" else None,
                 findings=draw(st.lists(filings(), min_size=1, max_size=2)) if outcome == "findings" else [])


@st.composite
def moves(draw: st.DrawFn) -> tuple[Person, dict[str, Any]]:
    """Any move by any of the people, with or without what it needs; of no finding yet."""
    said: dict[str, Any] = {"move": draw(st.sampled_from(tuple(MOVES))), "photos": draw(pictures)}
    for key, values in (("unit", UNITS), ("text", ("请整改", "")), ("due", ("D0", "D1")), ("granted", (True, False)),
                        ("new_due", ("2023-06-20T18:00:00+08:00",)), ("confirmed", (True, False))):
        if draw(st.booleans()):
            said[key] = draw(st.sampled_from(values))
    return draw(people), said


@st.composite
def fitting_moves(draw: st.DrawFn, state: str, unit: str | None) -> tuple[Person, dict[str, Any]]:
    """A move the table allows from this state, by a role it names, with all it needs; most are legal."""
    move = draw(st.sampled_from([name for name, row in MOVES.items() if state in row["from"]] or ["reopen"]))
    who = [person for role in MOVES[move]["who"] for person in MOVERS[role]]
    said = {"move": move, "text": "请按要求办理", "photos": [PICTURES[1]], "due": "D1",
            "unit": draw(st.sampled_from(UNITS)) if move in ("issue", "reassign") else unit, **ORDERS.get(move, {})}
    return draw(st.sampled_from(who)), {key: value for key, value in said.items() if value is not None}


def pictured(body: Any) -> list[dict[str, Any]]:
    """The envelope's entries for every picture a body names, once each."""
    return [{"sha256": sha, "size": 1000} for sha in PICTURES if sha in str(body)]
