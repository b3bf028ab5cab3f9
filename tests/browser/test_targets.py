"""What the office presses is large enough for a glove, in both languages, and the frame stays one line on a desk."""

from datetime import UTC, datetime

import pytest

from tests.browser import screens
from tests.browser.chromium import DESK, PHONE

LEAST_PX = 44
PAGES = ("today", "progress", "weekly", "papers", "cases", "brief", "district-cases")
SMALL = """least => [...document.querySelectorAll("a[href]:not(.skip), button:not(.unseen), select, textarea, summary, input")]
    .filter(one => one.checkVisibility({visibilityProperty: true}) && one.type !== "hidden" && !one.closest(".matrix"))
    .map(one => [one, (one.matches("[type=checkbox], [type=radio]") && one.closest("label") || one).getBoundingClientRect()])
    .filter(([, box]) => box.height < least - 0.5)
    .map(([one, box]) => `${Math.round(box.width)} × ${Math.round(box.height)}: ${one.outerHTML.slice(0, 90)}`)"""


@pytest.mark.parametrize("language", screens.LANGUAGES)
def test_everything_to_press_is_as_high_as_a_gloved_finger(desk, network, compound, clock, language):
    clock.set(datetime.now(UTC).isoformat())
    names, complaints = screens.names(compound), []
    desk.goto(f"{network.origin}/desk/language/{language}")
    for wanted in (page for page in screens.DESK if page.name in PAGES):
        screens.sign_in_at_desk(desk, network.origin, wanted.who)
        desk.goto(network.origin + wanted.path.format(**names))
        for width, height in (DESK, PHONE):
            desk.set_viewport_size({"width": width, "height": height})
            complaints += [f"{wanted.name} at {width} px: {line}" for line in desk.evaluate(SMALL, LEAST_PX)
                           if not (width < DESK[0] and "brand" in line)]
            if width == DESK[0]:
                rows = desk.locator(".top-in").bounding_box()["height"]
                complaints += [f"{wanted.name}: the frame is {rows} px high"] if rows > 64 else []
    assert complaints == [], "\n".join(complaints)
