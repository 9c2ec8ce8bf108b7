"""`check` reads every quote again from its original, by other means than it was read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from functools import cache
from typing import Any

import pymupdf
import pytest

from ingest.reading import read_file
from ingest.rereading.proof import Rereading
from kb.knowledge import KnowledgeBase
from kb.model import BBox, Page, PageSource, Quote, QuotedLine, Reading
from kb.settings import Limits
from tests.ingest.read.samples import lines, new_word, pdf, turned, word_file
from tests.ingest.read.test_formats import odt
from tests.kb.builders import FakeEmbedder

ADVICE = (
    "De Adviesraad Sociaal Domein Veldwijk adviseert het college\nom de wachttijden elk kwartaal te publiceren.\n\n"
    "Wij adviseren u ook om deze aanbeveling niet over te slaan."
)
PARAGRAPHS = [" ".join(part.split()) for part in ADVICE.split("\n\n")]


def _mail() -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "raad@voorbeeld.nl", "Advies"
    message.set_content("\n\n".join(PARAGRAPHS))
    return message.as_bytes()


def _word() -> bytes:
    document = new_word()
    for text in PARAGRAPHS:
        document.add_paragraph(text)
    return word_file(document)


def _pdf() -> bytes:
    return pdf(lines(72, 100, ADVICE))


def _noted() -> bytes:
    """With a note on a page that has its size from the node above it, as many programs write them."""
    opened: Any = pymupdf.open
    with opened(stream=_pdf(), filetype="pdf") as document:
        own = document[0].xref
        above, size = (document.xref_get_key(own, key)[1] for key in ("Parent", "MediaBox"))
        document.xref_set_key(int(above.split()[0]), "MediaBox", size)
        document.update_object(own, re.sub(r"/MediaBox \[.*?\]", "", document.xref_object(own)))
        document[0].add_highlight_annot(document[0].search_for("wachttijden"))
        return bytes(document.tobytes())


ORIGINALS: dict[str, Callable[[], bytes]] = {
    "advies.pdf": _pdf,
    "notitie.pdf": _noted,
    "gedraaid.pdf": lambda: turned(_pdf(), 90),
    "advies.docx": _word,
    "advies.eml": _mail,
    "advies.txt": lambda: ADVICE.encode(),
    "advies.html": lambda: "<html><body>{}</body></html>".format("".join(f"<p>{p}</p>" for p in PARAGRAPHS)).encode(),
    "advies.odt": lambda: odt("".join(f"<text:p>{text}</text:p>" for text in PARAGRAPHS)),
    "advies.rtf": lambda: (r"{\rtf1\ansi " + r"\par ".join(PARAGRAPHS) + r"\par}").encode(),
}


def stored(kb: KnowledgeBase, name: str, change: Callable[[str], str] = lambda text: text) -> None:
    """The letter as it was read, or as a reader that gets these words wrong everywhere would have read it."""
    kb.put(replace(_changed(_read(name), change), original=_data(name)))


@cache
def _data(name: str) -> bytes:
    return ORIGINALS[name]()


@cache
def _read(name: str) -> Reading:
    reading = read_file(name, _data(name), Limits()).reading
    assert reading is not None
    assert len(reading.statements) == 2
    return reading


def _changed(reading: Reading, change: Callable[[str], str]) -> Reading:
    """The same change in pages, passages and statements, with places that fit: the store agrees with itself."""

    def page(one: Page) -> Page:
        blocks = [
            replace(block, lines=tuple(replace(line, text=change(line.text)) for line in block.lines))
            for block in one.blocks
        ]
        return replace(one, blocks=tuple(blocks))

    passages, moved = [], {}
    for one in reading.passages:
        text, boxes = "", []
        for box in one.boxes:
            text += " " if text else ""
            words = change(one.text[box.start : box.end])
            boxes.append(replace(box, start=len(text), end=len(text) + len(words)))
            text += words
        passages.append(replace(one, text=text, boxes=tuple(boxes)))
        moved[one.id] = text
    statements = []
    for each in reading.statements:
        text = change(each.text)
        start = moved[each.passage_id].index(text)
        statements.append(replace(each, text=text, start=start, end=start + len(text)))
    return replace(
        reading, pages=tuple(map(page, reading.pages)), passages=tuple(passages), statements=tuple(statements)
    )


@pytest.fixture
def base(tmp_path: Any) -> Any:
    with KnowledgeBase(tmp_path / "kennisbank", embedder=FakeEmbedder()) as opened:
        yield opened


@pytest.mark.parametrize("name", ORIGINALS)
def test_what_was_read_well_is_proven(base: KnowledgeBase, name: str) -> None:
    stored(base, name)
    proof = Rereading()
    assert base.check(proof=proof) == ()
    assert proof == Rereading(proven=2)


GLUED, LOST, CHANGED = ("niet over", "nietover"), ("niet over", "over"), ("kwartaal", "jaar")


@pytest.mark.parametrize(
    ("name", "words", "read"),
    [
        *((name, *GLUED) for name in ORIGINALS),
        *((f"advies.{end}", *c) for end in ("pdf", "docx") for c in (LOST, CHANGED)),
    ],
)
def test_words_that_are_glued_lost_or_changed_are_caught(base: KnowledgeBase, name: str, words: str, read: str) -> None:
    stored(base, name, lambda text: text.replace(words, read))
    assert base.check() == ()  # the store agrees with itself: its seals and places are those of a reading
    (problem,) = base.check(proof=Rereading())
    assert problem.message.startswith(f"{name}, bladzijde 1: het citaat" if name.endswith("pdf") else f"{name}: het")
    assert "staat zo niet in het origineel" in problem.message
    assert read in problem.message


def test_a_problem_says_what_stands_there(base: KnowledgeBase) -> None:
    stored(base, "advies.pdf", lambda text: text.replace("niet over", "over"))
    (problem,) = base.check(proof=Rereading())
    assert problem.message == (
        'advies.pdf, bladzijde 1: het citaat "…om deze aanbeveling over te slaan." staat zo niet in het origineel; '
        'daar staat "…om deze aanbeveling niet over te slaan".'
    )


def test_pages_that_ocr_read_are_left_and_counted() -> None:
    box = BBox(70, 90, 500, 104)
    quote = Quote("u", (QuotedLine("Heel andere woorden", 1, box),), by_ocr=True)
    proof = Rereading()
    assert list(proof(_read("advies.pdf").document, _pdf(), [quote])) == []
    assert proof == Rereading(by_ocr=1)


def test_ocr_is_told_by_the_page_of_the_quote(base: KnowledgeBase) -> None:
    reading = _read("advies.pdf")
    pages = tuple(replace(page, source=PageSource.OCR) for page in reading.pages)
    base.put(replace(reading, pages=pages, original=_data("advies.pdf")))
    proof = Rereading()
    assert base.check(proof=proof) == ()
    assert proof == Rereading(by_ocr=2)


def proves(text: str, *drawn_lines: str) -> bool:
    """Whether a line is proven by a page on which these stand, one below the other."""
    data = pdf(lines(72, 100, "\n".join(drawn_lines), step=12))
    line = QuotedLine(text, 1, BBox(70, 88, 400, 90 + 12.2 * len(drawn_lines)))
    return not list(Rereading()(_read("advies.pdf").document, data, [Quote("u", (line,))]))


def test_a_row_of_a_table_is_proven_cell_by_cell() -> None:
    assert proves("Bezoek in de avond | Twee avonden per week", "Bezoek in", "de avond", "Twee avonden", "per week")
    assert not proves("Bezoek inde avond | Twee avonden per week", "Bezoek in de avond", "Twee avonden", "per week")
    assert not proves("Bezoek in de avond | Drie avonden per week", "Bezoek in de avond", "Twee avonden per week")
    assert not proves("Bezoek in de avond | Twee avonden", "Bezoek in de avond", "Twee avonden per week")


def test_around_what_was_blacked_out_the_rest_has_to_be_there() -> None:
    assert proves("De brief van […] over het loket", "De brief van mevrouw X over het loket")
    assert not proves("De brief van […] over het plein", "De brief van mevrouw X over het loket")


def test_letters_that_stand_apart_are_not_glued() -> None:
    assert proves("Gemeente", "G e m e e n t e")


def _inside(sort: str) -> bytes:
    note = r"{\footnote\pard Zie de wet.}" if sort == "note" else r"{\shp{\*\shpinst{\shptxt \pard Let op.\par}}}"
    first, second = PARAGRAPHS
    return (r"{\rtf1\ansi " + first.replace("wachttijden", f"wachttijden{note}") + rf"\par {second}\par}}").encode()


@pytest.mark.parametrize("sort", ["note", "box"])
def test_a_note_or_a_box_within_a_sentence_of_rtf_is_no_difference(sort: str) -> None:
    data = _inside(sort)
    reading = read_file("advies.rtf", data, Limits()).readings[0]
    quote = Quote(
        "", tuple(QuotedLine(passage.text, 1) for passage in reading.passages if "wachttijden" in passage.text)
    )
    assert quote.lines
    assert not list(Rereading()(reading.document, data, [quote]))
