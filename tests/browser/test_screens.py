"""Everybody can use every screen: axe finds nothing, nothing is cut or faint, gloves hit, colour alone says nothing."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.browser import axe, contrast, layout, screens, screens_inspector
from tests.browser.chromium import DESK, LANDSCAPE, PHONE, SMALL_PHONE

BOTH = pytest.mark.parametrize("language", screens.LANGUAGES)
DAY = ((SMALL_PHONE, 100), (SMALL_PHONE, 200), (PHONE, 200))
NIGHT = (*DAY, (SMALL_PHONE, 125), (PHONE, 100), (PHONE, 125), (LANDSCAPE, 100))
BY_DAY = {"inspector", "filing", "unit", "specialist", "papers-contractor"}
SHAPES = {"clean", "findings", "no_access", "no_record"}


def walks() -> list:
    """By day one walk of each kind of work in Chinese, the inspector's in English too; by night all, in every size."""
    by_day = [(walk, language) for walk in screens.WALKS for language in screens.LANGUAGES
              if walk.name in BY_DAY and (language == "zh-CN" or walk is screens_inspector.WALK)]
    by_night = [(walk, language) for walk in screens.WALKS for language in screens.LANGUAGES]
    return [*(pytest.param(*one, DAY, id=f"{one[0].name}-{one[1]}") for one in by_day),
            *(pytest.param(*one, NIGHT, id=f"{one[0].name}-{one[1]}-all-sizes", marks=pytest.mark.nightly)
              for one in by_night)]


@pytest.mark.parametrize("walk, language, views", walks())
def test_every_screen_of_the_phone_is_accessible_and_fits_gloves_and_small_windows(
        phone, compound, clock, walk, language, views):
    clock.set(datetime.now(UTC).isoformat())
    walk.prepare(compound)
    complaints, shapes = [], {}
    for screen in walk.take(phone, language):
        found = [*axe.violations(phone.page), *contrast.complaints(phone.page)]
        found += [line for size, percent in views for line in layout.complaints(phone.page, size, percent)]
        complaints += [f"{screen.name}: {line}" for line in found]
        shapes |= layout.marks(phone.page)
    assert complaints == [], "\n".join(complaints)
    assert walk is not screens_inspector.WALK or shapes.keys() >= SHAPES
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
