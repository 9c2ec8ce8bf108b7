"""Pages as councils and their boards make them, drawn word by word. Each has a golden file of its name."""

from __future__ import annotations

from itertools import pairwise

from tests.ingest.read.samples import Words, lines, pdf

LANDSCAPE = (842.0, 595.0)


def raadsvoorstel() -> bytes:
    """A proposal to the council: labels in bold at the left of a column of values, then headings with text."""
    fields = (
        ("Portefeuillehouder", "M. Terpstra"),
        ("Datum", "14 januari 2031"),
        ("Zaaknummer", "Z-31-00417"),
        ("Raadsvergadering", "6 maart 2031"),
        ("Onderwerp", "Verordening adviesraad sociaal domein"),
    )
    words = [Words(72, 80, "Raadsvoorstel", 20, bold=True)]
    for place, (label, value) in enumerate(fields):
        words += [Words(72, 120 + 16 * place, label, bold=True), Words(210, 120 + 16 * place, value)]
    asked = "Gevraagd besluit"
    first = "De adviesraad werkt nu met een verordening uit 2016. Daarin staat niet binnen welke\n"
    first += "termijn het college op een advies reageert. In de praktijk duurt dat drie tot negen maanden."
    second = "Met een vaste termijn weet de adviesraad waar hij aan toe is. Het college kan de termijn\n"
    second += "één keer verlengen, en laat dan weten waarom."
    old = "De verordening uit 2016 in te trekken op de dag waarop de nieuwe\ningaat."
    words += [
        Words(72, 225, asked, 12, bold=True),
        *lines(72, 245, "1."), *lines(90, 245, "De Verordening adviesraad sociaal domein 2031 vast te stellen."),
        *lines(72, 260, "2."), *lines(90, 260, old),
        Words(72, 305, "Aanleiding", 12, bold=True), *lines(72, 325, first),
        Words(72, 375, "Wat willen wij bereiken?", 12, bold=True), *lines(72, 395, second),
    ]  # fmt: skip
    return pdf(words)


def sprekers_in_kolom() -> bytes:
    """Minutes with who speaks in a column at the left of what is said."""
    said = (
        ("De voorzitter", "Ik open de vergadering en heet u welkom. Er is bericht van verhindering\nvan de heer Smit."),
        (
            "Mevrouw De Boer",
            "Dank u, voorzitter. Ik wil weten waarom de brief van de adviesraad na vijf\n"
            "maanden nog niet is beantwoord. Kan de wethouder dat uitleggen, en wanneer\nkomt het antwoord?",
        ),
        ("Wethouder Kramer", "Dat is te lang. Ik zeg u toe dat de adviesraad het antwoord\nvóór 1 mei heeft."),
        ("De heer Jonker", "Ik sluit mij aan bij de vraag."),
        ("De voorzitter", "Dan gaan wij over naar het volgende punt."),
    )  # fmt: skip
    words = [Words(72, 90, "Verslag van de raadscommissie", 16, bold=True), Words(72, 112, "12 maart 2031")]
    words += [Words(72, 135, "Aanwezig", bold=True), Words(190, 135, "zeven leden, de wethouder en de griffier")]
    y = 160.0
    for name, text in said:
        words += [Words(72, y, name, bold=True), *lines(190, y, text)]
        y += 13 * (text.count("\n") + 1) + 9
    return pdf(words)


def kader_en_figuur() -> bytes:
    """A report in two columns; the second ends with a box in a smaller letter and a picture with its caption."""
    left = """
De gemeente heeft sinds 2028 een loket
waar inwoners zonder afspraak terecht
kunnen. Wij gingen na wie daar komt en
met welke vraag. Daarvoor spraken wij in
twee maanden met 130 bezoekers.

De meeste bezoekers komen voor iemand
anders: een ouder, een buurvrouw, een
kind. Zij weten vaak niet dat er ook
hulp is voor wie zelf voor een ander
zorgt. Het loket vraagt daar niet naar.

Dat is jammer, want juist deze groep
raakt overbelast zonder dat iemand het
merkt. In de gesprekken hoorden wij van
elf mensen dat zij hun werk hebben
"""
    right = """
opgezegd om te kunnen zorgen.

Het loket zou bij ieder gesprek kunnen
vragen hoe het met de bezoeker zelf gaat.
Dat kost een minuut en voorkomt veel.
"""
    box = """
Het loket is vijf ochtenden per week open.
Er werken zes mensen. Wie belt, wordt
dezelfde dag teruggebeld.
"""
    words = [
        Words(60, 80, "2. Wie komt er aan het loket?", 16, bold=True),
        *lines(60, 120, left),
        *lines(310, 120, right),
        Words(320, 215, "Zo werkt het loket", 9, bold=True),
        *lines(320, 230, box, size=9, step=12),
        *lines(310, 400, "Figuur 3. Bezoekers van het loket per maand", size=8),
        Words(295, 815, "9", 8),
    ]
    return pdf(words, rules=[[(310, 200, 535, 265), (310, 280, 535, 390)]])


def besluiten_in_tabel() -> bytes:
    """A list of decisions in landscape: one table over two pages, its head row on both."""
    head = ("Nr.", "Onderwerp", "Besluit", "Portefeuille")
    first = (
        ("1", "Advies over het loket", "Het college stemt in met\nde reactie op het advies.", "Kramer"),
        ("2", "Subsidie dorpshuis", "Het college verleent een\nsubsidie van 18.000 euro.", "Terpstra"),
        ("3", "Verkeersplan", "Het college houdt het besluit aan tot\nde vergadering van 8 april.", "Visser"),
    )  # fmt: skip
    second = (
        ("4", "Beleidsplan schulden", "Het college stelt het plan vast en legt\nhet voor aan de raad.", "Kramer"),
        ("5", "Rondvraag", "Geen besluiten.", "Allen"),
    )
    edges = (50.0, 90.0, 290.0, 640.0, 790.0)
    pages: list[list[Words]] = []
    rules: list[list[tuple[float, ...]]] = [[], []]
    for number, rows in enumerate((first, second)):
        y = 110.0 if number == 0 else 60.0
        words = [Words(50, 60, "Openbare besluitenlijst van 1 april 2031", 16, bold=True)] if number == 0 else []
        for place, row in enumerate((head, *rows)):
            high = 13.0 * max(cell.count("\n") + 1 for cell in row) + 8
            for (x0, x1), cell in zip(pairwise(edges), row, strict=True):
                words += lines(x0 + 4, y + 13, cell, bold=place == 0)
                rules[number].append((x0, y, x1, y + high))
            y += high
        pages.append([*words, Words(700, 570, f"Bladzijde {number + 1} van 2", 8)])
    return pdf(*pages, size=LANDSCAPE, rules=rules)


def brief_met_gegevens_op_een_rij() -> bytes:
    """A letter for a window envelope: the address at the left, its data in four columns below; two who sign beside
    each other."""
    data = (
        ("Uw brief van", "3 februari 2031"),
        ("Uw kenmerk", "ASD/31/04"),
        ("Ons kenmerk", "Z-31-00633"),
        ("Datum", "22 april 2031"),
    )
    body = """
In uw brief adviseert u ons om bij ieder gesprek aan het loket te vragen hoe het met
de bezoeker zelf gaat. Wij nemen dat advies over.

De medewerkers van het loket krijgen daarvoor in mei een training. Na de zomer laten
wij u weten wat de vraag heeft opgeleverd.
"""
    address = "Adviesraad Sociaal Domein Veenoord\nt.a.v. mevrouw H. de Boer\nDorpsstraat 12\n1234 CD Veenoord"
    words = [
        Words(380, 60, "Gemeente Veenoord", 14, bold=True),
        *lines(380, 78, "Postbus 1\n1234 AB Veenoord\nwww.veenoord.example", size=8, step=10),
        *lines(72, 150, address),
        *(word for place, (label, value) in enumerate(data) for word in (
            Words(72 + 120 * place, 240, label, 8, bold=True), Words(72 + 120 * place, 252, value, 9))),
        Words(72, 290, "Onderwerp: reactie op uw advies over het loket", bold=True),
        *lines(72, 320, "Geachte mevrouw De Boer,"),
        *lines(72, 345, body),
        *lines(72, 430, "Met vriendelijke groet,\nnamens het college van burgemeester en wethouders van Veenoord,"),
        *lines(72, 500, "de secretaris,\nP. Hoekstra"), *lines(300, 500, "de burgemeester,\nA.J. van Dam"),
        *lines(72, 790, "Bezoekadres: Marktplein 3, Veenoord    Telefoon 0123 456 789", size=7),
    ]  # fmt: skip
    return pdf(words)
