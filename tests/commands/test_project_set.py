"""A project's settings from the command line: shown, changed, refused."""

import pytest

from server.storage import log
from server.storage.db import reading


def events(engine):
    with reading(engine) as look:
        return log.head(look, "p1")["seq"]


@pytest.fixture
def one(on_this_database, compound, engine, typed):
    """The command on the settled compound."""
    return lambda *words: typed("project", "set", "p1", *words)


def test_the_way_entrances_are_counted_is_shown_and_changed(one, compound):
    assert one("coverage_policy") == (0, 'p1\tcoverage_policy\t"active"\n')
    assert one("coverage_policy", "all") == (0, 'p1\tcoverage_policy\t"all"\n')
    assert compound.look("setting", "coverage_policy")["value"] == "all"


def test_structured_values_are_json_and_the_same_again_writes_nothing(one, engine):
    value = '{"weekday": 4, "time": "14:30", "place": "", "chair": "", "title": "", "start_number": 7}'
    assert one("weekly_meeting", value)[0] == 0
    before = events(engine)
    code, said = one("weekly_meeting", value)
    assert code == 0 and '"weekday": 4' in said and events(engine) == before


def test_a_value_no_rule_can_work_with_changes_nothing_and_is_said(one, compound):
    code, said = one("coverage_policy", "some")
    assert code == 1 and "未生效 not applied" in said and '"active"' in said
    assert compound.look("setting", "coverage_policy") is None


def test_unknown_projects_and_settings_are_refused(on_this_database, compound, typed):
    code, said = typed("project", "set", "p9", "coverage_policy")
    assert code != 0 and "p9" in said
    with pytest.raises(SystemExit):
        typed("project", "set", "p1", "nonsense")
