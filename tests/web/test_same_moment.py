"""Two people move one finding at the same moment, through two server processes: both records kept, one order."""

import threading
from contextlib import ExitStack

import pytest
import requests

from server.domain import lifecycle
from server.storage import log
from server.storage.db import reading
from tests.people import BOB, CAROL, GUS, PASSWORD, PROJECT, SAM, Compound, Person
from tests.servers import Server
from tests.sync.types.site import PICTURE, REPAIRED, file, folds, issued, replied
from tests.web.calls import HERE, digest, record
from tests.web.desk.office import Office

ROUNDS = 3
NOON = "2023-06-14T12:00:00+08:00"
AGAIN = {"text": "仍有缺陷", "photos": [PICTURE]}
DONE = {"text": "已补装", "photos": [REPAIRED]}
LATER = "2023-06-1{}T18:00:00+08:00"

ONE_WINS = [
    # where it stands, then who does what: after either of the two, the other is no longer possible
    (file, (BOB, "issue", {"unit": "o5", "due": "D1"}), (CAROL, "issue", {"unit": "o6", "due": "D3"})),
    (file, (BOB, "reject", {"text": "现场已恢复"}), (CAROL, "merge", {"target": "living"})),
    (file, (BOB, "merge", {"target": "living"}), (CAROL, "merge", {"target": "living"})),
    (issued, (BOB, "reject", {"text": "重复"}), (CAROL, "reject", {"text": "不属实"})),
    (issued, (SAM, "reply", DONE), (GUS, "reply", DONE)),
    (issued, (SAM, "reply", DONE), (GUS, "dispute", {"text": "不属本单位"})),
    (replied, (BOB, "pass", {}), (CAROL, "pass", {})),
    (replied, (BOB, "pass", {}), (CAROL, "fail", AGAIN)),
    (replied, (BOB, "fail", AGAIN), (CAROL, "fail", AGAIN)),
]
BOTH_APPLY = [
    # they keep the state: the second in the order of the log stands
    (issued, (BOB, "reassign", {"unit": "o6"}), (CAROL, "reassign", {"unit": "o4"})),
    (issued, (SAM, "extend_ask", {"new_due": LATER.format(6)}), (GUS, "extend_ask", {"new_due": LATER.format(7)})),
    (issued, (SAM, "control", DONE), (GUS, "extend_ask", {"new_due": LATER.format(6)})),
    (issued, (SAM, "control", DONE), (BOB, "comment", {"text": "我在现场"})),
    (issued, (CAROL, "confirm", {"confirmed": True}), (BOB, "reassign", {"unit": "o4"})),
    (issued, (SAM, "reply", DONE), (BOB, "comment", {"text": "请拍全景"})),
    (file, (BOB, "ask", {"text": "请补照片"}), (CAROL, "ask", {"text": "请写明部位"})),
]
IN_THEIR_ORDER = [
    # the second applies if the moves table lets it follow the first
    (file, (BOB, "issue", {"unit": "o5", "due": "D1"}), (CAROL, "merge", {"target": "living"})),
    (file, (BOB, "issue", {"unit": "o5", "due": "D1"}), (CAROL, "reject", {"text": "不属实"})),
    (issued, (SAM, "reply", DONE), (GUS, "extend_ask", {"new_due": LATER.format(6)})),
    (issued, (GUS, "reply", DONE), (BOB, "reassign", {"unit": "o4"})),
    (issued, (SAM, "reply", DONE), (GUS, "control", DONE)),
]


def named(pair) -> str:
    return f"{pair[0].__name__}-{pair[1][1]}-{pair[2][1]}"


class Two:
    """Two server processes on one database; people come through either of them."""

    def __init__(self, compound: Compound, servers: list[Server]):
        self.compound, self.servers, self.sessions = compound, servers, {}

    def client(self, server: Server, person: Person) -> requests.Session:
        """This person's signed-in client of one of the servers."""
        key = (server.port, person.id)
        if key not in self.sessions:
            session = self.sessions[key] = requests.Session()
            session.headers["Origin"] = server.origin
            session.post(f"{server.origin}/api/v1/session", json={"login": person.login, "password": PASSWORD},
                         timeout=30).raise_for_status()
        return self.sessions[key]

    def feed(self, person: Person) -> dict:
        """The first page of this person's feed."""
        server = self.servers[0]
        return self.client(server, person).get(f"{server.origin}{HERE}/feed", timeout=30).json()

    def at_once(self, finding: str, *moves) -> list[dict]:
        """Both moves at a barrier, each through its own process; their receipts in the order of the log."""
        gate, receipts = threading.Barrier(len(moves)), []

        def go(server, person, type, body):
            client, (id, raw) = self.client(server, person), record(person, type, body, at=NOON)
            gate.wait(30)
            answer = client.put(f"{server.origin}{HERE}/events/{id}", data=raw, timeout=60, headers={
                "Content-Type": "application/json", **digest(raw)})
            assert answer.status_code == 201, answer.text
            receipts.append({**answer.json(), "who": person, "body": body})

        threads = [threading.Thread(target=go, args=(server, person, *told(finding, name, more)))
                   for server, (person, name, more) in zip(self.servers, moves, strict=True)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(receipts) == len(moves)
        return sorted(receipts, key=lambda receipt: receipt["seq"])


def told(finding: str, name: str, more: dict) -> tuple[str, dict]:
    """(type, body) of one move, or of a comment."""
    if name == "comment":
        return "comment.added", {"finding": finding, "photos": [], "internal": False, **more}
    return "finding.moved", {"finding": finding, "move": name, "from": {"state": "?", "round": 1}, **more}


@pytest.fixture
def two(compound, data, database, clock):
    """The settled compound behind two server processes."""
    clock.set(NOON)
    with ExitStack() as running:
        servers = [running.enter_context(Server(data / f"s{nr}", arguments=("--now", NOON), DATABASE_URL=database))
                   for nr in (1, 2)]
        yield Two(compound, servers)


def stood(two: Two, pair) -> tuple[str, list]:
    """A finding where the pair begins, and its moves with a living target named."""
    start, *moves = pair
    living = file(two.compound, place="SZ-B01-E1")
    return start(two.compound), [(who, name, {key: living if said == "living" else said for key, said in more.items()})
                                 for who, name, more in moves]


def check(two: Two, finding: str, receipts: list[dict]) -> None:
    """Both records are kept, both lines are in the story in the order of the log, and the fold gives what stands."""
    with reading(two.compound.engine) as look:
        assert all(log.find(look, PROJECT, receipt["id"]) for receipt in receipts)
    story = [row["event"] for row in two.compound.look("finding", finding)["timeline"]]
    assert story[-2:] == [receipt["id"] for receipt in receipts]
    for receipt in receipts:
        feed = two.feed(receipt["who"])
        assert feed["more"] or receipt["outcome"] in [
            row["outcome"] for row in feed["mine"] if row["id"] == receipt["id"]]


def test_of_two_state_changing_moves_one_applies_and_the_other_is_told_why(two):
    for pair in ONE_WINS * ROUNDS:
        finding, moves = stood(two, pair)
        first, second = two.at_once(finding, *moves)
        assert (first["outcome"], second["outcome"]) == ("applied", "no_effect"), named(pair)
        assert [reason["code"] for reason in second["reasons"]] == ["illegal_move"], named(pair)
        assert two.compound.look("finding", finding)["state"] == lifecycle.MOVES[first["body"]["move"]]["to"]
        check(two, finding, [first, second])
    assert folds(two.compound)


def test_moves_that_keep_the_state_both_apply_and_the_later_one_stands(two):
    for pair in BOTH_APPLY * ROUNDS:
        finding, moves = stood(two, pair)
        first, second = two.at_once(finding, *moves)
        assert (first["outcome"], second["outcome"]) == ("applied", "applied"), named(pair)
        found = two.compound.look("finding", finding)
        for receipt in (first, second):
            said = receipt["body"]
            later = receipt is second or said.get("move") != second["body"].get("move")
            if later and said.get("move") == "reassign":
                assert found["unit"] == said["unit"]
            if later and said.get("move") == "extend_ask":
                assert found["extension"]["by"] == receipt["who"].id
            if later and said.get("move") == "ask":
                assert found["asked"] == said["text"]
        check(two, finding, [first, second])
    assert folds(two.compound)


def test_other_pairs_go_as_the_moves_table_lets_the_second_follow_the_first(two):
    for pair in IN_THEIR_ORDER * ROUNDS:
        finding, moves = stood(two, pair)
        before = two.compound.look("finding", finding)["state"]
        first, second = two.at_once(finding, *moves)
        after = lifecycle.MOVES[first["body"]["move"]].get("to") or before
        follows = after in lifecycle.MOVES[second["body"]["move"]]["from"]
        assert (first["outcome"], second["outcome"]) == ("applied", "applied" if follows else "no_effect"), named(pair)
        check(two, finding, [first, second])
    assert folds(two.compound)


def test_the_one_who_pressed_second_at_the_desk_reads_that_his_press_did_nothing(office_of, compound):
    id = replied(compound)
    bob, carol = office_of(BOB), office_of(CAROL)
    bob.open(f"findings/{id}"), carol.open(f"findings/{id}")
    bob.send("move-pass")
    carol.send("move-pass")
    assert "已销项" in bob.text("said") and carol.text("said") == "没有生效：问题状态已变化，此操作未生效。"
    assert [row["outcome"] for row in compound.look("finding", id)["timeline"][-2:]] == ["applied", "no_effect"]


@pytest.fixture
def office_of(browser):
    """`office_of(BOB)`: his browser at the office pages."""
    return lambda person: Office(browser(person), person)


