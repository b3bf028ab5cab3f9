"""A preparation replaces the one its writer saw, a sheet is issued of the one its issuer saw, or neither happens."""

import pytest

from tests.people import HAL, PAM
from tests.sync.types.site import folds, refused

DAY = "2023-06-14"


@pytest.fixture
def prepares(compound):
    def prepare(who, opinion, **more):
        return compound.say(who, "sheet.prepared", {"day": DAY, "tier": "daily", "opinion": opinion, **more})
    return prepare


def issue(compound, **more):
    return compound.say(PAM, "sheet.issued", {"day": DAY, "tier": "daily", "expects_version": 1, **more})


def test_a_preparation_made_of_another_than_the_one_that_stands_is_refused(compound, prepares):
    first = prepares(PAM, "甲", replaces=None)
    assert first["outcome"] == "applied"
    assert refused(prepares(HAL, "乙", replaces=None)) == "sheet_prepared"
    second = prepares(HAL, "乙", replaces=first["id"])
    assert second["outcome"] == "applied"
    assert refused(prepares(PAM, "丙", replaces=first["id"])) == "sheet_prepared"
    assert compound.look("preparation", f"daily:{DAY}")["opinion"] == "乙"
    assert prepares(PAM, "丁")["outcome"] == "applied"          # of a program that does not say what it saw
    assert folds(compound)


def test_a_sheet_is_issued_of_the_preparation_its_issuer_saw(compound, prepares):
    first = prepares(PAM, "甲")["id"]
    assert refused(issue(compound, prepared=None)) == "sheet_prepared"
    second = prepares(HAL, "乙")["id"]
    assert refused(issue(compound, prepared=first)) == "sheet_prepared"
    assert issue(compound, prepared=second)["outcome"] == "applied"
    assert folds(compound)


def test_of_a_meeting_nobody_prepared_the_issuer_saw_none(compound):
    assert issue(compound, prepared=None)["outcome"] == "applied"
