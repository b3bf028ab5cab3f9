"""The list of notices with how far each has come, and as its second part the register of orders."""

from typing import Any
from urllib.parse import urlencode

from flask import Response, request, url_for

from server.domain import rights
from server.domain.notice_standing import STATUSES
from server.domain.problems import Problem
from server.storage import notice_pages, queries
from server.storage.db import reading
from server.web.desk.forms import whole
from server.web.desk.page import Desk, render, sit_down
from server.web.desk.registering import kinds_of, orders_of
from server.web.desk.rooms import blueprint

KINDS = ("supervision", "client")
PAGE = 30
Row = dict[str, Any]


def kind_of(desk: Desk) -> str | None:
    """Which kind of notice this person issues: 监理通知单, 整改通知单 under his own name, or none."""
    return next((kind for kind in KINDS if desk.may(f"issue_{kind}_notice")), None)


@blueprint.get("/<project>/notices")
def notices(project: str) -> Response:
    """Newest first, a page at a time, and so the orders; `kind` and `unit` in the address filter the notices."""
    desk = sit_down(project)
    if "notice" not in rights.READS.get(desk.reader.role or "", {}):
        raise Problem("not_allowed")
    kind = request.args.get("kind", "")
    kind, unit, at = kind if kind in KINDS else "", request.args.get("unit", "")[:32], _page("at")
    order_at = _page("order_at")
    with reading() as look:
        known = notice_pages.notices(look, desk.reader)
        found = [one for one in known if kind in ("", one["kind"]) and unit in ("", one["to"])]
        shown = notice_pages.with_standing(look, desk.reader, found[at:at + PAGE])
        orgs, may_issue = queries.things(look, desk.reader, "org"), kind_of(desk)
        waiting = sum(len(some) for some in notice_pages.unnoticed(look, desk.reader, may_issue).values()) \
            if may_issue else 0
        orders = orders_of(look, desk.reader)
        places = queries.things(look, desk.reader, "place")
    base, asked = url_for("desk.notices", project=project), {"kind": kind, "unit": unit}
    return render(
        "notices.html", desk, notices=shown, kind=kind, unit=unit, kinds=KINDS, statuses=STATUSES, orgs=orgs,
        units=_units(known, orgs), total=len(found), waiting=waiting, may_issue=may_issue, places=places,
        orders=orders[order_at:order_at + PAGE],
        may_register=kinds_of(desk), reads_orders="order" in rights.READS.get(desk.reader.role or "", {}),
        first_orders=f"{base}#orders" if order_at else None,
        more_orders=f"{base}?order_at={order_at + PAGE}#orders" if order_at + PAGE < len(orders) else None,
        first=f"{base}?{urlencode(asked)}" if at else None,
        more=f"{base}?{urlencode({**asked, 'at': at + PAGE})}" if at + PAGE < len(found) else None)


def _page(name: str) -> int:
    return whole(request.args.get(name, ""), 5) or 0


def _units(known: list[Row], orgs: dict[str, Row]) -> list[Row]:
    """The units that have notices, in the register's order."""
    named = {one["to"] for one in known}
    return sorted((org for id, org in orgs.items() if id in named), key=lambda org: (org["order"], org["id"]))
