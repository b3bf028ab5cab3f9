"""Every cell of move × role × state, against a table written down here by hand from the rules of the work."""

from itertools import product
from typing import Any

import pytest

from server.domain.clock import instant_of
from server.domain.lifecycle import Actor, Allowed, Refused, allowed_moves, decide

AT = instant_of("2023-06-14T08:00:00Z")
ROLES = ("inspector", "assistant", "specialist", "chief", "contractor", "subcontractor", "pm", "hq", "district",
         "admin", "viewer")
STATES = ("submitted", "issued", "replied", "returned", "closed", "rejected", "merged")

LEGAL = """
issue         | submitted                 | issued    | specialist chief pm hq
ask           | submitted                 | =         | specialist chief
reject        | submitted issued          | rejected  | specialist chief
merge         | submitted issued          | merged    | specialist chief
reassign      | submitted issued returned | =         | specialist chief
control       | submitted issued returned | =         | contractor subcontractor
reply         | issued returned           | replied   | contractor subcontractor
extend_ask    | issued returned           | =         | contractor subcontractor
extend_answer | issued returned           | =         | specialist chief
dispute       | issued                    | submitted | contractor subcontractor
pass          | replied                   | closed    | assistant specialist chief pm hq
fail          | replied                   | returned  | assistant specialist chief pm hq
reopen        | closed                    | issued    | chief
confirm       | submitted issued replied returned | = | chief
"""
"""move | from | to (= stays) | who, for a general, urgent finding with everything given and nothing in the way."""

RANKS = """
issue         | specialist 3 | chief 3 | pm 3 | hq 3
ask           | specialist 3 | chief 3
reject        | specialist 2 | chief 3
merge         | specialist 3 | chief 3
reassign      | specialist 3 | chief 3
control       | contractor 3 | subcontractor 3
reply         | contractor 3 | subcontractor 3
extend_ask    | contractor 3 | subcontractor 3
extend_answer | specialist 2 | chief 3
dispute       | contractor 3 | subcontractor 3
pass          | assistant 1 | specialist 2 | chief 3 | pm 2 | hq 2
fail          | assistant 1 | specialist 2 | chief 3 | pm 2 | hq 2
reopen        | chief 3
confirm       | chief 3
"""
"""move | role and the highest severity he may do it with."""

GIVEN = {"text": "文字", "photos": ["a"], "unit": "o5", "due": "D1", "target": "f2", "granted": True,
         "confirmed": True, "new_due": "2023-06-20T10:00:00Z"}


def table(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


MOVES = {move: (start.split(), to, who.split()) for move, start, to, who in table(LEGAL)}
HIGHEST = {(move, cell.split()[0]): int(cell.split()[1]) for move, *cells in table(RANKS) for cell in cells}
ORGS = {"contractor": "o4", "subcontractor": "o4", "pm": "o1", "hq": "o0"}


def someone(role: str) -> Actor:
    return Actor("u1", role, ORGS.get(role, "o2"), "u1")


def finding(state: str, role: str, severity: int = 1) -> dict[str, Any]:
    """Nothing stands in the way: urgent, its unit's, an extension asked, just closed, issued by whoever looks."""
    return {"id": "f1", "state": state, "severity": severity, "urgent": True, "round": 1, "unit": "o4", "due": "D1",
            "extension": {"asked": "2023-06-20T10:00:00Z", "granted": None, "n": 0},
            "issued": {"by": "u1", "org": ORGS.get(role, "o2"), "role": role},
            "replied": {"by": "u9", "org": "o4"}, "closed_at": "2023-06-14T07:00:00.000Z"}


def judged(move: str, role: str, state: str, severity: int = 1) -> Allowed | Refused:
    return decide(finding(state, role, severity), {"move": move, **GIVEN}, someone(role), AT,
                  target={"id": "f2", "state": "issued", "severity": 3, "urgent": True})


@pytest.mark.parametrize(("move", "role", "state"), list(product(MOVES, ROLES, STATES)))
def test_a_move_is_legal_exactly_where_the_table_says(move: str, role: str, state: str) -> None:
    start, to, who = MOVES[move]
    found = judged(move, role, state)
    if role not in who:
        assert found == Refused("not_allowed")
    elif state not in start:
        assert found == Refused("illegal_move")
    else:
        assert found == Allowed(state if to == "=" else to, 2 if move == "fail" else 1)


@pytest.mark.parametrize(("move", "role", "severity"), [
    (move, role, severity) for move, role in HIGHEST for severity in (1, 2, 3)])
def test_nobody_decides_above_his_rank(move: str, role: str, severity: int) -> None:
    found = judged(move, role, MOVES[move][0][0], severity)
    if severity <= HIGHEST[move, role]:
        assert isinstance(found, Allowed)
    else:
        assert found == Refused("rank")


@pytest.mark.parametrize(("role", "state"), list(product(ROLES, STATES)))
def test_a_screen_offers_exactly_the_legal_moves(role: str, state: str) -> None:
    legal = [move for move, (start, _, who) in MOVES.items() if role in who and state in start]
    assert allowed_moves(finding(state, role), someone(role), AT) == legal


def test_both_hand_written_tables_name_the_same_moves_and_people() -> None:
    assert set(HIGHEST) == {(move, role) for move, (_, _, who) in MOVES.items() for role in who}
