"""The three verdicts a judge can give, as the JSON that is stored beside the bytes."""

from typing import Any

REASONS = {
    "unknown_type": ("这种记录需要更新的版本，已保存待处理", "A kind of record this server does not know yet"),
    "unknown_version": ("记录版本较新，已保存待处理", "A newer version of this kind of record"),
    "schema_invalid": ("内容格式不符，已保存待处理", "The content does not have the expected shape"),
    "waiting": ("等待相关记录到达", "Waiting for something it builds on"),
    "needs_author": ("需由本人登录后发送", "Must be sent by its author"),
    "relay_refused": ("代传设备未曾由本人登录，待处理", "Sent from a device its author never used"),
    "left_project": ("作者已不在本项目，待处理", "The author is no longer a member of the project"),
    "judge_failed": ("系统暂时无法处理，已保存，将自动重试", "The server could not judge it; it will try again"),
    "unknown_place": ("地点未登记，待处理", "The place is not registered yet"),
    "unknown_item": ("检查项未登记，待处理", "The check item is not registered yet"),
    "unknown_unit": ("单位未登记，待处理", "The organisation is not registered yet"),
    "unknown_person": ("人员未登记，待处理", "The person is not registered yet"),
}
"""Words of held reasons; reasons of no_effect get theirs where they are decided."""


def reason(code: str, text: str = "") -> dict[str, str]:
    """One entry of a verdict's `reasons`."""
    return {"code": code, "text": text or REASONS.get(code, (code, code))[0]}


def applied(**decided: Any) -> dict[str, Any]:
    """The event changes state; `decided` is everything that depended on rules, rights or settings."""
    return {"outcome": "applied", "reasons": [], **decided}


def no_effect(code: str, text: str = "", **decided: Any) -> dict[str, Any]:
    """The event is kept and told to its actor, but changes nothing (a losing or illegal move)."""
    return {"outcome": "no_effect", "reasons": [reason(code, text)], **decided}


def held(code: str, text: str = "", needs: list[str] | None = None, **decided: Any) -> dict[str, Any]:
    """The event is stored and shown, and judged again when what it `needs` ("kind:id") has come."""
    return {"outcome": "held", "reasons": [reason(code, text)], "needs": needs or [], **decided}
