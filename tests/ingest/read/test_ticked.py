"""However somebody ticks: what is ticked was said, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pymupdf
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.read.files import RawFile
from kb.model import BlockKind
from tests.ingest.read.samples import A4, new_word, read_bytes, texts
from tests.ingest.read.test_formats import odt
from tests.ingest.read.test_word import read_word
from tests.ingest.rereading.test_counting import account

Library: Any = pymupdf
OVER, NOT_OVER = "Wij nemen dit voorstel over.", "Wij nemen dit voorstel niet over."
SAID = (BlockKind.TEXT, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.HEADING)
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def said(found: RawFile) -> str:
    return " / ".join(texts(found, *SAID))


def plain(*rows: str) -> RawFile:
    return read_bytes("\n".join(("Ons besluit luidt als volgt.", "", *rows)).encode(), "formulier.txt")


@pytest.mark.parametrize(("open_", "ticked"), [
    ("[ ]", "[x]"), ("[]", "[x]"), ("[_]", "[v]"), ("O", "X"), ("⬜", "✅"), ("☐", "🗹"), ("✗", "✓"), ("□", "✘"),
])  # fmt: skip
def test_signs_of_every_sort(open_: str, ticked: str) -> None:
    found = plain(f"{open_} {OVER}", f"{ticked} {NOT_OVER}")
    assert OVER not in said(found)
    assert NOT_OVER in said(found)
    assert found.warnings == ("1 keuze die niet is aangekruist, telt niet mee.",)


@pytest.mark.parametrize("rows", [("O Het loket", "O De balie"), ("[] een vast loket", "[] een folder")])
def test_what_may_be_a_bullet_is_one_where_nothing_is_ticked(rows: tuple[str, str]) -> None:
    assert plain(*rows).warnings == ()


def test_a_box_behind_its_option_ticks_that() -> None:
    for rows in ((f"{OVER[:-1]} ☐", f"{NOT_OVER[:-1]} ☒"), (f"{OVER[:-1]} ☐  {NOT_OVER[:-1]} ☒",)):
        assert said(plain(*rows)).endswith(f"{NOT_OVER[:-1]} ☒")
        assert f"{OVER[:-1]} ☐" not in said(plain(*rows))


@pytest.mark.parametrize(("rows", "wanted"), [
    (("Wordt dit overgenomen: ☐ ja ☒ nee",), "Wordt dit overgenomen: ☒ nee"),
    (("Wordt dit overgenomen: ja ☐ nee ☒",), "Wordt dit overgenomen: nee ☒"),
    (("Wordt dit overgenomen:", "☐ ja", "☒ nee"), "Wordt dit overgenomen: ☒ nee"),
    (("Wordt dit overgenomen: ☐ ja ☐ nee",), ""),
    (("Wordt dit overgenomen:", "☐ ja", "☐ nee"), ""),
])  # fmt: skip
def test_a_question_is_said_with_its_answer_and_without_one_not_at_all(rows: tuple[str, ...], wanted: str) -> None:
    assert said(plain(*rows)).removeprefix("Ons besluit luidt als volgt.").strip(" /") == wanted


def row_of(*cells: str) -> str:
    return "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in cells)


def table(*rows: tuple[str, ...]) -> RawFile:
    document = new_word()
    drawn = "".join(f"<w:tr>{row_of(*row)}</w:tr>" for row in rows)
    document.element.body.insert(0, parse_xml(f"<w:tbl {nsdecls('w')}>{drawn}</w:tbl>"))
    return read_word(document)


def test_a_box_in_a_cell_of_its_own_ticks_its_row() -> None:
    assert texts(table(("☐", OVER), ("☒", NOT_OVER)), BlockKind.TABLE_ROW) == [f"☒ | {NOT_OVER}"]
    assert texts(table((OVER, "☐"), (NOT_OVER, "☒")), BlockKind.TABLE_ROW) == [f"{NOT_OVER} | ☒"]


def test_boxes_below_titles_leave_their_rows_whole() -> None:
    rows = (("Aanbeveling", "Overgenomen", "Niet overgenomen"), ("Open het loket.", "☐", "☒"))
    assert texts(table(*rows), BlockKind.TABLE_ROW) == [" | ".join(row) for row in rows]


def test_options_in_a_cell_leave_the_other_cells_alone() -> None:
    found = table(("Open het loket.", "☐ overgenomen ☒ niet overgenomen"))
    assert texts(found, BlockKind.TABLE_ROW) == ["Open het loket. | ☒ niet overgenomen"]


def run(inner: str, font: str = "") -> str:
    return f'<w:r><w:rPr><w:rFonts w:ascii="{font or "Arial"}"/></w:rPr>{inner}</w:r>'


WORD_BOXES: dict[str, Callable[[bool], str]] = {
    "sign": lambda on: f'<w:r><w:sym w:font="Wingdings" w:char="{"00FE" if on else "006F"}"/></w:r>',
    "sign of another font": lambda on: (
        f'<w:r><w:sym w:font="Segoe UI Symbol" w:char="{"2612" if on else "2610"}"/></w:r>'
    ),
    "second font of signs": lambda on: f'<w:r><w:sym w:font="Wingdings 2" w:char="{"F050" if on else "F0A3"}"/></w:r>',
    "letter of a font of signs": lambda on: run(f"<w:t>{'þ' if on else '¨'}</w:t>", "Wingdings"),
    "content control": lambda on: (
        f'<w:sdt xmlns:w14="{W14}"><w:sdtPr><w14:checkbox><w14:checked w14:val="{int(on)}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{run('<w:t>V</w:t>' if on else '<w:t>o</w:t>')}</w:sdtContent></w:sdt>"
    ),
}


@pytest.mark.parametrize("way", WORD_BOXES)
def test_word_ticks_in_many_ways(way: str) -> None:
    document = new_word()
    for on, option in ((False, OVER), (True, NOT_OVER)):
        inner = WORD_BOXES[way](on) + run(f'<w:t xml:space="preserve"> {option}</w:t>')
        document.element.body.insert(int(on), parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))
    found = read_word(document)
    assert OVER not in said(found)
    assert NOT_OVER in said(found)


def test_what_was_chosen_in_a_list_of_word_is_said() -> None:
    entries = "".join(f'<w:listEntry w:val="{option}"/>' for option in (OVER, NOT_OVER))
    options = f'<w:ddList><w:result w:val="1"/>{entries}</w:ddList>'
    field = f'<w:fldChar w:fldCharType="begin"><w:ffData>{options}</w:ffData></w:fldChar>'
    document = new_word()
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{run(field)}</w:p>"))
    assert said(read_word(document)) == NOT_OVER


@pytest.mark.parametrize("body", [
    f'<p><input type="checkbox"> {OVER}</p><p><input type="checkbox" checked> {NOT_OVER}</p>',
    f'<label><input type="radio"> {OVER}</label><br><label><input type="radio" checked="checked"> {NOT_OVER}</label>',
    f'<p><span style="font-family:Wingdings">¨</span> {OVER}</p><p><font face="Wingdings">þ</font> {NOT_OVER}</p>',
    f"<p>\uf0a8 {OVER}</p><p>\uf0fe {NOT_OVER}</p>",
    f"<p><select><option>{OVER}</option><option selected>{NOT_OVER}</option></select></p>",
    f'<p>Besluit: <input type="text" value="{NOT_OVER}"></p><p><input type="submit" value="{OVER}"></p>',
])  # fmt: skip
def test_fields_of_a_page_of_the_web(body: str) -> None:
    found = read_bytes(f"<html><body><p>Ons besluit.</p>{body}</body></html>".encode(), "formulier.html")
    assert OVER not in said(found)
    assert NOT_OVER in said(found)


@pytest.mark.parametrize(("open_", "ticked"), [
    (r"{\f1\'a8}", r"{\f1\'fe}"), (r"{\f1\u-3928?}", r"{\f1\u-3842?}"),
    (r'{\field{\*\fldinst SYMBOL 168 \\f "Wingdings" \\s 11}{\fldrslt}}',
     r'{\field{\*\fldinst SYMBOL 254 \\f "Wingdings" \\s 11}{\fldrslt}}'),
    (r"{\f1\u-3928\'a8}", r"{\f1\u-3842\'fe}"),
    (r"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres25\ffdefres0}}}{\fldrslt}}",
     r"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres1\ffdefres0}}}{\fldrslt}}"),
])  # fmt: skip
def test_signs_of_rtf(open_: str, ticked: str) -> None:
    fonts = r"{\fonttbl{\f0\fswiss Arial;}{\f1\fnil\fcharset2 Wingdings;}}"
    rtf = rf"{{\rtf1\ansi{fonts}\pard Ons besluit.\par {open_} {OVER}\par {ticked} {NOT_OVER}\par}}"
    found = read_bytes(rtf.encode("ascii"), "formulier.rtf")
    assert OVER not in said(found)
    assert NOT_OVER in said(found)


def cross(page: Any, x: float, y: float) -> None:
    page.draw_line((x, y - 9), (x + 10, y + 1))
    page.draw_line((x, y + 1), (x + 10, y - 9))


def letter(page: Any, x: float, y: float) -> None:
    page.insert_text((x + 2, y), "X", fontsize=10)


def block(page: Any, x: float, y: float) -> None:
    page.draw_rect((x + 2, y - 7, x + 8, y - 1), fill=(0, 0, 0))


def drawn_form(mark: Callable[[Any, float, float], None] | None) -> RawFile:
    with Library.open() as document:
        page = document.new_page(width=A4[0], height=A4[1])
        page.insert_text((72, 60), "Ons besluit luidt als volgt.", fontsize=11)
        for y, option in ((100, OVER), (125, NOT_OVER)):
            page.draw_rect((72, y - 9, 82, y + 1), width=0.7)
            page.insert_text((90, y), option, fontsize=11)
        if mark:
            mark(page, 72, 125)
        return read_bytes(document.tobytes(), "formulier.pdf")


@pytest.mark.parametrize("mark", [cross, letter, block])
def test_boxes_that_were_drawn(mark: Callable[[Any, float, float], None]) -> None:
    assert OVER not in said(drawn_form(mark))
    assert NOT_OVER in said(drawn_form(mark))


@pytest.mark.parametrize(
    ("ringed", "left"), [("niet overnemen", "deels"), ("deels", "niet overnemen"), ("", ""), ("Besluit", "")]
)
@pytest.mark.parametrize("as_note", [True, False])
def test_the_option_in_a_ring_was_chosen(ringed: str, left: str, as_note: bool) -> None:
    with Library.open() as document:
        page = document.new_page()
        page.insert_text((72, 100), "Besluit: deels / niet overnemen", fontname="helv", fontsize=11)
        for box in page.search_for(ringed) if ringed else ():
            wide = box.x0 - 4, box.y0 - 3, box.x1 + 4, box.y1 + 3
            if as_note:
                page.add_circle_annot(wide)
            else:
                page.draw_oval(wide, width=1.5)
        shown = said(read_bytes(document.tobytes(), "besluit.pdf"))
    gone = {option for option in ("deels", "niet overnemen") if option not in shown}
    assert gone == ({left} if left else set())


def test_drawn_squares_of_which_none_is_ticked_are_bullets() -> None:
    assert OVER in said(drawn_form(None))


def test_a_box_at_some_distance_from_its_option_belongs_to_it() -> None:
    with Library.open() as document:
        page = document.new_page()
        for y, sign, option in ((100, "o", OVER), (125, "8", NOT_OVER)):
            page.insert_text((72, y), sign, fontname="zadb", fontsize=11)
            page.insert_text((95, y), option, fontsize=11)
        found = read_bytes(document.tobytes(), "formulier.pdf")
    assert OVER not in said(found)
    assert NOT_OVER in said(found)


def test_signs_of_an_odt() -> None:
    style = '<style:style style:name="T1" style:family="text"><style:text-properties style:font-name="Wingdings"/>'
    rows = "".join(
        f'<text:p><text:span text:style-name="T1">{sign}</text:span> {option}</text:p>'
        for sign, option in (("¨", OVER), ("þ", NOT_OVER))
    )
    found = read_bytes(odt(rows, f"{style}</style:style>"), "formulier.odt")
    assert OVER not in said(found)
    assert NOT_OVER in said(found)


@pytest.mark.parametrize("settings", [r"\ffres1", r"\ffres25\ffdefres1", r"\ffdefres1"])
def test_what_was_chosen_in_a_list_of_rtf_is_said(settings: str) -> None:
    entries = rf"{{\*\ffname besluit}}{{\*\ffl {OVER}}}{{\*\ffl {NOT_OVER}}}"
    field = rf"{{\field{{\*\fldinst {{FORMDROPDOWN {{\*\formfield{{\fftype2{settings}{entries}}}}}}}}}{{\fldrslt }}}}"
    rtf = rf"{{\rtf1\ansi\pard Ons besluit is {field}, zeggen wij.\par}}"
    assert said(read_bytes(rtf.encode("ascii"), "formulier.rtf")).startswith(f"Ons besluit is {NOT_OVER}, zeggen wij.")
    assert account(rtf.encode("ascii"), "formulier.rtf").missing == 0
