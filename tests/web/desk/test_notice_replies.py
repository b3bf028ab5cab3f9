"""After a notice was issued: the signed copy, the wait, and the unit's reply with pairs."""

import io

from tests.people import BOB, PROJECT, SAM
from tests.web.desk.noticed import id_of, issue, paper
from tests.web.desk.test_finding import BLOB


def test_the_signed_copy_is_kept_as_photo_as_pdf_or_said_without(office, ordered, photo, clock):
    ordered()
    desk = issue(office)
    clock.later(hours=2)
    assert desk.send("receive").status_code == 422
    assert desk.text("lacks") == "还不能提交：请附照片。"
    desk.send("receive", without="1", at="2023-06-14T23:00")
    assert "签收时间应在签发之后" in desk.text("lacks")
    desk.send("receive", without="1")
    assert desk.text("state") == "已签收" and "已签收，未留照片" in desk.page.text
    action = f"/desk/{PROJECT}/notices/{id_of(desk)}/received"

    def upload(raw):
        desk.post(action, {"event": desk.fields("receive")["event"], "photos": [], "scan": [(io.BytesIO(raw), "a")]})

    for raw, shown in ((photo, "scan"), (b"%PDF-1.4 signed", "scan-pdf")):
        upload(raw)
        assert desk.shows(shown), desk.page.text
    upload(b"MZ..")
    assert desk.page.status_code == 422


def test_the_wait_counts_from_the_signature_and_the_limits_do_not_move(office, ordered, clock, compound):
    one = ordered()
    before = compound.look("finding", one)["deadlines"]
    desk = issue(office)
    clock.later(hours=5)
    desk.open(f"notices/{id_of(desk)}")
    assert "签发后已等5小时" in desk.text("signed")
    desk.send("receive", without="1")
    clock.later(hours=3)
    desk.open(f"notices/{id_of(desk)}")
    assert "签收后已等3小时" in desk.text("signed")
    assert compound.look("finding", one)["deadlines"] == before


def test_the_unit_replies_at_the_desk_with_pairs_and_reads_what_was_found(office, ordered, moved, photo):
    one, _ = ordered(blobs=(BLOB,)), ordered("SZ-B03-E2")
    id = id_of(issue(office))
    sam = office(SAM)
    sam.open(f"notices/{id}")
    sam.send("reply", **{f"text_{one}": "已补齐"})
    assert sam.page.status_code == 422 and sam.text("lacks") == "还不能提交：请附照片。" and "已补齐" in sam.page.text
    sam.post(f"/desk/{PROJECT}/notices/{id}/replies", {
        "event": sam.fields("reply")["event"], f"text_{one}": "已补齐", "photos": [],
        f"photos_{one}": [(io.BytesIO(photo), "a.jpg")]})
    assert sam.text("said") == "已回复1条，待复查。" and sam.text("state") == "已签发 · 已回复1/2"
    moved(BOB, one, "pass")
    bob = office(BOB)
    bob.open(f"notices/{id}")
    assert "复查合格" in bob.text("check-1") and not bob.shows("reply-text")
    told = paper(sam, id, "reply")
    for words in ("监理通知回复单", "B.0.9", "监通-001", "已补齐", "复查合格", "尚未回复", "复查意见"):
        assert words in told
    assert "所列2项问题中已整改1项，其余1项尚未回复" in told
