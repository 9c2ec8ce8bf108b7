"""OpenDocument text as programs write it: fields, shapes within sentences, and numbers as they stand on paper."""

from __future__ import annotations

import pytest

from kb.model import BlockKind
from tests.ingest.read.samples import blocks, read_bytes, texts
from tests.ingest.read.test_formats import odt
from tests.ingest.rereading.test_counting import account

FORM = "urn:oasis:names:tc:opendocument:xmlns:form:1.0"
FIELD = "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"
LOEXT = "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"
DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
NUMBERS = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."/></text:list-style>'
)


def read(body: str, style: str = "") -> list[str]:
    """The texts of a body, without the foot of the page."""
    data = odt(body, style)
    assert account(data, "brief.odt").missing == 0
    return texts(read_bytes(data, "brief.odt"), *(kind for kind in BlockKind if kind is not BlockKind.FURNITURE))


def labels(body: str, style: str = NUMBERS) -> list[str | None]:
    found = blocks(read_bytes(odt(body, style), "brief.odt"), BlockKind.LIST_ITEM, BlockKind.HEADING)
    return [block.label for block in found]


def items(*words: str, more: str = "") -> str:
    inner = "".join(f"<text:list-item><text:p>{each}</text:p></text:list-item>" for each in words)
    return f'<text:list text:style-name="L"{more}>{inner}</text:list>'


@pytest.mark.parametrize("shape", ["custom-shape", "rect", "ellipse"])
def test_words_in_a_shape_do_not_stand_in_the_sentence_on_which_it_hangs(shape: str) -> None:
    note = f'<draw:{shape} xmlns:draw="{DRAW}"><text:p>Let op de kosten.</text:p></draw:{shape}>'
    assert read(f"<text:p>Wij vragen u de bankjes {note}te laten staan.</text:p>") == [
        "Wij vragen u de bankjes te laten staan.", "Let op de kosten.",
    ]  # fmt: skip


def test_a_list_that_continues_no_other_begins_anew() -> None:
    first, second = items("Zet een bank neer.", "Maai het gras."), items("Open het loket.")
    assert labels(f"{first}<text:p>En verder:</text:p>{second}") == ["1", "2", "1"]
    unknown = items("Open het loket.", more=' text:continue-list="nergens"')
    assert labels(f"{first}<text:p>En verder:</text:p>{unknown}") == ["1", "2", "1"]


def test_paragraphs_that_say_to_which_list_they_belong_are_numbered() -> None:
    one = '<text:numbered-paragraph text:list-id="a" text:style-name="L" text:level="1"><text:p>{}</text:p>'
    body = "".join(one.format(each) + "</text:numbered-paragraph>" for each in ("Zet een bank neer.", "Maai het gras."))
    assert labels(body) == ["1", "2"]
    assert account(odt(body, NUMBERS), "brief.odt").missing == 0


def test_headings_have_the_numbers_of_their_outline() -> None:
    outline = (
        '<text:outline-style style:name="Outline">'
        '<text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>'
    )
    heading = '<text:h text:outline-level="{}">{}</text:h><text:p>Hierover gaat wat nu volgt in deze brief.</text:p>'
    body = "".join(heading.format(*each) for each in ((1, "Inleiding"), (1, "Punten"), (2, "Bankjes"), (2, "Gras")))
    assert labels(body, outline) == ["1", "2", "2.1", "2.2"]
    assert labels(body, outline.replace('style:num-format="1"', 'style:num-format=""')) == [None] * 4


def test_a_table_in_a_cell_gives_its_row_once_for_each_of_its_own() -> None:
    cell = "<table:table-cell>{}</table:table-cell>"
    inner = "".join(
        f"<table:table-row>{cell.format(f'<text:p>{words}</text:p>')}</table:table-row>"
        for words in ("Zet een bank neer.", "Maai het gras.")
    )
    row = cell.format("<text:p>Park</text:p>") + cell.format(f"<table:table>{inner}</table:table>")
    assert read(f"<table:table><table:table-row>{row}</table:table-row></table:table>") == [
        "Park | Zet een bank neer.", "Park | Maai het gras.",
    ]  # fmt: skip


def control(sort: str, attributes: str, inner: str = "") -> str:
    form = f'<form:{sort} xmlns:form="{FORM}" form:id="c" {attributes}>{inner}</form:{sort}>'
    place = f'<draw:control xmlns:draw="{DRAW}" draw:control="c"/>'
    return (
        f'<form:form xmlns:form="{FORM}">{form}</form:form><text:p>Ons besluit over de bankjes: {place}</text:p>'
        "<text:p>De andere punten volgen in een brief.</text:p>"
    )


@pytest.mark.parametrize(("sort", "attributes", "inner", "said"), [
    ("checkbox", 'form:label="overnemen" form:current-state="checked"', "", "☒ overnemen"),
    ("radio", 'form:label="overnemen" form:current-selected="true"', "", "☒ overnemen"),
    ("text", 'form:current-value="niet overnemen"', "", "niet overnemen"),
    (
        "listbox", "", f'<form:option xmlns:form="{FORM}" form:label="overnemen"/><form:option xmlns:form="{FORM}" '
        'form:label="niet overnemen" form:current-selected="true"/>', "niet overnemen",
    ),
])  # fmt: skip
def test_what_was_filled_in_in_a_form_is_text_at_its_place(sort: str, attributes: str, inner: str, said: str) -> None:
    assert read(control(sort, attributes, inner))[0] == f"Ons besluit over de bankjes: {said}"


def test_of_two_boxes_only_the_one_that_is_ticked_is_said() -> None:
    box = f'<form:checkbox xmlns:form="{FORM}" form:id="{{0}}" form:label="{{1}}" form:current-state="{{2}}"/>'
    place = f'<draw:control xmlns:draw="{DRAW}" draw:control="{{0}}"/>'
    options = (("a", "overnemen", "unchecked"), ("b", "niet overnemen", "checked"))
    form = "".join(box.format(*each) for each in options)
    places = "".join(place.format(*each) for each in options)
    body = f'<form:form xmlns:form="{FORM}">{form}</form:form><text:p>Ons besluit over de bankjes: {places}</text:p>'
    file = read_bytes(odt(body), "brief.odt")
    assert texts(file)[0] == "Ons besluit over de bankjes: ☒ niet overnemen"
    assert file.warnings == ("1 keuze die niet is aangekruist, telt niet mee.",)


def from_word(sort: str, *said: tuple[str, str]) -> str:
    params = "".join(f'<field:param field:name="{name}" field:value="{value}"/>' for name, value in said)
    kind = f"vnd.oasis.opendocument.field.{sort}"
    return f'<field:fieldmark xmlns:field="{FIELD}" field:type="{kind}">{params}</field:fieldmark>'


def test_boxes_and_lists_that_came_from_word() -> None:
    no, yes = from_word("FORMCHECKBOX"), from_word("FORMCHECKBOX", ("Checkbox_Checked", "true"))
    names = [("Dropdown_ListEntry", each) for each in ("overnemen", "niet overnemen")]
    chosen = from_word("FORMDROPDOWN", *names, ("Dropdown_Selected", "1"))
    boxes = f"<text:p>Punt 1: {no} overnemen {yes} niet overnemen</text:p>"
    body = f"{boxes}<text:p>Punt twee is {chosen}, zeggen wij.</text:p>"
    file = read_bytes(odt(body), "brief.odt")
    assert texts(file, *BlockKind)[:2] == ["Punt 1: ☒ niet overnemen", "☐ overnemen"]
    assert "Punt twee is niet overnemen, zeggen wij." in texts(file)


def test_the_prompt_of_a_field_that_nobody_filled_in_is_no_text() -> None:
    asked = f'<loext:content-control xmlns:loext="{LOEXT}" loext:showing-place-holder="true">Kies een punt'
    body = f"<text:p>Wij antwoorden u {asked}</loext:content-control>over de bankjes.</text:p>"
    assert read(body) == ["Wij antwoorden u over de bankjes."]
