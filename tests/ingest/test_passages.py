"""Passages: joined over breaks, hyphens mended, every character with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.layout.pages import lay_out, plain_pages
from ingest.passages.build import passages
from kb.model import BBox, Block, BlockKind, Line, Page, Passage

T, H, F = BlockKind.TEXT, BlockKind.HEADING, BlockKind.FURNITURE


def block(*lines: str, kind: BlockKind = T, level: int | None = None, label: str | None = None, y: float = 0) -> Block:
    boxes = [BBox(72, y + 12 * place, 72 + 5 * len(text), y + 12 * place + 10) for place, text in enumerate(lines)]
    return Block(tuple(map(Line, lines, boxes)), kind, level, label)


def pages(*groups: list[Block]) -> tuple[Page, ...]:
    return tuple(Page(number, 595, 842, tuple(group)) for number, group in enumerate(groups, 1))


def cut(*groups: list[Block]) -> tuple[Passage, ...]:
    return passages("d", pages(*groups))


def test_lines_of_a_paragraph_become_one_text_with_a_box_per_line() -> None:
    (passage,) = cut([block("De raad heeft het advies", "besproken.")])
    assert passage.text == "De raad heeft het advies besproken."
    assert [passage.text[box.start : box.end] for box in passage.boxes] == ["De raad heeft het advies", "besproken."]
    assert passage.boxes[1].bbox == BBox(72, 12, 122, 22)


def test_passages_are_numbered_from_one_and_named_after_their_document() -> None:
    found = cut([block("Eerste."), block("Tweede.")])
    assert [(passage.id, passage.number) for passage in found] == [("d.1", 1), ("d.2", 2)]


def test_furniture_is_in_no_passage() -> None:
    assert [passage.text for passage in cut([block("Ons kenmerk", kind=F), block("Eerste.")])] == ["Eerste."]


def test_a_row_goes_on_over_the_page() -> None:
    above = block("13 | Verbreed de halte aan de", kind=BlockKind.TABLE_ROW)
    rest, head = block(" | Lindelaan.", kind=BlockKind.TABLE_ROW), block("Nr | Advies", kind=F)
    found = cut([above], [head, rest, block("14 | Maai.", kind=BlockKind.TABLE_ROW)])
    assert [passage.text for passage in found] == ["13 | Verbreed de halte aan de Lindelaan.", "14 | Maai."]
    assert [(box.page, box.bbox) for box in found[0].boxes] == [(1, above.lines[0].bbox), (2, rest.lines[0].bbox)]


@pytest.mark.parametrize("row", [" | Een ander punt. | ", "14 | Lindelaan."])
def test_another_row_over_the_page_is_one(row: str) -> None:
    above = block("13 | Verbreed de halte aan de", kind=BlockKind.TABLE_ROW)
    assert len(cut([above], [block(row, kind=BlockKind.TABLE_ROW)])) == 2


def test_a_finished_row_does_not_go_on() -> None:
    rows = ("13 | Verbreed de halte.", " | Ook de andere.")
    assert len(cut(*([block(row, kind=BlockKind.TABLE_ROW)] for row in rows))) == 2


def test_an_item_begins_after_its_label() -> None:
    (passage,) = cut([block("3.", "Wijs één wethouder aan.", kind=BlockKind.LIST_ITEM, label="3")])
    assert (passage.text, passage.label) == ("Wijs één wethouder aan.", "3")


def test_headings_make_the_section_of_what_stands_below_them() -> None:
    found = cut(
        [
            block("Advies", kind=H, level=1),
            block("1. Regie", kind=H, level=2, label="1"),
            block("Neem regie."),
            block("2. Geld", kind=H, level=2, label="2"),
            block("Geef geld."),
        ]
    )
    assert [passage.section for passage in found] == [
        (),
        ("Advies",),
        ("Advies", "1. Regie"),
        ("Advies",),
        ("Advies", "2. Geld"),
    ]


# -- breaks -----------------------------------------------------------------------------------------------------------
LONG = ["Wij hebben met belangstelling kennisgenomen van uw advies. Over de wachttijden zijn wij het met", "u eens dat"]


def test_a_paragraph_goes_on_over_the_page_and_past_foot_and_footnote() -> None:
    (passage, note) = cut(
        [block("De wachttijd is te lang en"), block("1 Een noot.", kind=BlockKind.FOOTNOTE), block("pagina 1", kind=F)],
        [block("Gemeente Vogelenzand", kind=F), block("moet dus korter.")],
    )
    assert passage.text == "De wachttijd is te lang en moet dus korter."
    assert [box.page for box in passage.boxes] == [1, 2]
    assert note.kind is BlockKind.FOOTNOTE


def test_over_a_page_break_it_may_even_go_on_with_a_name() -> None:
    rest = block("Almelo en Hengelo daarin zijn voorgegaan. Wij spreken hen binnenkort en komen daarop terug.")
    (passage,) = cut(
        [block(*LONG, "zoals u weet de gemeenten Enschede en in een later stadium ook nog, en dat al jaren lang,")],
        [rest],
    )
    assert passage.text.endswith(
        "al jaren lang, Almelo en Hengelo daarin zijn voorgegaan. Wij spreken hen binnenkort en komen daarop terug."
    )


def test_a_finished_paragraph_does_not_go_on() -> None:
    assert len(cut([block("De wachttijd is te lang.")], [block("moet dus korter.")])) == 2


def test_a_heading_is_never_joined() -> None:
    assert (
        len(cut([block("De wachttijd is te lang en")], [block("meer over geld", kind=H, level=1), block("Dit.")])) == 3
    )


def test_a_title_below_a_line_without_a_stop_is_not_swallowed() -> None:
    assert len(cut([block("Aan het college"), block("Geacht college, wij schrijven u over de wachttijden.")])) == 2


# -- hyphens ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("de gegevensbestan-", "den van de gemeente", "de gegevensbestanden van de gemeente"),
        ("de provincie Noord-", "Holland", "de provincie Noord-Holland"),
        ("de 24-uurs-", "zorg", "de 24-uurs-zorg"),
        ("de notificatie-app-", "software", "de notificatie-app-software"),
        ("volgens de AVG-", "wetgeving", "volgens de AVG-wetgeving"),
        ("een Wmo-", "voorziening", "een Wmo-voorziening"),
        ("over zorg-", "in-natura", "over zorg-in-natura"),
        ("de jeugd-", "en opvoedhulp", "de jeugd- en opvoedhulp"),
        ("de op-", "of afschaling", "de op- of afschaling"),
        ("tussen school -", "en thuis", "tussen school - en thuis"),
        ("de wacht\u00ad", "tijd", "de wachttijd"),
    ],
)
def test_a_word_broken_over_lines_is_mended(first: str, second: str, joined: str) -> None:
    (passage,) = cut([block(first, second)])
    assert passage.text == joined


def test_a_word_may_be_broken_over_pages() -> None:
    (passage,) = cut([block("De gemeente telt de wacht-")], [block("tijden voortaan per week.")])
    assert passage.text == "De gemeente telt de wachttijden voortaan per week."


# -- what the boxes promise -------------------------------------------------------------------------------------------
def keep_their_promise(found: tuple[Passage, ...], source: tuple[Page, ...]) -> None:
    texts = {page.number: page.text for page in source}
    for passage in found:
        covered: list[int] = []
        for box in passage.boxes:
            assert passage.text[box.start : box.end] in texts[box.page]
            covered += range(box.start, box.end)
        assert len(covered) == len(set(covered)), "no character in two boxes"
        assert all(letter.isspace() for at, letter in enumerate(passage.text) if at not in set(covered))


SOME = "De raad vraagt wacht- tijd jeugd- en of Noord- Holland 24-uurs- zorg . 12 AVG- – (zo) a. 1. -"
WORD = st.sampled_from(SOME.split())
LINES = st.lists(WORD, min_size=1, max_size=8).map(" ".join)


@given(st.lists(st.one_of(LINES, st.sampled_from(["", "\f", "Vraag 1", "Datum", "pagina 3"])), max_size=30))
def test_every_character_stands_in_one_box_and_literally_on_its_page(rows: list[str]) -> None:
    source = lay_out(plain_pages("\n".join(rows)))
    keep_their_promise(passages("d", source), source)


@given(st.lists(st.lists(LINES, min_size=1, max_size=4), min_size=1, max_size=6), st.booleans())
def test_over_pages_too(groups: list[list[str]], as_items: bool) -> None:
    kind = BlockKind.LIST_ITEM if as_items else T
    source = pages(*([block(*rows, kind=kind)] for rows in groups))
    keep_their_promise(passages("d", source), source)


def test_the_same_pages_give_the_same_passages() -> None:
    source = pages([block(*LONG)], [block("wij daaraan werken.")])
    assert passages("d", source) == passages("d", source)


def test_a_word_that_the_document_writes_with_a_hyphen_keeps_it_at_a_line_end() -> None:
    found = cut(
        [block("Wij gebruiken de wijk-app."), block("Het nut van de wijk-", "app is groot, ook in de jeugd-", "zorg.")]
    )
    assert found[1].text == "Het nut van de wijk-app is groot, ook in de jeugdzorg."


def test_an_address_keeps_the_hyphen_at_a_line_end() -> None:
    (passage,) = cut([block("Zie https://veenoord.example/wijk-", "teams voor meer.")])
    assert passage.text == "Zie https://veenoord.example/wijk-teams voor meer."


def test_below_the_greeting_white_parts_who_signs_from_who_else_does() -> None:
    signing = [block("Hoogachtend,"), block("burgemeester en wethouders,"), block("de secretaris,", "P. Hoekstra")]
    assert [passage.text for passage in cut([block("Wij danken u."), *signing, block("de burgemeester,")])] == [
        "Wij danken u.",
        "Hoogachtend,",
        "burgemeester en wethouders,",
        "de secretaris, P. Hoekstra",
        "de burgemeester,",
    ]
