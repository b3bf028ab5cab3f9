"""What must not be overlooked is computed for an instant, by the examples the phone's rules satisfy too."""

from typing import Any

from server.domain.attention import attention
from server.domain.clock import instant_of, text_of
from server.domain.cutoff import warning
from server.domain.settings import DEFAULTS
from tests.domain.vectors import rows


def said_of(given: Any) -> dict[str, Any]:
    settings = {**DEFAULTS, **given.get("settings", {})}
    return attention(given["finding"], instant_of(given["at"]), settings, known=given.get("known"),
                     put=given.get("put", ()))


@rows("attention", "overdue")
def test_what_is_overdue(given: Any, expected: Any) -> None:
    assert said_of(given)["overdue"] == expected


@rows("attention", "waiting")
def test_reviewers_have_clocks_too(given: Any, expected: Any) -> None:
    assert said_of(given)["waiting"] == expected


@rows("attention", "counts")
def test_how_often_it_came_back(given: Any, expected: Any) -> None:
    assert {key: said_of(given)[key] for key in expected} == expected


@rows("attention", "propose")
def test_what_is_proposed_to_the_street_or_the_district(given: Any, expected: Any) -> None:
    assert said_of(given)["propose"] == expected


@rows("cutoff")
def test_supervisors_are_warned_before_the_cutoff(given: Any, expected: Any) -> None:
    said = warning(instant_of(given["now"]), given["settings"])
    assert (said and {**said, "cutoff": text_of(said["cutoff"])}) == expected
