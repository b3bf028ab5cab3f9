"""Whether the running server shows a demo, for the banner that says so."""

from server.house import house
from server.storage import demo_clock


def is_demo() -> bool:
    """True when the data folder lives in another time."""
    return demo_clock.is_demo(house().data)
