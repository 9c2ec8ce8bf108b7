"""Small documents for tests of statements and links, written as a person would type them."""

from __future__ import annotations

import re
from datetime import date

from kb.model import BlockKind, Document, DocumentKind, Passage, TextBox

_LABELLED = re.compile(r"^(?:(\d+|[a-z]|[IVX]+)[.)]|(•))\s+")


def document(kind: DocumentKind, name: str = "brief", written: date | None = date(2025, 3, 3)) -> Document:
    """A document of this kind, dated 3 March 2025 unless told otherwise."""
    return Document(id=f"d-{name}", file=f"{name}.txt", sha256=name, title=name, kind=kind, date=written)


def passages(of: Document, text: str) -> tuple[Passage, ...]:
    """Passages of a text: blank lines part them, "# 1. Kop" and "## Kop" are headings, "a. " and "• " open items."""
    made: list[Passage] = []
    headings: list[tuple[int, str]] = []
    for piece in re.split(r"\n\s*\n", text.strip()):
        words = " ".join(piece.split())
        level = len(words) - len(words.lstrip("#"))
        words = words.lstrip("# ")
        kind, label = BlockKind.TEXT, None
        labelled = _LABELLED.match(words)
        if labelled:
            label = labelled.group(1) or labelled.group(2)
        if level:
            headings = [h for h in headings if h[0] < level]
            kind = BlockKind.HEADING
        elif labelled:
            kind, words = BlockKind.LIST_ITEM, words[labelled.end() :]
        number = len(made) + 1
        section = tuple(h[1] for h in headings)
        boxes = (TextBox(0, len(words), 1),)
        made.append(Passage(f"{of.id}.{number}", of.id, number, words, boxes, section, kind, level or None, label))
        if level:
            headings.append((level, words))
    return tuple(made)
