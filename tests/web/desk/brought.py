"""Drawn pictures that an inspector brings: of the same look, of another one."""

import hashlib
import io

from PIL import Image, ImageDraw

SIZE = (320, 240)


def drawn(quality: int = 90, shift: int = 0) -> bytes:
    """A picture of some shapes; another quality gives other bytes of the same look, a shift another look."""
    image = Image.new("RGB", SIZE, "#88a0b8")
    pen = ImageDraw.Draw(image)
    for nr in range(6):
        x, y = (nr * 53 + shift * 71) % 280, (nr * nr * 31 + shift * 113) % 200
        pen.rectangle((x, y, x + 60, y + 34), fill=("#203040", "#f0e0c0")[(nr + shift) % 2])
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def bring(session, raw: bytes, **more) -> dict:
    """Upload a picture in somebody's session; as an envelope names it."""
    sha = hashlib.sha256(raw).hexdigest()
    answer = session.ask("PUT", f"/api/v1/projects/p1/blobs/{sha}", data=raw, headers={"Content-Type": "image/jpeg"})
    assert answer.status_code in (200, 201), answer.text
    return {"sha256": sha, "size": len(raw), "type": "image/jpeg", "w": SIZE[0], "h": SIZE[1], "taken_at": None,
            "source": "camera", "geo": None, "preview": None, **more}
