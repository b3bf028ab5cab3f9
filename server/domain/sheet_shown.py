"""What is handed out of an issued content once words of it were covered by law, or pictures kept off paper."""

from collections.abc import Iterable
from typing import Any
from unicodedata import category

from server.domain.redaction import MARK
from server.domain.sheet import ISSUED_AS, Content, content_sha256

CUT = "…"
UNSEEN = ("Cc", "Cf", "Cs", "Cn")
SURE_CHARS = 4
"""So long a text is somebody's words wherever it stands; shorter ones are only in what is told of their finding."""

NOT_WORDS = frozenset({"project", "tier", "chain", "title", "heading", "foot", "sign_in", "sign_off", "sha256",
                       "photos", "finding", "id", "number", "unit", ISSUED_AS})
"""Keys under which a paper never repeats what somebody wrote of the works."""


def without_words(content: Content, words: Iterable[str], about: frozenset[str]) -> Content:
    """The content with these texts covered, also where they were cut short; it names the hash it was issued with.

    `about`: the ids and numbers of the findings they are about; none, and short ones are covered everywhere. The
    content itself if it says none of them.
    """
    told = {form for word in words for form in (word, " ".join(word.split())) if form}
    longest = sorted(told, key=lambda word: (-len(word), word))
    shown = _covered(content, longest, about, not about)
    return content if shown == content else {ISSUED_AS: content_sha256(content), **shown}


def _covered(value: Any, words: list[str], about: frozenset[str], inside: bool) -> Any:
    if isinstance(value, dict):
        here = inside or any(isinstance(one, str) and one in about for one in value.values())
        return {key: one if key in NOT_WORDS else _covered(one, words, about, here) for key, one in value.items()}
    if isinstance(value, list):
        return [_covered(one, words, about, inside) for one in value]
    if not isinstance(value, str):
        return value
    here = inside or any(one in value for one in about)
    for word in words:
        if here and value == word or _says_something(word, here):
            value = _without(value, word)
    return value


def _says_something(word: str, here: bool) -> bool:
    """Whether it is covered within a text: one character or a small number is part of anything, 3号楼 for one."""
    return len(word) >= SURE_CHARS or here and len(word) > 1 and not word.isdecimal()


def _without(text: str, word: str) -> str:
    """The text without a word, and without its beginning where the rest was cut off."""
    pieces = text.replace(word, MARK).split(CUT)
    return CUT.join([*(_without_start(piece, word) for piece in pieces[:-1]), pieces[-1]])


def _without_start(piece: str, word: str) -> str:
    """The longest beginning of the word that ends the piece, covered; one character says nothing."""
    for most in range(min(len(word), len(piece)), 1, -1):
        if piece.endswith(word[:most]):
            return piece[:-most] + MARK
    return piece


def without_pictures(content: Content, hidden: Iterable[str]) -> Content:
    """The content without these pictures: their boxes say so. `hidden` are the hashes records name them by."""
    off = set(hidden)
    off |= {photo["used"] for photo in content.get("photos") or () if photo["sha256"] in off and photo["used"]}
    pairs = [{key: _emptied(side, off) if isinstance(side, dict) else side for key, side in pair.items()}
             for pair in (content.get("annex") or {}).get("pairs") or ()]
    if not any(picture["sha256"] in off for picture in pictures(content)):
        return content
    return {ISSUED_AS: content_sha256(content), **content, "annex": {**content["annex"], "pairs": pairs}}


def legible(content: Content) -> Content:
    """The content without characters nobody sees: controls, marks that turn the direction, what is no character.

    For copies that others paste, open or read: a file of Word's may not hold them, a chat shows them as boxes, and a
    telephone number with one inside would not be known for one.
    """
    shown = _legible(content)
    return content if shown == content else {ISSUED_AS: content_sha256(content), **shown}


def _legible(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _legible(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_legible(one) for one in value]
    if not isinstance(value, str) or value.isascii() and value.isprintable():
        return value
    kept = (" " if char in "\t\u2028\u2029" else char for char in value)
    return "".join(char for char in kept if char == "\n" or category(char) not in UNSEEN)


def pictures(content: Content) -> list[dict[str, Any]]:
    """Every box of its pairs: {"sha256", "box", "caption"}."""
    return [side for pair in (content.get("annex") or {}).get("pairs") or ()
            for side in pair.values() if isinstance(side, dict)]


def named(content: Content) -> set[str]:
    """The hashes of its pictures, as records name them and as they were printed."""
    found = {picture["sha256"] for picture in pictures(content)}
    found |= {photo[key] for photo in content.get("photos") or () for key in ("sha256", "used")}
    return {sha for sha in found if sha}


def _emptied(picture: dict[str, Any], off: set[str]) -> dict[str, Any]:
    return {**picture, "sha256": None, "box": "不打印", "caption": ""} if picture["sha256"] in off else picture
