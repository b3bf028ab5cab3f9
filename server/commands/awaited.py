"""What `xunlou doctor` says is still to come: numbers and pictures that never arrived, records that wait here."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from server.domain import clock
from server.storage import accounts, holes
from server.storage.db import Session
from server.storage.state import State
from server.sync.verdicts import REASONS

DEVICE_SHOWN = 8
"""Signs of a device's id: enough to tell phones apart."""


class Awaited:
    """Puts into words what one project waits for, as of `now`."""

    def __init__(self, session: Session, project: str, now: datetime) -> None:
        self.session, self.project, self.now = session, project, now
        self.state = State(session, project)
        self.people, self.phones = self.state.all("person"), accounts.phones_of(session, project)
        self.zone = self.state.setting("zone")

    def lines(self) -> Iterator[str]:
        """A line per phone with holes, per held record, per phone that owes pictures."""
        for row in holes.holes(self.session, self.project):
            yield self._hole(row)
        for record in sorted(self.state.all("held").values(), key=lambda one: one["received_at"]):
            yield self._held(record)
        for row in holes.missing_pictures(self.session, self.project):
            yield self._pictures(row)

    def _hole(self, row: dict[str, Any]) -> str:
        numbers = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in row["missing"])
        who, seen, left = "、".join(map(self._who, row["people"])), self._seen(row), row["holds"].get("events", 0)
        if row["lost"]:
            fate = "手机存储已清空，不会再来", "its storage is gone: they will not come"
        elif row["seen_at"] is None:
            fate = "手机没说过还有几条", "it never said what it holds"
        elif left < row["count"]:
            fate = f"手机上只有{left}条", f"it says it holds only {left}"
        else:
            fate = f"手机上还有{left}条", f"it holds {left}"
        return (f"手机 {row['device'][:DEVICE_SHOWN]}（{who}，{seen[0]}）编号 {numbers} 未到，{fate[0]} "
                f"(never arrived from this phone: no. {numbers}; {seen[1]}; {fate[1]})")

    def _held(self, record: dict[str, Any]) -> str:
        reason = (record["reasons"] or [{"code": "waiting", "text": ""}])[0]
        said, age = REASONS.get(reason["code"], (reason["text"], reason["code"]))[1], self._age(record["received_at"])
        return (f"待处理 {record['type']} {record['id']}（{self._who(record['author'])}）：{reason['text']}，{age[0]} "
                f"(held: {said}; {age[1]})")

    def _pictures(self, row: dict[str, Any]) -> str:
        seen, since, left = self._seen(row), self._age(clock.text_of(row["since"])), row["holds"].get("blobs", 0)
        device = (row["device"] or "–")[:DEVICE_SHOWN]
        return (f"照片 {row['count']} 张未到：{self._who(row['author'])}，手机 {device}，{seen[0]}，"
                f"手机上有{left}张，{since[0]} ({row['count']} pictures are missing; {seen[1]}; "
                f"the phone holds {left}; {since[1]})")

    def _who(self, person: str) -> str:
        name = (self.people.get(person) or {}).get("name") or person
        return f"{name} {self.phones.get(person, '')}".rstrip()

    def _seen(self, row: dict[str, Any]) -> tuple[str, str]:
        if row["seen_at"] is None:
            return "从未联系", "never seen"
        local = clock.local_time(row["seen_at"], self.zone)
        return f"最后联系 {local:%m-%d %H:%M}", f"last seen {local:%m-%d %H:%M}"

    def _age(self, since: str) -> tuple[str, str]:
        gone = self.now - clock.instant_of(since)
        if gone < timedelta(hours=1):
            minutes = max(0, gone // timedelta(minutes=1))
            return f"已等{minutes}分钟", f"for {minutes} min"
        if gone < timedelta(days=2):
            return f"已等{gone // timedelta(hours=1)}小时", f"for {gone // timedelta(hours=1)} h"
        return f"已等{gone.days}天", f"for {gone.days} days"
