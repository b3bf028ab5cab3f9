"""Who acts, for whom, when and on which business day: what every judge writes into its verdict."""

from datetime import datetime
from typing import Any

from server.domain import clock, rights
from server.domain.events import Event
from server.domain.setting_values import in_force
from server.domain.settings import DEFAULTS
from server.storage.state import State
from server.sync.verdicts import held, no_effect


def stamp(state: State, event: Event, facts: dict[str, Any]) -> dict[str, Any]:
    """{"by","org","role","device","at","received_at","day","flags"} of one event, for its verdict.

    `at` is the phone's instant, corrected by a known offset beyond five minutes, never after the receipt:
    a clock in 2099 must not be "the newest" for ever. The phone's own words stay in the bytes.
    """
    day, flags = clock.business_day(
        clock.instant_of(event.at), facts.get("offset_ms"), clock.instant_of(facts["received_at"]),
        rule(state, "zone"), rule(state, "day_starts_at"))
    return {"by": event.author, "org": facts.get("org"), "role": role(state, facts), "device": event.device,
            "at": clock.text_of(corrected(event.at, facts)), "received_at": facts["received_at"], "day": day,
            "flags": flags}


def corrected(at: str, facts: dict[str, Any]) -> datetime:
    """An instant a phone wrote, by the server's clock as far as the offset is known; at most the receipt."""
    received = clock.instant_of(facts["received_at"])
    return min(clock.corrected(clock.instant_of(at), facts.get("offset_ms")), received)


def role(state: State, facts: dict[str, Any]) -> str | None:
    """The author's role at arrival; of someone who left, but whose event a person decided to accept, the last."""
    if facts.get("role") is None and facts.get("resolved"):
        found = (state.get("person", facts["author"]) or {}).get("role")
        return str(found) if found else None
    return facts.get("role")


def refuse_unless(actor: dict[str, Any], act: str) -> dict[str, Any] | None:
    """None if the stamped actor's role may do the act (`domain/acts`), else the verdict that says so."""
    if rights.may(actor["role"], act):
        return None
    return no_effect("not_allowed", "您的角色没有这项权限", **actor)


def refuse_outsiders(facts: dict[str, Any], actor: dict[str, Any], act: str) -> dict[str, Any] | None:
    """None if the house itself acts: a command of its operator, or whoever may do the act."""
    return None if facts.get("via") == "command" else refuse_unless(actor, act)


def speaks_for(state: State, actor: dict[str, Any], unit: str | None) -> bool:
    """Whether the actor is of the unit, or of a firm above it (总包 answers for its 分包)."""
    return actor["role"] in rights.FIRMS and rights.speaks_for(actor["org"], unit, state.all("org"))


def unknown(state: State, kind: str, id: str | None) -> dict[str, Any] | None:
    """None if the thing is here (or not named), else the held verdict that waits for it."""
    if id is None or state.get(kind, id) is not None:
        return None
    code = {"place": "unknown_place", "item": "unknown_item", "org": "unknown_unit"}.get(kind, "waiting")
    return held(code, needs=[f"{kind}:{id}"])


def unreadable(state: State, actor: dict[str, Any], id: str | None) -> dict[str, Any] | None:
    """None if the actor may read the finding (or it is not here), else one and the same refusal for whatever he tried.

    It comes before every other look and leaves no line: a stranger learns no state and writes in nobody's timeline.
    """
    reader = rights.Reader(state.project, actor["by"], actor["role"], actor["org"])
    finding = state.get("finding", id) if id else None
    if finding is None or rights.may_read("finding", finding, reader, state.all("org")):
        return None
    return no_effect("not_allowed", "这不是本单位的问题", **actor)


def first(*verdicts: dict[str, Any] | None) -> dict[str, Any] | None:
    """The first refusal among several looks, or None."""
    return next((verdict for verdict in verdicts if verdict is not None), None)


def rule(state: State, id: str) -> Any:
    """One setting as it stands now, or its default where nobody could work with what stands."""
    return in_force(id, state.setting(id))


def rules(state: State, *ids: str) -> dict[str, Any]:
    """Every setting as it stands now, or those named, for the rules of the domain."""
    return {id: rule(state, id) for id in ids or DEFAULTS}
