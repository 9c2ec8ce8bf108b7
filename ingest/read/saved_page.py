"""A web page that a browser or Word kept as one file (MHT): a message in its wrapping, which nobody sent."""

from __future__ import annotations

from email import policy
from email.errors import MessageError
from email.parser import BytesParser
from pathlib import Path

_OF_BROWSER = b"\nsnapshot-content-location:"
_SUFFIXES = (".mht", ".mhtml")


def page_in(path: Path, data: bytes) -> str | None:
    """The HTML of the page; None of a file that is no such page."""
    if path.suffix.lower() not in _SUFFIXES and _OF_BROWSER not in data[:4096].lower():
        return None
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
        return str(pages[0].get_content()) if pages else None
    except (MessageError, LookupError, ValueError, AttributeError):
        return None
