"""What stands on a printed reply, 监理通知回复单 or 整改回复单: each finding, its repair and its re-inspection."""

from collections.abc import Mapping
from typing import Any

from server.domain.answers import newest
from server.domain.notice_paper import FORMAT, Content, addressee, cell, form, full_name, pieces, works
from server.domain.notice_standing import ENDED
from server.domain.reach import speaks_for
from server.domain.sheet_words import STATES, clauses, moment

Row = dict[str, Any]
HEAD = ["序号", "编号、部位及问题", "整改情况", "回复时间", "复查", "图号"]
CHECKS = {"pass": "复查合格", "fail": "复查不合格"}
CHECKERS = {"supervision": ("项目监理机构（盖章）", "总/专业监理工程师（签字）"),
            "client": ("复查单位（盖章）", "复查人（签字）")}
CHECKED = ("move", "at", "by", "text", "photos", "fix_by")
NO_AFTER, NO_BEFORE = "尚无整改后照片", "无整改前照片"


def answer(finding: Row, to: str, orgs: Mapping[str, Row], since: int) -> Row | None:
    """The newest reply of that unit to a notice issued with seq `since`, and how it was re-inspected; None without.

    {"text", "at", "by", "photos": [entries of the finding], "check": {"move", "at", "by", "text", "photos": [hashes],
    "fix_by": the new limit after a fail, else None} | None}. What another firm said after a hand-over is not this
    unit's reply.
    """
    said = next((one for one in newest(finding, since)
                 if speaks_for(one["org"], to, orgs) or speaks_for(to, one["org"], orgs)), None)
    if said is None:
        return None
    known, check = {photo["sha256"]: photo for photo in finding.get("photos") or []}, said["check"]
    return {"text": said["text"], "at": said["at"], "by": said["by"],
            "photos": [known[sha] for sha in said["photos"] if sha in known and not known[sha].get("of")],
            "check": {key: check[key] for key in CHECKED} if check else None}


def reply(issued: Content, answers: Mapping[str, Row], standing: Mapping[str, str], to: str, from_org: str, *,
          name: str, zone: str, forms: Mapping[str, Any], orgs: dict[str, Row], people: dict[str, Row]) -> Content:
    """The content of the reply to the notice `issued`; `answers` by finding, `standing` the states now.

    `to` is the unit that replies, `from_org` the body that issued the notice. `as_of` is the newest instant told.
    """
    said, ids = form(forms, issued["kind"]), findings_of(issued)
    figures = {nr: figure for nr, id in enumerate(ids, start=1) if id in answers
               and (figure := _figure(nr, id, issued, answers[id], zone, people))}
    told = [at for one in answers.values() for at in (one["at"], (one["check"] or {}).get("at")) if at]
    here = [id for id in ids if id in answers]
    return {
        "format": FORMAT, "form": "reply", "kind": issued["kind"], "project": issued["project"],
        "notice": issued["notice"], "number": issued["number"], "day": issued["day"],
        "as_of": max([issued["as_of"], *told]), "issuer": addressee(orgs, to), "to": full_name(orgs, from_org),
        "copies": issued["copies"] if issued["kind"] == "client" else [], "works": works(name),
        "code_of_form": said["reply_code"], "title": said["reply_title"], "heading": f"　{issued['number']}",
        "foot": f"{name}　{said['reply_title']}　对应{issued['number']}", "dated": issued["dated"],
        "subject": f"对{issued['dated']}{issued['title']}（{issued['number']}）的回复",
        "opening": opening(issued, [answers[id] for id in here], len(ids)),
        "closing": closing(ids, answers, standing),
        "head": HEAD, "rows": [
            row for nr, id in enumerate(ids, start=1)
            for row in _rows(nr, id, issued, answers.get(id), standing.get(id), zone, nr in figures)],
        "sign": ["施工项目经理部（盖章）", "项目经理（签字）", "日期"],
        "opinion": opinion(ids, answers, zone), "check_sign": [*CHECKERS[issued["kind"]], "日期"],
        "figures": list(figures.values()),
    }


def findings_of(issued: Content) -> list[str]:
    """The findings of a notice's content, in its order."""
    return list(dict.fromkeys(row["finding"] for row in issued["rows"]))


def opening(issued: Content, answers: list[Row], total: int) -> str:
    """How much of the notice this reply answers; what re-inspection found wanting is not called repaired."""
    begun, replied = f"我方收到编号为{issued['number']}的{issued['title']}后，", len(answers)
    failed = sum(_result(one) == "fail" for one in answers)
    wanting = f"（其中复查不合格{failed}项，继续整改）" if failed else ""
    if replied < total:
        how = f"已回复{replied}项{wanting}" if failed else f"已整改{replied}项"
        return f"{begun}所列{total}项问题中{how}，其余{total - replied}项尚未回复，情况如下："
    return f"{begun}对所列{total}项问题{f'已回复{replied}项{wanting}' if failed else '已完成整改'}，情况如下："


def closing(ids: list[str], answers: Mapping[str, Row], standing: Mapping[str, str]) -> str:
    """What the unit asks to be looked at again: only what nobody has judged yet; "" once all of it has been."""
    waits = {id for id in ids if id in answers and not _result(answers[id]) and standing.get(id) not in ENDED}
    if waits and waits == {id for id in ids if id in answers}:
        return "以上整改情况已自查，请予复查。"
    numbers = "、".join(str(nr) for nr, id in enumerate(ids, start=1) if id in waits)
    return f"第{numbers}项整改情况已自查，请予复查。" if waits else ""


def opinion(ids: list[str], answers: Mapping[str, Row], zone: str) -> list[str]:
    """What re-inspection has found so far, a line per result, and one for each failure with its reason and limit."""
    lines = []
    for move, words in CHECKS.items():
        found = {nr: answers[id]["check"] for nr, id in enumerate(ids, start=1)
                 if id in answers and _result(answers[id]) == move}
        told = {nr: _wanting(check, zone) for nr, check in found.items()} if move == "fail" else {}
        plain = [nr for nr in found if not told.get(nr)]
        if plain:
            last = max(found[nr]["at"] for nr in plain)
            lines.append(f"第{'、'.join(map(str, plain))}项{words}（{moment(last, zone)}）。")
        lines += [f"第{nr}项{words}：{said}。" for nr, said in told.items() if said]
    return lines


def _result(answer: Row) -> str:
    """pass or fail, "" while nobody has looked again."""
    return str((answer["check"] or {}).get("move") or "")


def _wanting(check: Row, zone: str) -> str:
    """未补齐，限6月16日18:00前: why a repair was found wanting and by when it is due now, as far as both are known."""
    reason, due = " ".join(str(check.get("text") or "").split()).rstrip("。"), moment(check.get("fix_by"), zone)
    return clauses([reason, f"限{due}前" if due != "–" else ""], "，")


def _rows(nr: int, id: str, issued: Content, said: Row | None, standing: str | None, zone: str,
          pictured: bool) -> list[Row]:
    """One finding's rows: what was found as the notice has it, beside it what was done."""
    asked = [row for row in issued["rows"] if row["finding"] == id]
    done = pieces(said["text"]) if said else ["尚未回复"]
    check = (said or {}).get("check")
    checked = CHECKS[check["move"]] if check else STATES.get(standing or "", "") if said else ""
    rows = []
    for part in range(max(len(asked), len(done))):
        first, before = part == 0, asked[part] if part < len(asked) else {}
        rows.append({
            "nr": str(nr) if first else f"{nr}续", "finding": id, **{
                key: before.get(key) or "" for key in ("number", "kind", "mark", "place", "text")},
            "done": done[part] if part < len(done) else "", "at": moment(said["at"], zone) if said and first else "",
            "check": checked if first else "",
            "checked_at": moment(check["at"], zone) if check and first else "",
            "figure": f"图{nr}" if first and pictured else ""})
    return rows


def _figure(nr: int, id: str, issued: Content, said: Row, zone: str, people: dict[str, Row]) -> Row | None:
    """Pairs, before on the left and after on the right, a box for what is missing; from row `pairs` on what has no
    partner, all of one side."""
    figure: Row = next((one for one in issued["figures"] if one["nr"] == nr), {"rows": []})
    row = next(row for row in issued["rows"] if row["finding"] == id)
    found = [one for cells in figure["rows"] for one in cells]
    before = [{**one, "caption": clauses(["整改前", one["caption"]], "　")} for one in found]
    after = [cell(photo, zone, people, "整改后") for photo in said["photos"]]
    if not before and not after:
        return None
    paired = max(1, min(len(before), len(after)))
    pairs = [[before[at] if at < len(before) else _box("整改前", NO_BEFORE),
              after[at] if at < len(after) else _box("整改后", NO_AFTER)] for at in range(paired)]
    rest = [*before[paired:], *after[paired:]]
    pairs += [rest[at:at + 2] for at in range(0, len(rest), 2)]
    return {"nr": nr, "label": f"图{nr}　{row['number']}", "place": row["place"], "rows": pairs, "pairs": paired}


def _box(side: str, word: str) -> Row:
    return {"sha256": None, "preview": None, "box": word, "caption": side}
