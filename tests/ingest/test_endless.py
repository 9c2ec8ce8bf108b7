"""Text that goes on and on without an end to its sentences: read in pieces, said so, and nothing of it lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.dutch.cues import Lexicon, Rule
from ingest.dutch.pipeline import LARGEST, analyse
from ingest.dutch.sentences import LONGEST, endless, sentence_spans
from ingest.dutch.words import read_words
from ingest.reading import read_file
from ingest.result import Problem
from kb.model import StatementKind
from kb.settings import Limits

POURED = "de wijkteams en de scholen van de stad en de ouders van de kinderen en hun buren "


def test_a_sentence_without_end_is_cut_at_white_space() -> None:
    text = (POURED * 60).strip()
    pieces = [text[a:b] for a, b in sentence_spans(text)]
    assert len(pieces) > 3
    assert max(map(len, pieces)) <= LONGEST
    assert " ".join(pieces) == text
    assert endless(text) == 1


def test_one_word_without_end_is_cut_where_it_has_to_be() -> None:
    assert [b - a for a, b in sentence_spans("x" * (2 * LONGEST + 10))] == [LONGEST, LONGEST, 10]


@given(st.lists(st.sampled_from(["x" * 700, "huis", " ", "  ", ". ", ".", " | ", "\n"]), max_size=30))
def test_whatever_is_cut_is_whole_again_when_put_together(parts: list[str]) -> None:
    text = "".join(parts)
    spans = sentence_spans(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(b - a <= LONGEST for a, b in spans)


def test_sentences_of_an_ordinary_length_stay_whole_in_a_paragraph_that_never_ends() -> None:
    text = "Wij adviseren u om de wachttijd te verkorten. " * (3 * LARGEST // 40)
    sentences = next(analyse([text]))
    assert len(text) > 3 * LARGEST
    assert {sentence.text for sentence in sentences} == {"Wij adviseren u om de wachttijd te verkorten."}
    assert [(one.start, one.end) for one in sentences] == sentence_spans(text)
    assert endless(text) == 0


def test_texts_around_a_very_long_one_keep_their_own_sentences() -> None:
    before, long, after = analyse(["Dit is nieuw.", POURED * 80, "Dat is oud."])
    assert [one.text for one in before] == ["Dit is nieuw."]
    assert [one.text for one in after] == ["Dat is oud."]
    assert sum(len("".join(one.text.split())) for one in long) == len("".join((POURED * 80).split()))


def test_what_stands_in_the_middle_is_found_and_the_reader_is_told() -> None:
    asked = "wij adviseren u om de wachttijd te verkorten"
    text = f"Adviesraad Waterstad\n\nBetreft: advies over wachttijden\n\n{POURED * 60}{asked} {POURED * 60}"
    read = read_file("stroom.txt", text.encode(), Limits())
    assert not isinstance(read, Problem)
    assert read.reading is not None
    passages = {passage.id: passage for passage in read.reading.passages}
    found = [one for one in read.reading.statements if one.kind is StatementKind.RECOMMENDATION]
    assert any(asked in one.text for one in found)
    assert all(passages[one.passage_id].text[one.start : one.end] == one.text for one in found)
    assert read.warnings == (
        "1 zin is langer dan 1.500 tekens en in stukken gelezen; controleer daar wat er is gevonden.",
    )


def test_an_ordinary_letter_has_no_such_warning() -> None:
    read = read_file("brief.txt", b"Advies\n\nWij adviseren u om de wachttijd te verkorten.", Limits())
    assert not isinstance(read, Problem)
    assert read.warnings == ()


def test_a_cue_with_many_gaps_gives_up_on_a_sentence_of_the_same_words() -> None:
    """Trying every way to fit would take 40 to the power of 6 steps."""
    rule = Rule("veel", "veel", ("een … een … een … een … een … een … einde",), (), 1.0, "", "")
    matcher = Lexicon({}, {}).matcher({"veel": rule})
    assert not list(matcher.hits(read_words("einde " + "een " * 300, {})))
    assert list(matcher.hits(read_words("een " * 300 + "einde", {})))
