"""Which files can be read, and what is said of the others."""

from __future__ import annotations

import re

import pytest

from ingest.read import scan
from kb.errors import UnreadableFile
from kb.model import BlockKind, PageSource
from tests.ingest.read.samples import Words, locked, new_word, pdf, pictures_of, read_bytes, texts, word_file

HELLO = pdf([Words(72, 100, "De wachttijd is te lang.")])


@pytest.mark.parametrize(
    ("name", "data", "hint"),
    [
        ("leeg.txt", b"", "leeg"),
        ("wit.txt", b" \n\n\t ", "leeg"),
        ("stuk.pdf", b"%PDF-1.7\nhier houdt het op", "beschadigd"),
        ("slot.pdf", locked(HELLO), "wachtwoord"),
        ("stuk.docx", b"PK\x03\x04 en verder niets", "beschadigd"),
        ("oud.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 en nog wat", "beschadigd"),
        ("foto.jpg", b"\xff\xd8\xff\xe0 een foto", "als foto"),
        ("muziek.mp3", b"ID3\x04 muziek", "pdf, docx"),
        ("rekenblad.txt", bytes(range(256)) * 8, "tekstbestand"),
    ],
)
def test_says_in_one_dutch_sentence_why_a_file_cannot_be_read(name: str, data: bytes, hint: str) -> None:
    with pytest.raises(UnreadableFile) as said:
        read_bytes(data, name)
    message = str(said.value)
    assert name in message
    assert hint in message
    assert re.search(r"[;.] ?\w+.*\.$", message), "it also says what to do"


def test_a_word_file_without_words_is_unreadable() -> None:
    with pytest.raises(UnreadableFile, match="geen tekst"):
        read_bytes(word_file(new_word()), "leeg.docx")


def test_the_content_says_what_a_file_is_and_not_its_name() -> None:
    assert texts(read_bytes(HELLO, "brief.txt")) == ["De wachttijd is te lang."]


def test_pages_of_a_pdf_are_pages_and_a_text_file_has_none() -> None:
    assert read_bytes(HELLO).paged
    assert not read_bytes(b"De wachttijd is te lang.", "brief.txt").paged


def test_a_page_without_words_is_counted_and_said_when_there_is_no_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.read.paged.can_read_scans", lambda: False)
    read = read_bytes(pictures_of(HELLO))
    assert [page.source for page in read.pages] == [PageSource.NONE]
    assert len(read.warnings) == 1
    assert "De bladzijde is zonder leesbare woorden" in read.warnings[0]
    assert "tesseract" in read.warnings[0]


def test_an_empty_page_stays_a_page_and_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.read.paged.read_pictures", lambda pictures: [scan.Scan(()) for _ in pictures])
    monkeypatch.setattr("ingest.read.paged.can_read_scans", lambda: True)
    read = read_bytes(pdf([Words(72, 100, "Eerste bladzijde.")], []))
    assert [page.source for page in read.pages] == [PageSource.TEXT_LAYER, PageSource.NONE]
    assert "Bladzijde 2 is" in read.warnings[0]


@pytest.mark.skipif(not scan.can_read_scans(), reason="tesseract with Dutch data is not on this machine")
def test_a_scan_is_read_with_boxes_and_confidence() -> None:
    letter = pdf([Words(72, 120, "De gemeente neemt het advies over.", 14), Words(72, 140, "Dat is goed nieuws.", 14)])
    read = read_bytes(pictures_of(letter))
    page = read.pages[0]
    assert page.source is PageSource.OCR
    assert "De gemeente neemt het advies over." in page.text.replace("\n", " ")
    box = page.blocks[0].bbox
    assert box is not None
    assert abs(box.x0 - 72) < 4
    assert 100 < box.y0 < 125
    line = page.blocks[0].lines[0]
    assert len(line.sure) == len(line.text.split())
    assert all(0.5 < sure <= 1.0 for sure in line.sure)


def test_the_table_of_words_that_ocr_gives_becomes_lines() -> None:
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
    rows = [
        "5\t1\t1\t1\t1\t1\t300\t300\t100\t40\t96\tEerste",
        "5\t1\t1\t1\t1\t2\t410\t300\t100\t40\t90\tregel",
        "5\t1\t1\t1\t1\t3\t1500\t300\t100\t40\t92\tmarge",  # far to the right: another column
        "5\t1\t1\t1\t2\t1\t300\t360\t100\t40\t12\t~|^",  # crumbs
        "4\t1\t1\t1\t2\t0\t300\t360\t100\t40\t-1\t",
    ]
    found = scan.lines_of("\n".join([head, *rows]))
    assert [line.text for line in found] == ["Eerste regel", "marge", "~|^"]
    assert found[0].bbox is not None
    assert (found[0].bbox.x0, found[0].bbox.y0) == (72.0, 72.0)
    assert found[0].sure == (0.96, 0.9)
    assert found[2].kind is BlockKind.FURNITURE
