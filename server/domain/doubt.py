"""Cheap doubt: what a person should look at again (请核对). Never an accusation, never a refusal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from server.domain.clock import instant_of

Thing = Mapping[str, Any]

HASH_DISTANCE_MAX = 6
"""Of 64 bits: the same picture after another compression, not merely the same staircase."""

PHOTO_APART_MAX = timedelta(hours=2)
"""A photo this far from its visit is worth a look; several from the album within it are normal."""

RUN_DOORS = 5
RUN_DOOR_TIME = timedelta(seconds=20)
"""Five doors one after the other, each under 20 s after the one before, is faster than anybody looks."""


def distance(one: str, other: str) -> int:
    """How many bits two perceptual hashes (hexadecimal, equally long) differ in."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def photo_doubts(
    photos: Iterable[Thing], others: Sequence[Thing], visited_at: str, *, own: str | None = None
) -> list[dict[str, Any]]:
    """Doubts about one visit's or one reply's photos: [{"code", "sha256", "with"?}].

    Each photo is {sha256, phash?, taken_at?}; `others` are pictures seen before {sha256, phash?, named_by}, `own`
    the thing these belong to, so that a picture is not held against itself. Codes: photo_reused, photo_similar,
    photo_time.
    """
    found: list[dict[str, Any]] = []
    for photo in photos:
        found += _reused(photo, [other for other in others if own is None or other.get("named_by") != own])
        if _far(photo.get("taken_at"), visited_at):
            found.append({"code": "photo_time", "sha256": photo["sha256"]})
    return found


def fast_runs(visits: Iterable[Thing]) -> list[list[Thing]]:
    """The runs of single doors found clean by one person at running speed, each in the order of the walk; a look at a
    whole building is one act for many doors and never too fast."""
    walks: dict[Any, list[Thing]] = {}
    for visit in visits:
        if visit["outcome"] == "clean" and not visit.get("withdrawn"):
            walks.setdefault(visit["author"], []).append(visit)
    return [run for walk in walks.values()
            for run in _runs(sorted(walk, key=lambda visit: instant_of(visit["at"])))
            if len({visit["place"] for visit in run}) >= RUN_DOORS]


def _reused(photo: Thing, others: list[Thing]) -> list[dict[str, Any]]:
    """The same bytes; else a picture that looks the same. The first one seen is named."""
    for other in others:
        if other["sha256"] == photo["sha256"]:
            return [{"code": "photo_reused", "sha256": photo["sha256"], "with": other.get("named_by")}]
    for other in others:
        if _alike(photo.get("phash"), other.get("phash")):
            return [{"code": "photo_similar", "sha256": photo["sha256"], "with": other.get("named_by")}]
    return []


def _alike(one: str | None, other: str | None) -> bool:
    return bool(one and other) and len(one or "") == len(other or "") \
        and distance(one or "0", other or "0") <= HASH_DISTANCE_MAX


def _far(taken_at: str | None, visited_at: str) -> bool:
    """EXIF without an offset cannot be compared and raises no doubt."""
    try:
        return bool(taken_at) and abs(instant_of(str(taken_at)) - instant_of(visited_at)) > PHOTO_APART_MAX
    except ValueError:
        return False


def _runs(walk: list[Thing]) -> list[list[Thing]]:
    """A walk cut wherever more time passed than a run allows."""
    runs: list[list[Thing]] = []
    for visit in walk:
        last = instant_of(runs[-1][-1]["at"]) if runs else None
        if last is not None and instant_of(visit["at"]) - last < RUN_DOOR_TIME:
            runs[-1].append(visit)
        else:
            runs.append([visit])
    return runs
