"""What attention asks of the stored things: forerunners, cases put, and what is proposed to the street or district."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from server.domain import rights
from server.domain.attention import TIERS, attention
from server.domain.moves import OPEN
from server.domain.rights import Reader
from server.storage import dated, finding_pages, queries
from server.storage.db import Session
from server.storage.forerunners import forerunners

PUT = ("proposed", "open", "answered", "declined")
"""Cases that stand, and those declined, which no threshold proposes again; one that was taken up stands again as the
case that took it."""

Row = dict[str, Any]


def with_forerunners(session: Session, reader: Reader, findings: Iterable[Row]) -> dict[str, Row]:
    """{id: finding} of these and, with no more than what `attention` counts by, of every earlier one they repeat, as
    far as this reader sees them."""
    known = {finding["id"]: finding for finding in findings}
    if rights.reads_all(reader, "finding"):
        return forerunners(session, reader.project, known) | known
    asked = set(known)
    while missing := {before for one in known.values() if (before := one.get("repeat_of"))} - asked:
        asked |= missing
        known |= queries.things(session, reader, "finding", sorted(missing))
    return known


def cases_about(session: Session, reader: Reader, findings: Iterable[str]) -> dict[str, list[Row]]:
    """{finding: the cases that stand about it} of these, as this reader sees them, the oldest first."""
    wanted, found = set(findings), dict[str, list[Row]]()
    named = dated.cases_naming(session, reader.project, wanted)
    known = queries.things(session, reader, "case", named) if named else {}
    for case in sorted(known.values(), key=lambda case: (case["at"], case["id"])):
        if case.get("finding") in wanted and case["status"] in PUT:
            found.setdefault(case["finding"], []).append(case)
    return found


def noted(session: Session, reader: Reader, findings: list[Row], now: datetime, settings: Row) -> dict[str, Row]:
    """{finding: what `attention` says of it now}, knowing its forerunners and the cases about it."""
    cases = cases_about(session, reader, (one["id"] for one in findings))
    return _noted(session, reader, findings, now, settings, cases)


def _noted(session: Session, reader: Reader, findings: list[Row], now: datetime, settings: Row,
           cases: dict[str, list[Row]]) -> dict[str, Row]:
    known = with_forerunners(session, reader, findings)
    return {one["id"]: attention(one, now, settings, known=known,
                                 put=[case["tier"] for case in cases.get(one["id"], [])]) for one in findings}


def proposals(session: Session, reader: Reader, now: datetime, settings: Row) -> list[Row]:
    """[{"finding", "tier", "note": what `attention` says, "case": the proposal somebody made, or None}].

    What somebody proposed and nobody has taken up comes first, then what the thresholds name: district before
    street, the longest overdue first. Bounded by what is open on site.
    """
    open_ones = finding_pages.open_ones(session, reader, OPEN)
    cases = cases_about(session, reader, (one["id"] for one in open_ones))
    said = _noted(session, reader, open_ones, now, settings, cases)
    by_id = {one["id"]: one for one in open_ones}
    asked = [{"finding": by_id[id], "tier": case["tier"], "note": said[id], "case": case}
             for id, made in cases.items() if id in by_id for case in made if case["status"] == "proposed"]
    named = [{"finding": by_id[id], "tier": note["propose"]["tier"], "note": note, "case": None}
             for id, note in said.items() if note["propose"]]
    named.sort(key=lambda row: (-TIERS.index(row["tier"]), -(row["note"]["overdue"] or {"days": 0})["days"],
                                row["finding"]["number"]))
    return asked + named
