"""What the room's screen shows of one sheet: last decisions first, then each key finding with its pair of pictures."""

from typing import Any

Row = dict[str, Any]
CUT_MARK = "…（见附件1）"
NOTHING = {"sha256": None, "box": "", "caption": ""}


def slides(content: Row, findings: dict[str, Row], decided: list[Row]) -> Row:
    """{"memory": section two, "items": rows of section three, each with "pair", "unit_id", "decided", "slide"}.

    `content` is a daily sheet's canonical content; `findings` {id: state as the reader sees it now} give the unit a
    decision about it would go to; `decided` are the decisions typed for this meeting so far.
    """
    sections = {part["id"]: part for part in content["sections"]}
    pairs = {pair["number"]: pair for pair in content["annex"]["pairs"]}
    whole = {row["finding"]: row["text"] for part in content["annex"]["ledger"] for row in part["rows"]}
    items = [{**row, "slide": nr, "text": _text(row, whole), "pair": _pair(pairs.get(row["number"])),
              "unit_id": (findings.get(row["finding"]) or {}).get("unit") or "",
              "decided": [one for one in decided if one.get("finding") == row["finding"]]}
             for nr, row in enumerate(sections["items"]["items"], start=1)]
    return {"memory": sections["decided"], "items": items, "more": sections["items"]["more"],
            "none": sections["items"]["none"], "legend": sections["items"]["legend"]}


def _text(row: Row, whole: dict[str, str]) -> str:
    """The meeting's words; what was cut for the paper only stands whole, where the record says the same."""
    said, full = str(row["text"]), whole.get(row["finding"], "")
    start = said.removesuffix(CUT_MARK)
    return full if start != said and full.startswith(start) else said


def _pair(pair: Row | None) -> Row:
    """Both pictures, or the word for an empty box; a finding without any picture has two."""
    if pair is None:
        return {"before": {**NOTHING, "box": "无照片"}, "after": dict(NOTHING), "check": ""}
    return {key: pair[key] for key in ("before", "after", "check")}
