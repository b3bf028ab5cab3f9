"""What people see when a page cannot be shown: the catalogue's sentence, and the way to the sign-in."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from server.domain.problems import CATALOGUE, Problem
from server.web import body
from server.web.desk.page import NotOfDistrict, language, render


def install(blueprint: Blueprint) -> None:
    """Answer refusals of office pages, and addresses no office page has, with a page of the office."""
    blueprint.before_request(_unreadable)
    blueprint.register_error_handler(Problem, _refused)
    blueprint.add_url_rule("/<path:rest>", "nowhere", _nowhere)


def _unreadable() -> None:
    """NUL is no sign of any address or word here, and a database that is asked for it fails."""
    if "\x00" in request.path:
        raise Problem("not_found")
    if any("\x00" in said for pair in request.args.items(multi=True) for said in pair):
        raise Problem("bad_request")


def _nowhere(rest: str) -> Response:
    """An address nobody gave: said in the office's look, without asking who wants to know."""
    raise Problem("not_found")


def _refused(problem: Problem) -> Response:
    """Signed out: sign in and come back here. Anything else: what happened, in a sentence."""
    body.drain(request)
    if problem.code == "signed_out":
        back = request.full_path.rstrip("?") if request.method == "GET" else ""
        return redirect(url_for("desk.login", back=back) if back else url_for("desk.login"), 303)
    if isinstance(problem, NotOfDistrict) and request.method == "GET" and request.view_args:
        return redirect(url_for("desk.enter", project=request.view_args["project"]), 303)
    entry = CATALOGUE[problem.code]
    sentence = entry.zh if language() == "zh-CN" else entry.en
    answer = render("refused.html", status=problem.status, sentence=sentence, code=problem.code)
    if "retry_after" in problem.facts:
        answer.headers["Retry-After"] = str(problem.facts["retry_after"])
    return answer
