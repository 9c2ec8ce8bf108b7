"""Cells that go over several columns or rows: what stands beside and below them stays in its own column."""

from __future__ import annotations

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kb.model import BlockKind
from tests.ingest.read.samples import lines, new_word, pdf, read_bytes, texts
from tests.ingest.read.test_formats import odt
from tests.ingest.read.test_word import read_word

READ = [
    "Nr. | Aanbeveling | Besluit | ", " |  | Ja | Nee", "1 | Zet bankjes neer. |  | x", "Over de wegen",
    "2 | Plaats lampen. | x | ",
]  # fmt: skip
HTML = """
<tr><th rowspan="2">Nr.</th><th rowspan=2>Aanbeveling</th><th colspan="2">Besluit</th></tr>
<tr><th>Ja</th><th>Nee</th></tr><tr><td>1</td><td>Zet bankjes neer.</td><td></td><td>x</td></tr>
<tr><td colspan="4">Over de wegen</td></tr><tr><td>2</td><td>Plaats lampen.</td><td>x</td><td></td></tr>
"""


def rows_of_html(rows: str) -> list[str]:
    page = f"<html><body><p>Ons besluit.</p><table>{rows}</table></body></html>"
    return texts(read_bytes(page.encode(), "besluit.html"), BlockKind.TABLE_ROW)


def word_cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def rows_of_word(*rows: str) -> list[str]:
    document = new_word()
    drawn = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    document.element.body.insert(0, parse_xml(f"<w:tbl {nsdecls('w')}>{drawn}</w:tbl>"))
    return texts(read_word(document), BlockKind.TABLE_ROW)


def odt_cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


COVERED = "<table:covered-table-cell/>"


def test_a_title_over_two_columns_of_a_web_page() -> None:
    assert rows_of_html(HTML) == READ


@pytest.mark.parametrize("span", ["0", "-3", "99999", "twee"])
def test_a_span_that_makes_no_sense_does_no_harm(span: str) -> None:
    cells = f'<tr><td colspan="{span}" rowspan="{span}">Een</td><td>twee</td></tr><tr><td>drie</td><td>vier</td></tr>'
    found = rows_of_html(cells)
    assert len(found) == 2
    assert [word for row in found for word in row.split() if word != "|"] == ["Een", "twee", "drie", "vier"]


def test_a_title_over_two_columns_in_word() -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    assert rows_of_word(
        word_cell("Nr.", down) + word_cell("Aanbeveling", down) + word_cell("Besluit", '<w:gridSpan w:val="2"/>'),
        word_cell("", on) + word_cell("", on) + word_cell("Ja") + word_cell("Nee"),
        word_cell("1") + word_cell("Zet bankjes neer.") + word_cell("") + word_cell("x"),
        word_cell("Over de wegen", '<w:gridSpan w:val="4"/>'),
        word_cell("2") + word_cell("Plaats lampen.") + word_cell("x") + word_cell(""),
    ) == READ  # fmt: skip


def test_a_row_of_word_may_begin_in_a_later_column() -> None:
    begins_late = f'<w:trPr><w:gridBefore w:val="1"/></w:trPr>{word_cell("Ja")}{word_cell("Nee")}'
    head = word_cell("Aanbeveling") + word_cell("Besluit", '<w:gridSpan w:val="2"/>')
    assert rows_of_word(head, begins_late) == ["Aanbeveling | Besluit | ", " | Ja | Nee"]


@pytest.mark.parametrize("head", [r"\cellx4000\cellx6000", r"\clmgf\cellx500\clmrg\cellx4000\cellx6000"])
def test_a_title_over_two_columns_in_rtf(head: str) -> None:
    titles = r"Advies\cell Reactie\cell" if "clmgf" not in head else r"Advies\cell\cell Reactie\cell"
    columns = r"\trowd\cellx510\cellx4000\cellx6000\pard\intbl"
    table = (
        rf"\trowd{head}\pard\intbl {titles}\row"
        rf"{columns} 1\cell Zet bankjes neer.\par Bij de vaart.\cell Nee.\cell\row"
        rf"{columns} 2\cell Plaats lampen.\cell Ja.\cell\row\pard Slot.\par"
        r"\trowd\cellx900\cellx6000\pard\intbl Wie\cell Wat\cell\row\pard Einde.\par"
    )
    found = read_bytes(rf"{{\rtf1\ansi {table}}}".encode("ascii"), "besluit.rtf")
    assert texts(found, BlockKind.TABLE_ROW) == [
        "Advies |  | Reactie", "1 | Zet bankjes neer. Bij de vaart. | Nee.", "2 | Plaats lampen. | Ja.", "Wie | Wat",
    ]  # fmt: skip


def drawn_rows(short: tuple[float, float]) -> list[str]:
    """Two points between whole rules, and a rule between them from and to a given place; the answer beside them."""
    words = [*lines(75, 115, "Nr"), *lines(105, 115, "Advies"), *lines(305, 115, "Reactie"), *lines(75, 135, "1")]
    words += [*lines(105, 135, "Zet bankjes neer."), *lines(305, 135, "Beide niet."), *lines(75, 155, "2")]
    words += [
        *lines(105, 155, "Plaats lampen."),
        *lines(75, 175, "3"),
        *lines(105, 175, "Maai."),
        *lines(305, 175, "Ja."),
    ]
    level = [(70, y, 500, y + 0.5) for y in (100, 120, 160, 180)] + [(short[0], 140, short[1], 140.5)]
    upright = [(x, 100, x + 0.5, 180) for x in (70, 100, 300, 500)]
    return texts(read_bytes(pdf(words, rules=[[*level, *upright]])), BlockKind.TABLE_ROW)


def test_a_cell_of_a_pdf_that_goes_over_two_points_leaves_them_two() -> None:
    assert drawn_rows((70, 300)) == [
        "Nr | Advies | Reactie", "1 | Zet bankjes neer. | Beide niet.", "2 | Plaats lampen. | ", "3 | Maai. | Ja.",
    ]  # fmt: skip


def test_a_title_over_two_columns_in_opendocument() -> None:
    wide = 'table:number-columns-spanned="{}"'
    rows = (
        odt_cell("Nr.", 'table:number-rows-spanned="2"') + odt_cell("Aanbeveling", 'table:number-rows-spanned="2"')
        + odt_cell("Besluit", wide.format(2)) + COVERED,
        f"{COVERED}{COVERED}{odt_cell('Ja')}{odt_cell('Nee')}",
        odt_cell("1") + odt_cell("Zet bankjes neer.") + odt_cell("") + odt_cell("x"),
        odt_cell("Over de wegen", wide.format(4)) + '<table:covered-table-cell table:number-columns-repeated="3"/>',
        odt_cell("2") + odt_cell("Plaats lampen.") + odt_cell("x") + odt_cell(""),
    )  # fmt: skip
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    read = read_bytes(odt(f"<table:table>{table}</table:table>"), "besluit.odt")
    assert texts(read, BlockKind.TABLE_ROW) == READ
