"""The text of an OpenDocument file by a walk over its XML, with the standard library alone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

from ingest.rereading.stretch import Stretch
from kb.model import Apart

_URN = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _OFFICE, _STYLE, _DRAW = (_URN % name for name in ("text", "office", "style", "drawing"))
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_BETWEEN = {f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n"}
_OTHERS = (f"{_TEXT}note", f"{_OFFICE}annotation", f"{_DRAW}frame", f"{_DRAW}g", f"{_DRAW}custom-shape")
_REASONS = {f"{_TEXT}tracked-changes": Apart.DELETED, f"{_OFFICE}annotation": Apart.COMMENT}
_READINGS = f"{_TEXT}ruby-text"  # how a word is said, above it


def odf_stretches(data: bytes) -> Iterator[Stretch]:
    """All paragraphs: of the body with its boxes and notes, of headers and footers; deletions and comments apart."""
    with ZipFile(io.BytesIO(data)) as archive:
        members = archive.namelist()
        body = fromstring(archive.read("content.xml")).find(f"{_OFFICE}body")
        if body is not None:
            yield from _paragraphs(body, None)
        if "styles.xml" in members:
            for edge in fromstring(archive.read("styles.xml")).iter(f"{_STYLE}master-page"):
                yield from _paragraphs(edge, None)


def _paragraphs(parent: Element, apart: Apart | None) -> Iterator[Stretch]:
    for child in parent:
        here = _REASONS.get(child.tag, apart)
        if child.tag in _PARAGRAPHS:
            pieces: list[str] = []
            others: list[Element] = []
            _words(child, pieces, others)
            yield Stretch("".join(pieces), here)
            for other in others:
                yield from _paragraphs(other, _REASONS.get(other.tag, here))
        else:
            yield from _paragraphs(child, here)


def _words(element: Element, pieces: list[str], others: list[Element]) -> None:
    pieces.append(element.text or "")
    for child in element:
        if child.tag in _OTHERS:
            others.append(child)
        elif child.tag in _BETWEEN:
            pieces.append(_BETWEEN[child.tag])
        elif child.tag != _READINGS:
            _words(child, pieces, others)
        pieces.append(child.tail or "")
