"""The demo's photos: a scene, before or after, as JPEG bytes with camera notes and a preview (protocol.md §3.3)."""

import hashlib
import io
import random
from dataclasses import dataclass
from datetime import datetime

from PIL import ExifTags, Image

from server.demo import scenes_face, scenes_ground, scenes_roof
from server.demo.paint import Canvas, H, W, photographed

FULL_BYTES_MAX, PREVIEW_BYTES_MAX, PREVIEW_SIDE = 400 * 1024, 60 * 1024, 640
QUALITIES = (80, 72, 64, 55, 45, 35)
SIDEWAYS = 6

SCENES = {
    name: getattr(room, name)
    for room, names in (
        (scenes_face, ("gondola", "scaffold", "canopy", "crack", "pipe", "balcony", "entrance", "overview")),
        (scenes_ground, ("puddle", "manhole", "trench", "spoil", "cable", "fence", "shed")),
        (scenes_roof, ("corner", "leak", "edge", "stairs", "board", "cylinders", "locked")))
    for name in names}
PLATES = {"corner": (1370, 470), "leak": (250, 455), "edge": (260, 560), "fence": (1330, 420), "stairs": (260, 470),
          "locked": (280, 330), "scaffold": (790, 880), "overview": (790, 300)}
"""Where the number plate hangs; elsewhere near the left upper corner."""


@dataclass(frozen=True)
class Photo:
    """One picture with its preview; `w` and `h` are of the upright picture, `taken_at` is local time."""

    jpeg: bytes
    preview: bytes
    w: int
    h: int
    preview_w: int
    preview_h: int
    taken_at: datetime

    @property
    def sha256(self) -> str:
        """What the picture is called."""
        return hashlib.sha256(self.jpeg).hexdigest()

    @property
    def preview_sha256(self) -> str:
        """What its preview is called."""
        return hashlib.sha256(self.preview).hexdigest()

    def entry(self, source: str = "camera") -> dict[str, object]:
        """The line about this picture in an envelope."""
        return {
            "sha256": self.sha256, "size": len(self.jpeg), "type": "image/jpeg", "w": self.w, "h": self.h,
            "taken_at": self.taken_at.isoformat(timespec="seconds"), "source": source, "geo": None,
            "preview": {"sha256": self.preview_sha256, "size": len(self.preview), "w": self.preview_w,
                        "h": self.preview_h}}


def photo(scene: str, plate: str, taken_at: datetime, *, after: bool = False, weather: str = "sunny",
          sideways: bool = False) -> Photo:
    """Draw one: equal arguments give equal bytes. `plate` is the number on the wall; `sideways` holds the
    phone turned, so that the picture is stored with orientation 6."""
    seed = f"{scene} {plate} {taken_at.isoformat()} {after} {weather}"
    canvas = Canvas(seed, weather, scene_seed=f"{scene} {plate}")
    SCENES[scene](canvas, after)
    canvas.plate(PLATES.get(scene, (250, 425)), plate)
    hand = random.Random(seed)
    image = photographed(canvas, hand.uniform(-1.6, 1.6), (hand.uniform(-20, 20), hand.uniform(-16, 16)),
                         hand.uniform(0.94, 1.08))
    small = image.copy()
    small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE), Image.Resampling.BILINEAR, reducing_gap=2)
    notes = _notes(taken_at, sideways)
    stored = image.transpose(Image.Transpose.ROTATE_90) if sideways else image
    return Photo(_jpeg(stored, FULL_BYTES_MAX, notes), _jpeg(small, PREVIEW_BYTES_MAX), W, H, *small.size, taken_at)


def _notes(taken_at: datetime, sideways: bool) -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "DEMO"
    exif[ExifTags.Base.Model] = "drawn"
    exif[ExifTags.Base.Orientation] = SIDEWAYS if sideways else 1
    camera = exif.get_ifd(ExifTags.IFD.Exif)
    camera[ExifTags.Base.DateTimeOriginal] = f"{taken_at:%Y:%m:%d %H:%M:%S}"
    offset = f"{taken_at:%z}"
    camera[ExifTags.Base.OffsetTimeOriginal] = f"{offset[:3]}:{offset[3:]}"
    return exif.tobytes()


def _jpeg(image: Image.Image, most: int, notes: bytes | None = None) -> bytes:
    """The best quality that stays under `most` bytes."""
    for quality in QUALITIES:
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality, **({"exif": notes} if notes else {}))
        if out.tell() <= most:
            break
    return out.getvalue()
