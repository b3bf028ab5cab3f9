"""What every room may ask of the running application: the clock, the stores, the data folder."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import current_app

from server.storage.blobs import BlobStore
from server.storage.renditions import Renditions


@dataclass
class House:
    """`clock()` gives aware UTC datetimes; `data` is the folder of everything kept on disk."""

    clock: Callable[[], datetime]
    data: Path
    blobs: BlobStore
    renditions: Renditions


def house() -> House:
    """The house of the current application."""
    found: House = current_app.extensions["xunlou"]
    return found
