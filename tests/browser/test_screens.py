"""Everybody can use every screen: axe finds nothing, nothing sticks out, gloves hit, colour alone says nothing."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.browser import axe, layout, screens
from tests.browser.chromium import DESK, PHONE, SMALL_PHONE

BOTH = pytest.mark.parametrize("language", screens.LANGUAGES)


@BOTH
def test_every_screen_of_the_phone_is_accessible_and_fits_gloves_and_small_windows(phone, language):
    complaints, shapes = [], {}
    for screen in screens.walk(phone, language):
        complaints += [f"{screen.name}: {line}" for line in axe.violations(phone.page)]
        for width, height in (SMALL_PHONE, PHONE):
            phone.page.set_viewport_size({"width": width, "height": height})
            complaints += [f"{screen.name} at {width} px: {line}" for line in layout.complaints(phone.page)]
        shapes |= layout.marks(phone.page)
    assert complaints == []
    assert {"clean", "findings", "no_access", "no_record"} <= shapes.keys()
    assert len(set(shapes.values())) == len(shapes), f"outcomes that differ by colour alone: {shapes}"


@BOTH
def test_every_page_of_the_desk_is_accessible(desk, network, compound, clock, language):
    clock.set(datetime.now(UTC).isoformat())
    names, complaints = screens.names(compound), []
    desk.goto(f"{network.origin}/desk/language/{language}")
    for wanted in screens.DESK:
        if wanted.who is not None:
            screens.sign_in_at_desk(desk, network.origin, wanted.who)
        answer = desk.goto(network.origin + wanted.path.format(**names))
        assert answer.status == 200, wanted
        expect(desk.locator("h1").first).to_be_visible()
        complaints += [f"{wanted.name}: {line}" for line in axe.violations(desk)]
        for width, height in (SMALL_PHONE, PHONE, DESK):
            desk.set_viewport_size({"width": width, "height": height})
            complaints += [f"{wanted.name} at {width} px: {line}" for line in desk.evaluate(layout.OVERFLOW)]
    assert complaints == []
