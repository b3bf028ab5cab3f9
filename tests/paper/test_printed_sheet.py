"""What lies on the meeting table: one sheet of paper whatever the day was like, every word of it."""

import io
from pathlib import Path

import pypdf
import pytest

from server.domain.sheet import assemble, check_code, content_sha256
from server.paper.render import pdf
from tests.paper.printing import DAYS, busy, flat, jpeg, printed, words
from tests.paper.worked_day import material

WORKED = Path(__file__).with_name("worked_day.txt")
HEADINGS = ["一、巡查概况", "二、上次议定事项落实情况", "三、重点问题", "四、各责任单位整改情况", "五、施工进度",
            "六、提请协调事项", "七、明日重点", "八、本次议定事项", "签到表"]


def test_the_worked_day_prints_line_by_line_as_agreed():
    content = assemble(material())
    told = [line.replace(check_code(content_sha256(content)), "7F3A-91C2") for line in words(printed())]
    assert told == WORKED.read_text().splitlines()


@pytest.mark.parametrize("day", DAYS)
def test_the_text_is_one_sheet_front_and_back_with_every_heading_on_it(day):
    reader = printed(**DAYS[day]())
    told = words(reader)
    assert len(reader.pages) == 2
    places = [next(n for n, line in enumerate(told) if line.startswith(heading)) for heading in HEADINGS]
    assert places == sorted(places)
    for page in reader.pages:
        assert not any(page.extract_text().rstrip().splitlines()[-2].startswith(heading) for heading in HEADINGS)


@pytest.mark.parametrize("day", ["twelve findings", "twelve units"])
def test_what_leaves_a_crowded_page_is_counted_and_stands_in_the_annex(day):
    changes = DAYS[day]()
    content = assemble(material(**changes))
    key = next(part for part in content["sections"] if part["id"] == "items")
    text = flat(printed(**changes))
    shown = [row for row in key["items"] if row["number"] in text]
    assert f"其余重点{len(key['items']) - len(shown) + key['more']}条见附件1" in text
    annex = flat(printed("annex", **changes))
    assert all(row["number"] in annex for row in key["items"])


def test_eight_key_items_of_usual_length_all_stand_on_the_page_with_their_demands():
    day = busy(4)
    for n in range(4):
        day["findings"][f"x{n}"] |= {"text": "楼梯间临边洞口未设防护栏杆和警示标志", "position": "六层",
                                     "requirement": "今日补齐防护并挂牌"}
    told = flat(printed(**day))
    assert all(f"AQ-20230614-1{n:02}" in told for n in range(4)) and told.count("要求：") == 8
    assert "AQ-20230614-002" in told and "其余重点1条见附件1" in told


def test_the_same_content_prints_the_same_bytes():
    content = assemble(material())
    assert pdf(content, lambda sha: jpeg()) == pdf(content, lambda sha: jpeg())


def test_a_preview_carries_no_code_that_could_be_checked():
    content = assemble(material())
    told = flat(pypdf.PdfReader(io.BytesIO(pdf(content, lambda sha: None, draft=True))))
    assert "预览，未定稿" in told and "核对码" not in told
