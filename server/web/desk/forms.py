"""Reads what an office form sends: fields and pictures, through the one helper that counts bytes."""

import io
from typing import Any

from flask import Request
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.formparser import FormDataParser

from server.domain import limits
from server.domain.problems import Problem
from server.web.body import read_exact

FIELDS_BYTES_MAX = 512 * limits.KIB
FIELD_CHARS_MAX = 4000
PARTS_MAX = 2000


class Form:
    """The fields of one form, trimmed, and the bytes of its files."""

    def __init__(self, fields: "MultiDict[str, str]", files: dict[str, list[bytes]]) -> None:
        self._fields, self._files = fields, files

    def get(self, name: str) -> str:
        """One field, without blanks around it; empty if it was not sent. Raises Problem bad_request."""
        return _text(name, self._fields.get(name, "").replace("\r\n", "\n").strip())

    def all(self, name: str) -> list[str]:
        """Every value of a repeated field, as sent. Raises Problem bad_request."""
        return [_text(name, value.strip()) for value in self._fields.getlist(name)]

    def prefixed(self, prefix: str) -> dict[str, str]:
        """{rest of the name: text} of fields whose names begin so, empty ones left out."""
        return {name[len(prefix):]: said for name in self._fields
                if name.startswith(prefix) and (said := self.get(name))}

    def files(self, name: str) -> list[bytes]:
        """The bytes of the files chosen under a name."""
        return self._files.get(name, [])

    def __iter__(self) -> Any:
        return iter(self._fields)


def read_form(request: Request) -> Form:
    """The form of this request. Raises Problem bad_request and those of `read_exact`."""
    multipart = request.mimetype == "multipart/form-data"
    raw = read_exact(request, limits.REQUEST_BYTES_MAX if multipart else FIELDS_BYTES_MAX)
    parser = FormDataParser(max_form_memory_size=FIELDS_BYTES_MAX, max_form_parts=PARTS_MAX)
    try:
        _, fields, files = parser.parse(io.BytesIO(raw), request.mimetype, len(raw), request.mimetype_params)
    except (HTTPException, ValueError):
        raise Problem("bad_request") from None
    if any("\x00" in name for name in (*fields, *files)):
        raise Problem("bad_request")
    return Form(fields, {name: _contents(files.getlist(name)) for name in files})


def whole(said: str, digits: int = 4) -> int | None:
    """The whole number that some text from outside says in at most so many digits; None for anything else."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= digits else None


def _text(name: str, said: str) -> str:
    if "\x00" in said or len(said) > FIELD_CHARS_MAX:
        raise Problem("bad_request", f"{name[:40]}: too long, or not text")
    return said


def _contents(files: list[FileStorage]) -> list[bytes]:
    """The bytes of each file that has any; a field left empty sends a file without."""
    found = []
    for file in files:
        with file.stream:
            found.append(file.read())
    return [raw for raw in found if raw]
