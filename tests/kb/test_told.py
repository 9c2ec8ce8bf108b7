"""One advice in words: the sentence, what happened day by day, and which points still ask for work."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kb.knowledge import KnowledgeBase
from kb.model import Advice, DocumentKind, Position, Relation, Status, Verdict
from kb.trails.timeline import Moment, timeline
from kb.trails.told import Shown, asks, main_points, summary
from tests.kb.builders import PAGE, answer, answers, letter, link, promises, recommends, together

TODAY = date(2026, 5, 20)
COUNCIL, COLLEGE = "Adviesraad Waterstad", "College van burgemeester en wethouders van Waterstad"
ADVICE = letter(
    "advies.pdf",
    *(recommends(f"r{number}", f"Doe punt {number}.", label=str(number)) for number in range(1, 5)),
    title="Advies over de haven", kind=DocumentKind.ADVICE, date=date(2026, 1, 5), sender=COUNCIL, addressee=COLLEGE,
    our_reference="AW-2026-01",
)  # fmt: skip
LATER = letter(
    "uitstel.pdf", answers("u1", "Op punt 4 komen wij terug vóór 1 juli."),
    title="Uw advies over de haven", kind=DocumentKind.RESPONSE_LETTER, date=date(2026, 2, 2), sender=COLLEGE,
    addressee=COUNCIL, your_reference="AW-2026-01",
)  # fmt: skip
REPLY = letter(
    "reactie.pdf",
    answers("a1", "Punt 1 nemen wij over."),
    promises("c1", "Wij sturen u vóór 1 juni een kaart.", due=date(2026, 6, 1), actor=COLLEGE),
    answers("a2", "Punt 2 nemen wij niet over."),
    title="Reactie op uw advies", kind=DocumentKind.RESPONSE_LETTER, date=date(2026, 3, 3), sender=COLLEGE,
    addressee=COUNCIL, your_reference="AW-2026-01",
)  # fmt: skip
NEWS = letter(
    "bericht.pdf", "Geachte raad,", PAGE, answers("n1", "Hierbij de kaart."), title="Brief aan de raad",
    kind=DocumentKind.COUNCIL_LETTER, date=date(2026, 4, 4), sender=COLLEGE,
)  # fmt: skip


@pytest.fixture
def advice(kb: KnowledgeBase) -> Advice:
    (kb.home / "termijnen.toml").write_text('[[termijn]]\nafzender = "Adviesraad*"\nweken = 6\n', "utf-8")
    for reading in (ADVICE, LATER, REPLY, NEWS):
        kb.put(reading)
    kb.put_links([
        answer("a1", "r1", Position.ADOPTED), answer("a2", "r2", Position.REJECTED),
        answer("u1", "r4", Position.DEFERRED), link("n1", Relation.FULFILS, "c1"),
    ])  # fmt: skip
    return kb.advice("advies", TODAY)


def test_a_sentence_sums_up_what_became_of_the_points(advice: Advice) -> None:
    said = summary(advice.trails).replace("\N{NO-BREAK SPACE}", " ")
    assert said == (
        "2 van 4 punten beantwoord: 1 overgenomen, 1 niet overgenomen; 1 aangehouden, 1 niet gevonden in de reactie."
    )
    assert summary(advice.trails[:1]) == "1 van 1 punt beantwoord: 1 overgenomen."
    assert summary(()) == "Geen adviespunten gevonden."


def test_what_happened_stands_in_the_order_of_time(advice: Advice, kb: KnowledgeBase) -> None:
    events = timeline(advice, [one for one in kb.commitments() if one.statement.id == "c1"], TODAY)
    # c1 belongs to no point until an answer in its own paragraph does; see the next test.
    assert [(one.day.isoformat(), one.moment, one.ahead) for one in events] == [
        ("2026-01-05", Moment.ADVICE, False),
        ("2026-02-02", Moment.DEFERRAL, False),
        ("2026-02-16", Moment.TERM, False),
        ("2026-03-03", Moment.REPLY, False),
    ]
    assert events[3].words == "Reactie op uw advies: over 2 punten"


def test_the_last_day_for_an_answer_is_no_more_to_come_once_all_is_answered(advice: Advice, kb: KnowledgeBase) -> None:
    before = date(2026, 2, 10)
    assert Moment.TERM in {one.moment for one in timeline(advice, (), before)}
    answered = replace(advice, status=Status.ANSWERED)
    assert Moment.TERM not in {one.moment for one in timeline(answered, (), before)}
    assert Moment.TERM in {one.moment for one in timeline(answered, (), TODAY)}


def test_a_promise_in_an_answer_and_what_keeps_it_stand_among_it(kb: KnowledgeBase) -> None:
    kb.put(ADVICE)
    kb.put(NEWS)
    promise = promises("c1", "Wij sturen u vóór 1 juni een kaart.", due=date(2026, 6, 1), actor=COLLEGE)
    kb.put(letter("reactie.pdf", together(answers("a1", "Punt 1 nemen wij over."), promise), date=date(2026, 3, 3)))
    kb.put_links([answer("a1", "r1", Position.ADOPTED), link("n1", Relation.FULFILS, "c1")])
    events = timeline(kb.advice("advies", TODAY), kb.commitments(today=TODAY), TODAY)
    told = [(one.day.isoformat(), one.moment, one.words, one.ahead) for one in events[2:]]
    assert told == [
        ("2026-04-04", Moment.KEPT, "Hierbij de kaart.", False),
        ("2026-06-01", Moment.PROMISE, "Wij sturen u vóór 1 juni een kaart. (openstaand)", True),
    ]
    assert events[2].place
    assert events[2].place.place == "p. 2"


@pytest.mark.parametrize(
    ("shown", "found"), [(Shown.ALL, "1 2 3 4"), (Shown.WITHOUT_ANSWER, "3"), (Shown.UNJUDGED, "1 2 4")]
)
def test_points_that_ask_for_work(shown: Shown, found: str, advice: Advice) -> None:
    assert " ".join(str(one.recommendation.label) for one in advice.trails if asks(one, shown)) == found


def test_a_point_that_a_person_judged_asks_nothing(advice: Advice, kb: KnowledgeBase) -> None:
    kb.decide("a1-answers-r1", Verdict.CONFIRMED, by="Ans de Wit")
    first = kb.advice("advies", TODAY).trails[0]
    assert not asks(first, Shown.UNJUDGED)


def test_suggestions_about_a_case_stand_apart_in_a_report_with_numbers(kb: KnowledgeBase) -> None:
    points = (recommends("m1", "Aanbeveling 1: Kies één loket.", label="1"), recommends("m2", "Bel terug.", label="•"),
              recommends("m3", "Zorg voor een tolk."))  # fmt: skip
    report = letter("rapport.pdf", *points, title="Aan het loket", kind=DocumentKind.AUDIT_REPORT)
    kb.put(report)
    main, cases = main_points(kb.advice("rapport"))
    assert [[one.recommendation.id for one in some] for some in (main, cases)] == [["m1"], ["m2", "m3"]]


@pytest.mark.parametrize("kind", [DocumentKind.ADVICE, DocumentKind.AUDIT_REPORT])
def test_without_numbers_or_in_a_letter_all_are_main_points(kind: DocumentKind, kb: KnowledgeBase) -> None:
    number = "1" if kind is DocumentKind.ADVICE else None
    kb.put(letter("stuk.pdf", recommends("m1", "Bel terug.", label=number), recommends("m2", "Zorg.", label="•"),
                  title="Stuk", kind=kind))  # fmt: skip
    main, cases = main_points(kb.advice("stuk"))
    assert (len(main), cases) == (2, ())
