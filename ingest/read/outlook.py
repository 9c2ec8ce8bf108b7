"""Outlook messages (MSG).

The only module that knows compressed_rtf. Property numbers are those of [MS-OXPROPS], streams those of [MS-OXMSG].
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from ingest.layout.pages import RawPage
from ingest.read.mail import LOGO, Envelope, as_mail, body_text, mail_page
from ingest.read.ole import broken, open_ole
from ingest.read.part import Part, shown_name
from ingest.read.rtf import read_rtf
from kb.errors import UnreadableFile
from kb.settings import Limits

_SUBJECT, _SENDER, _SENDER_MAIL, _BODY, _HTML, _RTF = 0x0037, 0x0C1A, 0x0C1F, 0x1000, 0x1013, 0x1009
_MOST_RTF = 5_000_000  # bytes as packed, which become some nine times as many at most
_TO, _CC = 0x0E04, 0x0E03
_DATA, _LONG_NAME, _SHORT_NAME, _SHOWN_NAME, _CONTENT_ID = 0x3701, 0x3707, 0x3704, 0x3001, 0x3712
_MESSAGE = "__substg1.0_3701000D"
_TIMES = (0x0039, 0x0E06)  # when it was sent, when it came in
_ROOT_HEADER, _INNER_HEADER, _ENTRY = 32, 24, 16  # bytes, in the stream of properties of fixed length


def read_outlook(name: str, data: bytes, limits: Limits) -> tuple[tuple[RawPage, ...], tuple[Part, ...]]:
    """The message as one page without boxes, and its attachments. UnreadableFile when it is broken."""
    try:
        with open_ole(name, data) as ole:
            parts = _parts(name, ole, (), limits)
            text = body_text(name, _text(ole, (), _BODY), _binary(ole, (), _HTML))
            texts = [text] if text.lines else _from_rtf(name, ole, (), limits)
            return mail_page(_envelope(ole, ()), texts, parts)
    except (OSError, struct.error, ValueError, IndexError, RecursionError) as error:
        raise broken(name) from error


@dataclass(frozen=True, slots=True)
class Forms:
    """The subject of a message and its words in plain, in HTML and in RTF form; each may be empty."""

    subject: str
    plain: str
    html: bytes
    rtf: bytes


def forms_in(name: str, data: bytes) -> Forms:
    """The words of a message. UnreadableFile when it is broken."""
    with open_ole(name, data) as ole:
        packed = _binary(ole, (), _RTF)
        rtf = _unpacked(name, packed) if packed else b""
        return Forms(_text(ole, (), _SUBJECT), _text(ole, (), _BODY), _binary(ole, (), _HTML), rtf)


def _envelope(ole: Any, storage: Sequence[str]) -> Envelope:
    sender = _text(ole, storage, _SENDER) or _text(ole, storage, _SENDER_MAIL)
    to, copy = (_text(ole, storage, number).split(";") for number in (_TO, _CC))
    return Envelope(sender, to, copy, _sent(ole, storage), _text(ole, storage, _SUBJECT))


def _binary(ole: Any, storage: Sequence[str], number: int) -> bytes:
    """A property of variable length as bytes; empty when it is not there."""
    path = [*storage, f"__substg1.0_{number:04X}0102"]
    return ole.openstream(path).read() if ole.exists(path) else b""


def _text(ole: Any, storage: Sequence[str], number: int) -> str:
    """A property in words, stored as UTF-16 or in the code page of the writer; empty when it is not there."""
    for ending, encoding in (("001F", "utf-16-le"), ("001E", "cp1252")):
        path = [*storage, f"__substg1.0_{number:04X}{ending}"]
        if ole.exists(path):
            return str(ole.openstream(path).read().decode(encoding, "replace")).rstrip("\x00")
    return ""


def _from_rtf(name: str, ole: Any, storage: Sequence[str], limits: Limits) -> tuple[RawPage, ...]:
    """The text of a message whose words only stand in RTF, packed after [MS-OXRTFCP]; none where there are none."""
    packed = _binary(ole, storage, _RTF)
    if not packed:
        return ()
    pages, _ = read_rtf(name, _unpacked(name, packed), limits)  # its objects stand in the message as attachments
    return pages


def _unpacked(name: str, packed: bytes) -> bytes:
    from compressed_rtf import decompress  # type: ignore[import-untyped]

    if len(packed) > _MOST_RTF:
        raise UnreadableFile(f"{name} heeft een te lang bericht; sla het in Outlook op als pdf en lever die aan.")
    length = int.from_bytes(packed[:4], "little") + 4  # what follows is padding
    try:
        return bytes(decompress(packed[:length]))
    except Exception as error:  # the library knows no narrower one
        raise broken(name) from error


def _sent(ole: Any, storage: Sequence[str]) -> datetime | None:
    """When the message was sent, else when it came in; None for a draft."""
    raw = ole.openstream([*storage, "__properties_version1.0"]).read()
    found: dict[int, int] = {}
    for start in range(_INNER_HEADER if storage else _ROOT_HEADER, len(raw) - _ENTRY + 1, _ENTRY):
        kind, number, _flags, value = struct.unpack_from("<HHIQ", raw, start)
        if kind == 0x0040:  # 100 nanoseconds since 1601
            found[number] = value
    value = next((found[number] for number in _TIMES if number in found), None)
    try:
        return datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=value // 10) if value else None
    except OverflowError:
        return None


def _parts(name: str, ole: Any, message: Sequence[str], limits: Limits) -> tuple[Part, ...]:
    """The attachments of a message; a message within it is one too, as mail."""
    place = len(message)
    below = (path for path in ole.listdir() if path[:place] == [*message] and len(path) > place)
    storages = sorted({path[place] for path in below if path[place].startswith("__attach_version1.0_")})
    if len(storages) > limits.max_parts:
        raise UnreadableFile(f"{name} heeft meer dan {limits.max_parts} bijlagen; lever ze los aan.")
    parts = []
    for storage in ([*message, name] for name in storages):
        shown = next(filter(None, (_text(ole, storage, n) for n in (_LONG_NAME, _SHORT_NAME, _SHOWN_NAME))), "")
        data = _binary(ole, storage, _DATA)
        inner = [*storage, _MESSAGE]
        if data and not (_text(ole, storage, _CONTENT_ID) and len(data) < LOGO and _is_picture(data)):
            parts.append(Part(shown_name(shown), data))
        elif not data and ole.exists([*inner, "__properties_version1.0"]):
            own = shown_name(f"{(_text(ole, inner, _SUBJECT) or shown or 'bericht').replace('/', '-')}.eml")
            parts.append(Part(own, _as_mail(name, ole, inner, limits)))
        elif not data and ole.exists(inner):
            problem = "is een ingevoegd object in een Outlook-bericht; sla het apart op en lever het los aan."
            parts.append(Part(shown_name(shown), b"", problem))
    return tuple(parts)


def _as_mail(name: str, ole: Any, storage: Sequence[str], limits: Limits) -> bytes:
    """A message within a message as a mail of its own, with its attachments; the same bytes every time."""
    words, html = _text(ole, storage, _BODY), _binary(ole, storage, _HTML)
    if not words.strip() and not html.strip():
        words = "\n\n".join(line.text for page in _from_rtf(name, ole, storage, limits) for line in page.lines)
    return as_mail(_envelope(ole, storage), words, html, _parts(name, ole, storage, limits))


def _is_picture(data: bytes) -> bool:
    return data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8"))
