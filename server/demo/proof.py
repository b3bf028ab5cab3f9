"""The sums of every paper the demo issued, done again with a pencil: identity, denominator, the days of a week."""

from collections.abc import Iterable
from typing import Any

Content = dict[str, Any]
BOOK = ("opening", "new", "closed", "void_merged", "closing")
DOORS = 103


def checks(content: Content, others: Iterable[Content]) -> dict[str, bool]:
    """What must hold of one paper, each True or False; `others`: all contents issued, of every tier.

    identity: 期初+新增−销项−核减=期末 in total, for every unit, and the units sum up to the total; opening: it begins
    where the paper before it ended; coverage: the entrances' states sum up to all of them; union: a weekly is the
    sum of its dailies; compounds: a district's brief is the sum of its compounds.
    """
    found = {"identity": identity(content), "opening": _opens(content, list(others))}
    if content.get("coverage"):
        found["coverage"] = covered(content["coverage"])
    if content["tier"] == "weekly":
        found["union"] = _united(content, list(others))
    if content["tier"] == "district":
        found["compounds"] = _summed([one["reconcile"] for one in content["compounds"].values()], content["reconcile"])
    return found


def identity(content: Content) -> bool:
    """The book balances in total and for every unit, and the units make the total."""
    units = [book_of(row) for row in content["units"]]
    return all(balances(book) for book in (content["reconcile"], *units)) and _summed(units, content["reconcile"])


def balances(book: dict[str, int]) -> bool:
    """期初未销 + 新增 − 销项 − 核减 = 期末未销."""
    return book["opening"] + book["new"] - book["closed"] - book["void_merged"] == book["closing"]


def covered(coverage: dict[str, int]) -> bool:
    """Every entrance in exactly one state."""
    states = sum(number for state, number in coverage.items() if state != "denominator")
    return states == coverage["denominator"] == DOORS


def book_of(row: dict[str, int]) -> dict[str, int]:
    """A unit's row in the words of `reconcile`."""
    return {key: row["void" if key == "void_merged" else key] for key in BOOK}


def newest(contents: Iterable[Content], tier: str) -> dict[int, Content]:
    """{number: its newest version} of one tier."""
    found: dict[int, Content] = {}
    for one in contents:
        if one["tier"] == tier and one["version"] >= found.get(one["number"], one)["version"]:
            found[one["number"]] = one
    return found


def _opens(content: Content, others: list[Content]) -> bool:
    before = newest(others, content["tier"]).get(content["number"] - 1)
    return before is None or content["reconcile"]["opening"] == before["reconcile"]["closing"]


def _united(content: Content, others: list[Content]) -> bool:
    """The newest versions of the dailies of its seven days, each named with its cut, one opening from the other."""
    week = content["week"]
    days = [one for _, one in sorted(newest(others, "daily").items()) if week["from"] <= one["day"] <= week["to"]]
    told = [(one["number"], one["version"], one["day"], one["cut_seq"]) for one in days]
    named = [(one["number"], one["version"], one["day"], one["cut_seq"]) for one in content["days"]]
    book, books = content["reconcile"], [one["reconcile"] for one in days]
    return bool(days) and told == named and all(
        sum(one[key] for one in books) == book[key] for key in ("new", "closed", "void_merged")) and (
        books[0]["opening"], books[-1]["closing"]) == (book["opening"], book["closing"])


def _summed(books: list[dict[str, int]], total: dict[str, int]) -> bool:
    return all(sum(book[key] for book in books) == total[key] for key in BOOK)


NAMES = {"daily": "日", "weekly": "周", "district": "区"}
STATES = ("findings", "clean", "no_access", "building_looked", "on_phone", "no_record")


def line(row: dict[str, Any]) -> str:
    """One printed line: which paper, its book, its denominator, and a mark behind each sum."""
    def mark(*names: str) -> str:
        return "✓" if all(row["checks"][name] for name in names) else "✗"
    book = row["identity"]
    told = [f"{NAMES[row['tier']]} 第{row['number']}期第{row['version']}版 {row['day']}",
            f"期初{book['opening']}+新增{book['new']}−销项{book['closed']}−核减{book['void_merged']}="
            f"期末{book['closing']} {mark('identity', 'opening')}"]
    if row["coverage"]:
        states = "+".join(str(row["coverage"][state]) for state in STATES)
        told.append(f"楼门{row['coverage']['denominator']}={states} {mark('coverage')}")
    if row["tier"] == "weekly":
        told.append(f"={'、'.join(f'{number}' for number in row['dailies'])}期之和 {mark('union')}")
    if row["tier"] == "district":
        told.append(f"={'、'.join(row['compounds'])}之和 {mark('compounds')}")
    return "　".join(told)
