"""HTTP: authenticate, parse, one call inward, answer."""

from flask import Flask

from server.web import api, desk, errors, headers, packing, sessions, shell


def install(app: Flask) -> None:
    """Put every blueprint, the error answers and the security headers on the application."""
    for blueprint in [*api.blueprints, *desk.blueprints, shell.blueprint]:
        app.register_blueprint(blueprint)
    errors.install(app)
    app.after_request(sessions.put_cookies)
    headers.install(app)
    packing.install(app)
