"""The register of orders at the desk: who registers what, where work stops, and what closes again after the lift."""

import io
import re

import pytest

from tests.people import BOB, CAROL, GUS, PAM, PROJECT, SAM
from tests.sync.types.site import folds

PDF = b"%PDF-1.4 signed"


def register(office, person, kind, number="01", **typed):
    """The person's desk after he sent the form of one kind; `scan` is a file."""
    desk = office(person)
    assert desk.open(f"orders/new?kind={kind}").status_code == 200
    scan = typed.pop("scan", None)
    data = {**desk.fields("register"), "number": number, "text": "按令执行", **typed}
    if scan:
        data |= {"photos": [], "scan": [(io.BytesIO(scan), "a")]}
    desk.post(f"/desk/{PROJECT}/orders", data)
    return desk


def id_of(desk):
    """The id of the order just registered."""
    return re.search(r"said=([0-9a-f-]{36})", desk.page.request.url)[1]


def test_a_stop_keeps_its_scope_from_closing_until_the_chief_lifts_it(office, ordered, moved, photo, compound):
    id = ordered()
    sam = office(SAM)
    sam.open(f"findings/{id}")
    sam.send("move-reply", text="已改", files=(photo,))
    stop = register(office, CAROL, "stop", "局停-01", scope="SZ-B03", text="吊篮停用", scan=photo)
    assert stop.text("said") == "暂停令 局停-01 已登记。" and stop.shows("scan")
    assert "暂停范围内未销项问题（1条）" in stop.text("blocked")
    bob = office(BOB)
    bob.open(f"findings/{id}")
    assert bob.text("stopped") == "局停-01 暂停令未解除，该部位的问题不能销项。" and not bob.shows("move-pass")
    lift = register(office, CAROL, "resume", "复-01")
    assert lift.text("said") == "复工令 复-01 已登记，暂停令已解除。" and lift.text("lifts") == "局停-01"
    bob.open(f"findings/{id}")
    assert not bob.shows("stopped")
    bob.send("move-pass")
    assert compound.look("finding", id)["state"] == "closed"
    assert folds(compound)


@pytest.mark.parametrize(("kind", "who"), [("report", (CAROL,)), ("contact", (BOB, CAROL, PAM))])
def test_reports_and_contact_sheets_stand_in_the_register_and_stop_nothing(office, ordered, moved, compound, kind, who):
    for nr, person in enumerate(who):
        desk = register(office, person, kind, f"{kind}-{nr}", text="请建设单位协调", scope="SZ-ALL", scan=PDF)
        assert desk.shows("scan-pdf") and desk.text("state") == "已登记"
    bob = office(BOB)
    bob.open(f"findings/{ordered()}")
    assert not bob.shows("stopped")
    assert bob.open("notices").status_code == 200 and f"{kind}-0" in bob.text("orders")
    assert folds(compound)


def test_what_the_role_may_not_sign_is_neither_offered_nor_taken(office):
    for person, offered in ((BOB, {"contact"}), (PAM, {"contact"}), (CAROL, {"stop", "resume", "report", "contact"})):
        desk = office(person)
        desk.open("notices")
        assert {kind for kind in ("stop", "resume", "report", "contact") if desk.shows(f"new-{kind}")} == offered
    bob = office(BOB)
    form = {"kind": "stop", "number": "1", "date": "2023-06-14", "scope": "SZ-B03"}
    assert bob.post(f"/desk/{PROJECT}/orders", form).status_code == 403


@pytest.mark.parametrize(("kind", "typed", "lacks"), [
    ("stop", {"scope": []}, "请选择暂停部位"), ("stop", {"scope": "SZ-B03", "date": "June"}, "请填写日期"),
    ("stop", {"scope": "SZ-B03", "number": " "}, "请填写单据上的编号"), ("resume", {}, "请选择要解除的暂停令"),
    ("stop", {"scope": "SZ-B03", "time": "25:00"}, "请填写时刻"),
    ("stop", {"scope": "SZ-B03", "text": ""}, "请填写原因"),
    ("contact", {"text": ""}, "请填写事由")])
def test_what_a_form_still_needs_is_said_and_what_was_typed_stays(office, kind, typed, lacks):
    desk = register(office, CAROL, kind, **{"number": "停-7", **typed})
    assert desk.page.status_code == 422 and lacks in desk.text("lacks")
    assert 'value="停-7"' in desk.page.text or typed.get("number") == " "


def test_firms_read_no_orders(office):
    id = id_of(register(office, CAROL, "stop", scope="SZ-B03", scan=PDF))
    for person in (SAM, GUS):
        desk = office(person)
        assert desk.open(f"orders/{id}").status_code == 404
        assert desk.open("orders/new").status_code == 403
        assert desk.post(f"/desk/{PROJECT}/orders", {"kind": "stop"}).status_code == 403


def test_from_when_work_stops_and_goes_on_stands_on_the_orders_own_page(office, compound):
    stop = register(office, CAROL, "stop", scope="SZ-ALL", time="14:30")
    assert (stop.text("time"), stop.text("scope"), stop.text("no-scan")) == ("14:30", "全小区", "签字件未上传。")
    lift = register(office, CAROL, "resume", "02", time="08:00", text="")
    assert lift.page.status_code == 422 and "请填写原因" in lift.text("lacks")
    lift = register(office, CAROL, "resume", "02", time="08:00")
    assert lift.text("time") == "08:00"
    assert compound.look("order", id_of(lift))["time"] == "08:00" and folds(compound)
    plain = register(office, CAROL, "stop", "03", scope="SZ-B03", scan=PDF)
    assert not plain.shows("time") and not plain.shows("no-scan")


def test_the_whole_compound_is_a_line_of_its_own_on_the_form(office):
    desk = office(CAROL)
    desk.open("orders/new?kind=stop")
    line = re.search(r'<p class="whole"><label[^>]*><input[^>]*value="SZ-ALL"[^>]*>(.*?)</label></p>', desk.page.text)
    assert line[1] == "<b>全小区</b>"
    assert desk.page.text.count('value="SZ-ALL"') == 1
