"""What in a text says who a resident is, and how that is hidden."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kb.privacy.hiding import Hiding, Kind, hiding
    from kb.privacy.identifiers import Found, Identifier, identifiers

__all__ = ["Found", "Hiding", "Identifier", "Kind", "hiding", "identifiers"]
_HIDING = {"Hiding", "Kind", "hiding"}


def __getattr__(name: str) -> Any:
    """The patterns of names are made when they are asked for: most commands look for no residents."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("kb.privacy.hiding" if name in _HIDING else "kb.privacy.identifiers"), name)
