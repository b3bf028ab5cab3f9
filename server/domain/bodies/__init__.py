"""What the body of each type of event looks like: `SHAPES[type, version]`, gathered from the modules here."""

from importlib import import_module
from pkgutil import iter_modules

from server.domain.shape import Shape

SHAPES: dict[tuple[str, int], Shape] = {}

for _module in iter_modules(__path__):
    SHAPES.update(getattr(import_module(f"{__name__}.{_module.name}"), "SHAPES", {}))
