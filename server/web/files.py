"""Answers that are files: shown in place or saved, under Chinese names too (RFC 5987, RFC 6266)."""

import re
from urllib.parse import quote

from flask import Response, request

FRAMED = ("script-src 'none'; object-src 'self'; img-src 'none'; connect-src 'none'; form-action 'none'; "
          "base-uri 'none'; frame-ancestors 'self'")
"""A PDF may stand in a frame of our own pages and can load nothing."""

TYPES = {"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "png": "image/png",
         "txt": "text/plain; charset=utf-8"}


def as_pdf(made: bytes, name: str) -> Response:
    """An answer the browser shows in place; the download carries the name."""
    response = as_file(made, name, "application/pdf")
    response.headers["Content-Security-Policy"] = FRAMED
    return response


def as_file(made: bytes, name: str, type: str, *, download: bool = False) -> Response:
    """Saved when `download` or the address says so, else shown in place; either way under this name."""
    response = Response(made, content_type=type)
    way = "attachment" if download or request.args.get("download") else "inline"
    response.headers["Content-Disposition"] = f"{way}; {naming(name)}"
    return response


def naming(name: str) -> str:
    """filename="45.pdf"; filename*=UTF-8''%E6%B0%B4…: the plain one for programs older than RFC 5987."""
    stem, _, ending = name.rpartition(".")
    plain = "-".join(re.findall("[A-Za-z0-9]+", stem)) or "file"
    return f"filename=\"{plain}.{ending}\"; filename*=UTF-8''{quote(name, safe='')}"
