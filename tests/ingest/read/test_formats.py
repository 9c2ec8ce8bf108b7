"""Every format that letters come in: the words, the structure, and the files that hang on them."""

from __future__ import annotations

import io
import shutil
import struct
import subprocess
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from PIL import Image

from ingest.read.files import Limits, RawFile, read
from ingest.read.part import shown_name
from kb.errors import UnreadableFile
from kb.model import BlockKind, PageSource
from kb.page_image import page_image
from tests.ingest.read import compound
from tests.ingest.read.samples import (
    Words,
    blocks,
    lines,
    new_word,
    pdf,
    picture_of,
    read_bytes,
    texts,
    with_files,
    word_file,
)

LETTER = pdf([Words(72, 100, "Wij nemen het advies over.")])


def zipped(**members: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


# -- ODT --------------------------------------------------------------------------------------------------------------
SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in {name: name for name in ("office", "text", "table", "style")}.items() | {("draw", "drawing")}
)
STYLES = f"""<office:document-styles {SPACES}><office:master-styles><style:master-page><style:footer>
<text:p>Postbus 12, 1234 AB Veldwijk</text:p></style:footer></style:master-page></office:master-styles>
</office:document-styles>"""
LIST_STYLE = """<office:automatic-styles><text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>
</text:list-style></office:automatic-styles>"""


def odt(body: str, style: str = "") -> bytes:
    looks = f"<office:automatic-styles>{style}</office:automatic-styles>"
    content = (
        f"<office:document-content {SPACES}>{looks}{LIST_STYLE}<office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    members = {"content.xml": content.encode(), "styles.xml": STYLES.encode(), "META-INF/manifest.xml": b"<m/>"}
    return zipped(mimetype=b"application/vnd.oasis.opendocument.text", **members)


def test_an_odt_keeps_headings_lists_tables_and_notes() -> None:
    read = read_bytes(
        odt(
            '<text:h text:outline-level="2">Wachttijden</text:h>'
            "<text:p>De wachttijd is te<text:s/>lang.<text:note><text:note-citation>1</text:note-citation>"
            "<text:note-body><text:p>Zie de monitor.</text:p></text:note-body></text:note></text:p>"
            '<text:list text:style-name="L1"><text:list-item><text:p>Publiceer de cijfers.</text:p>'
            "<text:list><text:list-item><text:p>Per wijk.</text:p></text:list-item></text:list></text:list-item>"
            "<text:list-item><text:p>Betrek inwoners bij de uitvoering.</text:p></text:list-item></text:list>"
            "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Maatregel</text:p>"
            "</table:table-cell><table:table-cell><text:p>Stand</text:p></table:table-cell></table:table-row>"
            "</table:table-header-rows><table:table-row><table:table-cell><text:p>Team</text:p></table:table-cell>"
            "<table:table-cell><text:p>Klaar</text:p></table:table-cell></table:table-row></table:table>"
        ),
        "advies.odt",
    )
    assert [(block.text, block.level) for block in blocks(read, BlockKind.HEADING)] == [("Wachttijden", 2)]
    assert texts(read, BlockKind.TEXT) == ["De wachttijd is te lang."]
    assert [block.label for block in blocks(read, BlockKind.LIST_ITEM)] == ["1", "a", "2"]
    assert texts(read, BlockKind.TABLE_ROW) == ["Maatregel | Stand", "Team | Klaar"]
    assert texts(read, BlockKind.FOOTNOTE) == ["1 Zie de monitor."]
    assert texts(read, BlockKind.FURNITURE) == ["Postbus 12, 1234 AB Veldwijk"]


def test_of_an_odt_what_was_deleted_is_gone_and_a_text_box_is_read_once() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Dit is geschrapt.</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:p>Wij nemen dit <text:change-start text:change-id="c"/>volledig <text:change-end text:change-id="c"/>'
        "over.<draw:frame><draw:text-box><text:p>In een kader.</text:p></draw:text-box></draw:frame></text:p>"
    )
    assert texts(read_bytes(odt(body), "advies.odt"), BlockKind.TEXT) == [
        "Wij nemen dit volledig over.",
        "In een kader.",
    ]


def test_an_odt_whose_text_is_broken_is_said() -> None:
    broken = zipped(**{"content.xml": b"<office", "META-INF/manifest.xml": b"<m/>"})
    with pytest.raises(UnreadableFile, match="beschadigd"):
        read_bytes(broken, "advies.odt")


# -- RTF, HTML --------------------------------------------------------------------------------------------------------
def test_rtf_gives_its_paragraphs_and_rows() -> None:
    rtf = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator Schrijver;}"
        rb"\pard Geacht college,\par Wij vragen aandacht voor cli\'ebnten\par"
        rb"\trowd\intbl Actie\cell Stand\cell\row}"
    )
    assert texts(read_bytes(rtf, "brief.rtf"))[:3] == [
        "Geacht college,",
        "Wij vragen aandacht voor cliënten",
        "Actie | Stand",
    ]


def test_rtf_keeps_headings_lists_notes_frames_and_what_stands_at_the_edges() -> None:
    rtf = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\stylesheet{\s0 Normal;}{\s1\b heading 1;}{\s2 Kop 2;}}"
        rb"{\header\pard Gemeente Veldwijk\par}{\footer\pard Postbus 12\par}"
        rb"\pard\s1 Reactie op uw advies\par\pard\s0 Wij hebben aandacht voor cli\'ebnten."
        rb"{\super\chftn}{\footnote\pard\plain\chftn  Zie de monitor van \{2024\}.}\par"
        rb"\pard\s2 Wachttijden\par\pard {\listtext 1.\tab}Verkort de wachttijd.\par"
        rb" {\listtext 2.\tab}Publiceer de cijfers.\par{\shp{\*\shpinst{\shptxt\pard Een kader.\par}}}"
        rb"\trowd\intbl Team\cell Klaar\cell\row\pard Keuze a | b.\par}"
    )
    read = read_bytes(rtf, "brief.rtf")
    assert [(block.text, block.level) for block in blocks(read, BlockKind.HEADING)] == [
        ("Reactie op uw advies", 1),
        ("Wachttijden", 2),
    ]
    assert [block.label for block in blocks(read, BlockKind.LIST_ITEM)] == ["1", "2"]
    assert texts(read, BlockKind.TABLE_ROW) == ["Team | Klaar"]
    assert texts(read, BlockKind.TEXT) == ["Wij hebben aandacht voor cliënten.", "Keuze a | b.", "Een kader."]
    assert texts(read, BlockKind.FOOTNOTE) == ["1 Zie de monitor van {2024}."]
    assert texts(read, BlockKind.FURNITURE) == ["Gemeente Veldwijk", "Postbus 12"]


def test_html_gives_what_a_browser_shows() -> None:
    page = """<!DOCTYPE html><html><head><title>weg</title><style>p {}</style></head><body><nav>Home</nav>
    <h1>Reactie op   uw advies</h1><p>Wij nemen dit <b>volledig</b> over.<br>Dat is besloten.</p>
    <script>weg()</script><p style="display: none">weg</p>
    <ol><li>Eerst de wachttijd verkorten.</li><li><p>Dan de toegang verbeteren.</p></li></ol>
    <table><tr><th>Actie</th><th>Stand</th></tr><tr><td>Team</td><td>Klaar</td></tr></table></body></html>"""
    read = read_bytes(page.encode(), "reactie.html")
    assert texts(read, BlockKind.HEADING) == ["Reactie op uw advies"]
    assert texts(read, BlockKind.TEXT) == ["Wij nemen dit volledig over.", "Dat is besloten."]
    assert [block.label for block in blocks(read, BlockKind.LIST_ITEM)] == ["1", "2"]
    assert texts(read, BlockKind.TABLE_ROW) == ["Actie | Stand", "Team | Klaar"]
    assert texts(read, BlockKind.FURNITURE) == ["Home"]
    assert "weg" not in read.pages[0].text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_html_without_a_charset_keeps_its_accents(encoding: str) -> None:
    assert texts(read_bytes("<html><body><p>Eén cliënt</p></body></html>".encode(encoding), "x.html")) == ["Eén cliënt"]


# -- mail -------------------------------------------------------------------------------------------------------------
def mail(text: str = "Bijgaand ons advies over de wachttijden.", subject: str = "Advies wachttijden") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Adviesraad Sociaal Domein Veldwijk <asd@voorbeeld.nl>"
    message["To"] = "College van Veldwijk <college@voorbeeld.nl>"
    message["Date"] = "Tue, 04 Mar 2025 10:11:12 +0100"
    message["Subject"] = subject
    message.set_content(text)
    return message


def parts(read: RawFile) -> list[tuple[str, bytes]]:
    return [(part.name, part.data) for part in read.parts]


def test_a_mail_says_who_when_and_what_and_hands_over_its_attachments() -> None:
    message = mail()
    message.add_attachment(LETTER, maintype="application", subtype="pdf", filename="advies.pdf")
    read = read_bytes(message.as_bytes(), "bericht.eml")
    assert read.pages[0].text.startswith("Van: Adviesraad Sociaal Domein Veldwijk")
    assert "Datum: 4 maart 2025" in read.pages[0].text
    assert "Bijlagen: advies.pdf" in read.pages[0].text
    assert texts(read, BlockKind.TEXT) == ["Bijgaand ons advies over de wachttijden."]
    assert parts(read) == [("advies.pdf", LETTER)]


def test_a_mail_in_html_is_read_and_its_logo_is_no_attachment() -> None:
    message = mail()
    message.set_content("<html><body><p>Wij komen hierop terug.</p><img src='cid:logo'></body></html>", subtype="html")
    message.add_related(b"\x89PNG klein", maintype="image", subtype="png", cid="<logo>", disposition="inline")
    read = read_bytes(message.as_bytes(), "bericht.eml")
    assert texts(read, BlockKind.TEXT) == ["Wij komen hierop terug."]
    assert read.parts == ()


def test_a_mail_that_was_sent_along_is_an_attachment() -> None:
    message = mail("Zie hieronder.")
    message.add_attachment(mail(subject="Eerder bericht"))
    ((name, data),) = parts(read_bytes(message.as_bytes(), "bericht.eml"))
    assert name == "Eerder bericht.eml"
    assert "Bijgaand ons advies" in read_bytes(data, name).pages[0].text


def test_a_mail_under_another_name_is_still_a_mail() -> None:
    text = b"MIME-Version: 1.0\n" + mail().as_bytes()
    assert "Onderwerp: Advies wachttijden" in read_bytes(text, "bericht.txt").pages[0].text


def test_an_outlook_message_is_read_with_its_attachments() -> None:
    def text(number: int, value: str) -> tuple[str, bytes]:
        return f"__substg1.0_{number:04X}001F", value.encode("utf-16-le")

    attached = LETTER.ljust(5000)
    sent = struct.pack("<HHIQ", 0x0040, 0x0039, 0, 133_855_526_720_000_000)  # 4 maart 2025
    attachment = dict([text(0x3707, "advies.pdf"), ("__substg1.0_37010102", attached)])
    data = compound.file(
        {
            "__properties_version1.0": bytes(32) + sent,
            **dict([text(0x0037, "Advies wachttijden"), text(0x0C1A, "Adviesraad Veldwijk"), text(0x0E04, "College")]),
            **dict([text(0x1000, "Bijgaand ons advies.")]),
            "__attach_version1.0_#00000000": attachment,
        }
    )
    read = read_bytes(data, "bericht.msg")
    assert "Van: Adviesraad Veldwijk" in read.pages[0].text
    assert "Datum: 4 maart 2025" in read.pages[0].text
    assert texts(read, BlockKind.TEXT) == ["Bijgaand ons advies."]
    assert parts(read) == [("advies.pdf", attached)]


def test_a_message_within_an_outlook_message_is_a_mail_of_its_own_with_its_attachments() -> None:
    def text(number: int, value: str) -> tuple[str, bytes]:
        return f"__substg1.0_{number:04X}001F", value.encode("utf-16-le")

    sent = struct.pack("<HHIQ", 0x0040, 0x0039, 0, 133_855_526_720_000_000)
    attached = LETTER.ljust(5000)
    inner = {
        "__properties_version1.0": bytes(24) + sent,
        **dict(
            [text(0x0037, "Eerder bericht"), text(0x0C1A, "Adviesraad Veldwijk"), text(0x0E04, "Het college; Griffie")]
        ),
        **dict([text(0x1000, "Bijgaand ons advies over cliënten.")]),
        "__attach_version1.0_#00000000": dict([text(0x3707, "advies.pdf"), ("__substg1.0_37010102", attached)]),
    }
    outer = {
        "__properties_version1.0": bytes(32) + sent,
        **dict([text(0x0037, "Fwd"), text(0x1000, "Zie het bericht hieronder.")]),
        "__attach_version1.0_#00000000": {"__substg1.0_3701000D": inner},
    }
    ((name, data),) = parts(read_bytes(compound.file(outer), "bericht.msg"))
    assert name == "Eerder bericht.eml"
    again = read_bytes(data, name)
    assert texts(again, BlockKind.TEXT) == ["Bijgaand ons advies over cliënten."]
    assert "Van: Adviesraad Veldwijk" in again.pages[0].text
    assert "Aan: Het college; Griffie" in again.pages[0].text
    assert "Datum: 4 maart 2025" in again.pages[0].text
    assert parts(again) == [("advies.pdf", attached)]
    assert parts(read_bytes(compound.file(outer), "bericht.msg")) == [(name, data)], "the same document every time"


# "hello world", packed: the example in [MS-OXRTFCP] 3.1.1.
PACKED_RTF = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
)


def packed(words: str) -> bytes:
    """RTF in its packed form that is not packed: "MELA"."""
    rtf = b"{\\rtf1\\ansi\\ansicpg1252 " + words.encode("cp1252") + b"}"
    return struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf


@pytest.mark.parametrize(("body", "shown"), [
    (PACKED_RTF, ["hello world"]),
    (packed(r"Wij sturen de notitie in mei.\par En het besluit volgt."), [
        "Wij sturen de notitie in mei.", "En het besluit volgt.",
    ]),
    (packed(r"{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Wij nemen dit over.\htmlrtf\par}\htmlrtf0 {\*\htmltag72 </p>}"), [
        "Wij nemen dit over.",
    ]),
])  # fmt: skip
def test_an_outlook_message_that_only_has_rtf_is_read(body: bytes, shown: list[str]) -> None:
    message = {"__properties_version1.0": bytes(32), "__substg1.0_10090102": body}
    assert texts(read_bytes(compound.file(message), "bericht.msg"), BlockKind.TEXT) == shown
    inner = {"__properties_version1.0": bytes(24), "__substg1.0_10090102": body}
    outer = {
        "__properties_version1.0": bytes(32),
        "__substg1.0_1000001F": "Zie hieronder.".encode("utf-16-le"),
        "__attach_version1.0_#00000000": {"__substg1.0_3701000D": inner},
    }
    ((name, data),) = parts(read_bytes(compound.file(outer), "bericht.msg"))
    assert texts(read_bytes(data, name), BlockKind.TEXT) == shown


@pytest.mark.parametrize("spoilt", [b"kort", PACKED_RTF[:30] + b"??" + PACKED_RTF[32:], bytes(40)])
def test_packed_rtf_that_is_broken_is_said(spoilt: bytes) -> None:
    message = {"__properties_version1.0": bytes(32), "__substg1.0_10090102": spoilt}
    with pytest.raises(UnreadableFile, match="is beschadigd"):
        read_bytes(compound.file(message), "bericht.msg")


def test_the_wrapping_of_outlook_for_attachments_is_named_with_what_to_do() -> None:
    with pytest.raises(UnreadableFile, match="is een bijlage zoals Outlook die inpakt; vraag de afzender"):
        read_bytes(b"\x78\x9f\x3e\x22" + bytes(60), "winmail.dat")


# -- archives ---------------------------------------------------------------------------------------------------------
def test_a_zip_hands_over_its_files_and_never_their_paths() -> None:
    read = read_bytes(
        zipped(**{"../../etc/brief.txt": b"Eerste.", "map\\b.pdf": LETTER, "__MACOSX/x": b"-"}), "post.zip"
    )
    assert parts(read) == [("brief.txt", b"Eerste."), ("b.pdf", LETTER)]
    assert read.pages == ()


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("/etc/passwd", "passwd"),
        ("..", "bijlage"),
        ("C:\\x\\a.pdf", "a.pdf"),
        ("fdp.\u202etxt", "fdp.txt"),
        ("", "bijlage"),
    ],
)
def test_a_name_from_outside_is_only_a_name(raw: str, shown: str) -> None:
    assert shown_name(raw) == shown


def test_a_bomb_is_not_unpacked() -> None:
    bomb = zipped(**{"groot.txt": bytes(3_000_000)})
    with pytest.raises(UnreadableFile, match="groter dan 2 MB"):
        read(Path("bom.zip"), bomb, Limits(max_unpacked_megabytes=2))


def test_a_zip_with_too_many_files_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="meer dan 3"):
        read(Path("veel.zip"), zipped(**{f"{n}.txt": b"x" for n in range(4)}), Limits(max_parts=3))


def test_a_spreadsheet_is_said_to_be_no_text() -> None:
    with pytest.raises(UnreadableFile, match="geen tekstdocument"):
        read_bytes(zipped(**{"xl/workbook.xml": b"<x/>"}), "lijst.xlsx")


def test_a_zip_behind_a_password_says_so_of_every_file(tmp_path: Path) -> None:
    data = bytearray(zipped(**{"brief.txt": b"Wij adviseren dit."}))
    data[6] |= 1  # the mark of encryption, in the head of the file and in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (part,) = read_bytes(bytes(data), "post.zip").parts
    assert (part.name, part.data) == ("brief.txt", b"")
    assert part.problem is not None
    assert "wachtwoord" in part.problem


def test_a_zip_in_a_zip_is_handed_over_whole() -> None:
    inner = zipped(**{"brief.txt": b"Eerste."})
    assert parts(read_bytes(zipped(**{"map/binnen.zip": inner}), "post.zip")) == [("binnen.zip", inner)]


def test_an_odt_behind_a_password_says_so() -> None:
    manifest = b"<manifest><file-entry><encryption-data/></file-entry></manifest>"
    with pytest.raises(UnreadableFile, match="wachtwoord"):
        read_bytes(zipped(**{"content.xml": b"\x8f\x01", "META-INF/manifest.xml": manifest}), "advies.odt")


# -- files in a PDF ---------------------------------------------------------------------------------------------------
def test_the_files_in_a_pdf_are_handed_over() -> None:
    data = with_files(LETTER, {"advies.pdf": pdf([Words(72, 100, "Ons advies.")])}, {"lijst.txt": b"Wij zeggen toe."})
    read = read_bytes(data, "mail.pdf")
    assert [name for name, _ in parts(read)] == ["advies.pdf", "lijst.txt"]
    assert read.parts[1].data == b"Wij zeggen toe."
    assert read.pages[0].text == "Wij nemen het advies over."


def test_too_many_files_in_a_pdf_are_refused() -> None:
    data = with_files(LETTER, {f"{number}.txt": b"x" for number in range(4)}, {})
    with pytest.raises(UnreadableFile, match="meer dan 3 bijlagen"):
        read(Path("mail.pdf"), data, Limits(max_parts=3))


# -- pictures and old Word --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["png", "jpeg", "tiff"])
def test_a_picture_of_a_letter_is_read_by_ocr(kind: str) -> None:
    letter = pdf(lines(72, 120, "De gemeente neemt het advies over.\nDat is goed nieuws.", size=14, step=20))
    read = read_bytes(picture_of(letter, kind), f"foto.{kind}")
    assert read.pages[0].source is PageSource.OCR
    assert "De gemeente neemt het advies over." in read.pages[0].text.replace("\n", " ")
    box = read.pages[0].blocks[0].bbox
    assert box is not None
    assert box.x1 <= read.pages[0].width


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_a_photo_is_shown_and_read_the_way_the_camera_was_held(orientation: int) -> None:
    letter = pdf(lines(72, 120, "De gemeente neemt het advies over.\nDat is goed nieuws.", size=14, step=20))
    upright = Image.open(io.BytesIO(picture_of(letter, "png")))
    exif = Image.Exif()
    exif[0x0112] = orientation
    target = io.BytesIO()
    upright.rotate({3: 180, 6: 90, 8: -90}[orientation], expand=True).save(target, "jpeg", exif=exif)
    page = read_bytes(target.getvalue(), "foto.jpg").pages[0]
    assert "De gemeente neemt het advies over." in page.text.replace("\n", " ")
    assert page.width < page.height


def test_every_page_of_a_tiff_is_a_page() -> None:
    sheets = [Image.open(io.BytesIO(picture_of(pdf([Words(72, 120, f"Bladzijde {n}.", 20)]), "png"))) for n in (1, 2)]
    target = io.BytesIO()
    sheets[0].save(target, "tiff", save_all=True, append_images=sheets[1:], dpi=(150, 150))
    read = read_bytes(target.getvalue(), "fax.tif")
    assert [(page.number, page.text) for page in read.pages] == [(1, "Bladzijde 1."), (2, "Bladzijde 2.")]


def test_a_photo_of_a_phone_that_nothing_here_opens_says_what_to_do() -> None:
    with pytest.raises(UnreadableFile, match=r"HEIC.*jpg"):
        read_bytes(b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(100), "foto.heic")


def test_ocr_can_be_switched_off() -> None:
    found = read(Path("foto.png"), picture_of(LETTER, "png"), Limits(ocr=False))
    assert found.pages[0].source is PageSource.NONE
    assert "staat uit" in found.warnings[0]


def test_old_word_needs_libreoffice_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(UnreadableFile, match=r"LibreOffice"):
        read_bytes(compound.file({"WordDocument": b"x"}), "oud.doc")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
def test_old_word_is_read_through_libreoffice(tmp_path: Path) -> None:
    document = new_word()
    document.add_heading("Reactie op uw advies", 1)
    document.add_paragraph("Wij nemen uw advies over.")
    (tmp_path / "brief.docx").write_bytes(word_file(document))
    profile = f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "doc", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "brief.docx")], check=True, capture_output=True)
    read = read_bytes((tmp_path / "brief.doc").read_bytes(), "brief.doc")
    assert texts(read) == ["Reactie op uw advies", "Wij nemen uw advies over."]


def test_an_office_file_behind_a_password_says_so() -> None:
    with pytest.raises(UnreadableFile, match="wachtwoord"):
        read_bytes(compound.file({"EncryptedPackage": b"x"}), "geheim.docx")


def test_a_picture_is_shown_at_the_size_at_which_it_was_read(tmp_path: Path) -> None:
    (tmp_path / "foto.png").write_bytes(picture_of(LETTER, "png"))
    page = read(tmp_path / "foto.png", (tmp_path / "foto.png").read_bytes(), Limits(ocr=False)).pages[0]
    shown = page_image(tmp_path / "foto.png", 1, zoom=1.0)
    width, height = struct.unpack(">II", shown[16:24])
    assert abs(width - page.width) <= 1
    assert abs(height - page.height) <= 1


def test_a_name_fits_on_a_disk() -> None:
    """A file system counts bytes: 120 pictures are 480 of them."""
    assert shown_name("n" * 300 + ".txt") == "n" * 116 + ".txt"
    cut = shown_name("\N{SCROLL}" * 120 + ".txt")
    assert len(cut.encode()) <= 250
    assert cut.endswith("\N{SCROLL}.txt")
