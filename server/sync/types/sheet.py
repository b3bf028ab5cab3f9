"""sheet.prepared and sheet.issued: the secretary's words, and the press of 定稿 that fixes a sheet for good."""

from typing import Any

from server.domain import rights
from server.domain.events import Event
from server.domain.sheet import Content, check_code, content_sha256
from server.domain.sheet_changes import replaced
from server.storage import log, sheets
from server.storage.sheet_inputs import business_day
from server.storage.state import State
from server.sync.registry import register
from server.sync.tiers import FIRST_FORMAT, MAKERS, Frozen, Maker, maker_for
from server.sync.types.acting import rule, stamp
from server.sync.types.series import left_out
from server.sync.verdicts import applied, no_effect

WORDS = ("chair", "place", "weather", "order", "wording", "left_out", "doors", "opinion", "minutes")
LATER_WORDS = ("plan",)
"""Kept only where they were said: in what older programs stored, keys they did not know are missing."""


def judge_prepared(state: State, event: Event, facts: dict[str, Any]) -> dict[str, Any]:
    """Supervision, 代建 and the street prepare, in a district's own project its people alone.

    What is already issued is prepared again only for a correction. A body that says which preparation it `replaces`
    (null: none) replaces no other: nobody's words go unseen.
    """
    actor = stamp(state, event, facts)
    if not rights.may(actor["role"], "prepare_sheet", kind=_kind(state)):
        return no_effect("not_allowed", "您的角色没有这项权限", **actor)
    return _another(state, event, "replaces", actor) or applied(**actor)


def apply_prepared(state: State, event: Event, verdict: dict[str, Any]) -> None:
    """The newest preparation of a meeting is the one that counts, whole."""
    if verdict["outcome"] != "applied":
        return
    body, id = event.body, f"{event.body['tier']}:{event.body['day']}"
    state.put("preparation", id, {
        "id": id, "event": event.id, "tier": body["tier"], "day": body["day"], "by": verdict["by"], "at": verdict["at"],
        **{key: body.get(key) for key in WORDS}, **{key: body[key] for key in LATER_WORDS if key in body}})


def judge_issued(state: State, event: Event, facts: dict[str, Any]) -> dict[str, Any]:
    """Number, version, cut and everything that no state remembers are decided here; content_sha256 seals them."""
    actor, body = stamp(state, event, facts), event.body
    if not rights.may(actor["role"], "issue_sheet", {"issue_sheet_roles": rule(state, "issue_sheet_roles")},
                      _kind(state)):
        return no_effect("not_allowed", "您的角色不能定稿", **actor)
    maker = _maker(state, body["tier"])
    if maker is None:
        return no_effect("sheet_tier", "本项目没有该级会议的材料", **actor)
    if body["day"] > business_day(state, actor["received_at"]):
        return no_effect("day_impossible", "不能为以后的日期定稿", **actor)
    newest = sheets.newest(state.session, state.project, body["tier"])
    if newest and body["day"] < newest["day"]:
        return no_effect("sheet_closed", f"第{newest['number']}期已定稿，此前各期不再更正", **actor)
    number, version = next_sheet(state, newest, body["day"], body["tier"])
    if body["expects_version"] != version:
        return no_effect("sheet_version", "调度会材料已有新版本，请刷新", **actor)
    another = _another(state, event, "prepared", actor)
    if another:
        return another
    moment = _corrected(state, maker, body["day"], maker.look(
        state, body["day"], number, version, actor["received_at"]))
    sha256 = content_sha256(maker.assembler(maker.format).content(state, body["day"], moment))
    return applied(**actor, number=number, version=version, cut_seq=moment["cut_seq"], as_of=moment["as_of"],
                   format=maker.format, content_sha256=sha256, snapshot=moment)


def apply_issued(state: State, event: Event, verdict: dict[str, Any]) -> None:
    """Store the content, made once more from the state and what the verdict froze, and tell everybody.

    Raises Problem newer_format for a paper of a format this program does not know.
    """
    if verdict["outcome"] != "applied":
        return
    tier, day = event.body["tier"], event.body["day"]
    assembler = MAKERS[tier].assembler(verdict.get("format", FIRST_FORMAT))
    made = assembler.content(state, day, verdict["snapshot"])
    sheets.keep(state.session, state.project, state.seq, made)
    id, sha256 = f"{tier}:{verdict['number']}", verdict["content_sha256"]
    state.put("sheet", id, {
        "id": id, "tier": tier, "number": verdict["number"], "version": verdict["version"], "day": day,
        "cut_seq": verdict["cut_seq"], "as_of": verdict["as_of"], "content_sha256": sha256,
        "code": check_code(sha256), "issued_by": verdict["by"], "issued_at": verdict["received_at"]})


def preview(state: State, tier: str, day: str, as_of: str) -> Content:
    """What 定稿 would print now: the next number, or the next version if this day has its sheet."""
    maker = MAKERS[tier]
    moment = _corrected(state, maker, day, moment_now(state, tier, day, as_of))
    return maker.assembler(maker.format).content(state, day, moment)


def moment_now(state: State, tier: str, day: str, as_of: str) -> Frozen:
    """What a paper issued at this instant would freeze; whoever prepares it looks with this."""
    number, version = next_sheet(state, sheets.newest(state.session, state.project, tier), day, tier)
    return MAKERS[tier].look(state, day, number, version, as_of)


def _corrected(state: State, maker: Maker, day: str, moment: Frozen) -> Frozen:
    """With what a correction changes of the version before it, which is the newest that is stored."""
    if moment["version"] == 1:
        return moment
    before = sheets.read(state.session, state.project, maker.tier, moment["number"])
    issued = state.get("sheet", f"{maker.tier}:{moment['number']}")
    assert before is not None and issued is not None, "a second version follows a stored one"
    now = maker.assembler(maker.format).content(state, day, moment)
    return {**moment, "replaced": replaced(before["content"], issued["code"], now)}


def next_sheet(state: State, newest: dict[str, Any] | None, day: str | None = None,
               tier: str = "daily") -> tuple[int, int]:
    """(number, version) of the paper that follows `newest`: a correction if it is of that `day`, else a new one."""
    since = newest["seq"] if newest else 0
    if newest and newest["day"] == day:
        return int(newest["number"]), int(newest["version"]) + 1 + left_out(state, "versions", since)
    first = int(newest["number"]) + 1 if newest else MAKERS[tier].first_number(state)
    return first + left_out(state, "sheets", since), 1


def _another(state: State, event: Event, key: str, actor: dict[str, Any]) -> dict[str, Any] | None:
    """None if the preparation that stands is the one the body names under `key`, or it names none at all."""
    body = event.body
    standing = state.get("preparation", f"{body['tier']}:{body['day']}") or {}
    if key not in body or standing.get("event") == body[key]:
        return None
    return no_effect("sheet_prepared", "他人已保存新的准备内容，请核对后再按", **actor)


def _maker(state: State, tier: str) -> Maker | None:
    return maker_for(tier, _kind(state))


def _kind(state: State) -> str:
    return str(log.head(state.session, state.project)["kind"])


register("sheet.prepared", judge=judge_prepared, apply=apply_prepared)
register("sheet.issued", judge=judge_issued, apply=apply_issued)
