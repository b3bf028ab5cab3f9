"""`feed`: what changed since a cursor, as this reader sees it (protocol.md §3.4)."""

from flask import Blueprint, Response, request
from marshmallow import Schema, fields

from server.domain import limits
from server.house import house
from server.storage.db import reading
from server.sync.delivery import acknowledge
from server.sync.feed import feed
from server.web import auth
from server.web.api.answers import answer
from server.web.api.described import described
from server.web.api.events import Reason
from server.web.api.schemas import Strict, Timed, anything, number, text
from server.web.body import read_query

blueprint = Blueprint("feed", __name__)


class FeedIn(Strict):
    """`after`: the cursor of the page before, `0` at the start."""

    after = text(40, load_default="0")
    limit = number(1, limits.FEED_ITEMS_MAX, load_default=limits.FEED_ITEMS_MAX)


class Item(Schema):
    """The newest state of one thing; null: gone from your view."""

    seq = fields.Integer(required=True)
    kind = fields.String(required=True)
    id = fields.String(required=True)
    state = anything(required=True, allow_none=True)


class Mine(Schema):
    """The verdict on one of your own records."""

    id = fields.String(required=True)
    seq = fields.Integer(required=True)
    outcome = fields.String(required=True)
    reasons = fields.List(fields.Nested(Reason), required=True)


class Feed(Timed):
    """With `reset` the cursor is not of this log: begin again at `0`."""

    epoch = fields.String(required=True)
    head = fields.Integer(required=True)
    view = fields.String(required=True)
    reset = fields.Boolean()
    next = fields.String()
    more = fields.Boolean()
    items = fields.List(fields.Nested(Item))
    mine = fields.List(fields.Nested(Mine))


@blueprint.get("/feed")
@described("What changed since a cursor", query=FeedIn(), answers={200: Feed()})
def get_feed(project: str) -> Response:
    """A contractor's phone that comes back with a cursor has received everything before it."""
    reader = auth.member(project)
    said, now = read_query(request, FeedIn()), house().clock()
    with reading() as look:
        page = feed(look, reader, said["after"], said["limit"], now)
    if "reset" not in page:
        acknowledge(reader, auth.signed_in().device, said["after"], now)
    return answer(page)
