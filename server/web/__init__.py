"""HTTP: authenticate, parse, one call inward, answer."""

from flask import Flask
from flask.json.provider import DefaultJSONProvider

from server.web import api, desk, errors, headers, packing, sessions, shell


def install(app: Flask) -> None:
    """Put every blueprint, the error answers and the security headers on the application."""
    assert isinstance(app.json, DefaultJSONProvider)
    app.json.ensure_ascii = False       # 楼 is three bytes, \u697c six
    app.json.sort_keys = False
    for blueprint in [*api.blueprints, *desk.blueprints, shell.blueprint]:
        app.register_blueprint(blueprint)
    errors.install(app)
    app.after_request(sessions.put_cookies)
    headers.install(app)
    packing.install(app)
