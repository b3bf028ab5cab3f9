"""登记问题 in a browser: the building narrows the places, a few letters find the item; without scripts all is there."""

import pytest
from playwright.sync_api import expect

from tests import pictures
from tests.browser import screens
from tests.people import BOB


@pytest.fixture
def form(desk, network, compound):
    """The empty form of a specialist."""
    screens.sign_in_at_desk(desk, network.origin, BOB)
    assert desk.goto(f"{network.origin}/desk/p1/register").ok
    return desk


def options(page, id: str) -> list[str]:
    """What a list offers, beside nothing at all."""
    return [value for value in page.locator(f"#{id} option").evaluate_all("all => all.map(one => one.value)") if value]


def test_the_building_narrows_the_places_and_back(form):
    every = options(form, "place")
    form.locator("#building").select_option("3号楼")
    assert options(form, "place") == ["SZ-B03", *(id for id in every if id.startswith("SZ-B03-"))]
    form.locator("#place").select_option("SZ-B03-E2")
    form.locator("#building").select_option("")
    assert options(form, "place") == every and form.locator("#place").input_value() == "SZ-B03-E2"
    form.locator("#building").select_option("小区")
    assert options(form, "place") == ["SZ-ALL", "SZ-OTHER", "SZ-Z-P1", "SZ-Z-W1"]
    assert form.locator("#place").input_value() == ""


def test_a_few_letters_and_enter_choose_the_item_with_its_kind_and_severity_and_send_nothing(form):
    every = options(form, "item")
    form.get_by_test_id("find").press_sequentially("ytlk")
    assert options(form, "item") == ["BAL-01"]
    form.get_by_test_id("find").press("Enter")
    assert form.locator("#item").input_value() == "BAL-01" and options(form, "item") == every
    expect(form.locator("[name=kind][value=quality]")).to_be_checked()
    assert form.locator("#severity").input_value() == "2"
    form.get_by_test_id("find").fill("没有这一项")
    form.get_by_test_id("find").press("Enter")
    expect(form.get_by_test_id("found")).to_contain_text("没有找到")
    form.get_by_test_id("find").fill("")
    expect(form.get_by_test_id("found")).to_have_text("")
    assert form.url.endswith("/register") and form.locator("#item").input_value() == "BAL-01"


def test_only_what_needs_somebody_asks_whom_and_the_deadline_is_said_before_it_is_issued(form, compound):
    due, whom = form.get_by_test_id("due"), form.locator("#whom")
    expect(whom).to_be_hidden()
    form.locator("[name=kind][value=coordination]").check()
    expect(whom).to_be_visible()
    week = due.inner_text()
    form.locator("[name=kind][value=quality]").check()
    expect(whom).to_be_hidden()
    assert "18:00" in week and due.inner_text() != week
    form.locator("#place").select_option("SZ-B10-RF")
    form.locator("[name=source][value=hotline]").check()
    form.locator("#item").select_option("BAL-01")
    said = due.inner_text().partition("：")[2]
    form.get_by_test_id("save-issue").click()
    expect(form.get_by_test_id("said")).to_contain_text(f"限{said}")


def test_it_is_kept_with_its_pictures_after_the_question_whether_it_is_the_same(form, compound, tmp_path):
    picture = tmp_path / "a.jpg"
    picture.write_bytes(pictures.turned(1))
    for nr in range(2):
        form.locator("#building").select_option("3号楼")
        form.locator("#place").select_option("SZ-B03-FE")
        form.locator("#item").select_option("SCF-01")
        form.locator("[name=source][value=resident]").check()
        form.locator("#photos").set_input_files(picture)
        form.get_by_test_id("save").click()
        if nr:
            expect(form.get_by_test_id("twins")).to_contain_text("同一问题吗？")
            assert form.locator("#building").input_value() == "3号楼"
            form.locator("#position").press("Enter")
            expect(form.get_by_test_id("twins")).to_be_visible()
            form.get_by_test_id("same-no").click()
        expect(form.get_by_test_id("said")).to_contain_text("已登记")
    found = compound.everything("finding")
    assert [len(one["photos"]) for one in found] == [1, 1] and {one["source"] for one in found} == {"resident"}


def test_without_scripts_every_place_and_item_can_be_chosen(form, compound, network):
    bare = form.context.browser.new_context(java_script_enabled=False)
    try:
        page = bare.new_page()
        screens.sign_in_at_desk(page, network.origin, BOB)
        page.goto(f"{network.origin}/desk/p1/register")
        expect(page.get_by_test_id("find")).to_be_hidden()
        expect(page.locator("#building")).to_be_hidden()
        expect(page.locator("#whom")).to_be_visible()
        expect(page.get_by_test_id("due")).to_be_hidden()
        expect(page.locator("[data-rule]")).to_contain_text("质量：一般")
        page.locator("#place").select_option("SZ-B10-RF")
        page.locator("#item").select_option("ROOF-01")
        page.locator("[name=source][value=hotline]").check()
        page.get_by_test_id("save-issue").click()
        expect(page.get_by_test_id("said")).to_contain_text("下发整改")
    finally:
        bare.close()
    assert [one["state"] for one in compound.everything("finding")] == ["issued"]
