"""Every refusal leaves through here: one form for the API, one plain page for people, no traceback for anybody."""

import logging

from flask import Flask, Response, jsonify, make_response, request
from markupsafe import escape
from sqlalchemy.exc import OperationalError, TimeoutError
from werkzeug.exceptions import HTTPException

from server.domain.problems import CATALOGUE, Problem
from server.house import house
from server.web import body, shell
from server.web.moments import stamp

log = logging.getLogger(__name__)

BUSY_SECONDS = 5
_BY_STATUS = {404: "not_found", 405: "method_not_allowed", 413: "too_large", 415: "unsupported"}
_PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="{css}"></head>
<body><main><section class="card narrow"><h1>{title}</h1><p class="hint" lang="en">{english}</p>
<p class="press"><a class="button main" href="{home}">回到首页 <span lang="en">Home</span></a></p></section></main>
</body></html>"""
"""Asks nothing of the database: it is also the page for the moment when that does not answer."""


def install(app: Flask) -> None:
    """Answer problems, unknown addresses and our own faults in one form."""
    app.register_error_handler(Problem, answer)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(TimeoutError, _busy)
    app.register_error_handler(Exception, _fault)


def answer(problem: Problem) -> Response:
    """{"error", "detail", "retry", "server_time"} with the catalogue's status; a page outside the API."""
    body.drain(request)
    if request.path.startswith("/api/"):
        response = jsonify({**problem.body(), "server_time": stamp(house().clock())})
    else:
        entry = CATALOGUE[problem.code]
        home = "/desk/" if request.path.startswith("/desk") else "/"
        response = make_response(_PAGE.format(title=escape(entry.zh), english=escape(entry.en), home=home,
                                              css=shell.hashed("desk/desk.css")))
    response.status_code = problem.status
    if "retry_after" in problem.facts or problem.code == "busy":
        response.headers["Retry-After"] = str(problem.facts.get("retry_after", BUSY_SECONDS))
    if problem.code == "signed_out":
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _http(error: HTTPException) -> Response:
    """404, 405 and their kind in our form; `Allow` and redirects stay as they are."""
    if error.code is not None and error.code < 400:
        return make_response(error.get_response())
    response = answer(Problem(_BY_STATUS.get(error.code or 500, "bad_request")))
    for name, value in error.get_headers(request.environ):
        if name.lower() in ("allow", "retry-after"):
            response.headers[name] = value
    return response


def _busy(error: Exception) -> Response:
    log.error("the database did not answer", exc_info=error)
    return answer(Problem("busy"))


def _fault(error: Exception) -> Response:
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    return answer(Problem("internal"))
