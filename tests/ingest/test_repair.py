"""Damage that OCR did is repaired for search, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.passages.build import passages
from ingest.passages.ocr_repair import as_meant
from ingest.pipeline import add
from kb.knowledge import KnowledgeBase
from kb.model import Block, Line, Page
from tests.kb.builders import FakeEmbedder


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("De R;kenkamer onderzocht dit.", ["Rekenkamer"]),
        ("Zie het rapport van de R:akenkamer.", ["Rekenkamer"]),
        ("ledereen moet mee kunnen doen.", ["Iedereen"]),
        ("De cl!ënten en het l0ket.", ["cliënten", "loket"]),
        ("De vvethouder komt hierop terug.", ["wethouder"]),
        ("Op grond van $ 3 en (S 2.1) van de nota.", ["paragraaf 3", "paragraaf 2.1"]),
        ("De raad stelt 8 4.2 vast, zie ook 88 5 en 6.", ["paragraaf 4.2", "paragraaf 5"]),
    ],
)
def test_damage_is_taken_back(read: str, meant: list[str]) -> None:
    assert list(as_meant(read)) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Het college neemt het advies over; daarna volgt een brief.",
        "De wethouder schrijft: iedereen telt mee (zie bijlage 3:a).",
        "Mevrouw Llewellyn van Jumbocare in Veenhuizerdam tekende.",
        "Artikel 2:1a, om 12:30 uur, bedrag €5.000 of 1;2;3.",
        "www.veldwijk.nl en info@veldwijk.nl",
        "Er wonen 8 inwoners, van 8 12 15 en 8 | 12, zie artikel 8, lid 2, van 8 12.500 euro.",
    ],
)
def test_what_is_not_damaged_stays_out(text: str) -> None:
    assert as_meant(text) == ()


def test_a_passage_keeps_its_literal_words() -> None:
    line = "De R;kenkamer adviseert dit."
    (passage,) = passages("d", (Page(1, 0, 0, (Block((Line(line),)),)),))
    assert passage.text == line
    assert passage.also == ("Rekenkamer",)


def test_search_finds_the_word_that_was_meant_and_quotes_the_one_that_stands_there(home: Path, tmp_path: Path) -> None:
    (tmp_path / "scan.txt").write_text("De R;kenkamer vindt dat ledereen mee moet kunnen doen.\n", "utf-8")
    (tmp_path / "ander.txt").write_text("De gemeente maakt de wachttijd voor jeugdhulp korter.\n", "utf-8")
    with KnowledgeBase(home, embedder=FakeEmbedder()) as kb:
        add(kb, [tmp_path / "scan.txt", tmp_path / "ander.txt"])
        for asked in ("Rekenkamer", "Iedereen"):
            hit = kb.search(asked)[0]
            assert hit.document.file == "scan.txt"
            assert asked.lower() in hit.why.lower()
            assert hit.citation.quote in "De R;kenkamer vindt dat ledereen mee moet kunnen doen."
        assert kb.check() == ()


def test_a_row_of_letters_that_no_word_can_be_is_left_alone() -> None:
    assert as_meant("l" + "edereen" * 20) == ()
