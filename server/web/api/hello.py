"""`hello`: which server this is; needs no sign-in and tells nothing about anybody."""

from importlib.metadata import version

from flask import Blueprint, Response
from marshmallow import fields

from server.domain import limits
from server.web.api.answers import answer
from server.web.api.described import described
from server.web.api.schemas import Timed
from server.web.demo_clock import is_demo

blueprint = Blueprint("hello", __name__)


class Hello(Timed):
    """`min_app`: older apps are asked to update; their records are never refused for age."""

    name = fields.String(required=True)
    version = fields.String(required=True)
    min_app = fields.String(required=True)
    demo = fields.Boolean(required=True)


@blueprint.get("/hello")
@described("Which server this is", answers={200: Hello()}, public=True)
def hello() -> Response:
    """Also what a phone asks to tell a server from a captive portal."""
    return answer({"name": "xunlou", "version": version("xunlou"), "min_app": limits.MIN_APP, "demo": is_demo()})
