"""Words and meaning together: what is found, in which order, why, and what is marked."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.knowledge import KnowledgeBase
from kb.model import DocumentKind, Filter, Position, StatementKind, Status
from kb.search.ranking import sentences
from tests.kb.builders import FakeEmbedder, answer, answers, heading, letter, promises, recommends

REPORT = letter(
    "rapport.pdf",
    heading("Wachttijden"),
    "De gemeente telt mee. Gezinnen wachten soms een half jaar op hulp. Dat is te lang.",
    heading("Aanbeveling 1"),
    recommends("r1", "Publiceer elk kwartaal de wachttijden voor jeugdhulp."),
    "Het vervoer naar school is goed geregeld, vinden de ouders in deze gemeente.",
    kind=DocumentKind.AUDIT_REPORT,
    sender="Rekenkamer Waterstad",
    date=date(2024, 2, 1),
    our_reference="RK 24-1",
)
REPLY = letter(
    "antwoord.pdf",
    answers("a1", "Wij publiceren de wachttijden voortaan elk kwartaal op onze website."),
    promises("c1", "Wij sturen de raad voor de zomer een plan voor het vervoer."),
    kind=DocumentKind.RESPONSE_LETTER,
    sender="College Waterstad",
    date=date(2024, 5, 1),
)


@pytest.fixture(autouse=True)
def _loaded(kb: KnowledgeBase) -> None:
    kb.put(REPORT)
    kb.put(REPLY)
    kb.put_links([answer("a1", "r1", Position.ADOPTED)])


def found(kb: KnowledgeBase, text: str, **where: Any) -> list[str]:
    return [hit.passage.id for hit in kb.search(text, Filter(**where))]


def test_the_best_passage_comes_first_with_its_place_and_its_statements(kb: KnowledgeBase) -> None:
    best = kb.search("publiceren wachttijden jeugdhulp")[0]
    assert best.passage.id == "rapport.4"
    assert [statement.id for statement in best.statements] == ["r1"]
    assert (best.citation.reference, best.citation.place) == ("RK 24-1", "p. 1")


def test_scores_rank_and_lie_between_nothing_and_one(kb: KnowledgeBase) -> None:
    scores = [hit.score for hit in kb.search("wachttijden kwartaal")]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_it_says_in_dutch_why_a_passage_was_found(kb: KnowledgeBase) -> None:
    hit = next(hit for hit in kb.search("vervoer naar scholen") if hit.passage.id == "rapport.5")
    assert hit.why == "woorden: vervoer, scholen · verwante betekenis"
    assert all(hit.why == "verwante betekenis" for hit in kb.search("xyzzy"))


def test_it_says_when_nothing_is_about_the_question_and_marks_nothing_then(kb: KnowledgeBase) -> None:
    fake = cast(FakeEmbedder, kb.embedder)
    fake.least = 1.1
    nearest = kb.search("kernenergie")
    assert nearest
    assert not any(hit.answers or hit.marks for hit in nearest)
    assert all(hit.answers and hit.marks for hit in kb.search("RK 24-1")), "a reference that is named is an answer"
    fake.least = 0.1
    assert all(hit.answers and hit.marks for hit in kb.search("kernenergie"))


@pytest.mark.parametrize(
    ("question", "is_there"),
    [("wachttijden jeugdhulp", True), ("gezinnen die lang op hulp wachten", True), ("kernenergie", False),
     ("parkeergarage", False), ("xyzzy", False)],
)  # fmt: skip
def test_the_packaged_model_knows_what_is_not_there(tmp_path: Path, question: str, is_there: bool) -> None:
    with KnowledgeBase(tmp_path / "kb") as kb:
        kb.put(REPORT)
        assert {hit.answers for hit in kb.search(question)} == {is_there}


def test_the_sentence_that_answers_best_is_marked(kb: KnowledgeBase) -> None:
    hit = next(hit for hit in kb.search("gezinnen wachten op hulp") if hit.passage.id == "rapport.2")
    ((start, end),) = hit.marks
    assert hit.passage.text[start:end] == "Gezinnen wachten soms een half jaar op hulp."
    assert hit.citation.quote == "Gezinnen wachten soms een half jaar op hulp."


LONG = "Deze alinea is zo lang dat er van wat ernaast staat niet veel meer bij kan. " * 4


def test_a_hit_comes_with_what_stands_around_it(kb: KnowledgeBase) -> None:
    before, after = LONG + "Vlak ervoor.", LONG + "Erna."
    kb.put(letter("lang.pdf", "Ver ervoor.", before, "Het zwembad gaat dicht.", after, "Ver erna."))
    hit = kb.search("zwembad")[0]
    assert [each.id for each in hit.before] == ["lang.2"]
    assert [each.id for each in hit.after] == ["lang.4"], "about six hundred characters in all"
    assert hit.fragment == f"{before}\nHet zwembad gaat dicht.\n{after}"


def test_who_types_one_word_gets_the_place_where_it_stands(kb: KnowledgeBase) -> None:
    kb.put(letter("naam.pdf", "Een heel andere brief, over iets anders, van de heer Krekelstra, met groet."))
    assert kb.search("Krekelstra")[0].passage.id == "naam.1"


def test_a_passage_that_is_shown_beside_a_better_one_is_no_hit_of_its_own(kb: KnowledgeBase) -> None:
    shown = [part.id for hit in kb.search("wachttijden") for part in (*hit.before, hit.passage, *hit.after)]
    assert len(shown) == len(set(shown))


def test_a_short_heading_is_no_answer_by_itself(kb: KnowledgeBase) -> None:
    assert "rapport.1" not in found(kb, "Wachttijden")


@pytest.mark.parametrize("nothing", ["", "   ", '"', "…", "💥", "' OR 1=1 --'"[:1]])
def test_a_question_without_words_finds_nothing(kb: KnowledgeBase, nothing: str) -> None:
    assert kb.search(nothing) == ()


@pytest.mark.parametrize("odd", ['art. 3:50 "', "1 kind, 1 gezin, 1 plan", "NOT wacht* (", "a", "\x00wacht", "</s>"])
def test_signs_do_no_harm(kb: KnowledgeBase, odd: str) -> None:
    assert kb.search(odd)


def test_the_number_of_hits_is_limited(kb: KnowledgeBase) -> None:
    assert len(kb.search("wachttijden", limit=2)) == 2
    assert kb.search("wachttijden", limit=0) == ()


def test_filters_leave_only_what_is_asked(kb: KnowledgeBase) -> None:
    def documents(**where: Any) -> set[str]:
        return {hit.document.id for hit in kb.search("wachttijden vervoer", Filter(**where))}

    assert documents() == {"rapport", "antwoord"}
    assert documents(document_kinds=(DocumentKind.RESPONSE_LETTER,)) == {"antwoord"}
    assert documents(senders=("College Waterstad",)) == {"antwoord"}
    assert documents(since=date(2024, 3, 1)) == {"antwoord"}
    assert documents(until=date(2024, 3, 1)) == {"rapport"}
    assert found(kb, "wachttijden", statement_kinds=(StatementKind.COMMITMENT,)) == ["antwoord.2"]
    assert sorted(found(kb, "wachttijden", positions=(Position.ADOPTED,))) == ["antwoord.1", "rapport.4"]
    assert found(kb, "wachttijden", statuses=(Status.ANSWERED,)) == ["rapport.4"]
    assert found(kb, "wachttijden", positions=(Position.REJECTED,)) == []


def test_who_asks_for_statements_gets_each_of_them(kb: KnowledgeBase) -> None:
    both = (StatementKind.RESPONSE, StatementKind.COMMITMENT)
    assert sorted(found(kb, "wachttijden", statement_kinds=both)) == ["antwoord.1", "antwoord.2"]


def test_an_empty_knowledge_base_finds_nothing(kb: KnowledgeBase) -> None:
    kb.forget("rapport")
    kb.forget("antwoord")
    assert kb.search("wachttijden") == ()


def test_sentences_end_where_a_reader_would_end_them() -> None:
    text = 'Dit geldt o.a. voor art. 3 van de wet. "Zo is het." Op 1 mei 2024. Daarna volgt meer.'
    assert [text[start:end] for start, end in sentences(text)] == [
        "Dit geldt o.a. voor art. 3 van de wet.",
        '"Zo is het."',
        "Op 1 mei 2024.",
        "Daarna volgt meer.",
    ]


@given(st.text(max_size=200))
def test_sentences_leave_nothing_out_but_white_space(text: str) -> None:
    ranges = list(sentences(text))
    assert ranges[0][0] == 0
    assert ranges[-1][1] == len(text)
    for (_, end), (start, _) in pairwise(ranges):
        assert end <= start
        assert not text[end:start].strip()


@pytest.mark.parametrize("asked", ["RK 24-1", "rk-24-1", "Wat adviseert de brief met kenmerk RK 24-1?"])
def test_a_letter_is_found_first_by_its_reference_which_stands_in_no_passage(kb: KnowledgeBase, asked: str) -> None:
    kb.put(letter("ander.pdf", "Rapport RK 24-17 noemt wachttijden.", "Wat adviseert een brief met dat kenmerk 24?"))
    hits = kb.search(asked)
    assert hits[0].document.our_reference == "RK 24-1"
    assert hits[0].why.startswith("kenmerk · ")
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 <= hit.score <= 1 for hit in hits)


def test_what_answers_a_reference_comes_behind_what_bears_it(kb: KnowledgeBase) -> None:
    kb.put(letter("brief.pdf", "Wij danken u voor uw rapport.", your_reference="RK 24-1"))
    order = list(dict.fromkeys(hit.document.file for hit in kb.search("RK 24-1")))
    assert order[:2] == ["rapport.pdf", "brief.pdf"]


def test_a_short_number_in_a_question_is_no_reference(kb: KnowledgeBase) -> None:
    kb.put(letter("brief.pdf", "Over iets anders.", our_reference="2024"))
    assert all("kenmerk" not in hit.why for hit in kb.search("wachttijden in 2024"))
