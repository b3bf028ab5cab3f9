"""What hangs on the sheet: photo pairs, rare characters, fonts inside the file, a file light enough to mail."""

import io
import shutil

import pypdf
import pytest
from PIL import Image, ImageChops

from server.domain.sheet import assemble
from server.paper import fonts
from server.paper.fonts import FACES
from server.paper.render import pdf
from server.storage import fonts as kept
from tests.paper.awkward import twenty_decisions
from tests.paper.printing import LONG, busy, flat, printed
from tests.paper.worked_day import material, photo


def test_every_font_is_inside_the_file():
    for part in ("text", "annex"):
        for page in printed(part).pages:
            for font in page["/Resources"]["/Font"].values():
                inner = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
                assert "/FontFile2" in inner or "/FontFile3" in inner


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


def test_a_folder_of_ones_own_fonts_is_preferred_and_ours_stand_behind_it(tmp_path):
    shutil.copy(FACES[0].path, tmp_path)
    made = pdf(assemble(material()), lambda sha: None, fonts=str(tmp_path))
    assert len(pypdf.PdfReader(io.BytesIO(made)).pages) == 2
    assert fonts.folders(str(tmp_path))[0] == str(tmp_path)


def test_a_changed_font_file_is_noticed_before_it_is_printed_with(monkeypatch):
    monkeypatch.setitem(kept.PINNED, kept.SERIF, "0" * 64)
    kept.folders.cache_clear()
    with pytest.raises(RuntimeError, match="NotoSerifSC"):
        pdf(assemble(material()), lambda sha: None)
    kept.folders.cache_clear()


def test_decisions_that_the_sheet_has_no_room_for_stand_whole_in_the_ledger():
    text, annex = flat(printed(**twenty_decisions())), flat(printed("annex", **twenty_decisions()))
    assert "其余9项及全文见附件1" in text and "议定事项落实情况（15项）" in annex
    assert annex.count("项：" + LONG) == 15 and annex.count("未完成：" + LONG) >= 5
    assert "议定事项落实情况" not in flat(printed("annex"))
