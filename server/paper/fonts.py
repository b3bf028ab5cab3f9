"""Which fonts the papers are set in, and what becomes of characters none of them can draw."""

import logging
import unicodedata
from functools import cache
from typing import Any

import typst

from server.storage import fonts

_log = logging.getLogger(__name__)
FACES = (fonts.SERIF, fonts.RARE, fonts.EVERYDAY)

OWN_SERIF = ("仿宋_GB2312", "FangSong_GB2312", "FangSong", "STFangsong", "SimSun")
OWN_SANS = ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "STZhongsong", "SimHei", "STHeiti")
"""What an office prints its papers with; used when the folder of the setting holds them."""


def folders(own: str | None) -> tuple[str, ...]:
    """The folders typst reads fonts from: the setting's own, then those that travel with the product.

    Raises RuntimeError when a file of ours is not the pinned one.
    """
    return (*([own] if own else []), *fonts.folders())


@cache
def families(own: str | None) -> dict[str, list[str]]:
    """{"serif", "sans"}: family names in order of preference; ours stand behind an office's own."""
    known = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[own]).families() \
        if own else []
    return {"serif": [*(name for name in OWN_SERIF if name in known), "Noto Serif SC", "Noto Sans CJK SC"],
            "sans": [*(name for name in OWN_SANS if name in known), "Noto Sans CJK SC", "Noto Sans SC"]}


def printable(value: Any) -> Any:
    """The same JSON with every character that has no glyph written as 〔U+1F600〕; invisible ones are dropped."""
    if isinstance(value, str):
        return "".join(map(_drawn, value))
    if isinstance(value, dict):
        return {key: printable(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [printable(entry) for entry in value]
    return value


@cache
def _drawn(char: str) -> str:
    """Direction marks, joiners and selectors are dropped: they would reorder or blot the line."""
    if char in "\n\t":
        return " "
    if unicodedata.category(char) in ("Cf", "Cc", "Cs") or "\ufe00" <= char <= "\ufe0f":
        return ""
    if char.isspace() or any(fonts.covers(face, char) for face in FACES):
        return char
    _log.warning("no font draws U+%04X", ord(char))
    return f"〔U+{ord(char):04X}〕"
