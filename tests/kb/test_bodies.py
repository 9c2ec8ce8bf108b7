"""Bodies under one name: which names letters write, which probably are one, what a person decides about that, and
where it counts."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kb.backup.restoring import restore
from kb.commitment_list.choosing import Wanted, chosen, entries
from kb.concealed import concealed
from kb.errors import BadDecision, NotFound
from kb.export import export
from kb.knowledge import KnowledgeBase
from kb.model import Alike, DecisionState, DocumentKind, Filter, Likeness, Position, Reading
from kb.trails.points import points
from tests.kb.builders import FakeEmbedder, answer, answers, letter, promises, recommends, restates

SHORT, FULL, COLLEGE = "ASD Waterstad", "Adviesraad Sociaal Domein Waterstad", "College van Waterstad"
WHO = {"by": "M. Smit", "reason": "één raad"}


def advice(name: str, sender: str, year: int, **facts: Any) -> Reading:
    point = recommends(f"{name}-r", f"Wij adviseren u de wachttijd van {year} te verkorten.")
    return letter(
        f"{name}.pdf", point, kind=DocumentKind.ADVICE, sender=sender, addressee=COLLEGE, date=date(year, 3, 1), **facts
    )


def reply(name: str, to: str, year: int) -> Reading:
    promise = promises(f"{name}-c", "Wij sturen u voor 1 juli een plan.", actor=COLLEGE, addressee=to)
    return letter(
        f"{name}.pdf", answers(f"{name}-a", f"Dit nemen wij in {year} over."), promise,
        kind=DocumentKind.RESPONSE_LETTER, sender=COLLEGE, addressee=to, date=date(year, 5, 1),
    )  # fmt: skip


LETTERS = (advice("oud", SHORT, 2023), advice("nieuw", FULL, 2024), reply("reactie", SHORT, 2023))


@pytest.fixture
def filled(kb: KnowledgeBase) -> KnowledgeBase:
    for reading in LETTERS:
        kb.put(reading)
    kb.put_links([answer("reactie-a", "oud-r", Position.ADOPTED)])
    return kb


@pytest.fixture
def merged(filled: KnowledgeBase) -> KnowledgeBase:
    filled.advices()  # what is remembered has to follow
    filled.merge_bodies(SHORT, FULL, **WHO)
    return filled


def written(kb: KnowledgeBase) -> dict[str, list[tuple[str, int, int]]]:
    return {body.name: [(one.name, one.sent, one.received) for one in body.names] for body in kb.bodies()}


# -- what is there ----------------------------------------------------------------------------------------------------
def test_the_bodies_are_those_that_letters_name_with_how_often_and_when(filled: KnowledgeBase) -> None:
    assert written(filled) == {
        COLLEGE: [(COLLEGE, 1, 2)], SHORT: [(SHORT, 1, 1)], FULL: [(FULL, 1, 0)],
    }  # fmt: skip
    college = filled.bodies()[0]
    assert (college.sent, college.received, college.first, college.last) == (1, 2, date(2023, 3, 1), date(2024, 3, 1))


def test_a_letter_to_several_bodies_counts_for_each(kb: KnowledgeBase) -> None:
    kb.put(reply("reactie", f"{FULL}; Rekenkamer", 2024))
    assert [(body.name, body.received) for body in kb.bodies()] == [(COLLEGE, 0), (FULL, 1), ("Rekenkamer", 1)]


@pytest.mark.parametrize(
    ("names", "proposed"),
    [
        ((SHORT, FULL), [(SHORT, FULL, Likeness.SHORTENED)]),
        (("Rekenkamer", "Rekenkamer Waterstad"), [("Rekenkamer", "Rekenkamer Waterstad", Likeness.LONGER)]),
        (("Gemeenteraad Waterstad", "Gemeenteraad van Waterstad"),
         [("Gemeenteraad van Waterstad", "Gemeenteraad Waterstad", Likeness.SAME)]),
        (("Gemeente Waterstad", "College van burgemeester en wethouders van Waterstad"),
         [("Gemeente Waterstad", "College van burgemeester en wethouders van Waterstad", Likeness.GOVERNING)]),
        (("Wethouder Hoogland", "College van burgemeester en wethouders van Waterstad"), []),
        (("Rekenkamer Waterstad", "Rekenkamer Zandveen"), []),
        (("Rekenkamer", "Rekenkamer Waterstad", "Rekenkamer Zandveen"), []),
        (("Adviesraad", "Adviesraad Sociaal Domein Zandveen", SHORT, FULL), [(SHORT, FULL, Likeness.SHORTENED)]),
        (("Adviesraad Sociaal Domein", SHORT, FULL),
         [("Adviesraad Sociaal Domein", FULL, Likeness.LONGER), (SHORT, FULL, Likeness.SHORTENED)]),
    ],
)  # fmt: skip
def test_names_that_probably_mean_one_body_are_proposed_and_a_name_that_fits_two_is_not(
    names: Sequence[str], proposed: list[tuple[str, str, Likeness]], kb: KnowledgeBase
) -> None:
    for number, name in enumerate(names):
        kb.put(advice(f"brief{number}", name, 2020 + number))
    found = [each for each in kb.alike() if COLLEGE not in (each.name, each.into)]
    assert sorted(found, key=lambda each: each.name) == sorted(
        (Alike(*each) for each in proposed), key=lambda each: each.name
    )


# -- deciding ---------------------------------------------------------------------------------------------------------
def test_a_person_brings_two_names_under_one(merged: KnowledgeBase) -> None:
    assert written(merged) == {FULL: [(FULL, 1, 0), (SHORT, 1, 1)], COLLEGE: [(COLLEGE, 1, 2)]}
    (judged,) = merged.judged()
    decision = judged.decision
    assert (judged.state, decision.subject_id, decision.value) == (DecisionState.COUNTS, SHORT, FULL)
    assert (decision.by, decision.reason) == ("M. Smit", "één raad")
    assert merged.alike() == ()


def test_it_is_undone_and_stays_in_the_history(merged: KnowledgeBase) -> None:
    merged.withdraw(SHORT, by="J. de Boer")
    assert [document.body for document in merged.documents()] == [SHORT, COLLEGE, FULL]
    assert [each.state for each in merged.judged()] == [DecisionState.WITHDRAWN, DecisionState.COUNTS]
    assert [each.name for each in merged.alike()] == [SHORT]


def test_another_of_the_names_is_shown_and_undoing_that_shows_the_first_again(merged: KnowledgeBase) -> None:
    merged.merge_bodies(FULL, SHORT, **WHO)
    assert {body.name for body in merged.bodies()} == {SHORT, COLLEGE}
    assert [each.state for each in merged.judged()] == [DecisionState.OVERRULED, DecisionState.COUNTS]
    merged.withdraw(FULL, by="M. Smit")
    assert {body.name for body in merged.bodies()} == {FULL, COLLEGE}


def test_a_third_name_comes_under_the_same(merged: KnowledgeBase) -> None:
    merged.put(advice("derde", "Adviesraad", 2025))
    merged.merge_bodies("Adviesraad", FULL, **WHO)
    assert [one.name for one in merged.bodies()[0].names] == [FULL, SHORT, "Adviesraad"]
    merged.merge_bodies(FULL, "Adviesraad", **WHO)
    assert merged.one_name(SHORT) == merged.one_name(FULL) == "Adviesraad"


def test_two_bodies_are_not_proposed_again_and_one_that_is_two_is_refused(filled: KnowledgeBase) -> None:
    filled.keep_bodies_apart(SHORT, FULL, **WHO)
    assert filled.alike() == ()
    assert [document.body for document in filled.documents()] == [SHORT, COLLEGE, FULL]
    with pytest.raises(BadDecision, match="al vastgelegd"):
        filled.keep_bodies_apart(FULL, SHORT, **WHO)
    filled.merge_bodies(SHORT, FULL, **WHO)
    assert filled.judged()[0].state is DecisionState.OVERRULED
    with pytest.raises(BadDecision, match="onder één naam"):
        filled.keep_bodies_apart(SHORT, FULL, **WHO)


def test_what_cannot_be_is_refused_in_words(merged: KnowledgeBase) -> None:
    merged.put(advice("ander", "Seniorenraad", 2025))
    for name, into, why in (
        ("Adviesraat", FULL, 'geen organisatie met de naam "Adviesraat"'),
        (FULL, FULL, "twee verschillende"),
        (SHORT, FULL, "staat al onder"),
        (SHORT, "Seniorenraad", f'staat onder de naam "{FULL}"'),
        ("Seniorenraad", SHORT, f'staat onder de naam "{FULL}"'),
    ):
        with pytest.raises(BadDecision, match=why):
            merged.merge_bodies(name, into, **WHO)
    with pytest.raises(BadDecision, match="zonder naam"):
        merged.merge_bodies("Seniorenraad", FULL, by=" ")
    with pytest.raises(NotFound):
        merged.withdraw("Seniorenraad", by="M. Smit")
    assert len(merged.decisions()) == 1


# -- what it survives -------------------------------------------------------------------------------------------------
def test_it_survives_forgetting_adding_again_and_reading_again(merged: KnowledgeBase) -> None:
    merged.forget("oud")
    assert written(merged)[FULL] == [(FULL, 1, 0), (SHORT, 0, 1)]
    merged.forget("reactie")
    assert written(merged)[FULL] == [(FULL, 1, 0), (SHORT, 0, 0)], "what no letter writes any more can be undone"
    merged.forget("nieuw")
    assert (written(merged), merged.alike()) == ({FULL: [(SHORT, 0, 0)]}, ())
    merged.put(replace(LETTERS[0], statements=()))
    assert merged.document("oud").body == FULL
    merged.put(advice("later", SHORT.upper().replace(" ", "  "), 2026))
    assert merged.document("later").body == FULL, "capitals and spaces do not count"
    with KnowledgeBase(merged.home, embedder=FakeEmbedder()) as again:
        assert again.document("oud").body == FULL
        assert again.check() == ()


def test_it_goes_along_in_a_backup(merged: KnowledgeBase, tmp_path: Path) -> None:
    merged.backup(tmp_path / "kopie")
    restore(tmp_path / "kopie", tmp_path / "terug")
    with KnowledgeBase(tmp_path / "terug", embedder=FakeEmbedder()) as again:
        assert written(again) == written(merged)
        assert again.judged() == merged.judged()


def test_a_letter_that_is_cut_keeps_it(merged: KnowledgeBase) -> None:
    """Decisions about words go over to the parts; this one is about no words."""
    merged.put_parts([LETTERS[0]])
    assert merged.document("oud").body == FULL


# -- where it counts --------------------------------------------------------------------------------------------------
def test_lists_filters_and_figures_have_the_one_name(merged: KnowledgeBase) -> None:
    assert {each.body for each in merged.advices()} == {FULL}
    assert merged.overview().bodies == ((FULL, 2),)
    assert [(one.body, one.year) for one in merged.overview().paces] == [(None, 2023), (FULL, 2023)]
    assert {each.body for each in merged.coverage().answering} == {FULL}
    assert {point.body for point in points(merged.advices())} == {FULL}
    where = Filter(senders=(FULL,))
    assert [document.id for document in merged.documents(where)] == ["oud", "nieuw"]
    assert [each.document.id for each in merged.advices(where)] == ["nieuw", "oud"]
    assert {hit.document.id for hit in merged.search("wachttijd", where)} == {"oud", "nieuw"}


def test_the_letter_itself_keeps_the_name_that_stands_in_it(merged: KnowledgeBase) -> None:
    letter_ = merged.document("oud")
    assert (letter_.sender, letter_.body, letter_.known_as) == (SHORT, FULL, FULL)
    assert (merged.document("reactie").addressee, merged.document("reactie").addressed_body) == (SHORT, FULL)
    assert merged.document("nieuw").known_as is None


def test_a_commitment_is_found_by_the_one_name(merged: KnowledgeBase) -> None:
    found = entries(merged, merged.commitments())
    assert [one.bodies for one in found] == [(COLLEGE, FULL)]
    assert chosen(found, Wanted(body=FULL), date(2023, 6, 1)) == found
    assert chosen(found, Wanted(body=SHORT), date(2023, 6, 1)) == ()


def test_of_an_advice_that_is_not_loaded_the_addressee_has_the_one_name(merged: KnowledgeBase) -> None:
    point = restates("w", "U adviseert de wachttijd te meten.")
    merged.put(letter("antwoord.pdf", point, kind=DocumentKind.RESPONSE_LETTER, sender=COLLEGE, addressee=SHORT))
    (stands_in,) = [each for each in merged.advices() if each.missing_original]
    assert (stands_in.body, stands_in.body_in_letter) == (FULL, SHORT)


@pytest.mark.parametrize("sender", ["ASD*", "Adviesraad*"])
def test_a_term_holds_for_either_name(sender: str, merged: KnowledgeBase) -> None:
    (merged.home / "termijnen.toml").write_text(f'[[termijn]]\nafzender = "{sender}"\nweken = 8\n', "utf-8")
    assert merged.advice("oud").due == date(2023, 4, 26)


def test_no_link_is_laid_or_lost_by_it(filled: KnowledgeBase) -> None:
    links, marks = filled.links(), filled.marks
    filled.merge_bodies(SHORT, FULL, **WHO)
    assert (filled.links(), filled.marks, filled.linked) == (links, marks, filled.linked)
    assert [document.known_as for document in filled.counting(["oud"])] == [None]


def test_tables_have_the_one_name_and_json_both(merged: KnowledgeBase, tmp_path: Path) -> None:
    export(merged, "csv", tmp_path / "uit.csv", Filter())
    rows = list(csv.DictReader((tmp_path / "uit.csv").read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert {row["Afzender"] for row in rows} == {FULL}
    export(merged, "json", tmp_path / "uit.json", Filter())
    told = json.loads((tmp_path / "uit.json").read_text("utf-8"))
    assert [(each["sender"], each["sender_body"]) for each in told["documents"]] == [
        (SHORT, FULL), (COLLEGE, COLLEGE), (FULL, FULL),
    ]  # fmt: skip
    assert [(each["subject_id"], each["value"]) for each in told["decisions"]] == [(SHORT, FULL)]
    assert {each["sender"] for each in told["trails"]} == {FULL}
    assert told["agreement"] == []


@pytest.mark.parametrize("form", ["docx", "xlsx", "html", "jsonld", "ris"])
def test_every_other_format_can_be_written(form: str, merged: KnowledgeBase, tmp_path: Path) -> None:
    export(merged, form, tmp_path / f"uit.{form}", Filter())
    if form in ("html", "jsonld", "ris"):
        assert FULL in (tmp_path / f"uit.{form}").read_text("utf-8")


# -- what is remembered, what is hidden -------------------------------------------------------------------------------
def test_only_the_advices_that_it_concerns_are_made_anew(
    filled: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.put(advice("ander", "Rekenkamer Waterstad", 2025))
    before = {each.document.id: each for each in filled.advices()}
    monkeypatch.setattr(filled._store, "statements", lambda: pytest.fail("all statements were read again"))
    filled.merge_bodies(SHORT, FULL, **WHO)
    after = {each.document.id: each for each in filled.advices()}
    assert after["ander"] is before["ander"]
    assert after["nieuw"] is before["nieuw"]
    assert after["oud"].body == FULL


def test_residents_stay_hidden_under_any_name(kb: KnowledgeBase) -> None:
    kb.put(letter("een.pdf", "Met vriendelijke groet, mevrouw K. Veenstra", sender="K. Veenstra"))
    kb.put(advice("twee", "Bewoners Lindengracht", 2024))
    kb.merge_bodies("Bewoners Lindengracht", "K. Veenstra", by="M. Smit", reason="van K. Veenstra")
    hidden = concealed(kb)
    seen = [*hidden.documents(), *hidden.advices(), *hidden.bodies(), *hidden.judged(), hidden.overview(),
            hidden.coverage(), hidden.one_name("Bewoners Lindengracht"), hidden.document("twee")]  # fmt: skip
    assert "Veenstra" in str(kb.bodies())
    assert "Veenstra" not in str(seen)
    label = hidden.document("een").sender
    assert label is not None
    with pytest.raises(BadDecision):
        hidden.merge_bodies(label, "Bewoners Lindengracht", by="M. Smit")
