"""The daily sheet: one a meeting of the site, opening from the one before."""

from server.domain.sheet import Content, assemble
from server.domain.sheet_material import Material
from server.storage import sheets
from server.storage.sheet_inputs import collect, findings, flows
from server.storage.sheet_moment import Snapshot, look
from server.storage.state import State
from server.sync.tiers.making import Assembler, Frozen, Maker, enter

TIER = "daily"


def frozen(state: State, day: str, number: int, version: int, as_of: str) -> Frozen:
    """What phones hold, which pictures are here and what was delivered, at the head of the log."""
    cut_seq = sheets.last_seq(state.session, state.project)
    before = sheets.previous(state.session, state.project, TIER, number)
    told = findings(state, flows(state, before, cut_seq))
    return look(state, told, number=number, version=version, cut_seq=cut_seq, as_of=as_of, day=day).as_json()


def material_of(state: State, day: str, moment: Frozen) -> Material:
    """What the sheet of that moment is assembled from; its secretary prepares with it."""
    return collect(state, TIER, day, Snapshot(**moment))


def content(state: State, day: str, moment: Frozen) -> Content:
    """The canonical content. Raises sheet_units.OutOfBalance when the book does not balance."""
    return assemble(material_of(state, day, moment))


enter(Maker(tier=TIER, kind="compound", rule="sheet", look=frozen, formats={1: Assembler(content)}))
