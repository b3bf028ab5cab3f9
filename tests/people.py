"""A small compound with the people who work in it, made by the real setup events, and a stranger from another."""

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

import server.sync.types  # noqa: F401 - enters the judges
from server.domain import catalogue
from server.storage import accounts, log, passwords
from server.storage.db import reading, transaction
from server.storage.state import State
from server.sync.intake import Submitter, submit

PROJECT, OTHER_PROJECT = "p1", "p2"
SHANGHAI = ZoneInfo("Asia/Shanghai")
PASSWORD = "shui-zhu-hua-yuan"
OPERATOR = Submitter("command", via="command")

ORGS = {
    "o1": ("street_hq", "铃铛阁街道改造指挥部", "街道", None),
    "o2": ("pm_company", "津恒项目管理有限公司", "代建", None),
    "o3": ("supervision", "方正监理有限公司", "监理", None),
    "o4": ("general_contractor", "津城建工集团", "施工总包", None),
    "o5": ("subcontractor", "乙装饰工程有限公司", "外檐分包乙", "o4"),
    "o6": ("subcontractor", "丙防水工程有限公司", "防水分包丙", "o4"),
    "o7": ("district_office", "区协调工作组办公室", "区协调办", None),
}
DOORS = {1: 2, 2: 2, 3: 3, 10: 2}
"""Building number: how many entrances."""

SIDES = {"E": "东", "S": "南", "W": "西", "N": "北"}
ITEMS = ("GON-04", "SCF-01", "FAC-01", "BAL-01", "ROOF-01", "FALL-01", "TEMP-01", "HOT-01")


@dataclass(frozen=True)
class Person:
    """Somebody with an account and one role; `login` is the phone number, the password is PASSWORD."""

    id: str
    name: str
    role: str
    org: str
    project: str = PROJECT

    @property
    def login(self) -> str:
        return f"1380000{int(self.id[1:]):04d}"


ALICE = Person("u1", "王巡", "inspector", "o2")
BOB = Person("u2", "李专监", "specialist", "o3")
CAROL = Person("u3", "赵总监", "chief", "o3")
ANN = Person("u4", "孙监理员", "assistant", "o3")
GUS = Person("u5", "钱总包", "contractor", "o4")
SAM = Person("u6", "周外檐", "subcontractor", "o5")
TOM = Person("u7", "吴防水", "subcontractor", "o6")
PAM = Person("u8", "郑代建", "pm", "o2")
HAL = Person("u9", "冯指挥", "hq", "o1")
DORA = Person("u10", "陈区办", "district", "o7")
ADA = Person("u11", "褚管理", "admin", "o2")
VIC = Person("u12", "卫旁观", "viewer", "o1")
CHARLIE = Person("u20", "蒋外人", "inspector", "o2", OTHER_PROJECT)
EVERYBODY = (ALICE, BOB, CAROL, ANN, GUS, SAM, TOM, PAM, HAL, DORA, ADA, VIC, CHARLIE)


def settle(engine: Engine, now: datetime) -> None:
    """Found both projects and give everybody an account; deterministic except for event ids."""
    with transaction(engine) as work:
        log.create_project(work, PROJECT, "水竹花园", "compound", now)
        log.create_project(work, OTHER_PROJECT, "别处小区", "compound", now)
        for person in EVERYBODY:
            accounts.add(work, id=person.id, login=person.login, name=person.name,
                         password_hash=_hash(), by="command", now=now)
            accounts.join(work, person.id, person.project, by="command", now=now)
    for project in (PROJECT, OTHER_PROJECT):
        for kind, id, state in setup(project):
            say(engine, None, "setup.changed", {"kind": kind, "id": id, "state": state}, now, project=project)


@cache
def _hash() -> str:
    return passwords.hashed(PASSWORD)


def setup(project: str) -> list[tuple[str, str, dict[str, Any]]]:
    """(kind, id, state) of everything the project begins with, in an order that refers to nothing unknown."""
    rows = [("org", id, {"name": name, "short": short, "kind": kind, "parent": parent, "order": order})
            for order, (id, (kind, name, short, parent)) in enumerate(ORGS.items())]
    rows += [("person", one.id, {"name": one.name, "org": one.org, "role": one.role})
             for one in EVERYBODY if one.project == project]
    rows += [("item", code, {**(catalogue.item(code) or {}), "id": code}) for code in ITEMS]
    return rows + [("place", id, state) for id, state in places()]


def places() -> list[tuple[str, dict[str, Any]]]:
    """Buildings with their doors, faces and roof, one path section, one wall section, the whole and the rest."""
    rows: list[tuple[str, dict[str, Any]]] = [("SZ-ALL", {"kind": "compound", "label": "小区"}),
                                              ("SZ-OTHER", {"kind": "other", "label": "小区其他部位"})]
    for number, doors in DOORS.items():
        building = f"SZ-B{number:02d}"
        rows.append((building, {"kind": "building", "label": f"{number}号楼"}))
        inside = [(f"E{door}", "entrance", f"{number}号楼{door}门") for door in range(1, doors + 1)]
        inside += [(f"F{side}", "facade_side", f"{number}号楼{name}立面") for side, name in SIDES.items()]
        inside += [("RF", "roof", f"{number}号楼屋面")]
        rows += [(f"{building}-{end}", {"kind": kind, "label": label, "building": building})
                 for end, kind, label in inside]
    rows += [("SZ-Z-P1", {"kind": "zone", "label": "甬路一段"}), ("SZ-Z-W1", {"kind": "zone", "label": "围墙一段"})]
    return [(id, {**state, "sort": nr, "route": nr}) for nr, (id, state) in enumerate(rows)]


def written(author: Person | None, type: str, body: dict[str, Any], now: datetime, *,
            project: str = PROJECT, id: str | None = None, **envelope: Any) -> tuple[str, bytes]:
    """(id, bytes) of one event as its author's phone freezes it (None: the operator's console).

    `envelope` replaces single keys of the envelope, like `after` or `device`.
    """
    id = id or str(uuid.uuid4())
    said = {"id": id, "v": 1, "type": type, "project": project, "author": author.id if author else "command",
            "org": author.org if author else None, "device": None, "n": None, "after": [],
            "at": now.isoformat(timespec="milliseconds"), "skew_ms": None, "app": "tests", "blobs": [],
            "body": body, **envelope}
    return id, json.dumps(said, ensure_ascii=False).encode()


def say(engine: Engine, author: Person | None, type: str, body: dict[str, Any], now: datetime, *,
        project: str = PROJECT, **envelope: Any) -> dict[str, Any]:
    """Hand one event in as its author would; the receipt. `envelope` as in `written`."""
    id, raw = written(author, type, body, now, project=project, **envelope)
    submitter = Submitter(author.id) if author else OPERATOR
    _, receipt = submit(project, id, raw, submitter, now, engine)
    return receipt


@dataclass(frozen=True)
class Compound:
    """The settled project of one test: its people hand events in at the test's own time."""

    engine: Engine
    clock: Callable[[], datetime]

    def say(self, author: Person | None, type: str, body: dict[str, Any], **envelope: Any) -> dict[str, Any]:
        """`say` on this test's database, now; the receipt."""
        return say(self.engine, author, type, body, self.clock(), **envelope)

    def today(self) -> str:
        """The business day of the compound, which begins at five in the morning."""
        return (self.clock().astimezone(SHANGHAI) - timedelta(hours=5)).date().isoformat()

    def morning(self) -> dict[str, str]:
        """What a day looks like at noon: a clean door, a locked one, a finding to review, one already issued.

        The ids of the findings: {"submitted", "issued"}.
        """
        day = self.today()
        fresh = finding(place="SZ-B10-FN", position="1号吊篮", text="安全绳未独立固定在建筑结构上", phrase_values=[])
        issued = finding("SCF-01", place="SZ-B03-FE", severity=1, position="四层", text="脚手架未挂验收牌即上人",
                         phrase_values=[])
        told = [visit("SZ-B01-E1", day), visit("SZ-B02-E1", day, outcome="no_access", reason={"code": "locked"}),
                visit("SZ-B10-E1", day, outcome="findings", findings=[fresh]),
                visit("SZ-B03-E2", day, outcome="findings", findings=[issued])]
        receipts = [self.say(ALICE, "visit.recorded", body) for body in told]
        receipts.append(self.say(BOB, "finding.moved", {
            "finding": issued["id"], "move": "issue", "from": {"state": "submitted", "round": 1},
            "unit": "o5", "due": "D1"}))
        assert [receipt["outcome"] for receipt in receipts] == ["applied"] * 5, receipts
        return {"submitted": fresh["id"], "issued": issued["id"]}

    def look(self, kind: str, id: str) -> dict[str, Any] | None:
        """The current state of one thing, as the server knows it."""
        with reading(self.engine) as session:
            return State(session, PROJECT).get(kind, id)

    def everything(self, kind: str) -> list[dict[str, Any]]:
        """All current states of one kind."""
        with reading(self.engine) as session:
            return list(State(session, PROJECT).all(kind).values())


def visit(place: str, day: str = "2023-06-14", **more: Any) -> dict[str, Any]:
    """A body for visit.recorded: nothing found at a door, unless `more` says otherwise."""
    return {"day": day, "place": place, "patrol": {"type": "daily", "participants": []}, "source": "patrol",
            "outcome": "clean", "reason": None, "doors": None, "photos": [], "note": "", "findings": [], **more}


def finding(item: str = "GON-04", **more: Any) -> dict[str, Any]:
    """A finding for a visit's list: scaffold of the east face, severity 2, unless `more` says otherwise."""
    return {"id": str(uuid.uuid4()), "alias": "A7-01", "kind": "safety", "item": item, "severity": 2,
            "urgent": False, "place": None, "position": "东立面", "text": "缺挡脚板约3米", "phrase_values": ["3"],
            "unit": "o5", "due": None, "photos": [], "on_spot": None, "same_as": None, **more}
