"""What a long picture for a chat group shows of an issued sheet: a strip read with one thumb, without phone numbers."""

from typing import Any

from server.domain.sheet_blocks import RULED, sections
from server.domain.sheet_group import PHONE, code, corrected, coverage, total

Content = dict[str, Any]
Block = dict[str, Any]
ITEMS_MAX = 8
COLUMNS_MAX = 9
"""A phone's width holds no more columns in letters that can be read; a wider table is told as two."""

WORDY_CHARS, WORDY_COLUMNS = 10, 3
"""A table with so many columns of longer words than these has a card for each row."""

ON_PAPER_ONLY = ("room", "funds")
"""Sections to write in by hand."""


def strip(content: Content) -> dict[str, Any]:
    """{"title", "heading", "head", "corrected", "lines", "parts", "code", "foot"}, from the content of any tier.

    A part is {"title", "blocks", "items"}; a block is one of `sheet_blocks.sections`, {"words": parts of a line that
    stay whole} or {"cards": [{"title", "told": [[label, words]]}]}. An item is {"nr", "mark", "number", "where",
    "text", "demand", "unit", "limit", "standing", "pair"}, its pair the two pictures as the annex names them, or None.
    Who took a photo is not said: a group has firms in it, and it is not theirs to know.
    """
    pairs = {pair["figure"]: pair for pair in (content.get("annex") or {}).get("pairs") or ()}
    lines = [line for line in (coverage(content), total(content)) if line]
    told = {"title": content["title"], "heading": content["heading"], "head": list(content.get("head") or ()),
            "corrected": "".join(corrected(content)), "lines": lines,
            "parts": [part for part in (_part(raw, laid, pairs) for raw, laid in zip(
                content["sections"], sections(content), strict=True) if raw["id"] not in ON_PAPER_ONLY) if part],
            "code": code(content), "foot": content["foot"]}
    return _masked(told)


def _part(raw: dict[str, Any], laid: dict[str, Any], pairs: dict[str, Any]) -> dict[str, Any] | None:
    items = [_item(row, pairs) for row in raw.get("items") or ()][:ITEMS_MAX] if raw["id"] == "items" else []
    blocks = [block for block in laid["blocks"] if "text" in block or not items]
    told = [one for block in blocks if block.get("text") != RULED for one in _laid(block, raw)]
    if raw["id"] == "plan" and not raw.get("text"):
        told.insert(0, {"text": "会上填写。"})
    return {"title": laid["title"], "blocks": told, "items": items} if told or items else None


def _laid(block: Block, raw: dict[str, Any]) -> list[Block]:
    """As a phone can show it: the legend without a break inside a sign, a wordy table as cards, a wide one as two."""
    if "text" in block:
        return [{"words": block["text"].split("　")}] if block["text"] == raw.get("legend") else [block]
    if sum(1 for at in range(len(block["head"])) if _widest(block, at) > WORDY_CHARS) >= WORDY_COLUMNS:
        return [{"cards": [_card(block["head"], row) for row in block["rows"]]}]
    return _halves(block) if len(block["head"]) > COLUMNS_MAX else [block]


def _widest(block: Block, at: int) -> int:
    return max((len(row[at]) for row in block["rows"] if at < len(row)), default=0)


def _card(head: list[str], row: list[str]) -> dict[str, Any]:
    """1. 水竹花园 XT-… 违建占压雨水井, and below it what each other column says, if anything."""
    return {"title": f"{row[0]}. {row[1]}",
            "told": [[name, words] for name, words in zip(head[2:], row[2:], strict=False) if words not in ("", "–")]}


def _halves(block: Block) -> list[Block]:
    """Two tables; the names of several rows stand in both."""
    named = 1 if len(block["rows"]) > 1 or block["total"] else 0
    middle = (len(block["head"]) + named + 1) // 2
    def cut(row: list[str], whole: slice) -> list[str]:
        return row and [*row[:named], *row[whole]]
    return [{"head": cut(block["head"], whole), "rows": [cut(row, whole) for row in block["rows"]],
             "total": cut(block["total"], whole)} for whole in (slice(named, middle), slice(middle, None))]


def _item(row: dict[str, Any], pairs: dict[str, Any]) -> dict[str, Any]:
    pair = pairs.get(row.get("figure") or "")
    shown = pair if pair and (pair["before"]["sha256"] or pair["after"]["sha256"]) else None
    return {"nr": row["nr"], "mark": row["mark"], "number": row["number"], "where": row["place"], "text": row["text"],
            "demand": row.get("demand") or "", "unit": row["unit"], "limit": row["limit"],
            "standing": " ".join([row["standing"], *row["tags"]]), "pair": shown and {
                side: {**shown[side], "caption": shown[side]["taken"]} for side in ("before", "after")}}


def _masked(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: value[key] if key in ("sha256", "number") else _masked(value[key]) for key in value}
    if isinstance(value, list):
        return [_masked(one) for one in value]
    return PHONE.sub("（电话略）", value) if isinstance(value, str) else value
