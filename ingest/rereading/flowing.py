"""The second reading of a file of a format without pages."""

from __future__ import annotations

import io
import zlib
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from ingest.read.files import is_html, is_mail
from ingest.read.ole import SIGNATURE, Ole, kind_of_ole
from ingest.read.outlook import forms_in
from ingest.read.saved_page import page_in
from ingest.read.text import decode
from ingest.rereading.html_text import html_stretches
from ingest.rereading.mail_text import mail_stretches, two_forms
from ingest.rereading.odf_text import odf_stretches
from ingest.rereading.rtf_text import rtf_stretches
from ingest.rereading.stretch import Stretch
from ingest.rereading.word_runs import word_stretches
from kb.errors import UnreadableFile

_BROKEN = (BadZipFile, zlib.error, ParseError, KeyError, ValueError, LookupError, RuntimeError, OSError, UnreadableFile)


def stretches(name: str, data: bytes) -> tuple[Stretch, ...] | None:
    """The text of a file; None of one that has pages, or that this way cannot read."""
    try:
        return _stretches(Path(name), data)
    except _BROKEN:  # the first reader mended what was damaged, or the file is no text at all
        return None


def _stretches(path: Path, data: bytes) -> tuple[Stretch, ...] | None:
    if data.startswith(b"PK"):
        return _zipped(data)
    if data.startswith(SIGNATURE):
        return _message(path.name, data) if kind_of_ole(path.name, data) is Ole.MAIL else None
    if data.startswith(b"{\\rtf"):
        return tuple(rtf_stretches(data))
    page = page_in(path, data)
    if page is not None:
        return tuple(html_stretches(page))
    if is_html(path, data):
        return tuple(html_stretches(decode(path.name, data)))
    if is_mail(path, data):
        return tuple(mail_stretches(data))
    pages = decode(path.name, data).split("\f")
    return tuple(Stretch(text, page=number) for number, text in enumerate(pages, 1))


def _zipped(data: bytes) -> tuple[Stretch, ...] | None:
    with ZipFile(io.BytesIO(data)) as archive:
        members = archive.namelist()
    if "word/document.xml" in members:
        return tuple(word_stretches(data))
    return tuple(odf_stretches(data)) if "content.xml" in members else None


def _message(name: str, data: bytes) -> tuple[Stretch, ...]:
    message = forms_in(name, data)
    plain = [Stretch(message.plain)] if message.plain.strip() else []
    page = html_stretches(decode(name, message.html)) if message.html.strip() else []
    if plain and page:
        return (Stretch(message.subject), *two_forms(plain, page))
    return (Stretch(message.subject), *(plain or page or rtf_stretches(message.rtf)))
