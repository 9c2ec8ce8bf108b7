"""What in a text says who a resident is, and how that is hidden."""

from kb.privacy.hiding import Hiding, Kind, hiding
from kb.privacy.identifiers import Found, Identifier, identifiers

__all__ = ["Found", "Hiding", "Identifier", "Kind", "hiding", "identifiers"]
