"""No word of a file is lost in silence: it stands in a passage, was set apart with a reason, or is said to be lost."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.passages.build import passages
from ingest.read import pdf, word
from ingest.read.files import RawFile, read
from ingest.rereading.counting import TOLERANCE, count, held_on, lost
from ingest.rereading.flowing import stretches
from kb.model import Apart, WordCount
from kb.settings import Limits
from tests.ingest.read.samples import lines, new_word, read_bytes, word_file
from tests.ingest.read.samples import pdf as drawn
from tests.ingest.read.test_formats import odt

ROOT = Path(__file__).parents[3]
BESIDE = ("dev", "dev_real2", "dev_pairs")  # annotated letters beside the project
SUFFIXES = {".pdf", ".docx", ".docm", ".odt", ".rtf", ".html", ".txt", ".eml"}
CORPUS = [path for path in sorted((ROOT / "corpus").iterdir()) if path.suffix in SUFFIXES]
SHARED = [path for name in BESIDE for path in sorted((ROOT.parent / "shared/data" / name / "documents").glob("*"))]
MADE = sorted((ROOT.parent / "shared/data/field_cases").glob("*"))
FILES = [path for path in (*CORPUS, *SHARED, *MADE) if path.suffix in SUFFIXES]


def counted(name: str, data: bytes, file: RawFile) -> WordCount:
    held = held_on(file.raw)
    held = stretches(name, data) if held is None else held
    assert held is not None
    return count(held, file.raw, file.pages, passages("d", file.pages))


def account(data: bytes, name: str) -> WordCount:
    return counted(name, data, read_bytes(data, name))


def apart(words: WordCount) -> dict[Apart, int]:
    return dict(words.set_apart)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.name))
def test_the_account_of_every_file_is_closed(path: Path) -> None:
    data = path.read_bytes()
    found = counted(path.name, data, read(path, data, Limits(ocr=False)))
    assert found.missing <= TOLERANCE * found.in_file
    assert found.read >= found.in_file / 4


ADVICE = "De raad adviseert het college de wachttijden niet langer te publiceren."


def test_a_line_that_a_reader_drops_is_missed_with_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pdf._line
    monkeypatch.setattr(pdf, "_line", lambda raw, *rest: None if "tien weken" in raw.text else whole(raw, *rest))
    found = account(drawn(lines(72, 100, ADVICE), lines(72, 100, f"Dat duurt tien weken.\n\n{ADVICE}")), "advies.pdf")
    assert (found.missing, found.lost_on) == (4, (2,))
    sentence = "4 woorden van dit bestand zijn niet gelezen (bladzijde 2); vergelijk met het origineel."
    assert lost(found, paged=True) == (sentence,)


def test_words_in_an_element_that_a_reader_does_not_know_are_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "_THROUGH", set())
    document = new_word()
    document.add_paragraph(ADVICE)
    control = f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Het college neemt dit over.</w:t></w:r></w:p>"
    document.element.body.insert(0, parse_xml(f"{control}</w:sdtContent></w:sdt>"))
    found = account(word_file(document), "advies.docx")
    assert found.missing == 5
    assert lost(found, paged=False) == ("5 woorden van dit bestand zijn niet gelezen; vergelijk met het origineel.",)


def test_one_word_in_a_long_text_is_within_what_punctuation_explains() -> None:
    assert lost(WordCount(600, 599), paged=False) == ()
    assert lost(WordCount(400, 399), paged=False) != ()


def marked(document: Any, inner: str) -> None:
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))


def test_word_sets_deleted_hidden_and_struck_words_apart_by_their_reason() -> None:
    document = new_word()
    document.add_paragraph(ADVICE)
    marked(
        document,
        "<w:r><w:t>Wij nemen dit </w:t></w:r><w:del><w:r><w:delText>nooit meer </w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim </w:t></w:r>"
        "<w:r><w:rPr><w:strike/></w:rPr><w:t>vandaag of morgen </w:t></w:r><w:r><w:t>over.</w:t></w:r>",
    )
    found = account(word_file(document), "advies.docx")
    assert apart(found) == {Apart.DELETED: 2, Apart.HIDDEN: 1, Apart.STRUCK: 3}
    assert (found.in_file, found.read, found.missing) == (21, 15, 0)


def test_html_rtf_and_odt_say_why_words_stay_out() -> None:
    page = f"<html><body><p>{ADVICE}</p><p>Wij nemen dit <del>niet</del> over.</p><p hidden>geheim</p></body></html>"
    assert apart(account(page.encode(), "advies.html")) == {Apart.STRUCK: 1, Apart.HIDDEN: 1}
    rtf = rf"{{\rtf1\ansi {ADVICE}\par Wij nemen dit {{\deleted niet }}{{\v ooit }}over, co\'f6peratie.\par}}"
    assert apart(account(rtf.encode(), "advies.rtf")) == {Apart.DELETED: 1, Apart.HIDDEN: 1}
    note = "<office:annotation><text:p>even nakijken</text:p></office:annotation>"
    text = odt(f"<text:p>{ADVICE}</text:p><text:p>Wij nemen dit over.{note}</text:p>")
    assert apart(account(text, "advies.odt"))[Apart.COMMENT] == 2


def test_of_a_mail_in_two_forms_the_one_with_fewer_words_is_apart() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "raad@voorbeeld.nl", "Advies over wachttijden"
    message.set_content(ADVICE)
    message.add_alternative(f"<html><body><p>{ADVICE}</p></body></html>", subtype="html")
    found = account(message.as_bytes(), "advies.eml")
    assert apart(found) == {Apart.OTHER_FORM: 11}
    assert (found.read, found.missing) == (14, 0)


def test_letters_that_stand_apart_are_the_word_that_they_make() -> None:
    letter = drawn(lines(72, 60, "A d v i e s"), lines(72, 100, ADVICE))
    assert account(letter, "advies.pdf").missing == 0


def test_what_comes_back_in_a_text_without_pages_is_text() -> None:
    document = new_word()
    for number in range(1, 4):
        document.add_paragraph(f"Voortgang van de wachttijden in kwartaal {number}")
        document.add_paragraph(ADVICE)
    found = account(word_file(document), "voortgang.docx")
    assert (found.in_file, found.read, apart(found)) == (54, 54, {})


def test_accounts_add_up_by_reason() -> None:
    one = WordCount(10, 7, ((Apart.LABEL, 1), (Apart.FURNITURE, 2)))
    both = one + WordCount(5, 3, ((Apart.FURNITURE, 1),), (2,))
    assert both == WordCount(15, 10, ((Apart.FURNITURE, 3), (Apart.LABEL, 1)))
    assert both.missing == 1
