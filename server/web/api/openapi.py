"""The API's own description: OpenAPI 3.1, made from what every view says of itself, and a page to read it."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Blueprint, Flask, Response, current_app, jsonify, render_template
from marshmallow import Schema, fields
from werkzeug.routing import Rule

from server.domain.problems import CATALOGUE
from server.web.api.described import Description, described
from server.web.api.schemas import Refusal

blueprint = Blueprint("openapi", __name__)

VERBS = ("get", "put", "post", "delete")
EVERYWHERE = ("internal", "busy")
SIGNED_IN = ("signed_out", "bad_origin")
_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
SAYS = {
    "project": "id of the project", "id": "id", "sha256": "SHA-256 of the bytes, lower-case hex",
    "tier": "daily, weekly or district", "number": "number of the sheet"}
HEADERS = {"Content-Digest": "RFC 9530, `sha-256=:…:` of the exact body"}


class Document(Schema):
    """An OpenAPI 3.1 document."""

    openapi = fields.String(required=True)


@blueprint.get("/openapi.json")
@described("This description", answers={200: Document()}, public=True)
def openapi() -> Response:
    """The same for everybody: it names no project."""
    return jsonify(document(current_app))


@blueprint.get("/docs")
@described("This description, to read", answers={200: "text/html"}, public=True)
def docs() -> str:
    """Plain HTML without scripts."""
    return render_template("api/docs.html", document=document(current_app), catalogue=CATALOGUE)


@cache
def document(app: Flask) -> dict[str, Any]:
    """Every call under /api/v1 of the application."""
    spec = APISpec("Xunlou", version("xunlou"), "3.1.0", plugins=[MarshmallowPlugin()], info={
        "description": "Records and pictures are handed in one by one and received exactly once. Every refusal has "
                       "the form of `Refusal`; its codes are stable."})
    spec.components.security_scheme("cookie", {"type": "apiKey", "in": "cookie", "name": "xunlou_session"})
    spec.components.security_scheme("bearer", {"type": "http", "scheme": "bearer"})
    for rule in rules(app):
        view: Any = app.view_functions[rule.endpoint]
        about: Description = view.described
        operations = {verb: _operation(rule, about, view.__doc__) for verb in VERBS
                      if verb.upper() in (rule.methods or ())}
        spec.path(path=_PARAMETER.sub(r"{\1}", rule.rule), operations=operations)
    return dict(spec.to_dict())


def rules(app: Flask) -> Iterator[Rule]:
    """The rules of the API, by address."""
    yield from sorted((rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")),
                      key=lambda rule: rule.rule)


def _operation(rule: Rule, about: Description, says: str | None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "summary": about.summary, "description": (says or "").strip(), "operationId": rule.endpoint,
        "tags": [rule.endpoint.partition(".")[0]], "parameters": list(_parameters(rule, about)),
        "responses": {str(status): _content(kind, "As said") for status, kind in about.answers.items()},
        "security": [] if about.public else [{"cookie": []}, {"bearer": []}]}
    if about.body is not None:
        found["requestBody"] = {"required": True, **_content(about.body)}
    for status, codes in sorted(_refusals(rule, about).items()):
        found["responses"][str(status)] = _content(Refusal(), ", ".join(codes))
    return found


def _parameters(rule: Rule, about: Description) -> Iterator[dict[str, Any]]:
    for name in _PARAMETER.findall(rule.rule):
        yield {"in": "path", "name": name, "required": True, "description": SAYS[name], "schema": {"type": "string"}}
    for name in about.headers:
        yield {"in": "header", "name": name, "required": True, "description": HEADERS[name],
               "schema": {"type": "string"}}
    if about.query is not None:
        yield {"in": "query", "schema": about.query}


def _refusals(rule: Rule, about: Description) -> dict[int, list[str]]:
    """{status: codes} of everything that may be refused here."""
    codes = [*EVERYWHERE, *about.problems]
    codes += [] if about.public else SIGNED_IN
    codes += ["not_member"] if "<project>" in rule.rule else []
    codes += ["not_found"] if "<" in rule.rule else []
    if about.query is not None or isinstance(about.body, Schema):
        codes.append("bad_request")
    if about.body is not None:
        codes += ["truncated", "length_required", "too_large"]
    if isinstance(about.body, Schema):
        codes.append("unsupported")
    found: dict[int, list[str]] = {}
    for code in dict.fromkeys(codes):
        found.setdefault(CATALOGUE[code].status, []).append(code)
    return found


def _content(kind: Schema | str | None, says: str | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {} if says is None else {"description": says}
    if isinstance(kind, Schema):
        found["content"] = {"application/json": {"schema": kind}}
    elif kind is not None:
        binary = {"type": "string", "format": "binary"} if kind == "application/octet-stream" else {}
        found["content"] = {kind: {"schema": binary}}
    return found
