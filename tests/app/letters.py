"""Letters for tests of the app: paragraphs with the statements in them, made into readings with real pages."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from textwrap import wrap

import pymupdf

from kb.model import (
    Basis,
    BBox,
    Block,
    BlockKind,
    Document,
    DocumentKind,
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
)  # fmt: skip

A4 = (595.0, 842.0)
LEFT, FIRST, STEP = 72.0, 90.0, 16.0


@dataclass(frozen=True)
class Said:
    """These words of a paragraph are a statement."""

    kind: StatementKind
    words: str
    id: str
    label: str | None = None
    parent: str | None = None
    due: date | None = None


Paragraph = tuple[str, list[Said]]  # its words, and what is said in them


def recommends(words: str, id: str, label: str | None = None, parent: str | None = None) -> Said:
    return Said(StatementKind.RECOMMENDATION, words, id, label, parent)


def responds(words: str, id: str) -> Said:
    return Said(StatementKind.RESPONSE, words, id)


def commits(words: str, id: str, due: date | None = None) -> Said:
    return Said(StatementKind.COMMITMENT, words, id, due=due)


def intends(words: str, id: str) -> Said:
    return Said(StatementKind.INTENTION, words, id)


def answers(response: str, recommendation: str, position: Position, why: str = "zelfde nummer") -> Link:
    grounds = (Ground(GroundKind.STATED, quote=why),)
    return Link(response, recommendation, Relation.ANSWERS, "proef/1", 0.82, grounds, position, basis=Basis.STRUCTURE)


def endorses(statement: str, recommendation: str) -> Link:
    grounds = (Ground(GroundKind.NAMES_REPORT, title="het rapport"),)
    return Link(statement, recommendation, Relation.ENDORSES, "proef/1", 0.9, grounds, basis=Basis.WORDS)


def letter(
    id: str, title: str, kind: DocumentKind, pages: list[list[tuple[str, list[Said]]]], **head: object
) -> Reading:
    """A PDF letter: per page its paragraphs, each with what is said in it. `head` are fields of Document."""
    made = pymupdf.open()  # type: ignore[no-untyped-call]
    shown: list[Page] = []
    passages: list[Passage] = []
    statements: list[Statement] = []
    for number, paragraphs in enumerate(pages, start=1):
        sheet = made.new_page(width=A4[0], height=A4[1])
        top = FIRST
        blocks = []
        for words, said in paragraphs:
            lines, boxes, at = [], [], 0
            for line in wrap(words, 80, break_on_hyphens=False):
                box = BBox(LEFT, top - 11, LEFT + 5.2 * len(line), top + 3)
                sheet.insert_text((LEFT, top), line, fontsize=10)
                lines.append(Line(line, box))
                boxes.append(TextBox(at, at + len(line), number, box))
                at += len(line) + 1
                top += STEP
            blocks.append(Block(tuple(lines)))
            passage = Passage(f"{id}.{len(passages) + 1}", id, len(passages) + 1, words, tuple(boxes))
            passages.append(passage)
            statements += [_statement(passage, one, head) for one in said]
            top += STEP
        blocks.append(Block((Line(f"Pagina {number}"),), BlockKind.FURNITURE))
        shown.append(Page(number, *A4, tuple(blocks)))
    data: bytes = made.tobytes(no_new_id=True)  # type: ignore[no-untyped-call]
    document = Document(
        id=id, file=f"{id}.pdf", sha256=hashlib.sha256(data).hexdigest(), title=title, kind=kind,
        page_count=len(pages), added=datetime(2026, 1, 5, 9, tzinfo=UTC),
    )  # fmt: skip
    return Reading(replace(document, **head), data, tuple(shown), tuple(passages), tuple(statements))  # type: ignore[arg-type]


def note(id: str, title: str, paragraphs: list[Paragraph], **head: object) -> Reading:
    """A text file: no pages, so places are paragraph numbers."""
    passages = [
        Passage(f"{id}.{number}", id, number, words, (TextBox(0, len(words), 1),))
        for number, (words, _) in enumerate(paragraphs, start=1)
    ]
    page = Page(1, 0, 0, tuple(Block((Line(words),)) for words, _ in paragraphs))
    data = "\n\n".join(words for words, _ in paragraphs).encode()
    statements = [
        _statement(passage, one, head) for passage, (_, said) in zip(passages, paragraphs, strict=True) for one in said
    ]
    document = Document(
        id=id, file=f"{id}.txt", sha256=hashlib.sha256(data).hexdigest(), title=title, paged=False,
        added=datetime(2026, 1, 5, 9, tzinfo=UTC),
    )  # fmt: skip
    return Reading(replace(document, **head), data, (page,), tuple(passages), tuple(statements))  # type: ignore[arg-type]


def _statement(passage: Passage, said: Said, head: Mapping[str, object]) -> Statement:
    """A letter promises for its sender."""
    promises = said.kind in {StatementKind.COMMITMENT, StatementKind.INTENTION}
    actor = str(head["sender"]) if promises and "sender" in head else None
    start = passage.text.index(said.words)
    return Statement(
        said.id, passage.document_id, passage.id, said.kind, start, start + len(said.words), said.words, "proef/1", 0.9,
        label=said.label, parent_id=said.parent, due=said.due, actor=actor,
        basis=Basis.WORDS, grounds=(),
    )  # fmt: skip
