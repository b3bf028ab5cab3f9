"""`python -m tests shots [FOLDER]`: a picture of every screen, phone and desk, on the settled compound."""

import sys
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from sqlalchemy import create_engine

from server.storage.db import prepare
from server.storage.migrations import upgrade
from tests import people
from tests.browser import chromium, screens
from tests.browser.phone import Phone
from tests.servers import Server


def main(arguments: list[str]) -> int:
    target = Path(arguments[0] if arguments else "shots")
    target.mkdir(parents=True, exist_ok=True)
    with ExitStack() as open_things:
        folder = Path(open_things.enter_context(tempfile.TemporaryDirectory()))
        server, names = settled_server(folder / "data")
        open_things.enter_context(server)
        playwright = open_things.enter_context(sync_playwright())
        phone = open_things.enter_context(Phone(chromium.Chromium(playwright, folder / "phone"), server.origin))
        shoot_phone(phone, target)
        desk = chromium.Chromium(playwright, folder / "desk", size=chromium.DESK)
        open_things.callback(desk.kill)
        shoot_desk(desk.start(), server.origin, names, target)
    return 0


def settled_server(data: Path) -> tuple[Server, dict[str, str]]:
    """A server on the small compound after a morning of work, and what the paths of its pages name."""
    data.mkdir()
    engine = create_engine(f"sqlite:///{data / 'xunlou.db'}")
    prepare(engine)
    upgrade(engine)
    people.settle(engine, datetime.now(UTC))
    names = screens.names(people.Compound(engine, lambda: datetime.now(UTC)))
    engine.dispose()
    return Server(data), names


def shoot_phone(phone: Phone, target: Path) -> None:
    signed_in = None
    for screen in screens.PHONE:
        if screen.who is not None and screen.who != signed_in:
            phone.sign_in(screen.who)
            signed_in = screen.who
        screen.reach(phone)
        shoot(phone.page, target / f"phone-{screen.name}.png")


def shoot_desk(page: Page, origin: str, names: dict[str, str], target: Path) -> None:
    for wanted in screens.DESK:
        if wanted.who is not None:
            screens.sign_in_at_desk(page, origin, wanted.who)
        page.goto(origin + wanted.path.format(**names))
        shoot(page, target / f"desk-{wanted.name}.png")


def shoot(page: Page, path: Path) -> None:
    """The whole page, once fonts and pictures are there."""
    page.wait_for_load_state("networkidle")
    page.screenshot(path=path, full_page=True)
    print(path)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
