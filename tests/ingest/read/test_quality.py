"""A text layer is not trusted: its words are held against Dutch, and what was read how is said."""

from __future__ import annotations

from typing import Any

import pymupdf
import pytest

from ingest.layout.pages import RawLine
from ingest.read import scan
from ingest.read.quality import falls_short, known_share
from ingest.read.scan import Scan
from kb.model import Block, BlockKind, Line, Page, PageSource, ReadingQuality
from kb.reading_quality import quality
from tests.ingest.read.samples import Words, lines, pdf, pictures_of, read_bytes

GOOD = """De adviesraad vraagt het college om de wachttijd voor jeugdhulp te verkorten.
Inwoners wachten nu gemiddeld elf weken op een eerste gesprek met de gemeente.
Wij vinden dat te lang en vragen om een plan voor het einde van het jaar."""
BAD = """D; 4dv!esr@ad vr^agt h8t c0ll;ge 0m d; w4cht!jd v;;r je#gdhulp t3 v;rk0rt;n.
1nw0n;rs w@cht;n n# g;m!ddeld ;lf w;k;n 0p ;;n e;rst; g;spr;k m;t d; g;m;;nt;.
W!j v!nd;n d@t t; l@ng ;n vr@g;n 0m ;;n pl@n v00r h;t ;!nd; v@n h;t j@@r."""
MOJIBAKE = "De adviesraad vraagt het college om de wachttijd te verkorten, en wel binnen één jaar".translate(
    {number: number + 0x370 for number in range(ord("a"), ord("z") + 1)}
)


def with_layer(picture: str, layer: str) -> bytes:
    """A scan of one text with another as its invisible text layer."""
    data = pictures_of(pdf(lines(60, 120, picture, size=12, step=20)))
    library: Any = pymupdf
    with library.open(stream=data, filetype="pdf") as document:
        for number, row in enumerate(layer.split("\n")):
            document[0].insert_text((60, 120 + 20 * number), row, fontsize=12, render_mode=3)
        return bytes(document.tobytes())


def test_the_share_of_known_words_tells_dutch_from_damage() -> None:
    good, bad, mojibake = known_share(GOOD), known_share(BAD), known_share(MOJIBAKE)
    assert good is not None
    assert good > 0.9
    assert bad is not None
    assert bad < 0.3
    assert mojibake is not None
    assert mojibake < 0.3


@pytest.mark.parametrize("text", [GOOD, BAD, "12 13 14", "Brief", f"{GOOD} {BAD}", f"{BAD} {BAD} {GOOD}", ""])
@pytest.mark.parametrize("share", [0.2, 0.55, 0.9])
def test_whether_words_fall_short_is_said_without_asking_them_all(text: str, share: float) -> None:
    known = known_share(text)
    assert falls_short(text, share) == (known is not None and known < share)


def test_a_few_words_say_nothing() -> None:
    assert known_share("Bijlage 3: tabel 12") is None


@pytest.mark.skipif(not scan.can_read_scans(), reason="tesseract with Dutch data is not on this machine")
def test_a_bad_text_layer_is_read_again() -> None:
    read = read_bytes(with_layer(GOOD, BAD))
    assert read.pages[0].source is PageSource.OCR
    assert "wachttijd voor jeugdhulp" in read.pages[0].text
    assert "tekstherkenning" in read.warnings[0]


def test_a_good_text_layer_is_kept_without_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.read.paged.read_pictures", lambda pictures: pytest.fail("no OCR is needed"))
    read = read_bytes(pdf(lines(60, 120, GOOD)))
    assert read.pages[0].source is PageSource.TEXT_LAYER
    assert read.warnings == ()


def test_a_bad_text_layer_stays_when_ocr_is_no_better_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.read.paged.can_read_scans", lambda: True)
    crumbs = Scan(tuple(RawLine(row, sure=(0.4,) * len(row.split())) for row in BAD.split("\n")))
    monkeypatch.setattr("ingest.read.paged.read_pictures", lambda pictures: [crumbs for _ in pictures])
    read = read_bytes(pdf(lines(60, 120, BAD)))
    assert read.pages[0].source is PageSource.TEXT_LAYER
    assert "geen Nederlands of beschadigde tekst" in read.warnings[0]


def test_a_doubtful_scan_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.read.paged.can_read_scans", lambda: True)
    found = Scan((RawLine("De adviesraad vraagt aandacht.", sure=(0.9, 0.9, 0.3, 0.3)),))
    monkeypatch.setattr("ingest.read.paged.read_pictures", lambda pictures: [found for _ in pictures])
    sentences = read_bytes(pictures_of(pdf([Words(72, 100, "De adviesraad vraagt aandacht.")]))).warnings
    assert any("slecht te lezen" in sentence for sentence in sentences)
    assert any("zekerheid 60 %, onzeker gelezen woorden 50 %" in sentence for sentence in sentences)


def test_the_quality_of_a_document_adds_up_its_pages() -> None:
    words = Block((Line("Wij adviseren.", None, (0.9, 0.5)),))
    foot = Block((Line("Pagina 1"),), BlockKind.FURNITURE)
    pages = [
        Page(1, 595, 842, (words, foot), PageSource.OCR, 0.9),
        Page(2, 595, 842, (), PageSource.NONE),
        Page(3, 595, 842, (foot,)),
    ]
    assert quality([page.how_read for page in pages]) == ReadingQuality(1, 1, 1, 2, 0.9, 0.7, 0.5)
    assert quality([]) == ReadingQuality(0, 0, 0, 0)
