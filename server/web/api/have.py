"""`have`: which of these do you durably hold? (protocol.md §3.5)."""

from flask import Blueprint, Response, request
from marshmallow import fields
from marshmallow.validate import Length

from server.domain import limits
from server.house import house
from server.storage.db import reading
from server.sync.have import have
from server.web import auth
from server.web.api.answers import answer
from server.web.api.described import described
from server.web.api.schemas import Strict, Timed, sha256, uuid
from server.web.body import read_json

blueprint = Blueprint("have", __name__)


class HaveIn(Strict):
    """At most 500 of each."""

    events = fields.List(uuid(), load_default=list, validate=Length(0, limits.HAVE_IDS_MAX))
    blobs = fields.List(sha256(), load_default=list, validate=Length(0, limits.HAVE_IDS_MAX))


class HaveOut(Timed):
    """What has to be sent again, and what was erased for good."""

    missing_events = fields.List(fields.String(), required=True)
    missing_blobs = fields.List(fields.String(), required=True)
    erased_blobs = fields.List(fields.String(), required=True)


@blueprint.post("/have")
@described("Which of these does the server durably hold", body=HaveIn(), answers={200: HaveOut()},
           problems=("too_large",))
def ask_have(project: str) -> Response:
    """Asked before a phone lets go of bytes; also by somebody who has left."""
    asking = auth.past_member(project)
    said = read_json(request, HaveIn())
    with reading() as look:
        return answer(have(look, project, asking.person, said["events"], said["blobs"], house().blobs.size))
