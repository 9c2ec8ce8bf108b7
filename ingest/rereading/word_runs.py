"""The text of a Word file by a walk over its XML, with the standard library alone."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from posixpath import join, normpath
from xml.etree.ElementTree import Element, SubElement, fromstring
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
_BETWEEN = {f"{_W}tab": " ", f"{_W}ptab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_BOX = f"{_W}sdtPr/{{http://schemas.microsoft.com/office/word/2010/wordml}}checkbox"
_PARTS = {"footnotes": None, "endnotes": None, "comments": Apart.COMMENT, "diagramData": None}
_BESIDE = {"separator", "continuationSeparator", "continuationNotice"}  # notes that are no notes
_PROMPT = "showingPlcHdr"
_RUN_MARKS = {"vanish": Apart.HIDDEN, "strike": Apart.STRUCK, "dstrike": Apart.STRUCK, _PROMPT: Apart.UNFILLED}


def word_stretches(data: bytes) -> Iterator[Stretch]:
    """All text runs: of the document with its content controls and text boxes, notes, headers, footers and diagrams;
    comments and what was deleted, hidden or struck through apart."""
    with ZipFile(io.BytesIO(data)) as archive:
        document = fromstring(archive.read("word/document.xml"))
        styles = _styles(archive)
        yield from _paragraphs(_as_shown(document, styles), None)
        shown = {
            element.get(f"{_R}id") for name in ("header", "footer") for element in document.iter(f"{_W}{name}Reference")
        }
        for id_, kind, target in _relations(archive):
            if target in archive.namelist() and (kind in _PARTS or id_ in shown):
                yield from _paragraphs(_as_shown(fromstring(archive.read(target)), styles), _PARTS.get(kind))


def _styles(archive: ZipFile) -> dict[str, Element]:
    place = "word/styles.xml"
    root = fromstring(archive.read(place)) if place in archive.namelist() else Element("none")
    return {style.get(f"{_W}styleId", ""): style for style in root.iter(f"{_W}style")}


def _as_shown(root: Element, styles: dict[str, Element]) -> Element:
    """A part in which styles are written out: each run says itself that it is hidden or struck through, or the prompt
    of a field that nobody filled in; and in which the instructions of fields hold no words."""
    prompts = {id_ for id_, style in styles.items() if _is_for_prompts(style)}
    for control in root.iter(f"{_W}sdt"):
        if control.find(f"{_W}sdtPr/{_W}{_PROMPT}") is not None:
            for run in control.iter(f"{_W}r"):
                properties = run.find(f"{_W}rPr")
                style = None if properties is None else properties.find(f"{_W}rStyle")
                if properties is not None and style is not None and style.get(f"{_W}val") in prompts:
                    SubElement(properties, f"{_W}{_PROMPT}")
    for paragraph in root.iter(f"{_W}p"):
        above = list(_looks(paragraph, "pPr/pStyle", styles))
        for run in paragraph.iter(f"{_W}r"):
            for look in (*_looks(run, "rPr/rStyle", styles), *above):
                properties = run.find(f"{_W}rPr")
                (SubElement(run, f"{_W}rPr") if properties is None else properties).append(look)
    _empty_instructions(list(root.iter()))
    return root


def _is_for_prompts(style: Element) -> bool:
    name = style.find(f"{_W}name")
    return name is not None and name.get(f"{_W}val", "").lower() == "placeholder text"


def _looks(element: Element, path: str, styles: dict[str, Element]) -> Iterator[Element]:
    """What the style of an element, or one that it is based on, says of each mark that it speaks of."""
    for name in ("vanish", "strike", "dstrike"):
        at = element.find("/".join(f"{_W}{part}" for part in path.split("/")))
        for _ in range(12):
            style = None if at is None else styles.get(at.get(f"{_W}val", ""))
            if style is None:
                break
            look = style.find(f"{_W}rPr/{_W}{name}")
            if look is not None:
                yield look
                break
            at = style.find(f"{_W}basedOn")


def _empty_instructions(nodes: list[Element]) -> None:
    """Nothing where fields do not end."""
    kinds = [(node, node.get(f"{_W}fldCharType") if node.tag == f"{_W}fldChar" else None) for node in nodes]
    counted = Counter(kind for _, kind in kinds)
    if counted["begin"] != counted["end"]:
        return
    inside: list[bool] = []  # of each field that is open whether its result began
    for node, kind in kinds:
        if kind == "begin":
            inside.append(False)
        elif kind == "separate" and inside:
            inside[-1] = True
        elif kind == "end" and inside:
            inside.pop()
        elif node.tag in _WORDS and False in inside:
            node.text = ""


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
        elif child.tag == f"{_W}ddList":
            pieces.append((_chosen(child), apart))
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


def _chosen(options: Element) -> str:
    """The entry of a list of a form that is shown."""
    names = [entry.get(f"{_W}val", "") for entry in options.iter(f"{_W}listEntry")]
    said = [one.get(f"{_W}val", "") for name in ("result", "default") for one in options.iter(f"{_W}{name}")]
    place = int(said[0]) if said and said[0].isdigit() else 0
    return names[place] if place < len(names) else ""


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
    place, lifted = run.find(f"{_W}rPr/{_W}vertAlign"), run.find(f"{_W}rPr/{_W}position")
    is_above = place is not None and place.get(f"{_W}val") == "superscript"
    if not is_above and (lifted is None or not re.fullmatch(r"[1-9]\d*", lifted.get(f"{_W}val", ""))):
        return None
    before = "".join(text for text, _ in pieces[-3:])
    figure = "".join(text.text or "" for text in run.iter(f"{_W}t"))
    return Apart.NOTE_MARK if before.strip() and is_note_mark(figure, before) else None


def _choice(element: Element) -> Element:
    """Of the forms in which the same thing stands there the first with words, else the first."""
    forms = list(element)
    with_words = (form for form in forms if any((text.text or "").strip() for text in form.iter(f"{_W}t")))
    return next(with_words, forms[0] if forms else element)
