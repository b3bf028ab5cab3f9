"""Assembles the street's weekly sheet: the week's daily sheets, and what the days could not close."""

from typing import Any

from server.domain import sheet_changes, weekly_overview, weekly_plans, weekly_problems, weekly_sums, weekly_walked
from server.domain.days import date_zh, short_date_zh, weekday_zh
from server.domain.sheet import FORMAT, Content, sign_in, version_words
from server.domain.sheet_words import local
from server.domain.weekly_material import Week, told_of

LISTED_MIN = 1
"""Of each list the text shows at least so many rows, however full the week was; `weekly.typ` knows it too."""

LEDGER_HEAD = ["序号", "等级", "编号", "发现", "部位", "问题", "责任单位", "时限", "天数", "状态"]


def assemble(week: Week) -> Content:
    """The whole content of one weekly sheet; keys as `sheet.assemble`, with `days`, `week`, `figures`, `groups`.

    `days`: {number, version, day, cut_seq, content_sha256, its numbers} of each daily sheet united; `last`: the last
    one, from which the next weekly goes on. Raises sheet_units.OutOfBalance when the days do not add up.
    """
    site, rows, days = week.site, weekly_sums.units(week), weekly_sums.trend(week)
    sums = weekly_sums.total(rows, week)
    figures, groups = weekly_sums.figures(week, sums), weekly_sums.groups(week)
    return {
        "format": FORMAT, "project": site.project, "tier": site.tier, "number": site.number, "version": site.version,
        "day": site.day, "as_of": site.as_of, "cut_seq": site.cut_seq, "chain": site.chain,
        "week": {"from": week.begins, "to": site.day}, "days": days, "last": week.last,
        "previous": told_of(week.before) if week.before else None,
        "title": title(week), "heading": heading(week), "head": head(week),
        "replaced": sheet_changes.printed(site.replaced),
        "sections": [
            weekly_overview.overview(week, rows, figures, days), weekly_plans.decisions(week),
            weekly_problems.spread(week, groups, figures), weekly_problems.pressed(week),
            weekly_problems.units(rows, sums, week), weekly_walked.walked(week), weekly_plans.milestones(week),
            weekly_plans.requests(week), weekly_plans.plan(week), weekly_plans.room()],
        "sign_off": ["编制（代建）", "核对（监理）", "审定（街道指挥部）"], "sign_in": sign_in(site),
        "foot": foot(week),
        "annex": {"head": LEDGER_HEAD, "ledger": weekly_problems.ledger(week), "lists": lists(week), "pairs": [],
                  "cut": cut_words(week)},
        "figures": figures, "groups": groups, "units": rows,
        "reconcile": {"opening": sums["opening"], "new": sums["new"], "closed": sums["closed"],
                      "void_merged": sums["void"], "closing": sums["closing"]},
        "latency": {purpose: weekly_walked.latency(week, purpose) for purpose, _ in weekly_walked.PURPOSES},
        "seen_days": weekly_walked.days_of_doors(week), "photos": [],
    }


def meeting(week: Week) -> dict[str, Any]:
    """The setting of this meeting."""
    return dict(week.site.settings["weekly_meeting"])


def title(week: Week) -> str:
    """The setting, else the name of the project with the usual ending."""
    said = str(meeting(week).get("title") or "").strip()
    return said or f"{week.site.name}改造项目街道指挥部工作协调会材料"


def heading(week: Week) -> str:
    """（周报）第2期　2023年6月16日　星期五."""
    site = week.site
    return f"（周报）第{site.number}期{version_words(site)}　{date_zh(site.day)}　{weekday_zh(site.day)}"


def head(week: Week) -> list[str]:
    """Two lines: the week and the data cut; and the meeting."""
    site, said = week.site, meeting(week)
    cut = local(site.as_of, site.zone)
    cut_day = "" if cut.date().isoformat() == site.day else short_date_zh(cut.date().isoformat())
    span = f"{short_date_zh(week.begins)}至{short_date_zh(site.day)}（{len(week.whole)}期）"
    first = [f"{week.word}：{span}", f"数据截止{cut_day}{cut:%H:%M}"]
    second = [f"会议：{said['time']}", site.prepared.get("place") or said.get("place") or "",
              f"主持人：{site.prepared.get('chair') or said.get('chair') or '　　　　'}"]
    return ["　".join(part for part in line if part) for line in (first, second)]


def lists(week: Week) -> list[dict[str, Any]]:
    """Whole in the annex: each list the text may have to shorten, {"id", "title", "head", "rows"}."""
    makers = (weekly_plans.decisions, weekly_plans.milestones, weekly_plans.requests)
    whole = [make(week, whole=True) for make in makers]
    told = [weekly_problems.ended(week), *(part for part in whole if len(part["rows"]) > LISTED_MIN)]
    return [{"id": part["id"], "title": f"{part['title'].partition('、')[2]}（{len(part['rows'])}项）",
             "head": part["head"], "rows": part["rows"]} for part in told if part["rows"]]


def foot(week: Week) -> str:
    """水竹花园　周报第2期."""
    return f"{week.site.name}　周报第{week.site.number}期{version_words(week.site)}"


def cut_words(week: Week) -> str:
    """Of which instant the annex is."""
    last = week.last
    return f"（日调度会材料第{last['number']}期截止时）" if last and week.end else ""
