"""What is kept in memory between two clicks is what would be made anew, whatever people decide in between."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from itertools import pairwise
from threading import Barrier

import pytest

from kb.errors import BadDecision, NotFound
from kb.knowledge import KnowledgeBase
from kb.letters.answered import answered
from kb.letters.replies import answered_documents
from kb.model import Document, DocumentKind, Filter, Link, Position, Reading, Relation, Verdict
from kb.trails import advices
from tests.kb.builders import FakeEmbedder, answer, answers, letter, link, promises, recommends, restates, together

TODAY = date(2026, 11, 22)
WHO = {"by": "Bas Kloos", "reason": "proef"}
TOWNS = ("oost", "west", "zuid")
TERMS = {town: date(2026, 6, number) for number, town in enumerate((*TOWNS, "noord"), 1)}


def _of_town(town: str) -> tuple[list[Reading], list[Link]]:
    asked = letter(
        f"advies-{town}.pdf", recommends(f"r1{town}", f"Verlicht het plein in {town} en plant daar bomen.", label="1"),
        recommends(f"r2{town}", f"Open de zaal in {town}."), date=date(2026, 3, 2), kind=DocumentKind.ADVICE,
        sender=f"Wijkraad {town}", our_reference=f"W-{town}",
    )  # fmt: skip
    reply = letter(
        f"reactie-{town}.pdf", restates(f"w1{town}", f"U vraagt het plein in {town} te verlichten."),
        answers(f"a1{town}", "Dat doen wij."), answers(f"a2{town}", "Dat doen wij niet."),
        together(answers(f"a3{town}", "Over de zaal besluiten wij later."),
                 promises(f"c1{town}", "Wij sturen u een plan.", due=TERMS[town])), date=date(2026, 5, 2),
        kind=DocumentKind.RESPONSE_LETTER, addressee=f"Wijkraad {town}", your_reference=f"W-{town}",
    )  # fmt: skip
    links = [answer(f"a1{town}", f"w1{town}", Position.ADOPTED), answer(f"a2{town}", f"r2{town}", Position.REJECTED),
             answer(f"a3{town}", f"r2{town}", Position.DEFERRED),
             link(f"w1{town}", Relation.RESTATES, f"r1{town}")]  # fmt: skip
    return [asked, reply], links


@pytest.fixture
def towns(kb: KnowledgeBase) -> KnowledgeBase:
    made = [_of_town(town) for town in TOWNS]
    for readings, _ in made:
        for reading in readings:
            kb.put(reading)
    kb.put_links([each for _, links in made for each in links])
    return kb


def _acts(kb: KnowledgeBase, chance: random.Random) -> list[Callable[[], object]]:
    one, other = chance.choice(TOWNS), chance.choice(TOWNS)
    subject = chance.choice([each.id for each in (*kb.proposals(), *kb.links())])
    return [
        lambda: kb.decide(subject, chance.choice([Verdict.CONFIRMED, Verdict.REJECTED]), **WHO),
        lambda: kb.decide(f"a1{one}-answers-w1{one}", Verdict.CORRECTED, value=Position.PARTLY.value, **WHO),
        lambda: kb.add_link(f"a2{one}", f"r1{other}", Relation.ANSWERS, position=Position.DEFERRED, **WHO),
        lambda: kb.move_answer(f"a2{one}-answers-r2{one}", f"r1{one}", **WHO),
        lambda: kb.split(f"r1{one}", f"Verlicht het plein in {one} en plant daar bomen.".index(" en ") + 4, **WHO),
        lambda: kb.withdraw(subject, **WHO),
        lambda: kb.withdraw(chance.choice(kb.judged()).decision.id, **WHO) if kb.judged() else None,
        lambda: kb.merge_bodies(f"Wijkraad {one}", f"Wijkraad {other}", **WHO),
    ]


def _comes(kb: KnowledgeBase) -> None:
    """A fourth town answers, and changes the term of a promise of the third, which changes that of the second, which
    changes that of the first."""
    readings, links = _of_town("noord")
    for reading in readings:
        kb.put(reading)
    every = (*TOWNS, "noord")
    changes = [link(f"c1{later}", Relation.CHANGES, f"c1{town}") for town, later in pairwise(every)]
    kb.put_links([*(each for town in TOWNS for each in _of_town(town)[1]), *links, *changes])


def _all_derived(kb: KnowledgeBase) -> list[object]:
    return [
        kb.advices(today=TODAY), kb.commitments(today=TODAY), kb.coverage(TODAY), kb.review(TODAY),
        kb.overview(today=TODAY), kb.links(), kb.proposals(), kb.documents(), kb.bodies(), kb.judged(),
        kb.statement_counts(),
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_after_every_decision_all_is_as_if_it_was_opened_anew(towns: KnowledgeBase, seed: int) -> None:
    chance = random.Random(seed)
    done = 0
    for _ in range(20):
        with suppress(BadDecision, NotFound):
            chance.choice(_acts(towns, chance))()
            done += 1
        with KnowledgeBase(towns.home, embedder=FakeEmbedder()) as anew:
            assert _all_derived(towns) == _all_derived(anew)
    assert done >= 5


@pytest.mark.parametrize("seed", range(6, 12))
def test_what_two_programs_do_in_turn_is_seen_by_both(towns: KnowledgeBase, seed: int) -> None:
    chance = random.Random(seed)
    with KnowledgeBase(towns.home, embedder=FakeEmbedder()) as other:
        for turn in range(14):
            acting, looking = chance.sample((towns, other), 2)
            with suppress(BadDecision, NotFound):
                _comes(acting) if turn == 7 else chance.choice(_acts(acting, chance))()
            if chance.random() < 0.6:  # else several decisions come between two looks
                _all_derived(looking)
            with KnowledgeBase(towns.home, embedder=FakeEmbedder()) as anew:
                assert _all_derived(acting) == _all_derived(anew)
        assert _all_derived(towns) == _all_derived(other)


def test_a_term_that_was_changed_over_several_letters_follows_a_decision_about_the_last(towns: KnowledgeBase) -> None:
    _comes(towns)

    def first() -> date | None:
        due = next(each.due for each in towns.commitments(today=TODAY) if each.statement.id == "c1oost")
        expected = next(each.expected for each in towns.advices(today=TODAY) if each.document.id == "advies-oost")
        assert due == expected
        return due

    assert first() == TERMS["noord"]
    towns.decide("c1noord", Verdict.REJECTED, **WHO)
    assert first() == TERMS["zuid"]


def test_a_decision_of_another_program_reads_nothing_of_the_letters_again(
    towns: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = towns.advices(today=TODAY)
    with KnowledgeBase(towns.home, embedder=FakeEmbedder()) as other:
        other.decide("a1oost-answers-w1oost", Verdict.REJECTED, **WHO)
    monkeypatch.setattr(towns._store, "statements", lambda: pytest.fail("all statements were read again"))
    after = towns.advices(today=TODAY)
    assert [old is new for old, new in zip(before, after, strict=True)].count(True) == len(TOWNS) - 1


def test_a_decision_makes_only_the_advices_anew_that_it_can_concern(
    towns: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = towns.advices(today=TODAY)
    made: list[str] = []
    original = advices._advice
    monkeypatch.setattr(advices, "_advice", lambda known, document, *rest: (
        made.append(document.id) or original(known, document, *rest)
    ))  # fmt: skip
    towns.decide("a1oost-answers-w1oost", Verdict.REJECTED, **WHO)
    after = towns.advices(today=TODAY)
    assert set(made) == {"advies-oost", "reactie-oost"}
    assert [old is new for old, new in zip(before, after, strict=True)].count(True) == len(TOWNS) - 1


def test_another_program_and_another_letter_are_seen(towns: KnowledgeBase) -> None:
    assert len(towns.advices(today=TODAY)) == len(TOWNS)
    with KnowledgeBase(towns.home, embedder=FakeEmbedder()) as other:
        other.decide("r2west", Verdict.REJECTED, **WHO)
        other.put(_of_town("noord")[0][0])
        assert towns.advices(today=TODAY) == other.advices(today=TODAY)
    assert towns.advices(Filter(document_ids=("advies-noord",)), TODAY)[0].document.id == "advies-noord"


def _random_letters(chance: random.Random) -> list[Document]:
    bodies = ("Wijkraad Oost", "Wijkraad", "Cliëntenraad", None)
    references = ("W-1", "W-2", "w 1", "Z26-9", None)
    days = [date(2026, 3, 2), date(2026, 3, 20), date(2026, 6, 1), None]
    subjects = ("Advies over het plein", "Reactie op advies over het plein", "Zaal en plein", None)
    found = []
    for number in range(chance.randint(2, 14)):
        said = tuple(chance.sample(["2026-03-02", "2026-03-20", "W-1", "W-2"], chance.randint(0, 2)))
        found.append(Document(
            f"d{number}", f"{number}.pdf", f"{number:064}", f"Brief {number}", kind=chance.choice(list(DocumentKind)),
            sender=chance.choice(bodies), addressee=chance.choice(bodies), date=chance.choice(days), answers=said,
            our_reference=chance.choice(references), your_reference=chance.choice(references),
            subject=chance.choice(subjects),
        ))  # fmt: skip
    return found


def test_which_letter_answers_which_is_the_same_for_all_at_once() -> None:
    told = 0
    for seed in range(400):
        letters = _random_letters(random.Random(seed))
        each = {one.id: found for one in letters if (found := answered_documents(one, letters))}
        assert answered(letters) == each, seed
        told += len(each)
    assert told > 400


def test_what_many_ask_at_once_is_made_once(towns: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """As sessions of the app do when one of them decided: each asks for all of it at its next click."""
    many = 8
    towns.advices(today=TODAY)
    towns.decide("a1oost-answers-w1oost", Verdict.REJECTED, **WHO)
    made: Counter[str] = Counter()

    def counting(name: str, original: Callable[..., object]) -> Callable[..., object]:
        def make(*args: object) -> object:
            made[name] += 1
            time.sleep(0.05)  # long enough for the others to come and ask
            return original(*args)

        return make

    for name in ("_advices", "_known_now", "_review", "_overview"):
        monkeypatch.setattr(towns, name, counting(name, getattr(towns, name)))
    together = Barrier(many)

    def asking(_: int) -> object:
        together.wait()
        return towns.overview(today=TODAY)

    with ThreadPoolExecutor(many) as pool:
        found = list(pool.map(asking, range(many)))
    assert all(each is found[0] for each in found)
    assert made == {"_advices": 1, "_known_now": 1, "_review": 1, "_overview": 1}
