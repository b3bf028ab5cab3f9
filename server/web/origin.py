"""Refuses changes that another site makes a signed-in browser send (protocol.md §3.6)."""

from urllib.parse import urlsplit

from flask import Request, current_app

from server.domain.problems import Problem

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def check(request: Request, *, cookie: bool) -> None:
    """Raises Problem bad_origin for an unsafe request from elsewhere.

    With a cookie the request must say where it comes from; without one, it must only not say elsewhere.
    """
    if request.method in SAFE:
        return
    came_from = request.headers.get("Origin")
    if came_from is None:
        site = request.headers.get("Sec-Fetch-Site")
        if site == "same-origin" or (site is None and not cookie):
            return
        raise Problem("bad_origin")
    if came_from.lower() != own(request):
        raise Problem("bad_origin")


def own(request: Request) -> str:
    """The address people open: XUNLOU_ORIGIN, or where this request was sent to."""
    setting: str = current_app.config["ORIGIN"]
    if not setting:
        return f"{request.scheme}://{request.host}".lower()
    parts = urlsplit(setting)
    return f"{parts.scheme}://{parts.netloc}".lower()
