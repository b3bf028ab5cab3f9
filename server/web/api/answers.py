"""The one way an API view answers: JSON with the server's time."""

from typing import Any

from flask import Response, jsonify, request

from server.domain.problems import Problem
from server.house import house
from server.web.moments import stamp


def answer(found: dict[str, Any], status: int = 200) -> Response:
    """`found` with `server_time`, as JSON."""
    response = jsonify({**found, "server_time": stamp(house().clock())})
    response.status_code = status
    return response


def refuse_impossible_addresses() -> None:
    """No id holds NUL; PostgreSQL could not even be asked. Raises Problem not_found."""
    if any("\x00" in str(value) for value in (request.view_args or {}).values()):
        raise Problem("not_found")
