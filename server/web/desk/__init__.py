"""The office pages under /desk."""

from server.web.desk import refusals, signing
from server.web.desk.rooms import blueprint

refusals.install(blueprint)
blueprints = [blueprint]

__all__ = ["blueprints", "refusals", "signing"]
