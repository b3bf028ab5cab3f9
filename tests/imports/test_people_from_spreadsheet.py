"""People in bulk: accounts by phone number, first passwords shown once, the same file twice changes nothing."""

from datetime import UTC, datetime

import pytest

from server.domain import rights
from server.domain.problems import Problem
from server.imports import people
from server.imports.templates import people_template
from server.imports.workbook import Workbook
from server.storage import accounts, passwords
from server.storage.db import reading
from server.storage.state import State
from tests import people as cast
from tests.imports import books

NOW = datetime(2023, 6, 1, tzinfo=UTC)
ROWS = [("新巡查", "139 0000 0001", "代建", "巡查员"), ("新专监", 13900000002, "方正监理有限公司", "专业监理工程师"),
        ("周外檐", "+86-138-0000-0006", "外檐分包乙", "分包")]


def join(engine, raw: bytes = b"") -> people.Joined:
    return people.join(cast.PROJECT, raw or books.people(*ROWS), by="u11", now=NOW, engine=engine)


def test_new_people_get_an_account_a_role_and_a_password_shown_once(compound, engine):
    joined = join(engine)
    assert [(name, login) for name, login, _ in joined.new] == [("新巡查", "13900000001"), ("新专监", "13900000002")]
    with reading(engine) as look:
        account = accounts.by_login(look, "13900000002")
        assert passwords.matches(joined.new[1][2], accounts.password_hash(look, account.id))
        person = State(look, "p1").get("person", account.id)
        assert [row.id for row in accounts.projects_of(look, account.id)] == ["p1"]
        assert accounts.trail(look, account.id)[0][1:] == ("u11", "account.added", "")
    assert (person["role"], person["org"], person["active"]) == ("specialist", "o3", True)
    assert "phone" not in person and "13900000002" not in str(person)     # the log knows no phone number


def test_somebody_known_keeps_his_account_and_password(compound, engine):
    assert "周外檐" not in [name for name, _, _ in join(engine).new]
    with reading(engine) as look:
        assert passwords.matches(cast.PASSWORD, accounts.password_hash(look, "u6"))


def test_the_same_file_again_changes_nothing(compound, engine):
    join(engine)
    again = join(engine)
    assert (again.outcome.written, again.outcome.unchanged, again.new) == (0, 3, [])


def test_first_passwords_are_long_random_and_easy_to_read_out():
    made = {passwords.initial() for _ in range(200)}
    assert len(made) == 200 and all(len(word) == 10 and not set(word) & set("0oO1lI") for word in made)


def test_every_wrong_row_is_named_and_nobody_is_added(compound, engine):
    wrong = books.people(("", "13900000001", "代建", "巡查员"), ("甲", "12345", "代建", "巡查员"),
                         ("乙", "13900000003", "没有的公司", "巡查员"), ("丙", "13900000004", "代建", "队长"),
                         ("丁", "13900000005", "代建", "巡查员"), ("戊", "+86 139 0000 0005", "代建", "巡查员"))
    with pytest.raises(Problem) as refused:
        join(engine, wrong)
    lines = refused.value.facts["lines"]
    for beginning in ("人员 第2行 姓名：不能为空", "人员 第3行 手机号：“12345”", "人员 第4行 单位：“没有的公司”",
                      "人员 第5行 角色：“队长”", "人员 第7行 手机号：与第6行重复"):
        assert any(line.startswith(beginning) for line in lines), (beginning, lines)
    with reading(engine) as look:
        assert accounts.by_login(look, "13900000005") is None


def test_the_template_offers_every_role(compound):
    assert Workbook(people_template()).has("人员")
    assert set(people.roles().values()) == set(rights.ROLES)
    assert {"巡查员", "监理员", "专监", "总监", "总包", "分包", "代建", "街道", "管理员"} <= set(people.roles())
