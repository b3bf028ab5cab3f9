"""What a subcontractor sees: its own findings by deadline, one of them whole, and what it can say about it."""

import hashlib
from typing import Any

from playwright.sync_api import expect

from tests import pictures
from tests.browser.phone import Phone
from tests.browser.walks import Screen, Walk
from tests.people import ALICE, BOB, CAROL, PROJECT, SAM, Compound, Person, finding, visit

BEFORE, AFTER, FAR = (pictures.turned(1, width=width, height=1200) for width in (1600, 1601, 1602))
MANY, REPAIR, RETURNED, DANGER, DONE = 33, "栏杆净高仅0.95米", "配电箱门未锁", "临边防护被拆除约4米", "屋面垃圾未清"


def sha_of(jpeg: bytes) -> str:
    return hashlib.sha256(jpeg).hexdigest()


def blob(jpeg: bytes, at: str) -> dict[str, Any]:
    """A picture as the envelope of its event names it."""
    return {"sha256": sha_of(jpeg), "size": len(jpeg), "type": "image/jpeg", "w": 1600, "h": 1200, "taken_at": at}


def filed(compound: Compound, place: str, *photos: bytes, **more: Any) -> dict[str, Any]:
    """A finding of the inspector at that place, with these photos; as it was filed."""
    found = finding(**{"place": place, "position": "", "photos": [sha_of(photo) for photo in photos], **more})
    at = compound.clock().isoformat()
    body = visit("SZ-B03-E2", compound.today(), outcome="findings", findings=[found])
    assert compound.say(ALICE, "visit.recorded", body, blobs=[blob(one, at) for one in photos])["outcome"] == "applied"
    return found


def move(compound: Compound, who: Person, id: str, name: str, *photos: bytes, **more: Any) -> None:
    """Move that finding now, as the server lets this person."""
    at = compound.clock().isoformat()
    body = {"finding": id, "move": name, "photos": [sha_of(one) for one in photos], **more}
    assert compound.say(who, "finding.moved", body, blobs=[blob(one, at) for one in photos])["outcome"] == "applied"


def issued(compound: Compound, place: str, *photos: bytes, unit: str = "o5", due: str = "D1", **more: Any) -> str:
    """The id of a finding ordered to that unit."""
    found = filed(compound, place, *photos, unit=unit, **more)
    move(compound, BOB, found["id"], "issue", unit=unit, due=due)
    return found["id"]


def returned(compound: Compound, place: str, *photos: bytes, **more: Any) -> str:
    """The id of one that was repaired badly."""
    id = issued(compound, place, *photos, **more)
    move(compound, SAM, id, "reply", AFTER, text="已补装到位")
    move(compound, CAROL, id, "fail", FAR, text="只改了一部分，还缺2米")
    return id


def closed(compound: Compound, place: str, *photos: bytes, **more: Any) -> str:
    """The id of one that is done with."""
    id = issued(compound, place, *photos, **more)
    move(compound, SAM, id, "reply", AFTER, text="已清理")
    move(compound, CAROL, id, "pass", text="")
    return id


def prepare(compound: Compound) -> dict[str, str]:
    """One of each kind for the subcontractor, one for another; ids by what they are."""
    return {
        "issued": issued(compound, "SZ-B03-FE", BEFORE, FAR, item="BAL-01", kind="quality", text=REPAIR, position="三层"),
        "returned": returned(compound, "SZ-B10-FN", BEFORE, item="TEMP-01", text=RETURNED, position="一层配电箱"),
        "closed": closed(compound, "SZ-B01-RF", BEFORE, item="ROOF-01", severity=1, text=DONE),
        "danger": filed(compound, "SZ-B02-FS", BEFORE, item="FALL-01", urgent=True, severity=3,
                        text=DANGER)["id"],
        "others": issued(compound, "SZ-B10-RF", BEFORE, unit="o6", text="卷材搭接不足"),
    }


def many(compound: Compound) -> None:
    """More findings than a list shows at once."""
    prepare(compound)
    for number in range(MANY):
        issued(compound, "SZ-B10-FN", item="ROOF-01", text=f"屋面第{number + 1}处起砂", severity=1)


def bring(phone: Phone, *jpegs: bytes) -> None:
    """Upload the stage's pictures in the session of whoever is signed in."""
    for jpeg in jpegs:
        answer = phone.chromium.context.request.put(
            f"{phone.origin}/api/v1/projects/{PROJECT}/blobs/{sha_of(jpeg)}", data=jpeg,
            headers={"Origin": phone.origin, "Content-Type": "image/jpeg"})
        assert answer.ok, answer.text()


def open_list(phone: Phone) -> None:
    """From the map to the unit's own list."""
    phone.tap("wait-unit")
    expect(phone.at("list-to_fix")).to_be_visible()


def open_card(phone: Phone, text: str) -> None:
    """Tap the first card with those words; its page is there."""
    phone.page.locator(".card .open", has_text=text).first.click()
    phone.taps += 1
    expect(phone.page.locator(".top")).to_contain_text(text)


def list_many(phone: Phone) -> None:
    bring(phone, BEFORE, AFTER, FAR)
    open_list(phone)
    expect(phone.page.locator("article.card").first).to_be_visible()


def list_done(phone: Phone) -> None:
    phone.tap("list-closed")
    expect(phone.page.locator("article.card")).to_have_count(1)


def problem_closed(phone: Phone) -> None:
    open_card(phone, DONE)
    expect(phone.at("line-pass")).to_be_visible()
    expect(phone.at("ended")).to_be_visible()
    expect(phone.at("limit-fix")).to_have_count(0)


def list_waiting(phone: Phone) -> None:
    phone.tap("btn-back")
    phone.tap("list-to_recheck")
    expect(phone.at("unit-none")).to_be_visible()


def problem_danger(phone: Phone) -> None:
    phone.tap("list-to_fix")
    open_card(phone, DANGER)
    expect(phone.at("limit-control")).to_be_visible()


def problem_returned(phone: Phone) -> None:
    phone.tap("btn-back")
    open_card(phone, RETURNED)
    expect(phone.at("why-returned")).to_be_visible()


def problem_issued(phone: Phone) -> None:
    phone.tap("btn-back")
    open_card(phone, REPAIR)


def viewer(phone: Phone) -> None:
    phone.tap("picture-open")
    expect(phone.at("viewer")).to_be_visible()


def reply_photo(phone: Phone) -> None:
    phone.tap("viewer-close")
    photo = phone.chromium.profile / "IMG_after.jpg"
    photo.write_bytes(AFTER)
    phone.take_photo("move-reply", photo)
    expect(phone.at("photo").locator("img")).to_have_count(1)


def more_moves(phone: Phone) -> None:
    phone.tap("btn-back")
    phone.tap("more-moves")
    expect(phone.at("more-sheet")).to_be_visible()


def extension(phone: Phone) -> None:
    phone.tap("move-extend_ask")
    phone.tap("due-after")
    phone.tap("words-rain")


def dispute(phone: Phone) -> None:
    phone.tap("btn-back")
    phone.tap("more-moves")
    phone.tap("move-dispute")
    expect(phone.at("words-other_unit")).to_be_visible()


def comment(phone: Phone) -> None:
    phone.tap("btn-back")
    phone.tap("comment")
    expect(phone.at("own-words")).to_be_visible()


SCREENS = [
    Screen("list-many", list_many),
    Screen("list-closed", list_done),
    Screen("problem-closed", problem_closed),
    Screen("list-empty", list_waiting),
    Screen("problem-danger", problem_danger),
    Screen("problem-returned", problem_returned),
    Screen("problem-issued", problem_issued),
    Screen("viewer", viewer),
    Screen("reply", reply_photo),
    Screen("more-moves", more_moves),
    Screen("extension", extension),
    Screen("dispute", dispute),
    Screen("comment", comment),
]
WALK = Walk("unit", SAM, SCREENS, many)
