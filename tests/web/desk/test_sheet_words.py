"""The sheet's fixed words on the screen of a meeting read in English."""

import pytest

from server.web.desk.sheet_words import english
from tests.people import ALICE, BOB, PAM


@pytest.mark.parametrize(("zh", "en"), [
    ("●较大", "●Significant"), ("【逾期1天】", "1 d overdue"), ("退回1次", "returned 1×"),
    ("6月13日10:00", "13 Jun 10:00"),
    ("6月14日22:05前控制，6月15日18:00前整改", "14 Jun 22:05 under control, 15 Jun 18:00 repaired"),
    ("复查不合格", "Failed re-inspection"), ("待整改（险情已控制）", "To fix (Danger controlled)"),
    ("3号楼有人写的字", "3号楼有人写的字")])
def test_fixed_words_are_english_and_what_people_wrote_stays(zh, en):
    assert english(zh) == en


def test_the_screen_read_in_english_has_its_own_words_for_heading_mark_limit_and_state(office, filed, moved, clock):
    clock.set("2023-06-14T09:00:00+08:00")
    moved(BOB, filed(ALICE, "SZ-B03-E1", text="缺挡脚板约3米", item="SCF-01"), "issue", unit="o5", due="D1")
    desk = office(PAM)
    desk.open("/desk/language/en")
    page = desk.open("meeting/2023-06-14/room").text
    assert all(said in page for said in ("Sheet No. 1", "Significant", "15 Jun 18:00", "To fix", "Record</button>"))
    assert all(said not in page for said in ("较大", "待整改", "6月", "巡查情况"))
