"""Names that a package offers and loads on first use: who needs none of them pays for none."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


def later(package: str, names: Mapping[str, Sequence[str]]) -> Callable[[str], object]:
    """The `__getattr__` of a package, for names by the modules in it that define them."""
    homes = {name: f"{package}.{module}" for module in names for name in names[module]}

    def load(name: str) -> object:
        home = homes.get(name)
        if home is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        # As `importlib.import_module`, which every start would pay for.
        __import__(home)
        found = getattr(sys.modules[home], name)
        setattr(sys.modules[package], name, found)
        return found

    return load
