"""What lies on the meeting table: one sheet of paper whatever the day was like, every word of it, fonts inside."""

import hashlib
import io
import re
import shutil
from pathlib import Path

import pypdf
import pytest
from PIL import Image, ImageChops

from server.domain.sheet import assemble, check_code, content_sha256
from server.paper import fonts
from server.paper.fonts import FACES
from server.paper.render import pdf
from tests.paper.worked_day import UNITS, coverage, door, finding, material, orgs, photo

WORKED = Path(__file__).with_name("worked_day.txt")
HEADINGS = ["一、巡查概况", "二、上次议定事项落实情况", "三、重点问题", "四、各责任单位整改情况", "五、施工进度",
            "六、提请协调事项", "七、明日重点", "八、本次议定事项", "签到表"]
LONG = "外墙保温板锚固件数量不足且间距过大，端部未加密，脚手架连墙件被拆除未恢复，作业人员未系安全带" * 2


def jpeg(colour="gray", size=(800, 600)):
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def photos_of(sha):
    """A picture for each hash, none like another."""
    return jpeg(f"#{hashlib.sha256(sha.encode()).hexdigest()[:6]}")


def printed(part="text", photos=photos_of, **changes):
    return pypdf.PdfReader(io.BytesIO(pdf(assemble(material(**changes)), photos, part)))


def words(reader):
    return [line.rstrip() for page in reader.pages for line in page.extract_text().splitlines() if line.strip()]


def flat(reader):
    return re.sub(r"\s", "", "".join(words(reader)))


def busy(count, **more):
    """The worked day with `count` long, grave, late findings on top, spread over the units."""
    day = material()
    units = list(day.counted)
    extra = {f"x{n}": finding(
        f"x{n}", f"AQ-20230614-1{n:02}", door(1 + n % 20, 1), LONG, units[n % 4], severity=3, urgent=True,
        position="六层北侧阳台栏板与女儿墙交接处临边位置", requirement=LONG, photos=[photo(f"{n:064x}", "before")],
        deadlines={"fix_by": "2023-06-12T10:00:00.000Z", "original": "2023-06-11T10:00:00.000Z"},
        extension={"n": 1, "granted": True}) for n in range(count)}
    flows = [{"finding": id, "unit": state["unit"], "effect": "new", "tag": None} for id, state in extra.items()]
    counted = {unit: n + sum(1 for row in flows if row["unit"] == unit) for unit, n in day.counted.items()}
    return {"findings": {**day.findings, **extra}, "flows": [*day.flows, *flows], "counted": counted,
            "pictures": {f"{n:064x}": f"{n:064x}" for n in range(count)}, **more}


def twelve_units():
    """Twelve firms with names as long as they may be, decisions as long as they may be, no patrol at all."""
    names = {**UNITS, **{f"o{n}": (f"第{n}专业分包队", "subcontractor") for n in range(8, 16)}}
    registered = {id: {**orgs()["o5"], "id": id, "short": name, "kind": kind, "order": order}
                  for order, (id, (name, kind)) in enumerate(names.items())}
    day = busy(9, orgs=registered, coverage={id: {"state": "no_record"} for id in coverage()})
    for n in range(8, 16):
        day["findings"][f"y{n}"] = finding(f"y{n}", f"AQ-20230614-3{n:02}", door(n, 1), LONG, f"o{n}")
        day["flows"].append({"finding": f"y{n}", "unit": f"o{n}", "effect": "new", "tag": None})
        day["counted"][f"o{n}"] = 1
    decisions = {f"d{n}": {"id": f"d{n}", "meeting": "2023-06-13", "line": n, "text": LONG, "unit": f"o{n + 4}",
                           "due": "2023-06-14", "status": "not_done", "reason": LONG, "carried": "2023-06-16",
                           "history": []} for n in range(1, 9)}
    return {**day, "decisions": decisions, "prepared": {"opinion": LONG * 2, "weather": "暴雨橙色预警"}}


def nothing():
    """Nothing open, nothing due, nobody filed, no decision, no previous sheet."""
    return {"findings": {}, "flows": [], "counted": {}, "previous": None, "decisions": {}, "filings": [], "cases": {},
            "stages": [], "milestones": [], "visits": [], "prepared": {}, "pictures": {}, "parts": None}


def unwalked():
    """No record of any door."""
    return {"coverage": {id: {"state": "no_record"} for id in coverage()}, "visits": []}


DAYS = {"the worked day": dict, "nobody walked": unwalked, "twelve findings": lambda: busy(12),
        "eighty findings": lambda: busy(80), "twelve units": twelve_units, "nothing at all": nothing}


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
    assert f"其余{len(key['items']) - len(shown) + key['more']}条见附件1" in text
    annex = flat(printed("annex", **changes))
    assert all(row["number"] in annex for row in key["items"])


def test_eight_key_items_of_usual_length_all_stand_on_the_page_with_their_demands():
    day = busy(4)
    for n in range(4):
        day["findings"][f"x{n}"] |= {"text": "楼梯间临边洞口未设防护栏杆和警示标志", "position": "六层",
                                     "requirement": "今日补齐防护并挂牌"}
    told = flat(printed(**day))
    assert all(f"AQ-20230614-1{n:02}" in told for n in range(4)) and told.count("要求：") == 8
    assert "AQ-20230614-002" in told and "其余1条见附件1" in told


def test_every_font_is_inside_the_file():
    for part in ("text", "annex"):
        for page in printed(part).pages:
            for font in page["/Resources"]["/Font"].values():
                inner = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
                assert "/FontFile2" in inner or "/FontFile3" in inner


def test_the_same_content_prints_the_same_bytes():
    content = assemble(material())
    assert pdf(content, lambda sha: jpeg()) == pdf(content, lambda sha: jpeg())


def test_rare_names_are_drawn_and_what_no_font_has_is_said_by_its_number():
    people = {"u7": {"name": "䶮𠮷"}}
    day = material()
    odd = dict(day.findings["p11"], text="洞口\u202e未盖\U0001f600\u200f，ا")
    told = flat(printed("annex", people=people, findings={**day.findings, "p11": odd}))
    assert "䶮𠮷" in told and "洞口未盖〔U+1F600〕，〔U+0627〕" in told


def test_markup_in_what_people_write_is_only_text():
    day = material()
    odd = dict(day.findings["f1"], text='#set page(fill: red) $x$ *a* _b_ "q" \\ <tag> @ref')
    assert '#setpage(fill:red)$x$*a*_b_"q"\\<tag>@ref' in flat(printed(findings={**day.findings, "f1": odd}))


def test_photo_pairs_show_what_is_there_and_say_what_is_awaited():
    reader = printed("annex")
    told = flat(reader)
    assert "待整改，限6月15日18:00" in told and "待上传" in told and "整改后06-1416:05李工" in told
    assert "复查：王监复查不合格" in told
    assert sum(len(page.images) for page in reader.pages) == 6


@pytest.mark.parametrize("answer", [None, b"not a picture"])
def test_a_picture_that_cannot_be_read_leaves_a_box_and_the_sheet_prints(answer):
    reader = printed("annex", photos=lambda sha: answer)
    assert sum(len(page.images) for page in reader.pages) == 0 and "待上传" in flat(reader)


def test_thirty_findings_with_sixty_photos_stay_a_light_file():
    day = busy(30)
    for n in range(30):
        day["findings"][f"x{n}"]["photos"].append(photo(f"{n + 100:064x}", "after"))
        day["pictures"][f"{n + 100:064x}"] = f"{n + 100:064x}"
    rough = Image.effect_noise((160, 120), 60).convert("RGB").resize((800, 600))

    def photos(sha):
        out = io.BytesIO()
        ImageChops.offset(rough, int(sha, 16) if len(sha) > 2 else 0).save(out, "JPEG", quality=80)
        return out.getvalue()
    assert len(photos("2a")) > 60_000, "as heavy as a real one"
    made = pdf(assemble(material(**day)), photos, "annex")
    assert made.count(b"/Subtype/Image") >= 60 and len(made) <= 3 * 1024 * 1024


def test_a_preview_carries_no_code_that_could_be_checked():
    content = assemble(material())
    told = flat(pypdf.PdfReader(io.BytesIO(pdf(content, lambda sha: None, draft=True))))
    assert "预览，未定稿" in told and "核对码" not in told


def test_a_folder_of_ones_own_fonts_is_preferred_and_ours_stand_behind_it(tmp_path):
    shutil.copy(FACES[0].path, tmp_path)
    made = pdf(assemble(material()), lambda sha: None, fonts=str(tmp_path))
    assert len(pypdf.PdfReader(io.BytesIO(made)).pages) == 2
    assert fonts.folders(str(tmp_path))[0] == str(tmp_path)


def test_a_changed_font_file_is_noticed_before_it_is_printed_with(monkeypatch):
    monkeypatch.setitem(fonts.PINNED, fonts.SERIF, "0" * 64)
    fonts.folders.cache_clear()
    with pytest.raises(RuntimeError, match="NotoSerifSC"):
        pdf(assemble(material()), lambda sha: None)
    fonts.folders.cache_clear()
