"""What is written down in a finding as it goes along: lines of its timeline and entries of its photo list."""

from collections.abc import Iterable
from typing import Any

from server.domain import clock, limits
from server.domain.events import Event

Finding = dict[str, Any]


def line(seq: int, event: Event, verdict: dict[str, Any], move: str, **more: Any) -> dict[str, Any]:
    """One line of a timeline (state.md §4). `more`: text, photos (hashes), outcome, internal, what the move gives."""
    return {"event": event.id, "seq": seq, "at": verdict["at"], "received_at": verdict["received_at"],
            "by": verdict["by"], "org": verdict["org"], "device": verdict["device"], "move": move, "text": "",
            "photos": [], "outcome": verdict["outcome"], **more}


def with_line(finding: Finding, entry: dict[str, Any]) -> Finding:
    """The finding with one more line; the oldest fall off, those without effect first; the log keeps them all.

    So nobody can push what happened out of sight by trying what is refused.
    """
    lines = [*finding.get("timeline", []), entry]
    if len(lines) > limits.TIMELINE_ENTRIES_MAX:
        del lines[next((nr for nr, known in enumerate(lines) if known.get("outcome") == "no_effect"), 0)]
    return {**finding, "timeline": lines}


def pictures(event: Event, shas: Iterable[str] | None, part: str, by: str,
             had: Iterable[dict[str, Any]] = ()) -> list[dict[str, Any]]:
    """Entries for pictures an event names; `part` is before, after, control or note.

    One that an earlier event brought keeps what that said of it: `had` are the entries so far. One that was drawn
    on another picture of these names it in `of`.
    """
    brought = {photo["sha256"]: photo for photo in event.blobs}
    earlier = {photo["sha256"]: photo for photo in had}
    return [{**earlier[sha], "role": part} if sha in earlier and sha not in brought
            else _picture(brought.get(sha, {}), sha, part, by) | _drawn_on(brought.get(sha, {}), {*brought, *earlier})
            for sha in dict.fromkeys(shas or [])]


def with_pictures(finding: Finding, new: list[dict[str, Any]]) -> Finding:
    """The finding with more pictures; one it already has in the same part is not doubled."""
    have = {(photo["sha256"], photo["role"]) for photo in finding.get("photos", [])}
    return {**finding, "photos": [*finding.get("photos", []),
                                  *(photo for photo in new if (photo["sha256"], photo["role"]) not in have)]}


def _picture(photo: dict[str, Any], sha: str, part: str, by: str) -> dict[str, Any]:
    """Of when it was taken only what is an instant: a camera's own words stay in the bytes, never on paper."""
    preview, at = photo.get("preview") or {}, photo.get("taken_at")
    return {"sha256": sha, "preview": preview.get("sha256"), "w": photo.get("w"), "h": photo.get("h"),
            "at": at if clock.told(at) else None, "source": photo.get("source"), "role": part, "by": by}


def _drawn_on(photo: dict[str, Any], known: set[str]) -> dict[str, str]:
    """{"of": the original} of a picture with arrows and circles on it; {} for any other, or if it names a stranger."""
    of = photo.get("of")
    return {"of": of} if isinstance(of, str) and of in known and of != photo["sha256"] else {}
