"""The district's brief: one paper over the compounds that report to it, each read up to a cut of its own log."""

from typing import Any

from server.domain.clock import instant_of
from server.domain.district import District, assemble
from server.domain.district_compound import told
from server.domain.setting_values import in_force
from server.domain.sheet import Content
from server.storage import log, sheets
from server.storage.district_inputs import TIER, compound_at, last_told, reporting, reports, since_of, stand_still
from server.storage.state import State
from server.sync.tiers.making import Assembler, Frozen, Maker, enter

Told = dict[str, Any]


def frozen(state: State, day: str, number: int, version: int, as_of: str) -> Frozen:
    """Which compounds report, each with its cut, its chain and what it tells; the district's log alone holds them."""
    listed, session = list(in_force("compounds", state.setting("compounds"))), state.session
    if state.seq:   # a preview takes no turn of the log and keeps nobody waiting
        stand_still(session, reporting(session, state.project, listed), instant_of(as_of))
    order = reporting(session, state.project, listed)
    return {"number": number, "version": version, "cut_seq": sheets.last_seq(session, state.project), "as_of": as_of,
            "order": order, "compounds": {id: _look(state, id, day, number, as_of) for id in order}}


def _look(district: State, id: str, day: str, number: int, as_of: str) -> Told:
    since = since_of(last_told(district.session, district.project, number, id))
    cut_seq = sheets.last_seq(district.session, id)
    return _at(State(district.session, id), {"cut_seq": cut_seq, "since": since}, day, as_of)


def _at(compound: State, cut: Told, day: str, as_of: str) -> Told:
    """One compound's block: where it was cut, since when it tells, and what."""
    chain = log.chain_at(compound.session, compound.project, cut["cut_seq"])
    return {**told(compound_at(compound, cut["since"], day=day, as_of=as_of)), "cut_seq": cut["cut_seq"],
            "chain": chain, "since": cut["since"]}


def content(state: State, day: str, moment: Frozen) -> Content:
    """The canonical content: the district's own words around what the verdict froze of each compound."""
    session, project = state.session, state.project
    chain = log.chain_at(session, project, moment["cut_seq"])
    assert chain is not None, "the cut is a row of the log"
    return assemble(District(
        project=project, name=str(log.head(session, project)["name"]), number=moment["number"],
        version=moment["version"], day=day, as_of=moment["as_of"], cut_seq=moment["cut_seq"], chain=chain,
        zone=str(in_force("zone", state.setting("zone"))),
        meeting=in_force("district_meeting", state.setting("district_meeting")), order=moment["order"],
        compounds=moment["compounds"], previous=sheets.previous(session, project, TIER, moment["number"]),
        prepared=state.get("preparation", f"{TIER}:{day}") or {}, replaced=moment.get("replaced")))


def again(source: State, project: str, day: str, moment: Frozen) -> Frozen:
    """The same moment with one compound read once more from its state, which is that of its log up to its cut.

    A compound whose log does not say there that it reports to this district is missing from it.
    """
    id, others = source.project, {key: one for key, one in moment["compounds"].items() if key != source.project}
    if not reports(source, project):
        return {**moment, "order": [key for key in moment["order"] if key != id], "compounds": others}
    cut = {key: moment["compounds"][id][key] for key in ("cut_seq", "since")}
    return {**moment, "compounds": {**others, id: _at(source, cut, day, moment["as_of"])}}


enter(Maker(tier=TIER, kind="district", rule="district_meeting", look=frozen, formats={1: Assembler(content, again)},
            sources=lambda moment: {id: cut["cut_seq"] for id, cut in moment["compounds"].items()}))
