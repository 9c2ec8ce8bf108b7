"""Files that stand as an object in a text document (Word, OpenDocument, RTF): taken out of their wrapping as parts.

Structures are those of [MS-OLEDS]: an embedded object (2.2.5) and, of a file that was dropped into a document, the
stream "Ole10Native" in the form that the Object Packager gives it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from itertools import islice

from ingest.read.ole import SIGNATURE, stream_in
from ingest.read.part import Part, shown_name
from kb.errors import UnreadableFile
from kb.settings import Limits

_NATIVE, _PDF, _OFFICE = "\x01Ole10Native", "CONTENTS", "Package"
_EMBEDDED = 2  # the other kind of object is a link, and what it points at is not in the file
_DAMAGED = "kan niet uit het document worden gehaald; open het document en sla dit bestand apart op."


def file_of(name: str, data: bytes) -> Part:
    """The file in an object, by its own name where it has kept that."""
    if not data.startswith(SIGNATURE):
        return Part(shown_name(name), data) if data else _damaged(name)
    try:
        found = stream_in(name, data, (_NATIVE, _OFFICE, _PDF))
    except UnreadableFile:
        return _damaged(name)
    if found is None:
        return Part(shown_name(name), data)  # an old Office file or a message: read as such
    stream, inside = found
    if stream == _NATIVE:
        return _packed(name, inside[4:])
    if stream == _PDF and not inside.startswith(b"%PDF"):
        return Part(shown_name(name), data)
    return Part(shown_name(name.removesuffix(".bin") + (".pdf" if stream == _PDF else "")), inside)


def file_of_old(name: str, data: bytes) -> Part | None:
    """The file in an object as RTF has it: in the older wrapping around the one of `file_of`. None for a link."""
    try:
        _version, sort = struct.unpack_from("<II", data)
        if sort != _EMBEDDED:
            return None
        at, words = 8, []
        for _ in range(3):  # its class, and the topic and item that only links have
            (length,) = struct.unpack_from("<I", data, at)
            words.append(data[at + 4 : at + 4 + length].rstrip(b"\x00"))
            at += 4 + length
        (size,) = struct.unpack_from("<I", data, at)
    except struct.error:
        return _damaged(name)
    native = data[at + 4 : at + 4 + size]
    if words[0] == b"Package":
        return _packed(name, native)
    return file_of(name, native) if native.startswith((SIGNATURE, b"%PDF", b"PK")) else _damaged(name)


def few_enough(name: str, parts: Iterable[Part], limits: Limits) -> tuple[Part, ...]:
    """The parts. UnreadableFile when there are too many, before the rest is unpacked."""
    found = tuple(islice(parts, limits.max_parts + 1))
    if len(found) > limits.max_parts:
        raise UnreadableFile(f"{name} heeft meer dan {limits.max_parts} ingevoegde bestanden; lever ze los aan.")
    return found


def _packed(name: str, data: bytes) -> Part:
    """A file as it was dropped into a document: its label, the path it had, the path it got, and its bytes."""
    try:
        label, rest = data[2:].split(b"\x00", 1)
        path, rest = rest.split(b"\x00", 1)
        (length,) = struct.unpack_from("<I", rest, 4)
        (size,) = struct.unpack_from("<I", rest, 8 + length)
    except (ValueError, struct.error):
        return _damaged(name)
    inside = rest[12 + length : 12 + length + size]
    own = (label if b"." in label else path or label).decode("cp1252", "replace")
    return Part(shown_name(own), inside) if inside else _damaged(name)


def _damaged(name: str) -> Part:
    return Part(shown_name(name), b"", _DAMAGED)
