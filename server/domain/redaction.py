"""Covers the free words of a record for law and privacy: who, where, when and which pictures stay readable."""

from typing import Any

MARK = "〔已依法遮盖〕"

WORDS = frozenset({"text", "note", "position", "requirement", "answer", "ask", "opinion", "whom", "what", "asked",
                   "disputed", "weather", "participants", "phrase_values", "wording", "minutes", "plan"})
"""Keys whose texts are somebody's own words."""


def redacted(value: Any, covered: bool = False) -> Any:
    """A copy in which every text under a key of WORDS, and a reason told in words, is covered.

    Empty texts, numbers and ids stay.
    """
    if isinstance(value, dict):
        return {key: redacted(entry, covered or key in WORDS or (key == "reason" and isinstance(entry, str)))
                for key, entry in value.items()}
    if isinstance(value, list):
        return [redacted(entry, covered) for entry in value]
    return MARK if covered and isinstance(value, str) and value else value


def covered_words(value: Any, covered: bool = False) -> set[str]:
    """The texts that `redacted` covers, but those that are covered already."""
    if isinstance(value, dict):
        return {word for key, entry in value.items() for word in covered_words(
            entry, covered or key in WORDS or (key == "reason" and isinstance(entry, str)))}
    if isinstance(value, list):
        return {word for entry in value for word in covered_words(entry, covered)}
    return {value} if covered and isinstance(value, str) and value not in ("", MARK) else set()
