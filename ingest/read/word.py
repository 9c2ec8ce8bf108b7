"""DOCX: paragraphs, headings, lists with the numbers Word gives them, table rows, headers, footers, footnotes, and the
files that were put into it.

The only module that knows python-docx. A Word file has no pages until it is printed, so neither has what is read.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from ingest.layout.choices import EMPTY, TICKED
from ingest.layout.pages import Before, RawLine, RawPage, tidy
from ingest.read.drafts import draft_remarks
from ingest.read.embedded import few_enough, file_of
from ingest.read.flow import Flow
from ingest.read.notes import raised
from ingest.read.numbering import Numbering, W
from ingest.read.part import Part
from ingest.read.symbols import as_signs, is_symbol_font
from ingest.read.word_dates import restore_dates
from ingest.read.word_unseen import MARKS, OFF, Unseen
from kb.errors import UnreadableFile
from kb.model import BlockKind
from kb.settings import Limits

_HEADING = re.compile(r"(?:heading|kop|koptekst niveau)\s*(\d)", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|titel)$", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|inhopg|inhoudsopgave)\s*(?:\d|heading|kop)?", re.IGNORECASE)
_SKIP = {f"{W}{tag}" for tag in ("txbxContent", "del", "moveFrom", "instrText", "rt")}
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Elements around others that do not change what these are: content controls, insertions, mark-up of other programs.
_THROUGH = {
    *(f"{W}{tag}" for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")),
    *(f"{_MC}{tag}" for tag in ("AlternateContent", "Choice")),
}
_SIGNS = "☐☑☒✓✔✗✘"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_CHECKED, _CHECKED_VALUE = f"{_W14}checkbox/{_W14}checked", f"{_W14}val"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = f"{_MC}Fallback"
# What python-docx raises on parts that are missing or hold something else than they should.
_BROKEN = (BadZipFile, zlib.error, EOFError, KeyError, ValueError, AttributeError, TypeError, RuntimeError)
_OBJECTS = ("oleObject", "package", "aFChunk")  # the ends of the types of relation that bring a file along
_TYPES = "[Content_Types].xml"
_DOCUMENT_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHER_TYPES = re.compile(
    rb"application/vnd\.(?:ms-word\.(?:document|template)\.macroEnabled(?:Template)?"
    rb"|openxmlformats-officedocument\.wordprocessingml\.template)\.main\+xml"
)
_NO_DATE = "Een datum in dit oude Word-bestand werkt zichzelf bij en is weggelaten; vergelijk met het origineel."
_LONG_CELL = 400  # characters in more than three paragraphs: the table is there for the layout


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says, itself or through the style it is based on."""

    name: str = ""
    heading: int | None = None
    contents: bool = False
    bold: bool = False
    number: str | None = None
    depth: int = 0


@dataclass(slots=True)
class _Word:
    styles: dict[str, _Style]
    numbering: Numbering
    flow: Flow = field(default_factory=Flow)


def read_docx(
    name: str, data: bytes, limits: Limits, dates: Sequence[str] | None = None
) -> tuple[tuple[RawPage, ...], tuple[Part, ...]]:
    """The text of a Word file as one page without boxes, and the files in it. UnreadableFile when it is broken.

    `dates` are those that stood in the older file of which this one was made, where today stands now.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]

    try:
        document = docx.Document(io.BytesIO(_as_document(data)))
        unsure = 0 if dates is None else restore_dates(_roots(document), dates)
        unseen = Unseen.of(document.styles.element)
        for root in _roots(document):
            unseen.leave_out(root)
        word = _Word(_styles(document), Numbering.of(_numbering_root(document)))
        word.flow.lines += _edges(document, "header")
        _flow(word, document.element.body)
        notes = [*_notes(document, "footnote", unseen), *_notes(document, "endnote", unseen)]
        word.flow.lines += [*notes, *_edges(document, "footer")]
        remarks = (*_remarks(document), *((_NO_DATE,) if unsure else ()))
        parts = few_enough(name, _objects(document), limits)
    except (PackageNotFoundError, XMLSyntaxError, *_BROKEN) as reason:
        raise UnreadableFile(
            f"{name} is beschadigd en kan niet als Word-bestand worden geopend; sla het opnieuw op als .docx."
        ) from reason
    return (RawPage(1, tuple(word.flow.lines), remarks=remarks),), parts


def _as_document(data: bytes) -> bytes:
    """A template, or a file with macros, as the document that it is otherwise: python-docx refuses their type. Macros
    are never run."""
    with ZipFile(io.BytesIO(data)) as archive:
        types = archive.read(_TYPES)
        plain = _OTHER_TYPES.sub(_DOCUMENT_TYPE, types)
        if plain == types:
            return data
        made = io.BytesIO()
        with ZipFile(made, "w", ZIP_DEFLATED) as copy:
            for member in archive.infolist():
                copy.writestr(member, plain if member.filename == _TYPES else archive.read(member))
    return made.getvalue()


def _remarks(document: Any) -> Iterator[str]:
    """What a reader has to know of a draft: its text was still being changed, or words are struck through."""
    body = document.element.body
    changes = sum(1 for _ in body.iter(*(f"{W}{tag}" for tag in ("ins", "del", "moveFrom"))))
    comments = sum(1 for _ in body.iter(f"{W}commentReference"))
    struck = any(_mark(run, "strike") or _mark(run, "dstrike") for run in body.iter(f"{W}r"))
    return draft_remarks(changes, comments, struck)


def _roots(document: Any) -> Iterator[Any]:
    """The body, then headers and footers."""
    yield document.element.body
    for relation in document.part.rels.values():
        if relation.reltype.rsplit("/", 1)[-1] in ("header", "footer"):
            yield relation.target_part.element


def _objects(document: Any) -> Iterator[Part]:
    """The files that were put into a document, each once; the figures behind a chart stay out, as with a picture."""
    seen: set[str] = set()
    for part in document.part.package.iter_parts():
        for relation in () if "/charts/" in part.partname else part.rels.values():
            if relation.is_external or relation.reltype.rsplit("/", 1)[-1] not in _OBJECTS:
                continue
            place = str(relation.target_part.partname)
            if place not in seen:
                seen.add(place)
                yield file_of(place, relation.target_part.blob)


def _numbering_root(document: Any) -> Any:
    """The numbering part; None in a document without lists."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    parts = [rel.target_part for rel in document.part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.NUMBERING]
    return parts[0].element if parts else None


def _styles(document: Any) -> dict[str, _Style]:
    """Paragraph styles by id, with what they inherit."""
    raw = {style.get(f"{W}styleId"): style for style in document.styles.element.iter(f"{W}style")}
    done: dict[str, _Style] = {}

    def resolve(key: str | None, depth: int = 0) -> _Style:
        if key is None or key not in raw or depth > 12:
            return _Style()
        if key in done:
            return done[key]
        element = raw[key]
        base = resolve(_attribute(element, "basedOn"), depth + 1)
        label = _attribute(element, "name") or key
        level = _HEADING.match(label)
        outline = _attribute(element, "pPr/outlineLvl")
        heading = int(level[1]) if level else 1 if _TITLE.fullmatch(label) else base.heading
        if heading is None and outline is not None and int(outline) < 9:
            heading = int(outline) + 1
        number = _attribute(element, "pPr/numPr/numId") or base.number
        deep = _attribute(element, "pPr/numPr/ilvl")
        bold = element.find(f"{W}rPr/{W}b")
        done[key] = _Style(
            label, heading, base.contents or bool(_CONTENTS.match(label)),
            base.bold if bold is None else bold.get(f"{W}val") not in OFF,
            number, base.depth if deep is None else int(deep),
        )  # fmt: skip
        return done[key]

    for key in raw:
        resolve(key)
    return done


def _attribute(element: Any, path: str) -> str | None:
    """The w:val of a descendant; None when it is not there."""
    found = element.find("/".join(f"{W}{part}" for part in path.split("/")))
    value = None if found is None else found.get(f"{W}val")
    return None if value is None else str(value)


def _flow(word: _Word, parent: Any) -> None:
    """The lines of a body, a cell or a text box, in order."""
    for child in parent:
        if child.tag == f"{W}p":
            _paragraph(word, child)
            for box in _text_boxes(child):
                _flow(word, box)
        elif child.tag == f"{W}tbl":
            _table(word, child)
        elif child.tag in _THROUGH:
            _flow(word, child)


def _paragraph(word: _Word, element: Any) -> None:
    style = word.styles.get(_attribute(element, "pPr/pStyle") or "Normal", _Style())
    text = _text(element)
    if not tidy(text):
        return
    label = _number_label(word, element, style)
    outline = _attribute(element, "pPr/outlineLvl")
    heading = style.heading if outline is None else int(outline) + 1 if int(outline) < 9 else None
    kind = BlockKind.FURNITURE if style.contents else None
    word.flow.paragraph(text, label=label, heading=heading, bold=_is_bold(element, style), kind=kind)


def _number_label(word: _Word, element: Any, style: _Style) -> str | None:
    """The label that Word shows before a paragraph; counting goes on even when it is not shown here."""
    number = _attribute(element, "pPr/numPr/numId") or style.number
    depth = _attribute(element, "pPr/numPr/ilvl")
    if number is None or number == "0":
        return None
    return word.numbering.label(number, style.depth if depth is None else int(depth))


def _text(element: Any) -> str:
    """The words of a paragraph as they are shown: insertions yes; deletions, hidden words, fields, text boxes no."""
    parts: list[str] = []

    def walk(node: Any) -> None:
        for child in node:
            if child.tag in _SKIP or child.tag == _FALLBACK or _is_hidden(child):
                continue
            if child.tag == f"{W}r" and _is_raised(child):
                before = "".join(parts[-3:])
                parts.append(raised(before, _text(child)) if before.strip() else _text(child))
            elif child.tag == f"{W}t":
                parts.append(_in_its_font(child))
            elif child.tag == f"{_M}t":
                parts.append(child.text or "")
            elif child.tag in (f"{W}br", f"{W}cr"):
                parts.append("\n")
            elif child.tag in (f"{W}tab", f"{W}ptab"):
                parts.append(" ")
            elif child.tag == f"{W}noBreakHyphen":
                parts.append("-")
            elif child.tag == f"{W}sym":
                parts.append(_symbol(child))
            elif child.tag == f"{W}checkBox":
                parts.append(_form_box(child))
            elif child.tag == f"{W}ddList":
                parts.append(_chosen(child))
            elif child.tag == f"{W}sdt" and (state := child.find(f"{W}sdtPr/{_CHECKED}")) is not None:
                parts.append(EMPTY if state.get(_CHECKED_VALUE) in OFF else TICKED)
            elif child.tag != f"{W}pPr":
                walk(child)

    walk(element)
    return "".join(parts)


def _is_raised(run: Any) -> bool:
    lifted = re.fullmatch(r"[1-9]\d{0,3}", _attribute(run, "rPr/position") or "")
    return _attribute(run, "rPr/vertAlign") == "superscript" or lifted is not None


def _is_hidden(run: Any) -> bool:
    return run.tag == f"{W}r" and any(_mark(run, name) for name in MARKS)


def _mark(run: Any, name: str) -> bool:
    """Whether a run has a mark such as bold or struck through, itself."""
    mark = run.find(f"{W}rPr/{W}{name}")
    return mark is not None and mark.get(f"{W}val") not in OFF


def _form_box(element: Any) -> str:
    """A box of a form, as it stands: `checked` goes before what it began with."""
    for name in ("checked", "default"):
        value = element.find(f"{W}{name}")
        if value is not None:
            return EMPTY if value.get(f"{W}val") in OFF else TICKED
    return EMPTY


def _chosen(options: Any) -> str:
    """What was chosen in a list of a form, as it stands: the first where nobody chose."""
    names = [entry.get(f"{W}val") or "" for entry in options.iter(f"{W}listEntry")]
    place = _attribute(options, "result") or _attribute(options, "default") or "0"
    return names[int(place)] if re.fullmatch(r"\d{1,4}", place) and int(place) < len(names) else ""


def _symbol(element: Any) -> str:
    """A letter of a font of symbols that is a box or a tick; nothing for any other."""
    font, char = element.get(f"{W}font") or "", element.get(f"{W}char") or ""
    if not re.fullmatch(r"[\da-fA-F]{1,4}", char):
        return ""
    place = int(char, 16)
    sign = as_signs(font, chr(place)) if is_symbol_font(font) else chr(place)
    if sign == chr(place) and (is_symbol_font(font) or sign not in _SIGNS):
        return ""
    return EMPTY if sign == "□" else sign  # nobody inserts a bullet by hand


def _in_its_font(text: Any) -> str:
    words = text.text or ""
    fonts = text.getparent().find(f"{W}rPr/{W}rFonts")
    font = "" if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""
    return as_signs(font, words) if is_symbol_font(font) else words


def _is_bold(element: Any, style: _Style) -> bool:
    """Whether all words of a paragraph are bold."""
    runs = [run for run in element.iter(f"{W}r") if any((t.text or "").strip() for t in run.iter(f"{W}t"))]

    def bold(run: Any) -> bool:
        mark = run.find(f"{W}rPr/{W}b")
        return style.bold if mark is None else mark.get(f"{W}val") not in OFF

    return bool(runs) and all(bold(run) for run in runs)


def _text_boxes(element: Any) -> Iterator[Any]:
    """The text boxes that hang on a paragraph, each once (Word writes an older form of the same box beside it)."""
    for box in element.iter(f"{W}txbxContent"):
        if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
            yield box


def _table(word: _Word, element: Any) -> None:
    """One line per row; the cells of a table that only sets out the page come one after the other instead."""
    shown = [row for row in _children(element, f"{W}tr") if row.find(f"{W}trPr/{W}del") is None]
    rows = [list(_children(row, f"{W}tc")) for row in shown]
    skipped = [_count(row, "trPr/gridBefore") or 0 for row in shown]  # columns before the first cell
    if all(len(row) == 1 for row in rows) or any(_is_layout(cell) for row in rows for cell in row):
        for row in rows:
            for cell in row:
                _flow(word, cell)
        return
    for row, before in zip(rows, skipped, strict=True):
        cells = [[""]] * before + [_cell(word, cell) for cell in row]
        spans = [1] * before + [_count(cell, "tcPr/gridSpan") or 1 for cell in row]
        for place in range(max(map(len, cells), default=0)):
            word.flow.row([cell[min(place, len(cell) - 1)] if cell else "" for cell in cells], spans)


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, those in content controls too; not those of a table in a cell."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _THROUGH:
            yield from _children(child, tag)


def _count(element: Any, path: str) -> int | None:
    """How many columns of a table something says; None where it does not."""
    number = _attribute(element, path) or ""
    return int(number) if re.fullmatch(r"\d{1,2}", number) else None


def _is_layout(cell: Any) -> bool:
    texts = [tidy(_text(paragraph)) for paragraph in cell.iter(f"{W}p")]
    texts = [text for text in texts if text]
    return len(texts) > 3 and sum(map(len, texts)) > _LONG_CELL


def _cell(word: _Word, cell: Any) -> list[str]:
    """The words of a cell; of one that holds a table a text per row of that, for its row to be told as often."""
    inner = _Word(word.styles, word.numbering)
    _flow(inner, cell)
    lines = inner.flow.lines
    if any(line.kind is BlockKind.TABLE_ROW for line in lines):
        return [line.text.replace(" | ", " ") for line in lines]
    return [" ".join(line.text for line in lines)]


def _edges(document: Any, edge: str) -> list[RawLine]:
    """The headers or the footers of all sections, each text once."""
    found: dict[str, None] = {}
    for section in document.sections:
        for name in (f"first_page_{edge}", edge, f"even_page_{edge}"):
            part = getattr(section, name)
            if not part.is_linked_to_previous:
                found |= {tidy(_text(paragraph)): None for paragraph in part._element.iter(f"{W}p")}
    return [RawLine(text, before=Before.SPACE, kind=BlockKind.FURNITURE) for text in found if text]


def _notes(document: Any, kind: str, unseen: Unseen) -> list[RawLine]:
    """The footnotes or the endnotes, numbered from 1."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from lxml import etree  # type: ignore[import-untyped]

    lines: list[RawLine] = []
    for relation in document.part.rels.values():
        if relation.reltype != {"footnote": RELATIONSHIP_TYPE.FOOTNOTES, "endnote": RELATIONSHIP_TYPE.ENDNOTES}[kind]:
            continue
        safe = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(relation.target_part.blob, safe)
        unseen.leave_out(root)
        notes = [note for note in root.iter(f"{W}{kind}") if note.get(f"{W}type") in (None, "normal")]
        for number, note in enumerate(notes, 1):
            text = tidy(" ".join(_text(paragraph) for paragraph in note.iter(f"{W}p")))
            if text:
                lines.append(RawLine(f"{number} {text}", before=Before.SPACE, kind=BlockKind.FOOTNOTE))
    return lines
