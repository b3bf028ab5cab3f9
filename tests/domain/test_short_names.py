"""Names too long for a column: firms of one group begin alike and must stay apart on paper."""

import pytest

from server.domain.sheet_words import short_name


@pytest.mark.parametrize(("name", "most", "told"), [
    ("施工总包甲", 8, "施工总包甲"), (" 防水 \n 分包丙", 8, "防水 分包丙"),
    ("津城建工集团第一分公司甲队", 8, "津城建工…司甲队"), ("津城建工集团第一分公司乙队", 9, "津城建工…公司乙队")])
def test_what_is_left_out_is_left_out_in_the_middle(name, most, told):
    assert short_name(name, most) == told and len(told) <= most
