"""`python -m tests shots [FOLDER]`: a picture of every screen, phone and desk, in every size and language."""

import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Playwright, sync_playwright
from sqlalchemy import create_engine

from server.storage.db import prepare
from server.storage.migrations import upgrade
from tests import people
from tests.browser import chromium, screens
from tests.browser.phone import Phone
from tests.browser.walks import Walk
from tests.servers import Server

SIZES = (chromium.PHONE, chromium.SMALL_PHONE, chromium.DESK)
WORN = {"large": ({"large": True, "theme": "sun"}, chromium.PHONE), "soft": ({"large": False, "theme": "soft"}, chromium.PHONE)}
"""The phone in the other ways a person may set it; `sun` and ordinary text are in every other picture."""

WEAR = """look => {
    document.documentElement.classList.toggle("large", look.large)
    document.documentElement.dataset.theme = look.theme
}"""

PICTURES_HERE = """() => [...document.images].filter(one => one.checkVisibility({visibilityProperty: true}))
    .filter(one => { const box = one.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight })
    .every(one => one.complete && one.naturalWidth > 0)"""


def main(arguments: list[str]) -> int:
    target = Path(arguments[0] if arguments else "shots")
    target.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        for walk in screens.WALKS:
            for language in screens.LANGUAGES:
                shoot_phone(playwright, walk, language, target)
        shoot_desk(playwright, target)
    return 0


def settled_server(data: Path, stage: Callable[[people.Compound], Any]) -> tuple[Server, Any]:
    """A server on the small compound after what `stage` did to it, and what that answered."""
    data.mkdir()
    engine = create_engine(f"sqlite:///{data / 'xunlou.db'}")
    prepare(engine)
    upgrade(engine)
    people.settle(engine, datetime.now(UTC))
    compound = people.Compound(engine, lambda: datetime.now(UTC))
    answer = stage(compound)
    engine.dispose()
    return Server(data), answer


def shoot_phone(playwright: Playwright, walk: Walk, language: str, target: Path) -> None:
    """All screens of one walk, on a fresh phone and a compound of its own."""
    with ExitStack() as open_things:
        folder = Path(open_things.enter_context(tempfile.TemporaryDirectory()))
        server, _ = settled_server(folder / "data", walk.prepare)
        open_things.enter_context(server)
        phone = open_things.enter_context(Phone(chromium.Chromium(playwright, folder / "phone"), server.origin))
        for screen in walk.take(phone, language):
            shoot(phone.page, f"phone-{walk.name}-{screen.name}", language, target)
            shoot_worn(phone.page, f"phone-{walk.name}-{screen.name}", language, target)


def shoot_desk(playwright: Playwright, target: Path) -> None:
    """All pages of the desk, on the compound after a morning of work."""
    with ExitStack() as open_things:
        folder = Path(open_things.enter_context(tempfile.TemporaryDirectory()))
        server, names = settled_server(folder / "data", screens.names)
        open_things.enter_context(server)
        desk = chromium.Chromium(playwright, folder / "desk", size=chromium.DESK)
        open_things.callback(desk.kill)
        page = desk.start()
        for language in screens.LANGUAGES:
            page.context.clear_cookies()
            page.goto(f"{server.origin}/desk/language/{language}")
            for wanted in screens.DESK:
                if wanted.who is not None:
                    screens.sign_in_at_desk(page, server.origin, wanted.who)
                page.goto(server.origin + wanted.path.format(**names))
                page.wait_for_load_state("networkidle")
                shoot(page, f"desk-{wanted.name}", language, target)


def shoot(page: Page, name: str, language: str, target: Path) -> None:
    """The whole page in each size; the window stays that of a phone."""
    for width, height in reversed(SIZES):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(PICTURES_HERE)
        path = target / f"{name}-{width}x{height}-{language}.png"
        page.screenshot(path=path, full_page=True)
        print(path)


def shoot_worn(page: Page, name: str, language: str, target: Path) -> None:
    """The same screen with large text and in the soft colours, afterwards as it was."""
    for way, (look, (width, height)) in WORN.items():
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(WEAR, look)
        path = target / f"{name}-{way}-{language}.png"
        page.screenshot(path=path, full_page=True)
        print(path)
    page.evaluate(WEAR, {"large": False, "theme": "sun"})


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
