"""The warning before the meeting: nobody of the supervision is printed as late without having been told in time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from server.domain.clock import day_of
from server.domain.days import instant_on


def warning(now: datetime, settings: Mapping[str, Any]) -> dict[str, Any] | None:
    """{"cutoff": instant, "minutes" left, "nr": which of the warnings, 1 the first, "of" so many} or None.

    A warning stands from its minutes before the meeting's cutoff (settings `cutoff_warnings`, 16:30 and 16:50
    before 17:00) until the cutoff itself (product.md §5). `now` is aware; mirrored by `static/js/core/cutoff.js`.
    """
    zone, leads = settings["zone"], sorted(settings["cutoff_warnings"], reverse=True)
    cutoff = instant_on(day_of(now, zone, settings["day_starts_at"]), settings["meeting"]["cutoff"], zone)
    left = cutoff - now
    begun = [lead for lead in leads if left <= timedelta(minutes=lead)]
    if not begun or left <= timedelta(0):
        return None
    return {"cutoff": cutoff, "minutes": -(-left // timedelta(minutes=1)), "nr": len(begun), "of": len(leads)}
