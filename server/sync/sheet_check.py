"""Proves issued sheets: their content, made again from the logs alone, must have the hash they were issued with."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from server.domain.problems import Problem
from server.storage import log, sheets
from server.storage.db import Session, reading
from server.storage.state import State
from server.sync.rebuild import rebuilt, rebuilt_at
from server.sync.release import released_parts
from server.sync.tiers import FIRST_FORMAT, MAKERS
from server.sync.verify import first_fault

Key = tuple[str, int, int]
Kept = dict[Key, dict[str, Any]]


@dataclass(frozen=True)
class Proof:
    """`verdict` is same, different, or redacted (an event it was made of was lawfully blackened since)."""

    number: int
    version: int
    issued: str
    made_again: str
    verdict: str
    tier: str = "daily"
    day: str = ""


def check(project: str, tier: str, number: int, engine: Engine, version: int | None = None) -> Proof:
    """Re-make a version of a sheet, by default the newest, from its log prefix. Raises Problem not_found."""
    with reading(engine) as session:
        stored = sheets.read(session, project, tier, number, version)
    if stored is None:
        raise Problem("not_found")
    key = (tier, number, int(stored["version"]))
    return next(proof for proof in _proofs(project, engine, stored["seq"], key))


def check_all(project: str, engine: Engine) -> list[Proof]:
    """A proof of every version of every tier, in the order of issue: the log is folded once, whatever their number.

    A row of the log that is not what was stored makes every sheet issued from there on `different`, even if the
    changed byte is nowhere on it: its 核对码 is cut from the chain as well. So does a sheet that the log knows and
    the table does not, or the other way round. Sheets issued while this runs are left to the next time.
    """
    with reading(engine) as session:
        head = int(log.head(session, project)["seq"])
    return _proofs(project, engine, head)


def _proofs(project: str, engine: Engine, upto: int, only: Key | None = None) -> list[Proof]:
    """Of all versions issued up to a row of the log, or of one."""
    with reading(engine) as session:
        broken = first_fault(project, engine)
        stored = _kept(session, project, only)
        with rebuilt(project, engine, upto=upto if broken is None else min(upto, broken - 1)) as memory, \
                reading(memory) as made:
            again = _kept(made, project, only)
        if broken is None:
            stored = {key: row for key, row in stored.items() if row["seq"] <= upto}
        known = sorted({**again, **stored}.items(), key=lambda pair: (pair[1]["seq"], pair[0]))
        verdicts = {key: _verdict(session, project, row["seq"]) for key, row in again.items()}
        moved = _moved(engine, project, again, verdicts)
        return [_proof(session, project, again.get(key), stored.get(key), verdicts.get(key, {}), key in moved)
                for key, _ in known]


def _kept(session: Session, project: str, only: Key | None) -> Kept:
    found = {(row["tier"], row["number"], row["version"]): row for row in sheets.kept(session, project)}
    return found if only is None else {key: row for key, row in found.items() if key == only}


def _proof(session: Session, project: str, again: dict[str, Any] | None, stored: dict[str, Any] | None,
           verdict: dict[str, Any], moved: bool) -> Proof:
    """Of a version that the log makes, the table keeps, or both; `moved`: another project's log says otherwise."""
    row = stored or again
    assert row is not None, "a version is known from one of the two"
    issued = str(verdict.get("content_sha256", ""))
    made, stands = (one["sha256"] if one else "" for one in (again, stored))
    sources = MAKERS[row["tier"]].sources(verdict["snapshot"]) if again else {}
    same = "" != issued == made == stands and not moved
    said = "same" if same else "different"
    if not same and again and issued == stands and _covered(session, {**sources, project: row["seq"]}):
        said = "redacted"
    return Proof(row["number"], row["version"], issued, made, said, row["tier"], row["day"])


def _moved(engine: Engine, project: str, again: Kept, verdicts: dict[Key, dict[str, Any]]) -> set[Key]:
    """The versions of which another project's log, up to its cut, no longer says what the verdict froze of it.

    Each of those logs is read and folded once, whatever the number of papers that tell of it.
    """
    asked: dict[str, dict[int, list[Key]]] = {}
    for key in again:
        for source, cut in MAKERS[key[0]].sources(verdicts[key]["snapshot"]).items():
            asked.setdefault(source, {}).setdefault(cut, []).append(key)
    moved: set[Key] = set()
    for source, cuts in asked.items():
        broken = first_fault(source, engine)
        whole = [cut for cut in cuts if broken is None or cut < broken]
        moved |= {key for cut in cuts if cut not in whole for key in cuts[cut]}
        for cut, memory in rebuilt_at(source, engine, whole):
            with reading(memory) as made:
                moved |= {key for key in cuts[cut] if not _holds(State(made, source), project, again[key],
                                                                 verdicts[key])}
    return moved


def _holds(source: State, project: str, row: dict[str, Any], verdict: dict[str, Any]) -> bool:
    """Whether a project as it stood at the cut still gives what the verdict froze of it."""
    frozen, assembler = verdict["snapshot"], MAKERS[row["tier"]].assembler(verdict.get("format", FIRST_FORMAT))
    return assembler.again(source, project, row["day"], frozen) == frozen


def _covered(session: Session, cuts: dict[str, int]) -> bool:
    """Whether words said up to these rows of the logs were covered by law after them."""
    for project, cut in cuts.items():
        events = (log.find(session, project, id) for id in log.covered(session, project, after=cut))
        if any(event is not None and event["seq"] <= cut for event in events):
            return True
    return False


def _verdict(session: Session, project: str, seq: int) -> dict[str, Any]:
    """What was decided at its issue, from the log itself and not from the table beside it."""
    row = next(log.rows(session, project, after=seq - 1, upto=seq))
    verdict: dict[str, Any] = row["verdict"]
    return released_parts(row["bytes"])[2] if row["type"] == "event.released" else verdict
