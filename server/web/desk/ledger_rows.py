"""The rows of the 台账: which columns it has, and what each says of one finding, in the reader's language.

The trade's own ledgers have about eighteen columns (domain.md §7, W24): when and by whom it was found, where, what
kind, what, how grave, what is demanded by when of whom, how it stands, when answered, who checked, when struck off.
These are kept in that order. 依据 is left out: it belongs to the item, stands on the notice, and would double the
height of every row. 责任人 is left out: a unit answers here, and no person of it is recorded before he replies.
Added are what a meeting asks first: days overdue, how often repeated, returned, extended; and the pictures.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from server.domain import clock
from server.domain.rights import FIRMS
from server.paper.spreadsheet import Cell, Column
from server.web.desk.page import Desk
from server.web.desk.rows import short_name
from server.web.desk.words import Words

WIDTHS = {
    "nr": 5, "number": 16, "found": 16, "finder": 11, "place": 13, "kind": 6, "item": 14, "text": 26, "severity": 9,
    "requirement": 20, "limit": 16, "unit": 11, "state": 9, "replied": 16, "checker": 8, "closed": 16, "overdue": 7,
    "again": 9,
}
"""The columns in their order, by the keys of their headings."""

PICTURES = ("before", "after")
PICTURE_WIDTH = 17
"""Room for one picture in a cell, in characters."""

Row = dict[str, Any]


def columns(words: Words, pictures: bool) -> list[Column]:
    """Headings and widths; with pictures two columns for them, else one that says how many there are."""
    told = [Column(words.t(f"ledger.{key}"), width) for key, width in WIDTHS.items()]
    if pictures:
        return [*told, *(Column(words.t(f"ledger.{part}"), PICTURE_WIDTH) for part in PICTURES)]
    return [*told, Column(words.t("ledger.pictures"), 9)]


class Rows:
    """Speaks of findings as one reader sees them; `names` are {kind: {id: state}} he may read."""

    def __init__(self, desk: Desk, words: Words, names: Mapping[str, dict[str, Row]]) -> None:
        self._desk, self._words, self._names = desk, words, names
        self._firm = desk.reader.role in FIRMS

    def row(self, nr: int, finding: Row, said: Row, pictures: list[Cell]) -> list[Cell]:
        """All cells of one finding; `said` is what `attention` says of it now."""
        words, item = self._words, self._names["item"].get(finding.get("item") or "")
        limits, late = finding.get("deadlines") or {}, said["overdue"]
        state = words.t(f"states_firm.{finding['state']}", round=finding.get("round") or 1) if self._firm else \
            words.t(f"states.{finding['state']}")
        return [
            nr, finding["number"], self._clock(finding.get("filed_at")), self._finder(finding), self._place(finding),
            words.t(f"kinds.{finding['kind']}"), words.item(item) if item else "", finding.get("text") or "",
            "" if finding["kind"] == "coordination" else words.mark(finding).replace("\u2009", ""),
            finding.get("requirement") or "", self._clock(limits.get("fix_by")), self._unit(finding.get("unit")), state,
            self._clock((finding.get("replied") or {}).get("at")), self._checker(finding),
            self._clock(finding.get("closed_at") if finding["state"] == "closed" else None),
            late["days"] if late else None, self._again(finding, said), *pictures]

    def _clock(self, instant: str | None) -> datetime | None:
        """On the clocks of the project, without a zone: spreadsheets have none."""
        if not instant:
            return None
        local = clock.local_time(clock.instant_of(instant), self._desk.zone)
        return local.replace(tzinfo=None, second=0, microsecond=0)

    def _unit(self, id: str | None) -> str:
        return short_name(self._names["org"], id) if id in self._names["org"] else ""

    def _person(self, id: str | None) -> str:
        return str((self._names["person"].get(id or "") or {}).get("name") or "")

    def _finder(self, finding: Row) -> str:
        """王巡（代建）; of people this reader does not know, their organisation alone."""
        name, org = self._person(finding.get("filed_by")), self._unit(finding.get("filed_org"))
        return f"{name}{self._words.aside(org)}" if name and org else name or org

    def _place(self, finding: Row) -> str:
        place, position = self._words.place(finding["place"], self._names["place"]), finding.get("position") or ""
        return place if not position or position in place else f"{place} {self._words.part(position)}"

    def _checker(self, finding: Row) -> str:
        """Whoever passed or failed it last; of what was repaired before the eyes of supervision, he who saw it."""
        for line in reversed(finding.get("timeline") or []):
            if line["move"] in ("pass", "fail") and line["outcome"] == "applied":
                return self._person(line["by"])
        seen = finding["state"] == "closed" and finding.get("on_spot")
        return self._person(finding.get("filed_by")) if seen else ""

    def _again(self, finding: Row, said: Row) -> str:
        extended = (finding.get("extension") or {}).get("n")
        told = [self._words.t(f"attention.why_{key}", n=said[key]) for key in ("repeated", "returned") if said[key]]
        told += [self._words.t("finding.extension_n", n=extended)] if extended else []
        return self._words.comma.join(told)
