"""Whose words a passage holds: by the kind of document, and by what it says where no kind could be read."""

from __future__ import annotations

import pytest

from ingest.layout.pages import lay_out, plain_pages
from ingest.passages.build import passages
from ingest.passages.voice import Voice, voices
from kb.model import DocumentKind
from tests.ingest import letters


def spoken(text: str, kind: DocumentKind = DocumentKind.OTHER) -> list[tuple[str, Voice]]:
    read = passages("d", lay_out(plain_pages(text)))
    return [(passage.text, voice) for passage, voice in zip(read, voices(kind, read), strict=True)]


@pytest.mark.parametrize(
    "text",
    [
        "Geacht college,\n\nHet loket aan de Kade gaat te vroeg dicht en dat merken onze leden.",
        "Verkenning van het loket\n\n1. Inleiding\n\nEen nieuw loket.\n\n2. Conclusies en aanbevelingen\n\nOpen.",
        "Het loket sluit om drie uur. Daarom roepen wij de gemeente op om het langer open te houden.",
        "Bij brief van 3 mei is het voorstel bij het Comité ter advisering aanhangig gemaakt.\n\n1. Termijn\n\n"
        "Het Comité adviseert de termijn te verlengen.\n\n2. Boete\n\nHet Comité geeft in overweging die te schrappen.",
        "De dorpsvereniging is in gesprek gegaan.\n\nDe vereniging pleit voor een loket dat langer open is.",
    ],
)
def test_a_writer_who_advises_is_an_adviser(text: str) -> None:
    assert {voice for _, voice in spoken(text)} == {Voice.ADVISER}


def test_who_is_told_what_he_advised_is_answered_by_an_authority() -> None:
    text = "Geachte leden,\n\nU adviseert om het loket langer open te houden. Wij nemen uw advies over."
    assert {voice for _, voice in spoken(text)} == {Voice.AUTHORITY}


@pytest.mark.parametrize(
    "text",
    [
        "Beste mensen,\n\nDank voor jullie advies over het loket. Het blijft voortaan tot zes uur open.",
        "Het college van Zandhoek besluit:\n\n1. Het loket langer open te houden.\n\nUitkomsten advies\n\nPositief.",
        "Nota over het loket\n\nVastgesteld door het college op 3 mei 2022\n\nDe bewoners noemen de openingstijden.",
        "Plan loket\n\nWij zullen het loket langer openen. In het najaar gaan wij meten hoe druk het is.",
        "Plan\n\n" + "Wij gaan het loket langer openen. " * 5 + "Ouders roepen wij op om op tijd te komen.",
    ],
)
def test_who_decides_or_tells_what_he_is_going_to_do_is_an_authority(text: str) -> None:
    assert {voice for _, voice in spoken(text)} == {Voice.AUTHORITY}


def test_an_adviser_who_once_says_what_he_will_do_stays_an_adviser() -> None:
    text = "Wij zullen dit volgen.\n\nWij adviseren het loket te openen.\n\nWij zullen de cijfers met u delen."
    assert {voice for _, voice in spoken(text)} == {Voice.ADVISER}


def test_a_letter_that_only_asks_questions_advises_nothing() -> None:
    text = "Geacht college,\n\n1. Kent u het loket?\n\n2. Waarom sluit het?\n\n3. Bent u bereid het te openen?\n"
    assert {voice for _, voice in spoken(text)} == {Voice.REPORT}


def test_what_only_tells_is_nobodys_advice() -> None:
    assert {voice for _, voice in spoken("Het loket sluit om drie uur. Er werken vier mensen.")} == {Voice.REPORT}


POINTS = """
1. Openingstijden

De Afdeling adviseert de openingstijden in het plan op te nemen.

Reactie:

De openingstijden zijn in het plan opgenomen.

2. Kosten

De Afdeling adviseert de kosten toe te lichten.

Reactie:

De toelichting is aangevuld.
"""


def test_an_answer_below_each_point_of_an_advice_is_the_authority_s() -> None:
    by_text = dict(spoken(POINTS, DocumentKind.ADVICE))
    assert by_text["De toelichting is aangevuld."] is Voice.AUTHORITY
    assert by_text["De Afdeling adviseert de kosten toe te lichten."] is Voice.ADVISER


def test_a_single_heading_reactie_may_be_the_adviser_s_own() -> None:
    text = "Reactie\n\nDe Adviesraad heeft het concept gelezen.\n\nAdvies\n\nWij adviseren het loket te openen.\n"
    assert {voice for _, voice in spoken(text, DocumentKind.ADVICE)} == {Voice.ADVISER}


def test_an_advice_with_the_reaction_below_each_point_has_two_voices() -> None:
    text = """1. Doel

De Afdeling adviseert het doel te noemen.

Reactie

Het advies is overgenomen.

2. Termijn

De Afdeling adviseert de termijn te verkorten.

Reactie

De termijn blijft zoals hij is."""
    voice = dict(spoken(text))
    assert voice["De Afdeling adviseert de termijn te verkorten."] is Voice.ADVISER
    assert voice["De termijn blijft zoals hij is."] is Voice.AUTHORITY


CONSULTED = """
Overleg

De brandweer heeft het plan gelezen.

Samenvatting

De brandweer vraagt om een tweede bluspunt aan de kade.

Gemeentelijke reactie:

Het bluspunt staat nu op de kaart.

Reactie 2 Dorpsraad:

De dorpsraad vraagt om een bankje.

Antwoord 2 Gemeente:

Een bankje past niet op de kade.

Conclusie

Het plan verandert niet.
"""


@pytest.mark.parametrize("kind", [DocumentKind.OTHER, DocumentKind.ADVICE])
def test_remarks_and_their_answers_have_two_voices(kind: DocumentKind) -> None:
    voice = dict(spoken(CONSULTED, kind))
    answers = ("Het bluspunt staat nu op de kaart.", "Een bankje past niet op de kade.", "Het plan verandert niet.")
    assert {voice[text] for text in answers} == {Voice.AUTHORITY}
    assert voice["De dorpsraad vraagt om een bankje."] is Voice.ADVISER


def test_an_answer_behind_its_label_ends_with_its_paragraph() -> None:
    text = (
        "De dorpsraad vraagt om een bankje.\n\nReactie gemeente: daar is geen plaats.\n\nHij vraagt ook om licht.\n\n"
    )
    voice = dict(spoken(text + "Reactie gemeente: de lamp is besteld."))
    assert voice["Reactie gemeente: daar is geen plaats."] is Voice.AUTHORITY
    assert voice["Hij vraagt ook om licht."] is Voice.ADVISER


def test_a_reaction_of_an_adviser_is_no_answer() -> None:
    text = "Reactie Dorpsraad:\n\nWij willen een bankje.\n\nReactie Brandweer:\n\nWij willen een bluspunt."
    assert Voice.AUTHORITY not in dict(spoken(text, DocumentKind.ADVICE)).values()


def test_a_memo_of_answers_has_the_words_of_others_and_of_the_authority() -> None:
    memo = (
        "1. Waterplatform\n\nHet platform vraagt een duiker op de kaart te zetten.\n\nGemeentelijke reactie:\n\n"
        "De kaart is op dit punt aangepast.\n\n2. Wijkraad\n\nDe wijkraad mist een fietspad in het plan."
    )
    found = dict(spoken(memo))
    assert found["Het platform vraagt een duiker op de kaart te zetten."] is Voice.ADVISER
    assert found["De kaart is op dit punt aangepast."] is Voice.AUTHORITY
    assert found["De wijkraad mist een fietspad in het plan."] is Voice.ADVISER


def test_advice_in_the_title_alone_is_an_adviser_s() -> None:
    text = "Aanbevelingen voor de provincie\n\nHet onderhoud van bruggen vraagt een meerjarig budget."
    assert {voice for _, voice in spoken(text)} == {Voice.ADVISER}


def test_questions_with_their_answers_are_nobodys_advice() -> None:
    text = "Vraag 1\n\nBent u bereid de brug te openen?\n\nAntwoord: ja, in mei.\n\n"
    text += "Vraag 2\n\nWilt u de kade verlichten?\n\nAntwoord: daar is geen geld voor."
    voice = dict(spoken(text))
    assert voice["Wilt u de kade verlichten?"] is Voice.REPORT
    assert voice["Antwoord: daar is geen geld voor."] is Voice.AUTHORITY


@pytest.mark.parametrize(
    "label", ["Reactie directeur Inkoop op het advies", "Managementreactie:", "Terugkoppeling:", "Standpunt gemeente"]
)
def test_a_label_says_that_who_is_advised_answers(label: str) -> None:
    text = f"Remarks\n\nWij adviseren het loket te openen.\n\n{label}\n\nHet loket opent in mei.\n\n"
    said = spoken(text + f"Opmerking:\n\nWij adviseren een bankje te plaatsen.\n\n{label}\n\nHet bankje staat er.")
    assert [voice for words, voice in said if words.startswith("Het ")] == [Voice.AUTHORITY, Voice.AUTHORITY]
    assert [voice for words, voice in said if words.startswith("Wij ")] == [Voice.ADVISER, Voice.ADVISER]


def test_a_heading_about_working_on_something_is_no_label_of_an_answer() -> None:
    said = spoken(
        "Verwerking van de gegevens\n\nWij adviseren het loket te openen.\n\nOverwegingen van de raad\n\nGoed."
    )
    assert {voice for _, voice in said} == {Voice.ADVISER}


@pytest.mark.parametrize(
    "heading",
    [
        "5 Reactie van het college",
        "7. Reactie van het dagelijks bestuur",
        "Bestuurlijke reactie (college, 3 mei 2021)",
        "Zienswijze van het college van burgemeester en wethouders",
        "Reactie van Gedeputeerde Staten",
    ],
)
@pytest.mark.parametrize("kind", [DocumentKind.AUDIT_REPORT, DocumentKind.ADVICE])
def test_below_the_heading_of_a_reaction_an_authority_speaks_up_to_the_afterword(
    heading: str, kind: DocumentKind
) -> None:
    advice = "Aanbeveling A. Houd het loket langer open."
    text = f"4 Aanbevelingen\n\n{advice}\n\n{heading}\n\nHet loket blijft dicht.\n\n8 Nawoord\n\nDat vinden wij jammer."
    said = dict(spoken(text, kind))
    assert said["Het loket blijft dicht."] is Voice.AUTHORITY
    assert said["Dat vinden wij jammer."] is Voice.ADVISER


def test_a_letter_to_the_adviser_in_its_own_report_is_the_authoritys() -> None:
    before = "\n\n".join(f"Conclusie {n}. Het loket ging om {n} uur dicht." for n in range(1, 14))
    letter = "Geachte leden van de rekenkamer,\n\nHet loket blijft dicht.\n\nHoogachtend,\n\nNaschrift van ons."
    said = dict(spoken(f"{before}\n\n{letter}", DocumentKind.AUDIT_REPORT))
    assert said["Het loket blijft dicht."] is Voice.AUTHORITY
    assert said["Naschrift van ons."] is Voice.ADVISER


def test_one_name_that_reacts_each_time_answers_and_different_names_do_not() -> None:
    advice = ("Wij adviseren het loket te openen.", "Wij adviseren de brief te herschrijven.")
    same = f"{advice[0]}\n\nReactie SWL\n\nDat doen wij.\n\n{advice[1]}\n\nReactie SWL\n\nDat doen wij niet."
    said = dict(spoken(same))
    assert said["Dat doen wij."] is said["Dat doen wij niet."] is Voice.AUTHORITY
    assert Voice.AUTHORITY not in {voice for _, voice in spoken(same.replace("SWL", "Veilig", 1))}


def test_what_is_answered_may_be_called_a_reaction_itself() -> None:
    said = dict(spoken("Reacties\n\nReactie 1\n\nHet loket moet open.\n\nBeantwoording 1\n\nDat doen wij.\n\n"
                       "Reactie 2\n\nDe brief is te lang.\n\nBeantwoording 2\n\nHij wordt korter."))  # fmt: skip
    assert said["Het loket moet open."] is said["De brief is te lang."] is Voice.ADVISER
    assert said["Dat doen wij."] is said["Hij wordt korter."] is Voice.AUTHORITY


def test_a_chapter_on_what_became_of_earlier_advice_tells_it_as_an_answer_does() -> None:
    written = letters.passages(
        letters.document(DocumentKind.AUDIT_REPORT),
        """
        # 1. Wat is er met de aanbevelingen gebeurd?

        Het loket is nu langer open.

        Wij adviseren u opnieuw om ook op zaterdag te openen.

        # 2. Conclusie

        Dat is een goed begin.
        """,
    )
    told, advised, concluded = (Voice.AUTHORITY, Voice.ADVISER, Voice.ADVISER)
    assert list(voices(DocumentKind.AUDIT_REPORT, written)) == [told, told, advised, concluded, concluded]


def test_fields_of_a_form_without_a_colon_are_remarks_and_answers_where_there_are_several() -> None:
    form = "".join(
        f"Index {n}\n\nOpmerking De termijn van {n} weken is te kort.\n\nReactie De termijn is verlengd.\n\n"
        for n in range(1, 4)
    )
    said = {text.split()[0]: voice for text, voice in spoken(form)}
    assert said == {"Index": Voice.ADVISER, "Opmerking": Voice.ADVISER, "Reactie": Voice.AUTHORITY}
    once = "Opmerking De termijn is te kort.\n\nReactie De termijn is verlengd."
    assert {voice for _, voice in spoken(once)} == {Voice.REPORT}
