"""Words that are looked up in a packed text where it lies."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from kb.text.sorted_lines import SortedLines, by_word, sorted_lines

LINES = ["aan\tADP\t0 \n", "Éénzaam\t\t1 \n", "Amsterdam\tPROPN\t0 \n", "amsterdam\t\t9 A\n", "zeeën\tNOUN\t2 \n"]


@pytest.fixture
def lines(tmp_path: Path) -> SortedLines:
    path = tmp_path / "woorden.gz"
    path.write_bytes(gzip.compress("".join(sorted(LINES, key=by_word)).encode()))
    return sorted_lines(path)


@pytest.mark.parametrize("line", LINES)
def test_each_line_is_found_by_its_word_in_small_letters(lines: SortedLines, line: str) -> None:
    word, *rest = line.rstrip("\n").split("\t")
    assert [word, *rest] in list(lines.of(word.lower()))


def test_a_word_has_all_its_lines_whatever_their_capitals(lines: SortedLines) -> None:
    assert [word for word, *_ in lines.of("amsterdam")] == ["Amsterdam", "amsterdam"]


@pytest.mark.parametrize("word", ["", "aa", "aann", "amster", "zeeën2", "\U0001f600", "\ud800"])
def test_what_is_only_like_a_word_is_not_there(lines: SortedLines, word: str) -> None:
    assert word not in lines


def test_an_empty_text_has_no_words() -> None:
    assert "aan" not in SortedLines(b"")


def test_the_table_of_lemmas_stands_in_this_order() -> None:
    from ingest.read.quality import FORMS

    text = gzip.decompress(FORMS.read_bytes()).decode().splitlines(keepends=True)
    assert text == sorted(text, key=by_word)
