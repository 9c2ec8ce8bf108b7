"""The text of a document with its statements highlighted and named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from app_pages._html import NOTHING, Html, join, marked, tag, text
from app_pages._parts import STATEMENT_TONES, chip_link
from kb.model import BlockKind, Page, Passage, Statement

DOUBTFUL = "onzeker gelezen"
Unsure = Mapping[str, Sequence[tuple[int, int]]]  # passage id → ranges of its text


def page_text(
    page: Page,
    passages: Sequence[Passage],
    statements: Sequence[Statement],
    chosen: Statement | None,
    unsure: Unsure = MappingProxyType({}),
    at: Passage | None = None,
) -> Html:
    """The passages of one page, which opens `at` one of them; running heads, page numbers and margins stand apart
    below, never lost."""
    aside = [block.text for block in page.blocks if block.kind is BlockKind.FURNITURE]
    furniture = tag(
        "details",
        [tag("summary", text("Briefhoofd, kantlijn en voet")), *(tag("p", text(words), "rand") for words in aside)],
    )
    words = tag("div", _paragraphs(passages, statements, chosen, unsure, at), "tekst")
    return join([words, furniture if aside else NOTHING])


def whole_text(
    passages: Sequence[Passage], statements: Sequence[Statement], chosen: Statement | None, at: Passage | None = None
) -> Html:
    """All passages of a document without pages, each with its number; it opens `at` one of them."""
    return tag("div", _paragraphs(passages, statements, chosen, {}, at, numbered=True), "tekst genummerd")


def _paragraphs(
    passages: Sequence[Passage],
    statements: Sequence[Statement],
    chosen: Statement | None,
    unsure: Unsure,
    at: Passage | None,
    *,
    numbered: bool = False,
) -> list[Html]:
    shown = []
    for passage in passages:
        inside = [one for one in statements if one.passage_id == passage.id]
        number = tag("span", text(f"alinea {passage.number}"), "nummer") if numbered else NOTHING
        label = text(f"{passage.label} ") if passage.label and passage.kind is BlockKind.LIST_ITEM else NOTHING
        words = join([number, label, passage_text(passage, inside, chosen, unsure.get(passage.id, ()))])
        css, here = passage.kind.value.replace(" ", "-"), "" if at and at.id == passage.id else None
        shown.append(tag("p", words, css, id=f"alinea-{passage.number}", data_hier=here))
    return shown


def around(passages: Sequence[Passage], statement: Statement) -> Html:
    """The paragraph of a statement, which is marked in it; where it is all of that, also those before and after."""
    at = next(place for place, one in enumerate(passages) if one.id == statement.passage_id)
    alone = passages[at].text.strip() == statement.text.strip()
    near = passages[max(0, at - 1) : at + 2] if alone else passages[at : at + 1]
    own = [(statement.start, statement.end)]
    shown = [tag("p", marked(one.text, own if one.id == statement.passage_id else ()), "fragment") for one in near]
    return join([tag("p", text("Wat eromheen staat:" if alone else "In zijn alinea:"), "kopje"), *shown])


def passage_text(
    passage: Passage, statements: Sequence[Statement], chosen: Statement | None, unsure: Sequence[tuple[int, int]] = ()
) -> Html:
    """The literal text; every statement is marked and named where it begins, also where statements overlap; words that
    OCR doubted are underlined."""
    spans = [*((one.start, one.end) for one in statements), *unsure]
    cuts = sorted({0, len(passage.text), *(edge for span in spans for edge in span)})
    parts: list[Html] = []
    for start, end in pairwise(cuts):
        names = [chip_link(one, passage.page) for one in statements if one.start == start]
        covering = [one for one in statements if one.start <= start and end <= one.end]
        words = text(passage.text[start:end])
        if any(first <= start and end <= last for first, last in unsure):
            words = tag("span", words, "onzeker", title=DOUBTFUL)
        if covering:
            tone = STATEMENT_TONES[covering[-1].kind] + (" gekozen" if chosen in covering else "")
            words = tag("mark", [*names, words], tone)
        parts.append(words)
    return join(parts)
