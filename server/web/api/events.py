"""`events`: one record at a time, its exact bytes in and out (protocol.md §3.2)."""

from flask import Blueprint, Response, request
from marshmallow import Schema, fields

from server.domain import limits
from server.house import house
from server.storage.db import reading
from server.storage.evidence import evidence
from server.sync.intake import submit
from server.web import auth
from server.web.api.answers import answer
from server.web.api.described import described
from server.web.api.schemas import Timed
from server.web.body import read_exact

blueprint = Blueprint("events", __name__)
JSON = "application/json"


class Reason(Schema):
    """Why a record is held, or changed nothing."""

    code = fields.String(required=True)
    text = fields.String(required=True)


class Receipt(Timed):
    """Compare `sha256` with your own: only an equal one says that the server holds the record."""

    id = fields.String(required=True)
    sha256 = fields.String(required=True)
    project = fields.String(required=True)
    seq = fields.Integer(required=True)
    epoch = fields.String(required=True)
    outcome = fields.String(required=True)
    reasons = fields.List(fields.Nested(Reason), required=True)
    missing_blobs = fields.List(fields.String(), required=True)
    received_at = fields.AwareDateTime(required=True)


@blueprint.put("/events/<id>")
@described("Hand in one record: custody first, judgement after", body=JSON,
           answers={200: Receipt(), 201: Receipt()}, headers=("Content-Digest",),
           problems=("digest_missing", "digest_mismatch", "bad_envelope", "id_conflict", "quota", "too_large"))
def put_event(project: str, id: str) -> Response:
    """201 stored now, 200 was here already; somebody who has left the project is stored and held."""
    asking = auth.past_member(project)
    raw = read_exact(request, limits.EVENT_BYTES_MAX, digest=True)
    stored, receipt = submit(project, id, raw, asking.submitter(), house().clock())
    return answer(receipt, 201 if stored else 200)


@blueprint.get("/events/<id>")
@described("The verbatim bytes of a record", answers={200: JSON}, problems=("not_found", "redacted"))
def get_event(project: str, id: str) -> Response:
    """Evidence for its author and for those who may read everything."""
    reader = auth.member(project)
    with reading() as look:
        raw = evidence(look, reader, id)
    return Response(raw, mimetype=JSON)
