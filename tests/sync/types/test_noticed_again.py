"""A finding stands on one notice of a kind until it was found wanting, reopened or given to another unit."""

import pytest

from tests.people import BOB, CAROL, PAM, SAM
from tests.sync.types.site import PICTURE, REPAIRED, folds, issued, move, refused
from tests.sync.types.test_notices import notify


def wanting(compound, id):
    move(compound, SAM, id, "reply", text="已改", photos=[REPAIRED])
    move(compound, BOB, id, "fail", text="未到位", photos=[PICTURE])
    return "o5"


def reopened(compound, id):
    move(compound, SAM, id, "reply", text="已改", photos=[REPAIRED])
    move(compound, BOB, id, "pass")
    move(compound, CAROL, id, "reopen", text="又坏了")
    return "o5"


def given_away(compound, id):
    move(compound, BOB, id, "reassign", unit="o6")
    return "o6"


def ordered_of_another(compound, id):
    move(compound, SAM, id, "dispute", text="不是我方")
    move(compound, BOB, id, "issue", unit="o6", due="D1")
    return "o6"


@pytest.mark.parametrize("happens", [wanting, reopened, given_away, ordered_of_another])
def test_it_may_be_noticed_again_after_what_begins_anew(compound, happens):
    id = issued(compound)
    assert notify(compound, BOB, id)["outcome"] == "applied"
    assert refused(notify(compound, CAROL, id)) == "already_noticed"
    unit = happens(compound, id)
    assert notify(compound, CAROL, id, to=unit)["outcome"] == "applied"
    assert refused(notify(compound, BOB, id, to=unit)) == "already_noticed"
    assert compound.look("series", "notice-supervision")["last"] == 2
    assert folds(compound)


def test_what_begins_nothing_anew_leaves_it_on_its_notice(compound):
    id = issued(compound)
    assert notify(compound, BOB, id)["outcome"] == "applied"
    move(compound, SAM, id, "extend_ask", new_due="2023-06-18T10:00:00Z", text="材料未到")
    move(compound, SAM, id, "dispute", text="不是我方")
    move(compound, BOB, id, "issue", due="D1")
    assert refused(notify(compound, CAROL, id)) == "already_noticed"
    assert notify(compound, PAM, id, kind="client")["outcome"] == "applied"
    assert folds(compound)
