"""Where the letters in one file begin, and where nothing begins although it looks like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.letterhead.bundle import proposal
from ingest.letterhead.numbering import Printed, printed_number
from ingest.read.files import Limits, read
from ingest.reading import read_file
from kb.errors import UnreadableFile
from kb.model import BBox, Block, BundlePart, Cuts, CutSign, Line, Page
from tests.bundles import ADVICE, ANSWER, AUDIT, COVER, numbered, pdf, three_letters

NO_OCR = Limits(ocr=False)
REPORT = """Rekenkamer Heidemeer
Onderzoek naar de sporthal

Inhoud
1 Inleiding ........ 2
2 Wat wij vonden ........ 3
3 Aanbevelingen ........ 4
4 Bestuurlijke reactie ........ 5
Nawoord ........ 7
\f
1 Inleiding
De raad vroeg ons op 3 maart 2025 om dit onderzoek.
\f
2 Wat wij vonden
De raming was te laag.
\f
3 Aanbevelingen
De rekenkamer beveelt de raad aan om de raming elk jaar te laten toetsen.
\f
{letter}
\f
Nawoord
Wij danken het college voor zijn reactie.
"""


def parts(data: bytes) -> tuple[BundlePart, ...]:
    raw = read(Path("stukken.pdf"), data, NO_OCR)
    return proposal(raw.pages, raw.outline)


def starts(data: bytes) -> list[int]:
    return [part.first for part in parts(data)]


# -- bundles ----------------------------------------------------------------------------------------------------------
def test_three_letters_are_three_with_the_reasons_for_each_cut() -> None:
    advice, answer, audit = parts(three_letters())
    assert [(part.first, part.last) for part in (advice, answer, audit)] == [(1, 2), (3, 3), (4, 5)]
    assert advice.signs == ()
    assert set(answer.signs) == {CutSign.LETTERHEAD, CutSign.CLOSING, CutSign.OTHER_WRITER}
    assert answer.title == "Reactie op uw advies over de boodschappenhulp"
    assert audit.sender == "Rekenkamer Heidemeer"


def test_page_numbers_that_begin_again_are_a_reason() -> None:
    _, answer = parts(pdf(numbered(ADVICE), numbered(ANSWER)))
    assert CutSign.NUMBERING in answer.signs


def test_a_bookmark_is_a_reason() -> None:
    _, answer = parts(pdf(ADVICE, ANSWER, outline=[(1, "Advies", 1), (1, "Antwoord", 3)]))
    assert CutSign.OUTLINE in answer.signs


def test_two_letters_of_one_body_about_two_matters() -> None:
    other = AUDIT.replace("3 juni", "9 september").replace("RK-2025-5", "RK-2025-8").replace("de sporthal", "de haven")
    assert starts(pdf(AUDIT, other)) == [1, 3]


def test_a_letter_of_which_a_scan_lost_the_margin_begins_on_a_page_1_behind_a_signature() -> None:
    bare = ANSWER[ANSWER.index("Geachte leden") :]
    assert starts(pdf(numbered(ADVICE), numbered(bare))) == [1, 3]
    assert starts(pdf(ADVICE, bare)) == [], "without page numbers nobody can tell"


def test_a_cover_page_stands_before_the_first_letter() -> None:
    assert starts(pdf(COVER, ADVICE, ANSWER)) == [1, 2, 4]
    assert starts(pdf(COVER, ADVICE)) == [], "a letter with a page before it is no bundle"


def test_a_sheet_between_letters_goes_with_the_letter_behind_it() -> None:
    closing = "Met vriendelijke groet"
    sheets = (f"Ingekomen stuk {number}" for number in (1, 2, 3))
    letters = (letter.partition(closing)[0] for letter in (ADVICE, ANSWER, AUDIT))  # so that only who writes tells them
    pages = [page for sheet, letter in zip(sheets, letters, strict=True) for page in (sheet, letter)]
    assert starts(pdf(*pages)) == [1, 4, 6]


def test_a_council_proposal_with_a_letter_as_annex() -> None:
    council = (
        "Raadsvoorstel\n\nVergadering: 19 juni 2025\nZaaknummer: Z25-0600\nOnderwerp: Kaders voor boodschappenhulp\n\n"
        "Voorstel\nDe kaders vast te stellen."
    )
    assert starts(pdf(numbered(council), numbered(ADVICE))) == [1, 2]


# -- no bundles -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("letter", [ADVICE, AUDIT, ANSWER])
def test_one_letter_is_one(letter: str) -> None:
    assert starts(pdf(letter)) == starts(pdf(numbered(letter))) == []


def test_a_report_with_chapters_and_bookmarks_is_one() -> None:
    chapters = [(1, "Inhoud", 1), (1, "Inleiding", 2), (1, "Wat wij vonden", 3), (1, "Aanbevelingen", 4)]
    report = REPORT.format(letter="4 Bestuurlijke reactie\nHet college dankt de rekenkamer.")
    assert starts(pdf(report, outline=chapters)) == []


def test_the_answer_that_is_bound_in_a_report_is_part_of_it() -> None:
    assert starts(pdf(REPORT.format(letter=ANSWER.strip()))) == [], "the table of contents goes on behind it"
    without = REPORT.format(letter=ANSWER.strip()).split("\f", 1)[1]
    assert starts(pdf(without, start=2)) == [], "the page numbers go on behind it"


def test_an_annex_that_is_called_one_belongs_to_its_letter() -> None:
    annex = "Bijlage 1: brief van de bewoners\n\n" + ADVICE.replace("5 februari", "7 januari")
    assert starts(pdf(ANSWER, annex)) == []


def test_a_second_page_with_a_running_head_is_no_letter() -> None:
    first, second = ADVICE.split("\f")
    head = "Adviesraad Sociaal Domein Heidemeer\nDatum: 5 februari 2025\nOns kenmerk: ASD-2025-03\n\n"
    assert starts(pdf(f"{first}\f{head}{second}")) == []


def test_minutes_in_which_a_letter_is_read_out_are_one() -> None:
    minutes = (
        "Verslag van de commissie van 19 juni 2025\n\nDe voorzitter opent.\n\fMevrouw Buining leest voor:\n\n"
        "Geachte raad,\n\nwij keken naar de kosten van de sporthal.\n\nMet vriendelijke groet,\nde rekenkamer"
    )
    assert starts(pdf(minutes)) == []


def test_text_without_pages_is_never_cut() -> None:
    data = f"{ADVICE}\n{ANSWER}".replace("\f", "").encode()
    assert len(read_file("brief.txt", data, NO_OCR).readings) == 1
    with pytest.raises(UnreadableFile, match="geen vaste bladzijden"):
        read_file("brief.txt", data, NO_OCR, cuts=Cuts(before=(2,)))


# -- printed numbers --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Pagina 2 van 3", Printed(2, 3)),
        ("Blad 4", Printed(4)),
        ("- 7 -", Printed(7)),
        ("2/3", Printed(2, 3)),
        ("Rekenkamer Heidemeer | 12", Printed(12)),
        ("Postbus 40", None),
        ("5 februari 2025", None),
        ("3 van 2", None),
    ],
)
def test_the_number_that_is_printed_at_the_foot(words: str, number: Printed | None) -> None:
    foot = Block((Line(words, BBox(270, 805, 330, 815)),))
    assert printed_number(Page(1, 595, 842, (foot,))) == number


def test_a_number_in_the_text_is_no_page_number() -> None:
    assert printed_number(Page(1, 595, 842, (Block((Line("12", BBox(72, 400, 90, 412)),)),))) is None
