"""The street's weekly sheet: the sum of the week's daily sheets, and what the days could not close."""

from server.domain.sheet import Content
from server.domain.weekly import assemble
from server.storage import sheets
from server.storage.state import State
from server.storage.week_inputs import collect
from server.sync.tiers.making import Assembler, Frozen, Maker, enter

TIER = "weekly"


def frozen(state: State, day: str, number: int, version: int, as_of: str) -> Frozen:
    """The cut and the instant: all else stands in the daily sheets and in the state."""
    return {"number": number, "version": version, "as_of": as_of,
            "cut_seq": sheets.last_seq(state.session, state.project)}


def content(state: State, day: str, moment: Frozen) -> Content:
    """The canonical content. Raises sheet_units.OutOfBalance when the days do not add up."""
    return assemble(collect(state, TIER, day, moment))


enter(Maker(tier=TIER, kind="compound", rule="weekly_meeting", look=frozen, formats={1: Assembler(content)}))
