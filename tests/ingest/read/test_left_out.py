"""What a file holds and a reader does not see stays out; what only looks odd stays in, in its own sentence."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kb.model import BlockKind
from tests.ingest.read.samples import blocks, new_word, read_bytes, texts, word_file
from tests.ingest.read.test_formats import odt, parts
from tests.ingest.read.test_word import item, read_word
from tests.ingest.rereading.test_counting import account


def words(data: bytes, name: str) -> str:
    return " ".join(texts(read_bytes(data, name)))


@pytest.mark.parametrize(
    "inner", ["<time>1 mei 2031</time>", "<acronym>1 mei 2031</acronym>", "<x-datum>1 mei 2031</x-datum>"]
)
def test_an_element_within_a_sentence_of_html_does_not_cut_it(inner: str) -> None:
    page = f"<html><body><p>Wij antwoorden uiterlijk op {inner} op dit ad<wbr>vies.</p></body></html>"
    assert words(page.encode(), "pagina.html") == "Wij antwoorden uiterlijk op 1 mei 2031 op dit advies."


@pytest.mark.parametrize(("inner", "read"), [
    ("Het <b>college </b>antwoordt.", "Het college antwoordt."),
    ("Het college<i> antwoordt</i>.", "Het college antwoordt."),
    ("Het <ruby>college<rp>(</rp><rt>kollezje</rt><rp>)</rp></ruby> antwoordt.", "Het college antwoordt."),
    ("Het college<sup>1</sup> antwoordt.", "Het college antwoordt."),
    ("Het hek is 12 m<sup>2</sup> groot.", "Het hek is 12 m² groot."),
    ('Het <span style="visibility: hidden">oude </span>college antwoordt.', "Het college antwoordt."),
    ('Het <span style="font-size:0px">oude </span>college antwoordt.', "Het college antwoordt."),
    ('Het <span style="text-decoration: line-through">oude </span>college antwoordt.', "Het college antwoordt."),
])  # fmt: skip
def test_words_of_html_are_those_that_a_browser_shows(inner: str, read: str) -> None:
    page = f"<html><body><p>{inner}</p></body></html>"
    assert words(page.encode(), "pagina.html") == read


def test_a_list_of_html_has_the_labels_that_a_browser_shows() -> None:
    page = (
        '<ol type="a" start="3"><li>Open het loket.</li><li value="7">Verkort de wachttijd.</li></ol>'
        "<ol reversed><li>Bel terug.</li><li>Schrijf kort.</li></ol>"
    )
    found = blocks(read_bytes(f"<html><body>{page}</body></html>".encode(), "pagina.html"), BlockKind.LIST_ITEM)
    assert [block.label for block in found] == ["c", "g", "2", "1"]


def test_what_stands_above_a_word_of_word_to_say_how_it_sounds_is_left_out() -> None:
    document = new_word()
    base, above = ("<w:r><w:t>college</w:t></w:r>", "<w:r><w:t>kollezje</w:t></w:r>")
    document.element.body.insert(0, parse_xml(
        f'<w:p {nsdecls("w")}><w:r><w:t xml:space="preserve">Het </w:t></w:r><w:r><w:ruby><w:rt>{above}</w:rt>'
        f"<w:rubyBase>{base}</w:rubyBase></w:ruby></w:r></w:p>"
    ))  # fmt: skip
    assert texts(read_word(document)) == ["Het college"]


def test_deleted_words_of_html_stay_out() -> None:
    page = "<html><body><p>Wij nemen dit <del>niet</del> <s>nooit</s> over.</p></body></html>"
    assert words(page.encode(), "pagina.html") == "Wij nemen dit over."


@pytest.mark.parametrize("hidden", [
    r"{\deleted niet }", r"{\v niet }", r"\v niet \v0 ", r"{\strike niet }", r"{\b {\v {\i niet }}\v0 }",
    r"{\v ni\'ebt {\b niet }}", r"\deleted niet \plain ",
])  # fmt: skip
def test_hidden_and_deleted_words_of_rtf_stay_out(hidden: str) -> None:
    rtf = r"{\rtf1\ansi\ansicpg1252 Wij nemen dit advies " + hidden + r"over.\par En dit ook.\par}"
    assert words(rtf.encode("ascii"), "brief.rtf") == "Wij nemen dit advies over. En dit ook."


def test_words_of_rtf_behind_a_switch_that_is_off_stay() -> None:
    rtf = r"{\rtf1\ansi {\v geheim}\v0 Wij nemen \strike0 dit over.\par}"
    assert words(rtf.encode("ascii"), "brief.rtf") == "Wij nemen dit over."


def test_rows_and_cells_of_word_in_content_controls_are_read() -> None:
    document = new_word()
    table = document.add_table(rows=3, cols=2)
    for row, cells in enumerate((("Nr.", "Aanbeveling"), ("1", "Open het loket."), ("2", "Verkort de wachttijd."))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    for element in (table.cell(1, 1)._tc, table.rows[2]._tr):
        control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
        element.addprevious(control)
        control[1].append(element)
    assert texts(read_word(document), BlockKind.TABLE_ROW) == [
        "Nr. | Aanbeveling", "1 | Open het loket.", "2 | Verkort de wachttijd.",
    ]  # fmt: skip


def test_a_table_in_a_cell_gives_its_row_once_for_each_of_its_own() -> None:
    document = new_word()
    table = document.add_table(rows=2, cols=2)
    for column, text in enumerate(("Onderdeel", "Advies")):
        table.cell(0, column).text = text
    table.cell(1, 0).text = "Zwembad"
    inner = table.cell(1, 1).add_table(rows=2, cols=2)
    for row, text in enumerate(("Open op zondag.", "Verlaag de prijs.")):
        inner.cell(row, 0).text, inner.cell(row, 1).text = str(row + 1), text
    assert texts(read_word(document), BlockKind.TABLE_ROW) == [
        "Onderdeel | Advies", "Zwembad | 1 Open op zondag.", "Zwembad | 2 Verlaag de prijs.",
    ]  # fmt: skip


def test_the_numbers_of_a_list_style_are_those_on_paper() -> None:
    document = new_word()
    root = document.part.numbering_part.element
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    root.insert(
        0,
        parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="70"><w:numStyleLink w:val="Huis"/></w:abstractNum>'),
    )
    root.insert(
        1,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="71"><w:styleLink w:val="Huis"/>{level}</w:abstractNum>'
        ),
    )
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="70"><w:abstractNumId w:val="70"/></w:num>'))
    for text in ("Open het loket op zaterdag.", "Verkort de wachttijd tot een maand."):
        item(document, text, "70")
    assert [block.label for block in blocks(read_word(document))][-2:] == ["1", "2"]


def test_a_word_file_with_macros_and_a_template_are_read() -> None:
    document = new_word()
    document.add_paragraph("Wij nemen uw advies over.")
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    for other, suffix in (
        (b"application/vnd.ms-word.document.macroEnabled.main+xml", "docm"),
        (b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", "dotx"),
        (b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml", "dotm"),
    ):
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(word_file(document))) as source, zipfile.ZipFile(made, "w") as target:
            for name in source.namelist():
                target.writestr(name, source.read(name).replace(plain, other))
        assert words(made.getvalue(), f"brief.{suffix}") == "Wij nemen uw advies over."


def test_a_word_file_in_which_changes_are_open_says_so_and_gives_the_text_that_it_becomes() -> None:
    document = new_word()
    paragraph = document.add_paragraph("Wij nemen dit ")._p
    for xml in (
        '<w:del {ns} w:id="1" w:author="A"><w:r><w:delText>niet </w:delText></w:r></w:del>',
        '<w:ins {ns} w:id="2" w:author="A"><w:r><w:t>graag over.</w:t></w:r></w:ins>',
        '<w:r {ns}><w:commentReference w:id="3"/></w:r>',
    ):
        paragraph.append(parse_xml(xml.format(ns=nsdecls("w"))))
    found = read_word(document)
    assert " ".join(texts(found)) == "Wij nemen dit graag over."
    assert found.warnings == (
        "Dit is een concept met 2 wijzigingen en 1 opmerking; gelezen is de tekst zoals zij met de wijzigingen wordt.",
    )


def test_struck_words_of_word_stay_out_and_are_said() -> None:
    document = new_word()
    paragraph = document.add_paragraph("Wij nemen dit ")
    paragraph.add_run("niet ").font.strike = True
    paragraph.add_run("over.")
    found = read_word(document)
    assert " ".join(texts(found)) == "Wij nemen dit over."
    assert found.warnings == ("Doorgehaalde woorden zijn weggelaten; vergelijk met het origineel.",)


OPTIONS = ("☐ Wij nemen dit advies over.", "☒ Wij nemen dit advies niet over.")


def test_only_the_option_that_is_ticked_was_said() -> None:
    found = read_bytes("\n\n".join(("Reactie op uw advies", *OPTIONS)).encode(), "formulier.txt")
    assert "niet over" in " ".join(texts(found, BlockKind.TEXT, BlockKind.LIST_ITEM))
    assert texts(found, BlockKind.FURNITURE) == [OPTIONS[0]]
    assert found.warnings == ("1 keuze die niet is aangekruist, telt niet mee.",)


@pytest.mark.parametrize(("open_", "ticked"), [("□", "■"), ("○", "●"), ("( )", "(X)"), ("☐", "✓"), ("□", "✔")])
def test_other_signs_are_boxes_where_both_stand(open_: str, ticked: str) -> None:
    lines = ("Reactie op uw advies", f"{open_} Wij nemen dit over.", f"{ticked} Wij nemen dit niet over.")
    found = read_bytes("\n\n".join(lines).encode(), "formulier.txt")
    assert texts(found, BlockKind.FURNITURE) == [lines[1]]
    assert found.warnings == ("1 keuze die niet is aangekruist, telt niet mee.",)


@pytest.mark.parametrize("bullet", ["□", "■", "○", "●", "→", "❖"])
def test_a_list_with_one_sort_of_bullets_is_a_list(bullet: str) -> None:
    found = read_bytes(f"Wij vragen:\n\n{bullet} een vast loket\n\n{bullet} een folder".encode(), "brief.txt")
    assert texts(found, BlockKind.FURNITURE) == []
    assert texts(found, BlockKind.LIST_ITEM) == [f"{bullet} een vast loket", f"{bullet} een folder"]


def test_options_on_one_line_too() -> None:
    found = read_bytes(
        b"Het college neemt dit advies: \xe2\x98\x92 niet over \xe2\x98\x90 over \xe2\x98\x90 deels over\n", "f.txt"
    )
    assert texts(found, BlockKind.FURNITURE) == ["☐ over ☐ deels over"]


@pytest.mark.parametrize(
    ("state", "kind"), [("", BlockKind.FURNITURE), ('<w:checked w:val="1"/>', BlockKind.LIST_ITEM)]
)
def test_a_form_box_of_word_is_a_box(state: str, kind: BlockKind) -> None:
    document = new_word()
    paragraph = document.add_paragraph()._p
    paragraph.append(parse_xml(
        f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>{state}'
        "</w:checkBox></w:ffData></w:fldChar></w:r>"
    ))  # fmt: skip
    paragraph.append(parse_xml(f'<w:r {nsdecls("w")}><w:t xml:space="preserve"> Wij nemen dit over.</w:t></w:r>'))
    assert [block.kind for block in blocks(read_word(document)) if "nemen" in block.text] == [kind]


def test_a_box_that_is_a_sign_of_a_font_is_a_box() -> None:
    document = new_word()
    for sign in ("F0A8", "F0FE"):
        paragraph = document.add_paragraph()._p
        paragraph.append(parse_xml(f'<w:r {nsdecls("w")}><w:sym w:font="Wingdings" w:char="{sign}"/></w:r>'))
        paragraph.append(parse_xml(f'<w:r {nsdecls("w")}><w:t xml:space="preserve"> keuze {sign}</w:t></w:r>'))
    assert texts(read_word(document), BlockKind.FURNITURE) == ["☐ keuze F0A8"]


LIST = (
    '<text:list xml:id="a" text:style-name="L1"><text:list-item><text:p>Open het loket op zaterdag.</text:p>'
    "</text:list-item></text:list><text:p>Dat kan nu niet.</text:p>"
    '<text:list {how} text:style-name="L1"><text:list-item><text:p>Verkort de wachttijd tot een maand.</text:p>'
    "</text:list-item></text:list>"
)


@pytest.mark.parametrize(("how", "label"), [
    ('text:continue-numbering="true"', "2"), ('text:continue-list="a"', "2"), ("", "1"),
])  # fmt: skip
def test_a_list_of_an_odt_goes_on_where_it_says_so(how: str, label: str) -> None:
    found = read_bytes(odt(LIST.format(how=how)), "advies.odt")
    assert next(block.label for block in blocks(found) if "wachttijd" in block.text) == label


def test_a_signature_of_a_mail_is_no_attachment() -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "griffie@voorbeeld.nl", "raad@voorbeeld.nl", "Advies"
    message.set_content("Bijgaand ons advies over de wachttijden.")
    message.add_attachment(b"0\x80\x06\t", "application", "pkcs7-signature", filename="smime.p7s")
    assert parts(read_bytes(message.as_bytes(), "bericht.eml")) == []


def test_two_sentences_alike_but_for_a_number_are_both_read_in_a_file_without_pages() -> None:
    document = new_word()
    for text in (
        "Wij sturen de raad een rapportage in 2031.",
        "Daarin staat de stand.",
        "Wij sturen de raad een rapportage in 2032.",
    ):
        document.add_paragraph(text)
    assert texts(read_word(document), BlockKind.FURNITURE) == []


RAISED = ("Het hek kost € 250", "2", " en is 12 m", "2", " groot.")
AS_READ = "Het hek kost € 250 en is 12 m² groot."
STRUCK = "Doorgehaalde woorden zijn weggelaten; vergelijk met het origineel."


def looks(name: str, properties: str) -> str:
    return f'<style:style style:name="{name}" style:family="text"><style:text-properties {properties}/></style:style>'


def test_a_raised_figure_that_somebody_typed_is_no_part_of_a_number() -> None:
    document = new_word()
    paragraph = document.add_paragraph()
    for at, piece in enumerate(RAISED):
        paragraph.add_run(piece).font.superscript = True if at % 2 else None
    assert texts(read_word(document))[-1] == AS_READ
    rtf = "".join(rf"{{\super {piece}}}" if at % 2 else piece for at, piece in enumerate(RAISED)).replace("€", r"\'80")
    assert words(rf"{{\rtf1\ansi\ansicpg1252\pard {rtf}\par}}".encode("ascii"), "hek.rtf") == AS_READ
    spans = "".join(
        f'<text:span text:style-name="T1">{piece}</text:span>' if at % 2 else piece for at, piece in enumerate(RAISED)
    )
    style = looks("T1", 'style:text-position="super 58%"')
    assert texts(read_bytes(odt(f"<text:p>{spans}</text:p>", style), "hek.odt"), BlockKind.TEXT) == [AS_READ]


@pytest.mark.parametrize("look", [
    'style:text-line-through-style="solid"', 'style:text-line-through-type="double"', 'text:display="none"',
])  # fmt: skip
def test_hidden_and_struck_words_of_an_odt_stay_out(look: str) -> None:
    row = '<text:p>Wij nemen dit <text:span text:style-name="T1">niet </text:span>over.</text:p>'
    found = read_bytes(odt(row, looks("T1", look)), "besluit.odt")
    assert texts(found, BlockKind.TEXT) == ["Wij nemen dit over."]
    assert found.warnings == ((STRUCK,) if "through" in look else ())


def test_a_hidden_section_of_an_odt_stays_out() -> None:
    rows = (
        '<text:section text:name="a" text:display="none"><text:p>Wij komen in juni.</text:p></text:section>'
        "<text:p>Wij komen niet.</text:p>"
    )
    assert texts(read_bytes(odt(rows), "besluit.odt"), BlockKind.TEXT) == ["Wij komen niet."]


@pytest.mark.parametrize(("name", "data"), [
    ("besluit.rtf", rb"{\rtf1\ansi\pard Wij nemen dit {\strike niet }over.\par}"),
    ("besluit.html", b"<html><body><p>Wij nemen dit <s>niet </s>over.</p></body></html>"),
])  # fmt: skip
def test_words_that_were_struck_through_are_said(name: str, data: bytes) -> None:
    found = read_bytes(data, name)
    assert texts(found) == ["Wij nemen dit over."]
    assert found.warnings == (STRUCK,)


def test_changes_that_are_open_in_an_rtf_are_said() -> None:
    data = rb"{\rtf1\ansi\pard Wij nemen dit {\deleted niet }{\revised deels }over.\par}"
    (said,) = read_bytes(data, "besluit.rtf").warnings
    assert said.startswith("Dit is een concept met 2 wijzigingen en 0 opmerkingen")


def test_paragraphs_in_a_cell_of_rtf_are_one_cell() -> None:
    row = r"\trowd\cellx900\cellx5000\pard\intbl 1\cell Open het loket.\par Ook op zaterdag.\cell\row\pard Slot.\par"
    found = read_bytes(rf"{{\rtf1\ansi {row}}}".encode("ascii"), "tabel.rtf")
    assert texts(found, BlockKind.TABLE_ROW) == ["1 | Open het loket. Ook op zaterdag."]


def test_numbers_that_an_old_program_writes_before_items_of_rtf_are_labels() -> None:
    rows = "".join(
        rf"{{\pntext\f0 {at}.\tab}}{words}\par " for at, words in ((1, "Open het loket."), (2, "Bel terug."))
    )
    found = read_bytes(rf"{{\rtf1\ansi\pard {rows}}}".encode("ascii"), "punten.rtf")
    assert [block.label for block in blocks(found)] == ["1", "2"]


def test_a_sum_that_was_typed_as_mathematics_is_read() -> None:
    math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    document = new_word()
    document.element.body.insert(0, parse_xml(
        f'<w:p {nsdecls("w")} {math}><w:r><w:t xml:space="preserve">Wij geven € </w:t></w:r>'
        "<m:oMath><m:r><m:t>250</m:t></m:r></m:oMath></w:p>"
    ))  # fmt: skip
    assert texts(read_word(document)) == ["Wij geven € 250"]


@pytest.mark.parametrize("display", ["display:block", "display: table-cell", "display:list-item"])
def test_an_element_that_is_set_on_lines_of_its_own_is_not_glued_to_its_neighbour(display: str) -> None:
    cells = "".join(f'<span style="{display}">{each}</span>' for each in ("Bankjes", "Niet overgenomen"))
    assert texts(read_bytes(f"<html><body><div>{cells}</div></body></html>".encode(), "pagina.html")) == [
        "Bankjes", "Niet overgenomen",
    ]  # fmt: skip
    sheet = f"<style>.x{{{display}}}</style>"
    by_rule = cells.replace(f'style="{display}"', "class=x")
    data = f"<html><head>{sheet}</head><body><div>{by_rule}</div></body></html>".encode()
    assert texts(read_bytes(data, "pagina.html")) == ["Bankjes", "Niet overgenomen"]


def test_a_block_that_stands_within_a_line_does_not_cut_its_sentence() -> None:
    page = '<html><body><p>Wij antwoorden <section style="display:inline">op dit</section> advies.</p></body></html>'
    inner = page.replace("<p>", "<div>").replace("</p>", "</div>")
    assert words(inner.encode(), "pagina.html") == "Wij antwoorden op dit advies."


def test_a_page_that_a_browser_kept_in_one_file_is_that_page() -> None:
    head = "From: <Saved by Blink>\nSnapshot-Content-Location: https://veldwijk.example\nSubject: Veldwijk\n"
    head += "Date: Mon, 7 Apr 2031 10:00:00 +0200\nMIME-Version: 1.0\n"
    parts_ = 'Content-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; charset="utf-8"\n\n'
    data = head + parts_ + "<html><body><p>Datum: 3 maart 2031</p><p>Wij vragen om een bank.</p></body></html>\n--b--\n"
    file = read_bytes(data.encode(), "pagina.mhtml")
    assert "Saved by Blink" not in file.pages[0].text
    assert "2031 Wij vragen om een bank." in " ".join(file.pages[0].text.split())
    assert account(data.encode(), "pagina.mhtml").missing == 0


def test_a_page_in_utf_16_is_read() -> None:
    page = "<html><body><p>Wij vragen om één bank.</p></body></html>"
    assert words(page.encode("utf-16"), "pagina.html") == "Wij vragen om één bank."


def test_a_figure_that_was_lifted_in_rtf_refers_to_a_note() -> None:
    rtf = rb"{\rtf1\ansi\pard Wij antwoorden voor 1 mei 2031{\up6\fs16 2} met een brief.\par}"
    assert words(rtf, "brief.rtf") == "Wij antwoorden voor 1 mei 2031 met een brief."
    assert account(rtf, "brief.rtf").missing == 0
