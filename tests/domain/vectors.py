"""Reads the examples both languages must satisfy: `tests/vectors/*.json`, rows of {name, fn?, in, out}."""

import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "vectors"


def rows(file: str, fn: str | None = None) -> Any:
    """A parametrize mark over one file's rows, or over those of one function; an empty choice is an error."""
    chosen = [row for row in json.loads((FOLDER / f"{file}.json").read_text("utf-8"))
              if fn is None or row["fn"] == fn]
    assert chosen, f"no examples for {fn} in {file}"
    return pytest.mark.parametrize(
        ("given", "expected"), [(row["in"], row["out"]) for row in chosen], ids=[row["name"] for row in chosen])
