"""Files that were put into a letter: taken out, each with its own name, and what cannot be taken out is said."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as WordPart

from ingest.pipeline import add
from ingest.read.files import Limits, RawFile, read
from kb.errors import UnreadableFile
from kb.knowledge import KnowledgeBase
from kb.model import BlockKind, Outcome
from tests.commands import ADVICE
from tests.ingest.read import compound
from tests.ingest.read.samples import Words, new_word, pdf, read_bytes, texts
from tests.ingest.read.test_formats import SPACES, odt, zipped
from tests.kb.builders import FakeEmbedder

ADVISED = pdf([Words(72, 100, "De raad adviseert om de bus te laten rijden.")])
CHART = RELATIONSHIP_TYPE.CHART


def word_with(files: dict[str, bytes], kind: str = RELATIONSHIP_TYPE.PACKAGE, words: str = "Zie de bijlage.") -> bytes:
    document = new_word()
    document.add_paragraph(words)
    for name, data in files.items():
        part = WordPart(PackURI(f"/word/embeddings/{name}"), "application/octet-stream", data, document.part.package)
        document.part.relate_to(part, kind)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def dropped(label: str, data: bytes) -> bytes:
    """What the Object Packager makes of a file that is dropped into a document."""
    path = b"C:\\Temp\\" + label.encode("cp1252") + b"\x00"
    head = struct.pack("<H", 2) + label.encode("cp1252") + b"\x00" + path + struct.pack("<HHI", 0, 3, len(path)) + path
    return head + struct.pack("<I", len(data)) + data


def as_object(label: str, data: bytes) -> bytes:
    packed = dropped(label, data)
    return compound.file({"\x01Ole10Native": struct.pack("<I", len(packed)) + packed})


def rtf_with(name: str, native: bytes, sort: int = 2) -> bytes:
    words = b"".join(struct.pack("<I", len(word)) + word for word in (name.encode() + b"\x00", b"", b""))
    old = struct.pack("<II", 0x501, sort) + words + struct.pack("<I", len(native)) + native
    digits = old.hex()
    rows = "\n".join(digits[at : at + 80] for at in range(0, len(digits), 80))
    shown = "{\\object\\objemb{\\*\\objclass " + name + "}{\\*\\objdata " + rows + "}{\\result{\\pict 00}}}"
    return ("{\\rtf1\\ansi\\pard Zie de bijlage. " + shown + "\\par}").encode()


def named(read: RawFile) -> list[str]:
    return [part.name for part in read.parts]


def test_a_spreadsheet_and_a_letter_in_a_word_file_are_handed_over() -> None:
    inner = word_with({}, words="Wij adviseren u om te wachten.")
    read = read_bytes(word_with({"Cijfers.xlsx": b"PK\x03\x04", "Advies.docx": inner}), "brief.docx")
    assert named(read) == ["Cijfers.xlsx", "Advies.docx"]
    assert read.parts[1].data == inner
    assert texts(read, BlockKind.TEXT) == ["Zie de bijlage."]


def test_a_pdf_that_was_dropped_into_a_word_file_has_its_own_name() -> None:
    found = word_with({"oleObject1.bin": as_object("Advies é.pdf", ADVISED)}, RELATIONSHIP_TYPE.OLE_OBJECT)
    read = read_bytes(found, "brief.docx")
    assert named(read) == ["Advies é.pdf"]
    assert read.parts[0].data == ADVISED


@pytest.mark.parametrize(("stream", "shown"), [("CONTENTS", "oleObject1.pdf"), ("Package", "oleObject1")])
def test_what_acrobat_and_office_put_into_an_object_is_taken_out(stream: str, shown: str) -> None:
    data = compound.file({stream: ADVISED.ljust(5000, b"\n")})
    read = read_bytes(word_with({"oleObject1.bin": data}, RELATIONSHIP_TYPE.OLE_OBJECT), "brief.docx")
    assert named(read) == [shown]
    assert read.parts[0].data.startswith(ADVISED)


def test_the_figures_behind_a_chart_are_no_file_of_the_letter() -> None:
    document = new_word()
    document.add_paragraph("Zie de grafiek.")
    package = document.part.package
    chart = WordPart(PackURI("/word/charts/chart1.xml"), "application/xml", b"<c/>", package)
    figures = WordPart(PackURI("/word/embeddings/Sheet1.xlsx"), "application/octet-stream", b"PK", package)
    chart.relate_to(figures, RELATIONSHIP_TYPE.PACKAGE)
    document.part.relate_to(chart, CHART)
    target = io.BytesIO()
    document.save(target)
    assert not read_bytes(target.getvalue(), "brief.docx").parts


@pytest.mark.parametrize(
    "damaged",
    [b"", as_object("a.pdf", b""), as_object("a.pdf", ADVISED)[:600], compound.file({"\x01Ole10Native": b"x"})],
)
def test_an_object_that_is_damaged_is_said(damaged: bytes) -> None:
    (part,) = read_bytes(word_with({"oleObject1.bin": damaged}, RELATIONSHIP_TYPE.OLE_OBJECT), "brief.docx").parts
    assert part.problem
    assert part.problem.startswith("kan niet uit het document worden gehaald")


def test_too_many_objects_are_refused() -> None:
    data = word_with({f"{number}.xlsx": b"PK" for number in range(4)})
    with pytest.raises(UnreadableFile, match="meer dan 3 ingevoegde bestanden"):
        read(Path("brief.docx"), data, Limits(max_parts=3))


def test_a_word_file_around_a_file_is_no_document_itself() -> None:
    read = read_bytes(word_with({"Advies.docx": b"PK\x03\x04"}, words=" "), "brief.docx")
    assert named(read) == ["Advies.docx"]
    assert not read.pages


def test_documents_and_objects_in_an_odt_are_handed_over() -> None:
    space = f'{SPACES} xmlns:xlink="http://www.w3.org/1999/xlink"'
    frames = "".join(
        f'<draw:frame {space}><draw:{sort} xlink:href="./{place}"/></draw:frame>'
        for sort, place in (
            ("object", "Object 1"), ("object", "Object 2"), ("object", "Object 3"), ("object-ole", "Object 4"),
            ("object", "elders.odt"),
        )
    )  # fmt: skip
    target = io.BytesIO(odt(f"<text:p>Zie de bijlage.{frames}</text:p>"))
    with zipfile.ZipFile(target, "a") as archive:
        for place, sort in (("Object 1", "text"), ("Object 2", "spreadsheet"), ("Object 3", "chart")):
            body = f"<office:{sort}><text:p>Wij adviseren u om te wachten.</text:p></office:{sort}>"
            inner = f"<office:document-content {SPACES}><office:body>{body}</office:body></office:document-content>"
            archive.writestr(f"{place}/content.xml", inner)
        archive.writestr("Object 4", as_object("advies.pdf", ADVISED))
    read = read_bytes(target.getvalue(), "brief.odt")
    assert named(read) == ["Object 1.odt", "Object 2.ods", "advies.pdf"]
    assert texts(read_bytes(read.parts[0].data, "Object 1.odt")) == ["Wij adviseren u om te wachten."]
    with pytest.raises(UnreadableFile, match="geen tekstdocument"):
        read_bytes(read.parts[1].data, "Object 2.ods")
    assert read.parts == read_bytes(target.getvalue(), "brief.odt").parts, "the same bytes every time"


def test_a_file_in_an_rtf_is_handed_over() -> None:
    read = read_bytes(rtf_with("Package", dropped("advies.pdf", ADVISED)), "brief.rtf")
    assert [(part.name, part.data) for part in read.parts] == [("advies.pdf", ADVISED)]
    assert texts(read, BlockKind.TEXT) == ["Zie de bijlage."]


def test_an_object_in_an_rtf_that_holds_no_file_is_said_and_a_link_is_none() -> None:
    (picture,) = read_bytes(rtf_with("PBrush", b"BM1234"), "brief.rtf").parts
    assert picture.problem
    assert not read_bytes(rtf_with("Package", b"", sort=1), "brief.rtf").parts


def test_words_in_boxes_of_every_age_in_an_rtf_are_read_once() -> None:
    body = (
        "\\pard Voor.\\par{\\shp{\\*\\shpinst{\\shptxt \\pard In een kader.{\\footnote Bij het kader.}\\par}}"
        "{\\shprslt{\\*\\do{\\dptxbxtext \\pard In een kader.\\par}}}}"
        "{\\*\\do{\\dptxbxtext \\pard In een oud kader.\\par}}"
        "{\\object\\objemb{\\result \\pard In een object.\\par}}{\\upr{dubbel}{\\*\\ud{Dubbel.}}}\\par"
    )
    head = "{\\header \\pard {\\shp{\\*\\shpinst{\\shptxt \\pard Gemeente Veldwijk\\par}}}\\par}"
    read = read_bytes(("{\\rtf1\\ansi " + head + body + "}").encode(), "brief.rtf")
    assert texts(read, BlockKind.FURNITURE) == ["Gemeente Veldwijk"]
    assert texts(read, BlockKind.FOOTNOTE) == ["1 Bij het kader."]
    assert texts(read, BlockKind.TEXT) == ["Voor.", "Dubbel.", "In een kader.", "In een oud kader.", "In een object."]


def test_each_file_in_a_letter_gets_its_row(tmp_path: Path) -> None:
    inner = word_with({}, words=ADVICE)
    letter = tmp_path / "brief.docx"
    letter.write_bytes(word_with({"Cijfers.xlsx": zipped(**{"xl/workbook.xml": b"<x/>"}), "Advies.docx": inner}))
    with KnowledgeBase(tmp_path / "kennisbank", embedder=FakeEmbedder()) as kb:
        outcomes = {report.file: report for report in add(kb, [letter])}
        assert {name: report.outcome for name, report in outcomes.items()} == {
            "brief.docx": Outcome.ADDED,
            "brief.docx › Cijfers.xlsx": Outcome.FAILED,
            "brief.docx › Advies.docx": Outcome.ADDED,
        }
        assert "geen tekstdocument" in outcomes["brief.docx › Cijfers.xlsx"].messages[0]
        (whole,) = (one for one in kb.documents() if one.file == "brief.docx")
        assert [kb.document(one).file for one in whole.attachments] == ["brief.docx › Advies.docx"]
