"""The numbers that restores left out, in words: for whoever looks for a number that no record has."""

from collections.abc import Iterator
from typing import Any

from server.domain import clock
from server.storage.db import Session
from server.storage.state import State

SPANS = {"supervision": ("监理通知单 {}", "supervision notices {}"), "client": ("整改通知单 {}", "client notices {}"),
         "sheet": ("会议材料第 {} 期", "sheets no. {}"),
         "version": ("第 {sheet} 期的第 {} 版", "versions {} of sheet {sheet}")}


def skipped(session: Session, project: str) -> Iterator[str]:
    """A line per restore, the oldest first; a number in it may stand on a paper, but on no record of this server."""
    state = State(session, project)
    zone = state.setting("zone")
    for gap in sorted(state.all("gap").values(), key=lambda one: one["seq"]):
        said, told = zip(*_spans(gap), strict=True)
        at, since = (f"{clock.local_time(clock.instant_of(gap[key]), zone):%Y-%m-%d %H:%M}" for key in ("at", "since"))
        yield (f"跳号 left out {project} {at} 恢复备份（最后一条记录 {since}），空号：{'；'.join(said)} "
               f"(a backup that ends at {since} was restored at {at}: {'; '.join(told)})")


def _spans(gap: dict[str, Any]) -> Iterator[tuple[str, str]]:
    count, day = gap["findings"], gap["day"]
    yield (f"{day} 及以前的问题，每天每类已有编号之后 {count} 个",
           f"findings of each day up to {day}, {count} of each kind after the last there is")
    for span in gap["spans"]:
        zh, en = SPANS[span["of"]]
        run = [str(n) for n in dict.fromkeys((span["first"], span["last"]))]
        yield zh.format(" 至 ".join(run), sheet=span.get("sheet")), en.format(" to ".join(run), sheet=span.get("sheet"))
