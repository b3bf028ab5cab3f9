"""Who may do what besides moving a finding, against a table written down by hand."""

from itertools import product

import pytest

from server.domain.rights import ACTS, ROLES, may

MAY = """
file                     | inspector assistant specialist chief contractor subcontractor pm hq district admin
comment_internal         | inspector assistant specialist chief pm hq admin
call                     | inspector assistant specialist chief pm hq admin
call_chief               | contractor subcontractor
report_day               | contractor subcontractor
propose_case             | specialist chief contractor subcontractor pm hq
decide_case              | pm hq
answer_case              | district
issue_supervision_notice | specialist chief
issue_client_notice      | pm hq
register_order           | chief
register_contact         | specialist chief pm hq
issue_sheet              | pm hq
set_notice_of_day        | specialist chief pm hq
setup                    | admin
redact                   | admin
resolve_held             | specialist chief pm admin
read_sheets              | inspector assistant specialist chief pm hq admin district viewer
"""


@pytest.mark.parametrize(("line", "role"), list(product(MAY.strip().splitlines(), ROLES)))
def test_who_may_do_what(line: str, role: str) -> None:
    act, who = (part.strip() for part in line.split("|"))
    assert may(role, act) is (role in who.split())


def test_who_issues_sheets_is_a_setting() -> None:
    assert may("chief", "issue_sheet", {"issue_sheet_roles": ["chief"]})
    assert not may("pm", "issue_sheet", {"issue_sheet_roles": ["chief"]})


def test_a_misspelt_right_is_an_error_not_a_refusal() -> None:
    with pytest.raises(KeyError):
        may("chief", "regster_order")


def test_nobody_has_no_rights() -> None:
    assert not any(may(None, act) for act in ACTS)
