"""Which fonts the papers are set in, and what becomes of characters none of them can draw."""

import hashlib
import logging
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import manimgx_fonts_cjk
import pylopdf_fonts_zh_cn
import typst

from server.storage.fonts import Face, covers

_log = logging.getLogger(__name__)
_REGULAR = Path(pylopdf_fonts_zh_cn.__file__).parent
_VARIABLE = Path(manimgx_fonts_cjk.__file__).parent
SERIF, SANS, RARE = "NotoSerifSC-Regular.otf", "NotoSansSC-Regular.otf", "NotoSansCJK-VF.otf.ttc"
PINNED = {
    SERIF: "e8f396decc1f0963a016a989c3d8852e863d1350996f573860a80767c83a1cd3",
    SANS: "faa6c9df652116dde789d351359f3d7e5d2285a2b2a1f04a2d7244df706d5ea9",
    RARE: "d3d8256cdec8dbcb3552284bc6b20c734dd60c2ee9df83b5758e34807c4bac32",
}
"""Another font draws another page: a changed file is noticed before it is printed with."""

FACES = (Face(_REGULAR / SERIF), Face(_VARIABLE / RARE, index=2), Face(_REGULAR / SANS))


OWN_SERIF = ("仿宋_GB2312", "FangSong_GB2312", "FangSong", "STFangsong", "SimSun")
OWN_SANS = ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "STZhongsong", "SimHei", "STHeiti")
"""What an office prints its papers with; used when the folder of the setting holds them."""


@cache
def folders(own: str | None) -> tuple[str, ...]:
    """The folders typst reads fonts from: the setting's own, then the two that travel with the product.

    Raises RuntimeError when a file of ours is not the one the papers were laid out with.
    """
    for path in (_REGULAR / SERIF, _REGULAR / SANS, _VARIABLE / RARE):
        if hashlib.sha256(path.read_bytes()).hexdigest() != PINNED[path.name]:
            raise RuntimeError(f"the font {path.name} is not the pinned one")
    return (*([own] if own else []), str(_REGULAR), str(_VARIABLE))


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
    if char.isspace() or any(covers(face, char) for face in FACES):
        return char
    _log.warning("no font draws U+%04X", ord(char))
    return f"〔U+{ord(char):04X}〕"
