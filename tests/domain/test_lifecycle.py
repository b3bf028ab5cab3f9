"""Independent closing, danger that does not wait, and refusals that say why."""

import json
from typing import Any

from server.domain.clock import instant_of
from server.domain.lifecycle import Actor, Allowed, allowed_moves, as_data, decide, filed_state
from tests.domain.vectors import FOLDER, rows


def said(decision: Any) -> dict[str, Any]:
    if isinstance(decision, Allowed):
        return {"to_state": decision.to_state, "round": decision.round}
    return {"refused": decision.code}


@rows("lifecycle", "decide")
def test_what_a_move_leads_to(given: Any, expected: Any) -> None:
    found = decide(given["finding"], given["move"], Actor(**given["actor"]), instant_of(given["at"]),
                   **given.get("around", {}))
    assert said(found) == expected


@rows("lifecycle", "filed_state")
def test_where_a_finding_starts(given: Any, expected: Any) -> None:
    assert filed_state(given["finding"], given["role"], stop_order=given["stop_order"]) == expected


@rows("lifecycle", "allowed_moves")
def test_what_a_screen_offers(given: Any, expected: Any) -> None:
    assert allowed_moves(given["finding"], Actor(**given["actor"]), instant_of(given["at"]),
                         **given.get("around", {})) == expected


def test_the_table_given_to_phones_is_the_table_that_decides() -> None:
    assert as_data() == json.loads((FOLDER / "moves.json").read_text("utf-8"))


def test_nobody_can_change_the_table_through_its_copy() -> None:
    as_data()["moves"]["pass"]["who"]["contractor"] = 3
    assert "contractor" not in as_data()["moves"]["pass"]["who"]
