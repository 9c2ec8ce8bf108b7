"""Letters and council papers on A4: four house styles over one column of text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bench.corpus.flow import Column, Flow
from bench.corpus.paper import Colour, Face, Paper
from bench.corpus.source import Source, read_blocks
from bench.corpus.typeset import break_lines, draw_line, draw_text, sans, serif

BLUE: Colour = (0.05, 0.27, 0.48)
GREEN: Colour = (0.16, 0.45, 0.32)
ORANGE: Colour = (0.85, 0.5, 0.13)
GREY: Colour = (0.38, 0.38, 0.38)
SMALL = sans(7.6, 10.2)
TOWN_HALL = Column(72, 405, 236, 120, 770, sans(9.5, 13.2))
COUNCIL_BLOCK = Column(72, 520, 316, 112, 762, sans(10, 14), GREEN)
COUNCIL_MARGIN = Column(178, 530, 222, 112, 768, serif(10.6, 14), GREEN)
CLERK = Column(80, 515, 168, 104, 765, serif(10.8, 14.2))

OWN_AND_OTHER = (("Uw brief van", "uw brief van"), ("Uw kenmerk", "uw kenmerk"),
                 ("Ons kenmerk", "ons kenmerk"), ("Bijlage(n)", "bijlagen"),
                 ("Portefeuille", "portefeuillehouder"), ("Contact", "contact"))  # fmt: skip

LOGO_WAVES = ((0, 0), (14, -9), (22, 9), (38, 0))


def render_letter(source: Source, path: Path) -> None:
    """Make the PDF of a source in the style that its `vorm` names. KeyError when no style has that name."""
    paper = STYLES[source.get("vorm")](source)
    if source.get("scan"):
        paper.save_as_scan(path, source.day)
    else:
        paper.save(path, source.get("titel"), source.day)


def town_hall(source: Source) -> Paper:
    """A letter of the college: a column with date and references at the right of every sheet."""
    paper = Paper()
    flow = Flow(paper, TOWN_HALL)
    kind = TOWN_HALL.kind
    for number, line in enumerate(source.get("aan").split("\n")):
        draw_line(paper, 72, 131 + number * kind.leading, break_lines(line, kind, 330)[0], kind)
    flow.y = draw_text(paper, 72, flow.y, source.get("onderwerp"), kind, 333, bold=True) + 8
    flow.pour(read_blocks(source.body))
    for number in range(1, paper.sheets + 1):
        paper.choose(number)
        _town_hall_logo(paper)
        _margin(paper, _town_hall_fields(source, number, paper.sheets), 455, 128, 105)
        _footer(
            paper, "Raadhuisplein 1 · Postbus 40 · 7999 SD Rietmeer · telefoon 14 0500 · www.rietmeer.example", 72, BLUE
        )
    return paper


def _town_hall_fields(source: Source, number: int, count: int) -> tuple[tuple[str, str], ...]:
    page = ("Pagina", f"{number}/{count}")
    if number > 1:
        return (("Datum", source.get("datum")), ("Ons kenmerk", source.get("ons kenmerk")), page)
    return (
        ("Datum", source.get("datum")),
        *((name, source.get(key)) for name, key in OWN_AND_OTHER if key in source.head),
        page,
    )


def _town_hall_logo(paper: Paper) -> None:
    for row, colour in enumerate((BLUE, (0.2, 0.5, 0.7), (0.45, 0.7, 0.85))):
        points = tuple((72 + x, 48 + row * 7 + y) for x, y in LOGO_WAVES)
        paper.wave((points[0], points[1], points[2], points[3]), colour, 3)
    paper.text(120, 60, "Gemeente Rietmeer", Face.SANS_BOLD, 15, BLUE)


def adviesraad_block(source: Source) -> Paper:
    """A letter of the adviesraad in its first house style: a block of fields above the text."""
    paper = Paper()
    flow = Flow(paper, COUNCIL_BLOCK)
    y = 132.0
    for name, key in (("Aan", "aan"), ("Datum", "datum"), ("Ons kenmerk", "ons kenmerk"), ("Uw kenmerk", "uw kenmerk"),
                      ("Bijlage(n)", "bijlagen"), ("Betreft", "onderwerp")):  # fmt: skip
        value = source.get(key)
        if not value:
            continue
        paper.text(72, y, name, Face.SANS_BOLD, 9.5, GREEN)
        for line in value.split("\n"):
            y = draw_text(paper, 150, y, line, sans(9.5, 12.6), 370, bold=key == "onderwerp")
        y += 5
    paper.line(72, y - 4, 520, y - 4, GREEN, 0.8)
    flow.y = y + 20
    flow.pour(read_blocks(source.body))
    for number in range(1, paper.sheets + 1):
        paper.choose(number)
        _adviesraad_logo(paper, 72, 58)
        if number > 1:
            paper.text(400, 62, f"{source.get('ons kenmerk')}  ·  {source.get('datum')}", Face.SANS, 8, GREY)
        _footer(
            paper,
            "Adviesraad Sociaal Domein Rietmeer · p/a Postbus 40 · 7999 SD Rietmeer · asd@rietmeer.example",
            72,
            GREEN,
        )
        paper.text(478, 806, f"pagina {number} van {paper.sheets}", Face.SANS, 7.2, GREY)
    return paper


def adviesraad_margin(source: Source) -> Paper:
    """A letter of the adviesraad in its second house style: the fields in a column at the left of every sheet."""
    paper = Paper()
    flow = Flow(paper, COUNCIL_MARGIN)
    kind = COUNCIL_MARGIN.kind
    for number, line in enumerate(source.get("aan").split("\n")):
        draw_line(paper, 178, 124 + number * kind.leading, break_lines(line, kind, 350)[0], kind)
    flow.y = draw_text(paper, 178, flow.y, source.get("onderwerp"), kind.at(12, 15, GREEN), 350, bold=True) + 10
    flow.pour(read_blocks(source.body))
    for number in range(1, paper.sheets + 1):
        paper.choose(number)
        _adviesraad_logo(paper, 178, 58)
        fields = [("Datum", source.get("datum")), ("Ons kenmerk", source.get("ons kenmerk"))]
        if number == 1:
            fields += [
                (name, source.get(name.lower())) for name in ("Uw brief van", "Uw kenmerk") if source.get(name.lower())
            ]
            fields += [("Bijlage(n)", source.get("bijlagen") or "geen"), ("Contact", source.get("contact"))]
        _margin(paper, (*fields, ("Pagina", f"{number}/{paper.sheets}")), 62, 124, 98)
        _footer(paper, "Postadres: p/a Postbus 40, 7999 SD Rietmeer  ·  asd@rietmeer.example", 178, GREEN)
    return paper


def _adviesraad_logo(paper: Paper, x: float, y: float) -> None:
    for shift, colour in ((0, GREEN), (11, ORANGE), (22, (0.45, 0.68, 0.5))):
        paper.disc(x + 6 + shift, y, 7.5, colour)
    paper.text(x + 44, y - 2, "Adviesraad Sociaal Domein", Face.SANS_BOLD, 11.5, GREEN)
    paper.text(x + 44, y + 10, "Rietmeer", Face.SANS, 10, GREEN)


def clerk(source: Source) -> Paper:
    """A paper of the griffie: a running head and a page number, no column beside the text."""
    paper = Paper()
    flow = Flow(paper, CLERK)
    draw_text(paper, 80, 118, source.get("titel"), CLERK.kind.at(17, 20), 435, bold=True)
    flow.y = CLERK.first_top
    for line in source.get("kop").split("\n"):
        flow.y = draw_text(paper, 80, flow.y, line, CLERK.kind, 435)
    flow.skip(10)
    flow.pour(read_blocks(source.body))
    for number in range(1, paper.sheets + 1):
        paper.choose(number)
        paper.text(80, 62, "Gemeenteraad Rietmeer", Face.SERIF_BOLD, 10, BLUE)
        paper.text(330, 62, source.get("loopkop"), Face.SERIF_ITALIC, 9, GREY)
        paper.line(80, 70, 515, 70, BLUE, 0.8)
        paper.text(290, 808, f"- {number} -", Face.SERIF, 9, GREY)
    return paper


def _margin(paper: Paper, fields: tuple[tuple[str, str], ...], x: float, y: float, width: float) -> None:
    """Small labels with their value below; a label without a value keeps its place, as on a preprinted form."""
    for name, value in fields:
        y = draw_text(paper, x, y, name, SMALL, width, bold=True)
        for line in value.split("\n") if value else ():
            y = draw_text(paper, x, y, line, SMALL, width)
        y += 9


def _footer(paper: Paper, text: str, x: float, colour: Colour) -> None:
    paper.line(x, 794, 530, 794, colour, 0.5)
    paper.text(x, 806, text, Face.SANS, 7.2, GREY)


STYLES: dict[str, Callable[[Source], Paper]] = {
    "gemeente": town_hall,
    "adviesraad": adviesraad_block,
    "adviesraad-kantlijn": adviesraad_margin,
    "griffie": clerk,
}
