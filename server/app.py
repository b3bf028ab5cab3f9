"""The application factory."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from flask import Flask

from server import config as settings
from server.house import House
from server.storage.blob_store import blob_store
from server.storage.db import db, prepare
from server.storage.exports import Exports
from server.storage.migrations import upgrade
from server.storage.renditions import Renditions
from server.web import install


def create_app(config: Mapping[str, Any] | None = None, *, clock: Callable[[], datetime] | None = None) -> Flask:
    """A ready application on a migrated database.

    `config` overrides settings by their short names; `clock` gives aware UTC datetimes and serves received_at,
    days and deadlines (sessions and throttles use real time).
    """
    app = Flask("server", static_folder=None, template_folder="web/pages")
    app.config.update(settings.load(config))
    data = app.config["DATA"]
    data.mkdir(parents=True, exist_ok=True)
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)
        upgrade(db.engine)
    app.extensions["xunlou"] = House(
        clock=clock or (lambda: datetime.now(UTC)), data=data,
        blobs=blob_store(app.config), renditions=Renditions(data / "renditions"))
    _clear_up(app.extensions["xunlou"])
    install(app)
    return app


def _clear_up(house: House) -> None:
    """What a crash left half done goes at the next start; what others are writing now is let alone."""
    house.blobs.sweep()
    house.renditions.sweep()
    Exports(house.data / "exports").sweep()
