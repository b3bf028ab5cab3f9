"""From nothing to a compound with its people, by typing what the README says."""

import io
import re

import pytest

from server.domain import rights
from server.imports import project as spreadsheet
from server.storage import accounts, passwords
from server.storage.db import reading
from server.storage.state import State
from tests.imports import books


@pytest.fixture
def few_items(monkeypatch):
    """Two check items instead of 192."""
    items = spreadsheet.items()[:2]
    monkeypatch.setattr(spreadsheet, "items", lambda: items)
    monkeypatch.setattr(books, "DOORS", {3: 6, 20: 2})


@pytest.fixture
def files(tmp_path):
    """The two spreadsheets, filled in."""
    (tmp_path / "places.xlsx").write_bytes(books.compound())
    (tmp_path / "people.xlsx").write_bytes(books.people())
    return tmp_path


def test_a_compound_and_its_people_stand_after_two_commands(on_this_database, engine, typed, few_items, files):
    (files / "places.xlsx").write_bytes(books.compound())
    code, said = typed("project", "create", "水竹花园", "--places", files / "places.xlsx", "--code", "SZ")
    assert code == 0 and "p1 水竹花园：楼门 8" in said
    code, said = typed("people", "add", "--project", "p1", "--from", files / "people.xlsx")
    assert code == 0 and "新账号 3" in said
    passwords_shown = dict(re.findall(r"\t(\d{11})\t(\w{10})\n", said))
    with reading(engine) as look:
        account = accounts.by_login(look, "13800000001")
        assert passwords.matches(passwords_shown["13800000001"], accounts.password_hash(look, account.id))
        assert State(look, "p1").get("person", account.id)["role"] in rights.ROLES


def test_the_same_commands_again_change_nothing(on_this_database, engine, typed, few_items, files):
    for _ in range(2):
        said = typed("project", "create", "水竹花园", "--places", files / "places.xlsx")[1]
        said += typed("people", "add", "--from", files / "people.xlsx")[1]
    assert said.count("写入 0") == 2 and "新账号 0" in said
    assert typed("project", "list")[1].count("\n") == 1


def test_a_faulty_file_founds_nothing(on_this_database, engine, typed, files):
    (files / "places.xlsx").write_bytes(books.compound(楼栋楼门=[("楼栋", "楼门数"), ("北楼", 6)]))
    code, said = typed("project", "create", "水竹花园", "--places", files / "places.xlsx")
    assert code == 1 and "楼栋楼门 第2行 楼栋：“北楼”" in said
    assert typed("project", "list")[1] == ""


def test_first_passwords_can_go_to_a_file_only_its_owner_reads(on_this_database, engine, typed, few_items, files):
    typed("project", "create", "水竹花园", "--places", files / "places.xlsx")
    said = typed("people", "add", "--from", files / "people.xlsx", "--passwords", files / "first.tsv")[1]
    written = (files / "first.tsv").read_text()
    assert written.count("\n") == 3 and (files / "first.tsv").stat().st_mode & 0o777 == 0o600
    assert not any(line.split("\t")[2] in said for line in written.splitlines())


def test_templates_are_written_and_never_over_somebodys_work(typed, tmp_path):
    for words in (("project", "template"), ("people", "template")):
        file = tmp_path / f"{words[0]}.xlsx"
        assert typed(*words, file)[0] == 0 and file.read_bytes().startswith(b"PK")
        code, said = typed(*words, file)
        assert code == 1 and "文件已存在" in said


def test_what_cannot_be_done_is_said_in_words(on_this_database, engine, typed, tmp_path):
    for words, hint in ((("people", "disable", "13800000001"), "没有这个账号"),
                        (("people", "add", "--from", tmp_path / "none.xlsx"), "none.xlsx"),
                        (("project", "create", "x", "--id", "P 1"), "项目编号格式不对")):
        code, said = typed(*words)
        assert code == 1 and hint in said and "Traceback" not in said


def test_passwords_tokens_and_shutting_out_by_phone_number(on_this_database, compound, engine, typed, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("a-new-password\n"))
    assert typed("people", "password", "138 0000 0001", "--stdin")[0] == 0
    with reading(engine) as look:
        assert passwords.matches("a-new-password", accounts.password_hash(look, "u1"))
    code, secret = typed("people", "token", "13800000001", "--name", "export")
    assert code == 0 and secret.startswith("xl_")
    assert "1 revoked" in typed("people", "token", "13800000001", "--name", "export", "--revoke")[1]
    assert typed("people", "number", "13800000001", "139 1111 2222")[0] == 0
    assert typed("people", "number", "13800000001", "12")[0] == 1
    with reading(engine) as look:
        assert accounts.by_login(look, "13800000001").phone == "13911112222"
    assert typed("people", "disable", "13800000001")[0] == 0
    with reading(engine) as look:
        assert accounts.by_id(look, "u1").disabled
    assert typed("people", "enable", "13800000001")[0] == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    assert typed("people", "password", "13800000001", "--stdin")[0] == 1
