"""A file that is another version of a loaded letter takes its place; the older one stays stored and counts no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kb.knowledge import KnowledgeBase
from kb.letters.versions import gaps
from kb.model import DecisionState, DocumentKind, Page, PageSource, Position, Reading, Verdict
from kb.text.relocate import span
from tests.kb.builders import answer, answers, letter, recommends

OPENING = (
    "Op uw verzoek hebben wij gesproken met ouders, huisartsen en medewerkers\n"
    "van het wijkteam over de lange tijd die gezinnen op jeugdhulp moeten\n"
    "wachten, en over wat dat wachten met hen doet."
)
WISH = "Wij adviseren u de wachttijden elk kwartaal te publiceren."
OTHER = "Wij adviseren u ieder gezin één vaste contactpersoon te geven."
FACTS = {
    "date": date(2024, 3, 1),
    "kind": DocumentKind.ADVICE,
    "sender": "Adviesraad Sociaal Domein Waterstad",
    "our_reference": "ASD-2024-03",
}


def advice(file: str, wish: str = WISH, other: str = OTHER, ids: str = "", **facts: Any) -> Reading:
    """The same letter under another file name; `ids` is put before the ids of its statements."""
    paragraphs = (OPENING, recommends(f"{ids}r1", wish), recommends(f"{ids}r2", other))
    return letter(file, *paragraphs, **{**FACTS, **facts})


def scanned(reading: Reading) -> Reading:
    pages = tuple(Page(p.number, p.width, p.height, p.blocks, PageSource.OCR) for p in reading.pages)
    return replace(reading, pages=pages)


REPLY = letter("antwoord.pdf", "Geachte raad,", answers("a1", "Dat doen wij."), date=date(2024, 5, 1))


def states(kb: KnowledgeBase) -> list[str]:
    return [str(each.state) for each in kb.judged()]


# -- which is a version of which --------------------------------------------------------------------------------------
def test_the_same_letter_in_another_file_takes_the_place_of_the_first(kb: KnowledgeBase) -> None:
    first, second = kb.put(advice("een.pdf")), kb.put(advice("twee.pdf", ids="n"))
    assert (first.replaces, second.replaces) == (None, "een")
    assert [each.id for each in kb.documents()] == ["twee"]
    assert [each.id for each in kb.versions("een")] == ["een", "twee"] == [each.id for each in kb.versions("twee")]
    assert {each.document_id for each in (*kb.statements(), *kb.proposals())} == {"twee"}
    assert {hit.document.id for hit in kb.search("wachttijden publiceren")} == {"twee"}
    assert [each.document.id for each in kb.advices()] == ["twee"]
    coverage = kb.coverage()
    assert (coverage.documents, coverage.older_versions, coverage.pages) == (1, 1, 1)
    assert kb.document("een") == first, "it stays stored"
    assert not kb.check()


@pytest.mark.parametrize(
    "other",
    [
        {"date": date(2024, 3, 2)},
        {"our_reference": "ASD-2024-04"},
        {"addressee": "Gemeenteraad van Waterstad", "our_reference": None},
        {"sender": "Rekenkamer Waterstad", "our_reference": None},
        {"kind": DocumentKind.MOTION, "our_reference": None},
    ],
)
def test_a_letterhead_that_says_otherwise_makes_two_letters(kb: KnowledgeBase, other: dict[str, Any]) -> None:
    kb.put(advice("een.pdf", addressee="College van burgemeester en wethouders van Waterstad"))
    kb.put(advice("twee.pdf", ids="n", **other))
    assert len(kb.documents()) == 2


def test_two_letters_of_one_sender_on_one_day_stay_two(kb: KnowledgeBase) -> None:
    kb.put(advice("een.pdf"))
    second = letter(
        "twee.pdf",
        "Naar aanleiding van de begroting vragen wij aandacht voor de kosten die minima maken wanneer zij een "
        "voorziening aanvragen, want die kosten lopen sinds de vorige verordening flink op.",
        recommends("n1", "Wij adviseren u de eigen bijdrage voor minima af te schaffen."),
        **{**FACTS, "our_reference": None},
    )
    kb.put(second)
    assert len(kb.documents()) == 2


def test_ocr_may_spoil_a_reference_and_a_text_layer_may_not(kb: KnowledgeBase) -> None:
    kb.put(advice("een.pdf"))
    assert kb.put(advice("twee.pdf", ids="n", our_reference="A5D-2O24-03")).replaces is None
    assert kb.put(scanned(advice("drie.pdf", ids="o", our_reference="A5D-2O24-03"))).replaces is not None


def test_forgetting_goes_back_a_version_also_in_the_middle(kb: KnowledgeBase) -> None:
    for file, ids in (("een.pdf", ""), ("twee.pdf", "n"), ("drie.pdf", "o")):
        kb.put(advice(file, ids=ids))
    assert [each.id for each in kb.versions("een")] == ["een", "twee", "drie"]
    kb.forget("twee")
    assert [each.id for each in kb.versions("een")] == ["een", "drie"]
    kb.forget("drie")
    assert [each.id for each in kb.documents()] == ["een"]
    assert {each.id for each in kb.statements()} == {"r1", "r2"}
    assert not kb.check()


def test_reading_an_older_version_again_leaves_the_order_as_it_was(kb: KnowledgeBase) -> None:
    kb.put(advice("een.pdf"))
    kb.put(advice("twee.pdf", ids="n"))
    kb.put(advice("een.pdf"))
    assert [each.id for each in kb.versions("een")] == ["een", "twee"]


# -- decisions over versions ------------------------------------------------------------------------------------------
def test_decisions_hold_on_to_the_words_in_a_new_version(kb: KnowledgeBase) -> None:
    kb.put(advice("een.pdf"))
    kb.put(REPLY)
    kb.put_links([answer("a1", "r1", Position.ADOPTED)])
    kb.decide("a1-answers-r1", Verdict.CORRECTED, by="Ans", value=Position.PARTLY)
    kb.decide("r2", Verdict.REJECTED, by="Ans")
    kb.put(advice("twee.pdf", wish=WISH.replace("wacht", "wacht\xad").upper(), ids="n"))
    kb.put_links([])
    (found,) = kb.trail("nr1").answers
    assert (found.position, found.suspect, found.link.found_by) == (Position.PARTLY, False, "met de hand, Ans")
    assert {each.id for each in kb.statements()} == {"a1", "nr1"}, "what was rejected stays rejected"
    assert states(kb) == ["geldt", "geldt"]
    assert [each.by for each in kb.decisions("nr2")] == ["Ans"], "the history goes with the words"


def test_a_corrected_sentence_is_suspect_and_its_neighbour_is_not(kb: KnowledgeBase) -> None:
    kb.put(advice("een.pdf"))
    kb.decide("r1", Verdict.CONFIRMED, by="Ans")
    kb.decide("r2", Verdict.CONFIRMED, by="Ans")
    kb.put(advice("twee.pdf", wish="Wij adviseren u de wachttijden niet elk kwartaal te publiceren.", ids="n"))
    assert {each.subject_id: each.state for each in kb.judged()} == {
        "nr1": DecisionState.SUSPECT,
        "nr2": DecisionState.COUNTS,
    }
    assert kb.trail("nr1").suspect
    assert not kb.trail("nr2").suspect
    kb.decide("nr1", Verdict.CONFIRMED, by="Bo")
    assert not kb.trail("nr1").suspect, "whoever looks again settles it"


@pytest.mark.parametrize(
    ("read", "state"),
    [
        ("Wij advíseren u de wachttijden elk kwartaal te publlceren.", DecisionState.COUNTS),
        ("Wij adviseren u de wachttijden elk jaar te publiceren.", DecisionState.SUSPECT),
        ("Wij adviseren u de wachttijden 1 kwartaal te publiceren.", DecisionState.SUSPECT),
        ("Wij adviseren u de wachttijden geen kwartaal te publiceren.", DecisionState.SUSPECT),
    ],
)
def test_what_ocr_confuses_does_not_count_and_what_carries_meaning_does(
    kb: KnowledgeBase, read: str, state: DecisionState
) -> None:
    kb.put(advice("een.pdf"))
    kb.decide("r1", Verdict.CONFIRMED, by="Ans")
    kb.put(scanned(advice("twee.pdf", wish=read, ids="n")))
    assert states(kb) == [str(state)]


def test_words_that_the_machine_no_longer_finds_stay_as_the_persons(kb: KnowledgeBase) -> None:
    kb.put(advice("een.pdf"))
    kb.decide("r1", Verdict.CONFIRMED, by="Ans")
    kb.put(letter("twee.pdf", OPENING, WISH, recommends("nr2", OTHER), **FACTS))
    statement = kb.trail("r1").recommendation
    assert (statement.document_id, statement.text, statement.found_by) == ("twee", WISH, "met de hand, Ans")
    assert not kb.check()


def test_a_decision_whose_words_are_gone_hangs_loose_and_is_not_lost(kb: KnowledgeBase) -> None:
    kb.put(advice("een.pdf"))
    made = kb.decide("r1", Verdict.REJECTED, by="Ans", reason="dit vraagt niets")
    shorter = letter("een.pdf", OPENING, recommends("r2", OTHER), **FACTS)
    kb.put(replace(shorter, document=advice("een.pdf").document, original=advice("een.pdf").original))
    assert kb.loose_decisions() == (made,)
    assert [each.id for each in kb.statements()] == ["r2"], "and it rejects nothing else"
    kb.withdraw(made.id, by="Ans")
    assert kb.loose_decisions() == ()


# -- forgetting -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("forgotten", ["een", "twee"])
def test_forgetting_one_version_keeps_decisions_about_words_of_the_other(kb: KnowledgeBase, forgotten: str) -> None:
    kb.put(advice("een.pdf"))
    kb.decide("r1", Verdict.CONFIRMED, by="Ans")
    kb.put(advice("twee.pdf", ids="n"))
    kb.decide("nr2", Verdict.CONFIRMED, by="Bo")
    kb.forget(forgotten)
    ids = ["nr1", "nr2"] if forgotten == "een" else ["r1", "r2"]
    assert [(each.subject_id, str(each.state)) for each in kb.judged()] == [(id_, "geldt") for id_ in ids]
    assert {anchor.document_id for each in kb.decisions() for anchor in each.anchors}.isdisjoint({forgotten})
    assert not kb.check()


def test_forgetting_takes_along_what_was_decided_about_words_of_that_version_only(kb: KnowledgeBase) -> None:
    kb.put(advice("een.pdf", wish="Wij adviseren u mevrouw Krekelmolen te bellen over de wachttijden."))
    kb.decide("r1", Verdict.CONFIRMED, by="Ans")
    kb.put(advice("twee.pdf", wish="Wij adviseren u een inwoner te bellen over de wachttijden.", ids="n"))
    kb.forget("een")
    assert kb.decisions() == ()
    files = [path.read_bytes().lower() for path in kb.home.rglob("*") if path.is_file()]
    assert not any(b"krekelmolen" in data for data in files)


def test_an_addressee_that_ocr_took_from_another_line_makes_no_second_letter(kb: KnowledgeBase) -> None:
    college = "College van burgemeester en wethouders van Waterstad"
    first = letter("een.pdf", college, OPENING, recommends("r1", WISH), **FACTS, addressee=college)
    kb.put(first)
    misread = {**FACTS, "addressee": "t.a.v. mevrouw Krekelmolen"}
    read = letter("twee.pdf", college, "t.a.v. mevrouw Krekelmolen", OPENING, recommends("n1", WISH), **misread)
    assert kb.put(scanned(read)).replaces == "een"
    to_others = {**FACTS, "addressee": "Rekenkamer Waterstad"}
    other = letter("drie.pdf", "Rekenkamer Waterstad", OPENING, recommends("o1", WISH), **to_others)
    assert kb.put(scanned(other)).replaces is None, "the same words to another body are another letter"


def test_a_rejected_sentence_that_still_stands_there_rejects_no_sentence_like_it(kb: KnowledgeBase) -> None:
    like = "Wij adviseren u de wachttijden elk jaar te tonen."
    first = letter("een.pdf", OPENING, recommends("r1", WISH), **FACTS)
    kb.put(first)
    kb.decide("r1", Verdict.REJECTED, by="Ans", reason="dit is een aanhaling")
    again = letter("een.pdf", OPENING, WISH, recommends("r3", like), **FACTS)
    kb.put(replace(again, document=first.document, original=first.original))
    assert [each.id for each in kb.statements()] == ["r3"]


def test_a_quote_that_changed_takes_nothing_along_from_elsewhere_in_its_paragraph() -> None:
    rest = "Wij hebben eerder ook advies gegeven over de schuldhulp. Later bleek dat de raad iets anders wilde. "
    changed = "Ons college wordt geadviseerd om de wachttijden voor de jeugdhulp binnen een jaar te halveren."
    quote = "Wij adviseren het college om de wachttijden voor de jeugdhulp binnen een jaar te halveren."
    found = span(quote, rest + changed, scanned=False)
    assert found is not None
    assert found.suspect
    assert (rest + changed)[found.start :] in changed


# -- redacted letters -------------------------------------------------------------------------------------------------
SHORT = (
    "Wij spraken met mevrouw Terpstra-Hoekzema van de Hazelnootstraat over haar vervoer naar de dagopvang.",
    "Wij adviseren u de vervoerder Snelrijtours te vervangen.",
    "Wij adviseren u ieder half jaar te tellen.",
)


def redacted(file: str, ids: str, *words: str, mark: str = "[…]", **facts: Any) -> Reading:
    """The short letter with these words made illegible, which a mark says; without words it is as it was written."""
    texts = list(SHORT)
    for word in words:
        texts = [text.replace(word, mark) for text in texts]
    paragraphs = (texts[0], recommends(f"{ids}r1", texts[1]), recommends(f"{ids}r2", texts[2]))
    return letter(file, *paragraphs, **{**FACTS, **facts})


NAMES = ("mevrouw Terpstra-Hoekzema van de Hazelnootstraat", "Snelrijtours")


@pytest.mark.parametrize("reference", ["ASD-2024-03", None])
def test_a_short_letter_of_which_the_names_were_redacted_is_a_version(kb: KnowledgeBase, reference: str | None) -> None:
    kb.put(redacted("een.pdf", "", our_reference=reference))
    assert kb.put(redacted("twee.pdf", "n", *NAMES, our_reference=reference)).replaces == "een"
    assert not [hit for hit in kb.search("Snelrijtours") if "Snelrijtours" in hit.passage.text]


@pytest.mark.parametrize(
    "mark", ["XXXX", "█████", "[naam verwijderd]", "[5.1.2e]", "5.1.2.e", "(10)(2e)", "[...]", "[…] [5.1.2e]"]
)
def test_whatever_stands_in_the_place_of_words_it_is_a_redacted_version(kb: KnowledgeBase, mark: str) -> None:
    kb.put(redacted("een.pdf", "", our_reference=None))
    left = redacted("twee.pdf", "n", *NAMES, mark=mark, our_reference=None)
    assert gaps(left.passages) > 0 == gaps(redacted("een.pdf", "").passages)
    assert kb.put(left).replaces == "een"


@pytest.mark.parametrize("words", ["artikel 5.1.2 van de wet", "maxxxima en xx", "versie 10.2", "naam (persoon)"])
def test_words_that_only_look_like_such_a_mark_are_words(words: str) -> None:
    assert gaps(letter("een.pdf", words, **FACTS).passages) == 0


def test_a_redacted_letter_of_another_day_is_another_letter(kb: KnowledgeBase) -> None:
    kb.put(redacted("een.pdf", ""))
    assert kb.put(redacted("twee.pdf", "n", *NAMES, date=date(2024, 3, 8))).replaces is None


def test_a_letter_of_which_almost_nothing_is_left_is_no_version(kb: KnowledgeBase) -> None:
    kb.put(advice("een.pdf"))
    left = letter(
        "twee.pdf", "Op uw verzoek hebben wij […] gesproken.", "[…] en […]", **{**FACTS, "our_reference": None}
    )
    assert kb.put(left).replaces is None


@pytest.mark.parametrize(("reference", "older"), [("ASD-2024-03", "een"), (None, None)])
def test_with_one_head_fewer_words_need_to_be_alike(
    kb: KnowledgeBase, reference: str | None, older: str | None
) -> None:
    """A quarter was written anew under the same day, reference and sender."""
    kb.put(advice("een.pdf", our_reference=reference))
    anew = "Laat inwoners voortaan zelf een loket kiezen, ook buiten de uren waarop het stadhuis gewoonlijk open is."
    changed = advice("twee.pdf", other=anew, ids="n", our_reference=reference)
    assert kb.put(changed).replaces == older
