"""How the forms are laid out: signatures with a row, room for seals, whole moments, pictures in whole frames."""

import io
import subprocess
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from server.domain.notice_paper import addressee
from tests.paper.forms import answered, found, issued, pages, printed
from tests.paper.printing import LONG, jpeg
from tests.steps import tools

MM = 72 / 25.4
DPI = 150
DECEMBER = {"control_by": "2023-12-14T10:35:00.000Z", "fix_by": "2023-12-15T10:00:00.000Z",
            "original": "2023-12-14T10:00:00.000Z"}


def heights(made):
    """(page, what is written, its height above the page's foot in millimetres) of each piece of text."""
    told = []
    for nr, page in enumerate(pypdf.PdfReader(io.BytesIO(made)).pages, start=1):
        page.extract_text(visitor_text=lambda text, cm, _tm, _font, _size, nr=nr: told.append(
            (nr, text.strip(), cm[5] / MM)))
    return told


def height(made, word):
    """The height of the first piece of text that begins so."""
    return next(at for _, text, at in heights(made) if text.startswith(word))


def lines(made):
    """The printed lines."""
    return [line.replace(" ", "") for page in pypdf.PdfReader(io.BytesIO(made)).pages
            for line in page.extract_text().splitlines()]


@pytest.mark.parametrize("count", range(4, 13, 2))
def test_the_signatures_never_stand_on_a_page_without_a_row_of_the_table(count):
    content = issued(findings=count)
    for form, word in ((content, "签收时间"), (answered(content), "复查意见")):
        page = next(page for page in pages(printed(form)) if word in page)
        assert any(f"{row['place']}：" in page for row in form["rows"])


def test_a_long_text_begins_on_the_first_page():
    content = issued(findings=[found(nr, text=LONG * 12, requirement=LONG * 9) for nr in (1, 2)])
    told = pages(printed(content))
    assert "AQ-20230614-001" in told[0] and all("序号" in page for page in told if LONG[:9] in page)


def test_under_a_row_too_tall_to_move_stands_where_the_signatures_are():
    told = pages(printed(issued(findings=[found(1, text=LONG * 4, requirement=LONG * 3)])))
    assert "（签字盖章见第2页）" in told[0] and "签收人" in told[1]


def test_the_seals_have_room_and_the_two_dates_stand_at_one_height():
    notice, reply = printed(issued(findings=3)), printed(answered(issued(findings=3), check="pass"))
    assert height(notice, "项目监理机构") - height(notice, "总/专业监理") > 22
    assert height(notice, "日期") == pytest.approx(height(notice, "签收时间"), abs=0.1)
    both = [at for _, text, at in heights(reply) if text.startswith("日期")]
    assert len(both) == 2 and both[0] == pytest.approx(both[1], abs=0.1)


def test_each_moment_stands_whole_on_a_line():
    late = found(1, deadlines=DECEMBER, extension={"n": 1, "granted": True})
    told = lines(printed(issued(findings=[late])))
    assert [any(moment in line for line in told) for moment in (
        "12月14日18:35前控制", "12月15日18:00前整改", "（原12月14日18:00）")] == [True] * 3
    failed = answered(issued(), check="fail", said={"text": "未到位", "fix_by": "2023-06-16T10:00:00.000Z"})
    told = lines(printed(failed))
    assert [any(moment in line for line in told) for moment in ("6月15日10:00", "限6月16日18:00前")] == [True] * 2


def test_urgent_is_said_until_the_danger_is_under_control_and_empty_cells_say_so():
    listed = [found(1, urgent=True, severity=3), found(2, urgent=True, severity=3, control={"at": "x"}),
              found(3, requirement="", pictures=0)]
    told = "".join(pages(printed(issued(findings=listed))))
    assert told.count("【立即】") == 1 and "▲紧急（待总监判定）【立即】AQ-20230614-001" in told
    assert told.count("—") == 2
    assert "签收时间：年月日时分" in told and "6月14日09:20王巡" in told


def test_the_office_of_the_firm_is_addressed_and_a_notice_kept_before_prints_as_it_was():
    named = {"o5": {"name": "乙装饰工程有限公司", "short": "外檐分包乙"}}
    content = issued() | {"addressed": addressee(named, "o5", "施工项目经理部")}
    assert "致：乙装饰工程有限公司施工项目经理部（外檐分包乙）抄送" in "".join(pages(printed(content)))
    assert issued()["addressed"] == "外檐分包乙施工项目经理部"
    before = {key: value for key, value in content.items() if key != "addressed"}
    assert "致：外檐分包乙施工项目经理部抄送" in "".join(pages(printed(before)))


def test_a_page_holds_four_rows_of_pictures():
    for form in (issued(findings=16), answered(issued(findings=5))):
        assert max(len(page.images) for page in pypdf.PdfReader(io.BytesIO(printed(form))).pages) == 8


@pytest.mark.parametrize("before", [1, 9])
def test_what_has_no_partner_stands_under_its_own_head(before):
    after = 10 - before
    content = answered(issued(findings=[found(1, pictures=before)]), pictures=after)
    figure, told = content["figures"][0], "".join(pages(printed(content)))
    side = "整改前" if before > after else "整改后"
    rest = [one["caption"] for row in figure["rows"][figure["pairs"]:] for one in row]
    assert figure["pairs"] == 1 and len(rest) == 8 and all(caption.startswith(side) for caption in rest)
    assert f"{side}（续）" in told


def test_every_page_of_pictures_says_whose_they_are():
    made = printed(issued(findings=[found(1, pictures=20)]))
    told = [(words, page.images) for words, page in zip(
        pages(made), pypdf.PdfReader(io.BytesIO(made)).pages, strict=True)]
    assert len(told) > 1 and all("图1AQ-20230614-001" in words for words, shown in told if shown)


@pytest.mark.parametrize("size", [(800, 600), (600, 800)])
def test_the_frame_of_a_picture_is_whole(size, tmp_path):
    (tmp_path / "form.pdf").write_bytes(printed(answered(issued()), lambda sha: jpeg("white", size)))
    ppm = tools.pdf_tools().with_name("pdftoppm")
    subprocess.run([ppm, "-r", str(DPI), "-gray", "-l", "1", tmp_path / "form.pdf", tmp_path / "page"], check=True)
    with Image.open(next(Path(tmp_path).glob("page*.pgm"))) as page:
        assert sum(_lines(page, x) for x in range(page.width)) >= 4


def _lines(page, x):
    """How many unbroken dark lines as long as a frame is high stand in this column of the picture."""
    column = page.crop((x, 0, x + 1, page.height)).tobytes()
    runs = bytes(ord("#") if grey < 140 else ord(" ") for grey in column).split(b" ")
    return sum(abs(len(run) - 49 * DPI / 25.4) < 3 for run in runs)
