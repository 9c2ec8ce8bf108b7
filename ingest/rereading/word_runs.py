"""The text of a Word file by a walk over its XML, with the standard library alone."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from posixpath import join, normpath
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

from ingest.rereading.stretch import Stretch, is_note_mark
from kb.model import Apart

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_WORDS = {f"{_W}t", f"{_W}delText", f"{_A}t", f"{_M}t"}
_BETWEEN = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_BOX = f"{_W}sdtPr/{{http://schemas.microsoft.com/office/word/2010/wordml}}checkbox"
_PARTS = {"footnotes": None, "endnotes": None, "comments": Apart.COMMENT, "diagramData": None}
_BESIDE = {"separator", "continuationSeparator", "continuationNotice"}  # notes that are no notes
_RUN_MARKS = {"vanish": Apart.HIDDEN, "strike": Apart.STRUCK, "dstrike": Apart.STRUCK}


def word_stretches(data: bytes) -> Iterator[Stretch]:
    """All text runs: of the document with its content controls and text boxes, notes, headers, footers and diagrams;
    comments and what was deleted, hidden or struck through apart."""
    with ZipFile(io.BytesIO(data)) as archive:
        document = fromstring(archive.read("word/document.xml"))
        yield from _paragraphs(document, None)
        shown = {
            element.get(f"{_R}id") for name in ("header", "footer") for element in document.iter(f"{_W}{name}Reference")
        }
        for id_, kind, target in _relations(archive):
            if target in archive.namelist() and (kind in _PARTS or id_ in shown):
                yield from _paragraphs(fromstring(archive.read(target)), _PARTS.get(kind))


def _relations(archive: ZipFile) -> Iterator[tuple[str, str, str]]:
    """(id, kind, member) of all that the document refers to."""
    place = "word/_rels/document.xml.rels"
    if place in archive.namelist():
        for relation in fromstring(archive.read(place)).iter(_RELATION):
            target = normpath(join("word", relation.get("Target", ""))).lstrip("/")
            yield relation.get("Id", ""), relation.get("Type", "").rsplit("/", 1)[-1], target


def _paragraphs(parent: Element, apart: Apart | None) -> Iterator[Stretch]:
    """The stretches of each paragraph, those of a box in it behind it."""
    for child in parent:
        if child.get(f"{_W}type") in _BESIDE:
            continue
        if child.tag == f"{_MC}AlternateContent":
            yield from _paragraphs(_choice(child), apart)
            continue
        here = Apart.DELETED if child.find(f"{_W}trPr/{_W}del") is not None else apart
        if child.tag in (f"{_W}p", f"{_A}p"):
            pieces: list[tuple[str, Apart | None]] = []
            boxes: list[Element] = []
            _runs(child, here, pieces, boxes)
            for reason in dict.fromkeys(reason for _, reason in pieces):
                # What stands between two deletions keeps them apart, and the other way round.
                yield Stretch(
                    "".join(text if own is reason else " " * bool(text.strip() and own) for text, own in pieces), reason
                )
            for box in boxes:
                yield from _paragraphs(box, here)
        else:
            yield from _paragraphs(child, here)


def _runs(parent: Element, apart: Apart | None, pieces: list[tuple[str, Apart | None]], boxes: list[Element]) -> None:
    for child in parent:
        if child.tag == f"{_MC}AlternateContent":
            _runs(_choice(child), apart, pieces, boxes)
        elif child.tag == f"{_W}txbxContent":
            boxes.append(child)
        elif child.tag in _WORDS:
            pieces.append((child.text or "", apart))
        elif child.tag in _BETWEEN:
            pieces.append((_BETWEEN[child.tag], apart))
        elif child.tag in (f"{_W}del", f"{_W}moveFrom"):
            _runs(child, Apart.DELETED, pieces, boxes)
        elif child.tag == f"{_W}rt":  # small letters above a word that say how it sounds
            _runs(child, Apart.COMMENT, pieces, boxes)
        elif child.find(_BOX) is not None:
            _runs(child, apart or Apart.LABEL, pieces, boxes)
        elif child.tag == f"{_W}r":
            _runs(child, apart or _mark(child) or _note_mark(child, pieces), pieces, boxes)
        elif child.tag != f"{_W}pPr":
            _runs(child, apart, pieces, boxes)


def _mark(run: Element) -> Apart | None:
    fonts = run.find(f"{_W}rPr/{_W}rFonts")
    if fonts is not None and re.match("wingdings", fonts.get(f"{_W}ascii") or fonts.get(f"{_W}hAnsi") or "", re.I):
        return Apart.LABEL
    for name, reason in _RUN_MARKS.items():
        mark = run.find(f"{_W}rPr/{_W}{name}")
        if mark is not None and mark.get(f"{_W}val") not in ("0", "false", "off"):
            return reason
    return None


def _note_mark(run: Element, pieces: list[tuple[str, Apart | None]]) -> Apart | None:
    """The reason why a raised figure behind words is no part of them."""
    place = run.find(f"{_W}rPr/{_W}vertAlign")
    if place is None or place.get(f"{_W}val") != "superscript":
        return None
    before = "".join(text for text, _ in pieces[-3:])
    figure = "".join(text.text or "" for text in run.iter(f"{_W}t"))
    return Apart.NOTE_MARK if before.strip() and is_note_mark(figure, before) else None


def _choice(element: Element) -> Element:
    """Of the forms in which the same thing stands there the first with words, else the first."""
    forms = list(element)
    with_words = (form for form in forms if any((text.text or "").strip() for text in form.iter(f"{_W}t")))
    return next(with_words, forms[0] if forms else element)
