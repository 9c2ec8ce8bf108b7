"""One advice on the screen: a sentence, what happened, what still asks for work, and the way back to the same list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

from app_pages._more import STEP
from kb import KnowledgeBase
from kb.model import DocumentKind, Ground, GroundKind, Position, Verdict
from tests.app.conftest import Opener, button, markup, words
from tests.app.letters import answers, letter, note, recommends, responds
from tests.app.town import ADVICE, COLLEGE, COUNCIL, COUNT, EVENING, LATER, LETTERS, ONE_DESK, PROMISE


def test_a_sentence_what_was_passed_by_and_the_course_stand_above_the_points(town: Path, open_screen: Opener) -> None:
    seen = words(open_screen(town, advies=ADVICE))
    assert "1 van 3 punten beantwoord: 1 overgenomen; 1 aangehouden, 1 niet gevonden in de reactie." in seen
    course = seen[seen.index("Verloop") :]
    moments = [
        "2 september 2024 advies Advies over één loket",
        "14 oktober 2024 reactie Reactie op uw advies over één loket : over 2 punten",
        f"1 maart 2025 toezegging {PROMISE} (te laat) Bekijk of werk bij",
        "20 mei 2025 onderschreven Advies over vervoer Bekijk p. 1",
    ]
    places = [course.index(one) for one in moments]
    assert places == sorted(places)


def test_only_points_without_an_answer_are_shown_when_asked(town: Path, open_screen: Opener) -> None:
    seen = words(open_screen(town, advies=ADVICE, toon="zonder-antwoord"))
    assert "1 van 4 punten, onderdelen meegeteld" in seen
    assert COUNT in seen
    assert EVENING not in seen


def test_only_what_nobody_judged_is_shown_when_asked(own_town: Path, open_screen: Opener) -> None:
    with KnowledgeBase(own_town) as kb:
        for link in kb.links():
            if link.source_id == "a1":
                kb.decide(link.id, Verdict.CONFIRMED, by="B. Smit")
    seen = words(open_screen(own_town, advies=ADVICE, toon="onbeoordeeld"))
    assert EVENING in seen
    assert ONE_DESK not in seen
    with KnowledgeBase(own_town) as kb:
        for link in kb.links():
            if link.source_id == "a2":
                kb.decide(link.id, Verdict.CONFIRMED, by="B. Smit")
    assert "Elk antwoord is beoordeeld." in words(open_screen(own_town, advies=ADVICE, toon="onbeoordeeld"))


def test_points_fold_and_unfold_one_by_one_and_all_at_once(town: Path, open_screen: Opener) -> None:
    app = open_screen(town, advies=ADVICE)
    assert markup(app).count('class="citaat"') > 4
    button(app, "Klap in").click().run()
    assert [one.label for one in app.button].count("Klap uit") == 1
    app.toggle(key="kort").set_value(True).run()
    assert [one.label for one in app.button].count("Klap uit") == 4
    assert 'class="citaat"' not in markup(app)
    button(app, "Klap uit", 2).click().run()
    assert LETTERS in words(app)
    assert markup(app).count('class="citaat"') == 1


def test_filters_of_the_list_survive_an_advice(town: Path, open_screen: Opener) -> None:
    listed = unescape(markup(open_screen(town, afzender="Seniorenraad")))
    assert f"./adviezen?advies={LATER}&van-lijst=afzender%3DSeniorenraad" in listed
    kept = {"van-lijst": "afzender=Seniorenraad"}
    shown = unescape(markup(open_screen(town, advies=LATER, toon="zonder-antwoord", **kept)))
    assert 'href="./adviezen?afzender=Seniorenraad">Alle adviezen' in shown
    assert "Volgend advies" not in shown
    assert "Vorig advies" not in shown


def test_the_advices_before_and_after_are_those_of_the_list(town: Path, open_screen: Opener) -> None:
    shown = unescape(markup(open_screen(town, advies=ADVICE, woorden="u")))
    assert f'href="./adviezen?advies={LATER}&van-lijst=woorden%3Du">Vorig advies' in shown
    assert "2 van 2 adviezen" in shown
    assert "Volgend advies" not in shown


def test_a_list_that_the_overview_opened_survives_an_advice_too(town: Path, open_screen: Opener) -> None:
    kept = {"van-lijst": "stand=zonder+reactie"}
    shown = unescape(markup(open_screen(town, advies=LATER, **kept)))
    assert 'href="./adviezen?stand=zonder+reactie">Alle adviezen' in shown
    assert "Vorig advies" not in shown, "the other advice has a reply"


def test_the_report_can_be_taken_home(town: Path, open_screen: Opener) -> None:
    labels = [one.proto.label for one in open_screen(town, advies=ADVICE).get("download_button")]
    assert labels[0] == "Download als verslag"


def test_a_point_beyond_the_cut_is_shown_when_it_is_asked_for(tmp_path: Path, open_screen: Opener) -> None:
    home = tmp_path / "kennisbank"
    points = [(f"Wij adviseren u lamp {number:02} te doven.", f"p{number}") for number in range(2 * STEP)]
    with KnowledgeBase(home) as kb:
        kb.put(note("lampen", "Advies over lampen", [(ask, [recommends(ask, id_, id_[1:])]) for ask, id_ in points],
                    kind=DocumentKind.ADVICE, sender="Reizigersraad"))  # fmt: skip
    last = f"punt-p{2 * STEP - 1}"
    assert f'id="{last}"' not in markup(open_screen(home, advies="lampen"))
    assert f'id="{last}"' in markup(open_screen(home, advies="lampen", punt=f"p{2 * STEP - 1}"))


def test_points_that_were_passed_by_beyond_the_first_few_are_one_click_away(
    own_town: Path, open_screen: Opener
) -> None:
    asked = [f"Wij adviseren u in wijk {number} een bank te plaatsen." for number in range(1, 7)]
    advice = letter(
        "advies-bank", "Advies over banken", DocumentKind.ADVICE,
        [[(each, [recommends(each, f"b{at}", str(at))]) for at, each in enumerate(asked, start=1)]],
        sender=COUNCIL, addressee=COLLEGE, date=date(2025, 9, 1), our_reference="ASD-25-09",
    )  # fmt: skip
    yes = "De bank in wijk 1 plaatsen wij dit jaar."
    said = [[(yes, [responds(yes, "ab")])]]
    reply = letter("antwoord-bank", "Reactie over banken", DocumentKind.RESPONSE_LETTER, said,
                   sender=COLLEGE, addressee=COUNCIL, date=date(2025, 10, 1), answers=("ASD-25-09",))  # fmt: skip
    with KnowledgeBase(own_town) as kb:
        kb.put(advice)
        kb.put(reply)
        kb.put_links([answers("ab", "b1", Position.ADOPTED)])
    seen = markup(open_screen(own_town, advies="advies-bank"))
    assert '<a href="?advies=advies-bank&amp;toon=zonder-antwoord">en nog 1 punt</a>' in seen


def test_what_only_another_paper_tells_is_named_above_until_somebody_confirms_it(
    own_town: Path, open_screen: Opener
) -> None:
    said = "Het college heeft de buurtbus op zondag overgenomen."
    told = letter("verslag", "Verslag", DocumentKind.MINUTES, [[(said, [responds(said, "t1")])]], date=date(2025, 6, 1))
    link = answers("t1", "r9", Position.ADOPTED)
    with KnowledgeBase(own_town) as kb:
        kb.put(told)
        kb.put_links([*kb.links(), replace(link, grounds=(Ground(GroundKind.ANOTHER_TELLS),))])
    seen = words(open_screen(own_town, advies=LATER))
    assert "Mogelijk beantwoord in een ander stuk, op 1 punt. Het telt pas als iemand het bevestigt:" in seen
    assert "mogelijk een antwoord: kijk het na" in seen
    with KnowledgeBase(own_town) as kb:
        kb.decide(link.id, Verdict.CONFIRMED, by="A. de Boer", reason="")
    seen = words(open_screen(own_town, advies=LATER))
    assert "Mogelijk beantwoord" not in seen
    assert "mogelijk een antwoord" not in seen
