"""A notice names to a firm only people it may read; of anybody else's picture it says the organisation."""

from tests.people import ALICE, BOB, GUS, SAM, finding, visit
from tests.sync.types.site import DOOR, PICTURE, REPAIRED, issued, move, photo
from tests.sync.types.test_notice_papers import content, reply_of
from tests.sync.types.test_notices import notify


def captions(told):
    """What is written under the pictures of a paper, from left to right."""
    return [cell["caption"] for figure in told["figures"] for row in figure["rows"] for cell in row]


def short(compound, org):
    return compound.look("org", org)["short"]


def pictured(compound, author):
    """The caption of a picture this person took, on the notice to the firm it is about."""
    found = finding("TEMP-01", photos=[PICTURE])
    compound.say(author, "visit.recorded", visit(DOOR, outcome="findings", findings=[found]), blobs=[photo()])
    move(compound, BOB, found["id"], "issue", unit="o5", due="D1")
    return captions(content(compound.engine, notify(compound, BOB, found["id"])["id"]))[0]


def test_an_inspector_whom_a_firm_may_not_read_is_his_organisation_on_its_paper(compound):
    told = pictured(compound, ALICE)
    assert ALICE.name not in told and told.endswith(f"　{short(compound, ALICE.org)}")


def test_the_supervisor_and_the_firms_own_people_are_named(compound):
    assert pictured(compound, BOB).endswith(f"　{BOB.name}")
    assert pictured(compound, SAM).endswith(f"　{SAM.name}")


def test_the_contractor_above_is_on_the_reply_of_his_firm_by_the_same_rule(compound):
    id = issued(compound)
    notice = notify(compound, BOB, id)["id"]
    body = {"finding": id, "move": "reply", "from": {}, "text": "已补装", "photos": [REPAIRED]}
    compound.say(GUS, "finding.moved", body, blobs=[photo(REPAIRED)])
    told = captions(reply_of(compound, notice))[1]
    assert GUS.name not in told and told.endswith(f"　{short(compound, GUS.org)}")
