"""What is dangerous now stands above everything else of the day."""

from tests.people import ALICE, BOB, CAROL, PAM, SAM


def test_a_danger_not_under_control_and_a_stop_in_force_stand_above_the_day(office, filed, moved, compound):
    desk = office(PAM)
    desk.open("today")
    assert not desk.shows("danger")
    id = filed(ALICE, "SZ-B03-E1", item="GON-04", severity=3, urgent=True, text="安全绳共点固定")
    compound.say(CAROL, "order.registered", {"kind": "stop", "number": "01", "date": "2023-06-14", "scope": ["SZ-B03"]})
    desk.open("today")
    assert "立即处理1条，尚未报险情已控制，最早须于6月14日" in desk.text("danger")
    assert "安全绳共点固定" in desk.text("danger") and "暂停令1份未解除" in desk.text("danger")
    moved(SAM, id, "control", photos=["ab" * 32])
    desk.open("today")
    assert "安全绳" not in desk.text("danger") and "暂停令1份未解除" in desk.text("danger")


def test_another_day_is_told_without_the_dangers_of_now(office, filed):
    filed(ALICE, "SZ-B03-E1", item="GON-04", severity=3, urgent=True)
    desk = office(BOB)
    desk.open("today?day=2023-06-13")
    assert not desk.shows("danger")
