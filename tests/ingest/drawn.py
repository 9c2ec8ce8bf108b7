"""Pages of kinds that the demonstration letters do not have, drawn word by word. Each has a golden file of its name."""

from __future__ import annotations

from collections.abc import Callable

from tests.ingest import drawn_council as council
from tests.ingest.read.samples import SLIDE, Words, lines, pdf

BEFORE = """
In uw brief van 3 maart vraagt u hoe het staat met de maatregelen die wij
u vorig jaar hebben toegezegd. Hieronder vindt u per maatregel wat er is
gedaan en wat er nog moet gebeuren.
"""
AFTER = """
Wij gaan ervan uit dat wij uw vragen hiermee hebben beantwoord. Mocht u
nog iets missen, dan horen wij dat graag van u.
"""


def twee_kolommen() -> bytes:
    """Two columns, cut in two by a heading across the page; a sentence goes on in the second column."""
    first = (
        "In de zomer is in de vier kernen geteld\nhoeveel inwoners op hulp wachten. De\n"
        "telling is gedaan door de wijkteams, die",
        "daarvoor twee weken de tijd hadden. Er\ndeden 214 gezinnen mee.\n\nNiet iedereen kon worden bereikt.",
    )
    second = (
        "De wachttijd verschilt per kern. In het\ndorp wacht een gezin vier weken, in de\nstad elf.",
        "Dat komt doordat in de stad minder\naanbieders een contract hebben. Daar\nwordt aan gewerkt.",
    )
    words = [Words(60, 80, "Wachten op hulp in vier kernen", 20, bold=True)]
    for top, (left, right) in ((120, first), (240, second)):
        words += lines(60, top, left) + lines(310, top, right)
    return pdf([*words, Words(60, 205, "Waarom het in de stad langer duurt dan in het dorp", 14, bold=True)])


def tabel_zonder_lijnen() -> bytes:
    """Measure, action, explanation: no rules, cells over several lines, white between the rows."""
    rows = (
        ("Maatregel", "Actie", "Toelichting"),
        ("1. Eén loket", "Het loket is op\n1 mei geopend", "Wie wil kan er zonder\nafspraak heen, ook in\nde avond."),
        ("2. Bezoek aan huis\nbij schulden", "Loopt", "Er zijn 40 gezinnen bezocht."),
        ("3. Taalhulp", "Nog niet begonnen,\nwegens ziekte", "Het team is sinds maart\nniet compleet."),
        ("4. Vervoer", "Afgerond", "De pas is ingevoerd."),
    )  # fmt: skip
    words, y = lines(72, 120, BEFORE), 185.0
    for number, row in enumerate(rows):
        for x, cell in zip((72, 200, 330), row, strict=True):
            words += lines(x, y, cell, bold=number == 0)
        y += 13 * max(cell.count("\n") + 1 for cell in row) + 7
    return pdf([*words, *lines(72, y + 15, AFTER)])


def cijfers_zonder_lijnen() -> bytes:
    """Figures below each other, at the distance of ordinary lines."""
    rows = (
        ("Kern", "2029", "2030", "Verschil"),
        ("Dorp", "41", "38", "-3"),
        ("Stad", "112", "140", "28"),
        ("Buitengebied", "9", "11", "2"),
        ("Totaal", "162", "189", "27"),
    )
    words = lines(72, 120, BEFORE)
    for number, row in enumerate(rows):
        places = zip((72, 200, 270, 340), row, strict=True)
        words += [Words(x, 185 + 13 * number, cell, bold=number == 0) for x, cell in places]
    return pdf([*words, *lines(72, 275, AFTER)])


def voetnoten() -> bytes:
    """Two notes in a smaller letter, the first over two lines, and a page number below them."""
    text = """
De verordening noemt een termijn van acht weken,1 die in de praktijk zelden
wordt gehaald. Vorig jaar kwam het antwoord gemiddeld na dertien weken.2

De adviesraad vraagt daarom om een tussenbericht na vier weken.
"""
    notes = """
1 Artikel 7 van de verordening, zoals die luidt sinds de wijziging van 3 maart 2030; de toelichting
zegt niet waarom voor acht weken is gekozen.
2 Eigen telling van de adviesraad over 2030.
"""
    return pdf([*lines(72, 120, text), *lines(72, 730, notes, size=7.5, step=10), Words(295, 815, "4", 8)])


def lijst_over_bladzijde() -> bytes:
    """A numbered list with letters below its numbers; the text of letter b goes on over the page."""
    first = [
        *lines(72, 690, "Wij adviseren u het volgende:"),
        *lines(72, 710, "1."), *lines(90, 710, "Sluit aan bij wat er in de wijk al is:"),
        *lines(90, 725, "a."), *lines(108, 725, "betrek het dorpshuis en de school;"),
        *lines(90, 740, "b."), *lines(108, 740, "vraag aan de huisartsen wie zij verwijzen\nen waarheen, en deel dat"),
        *lines(295, 815, "2", size=8),
    ]  # fmt: skip
    second = [
        *lines(72, 90, "Adviesraad Veenoord, advies over de wijkteams", size=8),
        *lines(108, 120, "met de wijkteams;"),
        *lines(90, 135, "c."), *lines(108, 135, "spreek af wie het gezin belt."),
        *lines(72, 155, "2."), *lines(90, 155, "Meet na een jaar wat het heeft opgeleverd."),
        *lines(295, 815, "3", size=8),
    ]  # fmt: skip
    return pdf(first, second)


def afbreking_over_bladzijde() -> bytes:
    """A word broken at the foot of a page, below which stand a foot and a page number."""
    first = """
Het college heeft in het afgelopen jaar met alle aanbieders gesproken. In
die gesprekken kwam steeds terug dat de administratie te zwaar is. Zo moet
een begeleider per gezin drie formulieren invullen, en dat gaat van de tijd
voor het gezin af. Wij willen dat terugbrengen tot één formulier, dat door
alle gemeenten in de regio wordt gebruikt. Daarmee winnen wij in de jeugd-
"""
    second = """
hulp naar schatting een halve dag per week.

Over de invoering krijgt u in het najaar bericht.
"""
    foot = "Gemeente Veenoord | Postbus 1 | 1234 AB Veenoord"
    pages = [
        [*lines(72, 700, first), Words(72, 805, foot, 7), Words(500, 805, "pagina 1 van 2", 7)],
        [*lines(72, 110, second), Words(72, 805, foot, 7), Words(500, 805, "pagina 2 van 2", 7)],
    ]
    return pdf(*pages)


def citaat_naast_tekst() -> bytes:
    """A quote in large letters stands at the right of a text that makes room for it."""
    beside = """
Mevrouw De Boer wacht al sinds het
voorjaar op een gesprek. Zij heeft drie
keer gebeld en kreeg iedere keer iemand
anders aan de lijn, die haar opnieuw
vroeg waar het over ging.

Zij is niet de enige. In de gesprekken die
wij voerden kwam dit vaak terug, vooral
bij mensen die voor het eerst om hulp
vragen.
"""
    quote = '"Ik moest mijn verhaal\nvier keer vertellen,\nen toen nog eens."'
    below = "Daarom adviseren wij u ieder gezin één vaste contactpersoon te\ngeven, die het dossier kent en zelf belt."
    return pdf(
        [
            Words(72, 90, "Wachten en bellen", 16, bold=True),
            *lines(72, 120, beside),
            *lines(320, 140, quote, size=15, step=20),
            *lines(72, 265, below),
        ]
    )


def nummers_in_de_voet() -> bytes:
    """Running head and foot with the page number glued to their words; the pages differ in everything else."""
    texts = (
        "Dit rapport gaat over wachten. Wij spraken met gezinnen, met aanbieders\nen met medewerkers van de gemeente.",
        "De wachttijd is in een jaar tijd verdubbeld. Dat heeft meer dan één oorzaak,\nen die worden hier besproken.",
        "Wij sluiten af met vier aanbevelingen aan het college en één aan de raad.",
    )
    pages = [
        [
            Words(72, 45, f"Rapport Wachten op hulp | {number}", 8),
            *lines(72, 120, text),
            Words(72, 812, f"Rekenkamer Veenoord{number}", 8),
        ]
        for number, text in enumerate(texts, 11)
    ]
    return pdf(*pages)


def dia_drie_vakken() -> bytes:
    """A slide with three boxes of text beside each other below a title."""
    boxes = (
        ("Toen", "In 2028 stond het loket\ndrie ochtenden open, op\nafspraak."),
        ("Nu", "Sinds vorig jaar is het\niedere dag open, ook zonder\nafspraak."),
        ("Straks", "Vanaf de zomer is er ook\neen loket in het dorp."),
    )
    words = [Words(50, 60, "Het loket door de jaren heen", 24, bold=True)]
    for place, (title, text) in enumerate(boxes):
        x = 50 + 255 * place
        words += [Words(x, 130, title, 15, bold=True), *lines(x, 155, text, size=13, step=17)]
    return pdf([*words, Words(800, 455, "7", 9)], size=SLIDE)


def inhoud_met_nummers() -> bytes:
    """A table of contents with dots and page numbers, and the first chapter below it on the same page."""
    entries = (("1. Aanleiding", "3"), ("2. Wat wij vonden", "5"), ("2.1 De wachttijd", "6"), ("3. Aanbevelingen", "9"))
    words = [Words(72, 100, "Inhoudsopgave", 16, bold=True)]
    for place, (title, number) in enumerate(entries):
        y = 130 + 16 * place
        words += [Words(72, y, f"{title} {'.' * 80}"), Words(510, y, number)]
    words += [Words(72, 250, "Leeswijzer", 16, bold=True)]
    text = (
        "Wie weinig tijd heeft, leest de aanbevelingen in hoofdstuk 3. De cijfers\nstaan in de bijlage bij dit rapport."
    )
    return pdf([*words, *lines(72, 280, text)])


def sprekers() -> bytes:
    """Minutes in which every speaker begins on a new line, without white between them."""
    text = """
De voorzitter: Ik open de vergadering en heet u allen van harte welkom.
Mevrouw De Boer (Dorpslijst): Dank u, voorzitter. Mijn vraag gaat over de
wachttijd in de jeugdhulp. Kan de wethouder zeggen hoe lang gezinnen in ons
dorp nu wachten?
Wethouder Kramer: Dat zijn elf weken. Ik zeg u toe dat u vóór 1 juli een
overzicht per kern krijgt.
De heer Jonker (Groen Veenoord): Voorzitter, ik sluit mij daarbij aan.
De voorzitter: Dan sluit ik de vergadering.
"""
    return pdf([Words(72, 90, "Verslag commissie Samenleving", 16, bold=True), *lines(72, 120, text)])


PAGES: dict[str, Callable[[], bytes]] = {
    page.__name__: page
    for page in (
        twee_kolommen, tabel_zonder_lijnen, cijfers_zonder_lijnen, voetnoten, lijst_over_bladzijde,
        afbreking_over_bladzijde, citaat_naast_tekst, nummers_in_de_voet, dia_drie_vakken, inhoud_met_nummers, sprekers,
        council.raadsvoorstel, council.sprekers_in_kolom, council.kader_en_figuur, council.besluiten_in_tabel,
        council.brief_met_gegevens_op_een_rij,
    )
}  # fmt: skip
