"""Words and meaning together: what is found, in which order, why, and what is marked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.knowledge import KnowledgeBase
from kb.model import (
    BBox,
    Block,
    BlockKind,
    DocumentKind,
    Filter,
    Line,
    Position,
    Reading,
    StatementKind,
    Status,
)
from kb.search.ranking import sentences
from kb.search.reasons import FAR, reason
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
    assert hit.why == "de woorden vervoer en scholen staan erin; gaat over iets verwants"
    assert all(hit.why == "gaat over iets verwants" for hit in kb.search("xyzzy"))


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


@pytest.mark.parametrize("word", ["zzp", "eed"])
def test_a_word_of_which_two_letters_are_left_as_they_sound_is_looked_up(kb: KnowledgeBase, word: str) -> None:
    kb.put(letter("verslag.txt", f"De wethouder las de {word} voor."))
    best = kb.search(word)[0]
    assert best.passage.text == f"De wethouder las de {word} voor."
    assert best.why.startswith(f"het woord {word} staat erin")


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


def test_a_pasted_text_is_a_question_too(kb: KnowledgeBase) -> None:
    pasted = " ".join(f"wachttijden{number} jeugdhulpvervoer{number}" for number in range(400))
    assert kb.search(f"{pasted} Publiceer elk kwartaal de wachttijden voor jeugdhulp.")


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
    assert hits[0].why.startswith("kenmerk RK 24-1 is van deze brief; ")
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 <= hit.score <= 1 for hit in hits)


def test_what_answers_a_reference_comes_behind_what_bears_it(kb: KnowledgeBase) -> None:
    kb.put(letter("brief.pdf", "Wij danken u voor uw rapport.", your_reference="RK 24-1"))
    order = list(dict.fromkeys(hit.document.file for hit in kb.search("RK 24-1")))
    assert order[:2] == ["rapport.pdf", "brief.pdf"]


def test_a_short_number_in_a_question_is_no_reference(kb: KnowledgeBase) -> None:
    kb.put(letter("brief.pdf", "Over iets anders.", our_reference="2024"))
    assert all("kenmerk" not in hit.why for hit in kb.search("wachttijden in 2024"))


# -- names and numbers ------------------------------------------------------------------------------------------------
LAW = letter(
    "wet.pdf",
    "Op grond van artikel 5.1 gaat dit niet door.",
    "Op grond van artikel 5 van de verordening gaat dit door.",
    "Volgens artikel 2.1.3, derde lid, van de wet stelt de raad dit vast.",
    "Volgens artikel 2.1.3 van de wet stelt de raad dit vast.",
    "Het artikel over lid 3 van de club stond in de krant van 1 april.",
    "In de brief van 2-5-2024 met nummer X-778812 staat dat ook.",
)


@pytest.mark.parametrize(
    ("asked", "first", "why"),
    [
        ("art. 5", "wet.2", "artikel 5 staat erin"),
        ("wat zegt artikel 5 van de verordening?", "wet.2", "artikel 5 staat erin"),
        ("artikel 2.1.3 lid 3", "wet.3", "artikel 2.1.3 lid 3 staat erin"),
        ("Wmo 2.1.3, derde lid", "wet.3", "artikel 2.1.3 lid 3 staat erin"),
        ("2 mei 2024", "wet.6", "de datum 2 mei 2024 staat erin"),
        ("02-05-2024", "wet.6", "de datum 2 mei 2024 staat erin"),
        ("2024-05-02", "wet.6", "de datum 2 mei 2024 staat erin"),
        ("x-778812", "wet.6", "het kenmerk x-778812 staat erin"),
    ],
)
def test_what_a_question_names_comes_first(kb: KnowledgeBase, asked: str, first: str, why: str) -> None:
    kb.put(LAW)
    hit = kb.search(asked)[0]
    assert (hit.passage.id, hit.why.partition("; ")[0], hit.answers) == (first, why, True)


def test_an_article_without_its_member_comes_behind_the_one_with_it(kb: KnowledgeBase) -> None:
    kb.put(LAW)
    kb.put(letter("andere.pdf", "Artikel 2.1.3 van die wet is hier niet aan de orde."))
    hits = kb.search("artikel 2.1.3 lid 3")
    assert [hit.passage.id for hit in hits[:2]] == ["wet.3", "andere.1"]
    assert hits[1].why.startswith("artikel 2.1.3 staat erin")


def test_a_letter_is_found_by_its_day(kb: KnowledgeBase) -> None:
    hits = kb.search("brief van 1 mei 2024")
    assert hits[0].document.id == "antwoord"
    assert hits[0].why.startswith("is van 1 mei 2024")


@pytest.mark.parametrize("asked", ["artikel 99", "§ 12", "Z99-123456", "kenmerk Z99-123456"])
def test_what_is_named_and_stands_nowhere_has_no_answer(kb: KnowledgeBase, asked: str) -> None:
    kb.put(LAW)
    assert not any(hit.answers for hit in kb.search(asked))


def test_a_letter_is_found_by_what_stands_only_in_its_head(kb: KnowledgeBase) -> None:
    kb.put(
        furnished(
            letter("brief.pdf", "Wij danken u hartelijk voor uw mooie brief."), "Zaaknummer ZK-90210\nDomein Oost"
        )
    )
    hit = kb.search("ZK-90210")[0]
    assert hit.document.id == "brief"
    assert hit.why.startswith("ZK-90210 staat in de kop of het briefhoofd")
    domain = kb.search("Domein Oost")[0]
    assert domain.document.id == "brief"
    assert domain.why.startswith("alles wat u typte staat in de kop of het briefhoofd")


@pytest.mark.parametrize(
    ("asked", "why"),
    [("rapport.pdf", "het bestand heet rapport.pdf"), ("Rekenkamer Waterstad", "alles wat u typte staat in de kop")],
)
def test_a_letter_is_found_by_its_file_and_its_sender(kb: KnowledgeBase, asked: str, why: str) -> None:
    assert why in next(hit for hit in kb.search(asked) if hit.document.id == "rapport").why


def test_what_was_asked_by_its_name_is_not_called_far_off() -> None:
    assert reason(["kenmerk RK 24-1 is van deze brief"], (), False, FAR) == "kenmerk RK 24-1 is van deze brief"
    assert reason([], (), True, FAR) == "alles wat u typte staat in de kop of het briefhoofd"
    assert reason([], (), False, FAR) == FAR


TITLED = (
    letter("motie.pdf", "De raad vraagt het college dit te doen.", title="Motie M24-31 “Warme voordeur”"),
    letter("lijst.pdf", "De motie Warme voordeur is aangenomen; een warme voordeur voor elk huis.", title="Lijst"),
)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("motie m24-31 warme voordeur", "zo heet dit stuk"),
        ("Warme voordeur", "zo heet het in de titel van dit stuk"),
    ],
)
def test_a_letter_is_found_first_by_its_title(kb: KnowledgeBase, asked: str, why: str) -> None:
    for each in TITLED:
        kb.put(each)
    hit = kb.search(asked)[0]
    assert hit.document.id == "motie"
    assert why in hit.why.split("; ")


def test_a_title_lifts_one_passage_not_all_of_a_long_letter(kb: KnowledgeBase) -> None:
    long = ("De raad stelt hier iets vast over wonen. " * 20, "En dit gaat over vervoer naar de school. " * 20)
    kb.put(letter("lang.pdf", *long, title="Warme voordeur"))
    kb.put(TITLED[1])
    assert [hit.document.id for hit in kb.search("warme voordeur")[:2]] == ["lang", "lijst"]


def test_a_slip_is_put_right_and_said(kb: KnowledgeBase) -> None:
    hit = kb.search("kwrtaal publiceren")[0]
    assert hit.why.startswith("de woorden kwartaal (u typte kwrtaal) en publiceren staan erin")


def furnished(reading: Reading, words: str) -> Reading:
    """The letter with these words in its margin."""
    page = reading.pages[0]
    margin = Block(tuple(Line(line, BBox(5, 5, 90, 15)) for line in words.splitlines()), BlockKind.FURNITURE)
    return replace(reading, pages=(replace(page, blocks=(margin, *page.blocks)), *reading.pages[1:]))
