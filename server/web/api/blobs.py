"""`blobs`: pictures by the SHA-256 of their bytes (protocol.md §3.3)."""

from collections.abc import Iterator

from flask import Blueprint, Response, request, stream_with_context
from marshmallow import fields

from server.domain import limits
from server.domain.problems import Problem
from server.domain.shape import SHA256
from server.house import house
from server.storage.captions import caption
from server.storage.db import reading
from server.storage.pictures import KINDS
from server.storage.renditions import kept_or_made
from server.sync.pictures_in import readable_blob, store_blob
from server.web import auth, body
from server.web.api.answers import answer
from server.web.api.described import described
from server.web.api.schemas import Strict, Timed, one_of

blueprint = Blueprint("blobs", __name__)
KEPT = "private, max-age=31536000, immutable"
SHOWN = ("image/jpeg", "image/png", "image/webp", "image/heic", "image/heif", "image/gif", "application/pdf")
BYTES = "application/octet-stream"


class BlobReceipt(Timed):
    """What the server holds for certain."""

    sha256 = fields.String(required=True)
    size = fields.Integer(required=True)


class As(Strict):
    """A smaller or captioned JPEG copy instead of the original."""

    as_ = one_of(*KINDS, data_key="as", load_default=None)


@blueprint.put("/blobs/<sha256>")
@described("Hand in one picture; its name is the SHA-256 of its bytes", body=BYTES,
           answers={200: BlobReceipt(), 201: BlobReceipt()},
           problems=("hash_mismatch", "too_large", "quota", "storage_full", "store_unavailable",
                     "erased", "not_found"))
def put_blob(project: str, sha256: str) -> Response:
    """The order relative to the record that names it is free."""
    asking = auth.past_member(project)
    stream = body.stream(request, limits.BLOB_BYTES_MAX)
    if not SHA256.fullmatch(sha256):
        raise Problem("not_found")
    new = store_blob(house().blobs, project, asking.person, sha256, stream, stream.length,
                     request.mimetype or BYTES, house().clock())
    return answer({"sha256": sha256, "size": stream.length}, 201 if new else 200)


@blueprint.get("/blobs/<sha256>")
@described("One picture, for whoever may read a thing that names it", query=As(), answers={200: BYTES},
           problems=("not_found", "not_yet", "erased", "not_a_picture", "store_unavailable"))
def get_blob(project: str, sha256: str) -> Response:
    """404 `not_yet` means: still on a phone."""
    reader = auth.member(project)
    kind = body.read_query(request, As())["as_"]
    with reading() as look:
        row = readable_blob(look, reader, sha256)
        lines = caption(look, reader, sha256) if kind == "marked" else []
    response = _original(sha256, row["type"]) if kind is None else _copy(sha256, kind, lines)
    response.set_etag(f"{sha256[:32]}-{kind or 'original'}")
    response.headers["Cache-Control"] = KEPT
    response.make_conditional(request)
    return response


def _original(sha256: str, mime: str) -> Response:
    size = house().blobs.size(sha256)
    if size is None:
        raise Problem("not_yet")
    response = Response(stream_with_context(_pieces(sha256)), mimetype=mime if mime in SHOWN else BYTES)
    response.content_length = size
    if mime not in SHOWN:
        response.headers["Content-Disposition"] = f"attachment; filename={sha256[:16]}"
    return response


def _pieces(sha256: str) -> Iterator[bytes]:
    """Opens the file only when somebody really reads: an answer without a body leaves none open."""
    file = house().blobs.open(sha256)
    if file is not None:
        with file:
            while piece := file.read(body.PIECE_BYTES):
                yield piece


def _copy(sha256: str, kind: str, lines: list[str]) -> Response:
    jpeg = kept_or_made(house().blobs, house().renditions, sha256, kind, lines)
    if jpeg is None:
        raise Problem("not_yet")
    return Response(jpeg, mimetype="image/jpeg")
