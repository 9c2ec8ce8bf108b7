"""Finds what a later document says of an earlier promise: that it is kept, or that its term moved.

In letters and minutes that is a sentence; a list of commitments has a row per promise, with its date, its term and how
it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ingest.dutch.pipeline import Sentence
from ingest.passages.voice import Voice
from ingest.statements.commitment_items import label_before
from ingest.statements.deadline import due_date, term_in_cell
from ingest.statements.draft import Draft, Part
from ingest.statements.table_columns import Row, table_rows
from kb.model import BlockKind, Document, DocumentKind, GroundKind, Statement, StatementKind
from kb.text.dates import parse_date

_WHERE_MADE = (DocumentKind.MINUTES, DocumentKind.DECISION_LIST)  # elsewhere a table repeats what was promised
_COLUMNS = {
    "number": re.compile(r"^(?:nr|no|nummer|volgnr|volgnummer|id|code|kenmerk)\b|^#$", re.I),
    "sort": re.compile(r"^(?:soort|type|m/t|t/m)$", re.I),
    "term": re.compile(
        r"termijn|planning|gereed|deadline|streefdatum|uiterlijk|einddatum|wanneer|afdoen voor"
        r"|(?:verwacht|gepland)\w* (?:datum|afdoening)",
        re.I,
    ),
    "state": re.compile(r"stand van zaken|status|afdoening|afgedaan|voortgang|reactie", re.I),
    "made": re.compile(r"^datum|vergadering|gedaan (?:op|in)", re.I),
    "who": re.compile(r"portefeuille|wethouder|verantwoordelijk|bestuurder|\bdoor\b|collegelid|^pfh?$|^wie$", re.I),
    "to": re.compile(r"^(?:gedaan |toegezegd )?aan\b", re.I),
    "promise": re.compile(r"toezegging", re.I),
}
# Where no column is called so, in a list of commitments.
_LIST_COLUMNS = _COLUMNS | {"promise": re.compile(r"omschrijving|onderwerp|inhoud|tekst|titel", re.I)}
_MOTION = re.compile(r"^\W*(?:(?:motie|amendement)\b|m$)", re.I)
_DONE = re.compile(r"^\W*(?:afgedaan|afgerond|voldaan|nagekomen|uitgevoerd|gereed)\b", re.I)
_SHIFTED = re.compile(r"\b(?:verschoven|verplaatst|uitgesteld|opgeschoven)\s+(?:naar|tot)\b", re.I)


def is_follow_up(statement: Statement) -> bool:
    """Whether a statement speaks of an earlier promise: a response, but to nobody's question or advice."""
    return statement.rests_on(GroundKind.KEPT, GroundKind.MOVED)


def is_listed(statement: Statement) -> bool:
    """Whether it is a promise as a list of commitments gives it."""
    return statement.kind is StatementKind.COMMITMENT and statement.rests_on(GroundKind.LISTED)


def follow_ups(parts: Sequence[Part], document: Document) -> Iterator[Draft]:
    """Sentences that say that a promise is kept, or that its term moved and to when; the cells of a list that do."""
    rows = rows_of(parts, document)
    for part in parts:
        if part.voice is Voice.ADVISER or part.heading or part.passage.id in rows:
            continue
        for sentence in part.sentences:
            if rule := sentence.rule("nakoming"):
                yield Draft(StatementKind.RESPONSE, part, sentence.start, sentence.end, GroundKind.KEPT, rule.score)
            elif (rule := sentence.rule("wijziging")) and _gives_new_term(sentence, document):
                yield Draft(StatementKind.RESPONSE, part, sentence.start, sentence.end, GroundKind.MOVED, rule.score)
    for draft in listed(parts, document):
        part, state = draft.part, rows[draft.part.passage.id].get("state")
        done, shifted = (state and pattern.search(state.text) for pattern in (_DONE, _SHIFTED))
        if state and (done or shifted):
            kind = GroundKind.KEPT if done else GroundKind.MOVED
            yield Draft(StatementKind.RESPONSE, part, state.start, state.end, kind, 0.85)


def _gives_new_term(sentence: Sentence, document: Document) -> bool:
    """Whether it says by itself to when a term moved; a promise with a new term is a promise."""
    promised = sentence.rule("commitment", "intention")
    moved = _SHIFTED.search(sentence.text) and due_date(sentence.text, document.date)
    return bool(moved) and promised is None


def listed(parts: Sequence[Part], document: Document) -> Iterator[Draft]:
    """The promises in tables that have a column for them, each with its number, who made it and its term; motions are
    left out. In minutes and decision lists they are made, elsewhere they are repeated."""
    made_here = document.kind in _WHERE_MADE
    for part, row in _rows(parts, document):
        promise, number, who, term = (row.get(name) for name in ("promise", "number", "who", "term"))
        to = row.get("to")
        if promise is None or _is_motion(row):
            continue
        label, begins = label_before(promise.text)
        due = term_in_cell(term.text, made_on(row) or document.date) if term else None
        yield Draft(
            StatementKind.COMMITMENT, part, promise.start + begins, promise.end,
            GroundKind.NOTED if made_here else GroundKind.LISTED, 0.95, number.text if number else label,
            restated=not made_here, actor=who.text if who else None, due=due,
            due_text=term.text if term else None, addressee=to.text if to else None,
        )  # fmt: skip


def _is_motion(row: Row) -> bool:
    sort = row.get("sort")
    return any(_MOTION.match(cell.text) for cell in (sort, row["promise"]) if cell)


def made_on(row: Row) -> date | None:
    """The day on which a promise was made, as its row gives it."""
    return parse_date(row["made"].text) if "made" in row else None


def rows_of(parts: Sequence[Part], document: Document) -> dict[str, Row]:
    """The cells of each row below a header that names a column of promises, by passage; empty in any other document."""
    return {part.passage.id: row for part, row in _rows(parts, document)}


def _rows(parts: Sequence[Part], document: Document) -> Iterator[tuple[Part, Row]]:
    """A list of commitments has one header, whatever stands between its rows."""
    if document.kind in (DocumentKind.ADVICE, DocumentKind.AUDIT_REPORT):
        return
    if document.kind is not DocumentKind.COMMITMENT_LIST:
        yield from table_rows(parts, _COLUMNS, "promise")
        return
    rows = [part for part in parts if part.passage.kind is BlockKind.TABLE_ROW]
    named = list(table_rows(rows, _COLUMNS, "promise"))
    yield from named or table_rows(rows, _LIST_COLUMNS, "promise")
