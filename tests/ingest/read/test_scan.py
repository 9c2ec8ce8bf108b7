"""Scans that lie askew, on their side or in the shade: the words, their place on the page, and how sure they are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.layout.columns import placed
from ingest.layout.pages import RawLine, RawPage
from ingest.layout.raw import cut
from ingest.layout.tables import row_of
from ingest.read import scan
from ingest.read.files import Limits, RawFile, read
from ingest.read.look import look_at
from ingest.read.scan import lines_of
from ingest.read.upright import as_shown, scanned
from kb.model import BBox, Block, Line, Page, PageSource, Passage, TextBox
from kb.reading_quality import unsure_ranges
from tests.ingest.read.samples import Words, lines, pdf, pictures_of, read_bytes

Library: Any = pymupdf
LETTER = """De adviesraad vraagt het college om de wachttijd voor jeugdhulp te verkorten.
Inwoners wachten nu gemiddeld elf weken op een eerste gesprek met de gemeente.
Wij vinden dat te lang en vragen om een plan voor het einde van het jaar.
Betrek daarbij de huisartsen, de scholen en de ouders die al een jaar wachten.

Daarnaast vragen wij aandacht voor de brieven die de gemeente aan inwoners stuurt.
Veel mensen begrijpen die brieven niet en durven er niet over te bellen.
Laat elke brief lezen door iemand voor wie hij bedoeld is, voordat hij wordt verstuurd.
Wij horen graag voor de zomer wat het college met dit advies gaat doen."""
needs_tesseract = pytest.mark.skipif(not scan.can_read_scans(), reason="tesseract with Dutch data is not there")


def photocopy(tilt: float = 0.0, quarter: int = 0, shade: float = 0.0) -> bytes:
    """A scan of the letter, turned clockwise, a little dirty, its right side in the shade (0 to 1)."""
    with Library.open(stream=pdf(lines(80, 150, LETTER, size=11, step=22)), filetype="pdf") as letter:
        matrix = Library.Matrix(200 / 72, 200 / 72).prerotate(tilt)
        dots = letter[0].get_pixmap(matrix=matrix, colorspace=Library.csGRAY)
    grey = np.frombuffer(dots.samples, np.uint8).reshape(dots.height, dots.width).astype(float)
    wide, high = round(595 * 200 / 72), round(842 * 200 / 72)
    top, left = (dots.height - high) // 2, (dots.width - wide) // 2
    grey = grey[top : top + high, left : left + wide] * 0.9 + np.random.default_rng(1).normal(0, 4, (high, wide))
    grey *= 1 - np.linspace(0, shade, wide)[None, :]
    turned = np.rot90(np.clip(grey, 0, 255).astype(np.uint8), -quarter // 90)
    picture = Library.Pixmap(Library.csGRAY, turned.shape[1], turned.shape[0], turned.tobytes(), False)
    document = Library.open()
    page = document.new_page(width=turned.shape[1] * 72 / 200, height=turned.shape[0] * 72 / 200)
    page.insert_image(page.rect, stream=picture.tobytes("png"))
    return bytes(document.tobytes())


def share_read(file: RawFile) -> float:
    """The share of the words of the letter that were read, in whatever order."""
    wanted, found = (re.findall(r"\w+", text) for text in (LETTER, file.pages[0].text))
    return sum(word in found for word in wanted) / len(wanted)


@needs_tesseract
@pytest.mark.parametrize(("tilt", "quarter"), [(0.0, 0), (3.5, 0), (-6.0, 0), (0.0, 90), (2.0, 180), (-1.5, 270)])
def test_a_scan_is_read_however_it_lies(tilt: float, quarter: int) -> None:
    found = read_bytes(photocopy(tilt, quarter))
    page = found.pages[0]
    assert share_read(found) >= 0.97
    assert (page.turn + quarter) % 360 == 0
    assert (page.width < page.height) is True, "it is shown upright"
    first = next(line for block in page.blocks for line in block.lines if "adviesraad" in line.text)
    assert first.bbox is not None
    x0, y0 = on_the_scan(80, 140, tilt)
    assert abs(first.bbox.x0 - x0) < 8
    assert first.bbox.y0 - 8 < y0 < first.bbox.y1 + 8
    assert all(box.x1 <= page.width and box.y1 <= page.height for block in page.blocks if (box := block.bbox))


def on_the_scan(x: float, y: float, tilt: float) -> tuple[float, float]:
    """Where a point of the letter lies on a sheet that was turned clockwise around its middle."""
    turn = np.radians(tilt)
    right, down = x - 595 / 2, y - 842 / 2
    return 595 / 2 + right * np.cos(turn) - down * np.sin(turn), 842 / 2 + right * np.sin(turn) + down * np.cos(turn)


@needs_tesseract
def test_a_photo_with_a_shadow_over_it_is_read() -> None:
    assert share_read(read_bytes(photocopy(shade=0.75))) >= 0.97


def test_whoever_waits_hears_of_every_page_that_ocr_has_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.read.paged.can_read_scans", lambda: True)
    monkeypatch.setattr("ingest.read.paged.read_pictures", lambda pictures: (scan.Scan(()) for _ in pictures))
    heard: list[tuple[int, int]] = []
    data = pdf([], lines(80, 150, LETTER), [])
    read(Path("scan.pdf"), data, Limits(), lambda done, total: heard.append((done, total)))
    assert heard == [(1, 2), (2, 2)], "of the pages without text, not of the one with it"


@needs_tesseract
def test_a_page_that_was_turned_says_so() -> None:
    assert any("rechtop gezet" in sentence for sentence in read_bytes(photocopy(quarter=180)).warnings)


@pytest.mark.parametrize("value", [0, 128, 255])
def test_a_picture_without_type_lies_as_it_lies(value: int) -> None:
    look = look_at(np.full((800, 600), value, np.uint8))
    assert (look.tilt, look.sideways, look.shaded) == (0.0, False, False)


@given(st.floats(-9, 9), st.sampled_from([0, 90, 180, 270]), st.floats(50, 500), st.floats(50, 700))
def test_a_box_comes_back_to_where_its_word_lies(tilt: float, turn: int, x: float, y: float) -> None:
    """Turn a point with the page, read it there, and find it again where it was."""
    around = np.radians(tilt)
    right, down = x - 595 / 2, y - 842 / 2
    level = right * np.cos(around) - down * np.sin(around), right * np.sin(around) + down * np.cos(around)
    size = 700.0, 900.0  # of the tilted picture: larger than the page, with the same middle
    seen = BBox(size[0] / 2 + level[0], size[1] / 2 + level[1], size[0] / 2 + level[0], size[1] / 2 + level[1])
    found = scan.Scan((RawLine("woord", seen, sure=(1.0,)),), turn, tilt, size)
    sheet = RawPage(1, (), *((842.0, 595.0) if turn % 180 else (595.0, 842.0)), PageSource.NONE)
    raw = scanned(sheet, found)
    laid = Page(1, raw.width, raw.height, (Block((Line("woord", raw.lines[0].bbox),)),), raw.source)
    (page,) = as_shown((raw,), (laid,))
    box = page.blocks[0].bbox
    assert box is not None
    if tilt:
        assert abs(box.x0 - x) < 0.02
        assert abs(box.y0 - y) < 0.02
    assert page.turn == turn


# -- how sure ---------------------------------------------------------------------------------------------------------
def test_a_line_that_is_cut_keeps_the_mark_of_every_word() -> None:
    head, rest = cut(RawLine("3. Verkort de wachttijd.", sure=(0.9, 0.8, 0.7, 0.3)), 2)
    assert (head.text, head.sure) == ("3.", (0.9,))
    assert (rest.text, rest.sure) == ("Verkort de wachttijd.", (0.8, 0.7, 0.3))


def test_a_line_has_a_mark_for_every_word_or_none() -> None:
    with pytest.raises(ValueError, match="2 marks"):
        Line("een twee drie", None, (0.9, 0.8))


def test_doubtful_words_are_found_in_a_passage_also_over_a_mended_hyphen() -> None:
    first, second = BBox(50, 100, 300, 112), BBox(50, 115, 300, 127)
    block = Block((Line("De R;kenkamer onder-", first, (0.9, 0.4, 0.5)), Line("zocht dit.", second, (0.9, 0.2))))
    text = "De R;kenkamer onderzocht dit."
    passage = Passage("d.1", "d", 1, text, (TextBox(0, 19, 1, first), TextBox(19, 29, 1, second)))
    found = [text[start:end] for start, end in unsure_ranges(passage, (Page(1, 595, 842, (block,), PageSource.OCR),))]
    assert found == ["R;kenkamer", "onder", "dit."]


def test_a_row_of_a_table_has_a_mark_for_every_word_and_every_bar() -> None:
    cells = [("Team werven", 72, (0.9, 0.4)), ("gestart", 300, (0.8,))]
    pieces = placed([RawLine(text, BBox(x, 100, x + 60, 112), sure=sure) for text, x, sure in cells])
    row = row_of(pieces, [text for text, _, _ in cells])
    assert (row.text, row.sure) == ("Team werven | gestart", (0.9, 0.4, 1.0, 0.8))
    assert row_of(placed([RawLine("Team", BBox(0, 0, 9, 9))]), ["Team", "x"]).sure == ()


def test_a_sign_that_may_stand_for_a_paragraph_is_doubtful_however_sure_ocr_is() -> None:
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    words = ["Op", "grond", "van", "$", "3", "krijgen", "8", "inwoners", "hulp"]
    rows = "".join(f"5\t1\t1\t1\t1\t{n}\t{60 * n}\t100\t50\t40\t96\t{word}\n" for n, word in enumerate(words, 1))
    (line,) = lines_of(head + rows)
    assert dict(zip(line.text.split(), line.sure, strict=True)) == {**dict.fromkeys(words, 0.96), "$": 0.5}


@pytest.mark.skipif("eng" not in scan.languages(), reason="tesseract with English data is not there")
def test_a_paragraph_sign_on_a_scan_is_read_where_the_english_model_is_there() -> None:
    words = [Words(72, 100 + 40 * at, f"Op grond van § {at} van de verordening", 12) for at in (3, 4)]
    read = read_bytes(pictures_of(pdf(words), dpi=300), "scan.pdf")
    assert "Op grond van § 3 van de verordening" in read.pages[0].text
