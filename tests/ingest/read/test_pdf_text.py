"""What a reader of a PDF sees: marked words in their sentence, nothing of what is blacked out or struck through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from ingest.passages.build import passages
from ingest.read.files import RawFile, read
from ingest.read.pdf_text import _run, page_text
from ingest.read.symbols import as_signs
from kb.model import BlockKind

SENTENCE = ("Wij nemen deze aanbeveling ", "niet", " over in het plan van het voorjaar.")
FACE = pymupdf.Font("helv")
YELLOW, BLACK, WHITE = (1, 1, 0), (0, 0, 0), (1, 1, 1)


def box_of(pieces: tuple[str, ...], at: int, y: float = 100, size: float = 11) -> tuple[float, float, float, float]:
    """Where a piece of a sentence stands, from its ascenders to its descenders."""
    left = 72 + sum(FACE.text_length(piece, size) for piece in pieces[:at])
    return left, y - 0.8 * size, left + FACE.text_length(pieces[at].strip(), size), y + 0.25 * size


def drawn(draw: Callable[[Any], None], *, before: bool = False, pieces: tuple[str, ...] = SENTENCE) -> RawFile:
    """A page with one sentence, and something drawn around it, below the words or on top of them."""
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        if before:
            draw(page)
        page.insert_text((72, 100), "".join(pieces), fontname="helv", fontsize=11)
        page.insert_text((72, 140), "De andere punten volgen in een brief.", fontname="helv", fontsize=11)
        if not before:
            draw(page)
        return read(Path("brief.pdf"), pdf.tobytes())


def words(found: RawFile) -> str:
    return " ".join(found.pages[0].text.split())


def piecewise(draw: Callable[[Any], None]) -> RawFile:
    """The words drawn one after the other with the drawing in between, as word processors write them."""
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        left = 72.0
        for piece in SENTENCE:
            if piece == "niet":
                draw(page)
            page.insert_text((left, 100), piece, fontname="helv", fontsize=11)
            left += FACE.text_length(piece, 11)
        return read(Path("brief.pdf"), pdf.tobytes())


def underline(page: Any) -> None:
    x0, _, x1, _ = box_of(SENTENCE, 1)
    page.draw_line((x0, 101.5), (x1, 101.5), width=0.7)


def marker(page: Any) -> None:
    page.draw_rect(box_of(SENTENCE, 1), color=None, fill=YELLOW)


def frame(page: Any) -> None:
    page.draw_rect(box_of(SENTENCE, 1), color=BLACK, fill=None, width=0.5)


@pytest.mark.parametrize("draw", [underline, marker, frame])
def test_a_word_that_is_marked_stays_in_its_sentence(draw: Callable[[Any], None]) -> None:
    assert words(piecewise(draw)) == "".join(SENTENCE)
    assert piecewise(draw).warnings == ()


def strike(page: Any) -> None:
    x0, _, x1, _ = box_of(SENTENCE, 1)
    page.draw_line((x0, 97), (x1, 97), width=0.7)


def test_what_is_struck_through_is_left_out_and_said() -> None:
    found = drawn(strike)
    assert words(found).startswith("Wij nemen deze aanbeveling over in het plan")
    assert found.warnings == ("Op bladzijde 1 zijn doorgehaalde woorden weggelaten; vergelijk met het origineel.",)


@pytest.mark.parametrize("fill", [BLACK, WHITE, (0.2, 0.2, 0.25), (0, 0, 0.45), (0.7, 0.7, 0.7)])
def test_words_below_a_bar_are_left_out_and_said(fill: tuple[float, float, float]) -> None:
    found = drawn(lambda page: page.draw_rect(box_of(SENTENCE, 1), color=None, fill=fill))
    assert words(found).startswith("Wij nemen deze aanbeveling […] over in het plan")
    assert found.warnings == (
        "Op bladzijde 1 staan zwartgelakte woorden die nog in het bestand zitten; zij zijn weggelaten.",
    )


def stripes(page: Any) -> None:
    x0, y0, x1, y1 = box_of(SENTENCE, 1)
    for at in range(6):
        step = (y1 - y0) / 6
        page.draw_rect((x0, y0 + at * step, x1, y0 + (at + 1) * step), color=None, fill=BLACK)


def nearly_opaque(page: Any) -> None:
    page.draw_rect(box_of(SENTENCE, 1), color=None, fill=BLACK, fill_opacity=0.97)


def black_marker(page: Any) -> None:
    note = page.add_highlight_annot(pymupdf.Rect(box_of(SENTENCE, 1)))
    note.set_colors(stroke=BLACK)
    note.update()


def black_pen(page: Any) -> None:
    x0, y0, x1, y1 = box_of(SENTENCE, 1)
    note = page.add_ink_annot([[(x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2)]])
    note.set_colors(stroke=BLACK)
    note.set_border(width=y1 - y0)
    note.update()


def thick_stroke(page: Any) -> None:
    x0, y0, x1, y1 = box_of(SENTENCE, 1)
    page.draw_line((x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2), color=BLACK, width=y1 - y0)


def picture(page: Any, *, clear: bool = False, box: tuple[float, float, float, float] | None = None) -> None:
    dots = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 8, 8), clear)
    dots.clear_with(255)
    if clear:
        dots.set_alpha(bytes(64))
    page.insert_image(box or box_of(SENTENCE, 1), pixmap=dots, keep_proportion=False)


@pytest.mark.parametrize("hide", [stripes, nearly_opaque, black_marker, black_pen, thick_stroke, picture])
def test_a_bar_may_be_made_in_many_ways(hide: Callable[[Any], None]) -> None:
    found = drawn(hide)
    assert "niet" not in words(found).split("plan")[0]
    assert len(found.warnings) == 1


def test_a_yellow_marker_hides_nothing() -> None:
    found = drawn(lambda page: page.add_highlight_annot(pymupdf.Rect(box_of(SENTENCE, 1))))
    assert words(found).startswith("".join(SENTENCE))
    assert found.warnings == ()


def test_a_picture_hides_only_what_is_below_it_where_one_cannot_look_through_it() -> None:
    whole = "".join(SENTENCE)
    assert whole in words(drawn(picture, before=True))
    assert whole in words(drawn(lambda page: picture(page, clear=True)))
    assert whole in words(drawn(lambda page: picture(page, box=tuple(page.rect))))  # a scan with its words behind it


def test_a_frame_and_a_rule_hide_nothing_however_thick() -> None:
    x0, _, x1, _ = box_of(SENTENCE, 1)
    for draw in (
        lambda page: page.draw_rect((x0 - 40, 88, x1 + 40, 106), color=BLACK, width=4),
        lambda page: page.draw_line((72, 106), (300, 106), color=BLACK, width=5),
    ):
        found = drawn(draw)
        assert ("".join(SENTENCE) in words(found), found.warnings) == (True, ())


def test_the_ground_of_a_table_head_is_no_bar_between_its_titles() -> None:
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        page.draw_rect((60, 85, 500, 105), color=None, fill=(0, 0, 0.4))
        for x, title in ((72, "Aanbeveling"), (300, "Reactie")):
            page.insert_text((x, 100), title, fontname="helv", fontsize=11, color=WHITE)
        page.insert_text((72, 140), "De andere punten volgen in een brief.", fontname="helv", fontsize=11)
        found = read(Path("brief.pdf"), pdf.tobytes())
    assert "[…]" not in words(found)


def test_words_on_their_side_in_a_page_that_stands_are_said() -> None:
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        for at in range(6):
            page.insert_text((72, 100 + 20 * at), "Wij nemen deze aanbeveling over in het plan van het voorjaar.")
        page.insert_text((500, 700), "Ook de tabel hiernaast hoort bij het plan van het voorjaar.", rotate=90)
        found = read(Path("brief.pdf"), pdf.tobytes())
    assert found.warnings == (
        "Op bladzijde 1 staan woorden op hun kant; zij zijn apart gezet, vergelijk met het origineel.",
    )


def test_a_bar_drawn_before_the_words_is_their_background() -> None:
    found = drawn(lambda page: page.draw_rect(box_of(SENTENCE, 1), color=None, fill=WHITE), before=True)
    assert words(found).startswith("".join(SENTENCE))
    assert found.warnings == ()


def test_a_carelessly_drawn_bar_hides_the_word_that_it_mostly_covers() -> None:
    x0, y0, x1, y1 = box_of(SENTENCE, 1)
    found = drawn(lambda page: page.draw_rect((x0 + 1, y0, x1 + 4, y1), color=None, fill=BLACK))
    assert words(found).startswith("Wij nemen deze aanbeveling […] over")


def test_a_redaction_that_was_marked_and_never_applied_hides_its_words() -> None:
    found = drawn(lambda page: page.add_redact_annot(pymupdf.Rect(box_of(SENTENCE, 1))))
    assert "niet" not in words(found).split("plan")[0]
    assert len(found.warnings) == 1


def test_words_that_are_really_gone_leave_a_gap_in_their_own_sentence() -> None:
    """Two sentences below each other with bars of which the words are gone are one column, not two."""
    name = "Jansen-van den Berg"
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        for y, start, rest in ((100, "Wij spraken met de heer ", " over de lange wachttijd."),
                               (116, "Ook sprak de raad met mevrouw ", " over het tekort.")):  # fmt: skip
            left, right = 72 + FACE.text_length(start, 11), 72 + FACE.text_length(start + name, 11)
            page.insert_text((72, y), start, fontname="helv", fontsize=11)
            page.insert_text((right, y), rest, fontname="helv", fontsize=11)
            page.draw_rect((left, y - 9, right, y + 3), color=None, fill=BLACK)
        found = read(Path("brief.pdf"), pdf.tobytes())
    assert words(found) == (
        "Wij spraken met de heer […] over de lange wachttijd. Ook sprak de raad met mevrouw […] over het tekort."
    )
    assert found.warnings == ()


def test_words_that_are_gone_without_a_bar_leave_a_gap_too() -> None:
    def taken(page: Any) -> None:
        page.add_redact_annot(pymupdf.Rect(box_of(SENTENCE, 1)), fill=False)
        page.apply_redactions()

    assert words(drawn(taken)).startswith("Wij nemen deze aanbeveling […] over")


@pytest.mark.parametrize(
    "row", [((72, "Kenmerk "), (200, "VW-31 ")), ((72, "Kosten "), (200, " 350 "), (260, " 410 "))]
)
def test_spaces_in_the_cells_of_a_row_are_no_gap(row: tuple[tuple[float, str], ...]) -> None:
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        for x, piece in row:
            page.insert_text((x, 100), piece, fontname="helv", fontsize=11)
        assert "[…]" not in words(read(Path("brief.pdf"), pdf.tobytes()))


def test_a_raised_figure_of_a_note_is_no_part_of_a_number() -> None:
    found = with_raised("De bijdrage wordt € 250", "2", " per jaar.")
    assert words(found) == "De bijdrage wordt € 250 per jaar."
    assert words(with_raised("De bijdrage wordt € 250", "1,2", " per jaar.")) == "De bijdrage wordt € 250 per jaar."


def test_a_raised_figure_behind_a_unit_stays() -> None:
    assert words(with_raised("De zaal meet 120 m", "2", " in totaal.")) == "De zaal meet 120 m² in totaal."


def with_raised(before: str, figure: str, behind: str) -> RawFile:
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        page.insert_htmlbox((72, 90, 500, 130), f"<p>{before}<sup>{figure}</sup>{behind}</p>")
        return read(Path("brief.pdf"), pdf.tobytes())


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_of_which_the_words_lie_on_their_side_is_turned_and_said(angle: int) -> None:
    lines = ("1. Stel een vast loket in.", "2. Verkort de wachttijd tot zes weken.", "3. Meld elk kwartaal de stand.")
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        page.insert_htmlbox((100, 100, 400, 700), "".join(f"<p>{line}</p>" for line in lines), rotate=angle)
        found = read(Path("brief.pdf"), pdf.tobytes())
    assert words(found) == " ".join(line.split(" ", 1)[1] for line in lines) or words(found) == " ".join(lines)
    assert found.warnings == ("De bladzijde is rechtop gezet om te kunnen lezen.",)
    assert found.pages[0].turn in (90, 180, 270)


def test_what_a_note_strikes_out_is_left_out_and_said() -> None:
    def strike(page: Any) -> None:
        page.add_strikeout_annot(page.search_for("niet"))

    found = drawn(strike)
    assert words(found).startswith("Wij nemen deze aanbeveling over in het plan")
    assert found.warnings == ("Op bladzijde 1 zijn doorgehaalde woorden weggelaten; vergelijk met het origineel.",)


def test_a_note_may_stand_in_the_list_of_its_page_itself() -> None:
    left, top, right, bottom = box_of(SENTENCE, 1)
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        page.insert_text((72, 100), "".join(SENTENCE), fontname="helv", fontsize=11)
        high, low = page.rect.height - top, page.rect.height - bottom
        corners = f"{left} {high} {right} {high} {left} {low} {right} {low}"
        note = f"<</Type/Annot/Subtype/StrikeOut/Rect[{left} {low} {right} {high}]/QuadPoints[{corners}]/F 4>>"
        pdf.xref_set_key(page.xref, "Annots", f"[{note}]")
        found = read(Path("brief.pdf"), pdf.tobytes())
    assert words(found) == "Wij nemen deze aanbeveling over in het plan van het voorjaar."


def test_a_letter_in_a_font_of_pictures_is_no_word() -> None:
    assert as_signs("Wingdings", "J") == as_signs("ZapfDingbats", "I") == "•"
    assert as_signs("Wingdings", "\uf0d8") == "\uf0d8"  # a bullet that the layout knows


def test_a_watermark_is_not_glued_to_a_name() -> None:
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        page.insert_text((72, 340), "J. de Wit, voorzitter", fontname="helv", fontsize=11)
        page.insert_text((72, 360), "Adviesraad Sociaal Domein van de gemeente Zandveen", fontname="helv", fontsize=11)
        page.insert_text((190, 342), "CONCEPT", fontname="hebo", fontsize=80, color=(0.9, 0.9, 0.9))
        found = read(Path("brief.pdf"), pdf.tobytes())
    assert any(line.text == "J. de Wit, voorzitter" for block in found.pages[0].blocks for line in block.lines)


def test_a_watermark_across_the_text_is_no_heading_in_it() -> None:
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        for at, line in enumerate(
            ("De adviesraad sprak met vijf ouders.", "Wij adviseren een vast loket.", "Tot slot.")
        ):
            page.insert_text((72, 300 + 20 * at), line, fontname="helv", fontsize=11)
        page.insert_text((90, 345), "CONCEPT", fontname="hebo", fontsize=70, color=(0.9, 0.9, 0.9))
        page.insert_text((72, 120), "Advies jeugdhulp", fontname="hebo", fontsize=30)
        found = read(Path("brief.pdf"), pdf.tobytes())
    kinds = {block.text: block.kind for block in found.pages[0].blocks}
    assert kinds["CONCEPT"] is BlockKind.FURNITURE
    assert kinds["Advies jeugdhulp"] is BlockKind.HEADING


def test_a_hyphen_that_a_font_writes_as_a_soft_one_is_a_hyphen() -> None:
    text = "op 1\u00ad7\u00ad2021 en jeugd\u2010"
    span = {"text": text, "bbox": (0, 0, 90, 12), "size": 11.0, "font": "F", "flags": 0, "origin": (0, 10)}

    class Drawn:
        def extractDICT(self) -> dict[str, Any]:  # noqa: N802
            return {"blocks": [{"type": 0, "lines": [{"spans": [span], "dir": (1, 0), "bbox": (0, 0, 90, 12)}]}]}

        def extractTEXT(self) -> str:  # noqa: N802
            return str(span["text"])

    assert [line.text for line in page_text(Drawn()).lines] == ["op 1-7-2021 en jeugd-"]


def test_a_comma_under_the_edge_of_a_bar_is_no_word_that_can_still_be_read_in_the_file() -> None:
    pieces = ("Wij spraken met ", ",", " medewerker van het loket, over de wachttijd.")
    found = drawn(lambda page: page.draw_rect(box_of(pieces, 1), color=None, fill=BLACK), pieces=pieces)
    assert words(found).startswith("Wij spraken met […] medewerker van het loket")
    assert not found.warnings


def rows(*pieces: tuple[tuple[float, str], ...]) -> RawFile:
    """A page with rows, each of pieces that were written apart."""
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        for at, row in enumerate(pieces):
            for x, piece in row:
                page.insert_text((x, 100 + 15 * at), piece, fontname="helv", fontsize=11)
        return read(Path("brief.pdf"), pdf.tobytes())


def test_words_that_are_gone_with_the_spaces_around_them_leave_a_gap_and_no_columns() -> None:
    found = rows(
        ((72, "Wij spraken met de heer"), (330, "over de lange wachttijd van"), (480, "inwoners.")),
        ((72, "Ook sprak de raad"), (240, "over het tekort aan plaatsen in de wijk en"),),
        ((72, "over wat daaraan is te doen, zoals"), (350, "heeft gevraagd."),),
    )  # fmt: skip
    assert words(found) == (
        "Wij spraken met de heer […] over de lange wachttijd van […] inwoners. Ook sprak de raad […] over het tekort "
        "aan plaatsen in de wijk en over wat daaraan is te doen, zoals […] heeft gevraagd."
    )


def test_columns_and_those_who_sign_beside_each_other_have_no_gap() -> None:
    columns = rows(
        ((72, "Wij vragen u om ieder jaar"), (320, "een gesprek aan te bieden en")),
        ((72, "de drempel te verlagen voor"), (320, "inwoners die daarvan weinig")),
        ((72, "ouderen in de wijk."), (320, "weten, ook in de avond.")),
    )
    assert "[…]" not in words(columns)
    signed = rows(((72, "Hoogachtend,"),), ((90, "de secretaris,"), (330, "de burgemeester,")),
                  ((72, "mr. A. van den Heuvel"), (322, "drs. B. Jansen-Smit")))  # fmt: skip
    assert "[…]" not in words(signed)


def test_a_broken_word_goes_on_below_also_behind_a_short_line() -> None:
    found = rows(*(((72, row),) for row in (
        "De raad adviseert het college de bankjes in de parken en langs de wegen van Noord-",
        "Holland en van alle gemeenten daarin te behouden, ook in 2031-", "2032. Stuur een e-",
        "mail aan alle inwoners die daar vaak zitten en aan de wijkraden.",
    )))  # fmt: skip
    text = " ".join(passage.text for passage in passages("d", found.pages))
    assert "van Noord-Holland en" in text
    assert "ook in 2031-2032." in text
    assert "een e-mail aan" in text
    short = rows(*(((72, row),) for row in (
        "De raad noemt de parken en de wegen in Noord-", "Holland.",
        "Alle gemeenten daarin doen mee, en dat geldt voor alle jaren die nu nog komen gaan.",
    )))  # fmt: skip
    assert "Noord-Holland." in " ".join(passage.text for passage in passages("d", short.pages))


def test_a_box_of_a_font_of_symbols_that_another_font_replaced_is_a_box() -> None:
    span = {"text": "\uf0a8", "font": "OpenSymbol", "bbox": (0, 0, 9, 9), "size": 11, "flags": 0, "origin": (0, 9)}
    assert _run(span).text == "☐"
    assert _run({**span, "font": "ABCDEF+SymbolMT"}).text == "\uf0a8"  # a diamond there
    assert as_signs("Wingdings", "\uf078") == "☒"
