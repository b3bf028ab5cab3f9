"""What a reader of the files meets beyond the page: outline, title, words that can be selected, files for archives."""

import io
import re
import subprocess

import pypdf
import pytest

from server import config
from server.domain.problems import Problem
from server.domain.sheet import assemble
from server.paper import forms
from server.paper.photos import BRIGHTER, lightened
from server.paper.render import pdf
from tests.paper.forms import answered, issued
from tests.paper.printing import flat, jpeg, photos_of
from tests.paper.worked_day import material
from tests.steps import tools

TITLE = "水竹花园改造项目日调度会材料（巡查情况）第45期　2023年6月14日　星期三"
SECTIONS = [("一、巡查概况", 1), ("二、上次议定事项落实情况", 1), ("三、重点问题", 1), ("四、各责任单位整改情况", 2),
            ("五、施工进度", 2), ("六、提请协调事项", 2), ("七、明日重点（6月15日）", 2), ("八、本次议定事项", 2),
            ("签到表", 2)]
ANNEX = [("附件1　问题台账", 1), [("期末未销（13条）", 1), ("本期销项（6条）", 1), ("需协调（未计入）（1条）", 2),
                                  ("未查楼门和部位清单", 2), ("滞后节点清单", 2)], ("附件2　整改前后对比照片", 3)]


def notice(**more):
    """A notice of two findings."""
    return forms.pdf(issued(findings=2), photos_of, **more)


def reply(**more):
    """The reply to it."""
    return forms.pdf(answered(issued(findings=2)), photos_of, **more)


PAPERS = {part: lambda part=part, **more: pdf(assemble(material()), photos_of, part, **more)
          for part in ("text", "annex")} | {"notice": notice, "reply": reply}


def opened(made):
    """Read strictly: a table of objects that does not fit the file is an error."""
    return pypdf.PdfReader(io.BytesIO(made), strict=True)


def outline(reader, entries=None):
    """[(title, page from 1), [those below it], …]."""
    return [outline(reader, one) if isinstance(one, list) else (one.title, reader.get_destination_page_number(one) + 1)
            for one in (reader.outline if entries is None else entries)]


def drawn(made, file):
    """Every pixel of its pages."""
    file.write_bytes(made)
    ppm = tools.pdf_tools().with_name("pdftoppm")
    return subprocess.run([ppm, "-r", "40", "-gray", file], check=True, capture_output=True).stdout


@pytest.mark.parametrize("part, expected", [("text", SECTIONS), ("annex", ANNEX)])
def test_the_sections_are_the_outline_of_the_sheet(part, expected):
    assert outline(opened(PAPERS[part]())) == expected


def test_a_notice_and_its_reply_have_an_outline_of_their_own():
    assert outline(opened(notice())) == [("监理通知单", 1), [("内容", 1), ("附图", 1)]]
    assert [entry[0] for entry in outline(opened(reply()))[1]] == ["内容", "附图：整改前后对比"]


@pytest.mark.parametrize("name", PAPERS)
def test_the_window_shows_the_title_of_the_paper_and_not_a_file_name(name):
    reader = opened(PAPERS[name]())
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert reader.metadata.title == TITLE if name in ("text", "annex") else reader.metadata.title
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"


def test_the_words_of_the_sheet_can_be_selected_in_the_order_they_are_read():
    told = flat(opened(PAPERS["text"]()))
    places = [told.find(words) for words in (
        "水竹花园改造项目日调度会材料", "全部103个楼门", "期初未销12", "安全绳与悬挂支架共点固定", "蓄水后管根渗漏",
        "合计", "请区城管委牵头拆除违建", "编制（代建）", "签到表")]
    assert places == sorted(places) and places[0] >= 0


def test_a_paper_is_plain_unless_the_setting_asks_for_the_archive():
    assert b"pdfaid" not in PAPERS["text"]()


@pytest.mark.parametrize("name", PAPERS)
def test_for_the_archive_it_says_what_it_conforms_to_and_prints_the_same_pages(name, tmp_path):
    plain, kept = PAPERS[name](), PAPERS[name](standard="a-2b")
    reader = opened(kept)
    said = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert re.search(r"pdfaid:part>2<", said) and re.search(r"pdfaid:conformance>B<", said)
    assert reader.trailer["/Root"]["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert [page.extract_text() for page in reader.pages] == [page.extract_text() for page in opened(plain).pages]
    assert [page.mediabox for page in reader.pages] == [page.mediabox for page in opened(plain).pages]
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert drawn(kept, tmp_path / "kept.pdf") == drawn(plain, tmp_path / "plain.pdf")


def test_the_same_content_gives_the_same_archive_file():
    assert PAPERS["annex"](standard="a-2b") == PAPERS["annex"](standard="a-2b")


def test_dark_photos_are_lightened_for_the_office_printer():
    dark = pypdf.PdfReader(io.BytesIO(pdf(assemble(material()), lambda sha: jpeg("#505050"), "annex")))
    shown = next(image for page in dark.pages for image in page.images).image
    assert shown.convert("L").getpixel((9, 9)) == pytest.approx(0x50 * BRIGHTER, abs=2)
    assert lightened(jpeg("#505050"), 1)[:2] == b"\xff\xd8"


def test_a_standard_nobody_knows_is_refused_before_anything_is_printed():
    assert config.load({"PDF_STANDARD": "a-2b"})["PDF_STANDARD"] == "a-2b"
    with pytest.raises(Problem, match="XUNLOU_PDF_STANDARD must be a-2b or empty"):
        config.load({"PDF_STANDARD": "a-9z"})
