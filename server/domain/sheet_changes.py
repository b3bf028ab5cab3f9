"""What a correction changes of a sheet: numbers before and after, and the parts whose words differ."""

import re
from typing import Any

from server.domain.coverage import STATES

Content = dict[str, Any]
NUMBERS = ("opening", "new", "closed", "void_merged", "closing")
PARTS = ("head", "sign_in")
"""Besides the sections and the annex; what every version differs in by itself (time, version, cut) is no change."""

WORDS = {"opening": "期初", "new": "新增", "closed": "销项", "void_merged": "核减", "closing": "期末",
         "coverage.findings": "发现问题楼门", "coverage.clean": "未发现问题楼门", "coverage.no_access": "未能进入楼门",
         "coverage.building_looked": "无作业且本栋已到楼门", "coverage.on_phone": "已记录待上传楼门",
         "coverage.no_record": "未收到巡查记录楼门"}
"""The numbers of `changes` that the paper tells; the others are said by the name of their part."""

TOLD_BY_NUMBERS = ("overview", "units", "compounds")
"""Sections that differ whenever a number does."""


def changes(before: Content, after: Content) -> dict[str, Any]:
    """{"numbers": [{"key", "before", "after"}] that differ, "units": the same by unit, "parts": titles that differ}.

    Keys: the five of the reconciliation, `coverage.<state>`, `items`, `ledger`, as far as the tier has them. Titles
    are the sheet's own Chinese words; `head` and `annex` stand for those two. Both contents are of one tier.
    """
    old, new = _numbers(before), _numbers(after)
    return {"numbers": [{"key": key, "before": old[key], "after": new[key]}
                        for key in old if key in new and old[key] != new[key]],
            "units": _units(before, after), "parts": _parts(before, after)}


def replaced(before: Content, code: str, after: Content) -> dict[str, Any]:
    """{"version", "code", "numbers", "parts"}: what a correction replaces, and what it changes of it.

    The verdict freezes this. Words of the older version may be covered by law later, and then made again it would
    differ elsewhere; so nothing of it is kept but numbers and the names of parts.
    """
    told = changes(before, after)
    silent = {part["title"] for part in after["sections"] if part["id"] in TOLD_BY_NUMBERS}
    parts = [name for name in told["parts"] if not (told["numbers"] and name in silent)]
    return {"version": before["version"], "code": code, "numbers": told["numbers"],
            "parts": [_name(part) for part in parts]}


def printed(frozen: dict[str, Any] | None) -> dict[str, Any] | None:
    """What `replaced` froze, with the line of the paper as `said`; None for a first version.

    本版代替第1版（核对码6BB0-8EA8）：销项2→3，期末7→6；重点问题有调整。
    """
    if frozen is None:
        return None
    numbers = "，".join(f"{WORDS[row['key']]}{row['before']}→{row['after']}" for row in frozen["numbers"]
                       if row["key"] in WORDS)
    parts = f"{'、'.join(frozen['parts'])}有调整" if frozen["parts"] else ""
    what = "；".join(filter(None, (numbers, parts))) or "各项数字和内容未变"
    return {**frozen, "said": f"本版代替第{frozen['version']}版（核对码{frozen['code']}）：{what}。"}


def _name(title: str) -> str:
    """重点问题, of 三、重点问题; 明日重点, of 七、明日重点（6月15日）."""
    words = {"head": "会议信息", "annex": "附件"}
    return words.get(title) or re.sub(r"^[一二三四五六七八九十]+、|（[^（）]*）$", "", title)


def _numbers(content: Content) -> dict[str, int]:
    items = next((part for part in content["sections"] if part["id"] == "items"), None)
    annex, seen = content.get("annex"), content.get("coverage")
    return {**{key: content["reconcile"][key] for key in NUMBERS},
            **({f"coverage.{state}": seen[state] for state in STATES} if seen else {}),
            **({"items": len(items["items"]) + items["more"]} if items else {}),
            **({"ledger": sum(len(part["rows"]) for part in annex["ledger"])} if annex else {})}


def _units(before: Content, after: Content) -> list[dict[str, Any]]:
    """Units whose open findings at the end differ, in the newer sheet's order; one that is new there began at 0."""
    was = {row["unit"]: row["closing"] for row in before["units"]}
    return [{"name": row["name"], "before": was.get(row["unit"], 0), "after": row["closing"]}
            for row in after["units"] if was.get(row["unit"], 0) != row["closing"]]


def _parts(before: Content, after: Content) -> list[str]:
    old = {part["id"]: part for part in before["sections"]}
    found = [part["title"] for part in after["sections"] if old.get(part["id"]) != part]
    head = any(_still(before.get(key)) != _still(after.get(key)) for key in PARTS)
    annex = before.get("annex") != after.get("annex")
    return [*(["head"] if head else []), *found, *(["annex"] if annex else [])]


def _still(said: Any) -> Any:
    """The head without the instant of the cut, which is another in every version."""
    return [line.partition("数据截止")[0] if isinstance(line, str) else line for line in said or ()]
