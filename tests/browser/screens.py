"""Every screen of the phone and every page of the desk: who looks at it, and how one gets there.

One list for the checks of accessibility and layout and for the pictures (`python -m tests shots`).
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser.phone import Phone
from tests.people import ALICE, BOB, CAROL, PAM, PASSWORD, Compound, Person


def names(compound: Compound) -> dict[str, str]:
    """What the paths of desk pages name, after a morning of work on the compound."""
    return {"day": compound.today(), **compound.morning()}


@dataclass(frozen=True)
class Screen:
    """`reach` brings a phone on which `who` is signed in (None: nobody) to the screen."""

    name: str
    who: Person | None
    reach: Callable[[Phone], None]


@dataclass(frozen=True)
class DeskPage:
    """A page of the desk, seen by `who` (None: signed out); `path` may name {day}, {submitted} and {issued}."""

    name: str
    who: Person | None
    path: str


def sign_in_screen(phone: Phone) -> None:
    phone.open()
    expect(phone.at("login-submit")).to_be_visible()


def finding_screen(phone: Phone) -> None:
    phone.go_to("SZ-B03-E2")
    with phone.page.expect_file_chooser():
        phone.tap("btn-report")
    expect(phone.at("save-finding")).to_be_visible()


def reasons_sheet(phone: Phone) -> None:
    phone.go_to("SZ-B03-E2")
    phone.tap("btn-no-access")
    expect(phone.at("reason-sheet")).to_be_visible()


def outbox_screen(phone: Phone) -> None:
    phone.open()
    phone.tap("badge-pending")


PHONE = [
    Screen("sign-in", None, sign_in_screen),
    Screen("today", ALICE, Phone.open),
    Screen("door", ALICE, lambda phone: phone.go_to("SZ-B03-E2")),
    Screen("no-access", ALICE, reasons_sheet),
    Screen("finding", ALICE, finding_screen),
    Screen("outbox", ALICE, outbox_screen),
]
DESK = [
    DeskPage("login", None, "/desk/login"),
    DeskPage("today", PAM, "/desk/p1/today"),
    DeskPage("findings", BOB, "/desk/p1/findings"),
    DeskPage("finding-to-review", BOB, "/desk/p1/findings/{submitted}"),
    DeskPage("finding-issued", CAROL, "/desk/p1/findings/{issued}"),
    DeskPage("meeting", PAM, "/desk/p1/meeting/{day}"),
    DeskPage("papers", PAM, "/desk/p1/papers"),
]


def sign_in_at_desk(page: Page, origin: str, person: Person) -> None:
    """Give this browser the person's session, as the sign-in page does."""
    answer = page.context.request.post(f"{origin}/api/v1/session", headers={"Origin": origin},
                                       data={"login": person.login, "password": PASSWORD})
    assert answer.ok, answer.text()
