"""What counts in some documents, without looking at the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from kb.decisions.replay import effects
from kb.decisions.state import NOTHING_DECIDED, Given, as_decided
from kb.model import Decision, Statement, Verdict
from kb.store import Store


class Partly:
    """What counts in any documents, by what people had decided when this was made."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._decisions = store.decisions()
        self._newest = store.newest_of({anchor.document_id for each in self._decisions for anchor in each.anchors})

    def statements(self, document_ids: Collection[str]) -> dict[str, tuple[Statement, ...]]:
        """Per document its statements as `known` has them: those that are left of what the machine found and people
        decided, in the order of the text. The documents are there, and no older versions."""
        store, newest = self._store, {**self._newest, **{id_: id_ for id_ in document_ids}}
        decisions = about(self._decisions, newest, document_ids)
        there = {*document_ids, *(anchor.document_id for each in decisions for anchor in each.anchors)}
        there |= {newest[id_] for id_ in there if id_ in newest}
        statements = store.statements_of(there)
        if not decisions:
            return _by_document(document_ids, statements)
        passages = store.places(list({each.passage_id for each in statements}))
        scanned = frozenset(store.scanned_among(there))
        left = effects(Given(newest, statements, passages, (), scanned, store.passages), decisions)
        standings = ((each, left.standings.get(id_, NOTHING_DECIDED)) for id_, each in left.statements.items())
        counting = (as_decided(each, standing) for each, standing in standings if not standing.rejected)
        return _by_document(document_ids, counting)


def about(decisions: Collection[Decision], newest: Mapping[str, str], document_ids: Collection[str]) -> list[Decision]:
    """The decisions about words in these documents or in older versions of them, with what withdraws these."""
    ids = {
        each.id for each in decisions if any(newest.get(anchor.document_id) in document_ids for anchor in each.anchors)
    }
    return [each for each in decisions if each.id in ids or (each.verdict is Verdict.WITHDRAWN and each.value in ids)]


def _by_document(document_ids: Iterable[str], statements: Iterable[Statement]) -> dict[str, tuple[Statement, ...]]:
    found: dict[str, list[Statement]] = {id_: [] for id_ in document_ids}
    for each in statements:
        if each.document_id in found:
            found[each.document_id].append(each)
    return {id_: tuple(each) for id_, each in found.items()}
