"""Reads the envelope of an event: only id, v, type and project can refuse it, all else is kept and held."""

from typing import Any

from server.domain import limits, shape, strict_json
from server.domain.events import Event
from server.domain.problems import Problem

PHOTO = shape.Record(
    {"sha256": shape.Sha(), "size": shape.Int(0, limits.BLOB_BYTES_MAX)},
    {"type": shape.Text(100), "w": shape.Maybe(shape.Int(0, 100_000)), "h": shape.Maybe(shape.Int(0, 100_000)),
     "taken_at": shape.Maybe(shape.Text(40)), "source": shape.Maybe(shape.Text(20)),
     "geo": shape.Maybe(shape.Record({"lat": shape.Number(-90, 90), "lon": shape.Number(-180, 180)},
                                     {"acc": shape.Maybe(shape.Number(0, 10_000_000))})),
     "preview": shape.Maybe(shape.Record({"sha256": shape.Sha(), "size": shape.Int(0, limits.BLOB_BYTES_MAX)}))})

REST = shape.Record(
    {"author": shape.Id(), "at": shape.Instant(), "body": shape.Record({})},
    {"org": shape.Maybe(shape.Id()), "device": shape.Maybe(shape.Uuid()),
     "n": shape.Maybe(shape.Int(0, limits.INTEGER_MAX)), "after": shape.ListOf(shape.Uuid(), 50),
     "skew_ms": shape.Maybe(shape.Int(-limits.INTEGER_MAX, limits.INTEGER_MAX)), "app": shape.Text(40),
     "blobs": shape.ListOf(PHOTO, 200)})


def parse(raw: bytes, *, id: str, project: str) -> Event:
    """The event in `raw`, put at `id` of `project`.

    Raises Problem `too_large` and `bad_envelope` (not JSON under limits, id or project other than the
    address, no type or version: state.md §9). Other faults are listed in `Event.faults`.
    """
    if len(raw) > limits.EVENT_BYTES_MAX:
        raise Problem("too_large")
    try:
        value = strict_json.loads(raw)
    except strict_json.NotJson as fault:
        raise Problem("bad_envelope", str(fault)) from None
    if not isinstance(value, dict):
        raise Problem("bad_envelope", "the record is not an object")
    _check_address(value, id, project)
    faults = shape.complaints(REST, value)
    return _event(value, tuple(faults[:10]))


def _check_address(value: dict[str, Any], id: str, project: str) -> None:
    if not shape.UUID.fullmatch(id):
        raise Problem("bad_envelope", "the id in the address is not a lower-case uuid")
    if value.get("id") != id:
        raise Problem("bad_envelope", "the id differs from the address")
    if value.get("project") != project:
        raise Problem("bad_envelope", "the project differs from the address")
    kind, version = value.get("type"), value.get("v")
    if not isinstance(kind, str) or not 0 < len(kind) <= 64 or "\x00" in kind:
        raise Problem("bad_envelope", "the type is missing")
    if isinstance(version, bool) or not isinstance(version, int) or not 1 <= version <= 1_000_000:
        raise Problem("bad_envelope", "the version is missing")


def _event(value: dict[str, Any], faults: tuple[str, ...]) -> Event:
    """The event with every field of its right type, whatever the faults: custody needs no good content."""
    def fitting(key: str, fit: shape.Shape, otherwise: Any) -> Any:
        found = value.get(key, otherwise)
        return otherwise if shape.complaints(fit, found) else found

    return Event(
        id=value["id"], v=value["v"], type=value["type"], project=value["project"],
        author=fitting("author", shape.Id(), ""), org=fitting("org", shape.Id(), None),
        device=fitting("device", shape.Uuid(), None), n=fitting("n", shape.Int(0, limits.INTEGER_MAX), None),
        after=tuple(fitting("after", shape.ListOf(shape.Uuid(), 50), [])), at=fitting("at", shape.Instant(), ""),
        skew_ms=fitting("skew_ms", shape.Int(-limits.INTEGER_MAX, limits.INTEGER_MAX), None),
        app=fitting("app", shape.Text(40), ""), blobs=tuple(fitting("blobs", shape.ListOf(PHOTO, 200), [])),
        body=fitting("body", shape.Record({}), {}), faults=faults)
