"""Letters made by hand, as ingest would hand them over: `letter("advies.pdf", "Geacht college,", recommends("r1", …))`.

A paragraph is a string; its lines are separated by "\\n", and PAGE begins a new page. A paragraph made by
`recommends`, `answers`, `promises` … is a statement as a whole.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import numpy as np

from kb.model import (
    Basis,
    BBox,
    Block,
    BlockKind,
    Document,
    Ground,
    GroundKind,
    Line,
    Link,
    Page,
    Passage,
    Position,
    Reading,
    Relation,
    Statement,
    StatementKind,
    TextBox,
)

if TYPE_CHECKING:
    from kb.search.embedding import Vectors

PAGE = "\f"
WIDTH, HEIGHT, MARGIN, LEADING, LETTER = 595.0, 842.0, 70.0, 14.0, 5.0


class FakeEmbedder:
    """Hashed pieces of four letters: the same every time, alike for like words, and fast."""

    def __init__(self, identity: str = "fake", dimensions: int = 64) -> None:
        self.identity = identity
        self.dimensions = dimensions
        self.least: float | None = None
        self.embedded: list[str] = []  # what was asked, so that a test sees what is done twice

    def queries(self, texts: Sequence[str]) -> Vectors:
        return np.array([self._vector(text) for text in texts], np.float32).reshape(-1, self.dimensions)

    def passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded.extend(texts)
        return self.queries(texts)

    def _vector(self, text: str) -> Vectors:
        vector = np.full(self.dimensions, 0.01, np.float32)
        for start in range(max(1, len(text) - 3)):
            piece = text[start : start + 4].lower().encode("utf-8", "replace")
            vector[zlib.crc32(piece) % self.dimensions] += 1
        return np.asarray(vector / np.linalg.norm(vector), np.float32)


@dataclass(frozen=True)
class Paragraph:
    text: str
    kind: BlockKind = BlockKind.TEXT
    says: tuple[tuple[str, StatementKind, dict[str, Any]], ...] = field(default=())


def heading(text: str) -> Paragraph:
    return Paragraph(text, BlockKind.HEADING)


def _says(kind: StatementKind, name: str, text: str, details: dict[str, Any]) -> Paragraph:
    return Paragraph(text, says=((name, kind, details),))


def recommends(name: str, text: str, **details: Any) -> Paragraph:
    return _says(StatementKind.RECOMMENDATION, name, text, details)


def restates(name: str, text: str, **details: Any) -> Paragraph:
    return _says(StatementKind.RECOMMENDATION, name, text, {"restated": True, **details})


def requests(name: str, text: str, **details: Any) -> Paragraph:
    return _says(StatementKind.REQUEST, name, text, details)


def answers(name: str, text: str, **details: Any) -> Paragraph:
    return _says(StatementKind.RESPONSE, name, text, details)


def promises(name: str, text: str, **details: Any) -> Paragraph:
    return _says(StatementKind.COMMITMENT, name, text, details)


def intends(name: str, text: str, **details: Any) -> Paragraph:
    return _says(StatementKind.INTENTION, name, text, details)


def together(*paragraphs: Paragraph) -> Paragraph:
    """One paragraph in which several statements stand after each other."""
    return Paragraph(
        "\n".join(each.text for each in paragraphs), says=tuple(s for each in paragraphs for s in each.says)
    )


def letter(file: str, *paragraphs: str | Paragraph, **facts: Any) -> Reading:
    """A document with this file name; its id is the name without suffix. `facts` are fields of Document."""
    name = PurePath(file).stem
    parts = [Paragraph(each) if isinstance(each, str) else each for each in paragraphs]
    original = "\n\n".join(each.text for each in parts).encode()
    sha256 = hashlib.sha256(file.encode() + original).hexdigest()
    original = file.encode() + original
    pages, passages = _laid_out(name, parts)
    statements = tuple(
        statement
        for passage, part in zip(passages, (each for each in parts if each.text != PAGE), strict=True)
        for statement in _statements(passage, part)
    )
    facts = {"title": name.replace("_", " ").capitalize(), "page_count": len(pages), **facts}
    return Reading(Document(id=name, file=file, sha256=sha256, **facts), original, pages, passages, statements)


def without_pages(reading: Reading) -> Reading:
    """The same letter as a format without pages gives it: no boxes, one page without size."""
    lines = [Block(tuple(Line(line.text) for line in block.lines), block.kind) for block in _blocks(reading)]
    passages = tuple(
        replace(passage, boxes=tuple(TextBox(box.start, box.end, 1) for box in passage.boxes))
        for passage in reading.passages
    )
    document = replace(reading.document, paged=False, page_count=1)
    return replace(reading, document=document, pages=(Page(1, 0, 0, tuple(lines)),), passages=passages)


def answer(response: str, recommendation: str, position: Position | None = None, **details: Any) -> Link:
    return link(response, Relation.ANSWERS, recommendation, position=position, **details)


def link(source: str, relation: Relation, target: str, **details: Any) -> Link:
    facts = {"found_by": "test", "score": 0.8, "basis": Basis.STRUCTURE, "grounds": stated("met de hand"), **details}
    return Link(source, target, relation, **facts)


def stated(why: str) -> tuple[Ground, ...]:
    """What a link rests on, said in so many words."""
    return (Ground(GroundKind.STATED, quote=why),)


def day(text: str) -> date:
    return date.fromisoformat(text)


def _blocks(reading: Reading) -> Iterator[Block]:
    for page in reading.pages:
        yield from page.blocks


def _laid_out(name: str, parts: Sequence[Paragraph]) -> tuple[tuple[Page, ...], tuple[Passage, ...]]:
    sheets: list[list[Block]] = [[]]
    passages: list[Passage] = []
    height = MARGIN
    for part in parts:
        if part.text == PAGE:
            sheets.append([])
            height = MARGIN
            continue
        lines, boxes, place = [], [], 0
        for text in part.text.split("\n"):
            box = BBox(MARGIN, height, MARGIN + LETTER * len(text), height + LEADING - 2)
            lines.append(Line(text, box))
            boxes.append(TextBox(place, place + len(text), len(sheets), box))
            place += len(text) + 1
            height += LEADING
        height += LEADING
        sheets[-1].append(Block(tuple(lines), part.kind))
        number = len(passages) + 1
        plain = part.text.replace("\n", " ")
        passages.append(Passage(f"{name}.{number}", name, number, plain, tuple(boxes), kind=part.kind))
    pages = tuple(Page(number, WIDTH, HEIGHT, tuple(blocks)) for number, blocks in enumerate(sheets, 1))
    return pages, tuple(passages)


def _statements(passage: Passage, part: Paragraph) -> Iterator[Statement]:
    lines = part.text.split("\n") if len(part.says) > 1 else [passage.text]
    start = 0
    for (name, kind, details), text in zip(part.says, lines, strict=False):
        facts = {"found_by": "test", "score": 0.9, "basis": Basis.WORDS, "grounds": (), **details}
        end = start + len(text)
        yield Statement(name, passage.document_id, passage.id, kind, start, end, passage.text[start:end], **facts)
        start = end + 1
