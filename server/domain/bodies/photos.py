"""Bodies about single pictures: left off the paper, or erased by law."""

from server.domain.bodies.parts import NOTE, said
from server.domain.shape import Flag, Sha

SHAPES = {
    ("photo.marked", 1): said({"sha256": Sha(), "printed": Flag()}),
    ("blob.erased", 1): said({"sha256": Sha(), "reason": NOTE}),
}
