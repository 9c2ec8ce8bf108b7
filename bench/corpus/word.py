"""Letters and lists as DOCX, with the styles of Word itself. The only module here that knows python-docx."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.text.paragraph import Paragraph

from bench.corpus.source import Block, Shape, Source, read_blocks

FIELDS = (("Aan", "aan"), ("Van", "van"), ("Datum", "datum"), ("Ons kenmerk", "ons kenmerk"),
          ("Uw kenmerk", "uw kenmerk"), ("Bijlage(n)", "bijlagen"), ("Betreft", "onderwerp"))  # fmt: skip
EPOCH = (1980, 1, 1, 0, 0, 0)  # the oldest moment a zip can hold
_BOLD = re.compile(r"(\*\*.+?\*\*|(?<!\w)_.+?_(?!\w))")


def render_word(source: Source, path: Path) -> None:
    """Make the DOCX of a source. The same source gives the same bytes."""
    word = docx.Document()
    _page(word, source)
    word.add_paragraph(source.get("titel"), style="Title")
    for name, key in FIELDS:
        if value := source.get(key):
            line = word.add_paragraph()
            line.paragraph_format.space_after = Pt(2)
            line.add_run(f"{name}:\t").bold = True
            line.add_run(value.replace("\n", ", "))
            line.paragraph_format.tab_stops.add_tab_stop(Cm(3.2))
            line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Cm(3.2), Cm(-3.2)
    word.add_paragraph()
    for block in read_blocks(source.body):
        _add(word, block)
    _save(word, source, path)


def _page(word: WordDocument, source: Source) -> None:
    """Margins, the running head and the foot, and a calmer letter than Word's own."""
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if source.get("liggend"):
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = Cm(2.5)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    for name in ("Title", "Heading 1", "Heading 2"):
        word.styles[name].font.color.rgb = RGBColor(0x28, 0x73, 0x52)
    word.styles["Title"].font.size = Pt(18)
    section.header.paragraphs[0].text = source.get("loopkop")
    section.footer.paragraphs[0].text = source.get("voet")


def _add(word: WordDocument, block: Block) -> None:
    if block.shape is Shape.HEADING:
        word.add_heading(block.text, level=block.level)
    elif block.shape is Shape.TABLE:
        _table(word, block.rows)
    elif block.shape is Shape.ITEM:
        numbered = block.label.rstrip(".").isdigit()
        style = "List Bullet" if block.label == "•" else "List Number" if numbered else "List Continue"
        _runs(
            word.add_paragraph(style=style), f"{block.label} {block.text}" if block.label[:1].isalpha() else block.text
        )
    elif block.shape is Shape.QUOTE:
        _runs(word.add_paragraph(style="Quote"), block.text)
    elif block.shape is Shape.CLOSING:
        *lines, signers = block.text.split("\n")
        _runs(word.add_paragraph(), "\n".join([*lines, "", *signers.replace(" | ", ", ").split(", ")]))
    else:
        _runs(word.add_paragraph(), block.text)


def _table(word: WordDocument, rows: tuple[tuple[str, ...], ...]) -> None:
    """A ruled table with columns as wide as what they hold asks for, and a head that comes back on every page."""
    table = word.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    table.autofit = False
    section = word.sections[0]
    room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    widths = [Emu(round(room * need)) for need in _shares(rows)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for number, row in enumerate(rows):
        for cell, text, width in zip(table.add_row().cells, row, widths, strict=True):
            cell.width = width
            _runs(cell.paragraphs[0], f"**{text}**" if number == 0 else text)
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(9.5)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    word.add_paragraph()


def _shares(rows: tuple[tuple[str, ...], ...]) -> list[float]:
    """What part of the width each column gets: at least its longest word, and more for longer texts."""
    columns = list(zip(*rows, strict=True))
    words = [max(len(part) for cell in column for part in (cell.split() or [""])) for column in columns]
    needs = [
        max(word + 5, 1.9 * max(len(cell) for cell in column) ** 0.7)
        for word, column in zip(words, columns, strict=True)
    ]
    return [need / sum(needs) for need in needs]


def _runs(paragraph: Paragraph, text: str) -> None:
    for part in _BOLD.split(text.replace("\\-", "")):
        if part.startswith("**"):
            paragraph.add_run(part.strip("*")).bold = True
        elif part.startswith("_") and part.endswith("_"):
            paragraph.add_run(part.strip("_")).italic = True
        elif part:
            paragraph.add_run(part)


def _save(word: WordDocument, source: Source, path: Path) -> None:
    """Write with the dates of the letter, and repack: a zip otherwise keeps the moment it was made."""
    moment = datetime(source.day.year, source.day.month, source.day.day, 9)
    properties = word.core_properties
    properties.author, properties.title, properties.comments = source.get("van").split("\n")[0], source.get("titel"), ""
    properties.created = properties.modified = moment
    packed = BytesIO()
    word.save(packed)
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, EPOCH), old.read(name), zipfile.ZIP_DEFLATED)
