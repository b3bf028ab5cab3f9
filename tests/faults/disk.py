"""What a scripted phone keeps through a crash: its queue, its pictures, what it replicated, and its cursor."""

import uuid
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Kept:
    """One event in the queue; `state` as in protocol.md §4."""

    id: str
    n: int
    author: str
    raw: bytes
    sha256: str
    photos: tuple[str, ...]
    state: str = "queued"
    verdict: dict[str, Any] | None = None


@dataclass
class Disk:
    """Survives a crash. `blobs`: sha256 → (bytes, state); `things`: (kind, id) → state."""

    device: str = field(default_factory=lambda: str(uuid.uuid4()))
    n: int = 0
    events: dict[str, Kept] = field(default_factory=dict)
    blobs: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    things: dict[tuple[str, str], Any] = field(default_factory=dict)
    cursor: str = "0"
    view: str | None = None
