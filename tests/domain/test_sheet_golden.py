"""A sheet issued today must be proven in ten years by the software of then: what FORMAT 1 makes of a day is pinned.

A change of assembly needs a new FORMAT: apply_issued makes the content of every sheet again whenever the log is
folded, so that different words or numbers under the same FORMAT would call every sheet of every town a forgery.
From the first release on: raise FORMAT, keep the old way of assembling for the old number, and pin the new one in a
vector of its own. Before it, `python -m tests.domain.test_sheet_golden` pins tests/vectors/sheet_format_1.json anew.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from server.domain.sheet import FORMAT, assemble, canonical, content_sha256
from tests.paper.worked_day import material

VECTORS = Path(__file__).parents[1] / "vectors"


def pinned() -> dict[str, Any]:
    """What stands in the vector: the hash of the worked day's sheet, and of each of its parts to tell which moved."""
    content = assemble(material())
    parts = {key: hashlib.sha256(canonical({key: value})).hexdigest()[:16] for key, value in sorted(content.items())}
    return {"format": content["format"], "content_sha256": content_sha256(content), "parts": parts}


def vector(number: int) -> Path:
    """Where a format is pinned: one place."""
    return VECTORS / f"sheet_format_{number}.json"


def test_the_worked_day_has_the_hash_it_was_pinned_with():
    ought, made = json.loads(vector(FORMAT).read_text()), pinned()
    moved = [key for key in {**ought["parts"], **made["parts"]} if ought["parts"].get(key) != made["parts"].get(key)]
    assert made == ought, f"the assembly of {moved} has changed: every issued sheet would differ; it needs a new FORMAT"


def test_each_format_there_ever_was_is_pinned():
    assert [vector(number).exists() for number in range(1, FORMAT + 1)] == [True] * FORMAT


def test_one_changed_word_or_number_gives_another_hash():
    hashes = {content_sha256(assemble(material(**change))) for change in (
        {}, {"name": "水竹花圃"}, {"number": 46}, {"cut_seq": 813}, {"chain": "ac" * 32})}
    assert len(hashes) == 5


if __name__ == "__main__":
    vector(FORMAT).write_text(json.dumps(pinned(), indent=1) + "\n")
