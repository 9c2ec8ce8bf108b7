"""Letters of several pages drawn into one PDF, as somebody who gathers incoming papers makes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pymupdf

ADVICE = """Adviesraad Sociaal Domein Heidemeer

Aan het college van burgemeester en wethouders van Heidemeer
Postbus 40
9990 AA Heidemeer

Datum: 5 februari 2025
Ons kenmerk: ASD-2025-03
Onderwerp: Advies over de boodschappenhulp

Geacht college,

In december spraken wij met twaalf bewoners van de Brink die zelf geen
boodschappen meer kunnen doen. Zij wachten nu tot de buren tijd hebben.

De adviesraad adviseert het college om boodschappenhulp aan te bieden in alle kernen.
\f
Zulke hulp kost weinig. In het dorp staan genoeg vrijwilligers klaar,
als iemand hen maar bij elkaar brengt.

De adviesraad adviseert het college om een vast telefoonnummer in te stellen.

Met vriendelijke groet,
T. Oosterling, voorzitter
"""

ANSWER = """Gemeente Heidemeer

Adviesraad Sociaal Domein Heidemeer
Postbus 41
9990 AB Heidemeer

Datum: 22 april 2025
Ons kenmerk: Z25-0481
Uw kenmerk: ASD-2025-03
Onderwerp: Reactie op uw advies over de boodschappenhulp

Geachte leden van de adviesraad,

Op 5 februari 2025 ontvingen wij uw advies over de boodschappenhulp.

U adviseert om boodschappenhulp aan te bieden in alle kernen. Dit advies nemen wij over.

U adviseert om een vast telefoonnummer in te stellen. Dit advies nemen wij niet over.

Hoogachtend,
burgemeester en wethouders van Heidemeer
"""

AUDIT = """Rekenkamer Heidemeer

Aan de gemeenteraad van Heidemeer

Datum: 3 juni 2025
Ons kenmerk: RK-2025-5
Onderwerp: Rekenkamerbrief over de sporthal

Geachte raad,

Wij keken naar de kosten van de nieuwe sporthal, die hoger uitvielen dan geraamd.
\f
De rekenkamer beveelt de raad aan om elk kwartaal een stand van de kosten te vragen.

Met vriendelijke groet,
H. Buining, voorzitter
"""

COVER = """Ingekomen stukken

voor de vergadering van de commissie van 19 juni 2025
"""

ANSWER_SUBJECT = "Reactie op uw advies over de boodschappenhulp"


@dataclass(frozen=True)
class Paper:
    """A document: the text of its pages with form feeds between them; `foot` is printed on each page, with its number
    for {} and how many there are for {{}} ("Pagina {} van {{}}")."""

    text: str
    foot: str = ""

    @property
    def pages(self) -> list[str]:
        return self.text.strip("\n").split("\f")


def numbered(text: str) -> Paper:
    return Paper(text, "Pagina {number} van {total}")


def pdf(*papers: Paper | str, outline: Sequence[tuple[int, str, int]] = (), start: int | None = None) -> bytes:
    """All papers behind each other. With `start` the whole file is numbered through from there."""
    made = [paper if isinstance(paper, Paper) else Paper(paper) for paper in papers]
    with pymupdf.open() as document:
        for paper in made:
            for number, text in enumerate(paper.pages, 1):
                foot = paper.foot.format(number=number, total=len(paper.pages))
                if start is not None:
                    foot = f"- {len(document) + start} -"
                _draw(document.new_page(width=595, height=842), text, foot)
        document.set_toc([list(entry) for entry in outline])
        return bytes(document.tobytes(no_new_id=True))


def _draw(page: pymupdf.Page, text: str, foot: str) -> None:
    for at, line in enumerate(text.strip("\n").split("\n")):
        if line.strip():
            page.insert_text((72, 80 + 14 * at), line, fontsize=10.5)
    if foot:
        page.insert_text((270, 815), foot, fontsize=8)


def three_letters() -> bytes:
    """An advice on pages 1 and 2, its answer on page 3, another matter on pages 4 and 5."""
    return pdf(ADVICE, ANSWER, AUDIT)


def bundle_in(folder: Path, data: bytes | None = None, name: str = "ingekomen_stukken.pdf") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(three_letters() if data is None else data)
    return path
