"""Which documents are laid beside each other when the letterhead does not say so: by their words, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from ingest.linking.evidence import Sign
from ingest.linking.joins import choice, joined
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


# -- what a clerk would look at ---------------------------------------------------------------------------------------
GREEN = """
# Groen tussen de stenen

In de binnenstad van Waterstad is het 's zomers vier graden warmer dan aan de Zandkade. Het onderhoud van de plantvakken
is versnipperd over drie aannemers.

Wij bevelen aan om de boomspiegels aan de Zandkade te vergroten en per wijk één groenbeheerder aan te wijzen.

Met vriendelijke groet,

Hanneke Dobbelaar, voorzitter
"""
RAISED = "De boomspiegels aan de Zandkade zijn vergroot. Voor een groenbeheerder per wijk ontbreekt de dekking."
ABOUT_BUDGET = (
    "De begroting voor het onderhoud van de wegen is vastgesteld. De belasting wordt met drie procent verhoogd."
)
GREEN_REPORT = letter(
    "Groen tussen de stenen", GREEN, DocumentKind.AUDIT_REPORT, sender="Rekenkamer Waterstad", date=date(2025, 3, 3)
)


def test_a_letter_to_the_person_who_signed_the_advice_answers_it() -> None:
    budget = advice("Geld", ABOUT_BUDGET)
    greeted = answer(f"Beste mevrouw Dobbelaar,\n\n{RAISED}", sender="Wethouder Els Kamphuis")
    assert beside(greeted, GREEN_REPORT, budget) == ["Groen tussen de stenen"]
    nobody = answer(f"Beste mevrouw Wiersma,\n\n{ABOUT_ROADS}", sender="Wethouder Els Kamphuis")
    assert beside(nobody, GREEN_REPORT, budget) == []


def test_a_decision_of_the_council_on_a_report_is_found_by_its_name() -> None:
    named = (
        "De raad, gelezen het rapport van de Rekenkamer Waterstad over de boomspiegels en de groenbeheerder, besluit:"
    )
    decision = letter("besluit", named, DocumentKind.OTHER, sender="Gemeenteraad Waterstad")
    assert beside(decision, GREEN_REPORT, advice("Geld", ABOUT_BUDGET)) == ["Groen tussen de stenen"]


def test_minutes_with_several_items_are_news_of_the_advice_that_one_of_them_is_about() -> None:
    text = f"1. Opening\n\n2. Begroting\n\n{ABOUT_BUDGET}\n\n3. Groen\n\n{RAISED}\n\n4. Sluiting"
    minutes = letter("verslag", text, DocumentKind.MINUTES)
    found = joined(minutes[0], Loaded(minutes, GREEN_REPORT, PLAY))
    assert [each.title for each in found.originals] == ["Groen tussen de stenen"]
    assert found.likely
    assert found.later


def test_an_annex_of_nobody_needs_much_in_common_with_an_advice() -> None:
    annex = letter("bijlage", RAISED, DocumentKind.OTHER)
    assert beside(annex, GREEN_REPORT, PLAY) == ["Groen tussen de stenen"]
    assert beside(letter("bijlage", ABOUT_BUDGET, DocumentKind.OTHER), GREEN_REPORT, PLAY) == []


def test_a_report_is_named_by_its_title_between_quotation_marks() -> None:
    quoted = letter(
        "reactie", "Het kabinet heeft kennisgenomen van “Groen tussen de stenen” en onderschrijft de conclusies over "
        "de groenbeheerder.", DocumentKind.COUNCIL_LETTER, sender="Minister van Wonen", addressee="Tweede Kamer",
    )  # fmt: skip
    assert beside(quoted, GREEN_REPORT, PLAY) == ["Groen tussen de stenen"]


def test_one_word_in_a_short_letter_is_not_enough() -> None:
    short = letter("rib", "Zoals toegezegd ontvangt u de monitor over de boomspiegels.", DocumentKind.COUNCIL_LETTER,
                   sender="Gemeente Waterstad")  # fmt: skip
    assert beside(short, GREEN_REPORT, PLAY) == []


def test_a_letter_that_cites_another_one_by_reference_and_date_is_not_laid_beside_this_one() -> None:
    play = advice("Spelen", PLAYGROUND, our_reference="BS-2025-04")
    assert beside(answer(addressee="Bewonersplatform Spelen"), play, READ) == ["Spelen"]
    cites = answer(addressee="Bewonersplatform Spelen", answers=("BS-2024-11", "2024-06-03"))
    assert beside(cites, play, READ) == []


def test_the_name_of_a_party_does_not_count_as_a_word_in_common() -> None:
    reply = answer(ABOUT_ROADS)
    (first, *_) = choice(reply[0], Loaded(reply, PLAY, READ)).ranked
    assert (first.signs[Sign.NAMES], first.signs[Sign.UNUSUAL]) == (0, 0)
    assert first.signs[Sign.PLACE] == 1


def test_a_tie_is_told() -> None:
    reply = answer()
    found = choice(reply[0], Loaded(reply, PLAY, advice("Zelfde", PLAYGROUND)))
    assert (found.enough, found.tied, found.chosen) == (True, True, None)


def test_what_an_authority_wrote_itself_is_not_what_it_answers() -> None:
    own = letter("mail", PLAYGROUND, DocumentKind.OTHER, sender="Wethouder De Wit", date=date(2025, 4, 1))
    assert beside(answer(), PLAY, own) == ["Spelen"]


def test_an_addressee_that_is_no_authority_does_not_say_who_must_answer() -> None:
    unknown = advice("Spelen", PLAYGROUND, addressee="De voorzitter")
    assert beside(answer(), unknown, READ) == ["Spelen"]


def test_the_same_subject_speaks_for_it() -> None:
    text = "De kosten en de planning van de werkzaamheden zijn besproken in de vergadering van mei."
    reply = answer(text, subject="speelruimte Molenkade")
    weighed = choice(reply[0], Loaded(reply, advice("Spelen", PLAYGROUND, subject="speelruimte Molenkade"), READ))
    assert weighed.ranked[0].signs[Sign.SUBJECT] == 1
    assert weighed.ranked[0].advice.title == "Spelen"


def test_of_several_bodies_that_are_answered_one_may_have_signed_with_its_name_alone() -> None:
    signed = advice("Spelen", PLAYGROUND, date=date(2025, 4, 7))
    unsigned = advice("Lezen", f"{LIBRARY}\n\nPlatform Leeslust", sender=None)
    both = answer(addressee="Bewonersplatform Spelen; Platform Leeslust", answers=("2025-04-07",))
    found = joined(both[0], Loaded(both, signed, unsigned))
    assert [each.title for each in found.originals] == ["Spelen", "Lezen"]
    assert not found.likely


def test_among_several_advices_less_is_enough_for_one_that_is_far_ahead() -> None:
    text = (
        "In de speeltuin wordt deze zomer gewerkt. Het klimrek gaat weg, er komt een bank en de heg wordt gesnoeid "
        "door leerlingen van de school."
    )
    paper = letter("nieuwsbrief", text, DocumentKind.OTHER)
    roads = advice("Wegen", "Wij adviseren u de rotonde bij het station te asfalteren.")
    assert beside(paper, PLAY, READ) == []
    assert beside(paper, PLAY, READ, roads) == ["Spelen"]
    assert beside(paper, PLAY, READ, roads, advice("Zelfde", PLAYGROUND)) == []


def test_a_report_on_what_became_of_earlier_advice_is_laid_beside_the_report_that_it_follows() -> None:
    facts = {"sender": "Rekenkamer Waterstad", "addressee": None}
    first = letter("Spelen", PLAYGROUND, DocumentKind.AUDIT_REPORT, **facts | {"date": date(2023, 3, 3)})
    other = letter("Lezen", LIBRARY, DocumentKind.AUDIT_REPORT, **facts | {"date": date(2022, 3, 3)})
    later = letter("Opvolgingsonderzoek speeltuinen", ABOUT_PLAYGROUND, DocumentKind.AUDIT_REPORT, **facts)
    assert beside(later, first, other) == ["Spelen"]
    assert joined(later[0], Loaded(later, first, other)).later
    another = (replace(first[0], sender="Rekenkamer Veenoord"), first[1])
    assert beside(later, another) == []
    assert beside((replace(later[0], title="Speeltuinen"), ABOUT_PLAYGROUND), first, other) == []


def test_what_answers_the_letter_that_offers_a_report_answers_the_report() -> None:
    facts = {"sender": "Rekenkamer Waterstad", "addressee": "Gemeenteraad"}
    report = letter("Water in de stad", PLAYGROUND, DocumentKind.AUDIT_REPORT, **facts | {"date": date(2025, 3, 3)})
    cover = letter(
        "brief", "Wij bieden u ons rapport aan.", DocumentKind.AUDIT_REPORT, **facts | {"date": date(2025, 3, 6)}
    )
    cover = (replace(cover[0], subject="Aanbieding rapport Water in de stad"), cover[1])
    written = letter("raadsbrief", ABOUT_PLAYGROUND, DocumentKind.COUNCIL_LETTER, sender=TOWN, answers=("2025-03-06",))

    class WithoutPoints(Loaded):
        def asking(self) -> Sequence[Document]:
            return [report[0]]

    found = joined(written[0], WithoutPoints(written, report, cover))
    assert ([each.title for each in found.originals], found.likely) == (["Water in de stad"], False)


def test_a_letter_to_the_council_that_is_the_first_to_name_an_advice_answers_it() -> None:
    text = f"{ABOUT_PLAYGROUND}\n\nHet platform gaf op 3 maart advies over de speeltuin aan de Molenkade."
    told = letter("raadsbrief", text, DocumentKind.COUNCIL_LETTER, sender=TOWN, addressee="Gemeenteraad")
    found = joined(told[0], Loaded(told, PLAY, READ))
    assert ([each.title for each in found.originals], found.later) == (["Spelen"], False)
    reply = answer(addressee="Bewonersplatform Spelen", date=date(2025, 4, 1), answers=("2025-03-03",))
    assert joined(told[0], Loaded(told, PLAY, READ, reply)).later


def test_a_letter_that_is_called_a_reaction_to_advice_answers_it() -> None:
    facts = {"sender": TOWN, "addressee": "Gemeenteraad"}
    told = letter("Reactie op advies over de speeltuin", ABOUT_PLAYGROUND, DocumentKind.COUNCIL_LETTER, **facts)
    assert not joined(told[0], Loaded(told, PLAY, READ)).later
    news = letter("Stand van zaken speeltuin", ABOUT_PLAYGROUND, DocumentKind.COUNCIL_LETTER, **facts)
    assert joined(news[0], Loaded(news, PLAY, READ)).later


def test_a_proposal_that_a_letter_mentions_is_not_what_it_answers() -> None:
    proposal = letter("Voorstel", "Wij stellen voor het rapport te volgen.", DocumentKind.COUNCIL_PROPOSAL)
    told = letter(
        "brief",
        ABOUT_PLAYGROUND,
        DocumentKind.COUNCIL_LETTER,
        sender=TOWN,
        answers=("2025-05-06",),
        date=date(2025, 6, 7),
    )
    assert beside(told, PLAY, READ, proposal) == ["Spelen"]
