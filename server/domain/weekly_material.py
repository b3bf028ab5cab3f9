"""What the street's weekly sheet is made of: the week's daily sheets as issued, and the site's state at the cut."""

from dataclasses import dataclass, field
from typing import Any

from server.domain.days import days_between, shifted
from server.domain.sheet_material import Material

Content = dict[str, Any]
WEEK_DAYS = 7


@dataclass(frozen=True)
class Week:
    """Plain values only, so that equal logs give equal sheets.

    `site`: names, settings, words prepared, decisions, cases and milestones at the cut; its number, version and day
    are the weekly's. `days`: contents of the daily sheets united, oldest first; `hashes`: {number: hash as issued}.
    The first of them may be `counted_days.only_added`: the last one of the week before, corrected since.
    `before`: the weekly sheet before this one; `carried`: the last daily it unites, where this week has none.
    `after`: flows between the last daily cut and this cut.
    `seen`: {day: {entrance: state}} as `coverage` has it, of the seven days. `judged`: {"for": review|reinspect,
    "hours", "limit", "number"}.
    """

    site: Material
    days: list[Content] = field(default_factory=list)
    hashes: dict[int, str] = field(default_factory=dict)
    before: Content | None = None
    carried: Content | None = None
    after: list[dict[str, Any]] = field(default_factory=list)
    seen: dict[str, dict[str, str]] = field(default_factory=dict)
    judged: list[dict[str, Any]] = field(default_factory=list)

    @property
    def first_day(self) -> str:
        """The day after the weekly before; of the first weekly, the seventh day counted back."""
        return first_day(self.site.day, self.before)

    @property
    def begins(self) -> str:
        """The first day anything on the sheet is of: earlier than `first_day` where an older daily sheet was left."""
        return min([self.first_day, *(content["day"] for content in self.whole[:1])])

    @property
    def whole(self) -> list[Content]:
        """The daily sheets that are new to this week, without one of which it only tells what a correction added."""
        return [content for content in self.days if "counted" not in content]

    @property
    def word(self) -> str:
        """本周, or 本期 of more days than a week has."""
        return "本周" if days_between(self.begins, self.site.day) < WEEK_DAYS else "本期"

    @property
    def word_before(self) -> str:
        """上周 or 上期, beside `word`."""
        return self.word.replace("本", "上")

    @property
    def walked(self) -> list[str]:
        """The seven days whose coverage is told, the last being the meeting's."""
        return [shifted(self.site.day, nr) for nr in range(1 - WEEK_DAYS, 1)]

    @property
    def last(self) -> Content | None:
        """The last daily sheet that counts, of this week or, where this week has none, of the one before."""
        return told_of(self.days[-1]) if self.days else (self.before or {}).get("last")

    @property
    def end(self) -> Content | None:
        """Its whole content: what is open at the week's end stands there, with how late and how old it was then."""
        return self.days[-1] if self.days else self.carried

    def age(self, row: dict[str, Any]) -> int:
        """Days from the day found to the last daily sheet's."""
        return max(0, days_between(row["day"], self.end["day"])) if self.end else 0


def first_day(day: str, before: Content | None) -> str:
    """Where a weekly of that day begins, after the weekly before it."""
    return shifted(before["day"], 1) if before and before["day"] < day else shifted(day, 1 - WEEK_DAYS)


def told_of(daily: Content) -> Content:
    """What a weekly remembers of the last daily sheet it unites, so that the next one goes on from it."""
    return {key: daily[key] for key in ("number", "version", "day", "as_of", "cut_seq")}
