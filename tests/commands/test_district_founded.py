"""A district's project founded and joined by commands, as docs/district.md says."""

import io

import openpyxl
import pytest

from server.storage.db import reading
from server.storage.state import State
from tests.people import PROJECT


@pytest.fixture
def people(tmp_path):
    """The people's spreadsheet with one person of the district's office."""
    book = openpyxl.Workbook()
    book.active.title = "人员"
    for row in (("姓名*", "手机号*", "单位*", "角色*", "职务"),
                ("何区办", "13900000001", "区协调办", "区协调办", None)):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    (tmp_path / "people.xlsx").write_bytes(out.getvalue())
    return tmp_path / "people.xlsx"


def setting(engine, project, id):
    with reading(engine) as look:
        return State(look, project).setting(id)


def test_a_district_is_founded_with_its_office_and_people(compound, engine, on_this_database, typed, people):
    assert typed("project", "create", "红桥区", "--kind", "district", "--id", "d1")[0] == 0
    code, said = typed("people", "add", "--project", "d1", "--from", people)
    assert code == 0 and "新账号 1" in said
    with reading(engine) as look:
        assert {one["role"] for one in State(look, "d1").all("person").values()} == {"district"}
    code, said = typed("project", "reports", PROJECT, "--to", "d1")
    assert code == 0 and "写入 2" in said
    assert (setting(engine, PROJECT, "reports_to"), setting(engine, "d1", "compounds")) == ("d1", [PROJECT])
    assert "写入 0" in typed("project", "reports", PROJECT, "--to", "d1")[1]
    assert typed("project", "reports", PROJECT, "--to", "none")[0] == 0
    assert (setting(engine, PROJECT, "reports_to"), setting(engine, "d1", "compounds")) == ("", [PROJECT])


@pytest.mark.parametrize("words", [(PROJECT, "--to", "p2"), ("d1", "--to", "d1"), ("nowhere", "--to", "d1")])
def test_only_a_compound_reports_and_only_to_a_district(compound, on_this_database, typed, words):
    typed("project", "create", "红桥区", "--kind", "district", "--id", "d1")
    code, said = typed("project", "reports", *words)
    assert code == 1 and "小区项目只能报送给区级项目" in said
