"""The only way to read a request's body: length announced, bytes counted, digest compared (protocol.md §2)."""

import base64
import binascii
import hashlib
import re
from typing import Any

from flask import Request
from marshmallow import Schema, ValidationError

from server.domain import limits, strict_json
from server.domain.problems import Problem

_DIGEST = re.compile(r"(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):")
_LENGTH = re.compile(r"[0-9]{1,15}")
BODY = "xunlou.body"
PIECE_BYTES = 64 * 1024
COMPLAINTS_MAX = 5


class Counted:
    """The body as it comes, counting what was taken; reading past its end gives nothing."""

    def __init__(self, stream: Any, length: int) -> None:
        self._stream, self.length, self.got, self.ended = stream, length, 0, False

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes of what is left."""
        left = self.length - self.got
        piece: bytes = self._stream.read(left if size < 0 else min(size, left)) if left > 0 else b""
        self.got += len(piece)
        self.ended = self.ended or not piece
        return piece


def stream(request: Request, most: int) -> Counted:
    """The body, not yet read. Raises Problem length_required (also for chunked bodies) and too_large."""
    said = request.environ.get("CONTENT_LENGTH", "")
    if not _LENGTH.fullmatch(said) or request.environ.get("HTTP_TRANSFER_ENCODING"):
        raise Problem("length_required")
    body = request.environ[BODY] = Counted(request.environ["wsgi.input"], int(said))
    if body.length > most:
        raise Problem("too_large", limit=most)
    return body


def read_exact(request: Request, most: int, *, digest: bool = False) -> bytes:
    """The whole body, at most `most` bytes, and with `digest` equal to its Content-Digest.

    Raises Problem length_required, too_large, truncated, digest_missing, digest_mismatch.
    """
    body = stream(request, most)
    pieces = []
    while piece := body.read(PIECE_BYTES):
        pieces.append(piece)
    if body.got != body.length:
        raise Problem("truncated", expected=body.length, got=body.got)
    raw = b"".join(pieces)
    if digest and hashlib.sha256(raw).digest() != _announced(request):
        raise Problem("digest_mismatch")
    return raw


def read_json(request: Request, schema: Schema, most: int = limits.JSON_BYTES_MAX) -> Any:
    """The body as JSON of that shape. Raises Problem bad_request, unsupported, and those of `read_exact`."""
    raw = read_exact(request, most)
    if request.mimetype != "application/json":
        raise Problem("unsupported", "Content-Type must be application/json")
    try:
        return fitting(schema, strict_json.loads(raw))
    except strict_json.NotJson as fault:
        raise Problem("bad_request", str(fault)) from None


def read_query(request: Request, schema: Schema) -> Any:
    """The query of that shape; a name given twice is refused. Raises Problem bad_request."""
    twice = [name for name, values in request.args.lists() if len(values) > 1]
    if twice:
        raise Problem("bad_request", "a name is given twice in the query")
    return fitting(schema, request.args.to_dict())


def fitting(schema: Schema, value: Any) -> Any:
    """`value` as the schema loads it. Raises Problem bad_request that says where it does not fit."""
    try:
        return schema.load(value)
    except ValidationError as fault:
        raise Problem("bad_request", "; ".join(_lines(fault.messages, ""))[:400]) from None


def drain(request: Request) -> None:
    """Read what is left of a refused body, within bounds: else the sender sees a reset, not the answer."""
    body = request.environ.get(BODY)
    if body is None:
        said = request.environ.get("CONTENT_LENGTH", "")
        body = Counted(request.environ["wsgi.input"], int(said)) if _LENGTH.fullmatch(said) else None
    while body is not None and not body.ended and body.got < min(body.length, limits.DRAIN_BYTES_MAX):
        body.read(PIECE_BYTES)


def _announced(request: Request) -> bytes:
    found = _DIGEST.search(request.headers.get("Content-Digest", ""))
    if found is None:
        raise Problem("digest_missing")
    try:
        return base64.b64decode(found[1], validate=True)
    except binascii.Error:
        raise Problem("digest_missing") from None


def _lines(messages: Any, path: str) -> list[str]:
    """marshmallow's tree of complaints as `path: sentence` lines, without echoing long keys."""
    if isinstance(messages, list):
        return [f"{path or 'body'}: {' '.join(str(message) for message in messages)}"]
    found = []
    for key, below in list(messages.items())[:COMPLAINTS_MAX]:
        found += _lines(below, f"{path}.{str(key)[:40]}" if path else str(key)[:40])
    return found[:COMPLAINTS_MAX]
