"""What people change by hand: an answer that moves or is added, a point cut in two, all of it undone, and the count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from streamlit.testing.v1 import AppTest

from app_pages._added_answer import ADD, NO_LETTER, WHICH
from kb import KnowledgeBase
from kb.model import DocumentKind, Position, Relation, Verdict
from tests.app.conftest import Opener, button, problems, words
from tests.app.letters import letter
from tests.app.test_authority import fill
from tests.app.town import ADVICE, COUNT, LATER, NOT_NOW, ONE_DESK, WISH, YES, answer_letter


def more(app: AppTest, what: str, nth: int) -> AppTest:
    """Open what stands behind the n-th button with more, and press one of those."""
    button(app, "Meer …", nth).click().run()
    button(app, what).click().run()
    return app


def answer_by_hand(app: AppTest, point: str) -> None:
    """The form stands in view beside a point without an answer."""
    next(one for one in app.button if one.key == f"{ADD}-{point}").click().run()


def send(app: AppTest, fill: Callable[[AppTest], object] = lambda app: None, reason: str = "Zie de brief.") -> AppTest:
    fill(app)
    app.text_input[-1].set_value("A. de Boer")
    app.text_area[-1].set_value(reason)
    button(app, "Leg besluit vast").click().run()
    return app


def at(app: AppTest, place: str) -> int:
    """Which of the buttons with more stands at this point, or at this point and answer: their keys end in it."""
    keys = [str(one.key) for one in app.button if one.label == "Meer …"]
    return next(number for number, key in enumerate(keys) if key.endswith(f"-{place}"))


def test_an_answer_that_was_not_linked_is_added_by_hand(own_town: Path, open_screen: Opener) -> None:
    app = open_screen(own_town, advies=ADVICE)
    answer_by_hand(app, "r3")
    wish = next(one for one in app.selectbox[-1].options if WISH in one)
    assert wish == f"p. 1: {WISH}"

    def fill(app: AppTest) -> None:
        app.selectbox[-1].select(wish)
        app.radio[-1].set_value("deels overgenomen")

    seen = words(send(app, fill))
    point = seen[seen.rindex(COUNT) :]
    assert WISH in point
    assert "deels overgenomen vastgesteld door A. de Boer" in point
    assert "Voorstel geen: een mens legde dit verband" in point


def test_a_paragraph_that_was_not_recognised_can_be_the_answer(own_town: Path, open_screen: Opener) -> None:
    app = open_screen(own_town, advies=ADVICE)
    answer_by_hand(app, "r3")
    thanks = next(one for one in app.selectbox[-1].options if "dank voor uw advies" in one)

    def fill(app: AppTest) -> None:
        app.selectbox[-1].select(thanks)
        app.radio[-1].set_value("onduidelijk")

    send(app, fill)
    with KnowledgeBase(own_town) as kb:
        (answer,) = kb.trail("r3").answers
    assert answer.response.text == "Geachte leden, dank voor uw advies."
    assert answer.position is Position.UNCLEAR


def test_nothing_is_decided_before_something_is_chosen(own_town: Path, open_screen: Opener) -> None:
    app = open_screen(own_town, advies=ADVICE)
    answer_by_hand(app, "r3")
    send(app)
    assert problems(app)[0] == "Maak eerst een keuze."
    assert KnowledgeBase(own_town).decisions() == ()


def test_an_answer_moves_to_another_point_and_back(own_town: Path, open_screen: Opener) -> None:
    app = open_screen(own_town, advies=ADVICE)
    more(app, "Hoort bij een ander punt", at(app, f"r2-a2-{Relation.ANSWERS}-r2"))
    target = next(one for one in app.selectbox[-1].options if COUNT[:30] in one)
    send(app, lambda app: app.selectbox[-1].select(target))
    with KnowledgeBase(own_town) as kb:
        assert kb.trail("r2").answers == ()
        assert [one.response.text for one in kb.trail("r3").answers] == [NOT_NOW]
    more(app, "Draai besluit terug", at(app, f"r3-a2-{Relation.ANSWERS}-r3"))
    with KnowledgeBase(own_town) as kb:
        assert [one.response.text for one in kb.trail("r2").answers] == [NOT_NOW]
        assert kb.trail("r3").answers == ()


def test_a_point_is_cut_in_two_where_its_words_say(own_town: Path, open_screen: Opener) -> None:
    app = open_screen(own_town, advies=ADVICE)
    more(app, "Splits dit punt", at(app, "r1"))
    send(app, lambda app: app.text_input[-2].set_value("deze woorden staan er niet"))
    assert "letterlijk" in problems(app)[0]
    send(app, lambda app: app.text_input[-2].set_value("voor alle vragen"))
    with KnowledgeBase(own_town) as kb:
        found = [one.recommendation.text for one in kb.advice(ADVICE).trails]
    cut = ONE_DESK.index("voor alle vragen")
    assert found[:2] == [ONE_DESK[:cut].rstrip(), ONE_DESK[cut:]]


def test_a_decision_about_an_answer_is_taken_back(own_town: Path, open_screen: Opener) -> None:
    with KnowledgeBase(own_town) as kb:
        link = next(one.id for one in kb.links() if one.source_id == "a1")
        kb.decide(link, Verdict.CORRECTED, value="niet overgenomen", by="B. Smit", reason="Vergist.")
    app = open_screen(own_town, advies=ADVICE)
    more(app, "Draai besluit terug", at(app, f"r1-{link}"))
    send(app, reason="")
    seen = words(app)
    assert "overgenomen voorstel van het programma" in seen
    assert "ingetrokken door A. de Boer" in seen


def test_who_confirms_after_a_correction_confirms_the_corrected_position(own_town: Path, open_screen: Opener) -> None:
    with KnowledgeBase(own_town) as kb:
        link = next(one.id for one in kb.links() if one.source_id == "a1")
        kb.decide(link, Verdict.CORRECTED, value="niet overgenomen", by="B. Smit", reason="Zo staat het er niet.")
    app = open_screen(own_town, advies=ADVICE)
    button(app, "Klopt").click().run()
    send(app, reason="")
    with KnowledgeBase(own_town) as kb:
        (answer,) = kb.trail("r1").answers
    assert answer.position is Position.REJECTED
    assert answer.decision is not None
    assert answer.decision.by == "A. de Boer"


def test_documenten_says_how_far_people_agree(own_town: Path, open_screen: Opener) -> None:
    assert "eens zijn" not in words(open_screen(own_town, "documenten"))
    with KnowledgeBase(own_town) as kb:
        first, second = (next(one.id for one in kb.links() if one.source_id == id_) for id_ in ("a1", "a2"))
        kb.decide(first, Verdict.CONFIRMED, by="B. Smit")
        kb.decide(second, Verdict.REJECTED, by="B. Smit", reason="Over iets anders.")
    seen = words(open_screen(own_town, "documenten"))
    assert "antwoord 2 1 0 1 50 % 0 0" in seen
    assert "standpunt 1 1 0 0 100 % 0 0" in seen


def test_documenten_keeps_a_decision_whose_words_are_gone(own_town: Path, open_screen: Opener) -> None:
    assert "Besluiten zonder plaats" not in words(open_screen(own_town, "documenten"))
    with KnowledgeBase(own_town) as kb:
        kb.decide("a1", Verdict.CONFIRMED, by="B. Smit", reason="Staat er zo.")
        letter = answer_letter()
        kept = tuple(passage for passage in letter.passages if YES not in passage.text)
        kb.put(replace(letter, passages=kept, statements=()))
    seen = words(open_screen(own_town, "documenten"))
    lost = seen[seen.index("Besluiten zonder plaats") :]
    assert YES in lost
    assert "bevestigd door B. Smit" in lost
    assert "reden: Staat er zo." in lost


def test_a_letter_that_was_not_joined_is_joined_by_hand(own_town: Path, open_screen: Opener) -> None:
    """Also one without a date; the next point opens the same letter."""
    said = "Het college laat de bus op zondag rijden."
    plan = letter("voorstel", "Voorstel over de bus", DocumentKind.COUNCIL_PROPOSAL, [[(said, [])]], date=None)
    other = letter("andere", "Brief over de tram", DocumentKind.COUNCIL_LETTER, [[(WISH, [])]], date=date(2025, 6, 1))
    with KnowledgeBase(own_town) as kb:
        kb.put(plan)
        kb.put(other)
    app = open_screen(own_town, advies=LATER)
    answer_by_hand(app, "r9")
    letters = app.selectbox[-2]
    assert (letters.label, letters.value) == (WHICH, None)
    assert letters.options == [
        "1 juni 2025: Brief over de tram (raadsbrief)", "zonder datum: Voorstel over de bus (raadsvoorstel)",
    ], "not what is older, nor itself"  # fmt: skip
    letters.select(letters.options[1]).run()
    assert app.selectbox[-1].options == [f"p. 1: {said}"]

    def chosen(app: AppTest) -> None:
        app.selectbox[-1].select(f"p. 1: {said}")
        app.radio[-1].set_value("overgenomen")

    send(app, chosen)
    with KnowledgeBase(own_town) as kb:
        (answer,) = kb.trail("r9").answers
        assert (answer.response.document_id, answer.position) == ("voorstel", Position.ADOPTED)
    answer_by_hand(app, "e1")
    assert app.selectbox[-2].value == "voorstel"


def test_whoever_chooses_no_letter_is_told_to(own_town: Path, open_screen: Opener) -> None:
    with KnowledgeBase(own_town) as kb:
        for name in ("a", "b"):
            kb.put(letter(f"brief-{name}", f"Brief {name}", DocumentKind.COUNCIL_LETTER, [[("Een brief.", [])]]))
    app = open_screen(own_town, advies=LATER)
    answer_by_hand(app, "r9")
    assert NO_LETTER in problems(send(app))


def test_letters_of_another_municipality_stand_last(tmp_path: Path, open_screen: Opener) -> None:
    home = fill(tmp_path / "kennisbank", "Gemeente Noorderveld", "Gemeente Zuiderveld")
    with KnowledgeBase(home) as kb:
        kb.put(letter("eigen", "Brief van later", DocumentKind.COUNCIL_LETTER, [[("Een brief.", [])]],
                      date=date(2025, 1, 5), authorities=("Gemeente Zuiderveld",)))  # fmt: skip
    app = open_screen(home, advies="zuiderveld")
    more(app, ADD, at(app, "r-zuiderveld"))
    names = [one.split(": ", 1)[1] for one in app.selectbox[-2].options]
    assert names[0] == "Reactie over het zuidervelder loket (collegereactie)"
    assert names[1] == "Brief van later (raadsbrief)"
    assert names[-1].startswith("Advies over het noorder")
