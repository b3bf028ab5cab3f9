"""Signing in and out at the desk, choosing a project and a language."""

from urllib.parse import urlsplit

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from server.domain.problems import CATALOGUE, Problem
from server.storage import office
from server.storage.db import reading
from server.web import auth, sessions
from server.web.desk.forms import read_form
from server.web.desk.page import LANGUAGE_COOKIE, LANGUAGES, language, render
from server.web.desk.rooms import blueprint

YEAR_SECONDS = 365 * 24 * 3600
SAID_AGAIN = ("wrong_login", "throttled")
"""Refusals that belong beside the form, not on a page of their own."""


@blueprint.get("/login")
def login() -> Response:
    """The form; also for somebody signed in, who may be a colleague at the same computer."""
    return render("login.html", back=_inside(request.args.get("back", "")), login="", refused="")


@blueprint.post("/login")
def sign_in() -> Answer:
    """To where the person wanted to go, or the same form with the reason."""
    form = read_form(request)
    back = _inside(form.get("back"))
    try:
        sessions.sign_in(request, form.get("login"), form.get("password"))
    except Problem as problem:
        if problem.code not in SAID_AGAIN:
            raise
        entry = CATALOGUE[problem.code]
        refused = entry.zh if language() == "zh-CN" else entry.en
        return render("login.html", status=problem.status, back=back, login=form.get("login"), refused=refused)
    return redirect(back, 303)


@blueprint.post("/logout")
def sign_out() -> Answer:
    """End the session of this browser."""
    sessions.sign_out(request)
    return redirect(url_for("desk.login"), 303)


@blueprint.get("/")
def projects() -> Answer:
    """The person's projects; straight through if there is one."""
    person = auth.signed_in()
    with reading() as look:
        found = office.memberships(look, person.person)
    if len(found) == 1:
        return redirect(url_for("desk.enter", project=found[0]["id"]), 303)
    return render("projects.html", projects=found, person=person)


@blueprint.get("/language/<tongue>")
def speak(tongue: str) -> Answer:
    """Remember the language and go back to the page."""
    answer = redirect(_inside(request.args.get("back", "")), 303)
    if tongue in LANGUAGES:
        answer.set_cookie(LANGUAGE_COOKIE, tongue, max_age=YEAR_SECONDS, path="/desk", httponly=True, samesite="Lax")
    return answer


def _inside(back: str) -> str:
    """An address of the desk itself: nobody is sent elsewhere by a link he was given."""
    parts = urlsplit(back)
    safe = back.startswith("/desk/") and not parts.netloc and "\\" not in back and back.isprintable()
    return back if safe else url_for("desk.projects")
