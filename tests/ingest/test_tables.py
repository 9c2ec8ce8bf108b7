"""Tables that only stand in line, and everything that stands in line without being a table."""

from __future__ import annotations

import pytest

from kb.model import BlockKind
from tests.ingest.read.samples import SLIDE, Words, blocks, lines, pdf, read_bytes, texts

ROW = BlockKind.TABLE_ROW
PROSE = """
Met belangstelling hebben wij uw advies gelezen over de wachttijden in
de jeugdhulp. Wij onderschrijven dat een gezin moet weten waar het aan
toe is, en wij nemen uw eerste advies over.
"""
LEFT = """
De raad heeft in het voorjaar gevraagd
om een overzicht van alle wachtlijsten
en dat overzicht is er nu. Het is met
de aanbieders besproken.

De aanbevelingen van de rekenkamer
zijn daarin verwerkt, op één na, en die
volgt in het najaar.

Daarna is het aan de raad.
"""
RIGHT = """
Het college heeft daarbij aangetekend
dat de cijfers nog voorlopig zijn en
dat een nieuwe telling volgt. Die is
begroot op een maand.

In de tussentijd blijft het loket open
op alle werkdagen, behalve in de week
van de verhuizing.

Ook de website wordt ververst.
"""

SHORT = """
De raad vroeg om een
overzicht dat volledig is.

Dat is er nu, zegt het
college, en het staat er.

De rekenkamer vond nog
drie fouten in de cijfers.
"""


def grid(
    rows: tuple[tuple[str, ...], ...], at: tuple[float, ...], y: float, *, white: float = 0.0, head: bool = True
) -> list[Words]:
    """Cells below each other; a cell may hold several lines. `white` is what parts the rows, in points."""
    words: list[Words] = []
    for number, row in enumerate(rows):
        for x, cell in zip(at, row, strict=True):
            words += lines(x, y, cell, bold=head and number == 0)
        y += 13 * max(cell.count("\n") + 1 for cell in row) + white
    return words


def rows_of(data: bytes) -> list[str]:
    return texts(read_bytes(data), ROW)


# -- tables -----------------------------------------------------------------------------------------------------------
def test_rows_without_white_between_them_begin_where_the_first_column_does() -> None:
    cells = (
        ("Toezegging", "Wie", "Stand"),
        ("Overzicht", "Kramer", "Volgt bij de\nbegroting"),
        ("Telling", "De Boer", "Klaar"),
        ("Bezoek", "Kramer", "Loopt, met een\nkleine achterstand"),
    )
    found = rows_of(pdf([*lines(72, 100, PROSE), *grid(cells, (72, 220, 330), 170), *lines(72, 300, PROSE)]))
    assert found == [
        "Toezegging | Wie | Stand", "Overzicht | Kramer | Volgt bij de begroting", "Telling | De Boer | Klaar",
        "Bezoek | Kramer | Loopt, met een kleine achterstand",
    ]  # fmt: skip


def test_an_empty_cell_keeps_its_place() -> None:
    cells = (
        ("Maatregel", "Actie", "Stand"),
        ("Loket", "", "Open"),
        ("Taal", "Cursus", ""),
        ("Vervoer", "Pas", "Klaar"),
    )
    assert rows_of(pdf(grid(cells, (72, 220, 330), 170, white=6)))[1:3] == ["Loket |  | Open", "Taal | Cursus | "]


def test_two_columns_below_a_bold_head_are_a_table() -> None:
    cells = (
        ("Aanbeveling", "Wat wij doen"),
        ("1. Eén gezicht", "Ieder gezin krijgt vóór 1 juli een vaste\ncontactpersoon."),
        ("2. Tellen", "Wij tellen voortaan per maand."),
        ("3. Bezoek\naan huis", "Dat doen wij al."),
    )
    found = rows_of(pdf([*lines(72, 100, PROSE), *grid(cells, (72, 200), 170, white=7)]))
    assert found[1] == "1. Eén gezicht | Ieder gezin krijgt vóór 1 juli een vaste contactpersoon."
    assert found[3] == "3. Bezoek aan huis | Dat doen wij al."


def test_a_word_broken_in_a_narrow_cell_is_mended() -> None:
    cells = (
        ("Wie", "Wat", "Stand"),
        ("Kramer", "De wacht-\ntijden", "Klaar"),
        ("De Boer", "De jeugd-\nen ouderenzorg", "Loopt"),
    )
    assert rows_of(pdf(grid(cells, (72, 200, 320), 170, white=6)))[1:] == [
        "Kramer | De wachttijden | Klaar", "De Boer | De jeugd- en ouderenzorg | Loopt",
    ]  # fmt: skip


def test_a_margin_column_is_not_part_of_the_table_beside_it() -> None:
    margin = lines(470, 170, "Datum\n3 maart 2031\n\nOns kenmerk\nV-2031-7\n\nPagina\n1/2", size=7.5, step=10)
    cells = (("Maatregel", "Actie", "Stand"), ("Loket", "Verhuisd", "Klaar"), ("Taal", "Cursus", "Loopt"))
    read = read_bytes(pdf([*lines(72, 100, PROSE), *grid(cells, (72, 220, 330), 170, white=6), *margin]))
    assert texts(read, ROW) == ["Maatregel | Actie | Stand", "Loket | Verhuisd | Klaar", "Taal | Cursus | Loopt"]
    assert "V-2031-7" in " ".join(texts(read, BlockKind.FURNITURE))


def test_text_around_a_table_stays_text() -> None:
    cells = (("Kern", "2029", "2030"), ("Dorp", "41", "38"), ("Stad", "112", "140"), ("Samen", "153", "178"))
    read = read_bytes(pdf([*lines(72, 100, PROSE), *grid(cells, (72, 220, 330), 165), *lines(72, 240, PROSE)]))
    assert [len(texts(read, kind)) for kind in (BlockKind.TEXT, ROW)] == [2, 4]
    assert [block.kind for block in blocks(read)] == [BlockKind.TEXT, *[ROW] * 4, BlockKind.TEXT]


# -- no tables --------------------------------------------------------------------------------------------------------
NO_TABLE = {
    "two columns of text": [*lines(60, 140, LEFT), *lines(310, 140, RIGHT)],
    "two columns of text below bold heads": [
        Words(60, 120, "Wat wij vonden", bold=True), Words(310, 120, "Wat dat betekent", bold=True),
        *lines(60, 140, LEFT), *lines(310, 140, RIGHT),
    ],
    "three columns of text": [
        *lines(40, 140, "De raad vroeg om een\noverzicht van alle\nwachtlijsten, en dat\nis er nu."),
        *lines(220, 140, "Het college tekent\ndaarbij aan dat de\ncijfers nog lang niet\nvast staan."),
        *lines(400, 140, "De rekenkamer heeft\ndaar naar gekeken en\nvond drie fouten, die\nzijn verbeterd."),
    ],
    "three columns of text, one sentence long": [
        *lines(40, 140, "In Veenoord wacht een\nKind elf weken, ook in\nDorpen die wij niet\nKennen zien wij dat"),
        *lines(220, 140, "de raad vraagt om een\noverzicht per kern en\neen telling per maand\nvan alle aanbieders in"),
        *lines(400, 140, "de regio die daarvoor\nhet geld heeft gekregen\nen die nog niet weten\nhoe zij dat doen"),
    ],
    "three columns of text with paragraphs in line": [
        *lines(40, 140, SHORT), *lines(220, 140, SHORT), *lines(400, 140, SHORT)
    ],
    "a margin column": [
        *lines(72, 130, PROSE + PROSE),
        *lines(455, 130, "Datum\n3 maart 2031\n\nUw kenmerk\nV-2031-7\n\nPagina\n1/2", size=7.5, step=10),
    ],
    "fields above a letter": [
        *grid((("Datum", "3 maart 2031"), ("Ons kenmerk", "V-7"), ("Bijlagen", "2"), ("Onderwerp", "Wachttijd")),
              (72, 180), 130, white=5, head=False),
        *lines(72, 240, PROSE),
    ],
    "fields in two pairs": [
        *grid((("Datum", "3 maart 2031", "Ons kenmerk", "V-7"), ("Uw brief van", "1 mei 2030", "Uw kenmerk", "A-12"),
               ("Behandeld door", "J. Kramer", "Bijlagen", "2")), (72, 180, 310, 420), 130, white=5, head=False),
        *lines(72, 240, PROSE),
    ],
    "fields with their values below them": [
        *grid((("Datum", "Ons kenmerk", "Onderwerp"), ("3 maart 2031", "V-7", "Wachttijden")), (72, 220, 370), 130),
        *lines(72, 240, PROSE),
    ],
    "an address beside a return address": [
        *lines(72, 130, "Aan het college van Veenoord\nPostbus 1\n1234 AB Veenoord"),
        *lines(350, 130, "Bezoekadres\nDorpsstraat 1\nVeenoord"),
        *lines(72, 240, PROSE),
    ],
    "signatures": [
        *lines(72, 130, PROSE), *lines(72, 200, "Hoogachtend,\nburgemeester en wethouders van Veenoord,"),
        *grid((("A. Kramer", "B. de Boer", "C. Jonker"), ("secretaris", "burgemeester", "griffier")),
              (72, 220, 370), 280, head=False),
    ],
    "a table of contents": [
        Words(72, 100, "Inhoud", 16, bold=True),
        *grid((("1.", "Inleiding", "3"), ("2.", "Wat wij zagen", "5"), ("3.", "Advies", "9"), ("4.", "Nawoord", "12")),
              (72, 100, 500), 130, head=False),
    ],
    "a list with hanging numbers": [
        *grid((("1.", "Tel voortaan per maand,\nen publiceer de telling."), ("2.", "Bel ieder gezin dat wacht."),
               ("3.", "Ga bij twee signalen op bezoek.")), (72, 100), 130, white=4, head=False),
    ],
    "minutes with times": [
        *grid((("19.30", "Opening"), ("19.40", "Vragen aan het college"), ("20.15", "Wachttijden in de jeugdhulp")),
              (72, 130), 130, head=False),
        *lines(72, 240, PROSE),
    ],
}  # fmt: skip


@pytest.mark.parametrize("words", NO_TABLE.values(), ids=NO_TABLE)
def test_what_only_stands_in_line_is_no_table(words: list[Words]) -> None:
    assert rows_of(pdf(words)) == []


def test_boxes_on_a_slide_are_no_table() -> None:
    for across in (2, 3):
        words = [Words(50, 60, "Het loket door de jaren heen", 24, bold=True)]
        for place in range(across * 2):
            x, y = 50 + 255 * (place % across), 130 + 120 * (place // across)
            words += [Words(x, y, f"Vak {place}", 15, bold=True)]
            words += lines(x, y + 22, "In dat jaar stond het loket\ndrie ochtenden open.", size=13, step=17)
        assert rows_of(pdf(words, size=SLIDE)) == []


def test_lists_beside_each_other_on_a_slide_are_no_table() -> None:
    words = [Words(50, 60, "Wat wij vonden", 24, bold=True)]
    for x, title in ((50, "Wat goed gaat"), (440, "Wat beter kan")):
        words += [Words(x, 120, title, 15, bold=True)]
        for place, item in enumerate(("Het team kent de gezinnen", "De school doet mee", "Er is\neen avondloket")):
            words += [Words(x, 145 + 20 * place, "-", 13), *lines(x + 16, 145 + 20 * place, item, size=13, step=17)]
    assert rows_of(pdf(words, size=SLIDE)) == []


def test_rows_of_a_long_table_at_the_edge_of_the_page_are_no_foot() -> None:
    """Their numbers count like those of pages, and what stands in a column comes back on every page."""
    pages = []
    for number in range(3):
        words = [Words(60, 790 - 16 * at, str(20 * number + 20 - at)) for at in range(20)]
        words += [Words(100, 790 - 16 * at, f"Tel in {'abcdefghijklmnopqrst'[at] * 4} opnieuw.") for at in range(20)]
        words += [Words(400, 790 - 16 * at, "Loopt nog.") for at in range(20)]
        pages.append(words)
    cells = [(55, 778 - 16 * at, 550, 794 - 16 * at) for at in range(20)]
    rows = texts(read_bytes(pdf(*pages, rules=[cells] * 3)), ROW)
    assert len(rows) == 60
    assert rows[-1].startswith("60 | Tel in aaaa opnieuw. | Loopt nog.")
