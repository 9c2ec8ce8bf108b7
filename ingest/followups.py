"""Finds what a later document says of an earlier promise: that it is kept, or that its term moved.

In letters and minutes that is a sentence; a list of commitments has a row per promise, with its date, its term and how
it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ingest.drafts import Draft, Part
from ingest.dutch.pipeline import Sentence
from ingest.letterhead.references import parse_date
from ingest.rows import Row, table_rows
from ingest.terms import due_date, term_in_cell
from ingest.voices import Voice
from kb.model import BlockKind, Document, DocumentKind, Statement, StatementKind

KEPT, MOVED, LISTED = "toezegging nagekomen", "termijn verschoven", "rij van de lijst"  # rules
_COLUMNS = {
    "number": re.compile(r"^(?:nr|nummer|id|code|kenmerk)\b", re.I),
    "state": re.compile(r"stand van zaken|status|afdoening|afgedaan|voortgang|reactie", re.I),
    "made": re.compile(r"^datum(?! gereed)|vergadering|gedaan (?:op|in)", re.I),
    "who": re.compile(r"portefeuille|wethouder|verantwoordelijk|bestuurder|\bdoor\b", re.I),
    "term": re.compile(r"termijn|planning|gereed|deadline|streefdatum|uiterlijk", re.I),
    "promise": re.compile(r"toezegging|omschrijving|onderwerp|inhoud", re.I),
}
_MOTION = re.compile(r"^\W*(?:motie|amendement)\b", re.I)
_DONE = re.compile(r"^\W*(?:afgedaan|afgerond|voldaan|nagekomen|uitgevoerd|gereed)\b", re.I)
_SHIFTED = re.compile(r"\b(?:verschoven|verplaatst|uitgesteld|opgeschoven)\s+(?:naar|tot)\b", re.I)


def is_follow_up(statement: Statement) -> bool:
    """Whether a statement speaks of an earlier promise: a response, but to nobody's question or advice."""
    return statement.found_by.startswith((KEPT, MOVED))


def is_listed(statement: Statement) -> bool:
    """Whether it is a promise as a list of commitments gives it."""
    return statement.kind is StatementKind.COMMITMENT and statement.found_by.startswith(LISTED)


def follow_ups(parts: Sequence[Part], document: Document) -> Iterator[Draft]:
    """Sentences that say that a promise is kept, or that its term moved and to when; the cells of a list that do."""
    rows = rows_of(parts, document)
    for part in parts:
        if part.voice is Voice.ADVISER or part.heading or part.passage.id in rows:
            continue
        for sentence in part.sentences:
            if rule := sentence.rule("nakoming"):
                yield Draft(StatementKind.RESPONSE, part, sentence.start, sentence.end, KEPT, rule.score)
            elif (rule := sentence.rule("wijziging")) and _gives_new_term(sentence, document):
                yield Draft(StatementKind.RESPONSE, part, sentence.start, sentence.end, MOVED, rule.score)
    for draft in listed(parts, document):
        part, state = draft.part, rows[draft.part.passage.id].get("state")
        rule_id = state and (KEPT if _DONE.match(state.text) else MOVED if _SHIFTED.search(state.text) else None)
        if state and rule_id:
            yield Draft(StatementKind.RESPONSE, part, state.start, state.end, rule_id, 0.85)


def _gives_new_term(sentence: Sentence, document: Document) -> bool:
    """Whether it says by itself to when a term moved; a promise with a new term is a promise."""
    promised = sentence.rule("commitment", "intention")
    moved = _SHIFTED.search(sentence.text) and due_date(sentence.text, document.date)
    return bool(moved) and promised is None


def listed(parts: Sequence[Part], document: Document) -> Iterator[Draft]:
    """The promises of a list of commitments, each with its number, who made it and its term; motions are left out."""
    for part, row in _rows(parts, document):
        promise, number, who, term = (row.get(name) for name in ("promise", "number", "who", "term"))
        if promise is None or _MOTION.match(promise.text):
            continue
        due = term_in_cell(term.text, made_on(row) or document.date) if term else None
        yield Draft(
            StatementKind.COMMITMENT, part, promise.start, promise.end, LISTED, 0.95, number.text if number else None,
            restated=True, actor=who.text if who else None, due=due, due_text=term.text if term else None,
        )  # fmt: skip


def made_on(row: Row) -> date | None:
    """The day on which a promise was made, as its row gives it."""
    return parse_date(row["made"].text) if "made" in row else None


def rows_of(parts: Sequence[Part], document: Document) -> dict[str, Row]:
    """The cells of each row below a header that names a column of promises, by passage; empty in any other document."""
    return {part.passage.id: row for part, row in _rows(parts, document)}


def _rows(parts: Sequence[Part], document: Document) -> Iterator[tuple[Part, Row]]:
    """Such a list has one header, whatever stands between its rows."""
    if document.kind is DocumentKind.COMMITMENT_LIST:
        yield from table_rows([p for p in parts if p.passage.kind is BlockKind.TABLE_ROW], _COLUMNS, "promise")
