"""PDF pages: reading order, columns, margins, tables and what stands at the edges."""

from __future__ import annotations

from kb.model import BlockKind
from tests.ingest.read.samples import SLIDE, Words, blocks, lines, pdf, placed, read_bytes, texts, turned

BODY = """
Met belangstelling hebben wij uw advies gelezen over de wachttijden in
de jeugdhulp. Wij onderschrijven dat een gezin moet weten waar het aan
toe is, en wij nemen uw eerste advies over.

Over het tweede advies beslissen wij bij de begroting van volgend jaar,
omdat het gevolgen heeft voor de formatie van het jeugdteam en voor de
afspraken met de regio.
"""
ROWS = (("Maatregel", "Actie", "Stand"), ("Eén team", "Gevormd", "Klaar"), ("Bezoek", "Ingevoerd", "Loopt"))
FIRST = "Met belangstelling hebben wij uw advies gelezen over de wachttijden in de jeugdhulp."


def test_a_margin_column_stays_out_of_the_text() -> None:
    margin = lines(455, 130, "Datum\n3 maart 2031\n\nUw kenmerk\nV-2031-7\n\nPagina\n1/2", size=7.5, step=10)
    read = read_bytes(pdf([*lines(72, 130, BODY), *margin]))
    assert texts(read, BlockKind.TEXT)[0].startswith(FIRST)
    assert len(texts(read, BlockKind.TEXT)) == 2
    assert "V-2031-7" in " ".join(texts(read, BlockKind.FURNITURE))


def test_a_margin_column_on_the_left_too() -> None:
    margin = lines(40, 130, "Datum\n3 maart 2031\n\nOns kenmerk\nV-2031-7", size=7.5, step=10)
    read = read_bytes(pdf([*lines(180, 130, BODY), *margin]))
    assert len(texts(read, BlockKind.TEXT)) == 2
    assert texts(read, BlockKind.TEXT)[0].startswith(FIRST)


def test_fields_with_their_values_behind_them_stay_in_one_line() -> None:
    head = [
        *(Words(72, 120 + 18 * place, label, bold=True) for place, label in enumerate(("Datum", "Ons kenmerk"))),
        *(Words(150, 120 + 18 * place, value) for place, value in enumerate(("3 maart 2031", "V-2031-7"))),
    ]
    read = read_bytes(pdf([*head, *lines(72, 220, BODY)]))
    assert texts(read, BlockKind.FURNITURE) == ["Datum 3 maart 2031", "Ons kenmerk V-2031-7"]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = "De raad heeft in het voorjaar gevraagd\nom een overzicht van alle wachtlijsten\nen dat overzicht is er nu."
    right = "Het college heeft daarbij aangetekend\ndat de cijfers nog voorlopig zijn en\ndat een nieuwe telling volgt."
    title = [Words(60, 100, "Twee kanten van dezelfde wachtlijst in de gemeente", 18, bold=True)]
    read = read_bytes(pdf([*title, *lines(60, 140, left), *lines(320, 140, right)]))
    assert [text[:8] for text in texts(read)] == ["Twee kan", "De raad ", "Het coll"]


def test_a_title_that_wraps_above_columns_is_one_heading() -> None:
    title = lines(50, 60, "Aanbeveling 3: Volg huishoudens langer dan\néén jaar", size=22, step=26, bold=True)
    left = "Na een onbeantwoorde brief sluit de\ngemeente het dossier, en niemand weet\nhoe het verder gaat."
    right = "Gericht aan het college\nvan burgemeester en wethouders\nen aan de raad."
    read = read_bytes(pdf([*title, *lines(50, 140, left, size=12, step=16), *lines(480, 140, right)], size=SLIDE))
    heading = blocks(read, BlockKind.HEADING)[0]
    assert heading.text == "Aanbeveling 3: Volg huishoudens langer dan\néén jaar"
    assert heading.label == "3"


def test_running_heads_and_page_numbers_are_furniture() -> None:
    pages = [
        [Words(72, 40, "Rapport Wachten op hulp"), *lines(72, 120, BODY), Words(300, 810, str(number))]
        for number in (1, 2, 3)
    ]
    read = read_bytes(pdf(*pages))
    assert texts(read, BlockKind.FURNITURE) == [
        word for number in "123" for word in ("Rapport Wachten op hulp", number)
    ]
    assert len(texts(read, BlockKind.TEXT)) == 6


def test_a_title_at_the_top_of_a_slide_is_no_running_head() -> None:
    pages = [
        [Words(50, 40, f"{title} in de praktijk", 22, bold=True), Words(700, 40, "Rekenkamer Veenoord", 8),
         *lines(50, 120, BODY, size=12, step=16), Words(800, 460, str(number), 8)]
        for number, title in enumerate(("Beleid", "Uitvoering", "Toezicht"), 1)
    ]  # fmt: skip
    read = read_bytes(pdf(*pages, size=SLIDE))
    titles = texts(read, BlockKind.HEADING)
    assert titles == ["Beleid in de praktijk", "Uitvoering in de praktijk", "Toezicht in de praktijk"]


def drawn_table() -> bytes:
    words = [Words(76 + 120 * x, 214 + 20 * y, word) for y, cells in enumerate(ROWS) for x, word in enumerate(cells)]
    cells = [(72.0 + 120 * x, 200.0 + 20 * y, 192.0 + 120 * x, 220.0 + 20 * y) for y in range(3) for x in range(3)]
    return pdf([*words, *lines(72, 300, BODY)], rules=[cells])


def test_a_drawn_table_is_one_block_per_row() -> None:
    assert texts(read_bytes(drawn_table()), BlockKind.TABLE_ROW) == [" | ".join(row) for row in ROWS]


def test_a_table_on_a_page_that_was_placed_on_another_is_a_table_too() -> None:
    assert texts(read_bytes(placed(drawn_table())), BlockKind.TABLE_ROW) == [" | ".join(row) for row in ROWS]


def test_footnotes_are_set_apart() -> None:
    notes = lines(
        72, 740, "1 Zie de brief van de raad van 3 maart 2031.\n2 Artikel 7 van de verordening.", size=7, step=9
    )
    read = read_bytes(pdf([*lines(72, 130, BODY), *notes]))
    assert texts(read, BlockKind.FOOTNOTE) == [
        "1 Zie de brief van de raad van 3 maart 2031.",
        "2 Artikel 7 van de verordening.",
    ]


def test_a_contents_entry_never_looks_like_the_chapter() -> None:
    entries = [("1. Inleiding", "3"), ("2. Aanbevelingen", "5"), ("3. Nawoord", "9")]
    contents = [
        Words(72, 80, "Inhoudsopgave", 16, bold=True),
        *(Words(72, 120 + 20 * place, title) for place, (title, _) in enumerate(entries)),
        *(Words(520, 120 + 20 * place, page) for place, (_, page) in enumerate(entries)),
    ]
    chapter = [Words(72, 80, "2. Aanbevelingen", 16, bold=True), *lines(72, 120, BODY)]
    read = read_bytes(pdf(contents, chapter))
    assert texts(read, BlockKind.HEADING) == ["2. Aanbevelingen"]
    assert blocks(read, BlockKind.HEADING)[0] in read.pages[1].blocks


def test_boxes_lie_on_the_page_as_it_is_shown() -> None:
    upright = pdf(lines(72, 130, BODY))
    for degrees in (0, 90, 180, 270):
        read = read_bytes(turned(upright, degrees))
        page = read.pages[0]
        assert "jeugdhulp" in page.text
        for block in page.blocks:
            box = block.bbox
            assert box is not None
            assert 0 <= box.x0 < box.x1 <= page.width
            assert 0 <= box.y0 < box.y1 <= page.height


def test_letters_that_were_set_apart_are_words_again() -> None:
    read = read_bytes(pdf([Words(72, 300, "R e k e n k a m e r   V e e n o o r d"), *lines(72, 400, BODY)]))
    assert "Rekenkamer Veenoord" in read.pages[0].text


def test_bullets_belong_to_their_items() -> None:
    words = [
        word
        for place in range(3)
        for word in (Words(72, 120 + 15 * place, "-"), Words(90, 120 + 15 * place, f"punt {place}"))
    ]
    read = read_bytes(pdf([Words(72, 100, "Wij denken aan:"), *words]))
    found = blocks(read, BlockKind.LIST_ITEM)
    assert [block.label for block in found] == ["•", "•", "•"]
    assert [block.lines[-1].text for block in found] == ["punt 0", "punt 1", "punt 2"]
