"""A small town: an advice with its answer, an advice without, and a note, all with statements and links."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from kb import KnowledgeBase
from kb.model import DocumentKind, FileReport, Outcome, Position, Reading
from tests.app.letters import answers, commits, endorses, intends, letter, note, recommends, responds

COUNCIL = "Adviesraad Sociaal Domein Veenhuizerdam"
COLLEGE = "College van burgemeester en wethouders van Veenhuizerdam"
ADVICE, ANSWER, LATER, NOTE = "advies-loket", "antwoord-loket", "advies-vervoer", "memo-loket"

ONE_DESK = "Wij adviseren u één loket in te richten voor alle vragen over zorg."
EVENING = "Wij adviseren u het loket ook op een avond te openen."
LETTERS = "Herschrijf daarnaast de <b>standaardbrieven</b> & formulieren."
COUNT = "Wij adviseren u elk jaar te tellen hoeveel inwoners zijn geholpen."
YES = "Dit advies nemen wij over."
NOT_NOW = "Over een avondopening nemen wij pas na de zomer een besluit."
PROMISE = "Wij informeren u vóór 1 maart 2025 over de opening."
WISH = "Wij zetten in op kortere brieven."


def answer_letter(yes: str = YES) -> Reading:
    """The answer to the first advice; `yes` are its words about the first point."""
    return letter(
        ANSWER, "Reactie op uw advies over één loket", DocumentKind.RESPONSE_LETTER,
        [[("Geachte leden, dank voor uw advies.", []),
          (f"{yes} {PROMISE}", [responds(f"{yes} {PROMISE}", "a1"), commits(PROMISE, "c1", date(2025, 3, 1))]),
          (NOT_NOW, [responds(NOT_NOW, "a2")]), (WISH, [intends(WISH, "i1")])]],
        sender=COLLEGE, addressee=COUNCIL, date=date(2024, 10, 14), our_reference="Z24-5510",
        your_reference="ASD-24-11", answers=("ASD-24-11",),
        signatories=("J. Kramer, secretaris", "M. de Boer, burgemeester"), enclosures=("verslag van de schouw",),
    )  # fmt: skip


def found_town(home: Path) -> None:
    """Fill a knowledge base in this folder."""
    advice = letter(
        ADVICE, "Advies over één loket", DocumentKind.ADVICE,
        [
            [(f"Inwoners zien te veel balies. {ONE_DESK}", [recommends(ONE_DESK, "r1", "1")]),
             (EVENING, [recommends(EVENING, "r2", "2")])],
            [(LETTERS, [recommends(LETTERS, "r2a", "2a", "r2")]), (COUNT, [recommends(COUNT, "r3", "3")])],
        ],
        sender=COUNCIL, addressee=COLLEGE, date=date(2024, 9, 2), our_reference="ASD-24-11", subject="Eén loket",
    )  # fmt: skip
    support = "Wij onderschrijven het voorstel om tot één loket te komen."
    more = "Wij adviseren u de buurtbus ook op zondag te laten rijden."
    later = letter(
        LATER, "Advies over vervoer", DocumentKind.ADVICE,
        [[(support, [recommends(support, "e1")]), (more, [recommends(more, "r9", "1")])]],
        sender="Seniorenraad", addressee=COLLEGE, date=date(2025, 5, 20),
    )  # fmt: skip
    remark = "Let op <script>alert('x')</script> in deze regel."
    memo = note(NOTE, "Memo <script>loket</script>", [("Ter kennisname.", []), (remark, [commits(remark, "c9")])],
                date=date(2025, 1, 8), sender=COLLEGE)  # fmt: skip
    with KnowledgeBase(home) as kb:
        for reading in (advice, answer_letter(), later, memo):
            kb.put(reading)
            kb.report(_added(reading.document.id, reading.document.file, reading.document.sha256))
        kb.put_links([
            answers("a1", "r1", Position.ADOPTED, "zelfde onderwerp"), answers("a2", "r2", Position.DEFERRED),
            endorses("e1", "r1"),
        ])  # fmt: skip
        kb.report(_failed())


def _added(document_id: str, file: str, sha256: str) -> FileReport:
    at = datetime(2026, 1, 5, 9, tzinfo=UTC)
    blank = ("Op pagina 2 staat een foto zonder tekst.",) if document_id == ADVICE else ()
    return FileReport(file, sha256, at, Outcome.ADDED, document_id, 1, 0, blank)


def _failed() -> FileReport:
    at = datetime(2026, 1, 6, 9, tzinfo=UTC)
    return FileReport("kaart.bin", "0" * 64, at, Outcome.FAILED, messages=("“kaart.bin” is geen brief.",))
