"""Dates of Word that bring themselves up to date: the day of the letter counts, never the day of loading."""

from __future__ import annotations

from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.read.word_dates import stored_dates
from tests.ingest.read import compound
from tests.ingest.read.samples import new_word, read_bytes, texts, word_file

TODAY = "29 november 2032"


def field(instruction: str, shown: str, *, simple: bool = False) -> str:
    """A field in the words of Word, with what it shows in two pieces, as after an edit."""
    pieces = "".join(f'<w:r><w:t xml:space="preserve">{piece}</w:t></w:r>' for piece in (shown[:4], shown[4:]))
    if simple:
        return f'<w:fldSimple w:instr="{instruction}">{pieces}</w:fldSimple>'
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return f"{mark.format('begin')}{code}{mark.format('separate')}{pieces}{mark.format('end')}"


def letter(*fields: str) -> bytes:
    document: Any = new_word()
    for each in fields:
        document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>Datum: </w:t></w:r>{each}</w:p>"))
    document.add_paragraph("Wij nemen uw advies over.")
    return word_file(document)


def old(*shown: str, code: str = 'DATE \\@ "d MMMM yyyy"', wide: bool = False) -> bytes:
    """The text of an old Word file with these dates in it."""
    text = "Datum: ".join(["\rAdviesraad\r", *(f"\x13 {code} \x14{each}\x15\r" for each in shown)])
    return b"\xec\xa5" + bytes(511) + (text.encode("utf-16-le") if wide else text.encode("cp1252")) + bytes(64)


def converted(monkeypatch: pytest.MonkeyPatch, stream: bytes, *fields: str) -> Any:
    """An old file, for which LibreOffice is played by a file in which these fields stand."""
    monkeypatch.setattr("ingest.read.files.to_docx", lambda name, data: letter(*fields))
    return read_bytes(compound.file({"WordDocument": stream}), "oud.doc")


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("code", ['DATE \\@ "d MMMM yyyy"', 'TIME \\@ "d MMMM yyyy"', "DATE"])
def test_the_day_that_an_old_file_shows_is_found_in_it(code: str, wide: bool) -> None:
    assert stored_dates(old("13 november 2031", code=code, wide=wide)) == ("13 november 2031",)


def test_other_fields_of_an_old_file_are_no_dates() -> None:
    assert stored_dates(old("13 november 2031", code="PAGEREF _Toc")) == ()
    assert stored_dates(old("13 november 2031", code='SAVEDATE \\@ "d MMMM yyyy"')) == ()


@pytest.mark.parametrize("simple", [False, True])
def test_the_day_of_an_old_letter_comes_back(monkeypatch: pytest.MonkeyPatch, simple: bool) -> None:
    read = converted(monkeypatch, old("13 november 2031"), field("DATE", TODAY, simple=simple))
    assert texts(read) == ["Datum: 13 november 2031", "Wij nemen uw advies over."]
    assert not read.warnings


def test_one_day_serves_for_all_fields_of_an_old_letter_and_several_only_in_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fields = [field("DATE", TODAY), field("DATE", TODAY)]
    read = converted(monkeypatch, old("13 november 2031"), *fields)
    assert texts(read)[:2] == ["Datum: 13 november 2031"] * 2
    read = converted(monkeypatch, old("13 november 2031", "14 mei 2031"), *fields)
    assert texts(read)[:2] == ["Datum: 13 november 2031", "Datum: 14 mei 2031"]


def test_a_day_that_is_not_known_is_left_out_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    read = converted(monkeypatch, old("1 mei 2031", "2 mei 2031"), field("DATE", TODAY))
    assert TODAY not in read.pages[0].text
    assert "werkt zichzelf bij" in read.warnings[0]


@pytest.mark.parametrize("simple", [False, True])
def test_a_date_in_a_new_word_file_is_the_day_on_which_it_was_saved(simple: bool) -> None:
    read = read_bytes(letter(field("DATE", "13 november 2031", simple=simple)), "brief.docx")
    assert texts(read)[0] == "Datum: 13 november 2031"
    assert not read.warnings
