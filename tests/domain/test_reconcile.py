"""期初未销 + 新增 − 销项 − 核减 = 期末未销, per unit and in total, whatever happens to the findings."""

from typing import Any

from hypothesis import given as drawn
from hypothesis import strategies as st

from server.domain.moves import MOVES
from server.domain.reconcile import Flow, closing_of, flows, reconcile
from tests.domain.vectors import rows


def lived(steps: list[dict[str, Any]]) -> tuple[list[Flow], str | None]:
    """The flows of one finding's whole history, and the unit that carries it at the end."""
    happened: list[Flow] = []
    before: dict[str, Any] | None = None
    for step in steps:
        counted = flows(before, step)
        happened += counted.flows
        before = {**step, "counted_unit": counted.unit}
    assert before is not None
    return happened, before["counted_unit"]


@rows("reconcile", "history")
def test_what_a_history_adds_to_the_book(given: Any, expected: Any) -> None:
    happened, unit = lived(given)
    assert {"flows": [[f.unit, f.effect, f.tag] for f in happened], "counted_unit": unit} == expected


@rows("reconcile", "reconcile")
def test_the_book_adds_up(given: Any, expected: Any) -> None:
    assert reconcile([Flow(*row) for row in given["flows"]], given["opening"]) == expected


UNITS = st.sampled_from(["o3", "o4", "o5"])


@st.composite
def histories(draw: Any) -> list[dict[str, Any]]:
    """One finding's life: any moves the table allows, any unit, any change of kind a reviewer may make."""
    state = draw(st.sampled_from(["submitted", "submitted", "replied", "closed"]))
    finding = {"kind": draw(st.sampled_from(["safety", "quality", "coordination"])), "state": state,
               "unit": draw(UNITS)}
    steps = [finding]
    for _ in range(draw(st.integers(0, 8))):
        legal = [name for name, row in MOVES.items() if finding["state"] in row["from"]]
        if not legal:
            break
        row = MOVES[name := draw(st.sampled_from(legal))]
        finding = {**finding, "state": row.get("to", finding["state"])}
        if name in ("issue", "reassign"):
            finding["unit"] = draw(UNITS)
            finding["kind"] = draw(st.sampled_from([finding["kind"]] * 4 + ["safety", "coordination"]))
        steps.append(finding)
    return steps


@drawn(st.lists(histories(), max_size=12), st.data())
def test_two_sheets_in_a_row_always_meet(lives: list[list[dict[str, Any]]], data: Any) -> None:
    """Cut every life at any point: what the first sheet closes with, the second opens with, and both add up
    to what the findings themselves say."""
    cuts = [data.draw(st.integers(0, len(life))) for life in lives]
    first: list[Flow] = []
    second: list[Flow] = []
    carried = []
    for life, cut in zip(lives, cuts, strict=True):
        early, unit = lived(life[:cut]) if cut else ([], None)
        happened, end = lived(life)
        first += early
        second += happened[len(early):]
        carried.append(({"counted_unit": unit}, {"counted_unit": end}))
    morning = reconcile(first, {})
    opening = {unit: row["closing"] for unit, row in morning["units"].items()}
    evening = reconcile(second, opening)
    for sheet, findings in ((morning, [a for a, _ in carried]), (evening, [b for _, b in carried])):
        closing = {unit: row["closing"] for unit, row in sheet["units"].items() if row["closing"]}
        assert closing == closing_of(findings)
        total = sheet["total"]
        assert total["opening"] + total["new"] - total["closed"] - total["void"] == total["closing"]
        assert total["closing"] == sum(closing.values())
