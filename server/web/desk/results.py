"""What became of a person's own event, in one sentence."""

from typing import Any

from server.web.desk.page import Desk, language
from server.web.desk.words import Words

Row = dict[str, Any]


def sentence(desk: Desk, said: Row, finding: Row, orgs: dict[str, Row], *, merged_into: str = "") -> Row:
    """{"good": bool, "text"} for an outcome as `submission.outcome` gives it; `merged_into` is a finding's number."""
    words = Words(language(), desk.zone, desk.now)
    if said["outcome"] != "applied":
        return {"good": False, "text": words.t(f"result.{said['outcome']}", why=why(words, said["verdict"]))}
    if said["type"] == "call.recorded":
        return {"good": True, "text": words.t(f"result.call_{said['body']['result']}", whom=said["body"]["whom"])}
    if said["type"] == "case.escalated":
        return {"good": True, "text": words.t(f"attention.{said['verdict']['status']}_{said['body']['tier']}")}
    if said["type"] != "finding.moved":
        return {"good": True, "text": words.t("result.applied", move=words.t("moved.comment"))}
    move, decided = said["body"]["move"], said["verdict"].get("set") or {}
    unit = decided.get("unit") or finding.get("unit")
    name = (orgs.get(unit or "") or {}).get("short") or unit or ""
    limit = words.at((decided.get("deadlines") or {}).get("fix_by"))
    key = {"issue": "issued", "pass": "closed", "fail": "returned", "reject": "rejected", "ask": "asked"}.get(move)
    if move == "merge" and merged_into:
        return {"good": True, "text": words.t("result.merged", number=merged_into)}
    if key:
        return {"good": True, "text": words.t(f"result.{key}", unit=name, at=limit)}
    return {"good": True, "text": words.t("result.applied", move=words.t(f"moved.{move}"))}


def why(words: Words, verdict: Row) -> str:
    """The reasons of a verdict in the reader's language; the server's own Chinese words where no label is."""
    reasons = verdict.get("reasons") or []
    return ("；" if words.zh else "; ").join(code_words(words, entry["code"], entry["text"]) for entry in reasons)


def code_words(words: Words, code: str, text: str = "") -> str:
    """One refusal code in words."""
    try:
        return words.t(f"codes.{code}")
    except KeyError:
        return text or code
