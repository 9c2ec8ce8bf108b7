"""Form fields of a PDF: what was filled in is text at its place, and of options only the chosen one is said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pymupdf
import pytest

from kb.model import BlockKind
from tests.ingest.read.samples import A4, read_bytes, texts

Library: Any = pymupdf
CHECK, RADIO = Library.PDF_WIDGET_TYPE_CHECKBOX, Library.PDF_WIDGET_TYPE_RADIOBUTTON
TEXT, COMBO, LIST = Library.PDF_WIDGET_TYPE_TEXT, Library.PDF_WIDGET_TYPE_COMBOBOX, Library.PDF_WIDGET_TYPE_LISTBOX
SAID = (BlockKind.TEXT, BlockKind.LIST_ITEM, BlockKind.HEADING, BlockKind.TABLE_ROW)
Place = tuple[float, float, float, float]


class Form:
    """A page that is being drawn, with words and fields."""

    def __init__(self) -> None:
        self.document = Library.open()
        self.page = self.document.new_page(width=A4[0], height=A4[1])
        self.write(72, 60, "Het college van Veldwijk reageert als volgt op uw advies over de wachttijden.")

    def write(self, x: float, y: float, words: str) -> None:
        self.page.insert_text((x, y), words, fontsize=11)

    def rule(self, edges: Sequence[float], tops: Sequence[float]) -> None:
        """Draw the rules of a table."""
        for top in tops:
            self.page.draw_line((edges[0], top), (edges[-1], top), width=0.8)
        for edge in edges:
            self.page.draw_line((edge, tops[0]), (edge, tops[-1]), width=0.8)

    def field(self, kind: int, name: str, value: object, place: Place, **more: object) -> None:
        widget = Library.Widget()
        widget.field_type, widget.field_name, widget.rect = kind, name, Library.Rect(place)
        for key, setting in more.items():
            setattr(widget, key, setting)
        widget.field_value = value
        if kind not in (CHECK, RADIO):
            widget.text_fontsize = 11
        self.page.add_widget(widget)

    def read(self, *, drawn: bool = True) -> Any:
        """What the reader makes of it; not `drawn`: the values stand in the file and no program has drawn them."""
        if not drawn:
            for widget in self.page.widgets():
                self.document.xref_set_key(widget.xref, "AP", "null")
        return read_bytes(self.document.tobytes(), "formulier.pdf")


def said(file: Any) -> str:
    return " / ".join(texts(file, *SAID)[1:])


@pytest.mark.parametrize("kind", [CHECK, RADIO])
@pytest.mark.parametrize("chosen", [0, 1, 2])
def test_only_the_ticked_option_is_said(kind: int, chosen: int) -> None:
    form, options = Form(), ("volledig overgenomen", "deels overgenomen", "niet overgenomen")
    for at, option in enumerate(options):
        form.field(kind, f"keuze{at}", at == chosen, (72, 90 + 24 * at, 84, 102 + 24 * at))
        form.write(92, 100 + 24 * at, option)
    file = form.read()
    assert said(file) == f"☒ {options[chosen]}"
    assert texts(file, BlockKind.FURNITURE) == [f"☐ {option}" for option in options if option != options[chosen]]
    assert file.warnings == ("2 keuzes die niet zijn aangekruist, tellen niet mee.",)


def test_options_in_one_line_of_text_are_told_apart() -> None:
    form = Form()
    form.write(90, 100, "ja                 nee")
    form.field(CHECK, "ja", False, (74, 91, 86, 103))
    form.field(CHECK, "nee", True, (132, 91, 144, 103))
    assert said(form.read()) == "☒ nee"


def test_a_box_behind_its_label_chooses_that() -> None:
    form = Form()
    for at, (option, on) in enumerate((("overgenomen", False), ("aangehouden", True))):
        form.write(72, 100 + 30 * at, option)
        form.field(CHECK, option, on, (150, 91 + 30 * at, 162, 103 + 30 * at))
    assert said(form.read()) == "☒ aangehouden"


@pytest.mark.parametrize("drawn", [True, False])
def test_what_was_filled_in_is_text_at_its_place(drawn: bool) -> None:
    form = Form()
    form.write(72, 100, "Toelichting van het college op dit punt:")
    form.field(TEXT, "toelichting", "Wij komen hierop terug voor 1 juli 2026.", (72, 110, 500, 128))
    form.write(72, 150, "Ondertekend namens het college van Veldwijk.")
    words = " ".join(texts(form.read(drawn=drawn), *SAID))
    assert words.endswith(
        "op dit punt: Wij komen hierop terug voor 1 juli 2026. Ondertekend namens het college van Veldwijk."
    )


@pytest.mark.parametrize("kind", [COMBO, LIST])
def test_of_a_list_the_chosen_option_is_said(kind: int) -> None:
    form = Form()
    form.field(kind, "besluit", "aangehouden", (72, 90, 300, 150), choice_values=["overgenomen", "aangehouden", "geen"])
    file = form.read()
    assert said(file) == "aangehouden"
    assert texts(file, BlockKind.FURNITURE) == (["☐ overgenomen", "☐ geen"] if kind == LIST else [])


def test_an_empty_field_says_nothing_and_a_hidden_one_neither() -> None:
    form = Form()
    form.field(TEXT, "leeg", "", (72, 90, 300, 108))
    form.field(TEXT, "weg", "verborgen waarde", (72, 120, 300, 138), field_display=1)
    assert said(form.read()) == ""


def test_boxes_in_the_cells_of_a_table_stand_below_their_titles() -> None:
    form, edges, tops = Form(), (72, 300, 390, 500), (100, 122, 144, 166)
    form.rule(edges, tops)
    for edge, title in zip(edges, ("Aanbeveling", "Ja", "Nee"), strict=False):
        form.write(edge + 4, 115, title)
    for row, point in enumerate(("Zet bankjes langs de vaart.", "Plaats lampen op het pad."), 1):
        form.write(76, tops[row] + 15, point)
        for column in (1, 2):
            left, top = edges[column] + 40, tops[row] + 4
            form.page.draw_rect((left, top, left + 12, top + 12), color=(0, 0, 0), fill=(0.9, 0.9, 1))
            form.field(CHECK, f"{row}{column}", column != row, (left, top, left + 12, top + 12))
    found = form.read()
    assert texts(found, BlockKind.TABLE_ROW) == [
        "Aanbeveling | Ja | Nee", "Zet bankjes langs de vaart. |  | ☒", "Plaats lampen op het pad. | ☒ | ",
    ]  # fmt: skip
    assert found.warnings == ("2 keuzes die niet zijn aangekruist, tellen niet mee.",)


def test_titles_that_a_program_writes_as_one_piece_are_cut_at_the_rule_between_them() -> None:
    form, edges, tops = Form(), (72, 300, 396, 500), (100, 122, 144, 166)
    form.rule(edges, tops)
    for x, title in ((76, "Aanbeveling"), (322, "Overgenomen"), (399, "Niet overgenomen")):
        form.page.insert_text((x, 115), title, fontsize=11)
    for row, point in enumerate(("Zet bankjes langs de vaart.", "Plaats lampen op het pad."), 1):
        form.write(76, tops[row] + 15, point)
        form.write(440, tops[row] + 15, "x")
    assert texts(form.read(), BlockKind.TABLE_ROW)[0] == "Aanbeveling | Overgenomen | Niet overgenomen"


def test_what_was_filled_in_stands_behind_what_asks_for_it_with_all_its_rows() -> None:
    form = Form()
    form.write(72, 100, "Besluit:")
    form.field(COMBO, "besluit", "niet overgenomen", (140, 89, 300, 105), choice_values=["geen", "niet overgenomen"])
    form.write(72, 130, "Toelichting:")
    words = "De middelen ontbreken dit jaar. Wij informeren u voor 1 september 2031 over de uitkomst."
    form.field(TEXT, "toelichting", words, (140, 119, 400, 160), field_flags=Library.PDF_TX_FIELD_IS_MULTILINE)
    form.write(72, 180, "Punt drie")
    assert said(form.read()) == f"Besluit: niet overgenomen / Toelichting: {words} / Punt drie"


def test_a_ticked_option_ends_where_a_line_begins_further_to_the_left() -> None:
    form = Form()
    form.write(90, 90, "ja")
    form.write(222, 90, "nee, daarvoor ontbreken de middelen")
    form.field(CHECK, "ja", False, (74, 81, 86, 93))
    form.field(CHECK, "nee", True, (206, 81, 218, 93))
    form.write(72, 104, "Het tweede punt bespreken wij in het najaar met u.")
    assert said(form.read()) == (
        "☒ nee, daarvoor ontbreken de middelen / Het tweede punt bespreken wij in het najaar met u."
    )


def test_the_options_of_a_list_stand_where_they_are_drawn() -> None:
    form, options = Form(), ["overgenomen", "deels overgenomen", "geen"]
    form.field(LIST, "besluit", "deels overgenomen", (72, 90, 300, 150), choice_values=options)
    file = form.read()
    place = {line.text.removeprefix("☐ "): line.bbox.y0 for line in file.raw[0].lines if line.bbox}
    assert sorted(options, key=lambda option: place[option]) == options
