"""Texts of the office pages: one file per language, the same keys in each (held equal by a test)."""

import json
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("zh-CN", "en")
_FOLDER = Path(__file__).resolve().parent / "labels"


@cache
def labels(language: str) -> dict[str, Any]:
    """The whole tree of texts of one of LANGUAGES."""
    found: dict[str, Any] = json.loads((_FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return found


def text(language: str, key: str, **given: Any) -> str:
    """The text under a dotted key with `given` filled in. Raises KeyError for a key nobody wrote."""
    found: Any = labels(language)
    for part in key.split("."):
        found = found[part]
    return str(found).format(**given) if given else str(found)
