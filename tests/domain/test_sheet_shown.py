"""Words covered by law go out of what is handed out of an issued sheet, also where they were cut; its code stays."""

from server.domain.redaction import MARK, covered_words, redacted
from server.domain.sheet import ISSUED_AS, check_code, code_of, content_sha256
from server.domain.sheet_shown import legible, without_pictures, without_words

WHOLE = "居民张三某门前堆物，已三次劝导"
CONTENT = {
    "tier": "daily", "number": 1, "title": "西苑", "heading": "第1期",
    "sections": [{"items": [{"finding": "f1", "text": "居民张三某门前…（见附件1）", "demand": "清走"},
                            {"finding": "f2", "text": "网破", "demand": "清走"}]}],
    "annex": {"ledger": [{"rows": [{"finding": "f1", "text": WHOLE}]}],
              "explained": [f"12号 不成立：{WHOLE}", "13号 清走"],
              "pairs": [{"number": "12", "before": {"sha256": "p", "box": "", "caption": "整改前"},
                         "after": {"sha256": None, "box": "待整改", "caption": ""}}]},
    "photos": [{"sha256": "o", "used": "p"}]}


def covered(*words, about=("f1", "12")):
    return without_words(CONTENT, words, frozenset(about))


def test_a_long_text_is_covered_wherever_it_stands_whole_or_cut_short():
    told = covered(WHOLE)
    assert told["sections"][0]["items"][0]["text"] == f"{MARK}…（见附件1）"
    assert told["annex"]["ledger"][0]["rows"][0]["text"] == MARK
    assert told["annex"]["explained"] == [f"12号 不成立：{MARK}", "13号 清走"]
    assert told["sections"][0]["items"][1] == CONTENT["sections"][0]["items"][1]


def test_a_short_text_is_covered_in_what_is_told_of_its_finding_only():
    told = covered("清走")
    assert [row["demand"] for row in told["sections"][0]["items"]] == [MARK, "清走"]
    assert told["annex"]["explained"][1] == "13号 清走"
    assert [row["demand"] for row in covered("清走", about=())["sections"][0]["items"]] == [MARK, MARK]


def test_a_number_somebody_filled_in_is_covered_where_it_stands_alone_and_not_within_other_words():
    told = {"finding": "f1", "place": "3号楼2门", "text": "3", "demand": "补3处"}
    content = {**CONTENT, "sections": [{"rows": [told]}]}
    row = without_words(content, ["3"], frozenset({"f1"}))["sections"][0]["rows"][0]
    assert (row["place"], row["text"], row["demand"]) == ("3号楼2门", MARK, "补3处")


def test_titles_numbers_and_hashes_are_nobodys_words():
    told = covered("西苑", "第1期", "f1", "12", about=())
    assert (told["title"], told["heading"], told["annex"]["pairs"][0]["number"]) == ("西苑", "第1期", "12")
    assert told["sections"][0]["items"][0]["finding"] == "f1"


def test_what_is_left_carries_the_code_that_was_issued_and_a_sheet_without_the_words_is_itself():
    told = without_pictures(without_words(covered(WHOLE), ["网破"], frozenset({"f2"})), ["o"])
    assert told[ISSUED_AS] == content_sha256(CONTENT)
    assert code_of(told) == code_of(CONTENT) == check_code(content_sha256(CONTENT))
    assert covered("别的话") is CONTENT


def test_a_picture_kept_off_paper_leaves_its_box_also_where_its_small_copy_was_printed():
    pair = without_pictures(CONTENT, ["o"])["annex"]["pairs"][0]
    assert pair["before"] == {"sha256": None, "box": "不打印", "caption": ""}
    assert pair["after"] == CONTENT["annex"]["pairs"][0]["after"]
    assert without_pictures(CONTENT, ["another"]) is CONTENT


def test_the_words_taken_out_of_sheets_are_those_a_redaction_covers():
    body = {"text": "张三", "finding": "f1", "reason": "投诉",
            "photos": [{"sha256": "o"}], "findings": [{"note": "李四"}]}
    assert covered_words(body) == {"张三", "投诉", "李四"}
    assert covered_words(redacted(body)) == set()


def test_what_nobody_sees_is_in_no_copy_and_the_code_stays():
    odd = {**CONTENT, "title": "西苑\u202e小区\ufffe", "head": ["13800\u200b000001\x07", "王\t某\n甲"]}
    told = legible(odd)
    assert (told["title"], told["head"]) == ("西苑小区", ["13800000001", "王 某\n甲"])
    assert code_of(told) == code_of(odd) and legible(CONTENT) is CONTENT
