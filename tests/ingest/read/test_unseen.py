"""What a file holds and nobody sees is no word of the letter, however it was hidden; both readings say so."""

from __future__ import annotations

from typing import Any

import pymupdf
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.read.files import RawFile
from kb.model import Apart
from tests.ingest.read.samples import new_word, read_bytes, texts, word_file
from tests.ingest.read.test_formats import odt
from tests.ingest.rereading.test_counting import account

SAID = "Het college neemt uw advies over de bankjes niet over."
OTHER = "De andere punten volgen in een brief."
Library: Any = pymupdf


def run(words: str, properties: str = "") -> str:
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{words}</w:t></w:r>'


def word(*paragraphs: str, styles: str = "") -> bytes:
    """A Word file with these paragraphs (their runs, or a whole block), and these styles besides its own."""
    document = new_word()
    body = document.element.body
    spaces = nsdecls("w") + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    for inner in reversed(paragraphs):
        block = inner if inner.startswith(("<w:sdt", "<mc:")) else f"<w:p>{inner}</w:p>"
        body.insert(0, parse_xml(block.replace(">", f" {spaces}>", 1)))
    for style in parse_xml(f"<w:styles {nsdecls('w')}>{styles}</w:styles>"):
        document.styles.element.append(style)
    return word_file(document)


def style(id_: str, properties: str, sort: str = "character", more: str = "") -> str:
    return (
        f'<w:style w:type="{sort}" w:customStyle="1" w:styleId="{id_}"><w:name w:val="{id_}"/>{more}'
        f"<w:rPr>{properties}</w:rPr></w:style>"
    )


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(words: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{words}</w:instrText></w:r>'


def field(words: str, shown: str) -> str:
    return f"{mark('begin')}{instruction(words)}{mark('separate')}{run(shown)}{mark('end')}"


STYLES = (
    style("Weg", "<w:vanish/>")
    + style("Ook", "", more='<w:basedOn w:val="Weg"/>')
    + style("Door", "<w:strike/>")
    + style("Uitleg", "<w:vanish/>", "paragraph")
)


@pytest.mark.parametrize(("properties", "why"), [
    ('<w:rStyle w:val="Weg"/>', Apart.HIDDEN), ('<w:rStyle w:val="Ook"/>', Apart.HIDDEN),
    ('<w:rStyle w:val="Door"/>', Apart.STRUCK),
])  # fmt: skip
def test_words_that_a_style_of_word_hides_or_strikes_are_not_read(properties: str, why: Apart) -> None:
    inner = run("Het college neemt uw advies over de bankjes ") + run("wel ", properties) + run("niet over.")
    data = word(inner, run(OTHER), styles=STYLES)
    assert texts(read_bytes(data, "brief.docx")) == [SAID, OTHER]
    found = account(data, "brief.docx")
    assert dict(found.set_apart)[why] == 1
    assert found.missing == 0


def test_a_run_may_show_itself_in_a_paragraph_that_is_hidden() -> None:
    hidden = '<w:pPr><w:pStyle w:val="Uitleg"/></w:pPr>'
    shown = run(OTHER, '<w:vanish w:val="0"/>')
    data = word(run(SAID), hidden + run("Kies hier: wij nemen alles over. ") + shown, styles=STYLES)
    assert texts(read_bytes(data, "brief.docx")) == [SAID, OTHER]
    assert account(data, "brief.docx").missing == 0


def test_what_fills_in_the_condition_of_a_field_is_not_read() -> None:
    condition = mark("begin") + instruction(" IF ") + field(" MERGEFIELD besluit ", "nee") + instruction(' = "ja" ')
    inner = run("Het college neemt uw advies over de bankjes ") + condition + mark("separate") + run("niet")
    data = word(inner + mark("end") + run(" over."), run(OTHER))
    assert texts(read_bytes(data, "brief.docx")) == [SAID, OTHER]
    assert account(data, "brief.docx").missing == 0


def test_what_a_field_may_say_is_not_read_where_it_goes_over_paragraphs() -> None:
    first = mark("begin") + instruction(' IF 1 = 2 "') + run("Het college neemt uw advies over.")
    second = run("Dank u wel.") + instruction('" "x"') + mark("separate") + run(SAID) + mark("end")
    data = word(first, second, run(OTHER))
    assert texts(read_bytes(data, "brief.docx")) == [SAID, OTHER]
    assert account(data, "brief.docx").missing == 0


def test_a_field_of_word_that_does_not_end_hides_nothing() -> None:
    data = word(mark("begin") + instruction(" DATE ") + run(SAID), run(OTHER))
    assert texts(read_bytes(data, "brief.docx")) == [SAID, OTHER]


def test_the_prompt_of_a_field_that_nobody_filled_in_is_no_text() -> None:
    prompt = style("Vraag", "").replace('w:val="Vraag"', 'w:val="Placeholder Text"', 1)
    control = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p>{}</w:p></w:sdtContent></w:sdt>"
    asked = control.format(run("Klik om een datum in te voeren.", '<w:rStyle w:val="Vraag"/>'))
    filled = control.format(run(OTHER))  # by a program that leaves the mark of the prompt
    data = word(run(SAID), asked, filled, styles=prompt)
    assert texts(read_bytes(data, "brief.docx")) == [SAID, OTHER]
    found = account(data, "brief.docx")
    assert dict(found.set_apart)[Apart.UNFILLED] == 7
    assert found.missing == 0


def test_a_block_of_word_that_stands_there_in_two_forms_is_read_once() -> None:
    paragraph = f"<w:p>{run(SAID)}</w:p>"
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="w14">{paragraph}</mc:Choice>'
        f"<mc:Fallback>{paragraph}</mc:Fallback></mc:AlternateContent>"
    )
    data = word(both, run("De andere punten volgen") + "<w:r><w:ptab/></w:r>" + run("in een brief."))
    assert texts(read_bytes(data, "brief.docx")) == [SAID, OTHER]
    assert account(data, "brief.docx").missing == 0


def test_a_figure_that_was_lifted_in_word_refers_to_a_note() -> None:
    lifted = '<w:position w:val="8"/><w:sz w:val="12"/>'
    data = word(run("Wij antwoorden u voor 1 mei 2031") + run("2", lifted) + run(" met een brief."), run(OTHER))
    assert texts(read_bytes(data, "brief.docx"))[0] == "Wij antwoorden u voor 1 mei 2031 met een brief."
    assert account(data, "brief.docx").missing == 0


@pytest.mark.parametrize("hidden", [
    '<text:hidden-text text:condition="ooow:1" text:is-hidden="true">wel</text:hidden-text>',
    '<text:variable-set text:name="b" text:display="none">wel</text:variable-set>',
])  # fmt: skip
def test_hidden_words_of_an_odt_are_not_read(hidden: str) -> None:
    said = f"Het college neemt uw advies over de bankjes {hidden} niet over."
    data = odt(f"<text:p>{said}</text:p><text:p>{OTHER}</text:p>")
    assert texts(read_bytes(data, "brief.odt"))[:2] == [SAID, OTHER]
    assert account(data, "brief.odt").missing == 0


@pytest.mark.parametrize("hidden", [
    '<text:p>Wij nemen alles over.<text:hidden-paragraph text:condition="ooow:1" text:is-hidden="true"/></text:p>',
    '<text:section text:name="s" text:display="condition" text:is-hidden="true"><text:p>Wij nemen alles over.</text:p>'
    "</text:section>",
])  # fmt: skip
def test_a_paragraph_or_section_of_an_odt_under_a_condition_is_not_read(hidden: str) -> None:
    data = odt(f"<text:p>{SAID}</text:p>{hidden}<text:p>{OTHER}</text:p>")
    assert texts(read_bytes(data, "brief.odt"))[:2] == [SAID, OTHER]
    assert account(data, "brief.odt").missing == 0


def page(style: str, *paragraphs: str) -> bytes:
    body = "".join(f"<p>{words}</p>" for words in paragraphs)
    return f"<html><head><style>{style}</style></head><body>{body}</body></html>".encode()


@pytest.mark.parametrize("rule", [
    ".x{display:none}", "span.x, b.y { visibility: hidden; }", ".x{text-decoration:line-through red}",
])  # fmt: skip
def test_words_that_a_rule_of_the_page_hides_or_strikes_are_not_read(rule: str) -> None:
    said = 'Het college neemt uw advies over de bankjes <span class="a x">wel</span> niet over.'
    data = page(rule, said, OTHER)
    assert texts(read_bytes(data, "brief.html")) == [SAID, OTHER]
    assert account(data, "brief.html").missing == 0


@pytest.mark.parametrize("rule", [
    "@media print{.x{display:none}}", ".x .y{display:none}", ".y{display:none}", "p.x{display:none}",
])  # fmt: skip
def test_a_rule_that_does_not_hold_hides_nothing(rule: str) -> None:
    data = page(rule, SAID.replace("niet", '<span class="x">niet</span>'), OTHER)
    assert texts(read_bytes(data, "brief.html")) == [SAID, OTHER]


def test_a_panel_that_opens_on_a_click_is_read() -> None:
    body = f'<div class="x"><p>{SAID}</p></div><p>{OTHER}</p>'
    data = f"<html><head><style>.x{{display:none}}</style></head><body>{body}</body></html>".encode()
    assert texts(read_bytes(data, "brief.html")) == [SAID, OTHER]
    assert account(data, "brief.html").missing == 0


def test_comments_of_word_in_a_page_are_not_its_text() -> None:
    sign = '<a class=msocomanchor href="#c">[AB1]</a>'
    comment = "<div style='mso-element:comment-list'><div style='mso-element:comment'><p>Klopt dit?</p></div></div>"
    data = f"<html><body><p>{SAID}{sign}</p>{comment}<p>{OTHER}</p></body></html>".encode()
    file = read_bytes(data, "brief.html")
    assert texts(file) == [SAID, OTHER]
    assert file.warnings == (
        "Dit is een concept met 0 wijzigingen en 1 opmerking; gelezen is de tekst zoals zij met de wijzigingen wordt.",
    )
    assert account(data, "brief.html").missing == 0


UNSEEN = "Het college neemt alle adviezen over."
SAYS = "Op bladzijde 1 staan onzichtbare woorden, zoals wit op wit; zij zijn weggelaten."


def paper(
    ground: tuple[float, ...] | None = None, *, picture: bool = False, only: bool = False, **look: Any
) -> RawFile:
    """A page on which a sentence is written in some look, on a coloured ground, a picture, or the bare paper."""
    with Library.open() as pdf:
        sheet = pdf.new_page()
        if picture:
            dots = Library.Pixmap(Library.csRGB, Library.IRect(0, 0, 40, 40), False)
            dots.clear_with(230)
            sheet.insert_image(sheet.rect, pixmap=dots)
        if ground:
            sheet.draw_rect((60, 120, 400, 150), fill=ground, color=None)
        for y, words in () if only else ((100, SAID), (180, OTHER)):
            sheet.insert_text((72, y), words, fontsize=11)
        sheet.insert_text((72, 140), UNSEEN, fontsize=11, **look)
        return read_bytes(pdf.tobytes(), "brief.pdf")


@pytest.mark.parametrize("look", [{"color": (1, 1, 1)}, {"render_mode": 3}])
def test_words_of_a_pdf_that_nobody_sees_are_left_out_and_said(look: dict[str, Any]) -> None:
    file = paper(**look)
    assert UNSEEN not in file.pages[0].text
    assert SAID in file.pages[0].text
    assert SAYS in file.warnings
    assert (Apart.HIDDEN, UNSEEN) in file.raw[0].apart


@pytest.mark.parametrize("file", [
    lambda: paper((0.1, 0.2, 0.5), color=(1, 1, 1)),  # the title of a table
    lambda: paper(picture=True, render_mode=3),  # what a program read of a scan
    lambda: paper(only=True, render_mode=3),  # the layer of a page that is drawn otherwise
])  # fmt: skip
def test_white_words_on_a_ground_and_the_words_of_a_scan_are_read(file: Any) -> None:
    read = file()
    assert UNSEEN in read.pages[0].text
    assert SAYS not in read.warnings
