"""Blocks into passages: joined over line, column and page breaks, hyphens mended, every character with its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from ingest.layout.hyphens import compounds, join
from ingest.layout.units import closes, may_sign
from ingest.passages.ocr_repair import as_meant
from kb.model import Block, BlockKind, Line, Page, Passage, TextBox

_BAR = " | "  # what parts the cells of a row
_JOINABLE = (BlockKind.TEXT, BlockKind.LIST_ITEM)
_FINISHED = re.compile(r"[.!?…:;][\"'”’»)\]]*(?:\s?\d{1,3}|\s?\[\d{1,3}\])*$")
_GOES_ON = re.compile(r"[\"'“‘(]?[a-zà-ÿ]|\d{1,3},? [a-zà-ÿ]|[–—&]")


@dataclass(slots=True)
class _Draft:
    """A passage in the making."""

    block: Block
    section: tuple[str, ...]
    page: int
    pieces: list[tuple[Line, int]] = field(default_factory=list)
    interrupted: bool = False  # furniture, a footnote or a page break came after the last piece
    signing: bool = False  # it stands below the greeting of a letter

    @property
    def ending(self) -> str:
        return self.pieces[-1][0].text if self.pieces else ""

    @property
    def text(self) -> str:
        return " ".join(line.text for line, _ in self.pieces)

    @property
    def below_greeting(self) -> bool:
        """Whether what follows stands below the greeting of a letter."""
        return self.signing or bool(self.pieces and closes(self.pieces[0][0].text))


def passages(document_id: str, pages: Sequence[Page]) -> tuple[Passage, ...]:
    """The passages of a document in reading order; furniture is not among them. Empty when no page has words."""
    drafts: list[_Draft] = []
    open_: _Draft | None = None
    section: list[tuple[int, str]] = []
    for page in pages:
        if open_:
            open_.interrupted = True
        begun = False  # whether there was text on this page
        for block in page.blocks:
            lines = _words(block)
            if block.kind is BlockKind.FURNITURE or not lines:
                if open_:
                    open_.interrupted = True
                continue
            if open_ and _continues(open_, block, lines[0]):
                begun = True
                open_.pieces += [(line, page.number) for line in lines]
                open_.interrupted = False
                continue
            rest = _rest_of_row(drafts[-1], block) if drafts and not begun else None
            begun = True
            if rest:
                drafts[-1].pieces.append((rest, page.number))
                continue
            if block.kind is BlockKind.HEADING:
                level = block.level or 1
                section = [above for above in section if above[0] < level]
            below = open_ is not None and open_.below_greeting and may_sign(block.text)
            draft = _Draft(block, tuple(text for _, text in section), page.number, signing=below)
            draft.pieces = [(line, page.number) for line in lines]
            drafts.append(draft)
            if block.kind is BlockKind.HEADING:
                section.append((level, _mended(draft.pieces)[0]))
            if block.kind is BlockKind.FOOTNOTE:
                if open_:
                    open_.interrupted = True
            else:
                open_ = draft if block.kind in _JOINABLE else None
    known = compounds(line.text for draft in drafts for line, _ in draft.pieces)
    return tuple(_passage(document_id, number, draft, known) for number, draft in enumerate(drafts, 1))


def _rest_of_row(draft: _Draft, block: Block) -> Line | None:
    """The words with which a row at the top of a page goes on with the last cell of the row at the foot of the one
    before it; None for another row."""
    if draft.block.kind is not BlockKind.TABLE_ROW or block.kind is not BlockKind.TABLE_ROW:
        return None
    above, line = draft.block.lines[-1].text.split(_BAR), block.lines[0]
    *empty, words = line.text.split(_BAR)
    goes_on = len(above) == len(empty) + 1 > 1 and not "".join(empty).strip() and len(block.lines) == 1
    if not goes_on or not words or line.sure or not above[-1] or _FINISHED.search(draft.ending):
        return None
    return replace(line, text=words)


def _words(block: Block) -> list[Line]:
    """The lines that are text: without the label line with which a list item begins."""
    lines = block.lines[1:] if block.kind is BlockKind.LIST_ITEM and block.label is not None else block.lines
    return [line for line in lines if line.text.strip()]


def _continues(draft: _Draft, block: Block, line: Line) -> bool:
    """Whether a block goes on with an unfinished paragraph.

    Within a page a small first letter is asked for; across a break, where a capital may just be a name, also that
    the paragraph was long enough to be one and simply stopped.
    """
    if block.kind is not BlockKind.TEXT or _FINISHED.search(draft.ending):
        return False
    if draft.below_greeting and may_sign(block.text):
        return False  # "Hoogachtend," / "burgemeester en wethouders": white parts who signs from who else does
    if _GOES_ON.match(line.text):
        return True
    if re.search(r"\w-$", draft.ending[-2:]):
        return draft.interrupted
    if not draft.interrupted or not re.search(r"[\w,]$", draft.ending) or not line.text[0].isalnum():
        return False
    is_prose = any(re.search(r"[.!?] [A-ZÀ-Ý]", text) for text in (draft.text, block.text))
    return is_prose and len(draft.text) >= 120 and len(block.text) >= 60 and _is_full(draft)


def _is_full(draft: _Draft) -> bool:
    """Whether the last line runs as far as the lines above it, and those are lines of running text."""
    line = draft.pieces[-1][0]
    if line.bbox is None:
        return len(line.text) >= 50
    right = max((other.bbox.x1 for other, _ in draft.pieces[-4:] if other.bbox), default=line.bbox.x1)
    left = min((other.bbox.x0 for other, _ in draft.pieces[-4:] if other.bbox), default=line.bbox.x0)
    return len(draft.pieces) > 1 and line.bbox.x1 >= right - 0.2 * (right - left)


def _passage(document_id: str, number: int, draft: _Draft, known: Collection[str]) -> Passage:
    text, boxes = _mended(draft.pieces, known)
    return Passage(
        id=f"{document_id}.{number}", document_id=document_id, number=number, text=text, boxes=boxes,
        section=draft.section, kind=draft.block.kind, level=draft.block.level, label=draft.block.label,
        also=as_meant(text),
    )  # fmt: skip


def _mended(pieces: Iterable[tuple[Line, int]], known: Collection[str] = ()) -> tuple[str, tuple[TextBox, ...]]:
    """Lines as one text, and where each of them stands in it. `known` are words that the document hyphenates."""
    rows = [(line.text.strip(), line, page) for line, page in pieces]
    text, boxes = "", []
    for place, (words, line, page) in enumerate(rows):
        following = rows[place + 1][0] if place + 1 < len(rows) else ""
        kept, space = join(words, following, known)
        if kept:
            boxes.append(TextBox(len(text), len(text) + len(kept), page, line.bbox))
        text += kept + (space if following else "")
    return text, tuple(boxes)
