"""What a line is: heading, list item, footnote, furniture. On text as it comes out of files without pages."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.layout.labels import label_of
from ingest.layout.pages import Before, RawLine, RawPage, lay_out, plain_pages
from kb.model import Block, BlockKind

H, T, L, F = BlockKind.HEADING, BlockKind.TEXT, BlockKind.LIST_ITEM, BlockKind.FURNITURE
S = Before.SPACE
PROSE = (
    "Wij zien in de praktijk dat gezinnen lang wachten op hulp die hun is toegezegd. "
    "Daarover maken wij ons zorgen, en wij staan daarin niet alleen."
)


def laid(text: str) -> list[Block]:
    return [block for page in lay_out(plain_pages(text)) for block in page.blocks]


def of(text: str, kind: BlockKind) -> list[str]:
    return [block.text.replace("\n", " ") for block in laid(text) if block.kind is kind]


# -- headings ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Vraag 12", "12"),
        ("Antwoord op vraag 12", "12"),
        ("Vraag 1 en 4", "1 en 4"),
        ("Aanbeveling 3: Geef gezinnen één vast gezicht", "3"),
        ("Aanbeveling 2b: Meet wat het oplevert", "2b"),
        ("6.1 Werkwijze van het jeugdteam", "6.1"),
        ("Samenvatting", None),
    ],
)
def test_a_heading_stands_in_a_block_of_its_own(line: str, label: str | None) -> None:
    first, second = laid(f"{line}\n\n{PROSE}")
    assert (first.kind, first.text, first.label) == (H, line, label)
    assert (second.kind, second.text) == (T, PROSE)


def test_what_stands_right_below_the_greeting_does_not_go_on_with_it() -> None:
    text = f"Geachte leden van de adviesraad,\nAdvies 1: Laat de buurtbus op zondag rijden.\n\n{PROSE}"
    assert next(iter(laid(text))).text == "Geachte leden van de adviesraad,"


def test_the_greeting_at_the_end_does_not_go_on_with_the_last_sentence() -> None:
    text = "Uw advies nemen wij niet over.\nMet vriendelijke groet,\nP. Smit, burgemeester"
    assert [block.lines[0].text for block in laid(text)] == [
        "Uw advies nemen wij niet over.",
        "Met vriendelijke groet,",
    ]


def test_question_and_answer_are_headings_without_white_around_them() -> None:
    text = "Vraag 2\nIs het college bereid dit te onderzoeken?\nAntwoord op vraag 2\nJa, daartoe is het college bereid."
    assert [block.kind for block in laid(text)] == [H, T, H, T]


def test_a_question_behind_its_number_is_cut_from_it() -> None:
    heading, question = laid("Vraag 3: Kunt u aangeven hoeveel gezinnen op hulp wachten?")
    assert (heading.kind, heading.text, heading.label) == (H, "Vraag 3:", "3")
    assert question.text == "Kunt u aangeven hoeveel gezinnen op hulp wachten?"


def test_a_sentence_about_a_recommendation_is_no_heading() -> None:
    assert of("Aanbeveling 3 nemen wij over, zij het niet dit jaar.", H) == []


def test_a_heading_that_wraps_is_one_block() -> None:
    text = f"Aanbeveling 4: Versterk wat er al werkt in de\nwijken en op de scholen\n\n{PROSE}"
    assert laid(text)[0].text == "Aanbeveling 4: Versterk wat er al werkt in de\nwijken en op de scholen"


def test_numbered_titles_above_text_are_headings() -> None:
    text = f"1. Meer regie\n\n{PROSE}\n\n2. Minder schotten\n\n{PROSE}"
    assert of(text, H) == ["1. Meer regie", "2. Minder schotten"]
    assert [block.label for block in laid(text) if block.kind is H] == ["1", "2"]


def test_numbered_points_below_each_other_are_a_list() -> None:
    text = "Wij adviseren u:\n1. Meer regie te nemen;\n2. Minder schotten te bouwen;\n3. Beter te luisteren."
    assert [(block.label, block.lines[1].text) for block in laid(text) if block.kind is L] == [
        ("1", "Meer regie te nemen;"),
        ("2", "Minder schotten te bouwen;"),
        ("3", "Beter te luisteren."),
    ]


def test_the_subject_stands_above_all_headings() -> None:
    text = f"Betreft: Advies over wachttijden\n\nGeacht college,\n\n{PROSE}\n\nVervoer naar de dagbesteding\n\n{PROSE}"
    assert [(block.text, block.level) for block in laid(text) if block.kind is H] == [
        ("Betreft: Advies over wachttijden", 1),
        ("Vervoer naar de dagbesteding", 2),
    ]


def test_a_heading_with_parts_in_its_number_stands_that_much_below_its_chapter() -> None:
    sizes = (("1. Inleiding", 20.0), ("Vooraf", 16.0), ("1.1 Aanpak", 13.0), ("1.1.2 Gesprekken", 12.0))
    lines = [
        line
        for title, size in sizes
        for line in (RawLine(title, size=size, before=S), RawLine(PROSE, size=10, before=S))
    ]
    (page,) = lay_out([RawPage(1, tuple(lines))])
    assert [block.level for block in page.blocks if block.kind is H] == [1, 2, 2, 3]


def test_a_word_that_can_only_be_a_heading_may_be_in_capitals() -> None:
    assert of(f"{PROSE}\nADVIES:\n{PROSE}", H) == ["ADVIES:"]


def test_below_the_greeting_a_name_with_an_initial_is_no_item() -> None:
    text = f"{PROSE}\n\nHoogachtend,\n\nde secretaris,\nP. Hoekstra\n\nde burgemeester,\nA. van Dam"
    assert of(text, T)[1:] == ["Hoogachtend,", "de secretaris, P. Hoekstra", "de burgemeester, A. van Dam"]


# -- paragraphs -------------------------------------------------------------------------------------------------------
def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "De gemeente heeft in het afgelopen jaar twee keer\noverlegd met de aanbieders over de wachtlijst\nin de regio."
    )
    assert of(text, T) == [text.replace("\n", " ")]


def test_a_line_that_was_ended_early_ends_its_paragraph() -> None:
    text = (
        "De gemeente heeft in het afgelopen jaar twee keer\noverlegd met de aanbieders.\n"
        "Het college heeft daarover de raad geïnformeerd,\nen dat zal het blijven doen."
    )
    assert [block.lines[0].text[:12] for block in laid(text)] == ["De gemeente ", "Het college "]


def test_each_line_of_a_text_that_was_never_wrapped_is_a_paragraph() -> None:
    assert len(of(f"{PROSE}\n{PROSE}", T)) == 2


# -- lists ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("a. Breng partners samen.", "a"), ("b) Handhaaf de regels.", "b"), ("(2) Handhaaf de regels.", "2"),
        ("- Handhaaf de regels.", "•"), ("• Handhaaf de regels.", "•"), ("\uf0b7 Handhaaf de regels.", "•"),
        ("[] Handhaaf de regels.", "•"), (". de regels te handhaven", "•"), ("iii. Handhaaf de regels.", "iii"),
    ],
)  # fmt: skip
def test_a_label_is_a_line_of_its_own_in_its_item(line: str, label: str) -> None:
    before = "ii. Breng partners samen.\n" if label == "iii" else ""
    item = laid(f"Het gaat om het volgende:\n{before}{line}")[-1]
    assert (item.kind, item.label) == (L, label)
    literal, text = line.split(" ", 1)
    assert [part.text for part in item.lines] == [literal, text]


def test_a_label_alone_on_its_line_belongs_to_what_follows() -> None:
    item = laid("a.\n\nVerken waar het al goed gaat, en leer daarvan.")[0]
    assert (item.kind, item.label) == (L, "a")
    assert item.lines[1].text == "Verken waar het al goed gaat, en leer daarvan."


def test_a_roman_list_begins_with_a_single_letter() -> None:
    items = [block for block in laid("I. Meer regie nemen;\nII. Beter luisteren;\nIII. Minder bouwen.") if block.label]
    assert [block.label for block in items] == ["I", "II", "III"]


def test_initials_are_no_label() -> None:
    assert not of(f"{PROSE}\n\nMet vriendelijke groet,\n\nA. de Vries", L)


def test_a_number_at_the_start_of_a_line_may_just_be_part_of_the_sentence() -> None:
    text = (
        "De gemeente verwijst daarvoor naar het gestelde in hoofdstuk\n3. Daarin staat ook hoe de kosten zijn verdeeld."
    )
    assert of(text, L) == []


# -- furniture --------------------------------------------------------------------------------------------------------
def test_a_margin_column_poured_between_paragraphs_is_set_apart() -> None:
    column = "Datum\n\n3 maart 2031\n\nUw brief van/kenmerk\n\n7712\n\nOns kenmerk\n\nBijlage(n)"
    text = f"{PROSE}\n\n{column}\n\n2. Minder schotten\n\n{PROSE}"
    assert of(text, F) == column.split("\n\n")
    assert of(text, T) == [PROSE, PROSE]


def test_an_address_window_is_furniture() -> None:
    text = f"Adviesraad Vogelenzand\nDorpsstraat 1\n1234 AB Vogelenzand\n\nGeachte raad,\n\n{PROSE}"
    assert of(text, F) == ["Adviesraad Vogelenzand Dorpsstraat 1 1234 AB Vogelenzand"]


def test_words_of_a_margin_column_in_a_sentence_stay_text() -> None:
    for sentence in ("Datum van ingang is nog onbekend.", "Team Jeugd werkt samen met scholen", "Bijlage 2"):
        assert of(f"{PROSE}\n\n{sentence}\n\n{PROSE}", F) == []


def test_page_numbers_that_count_up_are_cut_from_their_sentences() -> None:
    text = "\n\n\n".join(f"{PROSE} {page}" for page in range(3, 9))
    assert of(text, F) == ["3", "4", "5", "6", "7", "8"]
    assert of(text, T) == [PROSE] * 6


def test_a_number_at_the_end_of_one_sentence_is_no_page_number() -> None:
    assert of("Het ging om vier gezinnen. In de wijk Noord waren het er 12", F) == []


def test_a_running_foot_that_counts_pages_is_furniture() -> None:
    foot = "Gemeente Vogelenzand, verslag van de raad, blad"
    text = "\n\n".join(f"{PROSE}\n\n{foot} {page}" for page in (1, 2, 3))
    assert of(text, F) == [f"{foot} {page}" for page in (1, 2, 3)]


def test_the_logo_that_returns_on_every_slide_is_furniture_misread_or_not() -> None:
    logos = ("Rekenkamer\nVeenoord", "Rekenkamer\nVeenoord", "R;kenkamer\nVeenoord", "Rekenkamer\n/ Veenoord")
    text = "\n\n".join(f"{logo}\n\n{PROSE}" for logo in logos)
    assert of(text, T) == [PROSE] * 4


def test_a_contents_page_is_furniture_and_its_chapters_are_not() -> None:
    contents = "Inhoud\n\n1. Inleiding\n\n2. Aanbevelingen\n\n3. Nawoord"
    text = f"{contents}\n\n\n\n{PROSE}\n\nAanbeveling 1: Tel mee\n\n{PROSE}"
    assert of(text, F) == contents.split("\n\n")
    assert of(text, H) == ["Aanbeveling 1: Tel mee"]


def test_footnotes_are_set_apart() -> None:
    text = f"{PROSE}\n\n[1] Zie de verordening van 2031.\n[2] Zie de brief van de raad."
    assert of(text, BlockKind.FOOTNOTE) == ["[1] Zie de verordening van 2031.", "[2] Zie de brief van de raad."]


# -- nothing is lost --------------------------------------------------------------------------------------------------
PIECE = st.sampled_from(
    [
        "Vraag 2", "a.", "1. Titel zonder punt", "- een punt", "Datum", "3 maart 2031", "Ons kenmerk: V-1", "Inhoud",
        "Postbus 1", "1234 AB Dorp", "zo gaat het verder", PROSE, "12", "\f", "", "", "Aanbeveling 3: Doe het anders",
        "cel | cel", "[1] Een noot.", "Geacht college,", "… en houd het vast! 42",
    ]
)  # fmt: skip


@given(st.lists(PIECE, max_size=25))
def test_every_character_is_in_some_block(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    given_ = Counter("".join(text.split()))
    found = Counter("".join("".join(page.text.split()) for page in lay_out(plain_pages(text))))
    assert found == given_


def test_short_lines_among_lines_that_are_paragraphs_are_paragraphs_too() -> None:
    long = (
        "De gemeente heeft het plan voor de kade aan alle betrokken instanties gestuurd, en daarop is door elk van hen "
    )
    long += "binnen de termijn van zes weken gereageerd."
    rows = [long, long, long, "De toelichting wordt op dit punt aangepast.", "Reactie 2.2:", "Er ontbreekt een kaart."]
    assert [block.text for block in laid("\n".join(rows))] == rows


@pytest.mark.parametrize(
    ("line", "bare", "words"),
    [
        ("• a. De wadi is droog", "a", "De wadi"),
        ("- 12) De wadi is droog", "12", "De wadi"),
        ("• De wadi is droog", "•", "De wadi"),
        ("• 3 mei is het feest", "•", "3 mei"),
        ("a. De wadi is droog", "a", "De wadi"),
    ],
)
def test_a_bullet_before_a_label_of_its_own_is_no_label(line: str, bare: str, words: str) -> None:
    label = label_of(line)
    assert label is not None
    assert (label.bare, line[label.end :].startswith(words)) == (bare, True)


def test_a_short_line_above_a_paragraph_on_one_line_is_its_heading() -> None:
    assert of(f"Gevolgen voor de wijk\n{PROSE}", H) == ["Gevolgen voor de wijk"]
