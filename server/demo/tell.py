"""Turns a finding's story into steps: the visit that files it, then every move, call and paper about it."""

from collections.abc import Callable
from typing import Any

from server.demo.phone import uuid_for
from server.demo.photos import Photo
from server.demo.script import Script
from server.demo.story import Act, Shot, Story
from server.demo.times import day_at, instant
from server.domain import catalogue
from server.domain.moves import MOVES

KINDS = {"S": "safety", "Q": "quality"}
Body = dict[str, Any]


def tell(script: Script, story: Story) -> None:
    """Enter all steps of one story."""
    for name, shot in (("before", story.shot), ("fixed", story.fixed)):
        if shot:
            script.darkroom.order(f"{story.key}:{name}", shot, story.plate, script.when(story.day, story.time))
    script.at(story.day, story.time, lambda: _file(script, story))
    for nr, act in enumerate(story.acts):
        if act.shot:
            script.darkroom.order(f"{story.key}:{nr}", act.shot, story.plate, script.when(act.day, act.time))
        script.at(act.day, act.time, _doing(script, story, nr, act))


def finding_id(key: str) -> str:
    """The id of a story's finding."""
    return uuid_for("finding", key)


def event_id(key: str, nr: int) -> str:
    """The id of the record of a story's act."""
    return uuid_for("event", f"{key}:{nr}")


def _file(script: Script, story: Story) -> None:
    phone = script.phone(story.who)
    photos = [_taken(script, phone, f"{story.key}:before", story.shot)]
    on_spot = None
    if story.fixed:
        photos.append(_taken(script, phone, f"{story.key}:fixed", story.fixed))
        on_spot = {"text": "当场整改", "photos": [photos[1].sha256], "witnessed": True}
    item = catalogue.item(story.item) if story.item else None
    finding = {"id": finding_id(story.key), "alias": f"{phone.device[:2].upper()}-{phone.n + 1:02d}",
               "kind": KINDS[item["cat"]] if item else "coordination", "item": story.item, "severity": story.severity,
               "urgent": False, "place": story.place, "position": story.position, "text": story.text,
               "phrase_values": [], "unit": None, "due": None, "photos": [photos[0].sha256], "on_spot": on_spot,
               "same_as": None, **story.more}
    day = day_at(script.day, story.day)
    body = {**visit_body(day, story.place, "findings"), "findings": [finding], **story.visit}
    phone.record(f"visit:{story.key}", "visit.recorded", body, photos)
    phone.send()


def visit_body(day: str, place: str, outcome: str) -> Body:
    """A visit with nothing more to say."""
    return {"day": day, "place": place, "patrol": {"type": "daily", "participants": []}, "source": "patrol",
            "outcome": outcome, "reason": None, "doors": None, "photos": [], "note": "", "findings": []}


def _taken(script: Script, phone: Any, name: str, shot: Shot) -> Photo:
    photo = script.darkroom.develop(name)
    if shot.withheld:
        phone.withheld |= {photo.sha256} | ({photo.preview_sha256} if shot.withheld == "both" else set())
    return photo


def _doing(script: Script, story: Story, nr: int, act: Act) -> Callable[[], None]:
    def do() -> None:
        phone = script.phone(act.who)
        phone.refresh()
        photos = [_taken(script, phone, f"{story.key}:{nr}", act.shot)] if act.shot else []
        known = phone.about(finding_id(story.key))
        type, body = _body(script, story, act, known, [photo.sha256 for photo in photos])
        after = [known["timeline"][-1]["event"]] if known.get("timeline") and type in AFTER else []
        phone.record(f"{story.key}:{nr}", type, body, photos, after=after)
        phone.send()
    return do


AFTER = ("finding.moved", "notice.issued")
"""Records that build on what the phone knew of the finding."""


def _body(script: Script, story: Story, act: Act, known: Body, photos: list[str]) -> tuple[str, Body]:
    """The type and body of one act."""
    finding, more = finding_id(story.key), {key: _said(script, value) for key, value in act.more.items()}
    if act.what in MOVES:
        known_as = known["state"]
        assert known_as in MOVES[act.what]["from"], f"{story.key}: {act.what} of what this phone knows as {known_as}"
        if "target" in more:
            more["target"] = finding_id(more["target"])
        return "finding.moved", {
            "finding": finding, "move": act.what, "from": {"state": known["state"], "round": known["round"]},
            "text": act.text, "photos": photos, **more}
    return OTHERS[act.what](script, story, act, more)


def _said(script: Script, value: Any) -> Any:
    """`@+1 18:00` is an instant, `@+6` a day, counted from the day shown."""
    if not (isinstance(value, str) and value.startswith("@")):
        return value
    distance, _, time = value[1:].partition(" ")
    day = day_at(script.day, int(distance))
    return instant(day, time).isoformat() if time else day


def _now(script: Script, act: Act) -> str:
    return script.when(act.day, act.time).isoformat()


OTHERS: dict[str, Callable[[Script, Story, Act, Body], tuple[str, Body]]] = {
    "call": lambda script, story, act, more: ("call.recorded", {
        "finding": finding_id(story.key), "whom": act.text, "at": _now(script, act), **more}),
    "seen": lambda script, story, act, more: ("finding.seen", {"findings": [finding_id(story.key)]}),
    "comment": lambda script, story, act, more: ("comment.added", {
        "finding": finding_id(story.key), "text": act.text, "photos": [], "internal": False, **more}),
    "escalate": lambda script, story, act, more: ("case.escalated", {
        "finding": finding_id(story.key), "text": act.text, **more}),
    "answer": lambda script, story, act, more: ("case.answered", {
        "case": event_id(story.key, _nr(story, "escalate")), "answer": act.text}),
    "order": lambda script, story, act, more: ("order.registered", {
        "date": day_at(script.day, act.day), "text": act.text, **more}),
    "notice": lambda script, story, act, more: ("notice.issued", {
        "kind": more["kind"], "to": more["to"], "text": act.text,
        "findings": [finding_id(key) for key in (story.key, *more["also"])]}),
    "withdraw": lambda script, story, act, more: ("visit.withdrawn", {
        "target": uuid_for("event", f"visit:{story.key}"), "reason": act.text}),
    "received": lambda script, story, act, more: ("notice.received", {
        "notice": event_id(story.key, _nr(story, "notice")), "at": _now(script, act), "photo": None}),
}


def _nr(story: Story, what: str) -> int:
    return next(nr for nr, act in enumerate(story.acts) if act.what == what)
