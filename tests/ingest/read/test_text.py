"""Plain text files: encodings and page breaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.read.text import decode
from tests.ingest.read.samples import read_bytes

SENTENCE = "Eén cliënt vroeg: “wanneer komt de beëindiging?”"


@pytest.mark.parametrize("encoding", ["latin-1", "mac_roman", "cp850", "utf-32"])
def test_reads_the_encodings_of_older_machines(encoding: str) -> None:
    text = "Eén cliënt vroeg naar de beëindiging, en wij coördineren dat."
    assert decode("brief.txt", text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_reads_every_encoding_that_letters_come_in(encoding: str) -> None:
    assert decode("brief.txt", SENTENCE.encode(encoding)) == SENTENCE


@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF), min_size=1))
def test_text_in_utf_8_always_comes_back(text: str) -> None:
    assert decode("brief.txt", text.encode()) == text


def test_a_form_feed_is_a_page_break() -> None:
    read = read_bytes(b"Eerste bladzijde.\fTweede bladzijde.", "rapport.txt")
    assert read.paged
    assert [page.text for page in read.pages] == ["Eerste bladzijde.", "Tweede bladzijde."]
    assert [page.number for page in read.pages] == [1, 2]
