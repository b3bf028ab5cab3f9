"""Sends text gzipped to whoever takes it: over a weak line a tenth of the bytes is a tenth of the wait."""

import gzip
from functools import lru_cache

from flask import Flask, Response, request

LEAST_BYTES = 256
LEVEL = 5
PACKED = ("text/", "application/json", "application/manifest+json", "image/svg+xml")


def install(app: Flask) -> None:
    """Pack answers of text; pictures and papers are packed already."""
    app.after_request(_pack)


def _pack(response: Response) -> Response:
    if not response.content_type.startswith(PACKED) or response.is_streamed or response.status_code == 304:
        return response
    response.headers.add("Vary", "Accept-Encoding")
    if not request.accept_encodings.quality("gzip") or "Content-Encoding" in response.headers:
        return response
    raw = response.get_data()
    if len(raw) < LEAST_BYTES:
        return response
    known, _ = response.get_etag()
    response.set_data(_of_file(raw) if known else gzip.compress(raw, LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    if known:
        response.set_etag(known, weak=True)     # packed and plain are one file, though not one sequence of bytes
    return response


@lru_cache(maxsize=300)
def _of_file(raw: bytes) -> bytes:
    """Files of the shell are asked for again and again."""
    return gzip.compress(raw, 9, mtime=0)
