"""What counts around some statements, as far as a judgement or a trail looks, without reading the other letters."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kb.decisions.belonging import Belonging
from kb.decisions.partly import about
from kb.decisions.snapshot import Found, Known, known
from kb.decisions.state import Given
from kb.letters.answered import named_by_letterhead
from kb.letters.versions import chains
from kb.model import Decision, Keys
from kb.store import Store
from kb.store.linking import OUTCOME

NOWHERE = Belonging()  # where it does not matter to which authorities documents belong


def known_around(store: Store, subject_id: str) -> Known | None:
    """The documents of this statement, or of both ends of this link, as all that is known has them. None where that is
    not to be told from the subject alone: it is made by a person, stands in an older version, or is not there."""
    ends = store.ends_of(subject_id) or (subject_id,)
    documents = store.documents_of_statements(ends)
    given = set(documents.values())
    newest = store.newest_of(given)
    if len(documents) != len(set(ends)) or any(newest.get(id_) != id_ for id_ in given):
        return None
    decisions = store.decisions()
    newest |= store.newest_of({anchor.document_id for each in decisions for anchor in each.anchors})
    return _known(store, given, about(decisions, newest, given), newest)


def known_near(store: Store, document_ids: Collection[str], placed: Belonging) -> Known | None:
    """These documents, with all that the trails of the points in them and their promises look at, as all that is known
    has them. None where that is not to be told from these alone: one is no newest version, something has to be linked
    again, or people made statements in what is looked at, and links may begin or end there."""
    decisions = store.decisions()
    anchored = {anchor.document_id for each in decisions for anchor in each.anchors}
    newest = store.newest_of(anchored.union(document_ids))
    if store.linking.unlinked() or any(newest.get(id_) != id_ for id_ in document_ids):
        return None
    there, looking = set[str](), set(document_ids)
    concerning: list[Decision] = []
    while not looking <= there:
        reached = _reached(store, [each.id for each in store.statements_of(looking - there)])
        if reached is None:
            return None
        there |= looking | reached
        newest |= store.newest_of(there - newest.keys())
        concerning = about(decisions, newest, {newest[id_] for id_ in there})
        looking = {newest[anchor.document_id] for each in concerning for anchor in each.anchors
                   if anchor.document_id in newest}  # fmt: skip
    replied = {id_: store.linking.offering(Keys(OUTCOME, named_by_letterhead(id_))) for id_ in document_ids}
    there = there.union(*replied.values())
    newest |= store.newest_of(there - newest.keys())
    named = [each for each in decisions if each.is_about_name]
    in_order = sorted([*concerning, *named], key=decisions.index)
    made = _known(store, there, in_order, newest, placed, replied)
    return None if any(id_ in made.statements for id_ in made.made_by) else made


def _reached(store: Store, statement_ids: Collection[str]) -> set[str] | None:
    """The documents with what these statements are said of, and with what is said of any of these, of what stands in
    one passage with that, and so on. None when one of these statements is not in the store."""
    reached, waiting = set(statement_ids), set(statement_ids)
    while waiting:
        waiting = {target for _, target in store.link_ends(of=waiting)} - reached
        reached |= waiting
    waiting = set(reached)
    while waiting:
        said = {source for source, _ in store.link_ends(to=waiting)}
        waiting = (said | store.beside(said)) - reached
        reached |= waiting
    documents = store.documents_of_statements(reached)
    return set(documents.values()) if documents.keys() == reached else None


def _known(
    store: Store, document_ids: Collection[str], decisions: Sequence[Decision], newest: Mapping[str, str],
    placed: Belonging = NOWHERE, replied: Mapping[str, Collection[str]] | None = None,
) -> Known:  # fmt: skip
    """What counts in these documents and in those that the decisions are about."""
    there = {*document_ids, *(anchor.document_id for each in decisions for anchor in each.anchors)}
    there |= {newest[id_] for id_ in there if id_ in newest}
    there |= {id_ for id_, last in newest.items() if last in there}
    stored = tuple(map(placed.on, store.documents_by_id(there)))
    statements = store.statements_of(there)
    links = store.links_between([each.id for each in statements])
    passages = store.places(list({each.passage_id for each in statements}))
    given = Given(newest, statements, passages, links, frozenset(store.scanned_among(there)), store.passages)
    return known(Found(stored, given, chains(stored), replied), decisions)
