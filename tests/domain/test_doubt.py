"""Doubts point a person at something; ordinary work never raises one."""

from typing import Any

import pytest

from server.domain.doubt import distance, fast_runs, photo_doubts

AT = "2023-06-14T01:00:00.000Z"


def codes(photo: dict[str, Any], others: list[dict[str, Any]], **more: Any) -> list[str]:
    return [doubt["code"] for doubt in photo_doubts([photo], others, AT, **more)]


def too_fast(visits):
    """The visits of all runs, by id."""
    return [visit["id"] for run in fast_runs(visits) for visit in run]


def test_the_same_picture_elsewhere_is_named() -> None:
    seen = [{"sha256": "a", "named_by": "v9"}, {"sha256": "a", "named_by": "v10"}]
    assert photo_doubts([{"sha256": "a"}], seen, AT) == [{"code": "photo_reused", "sha256": "a", "with": "v9"}]


def test_a_picture_is_not_held_against_its_own_visit() -> None:
    assert codes({"sha256": "a"}, [{"sha256": "a", "named_by": "v1"}], own="v1") == []


@pytest.mark.parametrize(("other", "expected"), [
    ("ffffffffffffffff", ["photo_similar"]), ("ffffffffffffffc0", ["photo_similar"]),
    ("ffffffffffffff80", []), ("0000000000000000", []), (None, []), ("ffff", []),
])
def test_pictures_alike_within_six_bits_are_doubted(other: str | None, expected: list[str]) -> None:
    photo = {"sha256": "a", "phash": "ffffffffffffffff"}
    assert codes(photo, [{"sha256": "b", "phash": other, "named_by": "v9"}]) == expected


def test_the_same_bytes_are_said_once_not_also_as_alike() -> None:
    photo = {"sha256": "a", "phash": "ff"}
    assert codes(photo, [{"sha256": "b", "phash": "ff", "named_by": "v8"},
                         {"sha256": "a", "phash": "ff", "named_by": "v9"}]) == ["photo_reused"]


@pytest.mark.parametrize(("taken_at", "expected"), [
    ("2023-06-14T09:30:00+08:00", []), ("2023-06-14T03:00:00Z", []),
    ("2023-06-14T03:00:01Z", ["photo_time"]), ("2023-06-01T01:00:00Z", ["photo_time"]),
    (None, []), ("2023:06:14 09:00:00", []), ("2023-06-01T01:00:00", []),
])
def test_a_photo_far_from_its_visit_is_doubted_only_when_both_times_are_known(
    taken_at: str | None, expected: list[str]
) -> None:
    assert codes({"sha256": "a", "taken_at": taken_at}, []) == expected


def test_bits_are_counted() -> None:
    assert distance("00", "ff") == 8 and distance("0f", "0f") == 0


def walk(gap: int, count: int, **more: Any) -> list[dict[str, Any]]:
    return [{"id": f"v{n}", "author": "u1", "place": f"P{n}", "outcome": "clean",
             "at": f"2023-06-14T01:{n * gap // 60:02d}:{n * gap % 60:02d}.000Z", **more} for n in range(count)]


def test_five_doors_at_running_speed_are_doubted() -> None:
    assert too_fast(walk(19, 5)) == ["v0", "v1", "v2", "v3", "v4"]


@pytest.mark.parametrize("visits", [
    walk(19, 4), walk(20, 30), walk(5, 20, outcome="building_looked"), walk(5, 20, outcome="findings"),
    walk(5, 20, withdrawn={"by": "u1"}), walk(5, 20, place="P0"),
])
def test_ordinary_walks_are_not_doubted(visits: list[dict[str, Any]]) -> None:
    assert too_fast(visits) == []


def test_two_people_walking_together_are_two_walks() -> None:
    assert too_fast(walk(10, 4) + walk(10, 4, author="u2")) == []


def test_a_pause_ends_a_run() -> None:
    later = [{**visit, "id": f"w{n}", "place": f"Q{n}", "at": visit["at"].replace("T01", "T02")}
             for n, visit in enumerate(walk(10, 4))]
    assert too_fast(walk(10, 4) + later) == []
