"""Which documents are laid beside each other when the letterhead does not say so: by their words, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from ingest.linking.joins import joined
from ingest.linking.marks import Marks, marks_of
from kb.letters.replies import Step, answered_by
from kb.model import Document, DocumentKind
from tests.ingest.letters import document, passages

PLAYGROUND = """
De buurtkinderen missen een speeltuin aan de Molenkade. Het klimrek is verroest en de wipkip is weg.

Wij adviseren u een rolstoelschommel en een drinkwaterkraan te plaatsen in de speeltuin aan de Molenkade.
"""
LIBRARY = """
De bibliotheek in de Wilgenhof sluit op zaterdag. Scholieren kunnen dan nergens studeren.

Wij adviseren u de openingstijden van de bibliotheek te verruimen en de studiezalen in de Wilgenhof open te stellen.
"""
ABOUT_PLAYGROUND = """
Het klimrek bij de Molenkade is gesloopt. De rolstoelschommel is besteld bij de fabriek.

Een drinkwaterkraan in de speeltuin is te duur voor de buurt.
"""
ABOUT_ROADS = "De rotonde bij het station wordt in het voorjaar geasfalteerd. Fietsers rijden om via de parallelweg."
TOWN = "Gemeente Waterstad"


def letter(name: str, text: str, kind: DocumentKind, **facts: Any) -> tuple[Document, str]:
    return replace(document(kind, name, date(2025, 5, 6)), **{"sender": None, "addressee": None, **facts}), text


def advice(name: str, text: str, **facts: Any) -> tuple[Document, str]:
    written = {"date": date(2025, 3, 3), "addressee": TOWN, "sender": f"Bewonersplatform {name}"}
    return letter(name, text, DocumentKind.ADVICE, **written | facts)


class Loaded:
    """A reply and all that is loaded beside it."""

    def __init__(self, reply: tuple[Document, str], *advices: tuple[Document, str]) -> None:
        self._reply, self._advices = reply[0], [of for of, _ in advices]
        self._marks = {of.id: marks_of(of, passages(of, text)) for of, text in (*advices, reply)}

    def named(self) -> tuple[Step | None, Sequence[Document]]:
        return answered_by(self._reply, self._advices)

    def asking(self) -> Sequence[Document]:
        return self._advices

    def replies_to(self, other: Document) -> Sequence[Document]:
        return [each for each in self._advices if other in answered_by(each, self._advices)[1]]

    def marks(self, of: Document) -> Marks:
        return self._marks[of.id]


def beside(reply: tuple[Document, str], *advices: tuple[Document, str]) -> list[str]:
    """The titles of what a reply is laid beside by its words."""
    found = joined(reply[0], Loaded(reply, *advices))
    assert found.likely == bool(found.originals)
    return [each.title for each in found.originals]


def answer(text: str = ABOUT_PLAYGROUND, **facts: Any) -> tuple[Document, str]:
    return letter("antwoord", text, DocumentKind.RESPONSE_LETTER, **{"sender": TOWN} | facts)


PLAY, READ = advice("Spelen", PLAYGROUND), advice("Lezen", LIBRARY)


def test_a_letter_without_reference_or_date_goes_to_the_only_advice_that_shares_its_words() -> None:
    assert beside(answer(), PLAY, READ) == ["Spelen"]
    assert beside(answer(ABOUT_ROADS), PLAY, READ) == []


def test_of_two_advices_on_one_subject_none_is_chosen() -> None:
    assert beside(answer(), PLAY, advice("Zelfde", PLAYGROUND)) == []


def test_what_is_known_of_the_parties_must_agree() -> None:
    assert beside(answer(sender="Gemeente Rietmeer"), PLAY) == []
    assert beside(answer(addressee="Jongerenraad Waterstad"), PLAY) == []
    assert beside(answer(date=date(2025, 1, 1)), PLAY) == []


def test_a_letter_of_an_adviser_is_no_answer() -> None:
    assert beside(letter("pleidooi", ABOUT_PLAYGROUND, DocumentKind.OTHER, sender="Buurtcomité Molenkade"), PLAY) == []
