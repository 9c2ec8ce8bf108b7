"""The numbers of the first screen are those of the lists that they open."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from operator import attrgetter
from typing import Any

import pytest

from kb.concealed import concealed
from kb.knowledge import KnowledgeBase
from kb.model import (
    CommitmentStatus,
    DocumentKind,
    Filter,
    Overview,
    Pace,
    Position,
    Proof,
    Relation,
    Status,
    Taken,
    Verdict,
)
from kb.trails.figures import quarter
from tests.kb.builders import answer, answers, intends, letter, link, promises, recommends
from tests.kb.waterstad import (
    COUNCIL,
    REPLY_FACTS,
    TODAY,
    TWO_ANSWERS,
    TWO_POINTS,
    advice_with,
    load,
    reply_with,
    set_term,
)


def seen(kb: KnowledgeBase) -> Overview:
    return kb.overview(today=TODAY)


def test_an_empty_knowledge_base_has_nothing_to_look_at(kb: KnowledgeBase) -> None:
    found = seen(kb)
    assert (found.extent.documents, found.proposals, found.missing) == (0, 0, 0)
    assert (found.bodies, found.unanswered, found.paces, found.taken) == ((), (), (), ())


def test_advices_without_reply_are_counted_by_status(kb: KnowledgeBase) -> None:
    load(kb, advice_with(*TWO_POINTS))
    assert seen(kb).unanswered == ((Status.NOT_FOUND, 1),)
    set_term(kb, weeks=8)
    assert seen(kb).unanswered == ((Status.OVERDUE, 1),)
    assert seen(kb).bodies == ((COUNCIL, 1),)


def test_what_was_put_off_to_a_day_that_is_over_is_told_apart(kb: KnowledgeBase) -> None:
    set_term(kb, weeks=8)
    later = answers("a1", "Dat hoort u vóór 1 mei.", due=date(2024, 5, 1))
    load(kb, advice_with(TWO_POINTS[0]), reply_with(later), links=(answer("a1", "r1", Position.DEFERRED),))
    assert (seen(kb).unanswered, seen(kb).put_off_late) == (((Status.OVERDUE, 1),), 1)


def test_points_that_a_reply_passes_by_are_counted_with_their_advices(kb: KnowledgeBase) -> None:
    three = (*TWO_POINTS, recommends("r3", "Meet elk jaar hoe lang men wacht.", label="3"))
    load(kb, advice_with(*three), reply_with(*TWO_ANSWERS), links=(answer("a1", "r1", Position.ADOPTED),))
    assert (seen(kb).passed_by, seen(kb).passed_in, seen(kb).unanswered) == (2, 1, ())


def promised(kb: KnowledgeBase, *dues: date | None) -> KnowledgeBase:
    made = [promises(f"p{number}", f"Wij sturen bericht {number}.", due=due)
            for number, due in enumerate(dues)]  # fmt: skip
    return load(kb, letter("brief.pdf", *made, intends("i1", "Wij zetten in op spoed."), **REPLY_FACTS))


def test_commitments_are_counted_by_when_their_term_ends(kb: KnowledgeBase) -> None:
    promised(kb, TODAY - timedelta(1), TODAY, TODAY + timedelta(30), TODAY + timedelta(31), date(2026, 10, 1), None)
    found = seen(kb).promised
    assert (found.open, found.late, found.soon, found.quarter) == (6, 2, 2, 5)


def test_what_is_closed_is_not_due_any_more(kb: KnowledgeBase) -> None:
    promised(kb, TODAY + timedelta(3), TODAY - timedelta(3))
    proof = Proof("brief", date(2026, 10, 1), page=1)
    kb.decide("p0", Verdict.CORRECTED, value=CommitmentStatus.DONE, proof=proof, by="A. de Boer")
    kb.decide("p1", Verdict.CORRECTED, value=CommitmentStatus.LAPSED, by="A. de Boer")
    found = seen(kb).promised
    assert (found.open, found.late, found.soon) == (0, 0, 0)
    assert (found.quarter, found.quarter_closed) == (2, 2)


def test_what_was_possibly_kept_is_counted_until_somebody_closes_it(kb: KnowledgeBase) -> None:
    promised(kb, TODAY)
    later: dict[str, Any] = REPLY_FACTS | {"date": date(2026, 9, 1)}
    load(kb, letter("bericht.pdf", promises("k1", "Het bericht is op 1 september verstuurd."), **later),
         links=(link("k1", Relation.FULFILS, "p0"),))  # fmt: skip
    assert seen(kb).promised.possibly_kept == 1
    kb.decide("p0", Verdict.CORRECTED, value=CommitmentStatus.LAPSED, by="A. de Boer")
    assert seen(kb).promised.possibly_kept == 0


def test_decisions_to_look_at_again_are_counted(kb: KnowledgeBase) -> None:
    links = (answer("a1", "r1", Position.ADOPTED),)
    load(kb, advice_with(*TWO_POINTS), reply_with(*TWO_ANSWERS), links=links)
    kb.decide(links[0].id, Verdict.CONFIRMED, by="A. de Boer")
    assert (seen(kb).suspect, seen(kb).judged) == (0, 1)
    kb.put(reply_with(answers("a1", "Dat doen wij vanaf het vierde kwartaal."), TWO_ANSWERS[1]))
    assert (seen(kb).suspect, seen(kb).judged) == (1, 0)


def test_what_is_missing_is_what_coverage_names(kb: KnowledgeBase) -> None:
    load(kb, advice_with("In uw brief van 4 mei 2025 schreef u hierover.", *TWO_POINTS))
    assert seen(kb).missing == len(kb.coverage(TODAY).missing) == 1


def test_answer_times_and_positions_stand_per_year_and_body_and_together(kb: KnowledgeBase) -> None:
    """Two bodies in one year: 91 days for the one, 30 for the other."""
    seniors: dict[str, Any] = {
        "sender": "Seniorenraad Waterstad",
        "kind": DocumentKind.ADVICE,
        "date": date(2026, 5, 2),
    }
    load(
        kb, advice_with(*TWO_POINTS), letter("tweede.pdf", recommends("s1", "Zet banken in het park."), **seniors),
        reply_with(*TWO_ANSWERS, answers("a3", "De banken komen er niet.")),
        links=(answer("a1", "r1", Position.ADOPTED), answer("a2", "r2", Position.UNCLEAR),
               answer("a3", "s1", Position.REJECTED)),
    )  # fmt: skip
    both, one, other = Pace(None, 2026, 2, 60.5, 91), Pace(COUNCIL, 2026, 1, 91.0, 91), seniors["sender"]
    assert seen(kb).paces == (both, one, Pace(other, 2026, 1, 30.0, 30))
    assert seen(kb).taken == (
        Taken(None, 2026, ((Position.ADOPTED, 1), (Position.REJECTED, 1), (Position.UNCLEAR, 1))),
        Taken(COUNCIL, 2026, ((Position.ADOPTED, 1), (Position.UNCLEAR, 1))),
        Taken(other, 2026, ((Position.REJECTED, 1),)),
    )


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 6, 30), date(2026, 4, 1), date(2026, 6, 30)),
        (date(2028, 2, 29), date(2028, 1, 1), date(2028, 3, 31)),
        (date(2026, 12, 31), date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_quarter(today: date, first: date, last: date) -> None:
    assert quarter(today) == (first, last)


def test_what_came_after_a_moment_is_new_but_not_what_i_did_myself(kb: KnowledgeBase) -> None:
    begun = datetime.now(UTC)
    old = advice_with(*TWO_POINTS, added=begun - timedelta(days=9))
    load(kb, old, reply_with(*TWO_ANSWERS, added=begun + timedelta(seconds=1)))
    kb.decide("r1", Verdict.CONFIRMED, by="A. de Boer")
    kb.decide("r2", Verdict.CONFIRMED, by="B. Smit")
    found = kb.since(begun, "A. de Boer")
    assert ([one.id for one in found.documents], found.decisions) == (["antwoord"], 1)
    assert kb.since(datetime.now(UTC) + timedelta(days=1)).documents == ()


def test_the_numbers_can_be_those_of_one_municipality(kb: KnowledgeBase) -> None:
    north, south, begun = "Gemeente Noorderveld", "Gemeente Zuiderveld", datetime.now(UTC)
    for name, town, missed in (("n", north, 2018), ("z", south, 2019)):
        asked = recommends(f"r{name}", f"Wij adviseren u loket {name} te openen. Zie onze brief van 3 mei {missed}.")
        said = answers(f"a{name}", f"Loket {name} gaat open.")
        for reading in (
            letter(f"{name}.pdf", asked, kind=DocumentKind.ADVICE, sender=COUNCIL, date=date(2024, 3, 4)),
            letter(f"re-{name}.pdf", said, kind=DocumentKind.RESPONSE_LETTER, date=date(2024, 5, 6)),
        ):
            kb.put(replace(reading, document=replace(reading.document, authorities=(town,))))
    kb.put_links([answer(f"a{name}", f"r{name}", Position.ADOPTED) for name in "nz"])
    kb.decide(kb.links()[0].id, Verdict.CONFIRMED, by="A. de Boer")
    of_north, of_south, of_all = (kb.overview(Filter(authorities=each), TODAY) for each in ((north,), (south,), ()))
    assert of_all == seen(kb)
    for number in ("extent.documents", "proposals", "judged", "missing"):
        counted = [attrgetter(number)(each) for each in (of_north, of_south, of_all)]
        assert counted[0] + counted[1] == counted[2], number
    assert (of_north.extent.documents, of_north.judged, of_south.judged) == (2, 1, 0)
    assert (of_south.bodies, of_all.bodies) == (((COUNCIL, 1),), ((COUNCIL, 2),))
    for town, decided in ((north, 1), (south, 0)):
        new = kb.since(begun, where=Filter(authorities=(town,)))
        assert (len(new.documents), new.decisions) == (2, decided)
        assert len(kb.judged(Filter(authorities=(town,)))) == decided


def test_hiding_residents_changes_no_number(kb: KnowledgeBase) -> None:
    load(kb, advice_with(*TWO_POINTS), reply_with(*TWO_ANSWERS), links=(answer("a1", "r1", Position.ADOPTED),))
    assert concealed(kb).overview(today=TODAY) == seen(kb)
    assert len(concealed(kb).review(TODAY)) == len(kb.review(TODAY))
