"""The newest reply of a firm and the check it met stay with the finding, however much is said about it afterwards."""

from server.domain.attention import attention
from server.domain.clock import instant_of
from server.domain.limits import TIMELINE_ENTRIES_MAX
from server.domain.notice_reply import answer
from server.domain.rights import Reader, view
from tests.people import ADA, ALICE, BOB, GUS, PROJECT, SAM, TOM
from tests.sync.types.site import PICTURE, REPAIRED, folds, issued, move, photo
from tests.sync.types.test_notice_papers import reply_of
from tests.sync.types.test_notices import notify


def talked_over(compound, id):
    """So much said about a finding that its timeline keeps nothing older."""
    for nr in range(TIMELINE_ENTRIES_MAX):
        compound.say(ALICE, "comment.added", {"finding": id, "text": f"第{nr}句"})


def failed(compound, id):
    """A reply with a picture, found wanting with a picture and a new limit; the ids of both events."""
    body = {"finding": id, "move": "reply", "from": {}, "text": "已处理好", "photos": [REPAIRED]}
    said = compound.say(SAM, "finding.moved", body, blobs=[photo(REPAIRED)])["id"]
    return said, move(compound, BOB, id, "fail", text="仍缺3米", photos=[PICTURE], due="D3")["id"]


def told(compound, id, to="o5"):
    return answer(compound.look("finding", id), to, {one["id"]: one for one in compound.everything("org")}, 0)


def test_the_reply_stays_on_paper_after_more_lines_than_a_timeline_keeps(compound):
    one = issued(compound)
    id = notify(compound, BOB, one)["id"]
    failed(compound, one)
    before = reply_of(compound, id)
    talked_over(compound, one)
    assert reply_of(compound, id) == before
    assert (before["rows"][0]["done"], before["rows"][0]["check"]) == ("已处理好", "复查不合格")
    assert [one["sha256"] for one in before["figures"][0]["rows"][0]] == [None, REPAIRED]
    assert folds(compound)


def test_a_failed_check_is_told_with_its_words_its_picture_and_the_new_limit(compound):
    one = issued(compound)
    failed(compound, one)
    check = told(compound, one)["check"]
    assert (check["move"], check["text"], check["photos"]) == ("fail", "仍缺3米", [PICTURE])
    assert check["fix_by"] == compound.look("finding", one)["deadlines"]["fix_by"]
    move(compound, SAM, one, "reply", text="补齐了", photos=[REPAIRED])
    assert told(compound, one)["check"] is None
    move(compound, BOB, one, "pass")
    assert (told(compound, one)["text"], told(compound, one)["check"]["fix_by"]) == ("补齐了", None)


def test_each_firm_keeps_its_own_and_the_new_one_reads_nothing_of_the_former(compound):
    one = issued(compound)
    failed(compound, one)
    move(compound, BOB, one, "reassign", unit="o6")
    move(compound, TOM, one, "reply", text="丙队已处理", photos=[REPAIRED])
    assert (told(compound, one)["text"], told(compound, one, "o6")["text"]) == ("已处理好", "丙队已处理")
    seen = {person: view("finding", compound.look("finding", one), Reader(PROJECT, person.id, person.role, person.org))
            for person in (TOM, GUS, BOB)}
    assert [one["text"] for one in seen[TOM]["answers"]] == ["丙队已处理"]
    assert len(seen[GUS]["answers"]) == len(seen[BOB]["answers"]) == 2 and "only" not in seen[GUS]["answers"][0]
    assert folds(compound)


def test_words_covered_by_law_are_covered_there_too_each_by_its_own_event(compound):
    one = issued(compound)
    said, check = failed(compound, one)
    compound.say(ADA, "event.redacted", {"target": said, "reason": "依法"})
    kept = told(compound, one)
    assert "已处理好" not in kept["text"] and kept["check"]["text"] == "仍缺3米"
    compound.say(ADA, "event.redacted", {"target": check, "reason": "依法"})
    assert "仍缺3米" not in told(compound, one)["check"]["text"]
    assert folds(compound)


def test_who_waits_for_an_answer_waits_since_he_asked_whatever_is_said_after(compound, clock):
    asked, disputed = issued(compound), issued(compound)
    clock.set("2023-06-14T15:00:00+08:00")
    move(compound, SAM, asked, "extend_ask", new_due="2023-06-18T10:00:00Z", text="材料未到")
    move(compound, SAM, disputed, "dispute", text="不是我方")
    now = instant_of("2023-06-15T10:00:00Z")

    def waits(id):
        return attention(compound.look("finding", id), now, {"zone": "Asia/Shanghai"})["waiting"]

    before = [waits(id) for id in (asked, disputed)]
    assert [(one["for"], one["since"]) for one in before] == [
        (purpose, "2023-06-14T07:00:00.000Z") for purpose in ("extension", "review")]
    for id in (asked, disputed):
        talked_over(compound, id)
    assert [waits(id) for id in (asked, disputed)] == before
