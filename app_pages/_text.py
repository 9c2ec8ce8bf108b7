"""The text of a document with its statements highlighted and named."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from app_pages._html import NOTHING, Html, join, tag, text
from app_pages._parts import STATEMENT_TONES, chip_link
from kb.model import BlockKind, Page, Passage, Statement


def page_text(
    page: Page, passages: Sequence[Passage], statements: Sequence[Statement], chosen: Statement | None
) -> Html:
    """The passages of one page; running heads, page numbers and margins stand apart below, never lost."""
    aside = [block.text for block in page.blocks if block.kind is BlockKind.FURNITURE]
    furniture = tag(
        "details",
        [tag("summary", text("Briefhoofd, kantlijn en voet")), *(tag("p", text(words), "rand") for words in aside)],
    )
    return join([tag("div", _paragraphs(passages, statements, chosen), "tekst"), furniture if aside else NOTHING])


def whole_text(passages: Sequence[Passage], statements: Sequence[Statement], chosen: Statement | None) -> Html:
    """All passages of a document without pages, each with its number."""
    return tag("div", _paragraphs(passages, statements, chosen, numbered=True), "tekst genummerd")


def _paragraphs(
    passages: Sequence[Passage], statements: Sequence[Statement], chosen: Statement | None, *, numbered: bool = False
) -> list[Html]:
    shown = []
    for passage in passages:
        inside = [one for one in statements if one.passage_id == passage.id]
        number = tag("span", text(f"alinea {passage.number}"), "nummer") if numbered else NOTHING
        label = text(f"{passage.label} ") if passage.label and passage.kind is BlockKind.LIST_ITEM else NOTHING
        words = join([number, label, passage_text(passage, inside, chosen)])
        shown.append(tag("p", words, passage.kind.value.replace(" ", "-"), id=f"alinea-{passage.number}"))
    return shown


def passage_text(passage: Passage, statements: Sequence[Statement], chosen: Statement | None) -> Html:
    """The literal text; every statement is marked and named where it begins, also where statements overlap."""
    cuts = sorted({0, len(passage.text), *(edge for one in statements for edge in (one.start, one.end))})
    parts: list[Html] = []
    for start, end in pairwise(cuts):
        names = [chip_link(one, passage.page) for one in statements if one.start == start]
        covering = [one for one in statements if one.start <= start and end <= one.end]
        words = text(passage.text[start:end])
        if covering:
            tone = STATEMENT_TONES[covering[-1].kind] + (" gekozen" if chosen in covering else "")
            words = tag("mark", [*names, words], tone)
        parts.append(words)
    return join(parts)
