"""HTML, of pages and of mails: headings, lists, tables; what a browser does not show stays out."""

from __future__ import annotations

from typing import Any

from ingest.layout import RawPage, tidy
from ingest.read.flow import Flow
from kb.errors import UnreadableFile
from kb.model import BlockKind

_HIDDEN = {
    *("script", "style", "template", "head", "noscript", "svg", "object", "iframe", "select", "button"),
    *("del", "s", "strike"),  # no text of the letter any more
}
_EDGES = {"nav", "header", "footer", "aside"}
# What a browser sets on lines of its own; every other element, also one that nobody knows, stands within its sentence.
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir"),
    *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p"),
    *("pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
}
_LONG_CELL = 400  # characters: the table is there for the layout
_DEEPEST = 200  # elements within elements


def read_html(name: str, data: bytes | str) -> tuple[RawPage, ...]:
    """The text of an HTML file as one page without boxes. UnreadableFile when no HTML can be made of it."""
    from lxml import etree, html  # type: ignore[import-untyped]

    parser = html.HTMLParser(encoding=_encoding(data), no_network=True, remove_comments=True, remove_pis=True)
    source = data.encode("utf-8", "replace") if isinstance(data, str) else data
    try:
        root = html.document_fromstring(source.replace(b"\x00", b""), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(f"{name} kan niet als webpagina worden gelezen; lever een pdf aan.") from error
    flow = Flow()
    body = root.find("body")
    _blocks(flow, root if body is None else body, 0, None)
    return (RawPage(1, tuple(flow.lines)),)


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
        if child.tag not in _BLOCKS and child.tag != "br" and not _holds_blocks(child):
            loose.append(_inline(child))
        elif child.tag == "br":
            loose.append("\n")
        elif child.tag not in _HIDDEN and not _is_hidden(child):
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
    else:
        _blocks(flow, element, depth, BlockKind.FURNITURE if tag in _EDGES else kind)


def _list(flow: Flow, element: Any, depth: int, kind: BlockKind | None) -> None:
    start = element.get("start") or "1"
    number = int(start) if start.isdigit() and len(start) < 6 else 1
    for item in element:
        if item.tag != "li":
            continue
        inner = Flow()
        _blocks(inner, item, depth + 1, kind)
        label = f"{number}." if element.tag == "ol" else "•"
        number += 1
        if inner.lines and inner.lines[0].label is None and inner.lines[0].kind is None:
            flow.paragraph(inner.lines[0].text, label=label, kind=kind)
            flow.lines += inner.lines[1:]
        else:
            flow.lines += inner.lines


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
    for row in rows:
        flow.row([_inline(cell) for cell in row])


def _owner(row: Any) -> Any:
    """The table that a row belongs to."""
    return next((above for above in row.iterancestors() if above.tag == "table"), None)


def _inline(element: Any) -> str:
    """The words in an element, with a line feed for every line break in it."""
    if element.tag in _HIDDEN or _is_hidden(element):
        return ""
    parts = []
    for event in element.iter():
        if event.tag == "br":
            parts.append("\n")
        elif not any(above.tag in _HIDDEN for above in (event, *event.iterancestors())):
            parts.append(_flat(event.text))
        if event is not element:
            parts.append(_flat(event.tail))
    return _squeezed(" ".join(parts) if element.find(".//p") is not None else "".join(parts))


def _holds_blocks(element: Any) -> bool:
    return any(inner.tag in _BLOCKS for inner in element.iter())


def _is_hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style


def _flat(text: str | None) -> str:
    return " ".join(f".{text or ''}.".split())[1:-1]


def _squeezed(text: str) -> str:
    return "\n".join(" ".join(row.split()) for row in text.split("\n")).strip("\n")
