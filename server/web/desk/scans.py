"""A paper signed by hand, photographed or scanned: one picture or one PDF from a form."""

import hashlib
import io
from typing import Any

from server.house import house
from server.sync.pictures_in import store_blob
from server.web.desk.forms import Form
from server.web.desk.moving import picture
from server.web.desk.page import Desk

PDF, PDF_TYPE = b"%PDF-", "application/pdf"


def scan(desk: Desk, form: Form, name: str = "scan") -> dict[str, Any] | None:
    """Store what was chosen in a form and describe it for an envelope; None for nothing.

    Raises Problem not_a_picture for anything that is neither picture nor PDF, and those of `store_blob`.
    """
    raw = next(iter(form.files(name)), None)
    if raw is None:
        return None
    if not raw.startswith(PDF):
        return picture(desk, raw)
    sha = hashlib.sha256(raw).hexdigest()
    store_blob(house().blobs, desk.reader.project, desk.reader.person, sha, io.BytesIO(raw), len(raw), PDF_TYPE,
               desk.now)
    return {"sha256": sha, "size": len(raw), "type": PDF_TYPE, "w": None, "h": None, "taken_at": None,
            "source": "desk", "geo": None, "preview": None}
