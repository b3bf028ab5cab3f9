"""A notice is printed once: with its pictures as soon as they are here, without those kept off paper."""

import hashlib

from sqlalchemy import delete, func, select

from server.storage import tables
from server.storage.db import reading, transaction
from server.storage.snapshot import erased
from tests.people import ADA, ALICE, BOB, PAM, PROJECT
from tests.sync.types.site import folds
from tests.web.calls import digest
from tests.web.desk.noticed import id_of, issue, paper


def blob_of(raw):
    """An envelope's entry for a picture."""
    return {"sha256": hashlib.sha256(raw).hexdigest(), "size": len(raw), "type": "image/jpeg", "w": 4, "h": 3,
            "taken_at": None, "source": "camera", "geo": None, "preview": None}


def kept(compound):
    """How many prints the house keeps."""
    with reading(compound.engine) as session:
        return session.scalar(select(func.count()).select_from(tables.printed))


def pdf(desk, id, form="notice"):
    return desk.browser.ask("GET", f"/desk/{PROJECT}/notices/{id}/{form}.pdf").data


def test_a_print_is_kept_once_its_pictures_are_here(office, ordered, photo, browser, compound):
    ordered(blobs=(blob_of(photo),))
    desk = issue(office)
    id = id_of(desk)
    assert "待上传" in paper(desk, id) and kept(compound) == 0
    name = blob_of(photo)["sha256"]
    put = browser(ALICE).ask("PUT", f"/api/v1/projects/{PROJECT}/blobs/{name}", data=photo,
                             headers={**digest(photo), "Content-Type": "image/jpeg"})
    assert put.status_code in (200, 201), put.text
    first = pdf(desk, id)
    assert "待上传" not in paper(desk, id)
    assert pdf(office(PAM), id) == first and kept(compound) == 1


def test_a_picture_unticked_for_paper_is_on_no_print_after_that(office, ordered, photo):
    finding = ordered(blobs=(blob_of(photo),))
    desk = issue(office)
    id = id_of(desk)
    assert "附图" in paper(desk, id)
    bob = office(BOB)
    bob.open(f"findings/{finding}")
    form = bob.fields(f"/desk/{PROJECT}/findings/{finding}/photos")
    bob.post(f"/desk/{PROJECT}/findings/{finding}/photos", {**form, "printed": "0"})
    assert "附图" not in paper(desk, id) and "图1" not in paper(desk, id)


def test_a_print_that_said_covered_words_is_dropped_with_its_file(office, ordered, compound):
    finding = ordered(text="张三未系安全带")
    desk = issue(office)
    id = id_of(desk)
    assert "张三" in paper(desk, id) and kept(compound) == 1
    visit = compound.look("finding", finding)["visit"]
    assert compound.say(ADA, "event.redacted", {"target": visit, "reason": "依法"})["outcome"] == "applied"
    assert kept(compound) == 0 and len(erased(compound.engine)) == 1
    told = paper(desk, id)
    assert "张三" not in told and "已依法遮盖" in told and kept(compound) == 1


def test_a_notice_whose_paper_was_not_kept_has_it_again_when_it_is_opened(office, ordered, moved, compound):
    finding = ordered(text="空鼓约2平方米")
    desk = issue(office)
    id = id_of(desk)
    with transaction(compound.engine) as session:
        session.execute(delete(tables.notice_paper))
    moved(BOB, finding, "reassign", unit="o6", edits={"text": "另一处"})
    assert "空鼓约2平方米" in paper(office(PAM), id)
    assert desk.open(f"notices/{id}").status_code == 200 and folds(compound)
