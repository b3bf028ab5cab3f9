"""The worked day as a sheet's content, for tests of single rules."""

from server.domain.sheet import assemble
from tests.paper.worked_day import material


def section(content, id):
    """One section of a sheet's content."""
    return next(part for part in content["sections"] if part["id"] == id)


def sheet(**changes):
    """The content of the worked day, with changes to its material."""
    return assemble(material(**changes))


def with_finding(state, *, effects=()):
    """The worked day with one finding more, and its flows."""
    day = material()
    counted = dict(day.counted)
    for effect in effects:
        counted[state["unit"]] += {"new": 1, "closed": -1, "void": -1}[effect]
    more = [{"finding": state["id"], "unit": state["unit"], "effect": effect, "tag": None} for effect in effects]
    return {"findings": {**day.findings, state["id"]: state}, "flows": [*day.flows, *more], "counted": counted}
