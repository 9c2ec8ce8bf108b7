"""Which sentences of a letter become statements, and of which kind."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.dutch.orders import is_stem
from ingest.statements.find import find_statements
from kb.model import DocumentKind, GroundKind, Statement, StatementKind
from tests.ingest.letters import document, passages

R = StatementKind.RECOMMENDATION
Q = StatementKind.REQUEST
C = StatementKind.COMMITMENT
INTENTION = StatementKind.INTENTION
A = StatementKind.RESPONSE


def found(kind: DocumentKind, text: str) -> tuple[Statement, ...]:
    letter = document(kind)
    return find_statements(letter, passages(letter, text))


def texts(statements: tuple[Statement, ...], kind: StatementKind) -> list[str]:
    return [s.text for s in statements if s.kind is kind]


def test_an_advice_gives_its_recommendations_and_leaves_its_findings() -> None:
    statements = found(
        DocumentKind.ADVICE,
        """
        Wij spraken met twintig inwoners. Zij willen dat de wachttijd korter wordt.

        Wij adviseren u de wachttijd elk kwartaal te publiceren. Dat geeft rust.
        """,
    )
    assert texts(statements, R) == ["Wij adviseren u de wachttijd elk kwartaal te publiceren."]


def test_below_a_heading_that_names_only_a_subject_the_order_is_the_recommendation() -> None:
    statements = found(
        DocumentKind.AUDIT_REPORT,
        """
        # Aanbeveling 1: doelen

        Formuleer voor iedere subsidie een toetsbaar doel.

        # Aanbeveling 2: meer samenhang tussen de domeinen

        Betrek daarbij de wijkteams en de scholen.

        # Aanbeveling 3: een sluitende registratie

        De registratie is nu niet volledig. Dat bleek uit de dossiers.
        """,
    )
    numbered = [(s.label, s.text) for s in statements if s.kind is R and s.label]
    assert numbered == [
        ("1", "Formuleer voor iedere subsidie een toetsbaar doel."),
        ("2", "Aanbeveling 2: meer samenhang tussen de domeinen"),
        ("3", "Aanbeveling 3: een sluitende registratie"),
    ]


def test_a_numbered_heading_is_a_recommendation_and_its_items_are_parts() -> None:
    statements = found(
        DocumentKind.AUDIT_REPORT,
        """
        # Aanbeveling 2: Maak de toegang eenvoudig

        De toegang is nu ingewikkeld. Drie dingen zijn nodig:

        a. Eén loket. Breng de drie loketten samen op één plek in het stadhuis.

        b. Vaste gezichten. Geef iedere inwoner één medewerker die blijft.
        """,
    )
    main, first, second = statements
    assert (main.label, main.text) == ("2", "Aanbeveling 2: Maak de toegang eenvoudig")
    assert [(s.label, s.parent_id) for s in (first, second)] == [("a", main.id), ("b", main.id)]
    assert first.text.startswith("Eén loket.")


def test_under_a_heading_that_only_numbers_it_the_advice_is_the_sentence_below() -> None:
    statements = found(
        DocumentKind.AUDIT_REPORT,
        """
        # Aanbeveling 1:

        Nu weet niemand wat er wordt ingehuurd. Stel daarom een kader voor inhuur vast.

        a. Het kader noemt een grens per afdeling en wordt elk jaar herzien.

        # Aanbeveling 2

        Een vaste termijn voor het antwoord op vragen van inwoners, die ook gehaald wordt.
        """,
    )
    first, item, second = statements
    assert (first.label, first.text) == ("1", "Stel daarom een kader voor inhuur vast.")
    assert item.parent_id == first.id
    assert second.label == "2"
    assert second.text.startswith("Een vaste termijn voor het antwoord")


def test_a_numbered_recommendation_needs_no_sign_and_may_have_a_letter() -> None:
    statements = found(
        DocumentKind.AUDIT_REPORT,
        """
        # Aan het college

        Aanbeveling 1 Stel voor elk contract dezelfde eisen vast. Nu verschillen zij.

        Aanbeveling 2 Controleer elk jaar de naleving.

        Aanbeveling 2 Het college kan dit nog dit jaar doen.

        # Aanbeveling B: Afspraken met de regio

        # Aanbeveling C:

        Leg de afspraken vast in een convenant.
        """,
    )
    assert [(s.label, s.text) for s in statements] == [
        ("1", "Aanbeveling 1 Stel voor elk contract dezelfde eisen vast."),
        ("2", "Aanbeveling 2 Controleer elk jaar de naleving."),
        ("B", "Aanbeveling B: Afspraken met de regio"),
        ("C", "Leg de afspraken vast in een convenant."),
    ]


def test_an_answer_under_a_heading_that_only_numbers_is_not_taken_for_the_advice() -> None:
    statements = found(
        DocumentKind.RESPONSE_LETTER,
        """
        # Aanbeveling 1:

        Stel een kader voor inhuur vast.

        Wij nemen deze aanbeveling over.

        # Aanbeveling 2

        Deze aanbeveling nemen wij niet over, omdat het al geregeld is.
        """,
    )
    assert texts(statements, R) == ["Stel een kader voor inhuur vast."]  # "Aanbeveling 2" alone repeats nothing
    assert texts(statements, A)[1].startswith("Deze aanbeveling nemen wij niet over")


def test_an_item_that_lost_its_letter_gets_it_back_but_an_explanation_stays_one() -> None:
    statements = found(
        DocumentKind.AUDIT_REPORT,
        """
        # Aanbeveling 1: Werk samen

        a. Eén plan. Maak met het gezin één plan waarin alle hulp een plaats heeft, ook die van de school.

        Eén regisseur. Wijs in ieder gezin één medewerker aan die het overzicht houdt en knopen doorhakt.

        De uitvoering van deze aanbeveling kost naar schatting twee ton per jaar en wordt toegelicht in hoofdstuk vier.
        """,
    )
    assert [s.label for s in statements] == ["1", "a", "b"]


def test_a_list_after_a_lead_in_is_a_list_of_recommendations() -> None:
    statements = found(
        DocumentKind.ADVICE,
        """
        Alles overwegende brengt de Adviesraad het volgende advies uit:

        1. Open het loket ook op zaterdag.

        Nu is het alleen op werkdagen open.

        2. Het tarief voor jongeren te halveren.

        Wij wachten uw reactie af.
        """,
    )
    assert [(s.label, s.text) for s in statements] == [
        ("1", "Open het loket ook op zaterdag."),
        ("2", "Het tarief voor jongeren te halveren."),
    ]


def test_an_order_counts_where_advice_stands_and_nowhere_else() -> None:
    text = "Zorg dat iedere inwoner een vaste medewerker krijgt."
    inside = found(DocumentKind.ADVICE, f"# Aanbevelingen\n\n{text}")
    outside = found(DocumentKind.ADVICE, f"# Werkwijze\n\n{text}")
    assert texts(inside, R) == [text]
    assert texts(outside, R) == []


def test_an_answering_letter_repeats_answers_and_promises() -> None:
    statements = found(
        DocumentKind.RESPONSE_LETTER,
        """
        # 1. Wachttijden

        U vraagt aandacht voor de wachttijden. U adviseert ons deze elk kwartaal te publiceren.

        Uw zorg begrijpen wij. Wij nemen dit advies over. Wij zullen u vóór 1 juli 2025 het eerste overzicht sturen.
        """,
    )
    (repeated,) = [s for s in statements if s.kind is R]
    assert repeated.restated
    assert repeated.label == "1"
    assert repeated.text == "U adviseert ons deze elk kwartaal te publiceren."
    (answer,) = texts(statements, A)
    assert answer.startswith("Uw zorg begrijpen wij. Wij nemen dit advies over.")
    (promise,) = [s for s in statements if s.kind is C]
    assert promise.due == date(2025, 7, 1)


def test_a_plan_is_no_promise_and_what_was_done_is_neither() -> None:
    statements = found(
        DocumentKind.COUNCIL_LETTER,
        """
        Wij zetten in op meer preventie. In 2023 hebben wij uw raad daarover geïnformeerd. Wij delen uw zorg.

        Wij informeren uw raad in het najaar over de uitkomsten.
        """,
    )
    assert texts(statements, INTENTION) == ["Wij zetten in op meer preventie."]
    assert texts(statements, C) == ["Wij informeren uw raad in het najaar over de uitkomsten."]


def test_only_a_question_for_an_act_is_a_request_and_its_tail_belongs_to_it() -> None:
    statements = found(
        DocumentKind.ANSWERS,
        """
        # Vraag 1

        Bent u bekend met het bericht? Wat vindt u ervan?

        # Antwoord op vraag 1

        Ja.

        # Vraag 2

        Bent u bereid dit te onderzoeken? Zo nee, waarom niet?

        # Antwoord op vraag 2

        Ja, daartoe ben ik bereid.
        """,
    )
    (request,) = [s for s in statements if s.kind is Q]
    assert (request.label, request.text) == ("2", "Bent u bereid dit te onderzoeken? Zo nee, waarom niet?")
    assert [s.label for s in statements if s.kind is A] == ["1", "2"]


def test_a_motion_asks_what_its_points_say() -> None:
    statements = found(
        DocumentKind.MOTION,
        """
        overwegende dat:

        • de wachttijd oploopt;

        verzoekt het college:

        • de wachttijd te onderzoeken;

        • de raad vóór de zomer te informeren;
        """,
    )
    assert texts(statements, Q) == ["de wachttijd te onderzoeken;", "de raad vóór de zomer te informeren;"]


def test_minutes_give_only_what_an_office_holder_promises() -> None:
    statements = found(
        DocumentKind.MINUTES,
        """
        Wethouder Jansen zegt toe de cijfers vóór 1 mei 2025 aan de raad te sturen.

        Mevrouw Smit zegt dat wij als raad moeten ingrijpen. Zij gaat het college vragen stellen.
        """,
    )
    assert texts(statements, C) == ["Wethouder Jansen zegt toe de cijfers vóór 1 mei 2025 aan de raad te sturen."]
    assert texts(statements, INTENTION) == []


def test_a_second_run_gives_the_same_ids_and_equal_sentences_get_their_own() -> None:
    text = "Wij adviseren u de wachttijd te bekorten.\n\nWij adviseren u de wachttijd te bekorten."
    once, again = found(DocumentKind.ADVICE, text), found(DocumentKind.ADVICE, text)
    assert [s.id for s in once] == [s.id for s in again]
    assert len({s.id for s in once}) == 2


def test_every_statement_is_the_text_it_says_it_is() -> None:
    letter = document(DocumentKind.ADVICE)
    made = passages(letter, "Inleiding. Wij adviseren u te wachten. Slot.")
    by_id = {p.id: p for p in made}
    for statement in find_statements(letter, made):
        assert by_id[statement.passage_id].text[statement.start : statement.end] == statement.text


def test_a_commitment_says_who_binds_himself() -> None:
    letter = found(DocumentKind.RESPONSE_LETTER, "Wethouder Smit zegt toe de raad in maart een plan te sturen.")
    minutes = found(
        DocumentKind.MINUTES,
        """
        Wethouder Van der Berg licht het plan toe. Zij zegt toe de raad de cijfers te sturen.

        Er wordt toegezegd dat de raad de cijfers ontvangt.
        """,
    )
    report = found(
        DocumentKind.AUDIT_REPORT,
        "# Bestuurlijk hoor- en wederhoor\n\n“Wij zullen de raad vóór 1 mei een volledige reactie geven.”",
    )
    assert [s.actor for s in letter if s.kind is C] == ["wethouder Smit"]
    assert [s.actor for s in minutes if s.kind is C] == ["wethouder Van der Berg", None]
    assert [s.actor for s in report if s.kind is C] == ["college van burgemeester en wethouders"]


def test_a_list_with_roman_numbers_goes_on_after_its_first_item() -> None:
    statements = found(
        DocumentKind.AUDIT_REPORT,
        """
        Wij bevelen het bestuur aan om:

        I. elk jaar een overzicht van de onderhoudskosten te publiceren;

        II. met de dorpen afspraken te maken over het groen;

        III. de kosten van bestrating apart te begroten.
        """,
    )
    assert [s.label for s in statements if s.kind is R] == ["I", "II", "III"]


def test_a_list_that_lost_its_marks_is_read_after_its_lead_in() -> None:
    statements = found(
        DocumentKind.ADVICE,
        """
        Wij adviseren u:

        het besluit over de speeltuin te herzien;

        de buurt daarbij te betrekken.

        De buurt is daar al jaren mee bezig.
        """,
    )
    assert texts(statements, R) == ["het besluit over de speeltuin te herzien;", "de buurt daarbij te betrekken."]


def test_an_order_in_a_letter_needs_no_heading_whatever_its_verb() -> None:
    statements = found(
        DocumentKind.ADVICE,
        """
        De regeling is streng. Overweeg bovendien om de eigen bijdrage voor jongeren te schrappen. Zie daarom af van de
        nieuwe toets. Zie bijlage 2 voor de cijfers. Werkt de balie straks ook op zaterdag? Dat vroegen wij ons af.
        """,
    )
    assert texts(statements, R) == [
        "Overweeg bovendien om de eigen bijdrage voor jongeren te schrappen.",
        "Zie daarom af van de nieuwe toets.",
    ]


def test_stems_of_verbs() -> None:
    stems = {
        "overweeg": "overwegen",
        "zie": "afzien",
        "ga": "doorgaan",
        "stel": "stellen",
        "geef": "meegeven",
        "lees": "lezen",
    }
    assert [form for form, lemma in stems.items() if not is_stem(form, lemma)] == []
    others = {"gezien": "zien", "loopt": "lopen", "werken": "werken", "deel": "deel", "stelde": "stellen"}
    assert [form for form, lemma in others.items() if is_stem(form, lemma)] == []


DUTIES = """
    Wij spraken vorige week met de bewoners. Zij zeggen dat de poort 's avonds open moet zijn.

    De poort moet tot tien uur open blijven. De bankjes dienen een rugleuning te krijgen. Wij moeten daar zelf ook aan
    wennen. Volgens de wet moet iedereen erbij kunnen. Iedereen moet mee kunnen doen. Vroeger moest men om zes uur weg.
    """


def test_in_a_short_letter_what_must_be_done_is_advice_also_when_its_kind_is_not_clear() -> None:
    wanted = ["De poort moet tot tien uur open blijven.", "De bankjes dienen een rugleuning te krijgen."]
    assert texts(found(DocumentKind.ADVICE, DUTIES), R) == wanted
    assert texts(found(DocumentKind.AUDIT_REPORT, DUTIES), R) == []


def test_in_a_long_text_what_must_be_done_may_be_a_norm_and_no_rule_says_that_it_is_advice() -> None:
    long = DUTIES + "\n\n" + "\n\n".join(["Het beleid wordt hier uitvoerig beschreven met al zijn doelen."] * 200)
    made = found(DocumentKind.ADVICE, long)
    assert texts(tuple(each for each in made if not each.rests_on(GroundKind.WEIGHED)), R) == []


def test_a_question_how_or_when_asks_for_words_and_a_tail_belongs_to_its_question() -> None:
    answers = (
        "Hoe gaat u ervoor zorgen dat de brug open blijft?\n\nIs de brug dicht? Zo ja, bent u bereid hem te openen?"
    )
    asked = texts(found(DocumentKind.ANSWERS, answers), StatementKind.REQUEST)
    assert asked == ["Is de brug dicht? Zo ja, bent u bereid hem te openen?"]


def test_what_a_duty_opens_may_be_conditions() -> None:
    letter = (
        "Geachte mevrouw,\n\nUw plan moet worden getoetst aan:\n\n• de regels voor bruggen in de dorpskom;\n\n"
        "• de gegevens die bij ons bekend zijn."
    )
    assert not texts(found(DocumentKind.OTHER, letter), StatementKind.RECOMMENDATION)


@pytest.mark.parametrize("before", ["", "M1. (Lokaal Belang, 4 juni 2025) "])
def test_what_is_decided_is_asked_also_in_a_list_of_the_authority(before: str) -> None:
    asked = "Verzoekt het dagelijks bestuur de maaibeurten langs de vaart te verminderen."
    told = "Het dagelijks bestuur verzoekt u de brief te bewaren."
    list_ = found(DocumentKind.COMMITMENT_LIST, f"Lijst van moties\n\n{before}{asked}\n\n{told}")
    assert [text[-len(asked) :] for text in texts(list_, StatementKind.REQUEST)] == [asked]


def test_an_order_behind_the_name_of_who_must_do_it_is_one() -> None:
    report = (
        "# Aanbevelingen\n\n• College: rapporteer twee keer per jaar over de kosten van de brug.\n\n"
        "• Raad: bespreek deze rapportage in de commissie.\n\n• College: de kosten van de brug stijgen al jaren."
    )
    assert texts(found(DocumentKind.AUDIT_REPORT, report), R) == [
        "College: rapporteer twee keer per jaar over de kosten van de brug.",
        "Raad: bespreek deze rapportage in de commissie.",
    ]


def test_a_finding_beside_the_recommendation_advises_nothing() -> None:
    text = """
    # 2.2 Inkoop

    Bevinding: twaalf opdrachten hadden Europees aanbesteed moeten worden.

    Risico: de gemeente moet boetes betalen.

    Aanbeveling: stel een inkoopregister in.
    """
    assert texts(found(DocumentKind.ADVICE, text), R) == ["stel een inkoopregister in."]


@pytest.mark.parametrize(
    "text",
    [
        "Ons advies is voorbereid door een werkgroep en vastgesteld in de vergadering van 3 september.",
        "De commissie adviseert op grond van artikel 12 van de verordening.",
        "De landelijke commissie beveelt daarvoor een mix van maatregelen aan.",
    ],
)
def test_words_of_advice_advise_nothing_where_the_whole_sentence_does_not(text: str) -> None:
    around = "# Inleiding\n\n{}\n\nDaarover gaat deze brief."
    assert texts(found(DocumentKind.ADVICE, around.format(text)), R) == []
    told = "De commissie adviseert u de termijn te verlengen."
    assert texts(found(DocumentKind.ADVICE, around.format(told)), R) == [told]


def test_items_that_ask_above_paragraphs_that_answer_repeat_the_points() -> None:
    statements = found(
        DocumentKind.RESPONSE_LETTER,
        """
        Hieronder gaan wij in op uw aanbevelingen.

        1. Houd het loket op donderdag langer open.

        Dat doen wij vanaf 1 mei.

        2. Zorg voor een vaste medewerker per wijk.

        Daarvoor ontbreekt op dit moment het personeel.

        3. Bestaanszekerheid

        Over de grens praten wij verder.
        """,
    )
    points = [(s.label, s.text) for s in statements if s.restated]
    assert points == [
        ("1", "Houd het loket op donderdag langer open."), ("2", "Zorg voor een vaste medewerker per wijk.")
    ]  # fmt: skip
    answers = {"Dat doen wij vanaf 1 mei.", "Daarvoor ontbreekt op dit moment het personeel."}
    assert set(texts(statements, StatementKind.RESPONSE)) == answers
    alone = found(DocumentKind.RESPONSE_LETTER, "1. Houd het loket langer open.\n\nDat doen wij vanaf 1 mei.")
    assert not any(s.restated for s in alone)


def test_a_lead_in_without_a_colon_goes_on_in_small_letters() -> None:
    text = "De commissie adviseert het college om\n\n• het bezwaar gegrond te verklaren;\n\n• de kosten te vergoeden."
    advice = found(DocumentKind.ADVICE, text)
    assert texts(advice, StatementKind.RECOMMENDATION) == [
        "het bezwaar gegrond te verklaren;", "de kosten te vergoeden."
    ]  # fmt: skip


def test_an_amendment_asks_what_its_paragraphs_change() -> None:
    text = (
        "Amendement A3\n\nDe raad, gehoord de beraadslaging;\n\nbesluit:\n\n"
        'In artikel 5 het getal "6" te vervangen door "4".\n\nArtikel 9 te schrappen uit de bijlage.\n\n'
        "# Toelichting\n\nDe grens is moeilijk te halen voor jonge kinderen."
    )
    asked = texts(found(DocumentKind.OTHER, text), StatementKind.REQUEST)
    assert [one.split()[0] for one in asked] == ["In", "Artikel"]
    decided = text.replace("Amendement A3", "Raadsbesluit")
    assert texts(found(DocumentKind.OTHER, decided), StatementKind.REQUEST) == []


def test_where_nobody_is_known_to_speak_advice_in_so_many_words_is_found() -> None:
    text = "# De wijk\n\nDe straat telt 40 huizen. Geadviseerd wordt de lantaarns te vervangen. De stoep moet breder."
    assert texts(found(DocumentKind.OTHER, text), StatementKind.RECOMMENDATION)[:1] == [
        "Geadviseerd wordt de lantaarns te vervangen."
    ]  # fmt: skip
