"""The weekly sheet is one A4 front and back, nothing leaves its frame, and its charts print their numbers."""

import io
import subprocess

import pypdf
import pytest
from PIL import Image

from server.domain.days import shifted
from server.domain.weekly import assemble
from server.paper.render import pdf
from tests.paper.printing import LONG, flat
from tests.paper.worked_day import finding, orgs
from tests.paper.worked_week import FRIDAY, dailies, daily, known, row, seen, week
from tests.steps import tools

DPI = 72
MM = DPI / 25.4
LEFT, RIGHT, TOP = 25 * MM, 190 * MM, 20 * MM
TITLES = ("一、本周概况", "二、超过7天未办结的议定事项", "三、问题分布与存续时间", "四、▲未销及重复、退回、逾期问题",
          "五、各责任单位整改情况", "六、巡查覆盖与监理时效", "七、工程节点", "八、提请协调事项", "九、下周计划",
          "十、本次议定事项")
NAME = "天津市红桥区第一建筑装饰工程有限责任公司第三项目经理部乙队"


def printed(made: bytes):
    return pypdf.PdfReader(io.BytesIO(made))


def made(part="text", **changes) -> bytes:
    return pdf(assemble(week(**changes)), lambda sha: None, part)


def crowded() -> dict:
    """Twelve units with names of thirty signs, everything late and returned, every text as long as it may be."""
    firms = [f"o{n}" for n in range(4, 16)]
    rows = [row(nr, "2023-05-01", unit=firms[nr % 12], item=None if nr % 7 == 0 else f"{'GSTRFLH'[nr % 7]}ON-01")
            for nr in range(1, 161)]
    day = daily(46, FRIDAY, rows, [], [])
    day["standing"] = [{**one, "repeated": 3, "returned": 2, "overdue": 40} for one in day["standing"]]
    day["units"] = [{"unit": unit, "name": NAME, "opening": n, "new": 0, "closed": 0, "void": 0, "closing": n,
                     "overdue": n, "returned": n} for unit in firms if (n := sum(r["unit"] == unit for r in rows))]
    named = {id: {**orgs()["o5"], "id": id, "name": NAME, "short": f"第{id[1:]}专业分包施工队", "order": int(id[1:])}
             for id in firms}
    told = {id: {**one, "text": LONG, "position": LONG[:40]} for id, one in known([day]).items()}
    decisions = {f"d{n}": {"id": f"d{n}", "meeting": "2023-05-01", "line": n, "text": LONG, "unit": "o4", "history": [],
                           "due": "2023-05-09", "status": "not_done", "reason": LONG, "carried": "2023-06-20"}
                 for n in range(30)}
    cases = {f"c{n}": {"id": f"c{n}", "finding": "k1", "tier": "district", "status": "open", "answer": None,
                       "ask": LONG, "lead": NAME, "needed_by": "2023-06-20", "text": LONG} for n in range(30)}
    late = [{"building": f"SZ-B{n:02}", "item": item, "stage": "passed_first", "planned": "2023-05-08"}
            for n in range(1, 21) for item in ("roof_waterproof", "facade", "balcony", "rainwater_pipe", "elevator")]
    told["k1"] = finding("k1", "XT-20230612-001", "SZ-B06-FE", LONG, "o2", kind="coordination")
    return {"days": [day], "before": None, "after": [], "seen": {},
            "site": {"orgs": named, "findings": told, "decisions": decisions, "cases": cases, "milestones": late,
                     "stages": [], "prepared": {"plan": LONG * 20, "opinion": LONG * 20, "chair": NAME, "place": NAME}}}


def month() -> dict:
    """Thirty-one daily sheets since the last weekly one, with numbers of three digits."""
    opened, days = [row(nr, "2023-05-10") for nr in range(1, 131)], []
    for nr in range(31):
        new = [row(1000 + nr * 150 + n, shifted("2023-05-17", nr)) for n in range(120)]
        days.append(daily(500 + nr, shifted("2023-05-17", nr), opened, new, opened))
        opened = new
    for day in days[:-1]:
        day["standing"] = []
    return {"days": days, "before": None, "after": [], "site": {"findings": {}}}


WEEKS = {"the worked week": dict, "everything at once": crowded, "a month without a weekly": month,
         "nobody walked": lambda: {"seen": {}}, "one day": lambda: {"days": dailies()[:1], "before": None},
         "nothing at all": lambda: {"days": [], "before": None, "after": [], "seen": {}, "judged": [], "site": {
             "decisions": {}, "cases": {}, "milestones": [], "stages": [], "findings": {}, "prepared": {}}}}


@pytest.mark.parametrize("name", WEEKS)
def test_the_text_is_one_sheet_front_and_back_with_every_section_on_it(name):
    paper = printed(made(**WEEKS[name]()))
    assert len(paper.pages) <= 2
    told = flat(paper).replace("一、本期概况", TITLES[0])
    places = [told.index(title) for title in TITLES]
    assert places == sorted(places) and "审定（街道指挥部）" in told


@pytest.mark.parametrize("part", ["text", "annex"])
@pytest.mark.parametrize("name", WEEKS)
def test_nothing_stands_outside_the_frame(name, part, tmp_path):
    (tmp_path / "sheet.pdf").write_bytes(made(part, **WEEKS[name]()))
    drawn = [tools.pdf_tools().with_name("pdftoppm"), "-r", str(DPI), "-gray"]
    subprocess.run([*drawn, tmp_path / "sheet.pdf", tmp_path / "page"], check=True)
    pages = sorted(tmp_path.glob("page*.pgm"))
    assert pages
    for page in pages:
        with Image.open(page) as picture:
            ink = picture.point(lambda light: 255 if light < 200 else 0).getbbox()
            wide = picture.width > picture.height
            least, most = (20 * MM, picture.width - 20 * MM) if wide else (LEFT, RIGHT)
            assert ink[0] >= least - 2 and ink[2] <= most + 2, f"{page.name}: {ink}"
            assert ink[1] >= TOP - 2 and ink[3] <= picture.height - 10 * MM, f"{page.name}: {ink}"


def test_the_annex_lists_everything_open_and_repeats_its_head_on_every_page():
    paper = printed(made("annex", **crowded()))
    assert len(paper.pages) > 2 and "期末未销（160条）" in flat(paper)
    assert all("序号" in page.extract_text() for page in paper.pages)


def test_the_charts_print_the_number_of_every_point_and_begin_at_zero():
    told = flat(printed(made()))
    chart = told[told.index("每期新增"):told.index("二、超过")]
    for content in dailies():
        for key in ("new", "closed", "closing"):
            assert str(content["reconcile"][key]) in chart
        assert content["day"][5:] in chart
    assert "新增" in chart and "销项" in chart and "期末未销" in chart
    assert "3天以内" in told and "超过7天" in told


def test_the_strip_of_days_shows_every_building_and_a_cross_where_nobody_was():
    told = flat(printed(made(seen={day: doors for day, doors in seen().items() if day != FRIDAY})))
    strip = told[told.index("各楼（号）每日到访楼门数"):told.index("七、工程节点")]
    assert strip.count("×") >= 1 + 2 * 20 + 2 * 4


def test_the_fullest_week_still_shows_the_five_worst_and_sends_the_rest_to_the_annex():
    told = flat(printed(made(**crowded())))
    part = told[told.index("四、▲未销"):told.index("五、各责任")]
    assert part.count("逾期40天") == 5 and "其余155条见附件。" in part and part.count("▲紧急（待总监判定）") == 3
    assert "从略" not in told
    assert "议定事项（30项）" in flat(printed(made("annex", **crowded())))


def test_a_quiet_week_has_room_for_those_present_to_sign_and_a_full_one_leaves_the_table_out():
    paper = printed(made(**WEEKS["nothing at all"]()))
    signed = flat(paper).partition("签到表")[2]
    assert len(paper.pages) == 2 and "街道指挥部现场指挥" in signed and signed.count("姓名") == 2
    asked = {**week().site.settings, "sign_in": [{"unit": "街道办", "title": "分管副主任"}]}
    quiet = WEEKS["nothing at all"]()
    named = flat(printed(made(**{**quiet, "site": {**quiet["site"], "settings": asked}})))
    assert "街道办分管副主任" in named.partition("签到表")[2] and "现场指挥" not in named
    assert "签到表" not in flat(printed(made(**crowded())))


def test_a_day_without_a_meeting_has_its_empty_place_in_the_chart():
    told = flat(printed(made()))
    assert told[told.index("每期新增"):told.index("二、超过")].count("无会") == 1


def test_no_letter_is_smaller_than_nine_points_and_no_date_is_parted():
    for name in WEEKS:
        words: list[tuple[float, str]] = []
        for page in printed(made(**WEEKS[name]())).pages:
            page.extract_text(visitor_text=lambda text, cm, tm, font, size, to=words: to.append((size, text)))
        assert min(size for size, text in words if text.strip()) >= 9, name
    lines = [line for page in printed(made()).pages for line in page.extract_text().splitlines()]
    assert any("6月20日前" in line for line in lines)


def test_equal_weeks_print_equal_bytes():
    assert made() == made()
