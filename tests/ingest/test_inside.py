"""Answers within one document: reactions below points, a hearing chapter, questions with numbers; and later news."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.linking.joins import Joined
from ingest.linking.letter import Letter
from ingest.linking.side_by_side import laid_out
from kb.model import DocumentKind, Link, Position, Relation, StatementKind
from tests.ingest.beside import linked
from tests.ingest.letters import passages
from tests.ingest.test_link import encode, letter, links


def told(*letters: Letter) -> set[tuple[str, str]]:
    """The first words of each answer, and of the point or question that it answers."""
    statements = {s.id: s for each in letters for s in each.statements}
    found = linked(letters, encode, {})
    statements |= {each.id: each for one in found for each in one.responses}
    return {
        (start(statements[each.source_id].text), start(statements[each.target_id].text))
        for one in found
        for each in (*one.first, *one.second)
        if each.relation is Relation.ANSWERS
    }


def start(text: str) -> str:
    return " ".join(text.split()[:3])


def whole(kind: DocumentKind, text: str) -> Letter:
    made = letter(kind, "stuk", text)
    return Letter.of(made.document, passages(made.document, text), made.statements, whole=True)


def test_a_reaction_below_each_point_answers_what_was_advised_just_before() -> None:
    report = whole(
        DocumentKind.AUDIT_REPORT,
        """
        # 1. Loket

        De rekenkamer adviseert het loket op zaterdag te openen.

        ## Reactie

        Daarvoor ontbreekt het personeel. Een proef volgt in het najaar.

        # 2. Folder

        De rekenkamer adviseert de folder te laten herschrijven door bewoners.

        ## Reactie

        De nieuwe tekst ligt er sinds juni.
        """,
    )
    assert told(report) == {
        ("Daarvoor ontbreekt het", "De rekenkamer adviseert"), ("De nieuwe tekst", "De rekenkamer adviseert"),
    }  # fmt: skip


QUESTIONS = """
# Vraag 1

Bent u bereid de zwembaden in de zomer langer te openen?

# Vraag 2

Bent u bereid de raad over de kosten van die zwembaden te informeren?

{answer}

# Vraag 3

Bent u bereid een tweede sporthal te laten bouwen?

{last}
"""


@pytest.mark.parametrize(
    ("answer", "last"),
    [
        (
            "# Antwoord op vragen 1 en 2\n\nDe badmeesters werken al in het weekend door.",
            "# Antwoord op vraag 3\n\nNee, de bestaande hal staat drie avonden leeg.",
        ),
        (
            "# Antwoorden vraag 1 t/m 2\n\nDe badmeesters werken al in het weekend door.",
            "Nee, de bestaande hal staat drie avonden leeg.",
        ),
    ],
)
def test_an_answer_to_several_questions_answers_each_and_one_without_heading_its_own(answer: str, last: str) -> None:
    found = told(whole(DocumentKind.ANSWERS, QUESTIONS.format(answer=answer, last=last)))
    asked = {target: source for source, target in found}
    assert len(found) == 3 or set(asked) == {"Bent u bereid"}
    assert {source for source, _ in found} == {"De badmeesters werken", "Nee, de bestaande"}


ADVICE = """
Wij adviseren u:

a. het zwembad in de zomer langer te openen;

b. bankjes bij de vijver te plaatsen;

c. de sporthal te verduurzamen met zonnepanelen.
"""


def answers(reply: str, joined: Joined | None = None) -> dict[str, Link]:
    """By the label of a point what answers it."""
    asked, said = letter(DocumentKind.ADVICE, "advies", ADVICE), letter(DocumentKind.RESPONSE_LETTER, "reactie", reply)
    if joined is None:
        found = links(asked, said, answers={"reactie": asked})
    else:
        told = replace(joined, originals=(asked.document,))
        made = linked((asked, said), encode, {"reactie": told})
        found = [link for each in made for link in (*each.first, *each.second)]
    labels = {s.id: s.label or "" for s in asked.statements}
    return {labels[each.target_id]: each for each in found if each.relation is Relation.ANSWERS}


def test_letters_name_points() -> None:
    found = answers("De punten a en c hangen samen. Daarvoor vragen wij eerst een offerte.\n\nAd b. Dat doen wij niet.")
    assert set(found) == {"a", "b", "c"}
    assert found["b"].position is Position.REJECTED


def test_an_answer_that_is_put_off_in_other_words_holds_for_every_point() -> None:
    found = answers("Inhoudelijk reageren wij liever pas wanneer de begroting is vastgesteld.")
    assert {label: each.position for label, each in found.items()} == dict.fromkeys("abc", Position.DEFERRED)


def test_later_news_is_only_told_and_says_nothing_of_all_points() -> None:
    plain = answers("Met uw aanbevelingen b en c gaan wij aan de slag.")
    later = answers("Met uw aanbevelingen b en c gaan wij aan de slag.", Joined((), later=True))
    assert set(plain) == set(later) == {"b", "c"}
    assert not any(each.hearsay for each in plain.values())
    assert all(each.hearsay for each in later.values())
    assert answers("Wij nemen al uw aanbevelingen over.", Joined((), later=True)) == {}


def test_a_label_alone_on_its_line_says_which_questions_are_answered_below_it() -> None:
    text = """
        # Vragen

        1. Bent u bereid de brug te openen?

        2. Bent u bereid de kade te verlichten?

        Antwoord op vragen 1 en 2.

        De brug en de kade zijn van de provincie, die daarover in mei besluit.
        """
    assert told(whole(DocumentKind.ANSWERS, text)) == {("De brug en", "Bent u bereid")}


def test_a_label_is_no_part_of_the_answer_that_it_announces() -> None:
    note = whole(
        DocumentKind.ADVICE,
        """
        De brandweer adviseert een bluspunt op de kade te plaatsen.

        Gemeentelijke reactie:

        De tekening is op dit punt aangepast.

        De dorpsraad adviseert een bankje te plaatsen.

        Gemeentelijke reactie:

        Voor meubilair is geen plaats.
        """,
    )
    assert told(note) == {
        ("De tekening is", "De brandweer adviseert"), ("Voor meubilair is", "De dorpsraad adviseert"),
    }  # fmt: skip


def test_one_reaction_printed_below_an_advice_answers_all_of_it() -> None:
    advice = whole(
        DocumentKind.ADVICE,
        """
        Wij adviseren u:

        1. de bus ook op zondag te laten rijden;

        2. een halte te maken bij het ziekenhuis.

        # Reactie van het college op dit advies

        Wij nemen deze adviezen over.
        """,
    )
    assert told(advice) == {("Wij nemen deze", "de bus ook"), ("Wij nemen deze", "een halte te")}


def test_a_label_may_end_with_a_full_stop_and_is_no_part_of_the_answer() -> None:
    report = whole(
        DocumentKind.AUDIT_REPORT,
        """
        Aanbeveling 1. Richt een register in van alle opdrachten.

        Reactie college. De nieuwe applicatie bevat een register.

        Aanbeveling 2. Neem in elke jaarrekening een overzicht op.

        Reactie college. Een overzicht per afdeling achten wij niet nodig.
        """,
    )
    assert told(report) == {
        ("De nieuwe applicatie", "Aanbeveling 1. Richt"),
        ("Een overzicht per", "Aanbeveling 2. Neem"),
    }


def test_a_numbered_question_is_answered_by_the_paragraph_below_it() -> None:
    answers = whole(
        DocumentKind.ANSWERS,
        """
        # Onderwerp: vragen over het loket

        1. Kent het college het loket aan de Kade?

        Ja.

        2. Is het college bereid het loket op zaterdag te openen?

        Op zaterdag is er te weinig personeel. Wij openen het op donderdagavond.

        3. Is de wethouder bereid de wachttijd op de website te zetten?

        De wachttijd staat er sinds 1 mei op, en op het scherm in de hal.
        """,
    )
    assert told(answers) == {("Op zaterdag is", "Is het college"), ("De wachttijd staat", "Is de wethouder")}


def test_below_the_number_of_a_question_the_word_answer_announces_it() -> None:
    answers = whole(
        DocumentKind.ANSWERS,
        """
        # Vragen over het loket

        ## Vraag 1

        Is het college bereid het loket op zaterdag te openen?

        ## Antwoord

        Daarvoor is te weinig personeel.

        ## Vraag 2

        Wanneer was het loket dicht?

        ## Antwoord

        In augustus.
        """,
    )
    assert told(answers) == {("Daarvoor is te", "Is het college")}


def test_below_a_row_of_questions_stands_no_answer_to_the_last_of_them() -> None:
    questions = whole(
        DocumentKind.ANSWERS,
        """
        # Vragen over het loket

        1. Is het college bereid het loket op zaterdag te openen?

        2. Is de wethouder bereid de wachttijd op de website te zetten?

        Wij zien uw antwoorden met belangstelling tegemoet.
        """,
    )
    assert told(questions) == set()


def test_a_question_stands_above_its_answer_as_a_heading_does_and_answers_nothing() -> None:
    advice = letter(DocumentKind.ADVICE, "advies", "Wij adviseren het loket op zaterdag te openen.")
    question = "Wil het college het loket op zaterdag openen, zoals de adviesraad vraagt?"
    answers = whole(DocumentKind.ANSWERS, f"# Vragen\n\n1. {question}\n\nDaarvoor ontbreekt het personeel.")
    units = laid_out(answers, advice, advice.of_kind(StatementKind.RECOMMENDATION))[1]
    assert [(unit.heading, unit.repeats) for unit in units] == [("Vragen", True), (question, False)]
    assert units[0].section == units[1].section


def test_what_a_report_says_before_it_advises_is_no_answer_to_it() -> None:
    report = whole(
        DocumentKind.AUDIT_REPORT,
        """
        # 1. Reactie van het college

        Het loket blijft op zaterdag gesloten, want daarvoor ontbreekt het personeel.

        # 2. Aanbevelingen

        Aanbeveling 1. Open het loket op zaterdag.
        """,
    )
    assert told(report) == set()
    opened = "# 1. Opvolging van het advies\n\nHet college heeft alle aanbevelingen overgenomen.\n\n# 2. Advies\n\n"
    assert told(whole(DocumentKind.AUDIT_REPORT, f"{opened}Aanbeveling 1. Open het loket op zaterdag.")) == set()


ITEMS = """
# Zienswijze {n}

a. De wadi ligt naast het speelveld.

b. Indiener vraagt {asked[0]} te verlagen.

c. Er wordt verzocht {asked[1]} te laten staan.

Standpunt gemeente

{mark}a. Een wadi staat zelden onder water.

{mark}b. {said[0]}

{mark}c. {said[1]}
"""


@pytest.mark.parametrize("mark", ["Ad ", ""])
def test_a_reaction_answers_the_items_that_it_names(mark: str) -> None:
    first = {"asked": ("de bouwhoogte", "de bomen langs de sloot"), "said": ("Dat kan niet.", "Die blijven staan.")}
    second = {"asked": ("het geluid", "de oude schuur"), "said": ("Er komt een scherm.", "Hij is te slecht.")}
    pairs = told(
        whole(DocumentKind.OTHER, ITEMS.format(n=1, mark=mark, **first) + ITEMS.format(n=2, mark=mark, **second))
    )
    said = ["Dat kan niet.", "Die blijven staan.", "Er komt een", "Hij is te"]
    said = [f"Ad {item}. {words.split()[0]}" if mark else words for item, words in zip("bcbc", said, strict=True)]
    targets = ["Indiener vraagt de", "Er wordt verzocht", "Indiener vraagt het", "Er wordt verzocht"]
    assert pairs == set(zip(said, targets, strict=True))


def test_what_an_authority_tells_of_an_advice_it_answers_behind_it() -> None:
    proposal = whole(
        DocumentKind.COUNCIL_PROPOSAL,
        """
        # Uitgebrachte adviezen

        De adviesraad adviseert om een hoofdstuk over water toe te voegen. Aan dit advies is gevolg gegeven.

        De adviesraad raadt af om de ijsbaan te verplaatsen. Dat advies volgen wij niet, want daar komen woningen.

        De adviesraad adviseert om de uitvoering na twee jaar te evalueren. De visie geldt tot 2035.
        """,
    )
    pairs = told(proposal)
    assert {("Aan dit advies", "De adviesraad adviseert"), ("Dat advies volgen", "De adviesraad raadt")} <= pairs
    assert len([target for _, target in pairs if target == "De adviesraad raadt"]) == 1


def test_what_an_authority_tells_of_an_advice_it_may_answer_further_on() -> None:
    decision = whole(
        DocumentKind.RESPONSE_LETTER,
        """
        # Advies

        De commissie adviseert de spanten in het zicht te laten. Zij adviseert ook de dakramen te laten vervallen.

        # Overwegingen

        De spanten blijven in het zicht, zoals de commissie wil.

        De dakramen vervallen niet, want zonder dakramen is er geen daglicht.
        """,
    )
    assert {("De spanten blijven", "De commissie adviseert"), ("De dakramen vervallen", "Zij adviseert ook")} <= told(
        decision
    )


def test_what_stands_below_each_remark_of_a_numbered_list_answers_it_also_without_a_verdict() -> None:
    note = whole(
        DocumentKind.RESPONSE_LETTER,
        """
        # Reacties

        1.1 Indiener verzoekt het winterpeil te handhaven tot 15 mei.

        In vak 5 en 7 ligt een weidevogelgebied. De kaart is daarop aangepast.

        1.2 Indiener verzoekt de duiker onder de dijk te vergroten.

        De capaciteit is nog niet doorgerekend.

        1.3 Indiener stelt voor de stuwen vispasseerbaar te maken.

        Bij de molen ontbreekt leefgebied achter de stuw.
        """,
    )
    assert told(note) == {
        ("In vak 5", "1.1 Indiener verzoekt"),
        ("De capaciteit is", "1.2 Indiener verzoekt"),
        ("Bij de molen", "1.3 Indiener stelt"),
    }
