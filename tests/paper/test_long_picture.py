"""The sheet as one long picture for a chat group: readable, light enough to be sent, no phone number."""

import io
import json
from dataclasses import replace

import pytest
from PIL import Image, ImageChops, ImageStat

from server.domain.sheet import assemble, check_code, content_sha256
from server.domain.sheet_group import PHONE
from server.domain.sheet_long import strip
from server.domain.weekly import assemble as weekly
from server.paper import long
from server.paper.long import BYTES_MAX, WIDTH, long_picture
from tests.paper.printing import DAYS, busy, jpeg, photos_of
from tests.paper.worked_day import material, photo
from tests.paper.worked_district import brief
from tests.paper.worked_week import week


def kept(**changes):
    """The content as the database gives it back."""
    return json.loads(json.dumps(assemble(material(**changes)), sort_keys=True))


def opened(made):
    """The picture, decoded."""
    assert made.startswith(b"\x89PNG")
    return Image.open(io.BytesIO(made)).convert("RGB")


def part(told, title):
    """One part of the strip by how its title begins."""
    return next(one for one in told["parts"] if one["title"].startswith(title))


def test_the_strip_says_what_the_sheet_says_and_ends_with_its_code():
    content = kept()
    told = strip(content)
    assert told["title"] == content["title"] and check_code(content_sha256(content)) in told["code"]
    assert told["lines"][0].startswith("楼门103个") and "期末未销13，其中逾期2条" in told["lines"][1]
    assert [one["title"][0] for one in told["parts"]] == list("一二三四五六七"), "no ruled lines on a screen"
    first = part(told, "一")["blocks"]
    assert [block["text"][:6] for block in first if "text" in block] == [
        "全部103个", "有作业的楼面", "期初未销12", "今晚到期另有", "注：未发现问"]
    assert first[-1]["text"].endswith("不作为验收结论。")
    assert part(told, "四")["blocks"][0]["total"][-1] == "6/8 = 75%"


def test_a_table_too_wide_for_a_phone_is_told_as_two_with_the_names_in_both():
    head = ["责任单位", *(f"数{n}" for n in range(1, 11))]
    content = {**kept(), "coverage": None, "sections": [{"id": "units", "title": "五、各单位", "head": head, "rows": [
        ["施工总包甲", *map(str, range(1, 11))]], "total": ["合计", *["7"] * 10]}]}
    first, second = strip(content)["parts"][0]["blocks"]
    assert first == {"head": head[:6], "rows": [["施工总包甲", "1", "2", "3", "4", "5"]], "total": ["合计", *"77777"]}
    assert second["head"] == ["责任单位", *head[6:]] and second["rows"] == [["施工总包甲", "6", "7", "8", "9", "10"]]
    assert opened(long_picture(content, photos_of)).width == WIDTH


def test_the_one_row_of_numbers_of_section_one_is_told_in_two_tables():
    tables = [block for block in part(strip(kept()), "一")["blocks"] if "head" in block]
    assert [len(block["head"]) for block in tables] == [6, 5] and tables[1]["head"][-1] == "今晚到期"
    assert [*tables[0]["rows"][0], *tables[1]["rows"][0]] == [
        "3组", "9人", "52", "9/20", "58/103", "7", "1", "2", "4", "2", "0"]


def test_the_legend_breaks_between_its_signs_only():
    words = next(block["words"] for block in part(strip(kept()), "三")["blocks"] if "words" in block)
    assert words[0].startswith("图例：▲紧急") and words[-1] == "【逾期】超过整改时限（已回复待复查的不计）"


def test_a_table_of_many_words_has_a_card_for_each_row():
    cards = part(strip(brief()), "三")["blocks"][-1]["cards"]
    assert [one["title"][:7] for one in cards] == ["1. 水竹花园", "2. 水竹花园", "3. 同心楼 "]
    assert cards[0]["told"][-1] == ["答复（落实）", "区城管委6月16日到场核查，请街道、社区配合（6月14日15:30）"]
    assert [name for name, _ in cards[2]["told"]] == ["已做工作", "请求", "答复（落实）"], "a dash says nothing"


def test_lines_to_write_on_are_not_drawn_on_a_screen():
    told = strip(weekly(replace(week(), site=replace(week().site, prepared={}))))
    assert part(told, "九")["blocks"] == [{"text": "会上填写。"}]
    assert [one["title"][0] for one in strip(brief())["parts"]] == list("一二三")
    assert "＿" not in json.dumps([told, strip(brief())], ensure_ascii=False)


def test_each_key_item_brings_its_own_pair_of_photos():
    items = part(strip(kept()), "三")["items"]
    assert [one["where"] for one in items][:2] == ["3号楼东立面（2门上方）", "10号楼屋面（5门段）"]
    fourth = items[3]
    assert fourth["pair"]["before"]["sha256"] == "2a" and fourth["pair"]["after"]["sha256"] == "2b"
    assert items[0]["pair"]["after"]["box"] == "待整改，限6月15日18:00"


def test_nobody_who_took_a_photo_is_named_to_a_group():
    content = kept()
    told = json.dumps(strip(content), ensure_ascii=False)
    assert "整改前　06-14 09:20" in told and "张巡" not in told and "李工" not in told
    assert "张巡" in json.dumps(content["annex"]["pairs"], ensure_ascii=False), "the annex is the office's own"


def test_an_item_without_any_photo_has_no_empty_frames():
    day = material()
    bare = {id: {**state, "photos": []} for id, state in day.findings.items()}
    assert [one["pair"] for one in part(strip(kept(findings=bare)), "三")["items"]] == [None] * 5


def test_no_phone_number_is_on_it():
    day = material()
    odd = {**day.findings["f1"], "text": "联系张工13800001111", "requirement": "报022-27391234"}
    told = json.dumps(strip(kept(findings={**day.findings, "f1": odd})), ensure_ascii=False)
    assert "联系张工（电话略）" in told and "报（电话略）" in told and not PHONE.search(told)


@pytest.mark.parametrize("day", ["the worked day", "twelve units", "nothing at all"])
def test_it_is_as_wide_as_a_phone_and_ends_below_its_last_line(day):
    picture = opened(long_picture(kept(**DAYS[day]()), photos_of))
    assert picture.width == WIDTH and picture.height > WIDTH
    edges = [picture.crop(box) for box in ((0, 0, 30, picture.height), (WIDTH - 30, 0, WIDTH, picture.height))]
    assert all(min(low for low, _ in edge.getextrema()) >= 248 for edge in edges), "nothing runs into the margin"
    last = picture.crop((0, picture.height - 120, WIDTH, picture.height))
    assert min(ImageStat.Stat(last.convert("L")).extrema[0]) < 60, "the code stands at the foot"


def test_letters_are_tall_enough_for_a_phone():
    """The smallest text is set at 28 pixels, in the template itself."""
    source = (long.HERE / "long.typ").read_text()
    sizes = [float(said.split("pt")[0]) for said in source.split("size: ")[1:] if said[0].isdigit()]
    assert min(sizes) * long.PPI / 72 >= 28 and len(sizes) > 8


def test_the_photos_of_the_items_are_on_it():
    colour = (200, 30, 40)
    content = kept()
    shown = opened(long_picture(content, lambda sha: jpeg(colour)))
    bare = opened(long_picture(content, lambda sha: None))
    assert _reddish(shown) > 5 * 400 * 300 and _reddish(bare) == 0


def _reddish(picture):
    red, green, _ = picture.split()
    return sum(1 for value in ImageChops.subtract(red, green).get_flattened_data() if value > 100)


def test_eight_items_with_sixteen_rough_photos_stay_below_two_megabytes():
    day = busy(8)
    for n in range(8):
        day["findings"][f"x{n}"]["photos"].append(photo(f"{n + 100:064x}", "after"))
        day["pictures"][f"{n + 100:064x}"] = f"{n + 100:064x}"
    rough = Image.effect_noise((400, 300), 80).resize((800, 600))
    tints = [Image.merge("RGB", [ImageChops.offset(rough, n * 7), rough, ImageChops.offset(rough, n * 13)])
             for n in range(16)]

    def photos(sha):
        out = io.BytesIO()
        tints[int(sha, 16) % 16].save(out, "JPEG", quality=85)
        return out.getvalue()
    made = long_picture(kept(**day), photos)
    assert len(made) <= BYTES_MAX and opened(made).height > 5000


def test_the_same_content_draws_the_same_bytes():
    content = kept()
    assert long_picture(content, photos_of) == long_picture(content, photos_of)
