"""What a long picture for a chat group shows of an issued sheet: a strip read with one thumb, without phone numbers."""

from typing import Any

from server.domain.sheet_blocks import sections
from server.domain.sheet_group import PHONE, code, coverage, total

Content = dict[str, Any]
ITEMS_MAX = 8
COLUMNS_MAX = 9
"""A phone's width holds no more columns in letters that can be read; wider tables are told line by line."""

ON_PAPER_ONLY = ("room",)


def strip(content: Content) -> dict[str, Any]:
    """{"title", "heading", "head", "lines", "parts", "code", "foot"}, from the content of any tier.

    A part is {"title", "blocks": as `sheet_blocks.sections`, "items"}; an item {"nr", "mark", "number", "where",
    "text", "demand", "unit", "limit", "standing", "pair"}, its pair the two pictures as the annex names them, or None.
    """
    pairs = {pair["figure"]: pair for pair in (content.get("annex") or {}).get("pairs") or ()}
    lines = [line for line in (coverage(content), total(content)) if line]
    told = {"title": content["title"], "heading": content["heading"], "head": list(content.get("head") or ()),
            "lines": lines,
            "parts": [part for part in (_part(raw, laid, pairs) for raw, laid in zip(
                content["sections"], sections(content), strict=True) if raw["id"] not in ON_PAPER_ONLY) if part],
            "code": code(content), "foot": content["foot"]}
    return _masked(told)


def _part(raw: dict[str, Any], laid: dict[str, Any], pairs: dict[str, Any]) -> dict[str, Any] | None:
    items = [_item(row, pairs) for row in raw.get("items") or ()][:ITEMS_MAX] if raw["id"] == "items" else []
    blocks = [block for block in laid["blocks"] if "text" in block or not items]
    if raw["id"] == "overview" and raw.get("coverage"):     # its numbers stand in `lines`
        blocks = [{"text": text} for text in (raw.get("interval"), raw.get("outside")) if text]
    blocks = [one for block in blocks for one in _narrow(block)]
    return {"title": laid["title"], "blocks": blocks, "items": items} if blocks or items else None


def _narrow(block: dict[str, Any]) -> list[dict[str, Any]]:
    """A table too wide for a phone as one line for each row: 施工总包甲：期初 3　新增 8　…"""
    if "text" in block or len(block["head"]) <= COLUMNS_MAX:
        return [block]
    rows = [*block["rows"], *([block["total"]] if block["total"] else [])]
    return [{"text": f"{row[0]}：" + "　".join(
        f"{word} {said}" for word, said in zip(block["head"][1:], row[1:], strict=False))} for row in rows]


def _item(row: dict[str, Any], pairs: dict[str, Any]) -> dict[str, Any]:
    pair = pairs.get(row.get("figure") or "")
    shown = pair if pair and (pair["before"]["sha256"] or pair["after"]["sha256"]) else None
    return {"nr": row["nr"], "mark": row["mark"], "number": row["number"], "where": row["place"], "text": row["text"],
            "demand": row.get("demand") or "", "unit": row["unit"], "limit": row["limit"],
            "standing": " ".join([row["standing"], *row["tags"]]), "pair": shown and {
                "before": dict(shown["before"]), "after": dict(shown["after"])}}


def _masked(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: value[key] if key in ("sha256", "number") else _masked(value[key]) for key in value}
    if isinstance(value, list):
        return [_masked(one) for one in value]
    return PHONE.sub("（电话略）", value) if isinstance(value, str) else value
