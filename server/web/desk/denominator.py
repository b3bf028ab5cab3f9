"""How the entrances of a day are counted: told to the staff, chosen by the administrator."""

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from server.domain.problems import Problem
from server.web.desk.forms import read_form
from server.web.desk.page import language, render, sit_down
from server.web.desk.results import why
from server.web.desk.rooms import blueprint
from server.web.desk.submission import hand_in, minted, outcome
from server.web.desk.words import Words

SETTING = "coverage_policy"
POLICIES = ("active", "all")


@blueprint.get("/<project>/denominator")
def denominator(project: str) -> Response:
    """Both policies in words, with the one in force."""
    desk = sit_down(project, "read_visits")
    said, told = outcome(desk, request.args.get("said", "")), None
    if said is not None and said["type"] == "setup.changed":
        words, good = Words(language(), desk.zone, desk.now), said["outcome"] == "applied"
        told = {"good": good, "text": words.t("denominator.saved") if good
                else words.t(f"result.{said['outcome']}", why=why(words, said["verdict"]))}
    return render("denominator.html", desk, policies=POLICIES, chosen=desk.settings[SETTING], event=minted(), said=told)


@blueprint.post("/<project>/denominator")
def choose_denominator(project: str) -> Answer:
    """Set the policy; the same one again changes nothing."""
    desk, form = sit_down(project, "setup"), read_form(request)
    policy = form.get("policy")
    if policy not in POLICIES:
        raise Problem("bad_request")
    body = {"kind": "setting", "id": SETTING, "state": {"value": policy}}
    event = hand_in(desk, form.get("event"), "setup.changed", body)
    return redirect(url_for("desk.denominator", project=project, said=event), 303)
