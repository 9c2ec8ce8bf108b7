"""OpenDocument text (ODT): headings, lists, tables, notes, headers and footers, and the files that were put into it."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from ingest.layout.pages import Before, RawLine, RawPage, tidy
from ingest.read.drafts import draft_remarks
from ingest.read.embedded import few_enough, file_of
from ingest.read.flow import Flow
from ingest.read.notes import raised
from ingest.read.odf_fields import CONTROL, FROM_WORD, controls_in, from_word, is_hidden, is_prompt
from ingest.read.part import Part, shown_name
from ingest.read.symbols import as_signs, is_symbol_font
from kb.errors import UnreadableFile
from kb.model import BlockKind
from kb.settings import Limits

_URN = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, TABLE, OFFICE, STYLE, DRAW = (_URN % name for name in ("text", "table", "office", "style", "drawing"))
_ID = "{http://www.w3.org/XML/1998/namespace}id"
HREF = "{http://www.w3.org/1999/xlink}href"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_SHAPES = {  # which may hold words of their own
    *(f"{DRAW}{tag}" for tag in ("frame", "g", "custom-shape", "rect", "circle", "ellipse", "line", "caption")),
    *(f"{DRAW}{tag}" for tag in ("polygon", "polyline", "path", "regular-polygon", "connector")),
}
_WRAPPERS = {f"{TEXT}section", f"{TEXT}index-body", f"{DRAW}text-box", f"{DRAW}a", *_SHAPES}
_COVERED = f"{TABLE}covered-table-cell"  # by a cell that goes over several columns or rows
_WIDEST = 60  # columns over which a cell goes at most
_HEAD = {f"{TABLE}table-header-rows", f"{TABLE}table-row-group", f"{TABLE}table-rows"}
_OUTLINE = f"{TEXT}outline-style"  # how headings are numbered
_SUFFIXES = {"text": ".odt", "spreadsheet": ".ods", "presentation": ".odp", "drawing": ".odg"}
_SKIP = {f"{TEXT}note", f"{OFFICE}annotation", f"{TEXT}tracked-changes", f"{TEXT}ruby-text", *_SHAPES}


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level of a list numbers: its format ("1", "a", "I"; "•" for bullets, empty for none), what stands around
    the number, how many levels are shown, and where it begins."""

    format: str = "•"
    before: str = ""
    behind: str = ""
    shown: int = 1
    start: int = 1


@dataclass(frozen=True, slots=True)
class _Look:
    """How the words of a style look."""

    bold: bool = False
    struck: bool = False
    hidden: bool = False
    raised: bool = False
    font: str = ""

    def changed(self, properties: Mapping[str, str]) -> _Look:
        """With what the properties of a style say."""
        weight = properties.get(f"{FO}font-weight")
        through = properties.get(f"{STYLE}text-line-through-style") or properties.get(f"{STYLE}text-line-through-type")
        display, place = properties.get(f"{TEXT}display"), properties.get(f"{STYLE}text-position")
        return _Look(
            self.bold if weight is None else weight not in ("normal", "400", "300"),
            self.struck if through is None else through != "none",
            self.hidden if display is None else display == "none",
            self.raised if place is None else re.match(r"super|[1-9]", place) is not None,
            properties.get(f"{STYLE}font-name") or properties.get(f"{FO}font-family") or self.font,
        )


@dataclass(slots=True)
class _Odt:
    looks: dict[str, _Look]
    numbered: dict[tuple[str, int], _Level]  # by list style and level
    controls: Mapping[str, str]  # what those of a form show, by their id
    counted: dict[str, dict[int, int]] = field(default_factory=dict)  # how far lists are, by their id and style
    flow: Flow = field(default_factory=Flow)
    notes: list[str] = field(default_factory=list)
    struck: bool = False  # whether words were left out because they are struck through

    def look(self, element: Any) -> _Look:
        return self.looks.get(element.get(f"{TEXT}style-name") or "", _Look())


def read_odt(name: str, archive: ZipFile, limits: Limits) -> tuple[tuple[RawPage, ...], tuple[Part, ...]]:
    """The text of an ODT file as one page without boxes, and the files in it. UnreadableFile when it is broken or
    locked."""
    from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]

    try:
        content, styles = _root(archive, "content.xml"), _root(archive, "styles.xml")
        body = None if content is None else content.find(f"{OFFICE}body/{OFFICE}text")
        if body is None:
            raise UnreadableFile(f"{name} is geen tekstdocument of is beveiligd; sla het zonder wachtwoord op als pdf.")
        odt = _Odt(_looks(content, styles), _list_styles(content, styles), controls_in(content))
        odt.flow.lines += _edges(styles, "header")
        _walk(odt, body)
        parts = few_enough(name, _objects(archive, content), limits)
    except (XMLSyntaxError, BadZipFile, zlib.error, KeyError, ValueError, EOFError, RuntimeError) as error:
        raise UnreadableFile(
            f"{name} is beschadigd en kan niet als tekstdocument worden geopend; sla het opnieuw op als .odt of pdf."
        ) from error
    notes = [RawLine(note, before=Before.SPACE, kind=BlockKind.FOOTNOTE) for note in odt.notes]
    changes, comments = (sum(1 for _ in body.iter(tag)) for tag in (f"{TEXT}changed-region", f"{OFFICE}annotation"))
    remarks = tuple(draft_remarks(changes, comments, odt.struck))
    return (RawPage(1, (*odt.flow.lines, *notes, *_edges(styles, "footer")), remarks=remarks),), parts


def _objects(archive: ZipFile, content: Any) -> Iterator[Part]:
    """The files that were put into a document, each once; charts and formulas stay out, as pictures do."""
    members = archive.namelist()
    places = dict.fromkeys(
        str(one.get(HREF) or "").removeprefix("./") for one in content.iter(f"{DRAW}object", f"{DRAW}object-ole")
    )
    for place in places:
        if place in members:
            yield file_of(place, archive.read(place))
            continue
        inner = _root(archive, f"{place}/content.xml")
        body = None if inner is None else inner.find(f"{OFFICE}body")
        sort = "" if body is None or not len(body) else str(body[0].tag).removeprefix(OFFICE)
        if sort in _SUFFIXES:
            own = [member for member in members if member.startswith(f"{place}/") and not member.endswith("/")]
            packed = _packed({member.removeprefix(f"{place}/"): archive.read(member) for member in own})
            yield Part(shown_name(place + _SUFFIXES[sort]), packed)


def _packed(members: dict[str, bytes]) -> bytes:
    """A document within a document as a file of its own, the same bytes every time."""
    target = io.BytesIO()
    with ZipFile(target, "w") as archive:
        for name, data in {"META-INF/manifest.xml": b"<manifest/>", **members}.items():
            archive.writestr(ZipInfo(name), data)
    return target.getvalue()


def _root(archive: ZipFile, member: str) -> Any:
    """The root of an XML member; None when it is not there. Entities are not expanded."""
    from lxml import etree  # type: ignore[import-untyped]

    if member not in archive.namelist():
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(archive.read(member), parser)


def _looks(*roots: Any) -> dict[str, _Look]:
    """How the words of each style look, by its name; what a style does not say its parent says."""
    styles = {
        style.get(f"{STYLE}name") or "": style for root in roots if root is not None
        for style in root.iter(f"{STYLE}style")
    }  # fmt: skip
    done: dict[str, _Look] = {}

    def look(name: str, depth: int = 0) -> _Look:
        if name not in styles or depth > 12:
            return _Look()
        if name not in done:
            above = look(styles[name].get(f"{STYLE}parent-style-name") or "", depth + 1)
            properties = styles[name].find(f"{STYLE}text-properties")
            done[name] = above if properties is None else above.changed(properties.attrib)
        return done[name]

    return {name: look(name) for name in styles}


def _list_styles(*roots: Any) -> dict[tuple[str, int], _Level]:
    """How each level of each list style numbers."""
    found: dict[tuple[str, int], _Level] = {}
    for root in roots:
        for style in () if root is None else root.iter(f"{TEXT}list-style", _OUTLINE):
            name = _OUTLINE if style.tag == _OUTLINE else style.get(f"{STYLE}name") or ""
            for level in style:
                depth = int(level.get(f"{TEXT}level") or 1)
                if level.tag == f"{TEXT}list-level-style-bullet":
                    found[name, depth] = _Level()
                elif level.tag in (f"{TEXT}list-level-style-number", f"{TEXT}outline-level-style"):
                    found[name, depth] = _Level(
                        level.get(f"{STYLE}num-format") or "", level.get(f"{STYLE}num-prefix") or "",
                        level.get(f"{STYLE}num-suffix") or "", int(level.get(f"{TEXT}display-levels") or 1),
                        int(level.get(f"{TEXT}start-value") or 1),
                    )  # fmt: skip
    return found


def _walk(odt: _Odt, parent: Any) -> None:
    for child in parent:
        if child.tag in (f"{TEXT}p", f"{TEXT}h"):
            _paragraph(odt, child)
        elif child.tag == f"{TEXT}list":
            _list(odt, child, child.get(f"{TEXT}style-name") or "", 1)
        elif child.tag == f"{TABLE}table":
            _table(odt, child)
        elif child.tag == f"{TEXT}numbered-paragraph":
            _numbered(odt, child)
        elif child.tag in _WRAPPERS and not is_hidden(child):
            _walk(odt, child)
        elif child.tag == CONTROL:
            odt.flow.paragraph(odt.controls.get(child.get(CONTROL) or "", ""))
        elif child.tag == f"{TEXT}table-of-content":
            for entry in child.iter(f"{TEXT}p"):
                odt.flow.paragraph(_words(odt, entry), kind=BlockKind.FURNITURE)


def _paragraph(odt: _Odt, element: Any, label: str | None = None) -> None:
    level = int(element.get(f"{TEXT}outline-level") or 1) if element.tag == f"{TEXT}h" else None
    if level and label is None and element.get(f"{TEXT}is-list-header") != "true":
        label = _next_label(odt, element, _OUTLINE, level, odt.counted.setdefault(_OUTLINE, {}))
    bold = odt.look(element).bold or _all_bold(odt, element)
    odt.flow.paragraph(_shown(odt, element), label=label, heading=level, bold=bold)
    for shape in _shapes_in(element):
        _walk(odt, shape)


def _shapes_in(element: Any) -> Iterator[Any]:
    """The shapes that hang on a paragraph, without those in these."""
    for child in element:
        if child.tag in _SHAPES:
            yield child
        elif child.tag != f"{TEXT}note":
            yield from _shapes_in(child)


def _numbered(odt: _Odt, element: Any) -> None:
    """A paragraph that says itself to which list it belongs."""
    style, depth = element.get(f"{TEXT}style-name") or "", int(element.get(f"{TEXT}level") or 1)
    counts = odt.counted.setdefault(f"paragraphs {element.get(f'{TEXT}list-id') or style}", {})
    label = _next_label(odt, element, style, depth, counts)
    for child in element:
        if child.tag in (f"{TEXT}p", f"{TEXT}h"):
            _paragraph(odt, child, label)


def _next_label(odt: _Odt, element: Any, style: str, depth: int, counts: dict[int, int]) -> str | None:
    """The label of the next paragraph of a list, or of the next heading; what is below it begins anew."""
    level = odt.numbered.get((style, depth), _Level(""))
    counts[depth] = int(element.get(f"{TEXT}start-value") or counts.get(depth, level.start - 1) + 1)
    for deeper in [each for each in counts if each > depth]:
        del counts[deeper]
    return _label(odt.numbered, style, depth, counts) if level.format else None


def _all_bold(odt: _Odt, element: Any) -> bool:
    """Whether a paragraph consists of nothing but bold spans."""
    spans = [child for child in element if child.tag == f"{TEXT}span"]
    loose = (element.text or "") + "".join(child.tail or "" for child in element)
    return bool(spans) and not loose.strip() and all(odt.look(span).bold for span in spans)


def _words(odt: _Odt, element: Any) -> str:
    """The words of a paragraph; its notes are kept for the end."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{TEXT}note":
            number, body = child.find(f"{TEXT}note-citation"), child.find(f"{TEXT}note-body")
            note = "" if body is None else " ".join(_words(odt, paragraph) for paragraph in body.iter(f"{TEXT}p"))
            odt.notes.append(tidy(f"{'' if number is None else number.text or ''} {note}"))
        elif child.tag == f"{TEXT}line-break":
            parts.append("\n")
        elif child.tag in (f"{TEXT}s", f"{TEXT}tab"):
            parts.append(" ")
        elif child.tag == CONTROL:
            parts.append(odt.controls.get(child.get(CONTROL) or "", ""))
        elif child.tag == FROM_WORD:
            parts.append(from_word(child))
        elif child.tag == f"{TEXT}span":
            parts.append(_span(odt, child, "".join(parts[-3:])))
        elif isinstance(child.tag, str) and child.tag not in _SKIP and not (is_hidden(child) or is_prompt(child)):
            parts.append(_words(odt, child))
        parts.append(child.tail or "")
    return "".join(parts)


def _shown(odt: _Odt, element: Any) -> str:
    """The words of a paragraph or a span; none where these are hidden or struck through."""
    look = odt.look(element)
    words = _words(odt, element)
    odt.struck = odt.struck or (look.struck and bool(words.strip()))
    return "" if look.hidden or look.struck or is_hidden(element) else words


def _span(odt: _Odt, span: Any, before: str) -> str:
    """The words of a span as they are read behind others."""
    look, words = odt.look(span), _shown(odt, span)
    if look.raised and before.strip():
        return raised(before, words)
    return as_signs(look.font, words) if is_symbol_font(look.font) else words


def _list(odt: _Odt, element: Any, style: str, depth: int, counts: dict[int, int] | None = None) -> None:
    counts = _counts(odt, element, style) if counts is None else counts
    for item in element:
        if item.tag not in (f"{TEXT}list-item", f"{TEXT}list-header"):
            continue
        label: str | None = None
        if item.tag == f"{TEXT}list-item":
            level = odt.numbered.get((style, depth), _Level())
            counts[depth] = int(item.get(f"{TEXT}start-value") or counts.get(depth, level.start - 1) + 1)
            label = _label(odt.numbered, style, depth, counts)
        for child in item:
            if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                _paragraph(odt, child, label)
                label = None
            elif child.tag == f"{TEXT}list":
                counts.pop(depth + 1, None)
                _list(odt, child, child.get(f"{TEXT}style-name") or style, depth + 1, counts)


def _counts(odt: _Odt, element: Any, style: str) -> dict[int, int]:
    """How far a list has counted where it begins: from nothing, or on from the list that it continues."""
    continued, own = element.get(f"{TEXT}continue-list"), element.get(_ID)
    before = odt.counted.get(continued) if continued else None
    if before is None and element.get(f"{TEXT}continue-numbering") == "true":
        before = odt.counted.get(f"style {style}")
    counts = before if before is not None else {}
    odt.counted[f"style {style}"] = counts
    if own:
        odt.counted[own] = counts
    return counts


def _label(numbered: dict[tuple[str, int], _Level], style: str, depth: int, counts: dict[int, int]) -> str | None:
    """A label as it is printed, with the numbers of the levels above where it shows these ("2.1."); None for a level
    that shows nothing."""
    from ingest.read.numbering import spelled

    level = numbered.get((style, depth))
    if level is None or level.format == "•":
        return "•"
    if not level.format:
        return None
    names = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
    shown = [
        spelled(counts.get(above, 1), names.get(numbered.get((style, above), level).format, "decimal"))
        for above in range(max(1, depth - level.shown + 1), depth + 1)
    ]
    return f"{level.before}{'.'.join(shown)}{level.behind}"


def _table(odt: _Odt, element: Any) -> None:
    for row in _rows(element):
        cells: list[list[str]] = []
        for cell in row:
            if cell.tag in (f"{TABLE}table-cell", _COVERED):
                cells += [_cell(odt, cell)] * min(int(cell.get(f"{TABLE}number-columns-repeated") or 1), _WIDEST)
        alone = len(row) > 1 and all(cell.tag == _COVERED for cell in row[1:])
        for place in range(max(map(len, cells), default=0)):
            texts = [cell[min(place, len(cell) - 1)] for cell in cells]
            odt.flow.row(texts[:1] if alone else texts)


def _cell(odt: _Odt, cell: Any) -> list[str]:
    """The words of a cell; of one that holds a table a text per row of that, for its row to be told as often."""
    if cell.tag == _COVERED:
        return [""]
    if next(cell.iter(f"{TABLE}table"), None) is None:
        return [" ".join([_shown(odt, paragraph) for paragraph in cell.iter(f"{TEXT}p", f"{TEXT}h")])]
    inner = replace(odt, flow=Flow())
    _walk(inner, cell)
    odt.struck = inner.struck
    return [line.text.replace(" | ", " ") for line in inner.flow.lines] or [""]


def _rows(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in _HEAD:
            yield from _rows(child)


def _edges(styles: Any, edge: str) -> list[RawLine]:
    """The headers or footers of all page styles, each text once."""
    found: dict[str, None] = {}
    for place in () if styles is None else styles.iter(f"{STYLE}{edge}", f"{STYLE}{edge}-first", f"{STYLE}{edge}-left"):
        found |= {tidy("".join(paragraph.itertext())): None for paragraph in place.iter(f"{TEXT}p")}
    return [RawLine(text, before=Before.SPACE, kind=BlockKind.FURNITURE) for text in found if text]
