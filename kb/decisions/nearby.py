"""What counts around one statement or link, as far as a judgement about it looks, without reading the other letters."""

from __future__ import annotations

from kb.decisions.partly import about
from kb.decisions.snapshot import Found, Known, known
from kb.decisions.state import Given
from kb.letters.versions import chains
from kb.store import Store


def known_around(store: Store, subject_id: str) -> Known | None:
    """The documents of this statement, or of both ends of this link, as all that is known has them. None where that is
    not to be told from the subject alone: it is made by a person, stands in an older version, or is not there."""
    ends = store.ends_of(subject_id) or (subject_id,)
    documents = store.documents_of_statements(ends)
    newest = store.newest()
    if len(documents) != len(set(ends)) or any(newest.get(id_) != id_ for id_ in documents.values()):
        return None
    decisions = about(store.decisions(), newest, set(documents.values()))
    there = {*documents.values(), *(anchor.document_id for each in decisions for anchor in each.anchors)}
    there |= {newest[id_] for id_ in there if id_ in newest}
    there |= {id_ for id_, last in newest.items() if last in there}
    stored = store.documents_by_id(there)
    statements = store.statements_of(there)
    links = store.links_between([each.id for each in statements])
    passages = store.places(list({each.passage_id for each in statements}))
    scanned = frozenset(id_ for id_ in there if store.is_scanned(id_))
    given = Given(newest, statements, passages, links, scanned, store.passages)
    return known(Found(stored, given, chains(stored)), decisions)
