"""The text of an OpenDocument file by a walk over its XML, with the standard library alone."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

from ingest.rereading.stretch import Stretch, is_note_mark
from kb.model import Apart

_URN = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _OFFICE, _STYLE, _DRAW, _FORM = (_URN % name for name in ("text", "office", "style", "drawing", "form"))
_LO = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_BETWEEN = {f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n"}
_OTHERS = (
    f"{_TEXT}note", f"{_OFFICE}annotation",
    *(f"{_DRAW}{tag}" for tag in ("frame", "g", "custom-shape", "rect", "circle", "ellipse", "line", "caption")),
    *(f"{_DRAW}{tag}" for tag in ("polygon", "polyline", "path", "regular-polygon", "connector")),
)  # fmt: skip
_REASONS = {f"{_TEXT}tracked-changes": Apart.DELETED, f"{_OFFICE}annotation": Apart.COMMENT}
_READINGS = f"{_TEXT}ruby-text"  # how a word is said, above it


def odf_stretches(data: bytes) -> Iterator[Stretch]:
    """All paragraphs: of the body with its boxes and notes, of headers and footers; deletions, comments and what is
    hidden or struck through apart."""
    with ZipFile(io.BytesIO(data)) as archive:
        roots = [fromstring(archive.read(one)) for one in ("content.xml", "styles.xml") if one in archive.namelist()]
    styles = _styles(roots)
    _fill_in(roots[0])
    body = roots[0].find(f"{_OFFICE}body")
    if body is not None:
        yield from _paragraphs(body, None, styles)
    for root in roots[1:]:
        for edge in root.iter(f"{_STYLE}master-page"):
            yield from _paragraphs(edge, None, styles)


def _fill_in(root: Element) -> None:
    """Give each place of a control the words of that control, which stand elsewhere."""
    words: dict[str | None, str] = {}
    for control in (each for form in root.iter(f"{_FORM}form") for each in form):
        chosen = [one.get(f"{_FORM}label", "") for one in control if one.get(f"{_FORM}current-selected") == "true"]
        names = ("current-value", "value", "label")
        own = next((said for name in names if (said := control.get(f"{_FORM}{name}"))), "")
        words[control.get(f"{_FORM}id")] = f" {' '.join(chosen) or own} "
    for place in root.iter(f"{_DRAW}control"):
        place.text = words.get(place.get(f"{_DRAW}control"), "")


def _styles(roots: list[Element]) -> dict[str, Element]:
    return {style.get(f"{_STYLE}name", ""): style for root in roots for style in root.iter(f"{_STYLE}style")}


def _said(element: Element, styles: dict[str, Element], *names: str) -> str:
    """What the style of an element, or else one that it is based on, says of the first of these that it speaks of."""
    style = styles.get(element.get(f"{_TEXT}style-name", ""))
    for _ in range(12):
        if style is None:
            break
        properties = style.find(f"{_STYLE}text-properties")
        said = {} if properties is None else properties.attrib
        for name in names:
            if name in said:
                return said[name]
        style = styles.get(style.get(f"{_STYLE}parent-style-name", ""))
    return ""


def _reason(element: Element, styles: dict[str, Element]) -> Apart | None:
    """Why the words of a paragraph, a span or a section are apart."""
    conditions = (element, *element.findall(f"{_TEXT}hidden-paragraph"))
    if any(each.get(f"{_TEXT}is-hidden") == "true" for each in conditions):
        return Apart.HIDDEN
    if element.get(f"{_LO}showing-place-holder") == "true":
        return Apart.UNFILLED
    if element.get(f"{_TEXT}display") == "none" or _said(element, styles, f"{_TEXT}display") == "none":
        return Apart.HIDDEN
    through = _said(element, styles, f"{_STYLE}text-line-through-style", f"{_STYLE}text-line-through-type")
    return Apart.STRUCK if through not in ("", "none") else _REASONS.get(element.tag)


def _is_raised(element: Element, styles: dict[str, Element]) -> bool:
    return re.match("super|[1-9]", _said(element, styles, f"{_STYLE}text-position")) is not None


def _paragraphs(parent: Element, apart: Apart | None, styles: dict[str, Element]) -> Iterator[Stretch]:
    for child in parent:
        here = apart or _reason(child, styles)
        if child.tag in _PARAGRAPHS:
            pieces: list[tuple[str, Apart | None]] = []
            others: list[Element] = []
            _words(child, here, pieces, others, styles)
            for reason in dict.fromkeys(reason for _, reason in pieces):
                yield Stretch("".join(text if own is reason else "" for text, own in pieces), reason)
            for other in others:
                yield from _paragraphs(other, here or _reason(other, styles), styles)
        else:
            yield from _paragraphs(child, here, styles)


def _words(
    element: Element, apart: Apart | None, pieces: list[tuple[str, Apart | None]], others: list[Element],
    styles: dict[str, Element],
) -> None:  # fmt: skip
    before = "".join(text for text, _ in pieces[-3:])
    text = element.text or ""
    is_note = before.strip() and _is_raised(element, styles) and is_note_mark(text, before)
    pieces.append((text, Apart.NOTE_MARK if apart is None and is_note else apart))
    for child in element:
        if child.tag in _OTHERS:
            others.append(child)
        elif child.tag in _BETWEEN:
            pieces.append((_BETWEEN[child.tag], apart))
        elif child.tag != _READINGS:
            _words(child, apart or _reason(child, styles), pieces, others, styles)
        pieces.append((child.tail or "", apart))
