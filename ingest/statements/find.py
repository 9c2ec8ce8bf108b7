"""From the passages of one document to its statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from ingest.passages.voice import Voice
from ingest.statements.action_points import action_points
from ingest.statements.addressee import addressee
from ingest.statements.commitments import commitments
from ingest.statements.deadline import due_date, term_words
from ingest.statements.draft import Draft, Part, parts_of, statements
from ingest.statements.points_in_order import points_in_order
from ingest.statements.progress import follow_ups, listed
from ingest.statements.recommendations import recommendations, restated, unsigned
from ingest.statements.remarks import remarks
from ingest.statements.repeated_items import repeated_items
from ingest.statements.reported import told
from ingest.statements.requests import requests
from ingest.statements.responses import responses
from ingest.statements.sentence_context import contexts
from ingest.statements.sentence_judge import judged, stands
from ingest.statements.told_advice import retold, told_advice
from kb.model import Document, DocumentKind, Passage, Statement, StatementKind

_ASKING = (StatementKind.RECOMMENDATION, StatementKind.REQUEST)
_QUOTED = "> "  # what a mail has before what it quotes


def find_statements(document: Document, passages: Iterable[Passage], pipeline: str = "") -> tuple[Statement, ...]:
    """The statements of a document in the order of its text; none where nothing is found.

    `pipeline`: as in `parts_of`.
    """
    return find_in(document, parts_of(document, passages, pipeline))


def find_in(document: Document, parts: Sequence[Part]) -> tuple[Statement, ...]:
    """The same, of passages that were analysed."""
    by_id = {part.passage.id: part.passage for part in parts}
    around = contexts(parts, document)

    def standing(drafts: Iterable[Draft]) -> list[Draft]:
        return [draft for draft in drafts if stands(draft, around)]

    own = [*recommendations(parts, document), *unsigned(parts, document)]
    asked = standing([*own, *restated(parts), *requests(parts)])
    asked += retold(parts, document, asked)
    known = {draft.part.passage.id for draft in asked}
    asked += [draft for draft in repeated_items(parts) if draft.part.passage.id not in known]
    asked += [*points_in_order(parts, asked, document.kind)]
    promised = standing([*commitments(parts, document), *listed(parts, document), *follow_ups(parts, document)])
    promised += [*action_points(parts, document, promised)]
    answers = list(responses(parts, asked))
    advised = standing(told_advice(parts, document, [*asked, *promised]))
    weighed = list(judged(parts, document, [*asked, *promised, *advised], around))
    remarked = [*remarks(parts, document, [*asked, *promised, *advised, *weighed])]
    given = [draft for draft in remarked if draft.kind is StatementKind.RESPONSE]
    weighed = [draft for draft in weighed if draft.kind not in _ASKING or not _stands_in(draft, given)]
    in_rows = {draft.part.passage.id for draft in given}
    answers = [*(draft for draft in answers if draft.part.passage.id not in in_rows), *remarked]
    drafts: list[Draft] = [*asked, *promised, *answers, *told(parts, document.kind, [*asked, *answers])]
    drafts = [draft for draft in (*drafts, *advised, *weighed) if draft.kind in _ASKING or not _is_quoted(draft)]
    answered = _remarked_in(parts, document)
    found = (_with_term(statement, document) for statement in statements(document, drafts))
    return tuple(
        replace(
            each,
            addressee=addressee(each, by_id[each.passage_id], document),
            restated=each.restated or (each.kind is StatementKind.RECOMMENDATION and each.passage_id in answered),
        )
        for each in found
    )


def _stands_in(draft: Draft, others: Iterable[Draft]) -> bool:
    return any(each.part is draft.part and each.start <= draft.start < each.end for each in others)


def _remarked_in(parts: Sequence[Part], document: Document) -> Set[str]:
    """The passages of the remarks that a paper answers: whoever answers repeats what is asked there."""
    if document.kind is not DocumentKind.RESPONSE_LETTER:
        return frozenset()
    return {part.passage.id for part in parts if part.voice is Voice.ADVISER}


def _is_quoted(draft: Draft) -> bool:
    """Whether a statement stands in a row that a mail quotes, to answer it: others promise and answer there."""
    return draft.part.passage.text.startswith(_QUOTED)


def _with_term(statement: Statement, document: Document) -> Statement:
    if statement.kind not in {StatementKind.COMMITMENT, StatementKind.INTENTION, StatementKind.RESPONSE}:
        return statement
    if statement.due_text:
        return statement
    term = due_date(statement.text, document.date)
    if term:
        return replace(statement, due=term.due, due_text=term.text)
    promised = statement.kind is StatementKind.COMMITMENT
    return replace(statement, due_text=term_words(statement.text)) if promised else statement
