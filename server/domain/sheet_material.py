"""What a daily sheet is made of: state at the cut, flows since the last sheet, the secretary's own words."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from server.domain.days import days_between
from server.domain.sheet_places import Places

State = dict[str, Any]


@dataclass(frozen=True)
class Previous:
    """The issued sheet before this one, in its newest `version`; `closing` is {unit id: findings still open}."""

    number: int
    day: str
    as_of: str
    cut_seq: int
    closing: dict[str, int]
    version: int = 1


@dataclass(frozen=True)
class Material:
    """Plain values only, so that equal logs give equal sheets. Days 2023-06-14, instants UTC ISO with Z.

    `findings`, `orgs`, `places_by_id`, `people`, `items`, `decisions`, `cases` are {id: state} (state.md §4).
    `forerunners`: {id: {"id", "repeat_of"}} of what the findings repeat, however far back.
    `flows`: rows {finding, unit, effect, tag} since the previous cut; `counted`: {unit: findings that count
    at the cut}. `coverage`: {entrance: {state, reason?}}; `parts`: the same for building parts and zones with
    work, None when no firm has filed its work faces yet. `visits` are the day's, `late` those of older days
    no sheet has told: 补录 where the day has its sheet, else the records of a day without a meeting.
    `unsent`: what check-ins announced, {records, photos}. `pictures`: each picture's hash and the one used: itself, its
    preview, or None while neither is here. `unprinted`: hashes kept off the paper. `deliveries`: {finding: at}.
    `replaced`: of a correction, what `sheet_changes.replaced` froze.
    `heard`: ids of the decisions and cases spoken of since the last meeting had its sheet, by the order of the log.
    """

    project: str
    tier: str
    number: int
    version: int
    day: str
    as_of: str
    cut_seq: int
    chain: str
    name: str
    settings: dict[str, Any]
    previous: Previous | None = None
    prepared: dict[str, Any] = field(default_factory=dict)
    findings: dict[str, State] = field(default_factory=dict)
    forerunners: dict[str, State] = field(default_factory=dict)
    flows: list[dict[str, Any]] = field(default_factory=list)
    counted: dict[str, int] = field(default_factory=dict)
    orgs: dict[str, State] = field(default_factory=dict)
    places_by_id: dict[str, State] = field(default_factory=dict)
    people: dict[str, State] = field(default_factory=dict)
    items: dict[str, State] = field(default_factory=dict)
    coverage: dict[str, dict[str, Any]] = field(default_factory=dict)
    parts: dict[str, dict[str, Any]] | None = None
    visits: list[State] = field(default_factory=list)
    late: list[State] = field(default_factory=list)
    decisions: dict[str, State] = field(default_factory=dict)
    filings: list[State] = field(default_factory=list)
    stages: list[State] = field(default_factory=list)
    milestones: list[State] = field(default_factory=list)
    cases: dict[str, State] = field(default_factory=dict)
    unsent: dict[str, int] = field(default_factory=lambda: {"records": 0, "photos": 0})
    pictures: dict[str, str | None] = field(default_factory=dict)
    unprinted: frozenset[str] = frozenset()
    deliveries: dict[str, str] = field(default_factory=dict)
    replaced: dict[str, Any] | None = None
    heard: frozenset[str] = frozenset()

    @property
    def zone(self) -> str:
        """The IANA name of the project's zone."""
        return str(self.settings["zone"])

    @cached_property
    def places(self) -> Places:
        """The places, ready for naming."""
        return Places(self.places_by_id)

    @cached_property
    def known(self) -> dict[str, State]:
        """Findings and forerunners: what repetitions are counted by."""
        return {**self.forerunners, **self.findings}

    @property
    def gap_days(self) -> int | None:
        """Days since the previous sheet's day; None for the first sheet."""
        return None if self.previous is None else days_between(self.previous.day, self.day)

    @property
    def period(self) -> str:
        """今日 when the sheet covers one day, else 本期."""
        return "今日" if self.gap_days == 1 else "本期"

    def unit(self, id: str | None) -> str:
        """The short name of an organisation; a dash for none."""
        if not id:
            return "–"
        org = self.orgs.get(id, {})
        return str(org.get("short") or org.get("name") or id)

    def person(self, id: str | None) -> str:
        """The name of a person."""
        return str(self.people.get(id or "", {}).get("name") or id or "–")

    def item(self, code: str | None) -> str:
        """The catalogue's words for an item; 未归类 when none was chosen."""
        return str(self.items.get(code or "", {}).get("zh") or code or "未归类")

    def unit_order(self, id: str) -> tuple[int, str]:
        """The order of units on every sheet: the register's, then the id."""
        order = self.orgs.get(id, {}).get("order")
        return (10**6 if order is None else int(order), id)

    def had_sheet(self, day: str) -> bool:
        """Whether an older day has its sheet, so that its late records are 补录; else it was one without a meeting."""
        return self.previous is None or day <= self.previous.day

    def since(self, id: str) -> bool:
        """Whether somebody spoke of a decision or case after the previous sheet; True when there is none."""
        return self.previous is None or id in self.heard
