"""`checkin`: the first, tiny call of every round of a phone (protocol.md §3.1)."""

from datetime import datetime

from flask import Blueprint, Response, request
from marshmallow import Schema, fields
from marshmallow.validate import Length

from server.domain import limits
from server.house import house
from server.storage import devices, sign_ins
from server.storage.db import Session, reading, transaction
from server.sync.checkin import checkin
from server.sync.resets import reset_device
from server.web import auth, sessions
from server.web.api.answers import answer
from server.web.api.described import described
from server.web.api.schemas import Strict, Timed, day, instant, text, uuid, whole
from server.web.body import read_json

blueprint = Blueprint("checkin", __name__)

VISITS_MAX = 150
PLACE = text(limits.PLACE_ID_CHARS_MAX, 1)


class Holds(Strict):
    """What is still only on this phone; `visits`: {day: [place ids]}, newest first, at most 150 in all."""

    events = whole(required=True)
    blobs = whole(required=True)
    bytes = whole(required=True)
    oldest_at = instant(load_default=None, allow_none=True)
    visits = fields.Dict(keys=day(), values=fields.List(PLACE, validate=Length(0, VISITS_MAX)), required=True,
                         validate=Length(0, VISITS_MAX))


class CheckinIn(Strict):
    """What a phone says of itself; `n` counts the records it ever made for this project."""

    device = uuid(required=True)
    app = text(40, required=True)
    at = instant(required=True)
    n = whole(load_default=None, allow_none=True)
    holds = fields.Nested(Holds, required=True)


class CheckinOut(Timed):
    """`epoch`, `head`, `view`: what the feed will be compared with; `keep_days`: how long phones keep bytes."""

    epoch = fields.String(required=True)
    head = fields.Integer(required=True)
    view = fields.String(required=True)
    min_app = fields.String(required=True)
    keep_days = fields.Integer(required=True)
    role = fields.String(required=True)
    org = fields.String(required=True, allow_none=True)
    person = fields.String(required=True)


SCHEMA: Schema = CheckinIn()


@blueprint.post("/checkin")
@described("A phone says what it still holds, and learns the server's time, epoch and head", body=SCHEMA,
           answers={200: CheckinOut()}, problems=("too_large",))
def check_in(project: str) -> Response:
    """A new device id under an old cookie means that a phone has lost its storage."""
    reader = auth.member(project)
    said = read_json(request, SCHEMA, limits.CHECKIN_BYTES_MAX)
    asking, now = auth.signed_in(), house().clock()
    with reading() as look:
        old = sessions.device_of(look, request)
    if asking.via == "session" and old is not None and old != said["device"]:
        reset_device(project, asking.person, old=old, new=said["device"], app=said["app"], now=now)
    with transaction() as work:
        found = checkin(work, reader, said, now)
        if asking.via == "session" and old != said["device"]:
            _bind(work, asking, said["device"], now)
    return answer(found)


def _bind(work: Session, asking: auth.SignedIn, device: str, now: datetime) -> None:
    """Give this browser the proof of its device, if nobody has it or this very session asked before."""
    secret = devices.claim(work, device, now, again=asking.device == device)
    if secret is not None:
        sessions.set_later(sessions.DEVICE_COOKIE, f"{device}.{secret}")
        sign_ins.remember_device(work, asking.secret_sha256, device)
