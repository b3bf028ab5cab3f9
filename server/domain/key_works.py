"""今日关键作业: the dangerous works the firms announced on the eve for a day, and who stood by them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from server.domain import catalogue
from server.domain.days import shifted

Row = dict[str, Any]


def key_works(
    filings: Iterable[Mapping[str, Any]], day: str, orgs: Mapping[str, Mapping[str, Any]]
) -> list[Row] | None:
    """[{"filing", "work" (its place there), "kind", "count", "unit", "place", "text", "org", "attended"}].

    None: nobody filed. Each firm's last filing of the eve, the general contractor's first: the phone lists the same.
    """
    eve = [one for one in filings if one["day"] == shifted(day, -1) and not one.get("replaced_by")]

    def order(one: Mapping[str, Any]) -> tuple[bool, str, str]:
        kind = (orgs.get(one.get("org") or "") or {}).get("kind")
        return kind != "general_contractor", str(one.get("org") or ""), str(one["id"])
    found = [row for filing in sorted(eve, key=order) for row in _listed(filing)]
    return found if eve else None


def _listed(filing: Mapping[str, Any]) -> list[Row]:
    units = {row["id"]: row["unit"]["zh"] for row in catalogue.words("key_works")}
    return [{"filing": filing["id"], "work": nr, "kind": entry["work"], "count": entry["count"],
             "unit": units.get(entry["work"], ""),
             "place": entry.get("place"), "text": entry.get("text") or "", "org": filing.get("org"),
             "attended": [one for one in filing.get("attended") or [] if one["work"] == nr]}
            for nr, entry in enumerate(filing.get("tomorrow") or []) if (entry.get("count") or 0) > 0]
