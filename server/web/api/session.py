"""`session`: sign in with phone number and password, see who one is, sign out."""

from typing import Any

from flask import Blueprint, Response, request
from marshmallow import Schema, fields

from server.storage import accounts
from server.storage.db import reading
from server.storage.state import State
from server.web import auth, sessions
from server.web.api.answers import answer
from server.web.api.described import described
from server.web.api.schemas import Strict, Timed, text
from server.web.body import read_json

blueprint = Blueprint("session", __name__)


class SignIn(Strict):
    """`login`: the phone number, however it is typed."""

    login = text(40, required=True)
    password = text(200, required=True)


class Person(Schema):
    """Who is signed in."""

    id = fields.String(required=True)
    name = fields.String(required=True)


class Membership(Schema):
    """A project the person belongs to today, and as what."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True)
    role = fields.String(required=True)
    org = fields.String(required=True, allow_none=True)


class Session(Timed):
    """The person and his projects."""

    person = fields.Nested(Person, required=True)
    projects = fields.List(fields.Nested(Membership), required=True)


@blueprint.post("/session")
@described("Sign in; sets the session cookie", body=SignIn(), answers={200: Session()}, public=True,
           problems=("wrong_login", "throttled", "bad_origin"))
def sign_in() -> Response:
    """One answer for unknown, disabled and mistyped, after the same time."""
    said = read_json(request, SignIn())
    account = sessions.sign_in(request, said["login"], said["password"])
    return answer(_about(account.id, account.name))


@blueprint.get("/session")
@described("Who is signed in", answers={200: Session()})
def who() -> Response:
    """The same answer as signing in."""
    person = auth.signed_in()
    return answer(_about(person.person, person.name))


@blueprint.delete("/session")
@described("Sign out; a second time changes nothing", answers={200: Timed()}, public=True,
           problems=("bad_origin",))
def sign_out() -> Response:
    """What waits on the phone stays there, sealed to its author."""
    sessions.sign_out(request)
    return answer({})


def _about(person: str, name: str) -> dict[str, Any]:
    projects = []
    with reading() as look:
        for project in accounts.projects_of(look, person):
            here = State(look, project.id).get("person", person)
            if here and here.get("active"):
                projects.append({"id": project.id, "name": project.name, "kind": project.kind,
                                 "role": here["role"], "org": here.get("org")})
    return {"person": {"id": person, "name": name}, "projects": projects}
