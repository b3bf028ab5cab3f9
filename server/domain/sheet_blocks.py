"""An issued content as titled sections of sentences and tables, whatever its tier: for outputs that only retell it."""

from typing import Any

Content = dict[str, Any]
Row = list[str]
Block = dict[str, Any]

ORDER = ("none", "sentence", "interval", "legend", "coverage", "parts", "table", "rows", "items", "sum", "outside",
         "moved", "united", "missing", "after", "more", "works", "outages", "doors", "opinion", "footnote")
"""What of a section comes first; canonical JSON has forgotten its order. Other keys stand before the last ones."""

BEFORE_LAST = ORDER.index("opinion")
SILENT = ("id", "title", "head", "total", "lines")
CHART = {"day": "日期", "word": "天数", "name": "名称", "count": "条数", "new": "新增", "closed": "销项",
         "closing": "期末未销"}
"""What the numbers behind a chart are called when they are told as a table."""

NO_MEETING = "无会"
"""A day of a chart that had no sheet."""

LEFT_OUT = {"items": "其余重点{}条见附件1。", "pressed": "其余{}条见附件。"}
"""How a section says that more was left out; the others are short lists of the weekly sheet."""

RULED = "＿" * 36
ITEMS_HEAD = ["序号", "等级", "编号", "部位", "问题及整改要求", "责任单位", "时限", "状态", "图号"]
FIELDS = {
    "序号": ("nr",), "编号": ("number",), "事项": ("text",), "责任单位": ("unit",), "单位": ("unit", "name"),
    "时限": ("due", "limit"), "落实情况": ("outcome",), "发现": ("day", "by"), "部位": ("place",), "类别": ("kind",),
    "等级": ("mark",), "问题": ("text",), "整改要求": ("demand",), "状态": ("standing", "state", "tags"),
    "图号": ("figure",), "会议": ("meeting",), "检查项分类": ("name",), "本周": ("count",), "上周": ("last",),
    "本期": ("count",), "上期": ("last",),
    "等级、编号、部位、问题": ("mark", "number", "place", "text"), "天数": ("age",), "情形": ("tags",),
    "楼栋": ("building",), "工程项": ("item",), "节点": ("stage",), "计划": ("planned",), "现状": ("reached",),
    "滞后": ("late",),
    "请求": ("ask",), "牵头单位": ("lead",), "提请、期限": ("tier",), "答复": ("answer",),
    "小区、事项": ("compound", "number", "matter"), "已做工作": ("done",), "建议牵头/配合单位": ("lead",),
    "需答复日期": ("by",), "答复（落实）": ("answer",),
}
"""Which keys of a row a printed column says, in the order it says them."""


def sections(content: Content) -> list[dict[str, Any]]:
    """[{"title", "blocks"}]: every section as printed; a block is {"text"} or {"head", "rows", "total"} of strings."""
    return [{"title": str(part.get("title") or ""), "blocks": _blocks(part)} for part in content["sections"]]


def annexes(content: Content) -> list[dict[str, Any]]:
    """The annex in the same form and in the order of the paper; none when the tier has no annex.

    The ledger's lists, decisions in full and what else the sheet had no room for, why the numbers of the units are
    what they are, what nobody has seen, milestones that are late.
    """
    annex = content.get("annex") or {}
    lists = [{"title": part["title"], "blocks": [_table(annex["head"], part["rows"])]}
             for part in annex.get("ledger") or ()]
    lists += [{"title": part["title"], "blocks": [_table(part["head"], part["rows"])]}
              for part in (annex.get("decided"), *(annex.get("lists") or ())) if part]
    unseen = [f"{row['title']}：{row['text']}。" for row in annex.get("unseen") or ()]
    return [*lists, *({"title": title, "blocks": [{"text": line} for line in told]} for title, told in (
        ("核减及新增说明", annex.get("explained")), ("未查楼门和部位清单", unseen),
        ("滞后节点清单", annex.get("late"))) if told)]


def annex_title(content: Content) -> str:
    """附件1　问题台账; of the weekly sheet also of which instant."""
    cut = (content.get("annex") or {}).get("cut")
    return "附件1　问题台账" if cut is None else f"附件　期末未销问题台账{cut}"


def _blocks(part: dict[str, Any]) -> list[Block]:
    found: list[Block] = []
    for key in sorted((key for key in part if key not in SILENT), key=_rank):
        found += _told(part, key, part[key])
    if part.get("lines") and "head" not in part:
        found += [{"text": RULED}] * part["lines"]
    elif part.get("lines"):
        found.append({"head": part["head"], "total": [], "rows": [
            [str(nr), *[""] * (len(part["head"]) - 1)] for nr in range(1, part["lines"] + 1)]})
    return found


def _rank(key: str) -> tuple[float, str, bool]:
    """Where a key stands; the title of a chart just before its numbers."""
    return (ORDER.index(key), "", True) if key in ORDER else (
        BEFORE_LAST - 0.5, key.removesuffix("_title"), not key.endswith("_title"))


def _told(part: dict[str, Any], key: str, value: Any) -> list[Block]:
    """What one key of a section says: a sentence, a table, or nothing a reader could use."""
    if isinstance(value, str):
        return [{"text": value}] if value else []
    if isinstance(value, dict) and "head" in value:
        rows = value["rows"] if "rows" in value else [value["row"]]
        return [*([{"text": value["title"]}] if value.get("title") else []),
                _table(value["head"], rows, value.get("total") or [])] if rows else []
    if isinstance(value, dict) and {"days", "rows"} <= value.keys():
        return [{"text": "每日到访楼门数"}, _table(
            ["", *value["days"]], [[row["name"], *row["seen"]] for row in value["rows"]])] if value["rows"] else []
    if key == "items" and isinstance(value, list):
        return [_table(ITEMS_HEAD, [_item(row) for row in value])] if value else []
    if isinstance(value, list) and value and key == "rows":
        if "head" in part:
            return [_table(part["head"], value, part.get("total") or [])]
        return [{"text": _request(row)} for row in value if part.get("id") == "requests" and isinstance(row, dict)]
    if isinstance(value, list) and value and key not in ("rows", "items"):
        return _list(value)
    if isinstance(value, int) and key == "more" and value:
        return [{"text": LEFT_OUT.get(str(part.get("id")), "其余{}项见附件。").format(value)}]
    return []


def _list(value: list[Any]) -> list[Block]:
    """Sentences as sentences, the numbers of a chart as a table; anything else is for programs."""
    if all(isinstance(one, str) for one in value):
        return [{"text": one} for one in value if one]
    if all(isinstance(one, dict) and one.keys() <= CHART.keys() for one in value):
        keys = [key for key in CHART if key in value[0]]
        return [_table([CHART[key] for key in keys], [[NO_MEETING if one[key] is None else one[key] for key in keys]
                                                    for one in value])]
    return []


def _table(head: list[str], rows: list[Any], total: list[Any] | None = None) -> Block:
    return {"head": list(head), "rows": [_cells(head, row) for row in rows],
            "total": [_said(cell) for cell in total or []]}


def _cells(head: list[str], row: Any) -> Row:
    """The row's words under each column. One told by keys is read through FIELDS."""
    if not isinstance(row, dict):
        return [_said(cell) for cell in row]
    if isinstance(row.get("cells"), list):
        return [_said(cell) for cell in row["cells"]]
    said = {**row, "text": row.get("text") or row.get("item") or ""}
    return [" ".join(filter(None, (_said(said.get(key)) for key in FIELDS.get(word, (word,))
                                   if key != "tags" or word == "情形" or "情形" not in head))) for word in head]


def _said(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(_said(one) for one in value)
    return "" if value is None else str(value)


def _item(row: dict[str, Any]) -> Row:
    demand = f"要求：{row['demand']}" if row.get("demand") else ""
    what = "。".join(part.rstrip("。") for part in (row["text"], demand) if part)
    return [str(row["nr"]), row["mark"], row["number"], row["place"], what, row["unit"], row["limit"],
            _said([row["standing"], *row["tags"]]), row["figure"]]


def _request(row: dict[str, Any]) -> str:
    """As the paper says it: 1. 事项。→ 请何单位做何事（提请层级）；答复。"""
    tier = f"（{row['tier']}）" if row.get("tier") else ""
    answer = f"；{row['answer']}" if row.get("answer") else ""
    ask = f"。→ {row['ask']}" if row.get("ask") else ""
    return f"{row.get('nr', '')}. {row.get('text', '')}{ask}{tier}{answer}。"
