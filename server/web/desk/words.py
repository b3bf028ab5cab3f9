"""Days, instants, marks and names as office pages print them, in the reader's language and the project's zone."""

from datetime import date, datetime, timedelta
from typing import Any

from server.domain import clock, days, deadlines
from server.domain.catalogue import words as listed
from server.domain.moves import OPEN
from server.web import labels

MARKS = {1: "○\u2009", 2: "●\u2009", 3: "▲\u2009"}
"""Followed by a thin space, which the printed sheet does not have."""
COMMON = {"东立面": "east", "南立面": "south", "西立面": "west", "北立面": "north", "屋面": "roof", "小区": "compound",
          "小区其他部位": "elsewhere"}
"""Parts every compound has, which are said in the reader's language; names stay as they are."""
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Words:
    """Formats values for one reader; `now` is the instant of the page."""

    def __init__(self, language: str, zone: str, now: datetime) -> None:
        self.language, self.zone, self.now = language, zone, now

    def t(self, key: str, **given: Any) -> str:
        """The label under a dotted key."""
        return labels.text(self.language, key, **given)

    @property
    def zh(self) -> bool:
        """True when the reader reads Chinese."""
        return self.language == "zh-CN"

    @property
    def comma(self) -> str:
        """What stands between the names of a list."""
        return "、" if self.zh else ", "

    @property
    def clause(self) -> str:
        """What stands between two clauses of a sentence."""
        return "，" if self.zh else ", "

    @property
    def colon(self) -> str:
        """What stands between a word and what it introduces."""
        return "：" if self.zh else ": "

    def boxed(self, said: str) -> str:
        """What must not be overlooked: 【逾期1天】; English has no such brackets."""
        return f"【{said}】" if self.zh else said

    def aside(self, said: str) -> str:
        """A remark in brackets."""
        return f"（{said}）" if self.zh else f" ({said})"

    def day(self, day: str) -> str:
        """2023年6月14日 星期三, or Wed 14 Jun 2023."""
        if self.zh:
            return f"{days.date_zh(day)} {days.weekday_zh(day)}"
        said = date.fromisoformat(day)
        return f"{WEEKDAYS_EN[said.weekday()]} {said.day} {said:%b} {said.year}"

    def short_day(self, day: str) -> str:
        """6月14日, or 14 Jun."""
        said = date.fromisoformat(day[:10])
        return f"{said.month}月{said.day}日" if self.zh else f"{said.day} {said:%b}"

    def at(self, instant: str | datetime | None) -> str:
        """6月14日18:00 on the project's clock; a dash for none; a bare day stays a day."""
        if not instant:
            return "–"
        if isinstance(instant, str) and len(instant) == 10:
            return self.short_day(instant)
        local = self._local(instant)
        joint = "" if self.zh else " "
        return f"{self.short_day(local.date().isoformat())}{joint}{local:%H:%M}"

    def by(self, instant: datetime) -> str:
        """By when, named by its own day: 今日18:00前（6月14日）, 明日10:00前（6月15日）, then 6月17日18:00前."""
        local, today = self._local(instant), clock.local_time(self.now, self.zone).date()
        near = {0: "move.today", 1: "move.tomorrow"}.get((local.date() - today).days)
        if near is None:
            return self.t("move.until", at=self.at(instant))
        return self.t(near, time=f"{local:%H:%M}", day=self.short_day(local.date().isoformat()))

    def clock(self, instant: str | datetime | None) -> str:
        """16:12, with the day before it when it is not the day of the page."""
        if not instant:
            return "–"
        local, now = self._local(instant), clock.local_time(self.now, self.zone)
        return f"{local:%H:%M}" if local.date() == now.date() else self.at(instant)

    def mark(self, finding: dict[str, Any]) -> str:
        """▲紧急 ●较大 ○一般; the grave word only after the chief's decision (product.md §6)."""
        severity = finding["severity"]
        if severity < 3:
            return MARKS[severity] + self.t(f"severity.{severity}")
        grave = self.t("severity.grave_quality" if finding["kind"] == "quality" else "severity.grave")
        if finding.get("confirmed") is None:
            return MARKS[3] + self.t("severity.undecided")
        return MARKS[3] + (self.t("severity.decided", grave=grave[0].upper() + grave[1:]) if finding["confirmed"]
                           else self.t("severity.not_grave", grave=grave))

    def notes(self, said: dict[str, Any]) -> list[str]:
        """【逾期2天，控制险情逾期】, 重复3次, 退回1次, 待复查超时: what `attention` says of a finding, in words."""
        late = {row["which"]: row["days"] for row in said["passed"]}
        days = [self.t("overdue.fix", n=late["fix"])] if "fix" in late else []
        days += [self.t("overdue.control")] if "control" in late else []
        counts = [self.t(f"attention.why_{key}", n=said[key]) for key in ("repeated", "returned") if said[key]]
        kept = said["waiting"]
        return [*([self.boxed(self.clause.join(days))] if days else []), *counts,
                *([self.t(f"attention.late_{kept['for']}")] if kept and kept["late"] else [])]

    def at_once(self, finding: dict[str, Any]) -> bool:
        """立即: urgent, still open, and the danger not controlled."""
        return bool(finding.get("urgent") and finding["state"] in OPEN and not finding.get("control"))

    def limit(self, finding: dict[str, Any]) -> str:
        """The repair deadline, absolutely."""
        return self.at((finding.get("deadlines") or {}).get("fix_by"))

    def limits(self, finding: dict[str, Any]) -> list[str]:
        """By when, absolutely: until when a danger must be under control, while it is not, then the repair."""
        said = deadlines.told(finding)
        fixed = "list.fix_by" if "control" in said else "list.fix_at"
        keys = {"control": "list.control_by", "fix": fixed}
        return [self.t(keys[which], at=self.at(limit)) for which, limit in said.items()]

    def listed(self, name: str, id: str | None) -> str:
        """The word of one row of a written list of the field, like `sources` or `no_access_reasons`."""
        row = next((row for row in listed(name) if row["id"] == id), None)
        if row is None:
            return id or ""
        return str(row.get("short_zh") or row["zh"]) if self.zh else str(row["en"])

    def item(self, item: dict[str, Any] | None) -> str:
        """The name of a check item; what has none yet is said plainly."""
        if not item:
            return self.t("finding.no_item")
        return str(item["zh"] if self.zh else item.get("en") or item["zh"])

    def headline(self, finding: dict[str, Any], item: dict[str, Any] | None) -> str:
        """What a finding is: its own words, or the catalogue's in the reader's language where they say no more."""
        text = str(finding.get("text") or "")
        return text if text and text != (item or {}).get("zh") else self.item(item)

    def item_line(self, finding: dict[str, Any], item: dict[str, Any] | None) -> str:
        """检查项：栏杆高度不足, where the headline does not say it already."""
        if not item or self.headline(finding, item) == self.item(item):
            return ""
        return f"{self.t('finding.item')}{self.colon}{self.item(item)}"

    def age(self, day: str, today: str) -> str:
        """How long ago a day was: 今日, 1天, 12天."""
        gone = days.days_between(day, today)
        return self.t("age.today") if gone <= 0 else self.t("age.days", n=gone)

    def place(self, id: str, places: dict[str, dict[str, Any]]) -> str:
        """A place by its label, 3号楼东立面; in English 3号楼 East face."""
        if id not in places:
            return id
        label = str(places[id]["label"])
        building = str((places.get(places[id].get("building") or "") or {}).get("label") or "")
        stem = building if label.startswith(building) else ""
        rest = label.removeprefix(stem)
        said = self.part(rest)
        return f"{stem} {said}" if stem and said != rest else stem + said

    def part(self, name: str) -> str:
        """东立面 or 屋面 in the reader's language; any other name as it is."""
        return self.t(f"part_name.{COMMON[name]}") if name in COMMON else name

    def door_number(self, label: str, building: str) -> str:
        """2门 of 3号楼2门."""
        return label.removeprefix(building) or label

    def reason(self, reason: dict[str, Any]) -> str:
        """Why a door could not be entered, in the words of the list or those written."""
        said = self.listed("no_access_reasons", reason.get("code"))
        return f"{said}{self.colon}{reason['text']}" if reason.get("text") else said

    def waited(self, since: str) -> str:
        """How long something waits: 35分钟, 3小时, 2天."""
        gone = self.now - clock.instant_of(since)
        if gone < timedelta(hours=1):
            return self.t("age.minutes", n=max(0, gone // timedelta(minutes=1)))
        if gone < timedelta(days=2):
            return self.t("age.hours", n=gone // timedelta(hours=1))
        return self.t("age.days", n=gone.days)

    def _local(self, instant: str | datetime) -> datetime:
        return clock.local_time(clock.instant_of(instant) if isinstance(instant, str) else instant, self.zone)
