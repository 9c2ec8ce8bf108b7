"""One letter in the house styles of a dozen municipalities: its letterhead and its text come out the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from ingest.letterhead.letterhead import letterhead
from ingest.passages.build import passages
from ingest.read.files import RawFile
from kb.model import BlockKind
from tests.ingest.read.samples import Words, lines, pdf, read_bytes, texts

AMERICAN = (612.0, 792.0)
ADDRESS = "Adviesraad Sociaal Domein Veenoord\nt.a.v. mevrouw A. Jonker\nDorpsstraat 1\n1234 AB  VEENOORD"
SUBJECT = "Reactie op uw advies over de wachttijden"
BODY = (
    "Geachte mevrouw Jonker,",
    "Op 3 maart 2031 ontvingen wij uw advies over de wachttijden in de\njeugdhulp. Daarvoor danken wij u.",
    "U adviseert ons ieder gezin één vaste contactpersoon te geven. Dit advies\nnemen wij over.",
    "Hoogachtend,\nburgemeester en wethouders van Veenoord,",
    "J. Kramer\nsecretaris",
)
TEXT = [" ".join(part.split()) for part in BODY[:3]]
KRAMER = ("J. Kramer, secretaris",)


def body(x: float, y: float, *, size: float = 10.0, step: float = 13.0) -> list[Words]:
    """The letter from its salutation on, with white between its paragraphs."""
    words: list[Words] = []
    for part in BODY:
        words += lines(x, y, part, size=size, step=step)
        y += step * (part.count("\n") + 2)
    return words


def fields(
    x: float, y: float, rows: tuple[tuple[str, str], ...], *, apart: float = 0.0, size: float = 8.0
) -> list[Words]:
    """Labels with their value behind them (`apart` points further) or, when `apart` is 0, below them."""
    words: list[Words] = []
    for label, value in rows:
        words.append(Words(x, y, label, size, bold=True))
        words.append(Words(x + apart, y if apart else y + size + 2, value, size))
        y += size + 4 if apart else 2 * size + 12
    return words


FIELDS = (("Datum", "12 mei 2031"), ("Uw kenmerk", "ASD-31-07"), ("Ons kenmerk", "Z31-004411"))
LOGO = Words(72, 55, "Gemeente Veenoord", 15, bold=True)


def margin_right() -> bytes:
    page = [LOGO, *lines(72, 130, ADDRESS), *fields(455, 130, (*FIELDS, ("Pagina", "1/1")))]
    return pdf([*page, Words(72, 215, SUBJECT, bold=True), *body(72, 240)])


def margin_left() -> bytes:
    page = [*fields(40, 130, (*FIELDS, ("Bijlage(n)", "geen"))), Words(180, 55, "Gemeente Veenoord", 15, bold=True)]
    return pdf([*page, *lines(180, 130, ADDRESS), Words(180, 215, SUBJECT, bold=True), *body(180, 240)])


def block_top_right() -> bytes:
    """The fields at the top right, beside the address, values behind their labels."""
    page = [LOGO, *lines(72, 150, ADDRESS), *fields(330, 110, FIELDS, apart=80, size=9)]
    return pdf([*page, Words(72, 235, f"Betreft: {SUBJECT}", bold=True), *body(72, 262)])


def row_of_labels() -> bytes:
    """A row of labels with a row of values below it, over the width of the page."""
    heads = [Words(x, 215, label, 8, bold=True) for x, (label, _) in zip((72, 190, 310), FIELDS, strict=True)]
    values = [Words(x, 227, value, 9) for x, (_, value) in zip((72, 190, 310), FIELDS, strict=True)]
    page = [LOGO, *lines(72, 130, ADDRESS), *heads, *values]
    return pdf([*page, Words(72, 255, "Onderwerp", 8, bold=True), Words(72, 267, SUBJECT), *body(72, 295)])


def all_on_one_line() -> bytes:
    line = "Datum: 12 mei 2031   Uw kenmerk: ASD-31-07   Ons kenmerk: Z31-004411"
    page = [LOGO, *lines(72, 130, ADDRESS), Words(72, 205, line, 9)]
    return pdf([*page, Words(72, 228, f"Onderwerp: {SUBJECT}", 10, bold=True), *body(72, 255)])


def ruled_box() -> bytes:
    """The fields in a drawn box of two rows and three columns."""
    cells = [
        (72.0 + 150 * place, 200.0 + 18 * row, 222.0 + 150 * place, 218.0 + 18 * row)
        for row in (0, 1)
        for place in range(3)
    ]
    heads = [Words(76 + 150 * place, 213, label, 9, bold=True) for place, (label, _) in enumerate(FIELDS)]
    values = [Words(76 + 150 * place, 231, value, 9) for place, (_, value) in enumerate(FIELDS)]
    page = [LOGO, *lines(72, 130, ADDRESS), *heads, *values, Words(72, 258, SUBJECT, bold=True), *body(72, 282)]
    return pdf(page, rules=[cells])


def address_window_right() -> bytes:
    page = [LOGO, *lines(330, 130, ADDRESS), *fields(72, 130, FIELDS, apart=70, size=9)]
    return pdf([*page, Words(72, 220, SUBJECT, bold=True), *body(72, 246)])


def american_paper() -> bytes:
    page = [LOGO, *lines(72, 120, ADDRESS), *fields(72, 190, FIELDS, apart=80, size=9)]
    return pdf([*page, Words(72, 240, f"Betreft: {SUBJECT}", bold=True), *body(72, 266)], size=AMERICAN)


def small_type() -> bytes:
    """Nine points, narrow lines."""
    page = [LOGO, *lines(72, 130, ADDRESS, size=9, step=11), *fields(455, 130, FIELDS, size=7)]
    return pdf([*page, Words(72, 200, SUBJECT, 9, bold=True), *body(72, 222, size=9, step=11)])


def place_and_date() -> bytes:
    """No label for the date: the place stands before it."""
    page = [LOGO, *lines(72, 130, ADDRESS), Words(72, 205, "Veenoord, 12 mei 2031")]
    page += fields(72, 222, FIELDS[1:], apart=80, size=10)
    return pdf([*page, Words(72, 260, f"Betreft: {SUBJECT}"), *body(72, 286)])


def foot_with_numbers() -> bytes:
    """A foot of two lines with KvK, IBAN and addresses."""
    foot = lines(
        72,
        800,
        "Postbus 40, 1234 AB Veenoord | telefoon 14 0123 | www.veenoord.example\nKvK 12345678 | IBAN NL00BANK012345",
        size=7,
        step=9,
    )
    page = [LOGO, *lines(72, 130, ADDRESS), *fields(455, 130, FIELDS)]
    return pdf([*page, Words(72, 215, SUBJECT, bold=True), *body(72, 240), *foot])


def return_address() -> bytes:
    """A line with the return address above the window, in small type."""
    page = [LOGO, Words(72, 115, "> Retouradres: Postbus 40, 1234 AB Veenoord", 6.5), *lines(72, 130, ADDRESS)]
    page += fields(455, 130, (*FIELDS, ("Behandeld door", "M. de Boer"), ("Doorkiesnummer", "0123 456 789")))
    return pdf([*page, Words(72, 215, SUBJECT, bold=True), *body(72, 240)])


LAYOUTS: tuple[Callable[[], bytes], ...] = (
    margin_right, margin_left, block_top_right, row_of_labels, all_on_one_line, ruled_box, address_window_right,
    american_paper, small_type, place_and_date, foot_with_numbers, return_address,
)  # fmt: skip


@pytest.fixture(params=LAYOUTS, ids=lambda layout: layout.__name__)
def letter(request: pytest.FixtureRequest) -> RawFile:
    return read_bytes(request.param())


def test_the_letterhead_is_the_same_in_every_house_style(letter: RawFile) -> None:
    head = letterhead(letter.pages, "brief.pdf")
    assert head.title == SUBJECT
    assert head.sender == "College van burgemeester en wethouders van Veenoord"
    assert head.addressee == "Adviesraad Sociaal Domein Veenoord"
    assert (head.date, head.our_reference, head.your_reference) == (date(2031, 5, 12), "Z31-004411", "ASD-31-07")
    assert head.signatories == KRAMER
    assert head.enclosures == ()


def test_the_text_is_the_same_in_every_house_style(letter: RawFile) -> None:
    found = passages("d", letter.pages)
    texts = [passage.text for passage in found if passage.kind is BlockKind.TEXT]
    start = texts.index(TEXT[0]) if TEXT[0] in texts else -1
    assert texts[start : start + 3] == TEXT
    assert texts[:start] == [], "what stands above the salutation is letterhead"
    assert all(passage.kind is not BlockKind.TABLE_ROW for passage in found)
    (heading,) = [passage.text for passage in found if passage.kind is BlockKind.HEADING]
    assert re.sub(r"^(?:Betreft|Onderwerp):? ", "", heading) == SUBJECT


@pytest.mark.parametrize(
    "beside",
    [
        "Contactpersoon\nPetra Visser\nPortefeuillehouder\nEva Smit\nBehandeld door\nJan Vos",
        "in Veenoord wachten\ngezinnen lang op hulp\nBetreft\nhet een kind, dan is\nAan\nhet loket meer haast",
    ],
    ids=["a margin column without figures", "another column of text"],
)
def test_text_beside_something_else_is_not_the_value_of_its_fields(beside: str) -> None:
    text = (
        "In uw brief vraagt u ons om bij ieder gesprek te vragen hoe het\nmet de bezoeker zelf gaat. Dat nemen wij "
        "over, want het sluit aan\nbij wat wij van bezoekers horen. Wel vraagt het om een goede\nvoorbereiding van de "
        "medewerkers aan het loket, die daarvoor\neen training krijgen. Daarover gaan wij in gesprek, zodat het\nwerk "
        "ook bij drukte door kan gaan."
    )
    file = read_bytes(pdf([LOGO, *lines(72, 200, beside), *lines(220, 200, text)]))
    assert " ".join(text.split()) in " ".join(" ".join(texts(file, BlockKind.TEXT)).split())


def test_bold_words_with_which_a_paragraph_opens_stay_in_it() -> None:
    words = [
        *lines(72, 120, "Geacht college,"),
        Words(72, 150, "Wachttijden.", bold=True), Words(140, 150, "Wij zien dat gezinnen lang wachten op hulp, en"),
        Words(72, 163, "dat het in de stad langer duurt dan in het dorp."),
        Words(72, 189, "Vervoer.", bold=True), Words(116, 189, "De pas wordt weinig gebruikt. Wij adviseren u dat te"),
        Words(72, 202, "onderzoeken."),
    ]  # fmt: skip
    found = [passage.text for passage in passages("d", read_bytes(pdf(words)).pages)]
    assert found[1:] == [
        "Wachttijden. Wij zien dat gezinnen lang wachten op hulp, en dat het in de stad langer duurt dan in het dorp.",
        "Vervoer. De pas wordt weinig gebruikt. Wij adviseren u dat te onderzoeken.",
    ]
