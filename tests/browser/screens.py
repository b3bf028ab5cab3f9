"""Every screen of the phone and every page of the desk: who looks at it, and how one gets there.

One list for the checks of accessibility and layout and for the pictures (`python -m tests shots`).

A new screen of the phone is one more `Screen` in the walk of the person who works on it: `screens_inspector.py`
and its like, one module a person, each with its `WALK = Walk(name, person, [Screen(name, reach), …], prepare)`:

* `reach(phone)` goes on from the screen before it and ends with an `expect` of what shows that it has arrived;
  write it with what a person taps (`phone.tap`, `phone.go_to`, `phone.take_photo`), never by the address;
* a sheet, an opened fold, a form filled in, an empty list are screens of their own: what can look wrong is listed;
* `prepare(compound)` sets the stage before the phone opens (`compound.morning()`, `compound.say(…)`), today;
* the checks leave the screen as they found it, so `reach` may go on from there.

A module of a walk imports `Screen` and `Walk` from `walks.py`; the walk is entered in WALKS below. Checked on every
screen by test_screens.py: axe, contrast, targets, and that nothing is cut at 320 px and at 200 % text.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from playwright.sync_api import Page

from tests import district
from tests.browser import (
    screens_filing,
    screens_inspector,
    screens_papers,
    screens_pictures,
    screens_supervision,
    screens_unit,
)
from tests.people import ADA, BOB, CAROL, DORA, HAL, PAM, PASSWORD, SAM, VIC, Compound, Person

LANGUAGES = ("zh-CN", "en")
WALKS = [
    screens_inspector.WALK,
    *screens_papers.WALKS,
    screens_filing.WALK,
    screens_unit.WALK,
    *screens_supervision.WALKS,
    screens_pictures.WALK,
]


def names(compound: Compound) -> dict[str, str]:
    """What the paths of desk pages name, after a morning of work on the compound: a notice and a stop order too.

    The day before has its sheet, so that there is a paper to offer. A district hears of it: one case is put to it,
    another one proposed.
    """
    before = date.fromisoformat(compound.today()) - timedelta(days=1)
    compound.say(PAM, "sheet.issued", {"day": before.isoformat(), "tier": "daily", "expects_version": 1})
    found = compound.morning()
    notice = {"kind": "supervision", "findings": [found["issued"]], "to": "o5", "text": "脚手架验收"}
    stop = {"kind": "stop", "number": "局停-01", "date": compound.today(), "scope": ["SZ-B03", "SZ-B10-FE"], "text": ""}
    decided = {"meeting": compound.today(), "line": 1, "text": "各楼门口搭设防护棚", "unit": "o5",
               "due": compound.today(), "finding": found["issued"]}
    receipts = {"decision": compound.say(PAM, "decision.recorded", decided),
                "notice": compound.say(BOB, "notice.issued", notice),
                "order": compound.say(CAROL, "order.registered", stop)}
    district.found(compound)
    district.agrees(compound)
    district.asked(compound, found["issued"], needed_by=compound.today())
    compound.say(SAM, "case.escalated", {"finding": found["issued"], "tier": "street", "ask": "请协调占道施工"})
    return {"day": compound.today(), **found, **{name: receipt["id"] for name, receipt in receipts.items()}}


@dataclass(frozen=True)
class DeskPage:
    """A page of the desk, seen by `who` (None: signed out); `path` may name what `names` gives."""

    name: str
    who: Person | None
    path: str


DESK = [
    DeskPage("login", None, "/desk/login"),
    DeskPage("today", PAM, "/desk/p1/today"),
    DeskPage("review", BOB, "/desk/p1/review"),
    DeskPage("findings", BOB, "/desk/p1/findings"),
    DeskPage("findings-to-review", BOB, "/desk/p1/findings?state=submitted"),
    DeskPage("finding-to-review", BOB, "/desk/p1/findings/{submitted}"),
    DeskPage("finding-issued", CAROL, "/desk/p1/findings/{issued}"),
    DeskPage("notices", CAROL, "/desk/p1/notices"),
    DeskPage("notice-new-unit", PAM, "/desk/p1/notices/new"),
    DeskPage("notice-new", PAM, "/desk/p1/notices/new?unit=o5"),
    DeskPage("notice", BOB, "/desk/p1/notices/{notice}"),
    DeskPage("notice-reply", SAM, "/desk/p1/notices/{notice}"),
    DeskPage("order-new", CAROL, "/desk/p1/orders/new?kind=stop"),
    DeskPage("order-lift", CAROL, "/desk/p1/orders/new?kind=resume"),
    DeskPage("order", CAROL, "/desk/p1/orders/{order}"),
    DeskPage("watchers", PAM, "/desk/p1/watchers"),
    DeskPage("denominator", ADA, "/desk/p1/denominator"),
    DeskPage("register", BOB, "/desk/p1/register"),
    DeskPage("progress", PAM, "/desk/p1/progress?item=facade"),
    DeskPage("meeting", PAM, "/desk/p1/meeting/{day}"),
    DeskPage("weekly", PAM, "/desk/p1/weekly/{day}"),
    DeskPage("room-memory", PAM, "/desk/p1/meeting/{day}/room"),
    DeskPage("decisions", PAM, "/desk/p1/decisions"),
    DeskPage("room-item", PAM, "/desk/p1/meeting/{day}/room#s1"),
    DeskPage("papers", PAM, "/desk/p1/papers"),
    DeskPage("room-free", PAM, "/desk/p1/meeting/{day}/room#free"),
    DeskPage("papers-to-read", VIC, "/desk/p1/papers"),
    DeskPage("cases", HAL, "/desk/p1/cases"),
    DeskPage("brief", DORA, f"/desk/{district.DISTRICT}/district/{{day}}"),
    DeskPage("district-cases", DORA, f"/desk/{district.DISTRICT}/cases"),
    DeskPage("district-papers", DORA, f"/desk/{district.DISTRICT}/papers"),
]


def sign_in_at_desk(page: Page, origin: str, person: Person) -> None:
    """Give this browser the person's session, as the sign-in page does."""
    answer = page.context.request.post(f"{origin}/api/v1/session", headers={"Origin": origin},
                                       data={"login": person.login, "password": PASSWORD})
    assert answer.ok, answer.text()
