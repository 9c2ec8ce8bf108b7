"""What in a text says who a resident is, as far as its form tells it."""

from kb.privacy.identifiers import Found, Identifier, identifiers

__all__ = ["Found", "Identifier", "identifiers"]
