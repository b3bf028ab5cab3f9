"""The district's brief on paper: one page for leaders, whole rows on several when there are many compounds."""

import io
import re

import pypdf
import pytest

from server.domain.problems import Problem
from server.paper.render import page_count, pdf
from server.web import printing
from tests.paper.worked_district import NAMES, block, brief, case


def printed(**changes):
    return pypdf.PdfReader(io.BytesIO(pdf(brief(**changes), lambda sha: None)))


def flat(reader):
    return re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages))


@pytest.mark.parametrize("count", [0, 1, 3, 5])
def test_a_few_compounds_fit_on_one_page(count):
    assert page_count(pdf(brief(count), lambda sha: None)) == 1


def test_twelve_compounds_take_several_pages_and_none_is_lost():
    reader = printed(count=12)
    assert 1 < len(reader.pages) <= 3
    told = flat(reader)
    assert all(told.count(name) >= 3 for name in NAMES)
    assert "第1页/共2页" in told


def test_lights_are_signs_and_words_and_the_answer_stands_beside_its_ask():
    told = flat(printed())
    assert "×滞后5天：屋面防水及保温（应12/实11）" in told and "–未设节点" in told
    assert "区城管委6月16日到场核查" in told and "四、资金事项" in told and "五、本次议定事项" in told
    assert "Xunlou" not in told


def test_the_paper_names_its_district_explains_its_marks_and_leaves_lines_for_the_hand():
    told = flat(printed())
    assert "红桥区3个小区数据截止" in told and "▲为紧急问题" in told and "✓按期" in told and "√" not in told
    assert told.count("待答复") == 1 + 2 and "1，其中待审1" in told
    lines = [line.strip() for page in printed().pages for line in page.extract_text().splitlines()]
    assert any("3，其中待审1" in line for line in lines), "the sum in one piece"
    named = {"time": "09:30", "place": "", "chair": "张组长", "title": ""}
    assert "主持人：张组长" in flat(printed(meeting=named))
    assert _long_lines(printed()) == _long_lines(printed(meeting=named)) + 1, "a line where nobody is named"


def _long_lines(reader):
    """How many strokes are as long as a name's line, 32 mm."""
    drawn = "".join(page.get_contents().get_data().decode("latin-1") for page in reader.pages)
    return len([n for n in re.findall(r"(?<![\d.])(\d+\.\d+) 0 l\b", drawn) if abs(float(n) - 32 * 72 / 25.4) < 0.1])


def test_no_letter_is_smaller_than_nine_points_and_no_title_stands_without_its_table():
    for count in (1, 3, 12):
        words: list[tuple[float, str]] = []
        for page in printed(count=count).pages:
            page.extract_text(visitor_text=lambda text, cm, tm, font, size, to=words: to.append((size, text)))
            told = re.sub(r"\s", "", page.extract_text())
            assert "三、提请事项" not in told or "XT-" in told or count == 0
        assert min(size for size, text in words if text.strip()) >= 9


def test_a_correction_says_so_and_the_first_version_does_not():
    assert "第4期第2版（更正）" in flat(printed(version=2))
    assert "第1版" not in flat(printed())


def test_it_has_no_annex():
    with pytest.raises(Problem) as refused:
        printing.drafted(brief(), "annex")
    assert refused.value.code == "not_found"


def test_many_long_cases_take_more_pages_and_every_row_stays_whole():
    words = "请区城管委会同街道、社区依法组织拆除并恢复排水，" * 3
    name = "红桥区西于庄街道水竹花园老旧小区综合提升改造一期"
    said = {"needed_by": "2023-06-20", "matter": words[:60], "done": words[:44], "ask": words[:60]}
    blocks = {f"p{n}": {**block(n, [case(k, number=f"XT-20230612-{n}0{k}", **said) for k in range(6)]), "name": name}
              for n in range(4)}
    pages = [re.sub(r"\s", "", page.extract_text()) for page in printed(compounds=blocks, order=list(blocks)).pages]
    assert 2 <= len(pages) <= 5
    assert all("XT-" in page for page in pages if "三、提请事项" in page)
    for number in (one["number"] for told in blocks.values() for one in told["cases"]):
        assert sum(page.count(number) for page in pages) == 1
    assert sum(page.count("XT-") for page in pages) == 24
    assert pages[-1].count("编制（区协调办）") == 1 and all("核对码" in page for page in pages)
