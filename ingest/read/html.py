"""HTML, of pages and of mails: headings, lists, tables; what a browser does not show stays out."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from typing import Any

from ingest.layout.choices import EMPTY, TICKED
from ingest.layout.pages import RawPage, tidy
from ingest.read.drafts import draft_remarks
from ingest.read.flow import Flow
from ingest.read.html_looks import (
    holds_blocks,
    is_block,
    is_hidden,
    is_struck,
    refers_to_comment,
    style_of,
    write_out_rules,
)
from ingest.read.notes import raised
from ingest.read.numbering import spelled
from ingest.read.symbols import as_signs, is_symbol_font
from kb.errors import UnreadableFile
from kb.model import BlockKind

_HIDDEN = {
    *("script", "style", "template", "head", "noscript", "svg", "object", "iframe", "select", "button"),
    *("del", "s", "strike"),
}
_SMALL = {"rt", "rp"}  # small letters above a word that say how it sounds
# A quotation that somebody made to set out his own words; around what they quote mail programs draw a line, or nothing.
_INDENTED = re.compile(r"^(?=.*(?:margin|padding))(?!.*border(?:-left)?:[^;]*solid)")
_EDGES = {"nav", "header", "footer", "aside"}
_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LONG_CELL = 400  # characters: the table is there for the layout
_FILLED_IN = ("text", "date", "number", "email", "tel")  # kinds of fields of which a browser shows the value
_QUOTED = ">"  # what plain mail has before each line that it quotes
_DEEPEST = 200  # elements within elements
_WIDEST = 60  # columns over which a cell goes at most


def read_html(name: str, data: bytes | str, *, is_mail: bool = False) -> RawPage:
    """The text of an HTML file as one page without boxes; in a mail, what is quoted of an older one begins with ">".
    UnreadableFile when no HTML can be made of it."""
    from lxml import etree, html  # type: ignore[import-untyped]

    if isinstance(data, bytes) and data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace")
    parser = html.HTMLParser(encoding=_encoding(data), no_network=True, remove_comments=True, remove_pis=True)
    source = data.encode("utf-8", "replace") if isinstance(data, str) else data
    try:
        root = html.document_fromstring(source.replace(b"\x00", b""), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(f"{name} kan niet als webpagina worden gelezen; lever een pdf aan.") from error
    for quotation in root.iter("blockquote") if is_mail else ():
        if not _INDENTED.search(style_of(quotation)):
            quotation.set("type", "cite")
    write_out_rules(root)
    flow = Flow()
    body = root.find("body")
    _blocks(flow, root if body is None else body, 0, None)
    struck = any(is_struck(element) and "".join(element.itertext()).strip() for element in root.iter())
    comments = sum(map(refers_to_comment, root.iter("a")))
    return RawPage(1, tuple(flow.lines), remarks=tuple(draft_remarks(0, comments, struck)))


def _encoding(data: bytes | str) -> str | None:
    """UTF-8 where the bytes are that; else the file itself says what it is."""
    if isinstance(data, str):
        return "utf-8"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None if b"charset" in data[:4096].lower() else "cp1252"
    return "utf-8"


def _blocks(flow: Flow, element: Any, depth: int, kind: BlockKind | None) -> None:
    """Loose text and the elements in an element, in order."""
    loose: list[str] = [element.text or ""]

    def flush() -> None:
        flow.paragraph(_squeezed("".join(loose)), kind=kind)
        loose.clear()

    for child in element:
        if child.tag == "select" or (not is_block(child) and child.tag != "br" and not holds_blocks(child)):
            if child.tag == "sup":
                loose.append(raised("".join(loose[-3:]), _words(child)))
            elif child.tag not in _SMALL:
                loose.append(_words(child))
        elif child.tag == "br":
            loose.append("\n")
        elif child.tag not in _HIDDEN and not is_hidden(child):
            flush()
            _block(flow, child, depth + 1, kind)
        loose.append(_flat(child.tail))
    flush()


def _block(flow: Flow, element: Any, depth: int, kind: BlockKind | None) -> None:
    tag = element.tag
    if depth > _DEEPEST:
        flow.paragraph(tidy(" ".join(element.itertext())), kind=kind)
    elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        flow.paragraph(_inline(element), heading=int(tag[1]), kind=kind)
    elif tag in ("ul", "ol"):
        _list(flow, element, depth, kind)
    elif tag == "table":
        _table(flow, element, depth, kind)
    elif tag == "blockquote" and _is_older_mail(element):
        inner = Flow()
        _blocks(inner, element, depth, kind)
        flow.lines += [line._replace(text=f"{_QUOTED} {line.text}") for line in inner.lines]
    else:
        _blocks(flow, element, depth, BlockKind.FURNITURE if tag in _EDGES else kind)


def _is_older_mail(element: Any) -> bool:
    """Whether a quotation is what a mail program quotes of the message that is answered."""
    return (element.get("type") or "").lower() == "cite" or "gmail_quote" in (element.get("class") or "")


def _list(flow: Flow, element: Any, depth: int, kind: BlockKind | None) -> None:
    items = [item for item in element if item.tag == "li"]
    step = -1 if element.get("reversed") is not None else 1
    number = _count(element.get("start"), len(items) if step < 0 else 1)
    for item in items:
        inner = Flow()
        _blocks(inner, item, depth + 1, kind)
        number = _count(item.get("value"), number)
        style = _STYLES.get(item.get("type") or element.get("type") or "", "decimal")
        label = f"{spelled(number, style)}." if element.tag == "ol" else "•"
        number += step
        if inner.lines and inner.lines[0].label is None and inner.lines[0].kind is None:
            flow.paragraph(inner.lines[0].text, label=label, kind=kind)
            flow.lines += inner.lines[1:]
        else:
            flow.lines += inner.lines


def _count(value: str | None, usual: int) -> int:
    return int(value) if value and re.fullmatch(r"\d{1,5}", value) else usual


def _table(flow: Flow, element: Any, depth: int, kind: BlockKind | None) -> None:
    """One line per row; a table within a table or with whole letters in its cells only sets out the page."""
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in element.iter("tr") if _owner(row) is element]
    widest = max((len(row) for row in rows), default=0)
    long = any(len(_inline(cell)) > _LONG_CELL for row in rows for cell in row)
    if widest < 2 or long or any(cell.find(".//table") is not None for row in rows for cell in row):
        for row in rows:
            for cell in row:
                _blocks(flow, cell, depth + 1, kind)
        return
    low: dict[int, int] = {}  # how many rows more a cell from above goes down, by its column
    for row in rows:
        cells, spans = _placed(row, low)
        flow.row(cells, spans)


def _placed(row: Sequence[Any], low: dict[int, int]) -> tuple[list[str], list[int]]:
    """The words of each cell of a row and over how many columns it goes, with an empty cell wherever one from above
    goes down through the row."""
    cells: list[str] = []
    spans: list[int] = []
    waiting = list(reversed(row))
    while waiting or any(low[at] for at in low if at >= sum(spans)):
        at = sum(spans)
        if low.get(at) or not waiting:
            low[at] = max(low.get(at, 0) - 1, 0)
            cells.append("")
            spans.append(1)
            continue
        cell = waiting.pop()
        wide = min(max(_count(cell.get("colspan"), 1), 1), _WIDEST)
        low |= dict.fromkeys(range(at, at + wide), max(_count(cell.get("rowspan"), 1) - 1, 0))
        cells.append(_inline(cell))
        spans.append(wide)
    return cells, spans


def _owner(row: Any) -> Any:
    """The table that a row belongs to."""
    return next((above for above in row.iterancestors() if above.tag == "table"), None)


def _inline(element: Any) -> str:
    """The words in an element, with a line feed for every line break in it."""
    return _squeezed(_words(element))


def _words(element: Any) -> str:
    """The same as it stands, with the spaces at its ends: they part it from its neighbours."""
    if element.tag in _HIDDEN or is_hidden(element):
        return _chosen(element) if element.tag == "select" else ""
    if element.tag == "input":
        return _box(element)
    parts = [_in_its_font(element)]
    for child in element:
        if child.tag == "br":
            parts.append("\n")
        elif child.tag == "sup":
            parts.append(raised("".join(parts[-3:]), _words(child)))
        elif child.tag not in _SMALL:
            words = _words(child)
            parts.append(f" {words} " if is_block(child) else words)
        parts.append(_flat(child.tail))
    return "".join(parts)


def _in_its_font(element: Any) -> str:
    """The words at the start of an element; boxes and ticks where they are in a font of symbols."""
    font = element.get("face") or element.get("style") or ""
    words = _flat(element.text)
    return as_signs(font, words) if is_symbol_font(font) else words


def _box(field: Any) -> str:
    """A box that is ticked or not, or what is filled in."""
    kind = (field.get("type") or "text").lower()
    if kind not in ("checkbox", "radio"):
        return f" {field.get('value') or ''} " if kind in _FILLED_IN else ""
    return f" {EMPTY if field.get('checked') is None else TICKED} "


def _chosen(options: Any) -> str:
    """Of a list what was chosen."""
    return " ".join(_flat(one.text) for one in options.iter("option") if one.get("selected") is not None)


def _flat(text: str | None) -> str:
    return " ".join(f".{text or ''}.".split())[1:-1]


def _squeezed(text: str) -> str:
    return "\n".join(" ".join(row.split()) for row in text.split("\n")).strip("\n")
