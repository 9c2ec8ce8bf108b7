"""`check` proves that every quote stands on its page, and notices everything that was tampered with."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select, text, update

from kb.knowledge import KnowledgeBase
from kb.model import (
    BBox,
    Block,
    BlockKind,
    FileReport,
    Line,
    Outcome,
    Page,
    Passage,
    Position,
    Reading,
    TextBox,
    Verdict,
)
from kb.store import tables
from kb.store.mapping import seal
from tests.kb.builders import PAGE, answer, answers, letter, recommends, without_pages

Change = Callable[[dict[str, Any]], None]
ADVICE = letter(
    "advies.pdf",
    "Geacht college,",
    PAGE,
    recommends("r1", "Wij adviseren u de wachttijden\nelk kwartaal te publiceren.", due=date(2024, 7, 1)),
    "Met vriendelijke groet,",
)
REPLY = without_pages(letter("antwoord.txt", answers("a1", "Dat doen wij vanaf het derde kwartaal.")))


@pytest.fixture(autouse=True)
def _loaded(kb: KnowledgeBase) -> None:
    kb.put(ADVICE)
    kb.put(REPLY)
    kb.put_links([answer("a1", "r1", Position.REJECTED)])
    kb.decide("r1", Verdict.CONFIRMED, by="Ans")
    kb.report(FileReport("advies.pdf", None, datetime.now(UTC), Outcome.ADDED, "advies"))


def tamper(kb: KnowledgeBase, table: str, change: Change, *, seal_again: bool = False) -> None:
    """Change the last row of a table, as somebody with a program for databases would."""
    rows = tables.metadata.tables[table]
    key = next(iter(rows.primary_key))
    with kb._store._engine.begin() as connection:
        row = dict(connection.execute(select(rows).order_by(rows.c.id.desc()).limit(1)).mappings().one())
        here = key == row[key.name]
        change(row)
        if seal_again:
            row["seal"] = seal(row)
        connection.execute(update(rows).where(here).values(row))


def test_nothing_is_wrong_with_what_was_just_stored(kb: KnowledgeBase) -> None:
    assert kb.check() == ()


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("documents", "date", date(2001, 1, 1)),
        ("documents", "our_reference", "vervalst"),
        ("pages", "width", 100.0),
        ("passages", "text", "Iets anders."),
        ("passages", "section", ["Verzonnen kop"]),
        ("statements", "text", "Wij adviseren u niets."),
        ("statements", "kind", "commitment"),
        ("statements", "score", 1.0),
        ("links", "position", "overgenomen"),
        ("links", "grounds", [{"kind": "in eigen woorden", "quote": "omdat ik het zeg"}]),
        ("decisions", "by", "iemand anders"),
    ],
)
def test_any_row_that_was_changed_is_noticed(kb: KnowledgeBase, table: str, column: str, value: Any) -> None:
    tamper(kb, table, lambda row: row.update({column: value}))
    assert any("buiten het programma om gewijzigd" in problem.message for problem in kb.check())


def _statement_text(row: dict[str, Any]) -> None:
    row["text"] = row["text"].replace("elk kwartaal", "nooit, nooit")


def _statement_range(row: dict[str, Any]) -> None:
    row["start"], row["end"] = row["start"] + 1, row["end"] + 1


def _passage_text(row: dict[str, Any]) -> None:
    row["text"] = row["text"].replace("vriendelijke", "vriendelijka")


def _box_on_another_page(row: dict[str, Any]) -> None:
    row["boxes"][0][2] = 1


def _box_elsewhere(row: dict[str, Any]) -> None:
    row["boxes"][0][3] = [300.0, 300.0, 400.0, 312.0]


def _box_off_the_page(row: dict[str, Any]) -> None:
    row["boxes"][0][3] = [70.0, 900.0, 200.0, 912.0]


def _box_too_short(row: dict[str, Any]) -> None:
    row["boxes"][0][1] -= 3


def _page_text(row: dict[str, Any]) -> None:
    row["blocks"][0]["lines"][0][0] = "Wij adviseren u de wachtlijsten"


@pytest.mark.parametrize(
    ("table", "change", "complaint"),
    [
        ("statements", _statement_text, "staat niet letterlijk in haar passage"),
        ("statements", _statement_range, "staat niet letterlijk in haar passage"),
        ("passages", _passage_text, "staat niet letterlijk op die plaats"),
        ("passages", _box_on_another_page, "staat niet letterlijk op die plaats"),
        ("passages", _box_elsewhere, "staat niet letterlijk op die plaats"),
        ("passages", _box_off_the_page, "ligt buiten bladzijde"),
        ("passages", _box_too_short, "precies één plaats"),
        ("pages", _page_text, "staat niet letterlijk op die plaats"),
    ],
)
def test_a_quote_that_is_not_on_its_page_is_noticed_even_when_the_row_looks_sealed(
    kb: KnowledgeBase, table: str, change: Change, complaint: str
) -> None:
    """As when a mistake in reading made it, and not a hand."""
    kb.forget("antwoord")
    assert kb.check() == ()
    tamper(kb, table, change, seal_again=True)
    messages = [problem.message for problem in kb.check()]
    assert any(complaint in message for message in messages)
    assert not any("gewijzigd" in message for message in messages)


def test_a_row_that_was_taken_away_is_noticed(kb: KnowledgeBase) -> None:
    for table in ("pages", "passages", "statements"):
        with kb._store._engine.begin() as connection:
            connection.execute(text(f"DELETE FROM {table} WHERE document_id = 'antwoord'"))
        assert any("in plaats van" in problem.message for problem in kb.check()), table


def test_a_link_to_nowhere_is_noticed(kb: KnowledgeBase) -> None:
    tamper(kb, "links", lambda row: row.update(target_id="weg"), seal_again=True)
    assert ["wijst naar een uitspraak die er niet is (weg)" in problem.message for problem in kb.check()] == [True]


def test_an_original_that_was_changed_or_removed_is_noticed(kb: KnowledgeBase) -> None:
    original = kb.original("advies")
    original.write_bytes(original.read_bytes() + b" ")
    assert ["is gewijzigd" in problem.message for problem in kb.check()] == [True]
    original.unlink()
    assert ["ontbreekt" in problem.message for problem in kb.check()] == [True]


def test_an_index_that_lags_or_lies_is_noticed(at_once: None, kb: KnowledgeBase) -> None:
    kb.reindex()
    with sqlite3.connect(kb.home / "index" / "words.sqlite") as connection:
        connection.execute("UPDATE entries SET digest = 'x' WHERE id = 'advies.1'")
    connection.close()
    assert ["wijkt af bij 1 passage" in problem.message for problem in kb.check()] == [True]
    kb.reindex()
    with kb._index._collection() as vectors:
        vectors.delete(ids=["advies.1"])
    assert ["2 vectoren voor 4 passages" in problem.message for problem in kb.check()] == [False]
    assert ["3 vectoren voor 4 passages" in problem.message for problem in kb.check()] == [True]
    kb.reindex()
    assert kb.check() == ()


# -- what is allowed --------------------------------------------------------------------------------------------------
def line(text: str, y: float) -> Line:
    return Line(text, BBox(70, y, 70 + 5 * len(text), y + 12))


def lines_on(*texts: tuple[str, float]) -> Block:
    return Block(tuple(line(text, y) for text, y in texts))


def of(pages: tuple[Page, ...], text: str, *boxes: TextBox) -> Reading:
    passage = Passage("brief.1", "brief", 1, text, boxes)
    return replace(letter("brief.pdf"), pages=pages, passages=(passage,))


def complaints(kb: KnowledgeBase, reading: Reading) -> list[str]:
    kb.put(reading)
    return [problem.message for problem in kb.check()]


def test_a_passage_may_step_over_furniture_and_a_footnote_between_two_of_its_lines(kb: KnowledgeBase) -> None:
    number = Block((line("Pagina 1 van 2", 800),), BlockKind.FURNITURE)
    note = Block((line("1 Zie bijlage.", 780),), BlockKind.FOOTNOTE)
    first, second = lines_on(("Wij vragen u de gegevensbestan-", 100)), lines_on(("den te delen.", 60))
    pages = (Page(1, 595, 842, (first, note, number)), Page(2, 595, 842, (second,)))
    upper, lower = first.lines[0].bbox, second.lines[0].bbox
    text = "Wij vragen u de gegevensbestanden te delen."
    assert complaints(kb, of(pages, text, TextBox(0, 30, 1, upper), TextBox(30, 43, 2, lower))) == []


def test_lines_in_another_order_than_on_the_page_are_noticed(kb: KnowledgeBase) -> None:
    block = lines_on(("eerst dit", 100), ("dan dat", 114))
    pages = (Page(1, 595, 842, (block,)),)
    upper, lower = (each.bbox for each in block.lines)
    (message,) = complaints(kb, of(pages, "dan dat eerst dit", TextBox(0, 7, 1, lower), TextBox(8, 17, 1, upper)))
    assert '"eerst dit" staat op bladzijde 1 vóór de regel' in message


def test_a_box_that_is_part_of_its_line_is_fine_but_one_beside_it_is_not(kb: KnowledgeBase) -> None:
    block = lines_on(("houd het vast! 42", 100))
    pages = (Page(1, 595, 842, (block,)),)
    assert complaints(kb, of(pages, "houd het vast!", TextBox(0, 14, 1, BBox(70, 100, 140, 112)))) == []
    assert len(complaints(kb, of(pages, "houd het vast!", TextBox(0, 14, 1, BBox(70, 104, 140, 116))))) == 1


def test_a_missing_main_point_is_noticed(kb: KnowledgeBase) -> None:
    (message,) = complaints(kb, letter("brief.pdf", recommends("x1", "Doe dit.", parent_id="weg")))
    assert "het hoofdpunt van uitspraak x1 ontbreekt" in message
