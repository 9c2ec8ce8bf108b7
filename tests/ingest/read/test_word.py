"""Word files: headings, numbers that only Word knows, tables, headers and footers."""

from __future__ import annotations

from typing import Any

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kb.model import BlockKind
from tests.ingest.read.samples import blocks, new_word, read_bytes, texts, word_file

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def read_word(document: Any) -> Any:
    return read_bytes(word_file(document), "advies.docx")


def numbered(document: Any, *levels: tuple[str, str]) -> str:
    """Add a list with these formats and texts per level to the document; returns its id."""
    root = document.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (style, text) in enumerate(levels)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{inner}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    return "77"


def item(document: Any, text: str, number: str, depth: int = 0) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def test_heading_styles_are_headings_with_their_level() -> None:
    document = new_word()
    document.add_heading("Toegang tot hulp", 1)
    document.add_heading("Wachttijden", 2)
    document.add_paragraph("De wachttijd is opgelopen tot elf weken.")
    found = blocks(read_word(document))
    assert [(block.kind, block.level) for block in found[:2]] == [(BlockKind.HEADING, 1), (BlockKind.HEADING, 2)]
    assert found[2].kind is BlockKind.TEXT


def test_numbers_that_only_word_knows_become_labels() -> None:
    document = new_word()
    steps = numbered(document, ("decimal", "%1."), ("lowerLetter", "%2)"))
    item(document, "Publiceer de wachttijden ieder kwartaal.", steps)
    item(document, "Per aanbieder;", steps, 1)
    item(document, "Per soort hulp.", steps, 1)
    item(document, "Wijs een vaste contactpersoon aan voor ieder gezin dat wacht.", steps)
    found = blocks(read_word(document), BlockKind.LIST_ITEM)
    assert [block.label for block in found] == ["1", "a", "b", "2"]
    assert [line.text for line in found[1].lines] == ["a)", "Per aanbieder;"]


def test_a_numbered_paragraph_above_text_is_a_heading_and_shows_its_number() -> None:
    document = new_word()
    chapters = numbered(document, ("decimal", "%1."))
    for title in ("Meer regie", "Minder schotten"):
        item(document, title, chapters)
        document.add_paragraph("Daarover hebben wij het nodige te zeggen, en dat doen wij in dit hoofdstuk.")
    found = blocks(read_word(document), BlockKind.HEADING)
    assert [(block.text, block.label) for block in found] == [("1. Meer regie", "1"), ("2. Minder schotten", "2")]


def test_a_table_is_one_block_per_row() -> None:
    document = new_word()
    table = document.add_table(rows=2, cols=3)
    for row, words in zip(table.rows, (("Maatregel", "Actie", "Stand"), ("Team", "Gevormd", "Klaar")), strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    assert texts(read_word(document), BlockKind.TABLE_ROW) == ["Maatregel | Actie | Stand", "Team | Gevormd | Klaar"]


def test_a_table_that_only_sets_out_the_letter_is_read_as_text() -> None:
    document = new_word()
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text = "Geacht college,"
    for _ in range(4):
        cells[0].add_paragraph("Wij vragen uw aandacht voor de wachttijden in de jeugdhulp. " * 3)
    cells[1].text = "Ons kenmerk"
    read = read_word(document)
    assert not blocks(read, BlockKind.TABLE_ROW)
    assert texts(read, BlockKind.TEXT)[0] == "Geacht college,"
    assert texts(read, BlockKind.FURNITURE) == ["Ons kenmerk"]


def test_headers_and_footers_are_furniture() -> None:
    document = new_word()
    document.sections[0].header.paragraphs[0].text = "Adviesraad Vogelenzand"
    document.sections[0].footer.paragraphs[0].text = "Postbus 12, 1234 AB Vogelenzand"
    document.add_paragraph("Wij adviseren u de regeling te verruimen.")
    read = read_word(document)
    assert texts(read, BlockKind.FURNITURE) == ["Adviesraad Vogelenzand", "Postbus 12, 1234 AB Vogelenzand"]
    assert texts(read, BlockKind.TEXT) == ["Wij adviseren u de regeling te verruimen."]


def test_what_was_deleted_is_gone_and_what_was_inserted_is_there() -> None:
    document = new_word()
    paragraph = document.add_paragraph("Wij nemen dit advies ")._p
    space = nsdecls("w")
    paragraph.append(parse_xml(f"<w:del {space}><w:r><w:delText>niet </w:delText></w:r></w:del>"))
    paragraph.append(parse_xml(f"<w:ins {space}><w:r><w:t>volledig over.</w:t></w:r></w:ins>"))
    assert texts(read_word(document)) == ["Wij nemen dit advies volledig over."]


def test_a_text_box_is_read_once() -> None:
    document = new_word()
    document.add_paragraph("Geacht college,")
    box = "<w:txbxContent><w:p><w:r><w:t>Ons kenmerk: V-2031-7</w:t></w:r></w:p></w:txbxContent>"
    space = nsdecls("w") + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    document.paragraphs[0]._p.append(
        parse_xml(
            f"<w:r {space}><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )
    )
    assert texts(read_word(document)) == ["Geacht college,", "Ons kenmerk: V-2031-7"]


def test_a_row_that_was_deleted_and_hidden_words_are_gone() -> None:
    document = new_word()
    table = document.add_table(3, 2)
    for number, row in enumerate(table.rows):
        row.cells[0].text, row.cells[1].text = f"Actie {number}", "Stand"
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {nsdecls("w")} w:id="1" w:author="x"/>'))
    paragraph = document.add_paragraph("Wij nemen dit over.")
    paragraph.add_run(" Nog niet zeggen.").font.hidden = True
    read = read_word(document)
    assert texts(read, BlockKind.TABLE_ROW) == ["Actie 0 | Stand", "Actie 2 | Stand"]
    assert texts(read, BlockKind.TEXT) == ["Wij nemen dit over."]


def test_footnotes_and_endnotes_are_read() -> None:
    document = new_word()
    document.add_paragraph("Wij nemen dit over.")
    for kind in ("footnote", "endnote"):
        note = f'<w:{kind} w:id="1"><w:p><w:r><w:t>Zie de {kind}.</w:t></w:r></w:p></w:{kind}>'
        xml = f"<w:{kind}s {nsdecls('w')}>{note}</w:{kind}s>".encode()
        name = PackURI(f"/word/{kind}s.xml")
        part = Part(name, f"{WORD_TYPE}.{kind}s+xml", xml, document.part.package)
        document.part.relate_to(part, f"{RELATION}/{kind}s")
    assert texts(read_word(document), BlockKind.FOOTNOTE) == ["1 Zie de footnote.", "1 Zie de endnote."]
