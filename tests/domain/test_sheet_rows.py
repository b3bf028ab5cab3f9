"""The rows for programs say the same as the numbers people read, so that a week can be added up from its days."""

from collections import Counter

from tests.domain.worked_sheet import sheet


def test_the_standing_rows_are_the_closing_of_each_unit():
    told = sheet()
    assert Counter(row["unit"] for row in told["standing"]) == {
        row["unit"]: row["closing"] for row in told["units"] if row["closing"]}
    assert sum(1 for row in told["standing"] if row["overdue"]) == sum(row["overdue"] for row in told["units"])


def test_the_flow_rows_are_the_new_closed_and_void_of_each_unit():
    told = sheet()
    counted = Counter((row["unit"], row["effect"]) for row in told["flows"])
    assert counted == Counter({(row["unit"], effect): row[effect] for row in told["units"]
                               for effect in ("new", "closed", "void") if row[effect]})
