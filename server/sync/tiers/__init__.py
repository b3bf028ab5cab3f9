"""Every tier of meeting: importing this package enters the makers of their papers."""

from importlib import import_module
from pkgutil import iter_modules

from server.sync.tiers.making import FIRST_FORMAT, MAKERS, Frozen, Maker, maker_for

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = ["FIRST_FORMAT", "MAKERS", "Frozen", "Maker", "maker_for"]
