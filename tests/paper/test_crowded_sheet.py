"""A sheet with more to tell than it has room for: what is shortened, what is left out, where it says so."""

import re

import pytest

from server.domain.sheet import assemble
from server.paper import render
from tests.paper import boxes
from tests.paper.awkward import AWKWARD, key_items
from tests.paper.printing import LONG
from tests.paper.test_awkward_days import content, paper, set_as
from tests.paper.worked_day import material, orgs

DATE = re.compile(r"(?:1[0-2]|[1-9])月\d+日")


def section(day, id):
    """One section of an awkward day's content."""
    return next(part for part in content(day)["sections"] if part["id"] == id)


def shown(day):
    """The numbers of the key items on each page of the text."""
    return [[row["number"] for row in section(day, "items")["items"] if row["number"] in page.text]
            for page in paper(day, "text")]


def test_words_and_demands_are_left_out_before_a_key_item_is():
    assert [sum(map(len, shown(day))) for day in ("eighty findings", "eight long key items")] == [8, 8]
    told = "".join(page.text for page in paper("eight long key items", "text"))
    assert told.count("要求：") == 8


@pytest.mark.parametrize("day", AWKWARD)
def test_the_head_of_the_key_items_says_where_the_demands_are_when_they_are_left_out(day):
    told = "".join(page.text for page in paper(day, "text"))
    here = {number for page in shown(day) for number in page}
    demanded = any(row["demand"] for row in section(day, "items")["items"] if row["number"] in here)
    assert ("整改要求见附件1" in told) is (demanded and "要求：" not in told)


def test_as_many_key_items_as_the_page_holds_are_told():
    assert sum(map(len, shown("twelve units"))) == 8
    assert sum(map(len, shown("everything"))) >= 3


@pytest.mark.parametrize("day", AWKWARD)
def test_no_row_is_alone_behind_the_page_and_the_opinion_stays_with_the_rows_it_speaks_of(day):
    front, back = shown(day)
    assert len(back) != 1 or not front
    if section(day, "items")["opinion"] and front + back:
        assert "监理意见：" in paper(day, "text")[1 if back else 0].text


def test_the_opinion_goes_with_the_last_rows_over_the_page_turn():
    def alone(count):
        made = render.pdf(assemble(material(**key_items(count), prepared={"opinion": LONG})), lambda sha: None)
        return [page.text for page in boxes.read(made)]
    for count in range(1, 9):
        front, back = alone(count)
        if "监理意见：" in back:
            assert back.index("图号") < back.index("监理意见：") and back[:back.index("监理意见：")].count("待") >= 2


@pytest.mark.parametrize("day", AWKWARD)
def test_many_units_go_over_the_page_turn_three_by_three_at_least(day):
    rows = ["".join(map(set_as, row)) for row in section(day, "units")["rows"]]
    front = sum(row in paper(day, "text")[0].text for row in rows)
    assert front == 0 or front >= min(3, len(rows)) and (len(rows) == front or len(rows) - front >= 2)


@pytest.mark.parametrize("part", ["text", "annex"])
@pytest.mark.parametrize("day", AWKWARD)
def test_no_date_is_parted_over_two_lines(day, part):
    for page in paper(day, part):
        marks = [(char, box) for char, box in page.glyphs if not char.isspace() and char != "\u200b"]
        text = "".join(char[0] for char, _ in marks)
        for found in DATE.finditer(text):
            assert len({round(box[1], 1) for _, box in marks[slice(*found.span())]}) == 1, found[0]


def test_a_unit_has_one_name_on_the_whole_paper():
    firms = {id: {**org, "short": f"津城建工集团第{id[1:]}分公司甲队"} for id, org in orgs().items()}
    made = assemble(material(orgs=firms))
    parts = {part["id"]: part for part in made["sections"]}
    named = {row["unit"] for id in ("decided", "items") for row in parts[id]["rows" if id == "decided" else "items"]}
    assert named <= {row[0] for row in parts["units"]["rows"]} <= {row["unit"] for row in made["sign_in"]}


def test_a_name_too_long_for_its_cell_is_parted_in_the_middle():
    marks = [(char, box) for char, box in paper("eighty findings", "text")[0].glyphs if not char.isspace()]
    text = "".join(char[0] for char, _ in marks)
    lines = [{} for _ in re.finditer("排水道路分包丁", text)]
    for found, place in zip(lines, re.finditer("排水道路分包丁", text), strict=True):
        for _, box in marks[slice(*place.span())]:
            found[round(box[1])] = found.get(round(box[1]), 0) + 1
    assert lines and all(list(found.values()) in ([7], [4, 3]) for found in lines)


def test_the_remarks_of_a_key_item_stand_together_on_one_line():
    for page in paper("eighty findings", "text"):
        marks = [(char, box) for char, box in page.glyphs if not char.isspace()]
        text = "".join(char[0] for char, _ in marks)
        found = list(re.finditer("【逾期2天】延期1次立即", text))
        assert found
        for place in found:
            assert len({round(box[1], 1) for _, box in marks[slice(*place.span())]}) == 1


@pytest.mark.parametrize("day", ["eighty findings", "everything", "twelve units", "Latin names"])
def test_a_full_sheet_is_set_a_few_times_at_most(day, monkeypatch):
    tries = []
    printed = render.Press.printed
    monkeypatch.setattr(render.Press, "printed", lambda press, sizes: tries.append(sizes) or printed(press, sizes))
    render.pdf(content(day), lambda sha: None)
    assert len(tries) <= 8, "four sizes, and halving the rest"


def test_a_try_found_by_halving_is_the_first_that_fits():
    class Counting:
        template = "text"

        def printed(self, sizes):
            items = int(sizes["items"])
            return b"<xmpTPg:NPages>%d</xmpTPg:NPages>%d" % (2 if items <= 3 else 3, items)
    assert render._fitted(Counting()).endswith(b">3")


def test_six_long_findings_stand_on_a_page_of_the_ledger():
    pages = [page for page in paper("eighty findings", "annex") if page.width > page.height]
    held = [sum(f"AQ-20230614-{nr}" in page.text for nr in range(100, 180)) for page in pages]
    assert held[0] == 6 and min(held[:13]) == 6, held


def test_the_columns_of_the_ledger_are_as_wide_as_there_is_to_say():
    def wide(day, column):
        page = paper(day, "annex")[0]
        edges = sorted({round(rule[0]) for rule in page.rules if rule[2] - rule[0] < 1 and rule[3] - rule[1] > 9})
        return (edges[column + 1] - edges[column]) / boxes.MM
    assert wide("everything", 6) > 1.3 * wide("everything", 7) > 40 and wide("everything", 3) < 20
    assert wide("the first sheet", 3) > 20


def test_three_pairs_use_the_height_of_a_page_and_a_last_two_stand_no_farther_apart():
    for day, last in (("sixty photos", 3), ("names of thirty", 2)):
        pages = [page for page in paper(day, "annex") if page.width < page.height]
        tops = [sorted({round(rule[3]) for rule in page.rules if rule[2] - rule[0] > 70 * boxes.MM
                        and rule[2] - rule[0] < 80 * boxes.MM}) for page in pages]
        frames = [[y for y in heights if any(abs(y - 55 * boxes.MM - low) < 3 for low in heights)]
                  for heights in tops]
        assert [len(page) for page in frames] == [3] * (len(frames) - 1) + [last]
        assert min(frames[0]) - 55 * boxes.MM < 50 * boxes.MM, "the last pair stands near the foot"
        steps = [high - low for page in frames for low, high in zip(page, page[1:], strict=False)]
        assert max(steps) - min(steps) < 12 * boxes.MM
