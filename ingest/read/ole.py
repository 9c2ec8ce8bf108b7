"""OLE files: the wrapping of Outlook messages, of old Word, of objects in documents and of Office behind a password.

The only module that knows olefile.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from kb.errors import UnreadableFile

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # with which every OLE file begins


class Ole(StrEnum):
    """What an OLE file is."""

    WORD = "word"
    MAIL = "mail"
    LOCKED = "locked"
    OTHER = "other"


def kind_of_ole(name: str, data: bytes) -> Ole:
    """Told by the streams in it. UnreadableFile when it is broken."""
    with open_ole(name, data) as ole:
        if ole.exists("EncryptedPackage"):
            return Ole.LOCKED
        if ole.exists("WordDocument"):
            return Ole.WORD
        return Ole.MAIL if ole.exists("__properties_version1.0") else Ole.OTHER


def stream_in(name: str, data: bytes, wanted: Sequence[str]) -> tuple[str, bytes] | None:
    """The first of these streams with its bytes; None when the file has none of them. UnreadableFile when it is
    broken."""
    try:
        with open_ole(name, data) as ole:
            found = next((stream for stream in wanted if ole.exists([stream])), None)
            return (found, bytes(ole.openstream([found]).read())) if found else None
    except (OSError, struct.error, ValueError, IndexError) as error:
        raise broken(name) from error


def open_ole(name: str, data: bytes) -> Any:
    """The file, to be used in a `with`. UnreadableFile when it is broken."""
    import olefile  # type: ignore[import-untyped]

    try:
        return olefile.OleFileIO(io.BytesIO(data))
    except (OSError, ValueError, IndexError, struct.error, RecursionError) as error:
        raise broken(name) from error


def broken(name: str) -> UnreadableFile:
    """What is said of such a file."""
    return UnreadableFile(f"{name} is beschadigd en kan niet worden geopend; sla het opnieuw op of lever een pdf aan.")
