"""Who is asking, and as what: session cookie or bearer token → person → reader of one project."""

from dataclasses import dataclass
from typing import Any

from flask import Request, request

from server.domain.problems import Problem
from server.domain.rights import Reader
from server.domain.shape import NAME
from server.storage import sign_ins
from server.storage.db import Session, reading, transaction
from server.storage.sign_ins import SignIn
from server.storage.state import State
from server.sync.intake import Submitter
from server.web import origin, sessions

ASKING = "xunlou.asking"
PROJECT_CHARS_MAX = 32


@dataclass(frozen=True)
class SignedIn:
    """The person behind this request; `via` is session or token; `device` the browser's, if known."""

    person: str
    name: str
    via: str
    device: str | None
    secret_sha256: str

    def submitter(self) -> Submitter:
        """The same, as intake wants to know it."""
        return Submitter(self.person, self.device, self.via)


def signed_in() -> SignedIn:
    """The person asking. Raises Problem signed_out, and bad_origin for a change from another site."""
    if ASKING not in request.environ:
        with reading() as look:
            found = _recognise(look)
        _slide(found)
    asking: SignedIn | None = request.environ[ASKING]
    if asking is None:
        raise Problem("signed_out")
    return asking


def member(project: str) -> Reader:
    """The person asking, as a member of the project today. Raises Problem signed_out, not_member."""
    asking, known = _membership(project)
    if not known.get("active"):
        raise Problem("not_member")
    return Reader(project, asking.person, known["role"], known.get("org"))


def past_member(project: str) -> SignedIn:
    """The person asking, member now or once: what he recorded is stored and, if need be, held (state.md §3.2)."""
    return _membership(project)[0]


def _membership(project: str) -> tuple[SignedIn, dict[str, Any]]:
    """The person asking, and what the project knows of him: both in one look."""
    possible, found, known = len(project) <= PROJECT_CHARS_MAX and NAME.fullmatch(project), None, None
    with reading() as look:
        if ASKING not in request.environ:
            found = _recognise(look)
        asking: SignedIn | None = request.environ[ASKING]
        if asking and possible:
            known = State(look, project).get("person", asking.person)
    _slide(found)
    if asking is None:
        raise Problem("signed_out")
    if known is None:
        raise Problem("not_member")
    return asking, known


def _recognise(look: Session) -> tuple[SignedIn, SignIn] | None:
    """Find out who asks, and remember it for this request."""
    found = _from_token(look, request) or _from_cookie(look, request)
    request.environ[ASKING] = found and found[0]
    return found


def _from_token(look: Session, request: Request) -> tuple[SignedIn, SignIn] | None:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret:
        return None
    found = sign_ins.by_token(look, secret.strip(), now=sessions.real_now())
    if found is None:
        return None
    return SignedIn(found.person, found.name, "token", None, found.secret_sha256), found


def _from_cookie(look: Session, request: Request) -> tuple[SignedIn, SignIn] | None:
    secret = request.cookies.get(sessions.SESSION_COOKIE)
    if not secret or "Authorization" in request.headers:
        return None
    found = sign_ins.by_session(look, secret, now=sessions.real_now())
    if found is None:
        return None
    origin.check(request, cookie=True)
    device = sessions.device_of(look, request) or found.device
    return SignedIn(found.person, found.name, "session", device, found.secret_sha256), found


def _slide(found: tuple[SignedIn, SignIn] | None) -> None:
    """A session in use lives on, at the price of one write a day."""
    now = sessions.real_now()
    if found is None or found[1].seen_at is None or now - found[1].seen_at < sign_ins.SLIDE_EVERY:
        return
    with transaction() as work:
        sign_ins.slide(work, found[1].secret_sha256, now=now)
    sessions.set_later(sessions.SESSION_COOKIE, request.cookies[sessions.SESSION_COOKIE])
