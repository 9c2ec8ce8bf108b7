"""Which documents have to be linked again, and what is kept so that a change reaches no more of them than it concerns.

A document offers keys, by which others find it, and seeks keys, by which it found others. Who seeks what a changed
document offers, before or after the change, is linked again. A key is a digest: that two things share one by chance
only makes that a document is looked at in vain. Offers and searches have a day, because a letter finds no later one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection, Engine, Select, Table, delete, func, insert, select, update

from kb.model import Keys, Link, Linked
from kb.store import mapping as rows
from kb.store import tables
from kb.store.database import CHUNK, Row, drop, moved

T = TypeVar("T")
OUTCOME = -1  # the day of the offers that are made when a document is linked: by what it answers


class Changed(NamedTuple):
    """Whether what a document links to by itself is another than before, and the rest."""

    first: bool
    rest: bool


class Linking:
    """The part of the store that linking works with. Writers are kept apart by the knowledge base's lock."""

    def __init__(self, reads: Engine, begin: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._reads, self._begin = reads, begin

    # -- reading ------------------------------------------------------------------------------------------------------
    def unlinked(self) -> dict[str, bool]:
        """The documents that have to be linked again; True for those of which the offers are to be renewed first."""
        table = tables.unlinked
        with self._reads.connect() as connection:
            return {row.document_id: row.changed for row in connection.execute(select(table))}

    def marks(self) -> int:
        """Moves when documents have to be linked again, and when some were."""
        with self._reads.connect() as connection:
            return int(connection.execute(select(tables.state.c.marks)).scalar_one())

    def count(self) -> int:
        """How many links were proposed."""
        with self._reads.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(tables.links)).scalar_one())

    def offering(self, sought: Keys) -> set[str]:
        """The documents that are found by these keys."""
        table, found = tables.offers, set[str]()
        with self._reads.connect() as connection:
            for chunk in _chunks(sorted(sought.keys)):
                query = select(table.c.document_id).where(table.c.key.in_(chunk), table.c.day <= sought.day)
                found |= set(connection.execute(query.distinct()).scalars())
        return found

    def first_links(self, document_ids: Collection[str]) -> dict[str, list[Link]]:
        """Per document what it linked to by itself when it was linked last."""
        found: dict[str, list[Link]] = {id_: [] for id_ in document_ids}
        with self._reads.connect() as connection:
            for chunk in _chunks(sorted(document_ids)):
                for row in connection.execute(_made_by(chunk).where(tables.makers.c.first)).mappings():
                    found[row["document_id"]].append(rows.link_of(_bare(row)))
        return {id_: sorted(links, key=lambda link: link.id) for id_, links in found.items()}

    # -- writing ------------------------------------------------------------------------------------------------------
    def mark_all(self) -> None:
        """Have everything linked anew."""
        with self._begin() as connection:
            mark(connection, list(connection.execute(select(tables.documents.c.id)).scalars()))

    def offer(self, offers: Mapping[str, Keys], gone: Sequence[str], marks: int) -> bool:
        """Renew what these documents can be found by, and have all linked that look for that. Those that are `gone` or
        do not count are found by nothing and seek nothing. False, and nothing done, when something was marked
        meanwhile."""
        with self._begin() as connection:
            if not _is_still(connection, marks):
                return False
            table = tables.offers
            asked = _of_other_steady(connection, offers)
            _insert_unlinked(connection, _seekers(connection, [*gone, *asked]))
            forget(connection, gone)
            for chunk in _chunks([*offers]):
                connection.execute(delete(table).where(table.c.document_id.in_(chunk), table.c.day != OUTCOME))
            _put_keys(connection, table, offers)
            _insert_unlinked(connection, _seekers(connection, offers, steady=False))
            _insert_unlinked(connection, _seekers(connection, asked))
            for chunk in _chunks([*offers]):
                there = tables.unlinked.c.document_id.in_(chunk)
                connection.execute(update(tables.unlinked).where(there).values(changed=False))
            _count(connection)
            return True

    def put(self, linked: Sequence[Linked], marks: int | None = None) -> bool:
        """Replace what these documents link to, the responses that this found in them, and what they sought, and count
        them as linked; who looked at what they answer is to be linked again where that changed. False, and nothing
        done, when something was marked meanwhile."""
        ids = [each.document_id for each in linked]
        with self._begin() as connection:
            if marks is not None and not _is_still(connection, marks):
                return False
            changed = [_put_one(connection, each) for each in linked]
            turned = [each.document_id for each, now in zip(linked, changed, strict=True) if now.first]
            _insert_unlinked(connection, _seekers(connection, turned, OUTCOME))
            _delete(connection, tables.seeks, ids)
            _put_keys(connection, tables.seeks, {each.document_id: each.seeks for each in linked})
            for each in linked:  # who looked at what it answered before was found by then
                _put_outcomes(connection, each)
            _insert_unlinked(connection, _seekers(connection, turned, OUTCOME))
            _delete(connection, tables.unlinked, ids)
            _count(connection)
            if any(now.first or now.rest for now in changed):
                moved(connection)
            return True


def mark(connection: Connection, document_ids: Sequence[str], *, decided: bool = False) -> None:
    """Have these documents linked again, and all that look for what they offered until now; when it was only `decided`
    about them, without those that look at what is steady. Call it in the transaction that changes them."""
    table = tables.unlinked
    _insert_unlinked(connection, document_ids)
    for chunk in _chunks(document_ids):
        connection.execute(update(table).where(table.c.document_id.in_(chunk)).values(changed=True))
    _insert_unlinked(connection, _seekers(connection, document_ids, steady=not decided))
    _count(connection)


def forget(connection: Connection, document_ids: Sequence[str]) -> None:
    """Leave nothing of what these documents offered and sought. Mark them first."""
    for table in (tables.offers, tables.seeks, tables.unlinked):
        _delete(connection, table, document_ids)


def _of_other_steady(connection: Connection, offered: Mapping[str, Keys]) -> list[str]:
    """Those of these documents of which the steady keys will be others than they are."""
    table = tables.offers
    known: dict[str, set[tuple[int, int]]] = {id_: set() for id_ in offered}
    for chunk in _chunks([*offered]):
        for row in connection.execute(select(table).where(table.c.document_id.in_(chunk), table.c.steady)):
            known[row.document_id].add((row.key, row.day))
    return [id_ for id_, each in offered.items() if known[id_] != {(key, each.day) for key in each.steady}]


def _seekers(
    connection: Connection, document_ids: Iterable[str], day: int | None = None, *, steady: bool = True
) -> set[str]:
    """The documents that look for what these offer; on one `day` only, when it is given, or for what is not steady."""
    offers, seeks = tables.offers, tables.seeks
    found: set[str] = set()
    for chunk in _chunks([*document_ids]):
        query = select(seeks.c.document_id).join(offers, (offers.c.key == seeks.c.key) & (offers.c.day <= seeks.c.day))
        query = query.where(offers.c.document_id.in_(chunk), seeks.c.document_id != offers.c.document_id)
        query = query if day is None else query.where(offers.c.day == day)
        query = query if steady else query.where(~offers.c.steady)
        found |= set(connection.execute(query.distinct()).scalars())
    return found


def _insert_unlinked(connection: Connection, document_ids: Iterable[str]) -> None:
    table = tables.unlinked
    for chunk in _chunks(list(dict.fromkeys(document_ids))):
        known = set(connection.execute(select(table.c.document_id).where(table.c.document_id.in_(chunk))).scalars())
        new = [{"document_id": id_, "changed": False} for id_ in chunk if id_ not in known]
        if new:
            connection.execute(insert(table), new)


def _put_one(connection: Connection, linked: Linked) -> Changed:
    """Replace the links and responses of one document."""
    table, id_ = tables.links, linked.document_id
    firsts = {link.id for link in linked.first}
    given = {link.id: rows.sealed(rows.link_row(link)) for link in (*linked.second, *linked.first)}
    known = {row["id"]: row for row in connection.execute(_made_by([id_])).mappings()}
    gone = [each for each, row in known.items() if each not in given or _differs(row, given[each], firsts)]
    new = [row for each, row in given.items() if each not in known or each in gone]
    drop(
        connection, table, list({*gone, *(row["id"] for row in new)})
    )  # some were kept while this was an older version
    if new:
        connection.execute(insert(table), new)
        made = [{"link_id": row["id"], "document_id": id_, "first": row["id"] in firsts} for row in new]
        connection.execute(insert(tables.makers), made)
    first = any(known[each]["first"] for each in gone) or any(row["id"] in firsts for row in new)
    other = _put_responses(connection, linked)
    return Changed(first or _outcomes(connection, id_) != linked.outcomes, bool(gone or new) or other)


def _differs(row: Row, given: Row, firsts: Collection[str]) -> bool:
    return bool(row["seal"] != given["seal"] or row["first"] != (row["id"] in firsts))


def _put_responses(connection: Connection, linked: Linked) -> bool:
    """Replace the responses that linking found in a document; whether that changed anything. One that was found when
    the document was read, and that a person rejected since, stays what it is."""
    table = tables.statements
    found = connection.execute(select(table).where(table.c.document_id == linked.document_id)).mappings().all()
    known = {row["id"]: row["seal"] for row in found if rows.statement_of(row).by_linking}
    read = {row["id"] for row in found} - known.keys()
    given = {each.id: rows.sealed(rows.statement_row(each)) for each in linked.responses if each.id not in read}
    gone = [id_ for id_, seal in known.items() if id_ not in given or given[id_]["seal"] != seal]
    new = [row for id_, row in given.items() if id_ not in known or id_ in gone]
    drop(connection, table, gone)
    if new:
        connection.execute(insert(table), new)
    return bool(gone or new)


def _outcomes(connection: Connection, document_id: str) -> frozenset[int]:
    table = tables.offers
    query = select(table.c.key).where(table.c.document_id == document_id, table.c.day == OUTCOME)
    return frozenset(connection.execute(query).scalars())


def _put_outcomes(connection: Connection, linked: Linked) -> None:
    table = tables.offers
    same = (table.c.document_id == linked.document_id) & (table.c.day == OUTCOME)
    connection.execute(delete(table).where(same))
    _put_keys(connection, table, {linked.document_id: Keys(OUTCOME, linked.outcomes)})


def _put_keys(connection: Connection, table: Table, given: Mapping[str, Keys]) -> None:
    new = [
        {"key": key, "document_id": document_id, "day": each.day, "steady": key in each.steady}
        for document_id, each in given.items()
        for key in sorted(each.keys)
    ]
    if new:
        names = [column.name for column in table.c]
        connection.execute(insert(table), [{name: row[name] for name in names} for row in new])


def _made_by(document_ids: Sequence[str]) -> Select[tuple[object, ...]]:
    links, makers = tables.links, tables.makers
    query = select(links, makers.c.first, makers.c.document_id).join(makers, makers.c.link_id == links.c.id)
    return query.where(makers.c.document_id.in_(document_ids))


def _bare(row: Row) -> Row:
    """The row of the link without that of its maker."""
    return {name: value for name, value in row.items() if name in tables.links.c}


def _is_still(connection: Connection, marks: int) -> bool:
    return bool(connection.execute(select(tables.state.c.marks == marks)).scalar_one())


def _count(connection: Connection) -> None:
    connection.execute(update(tables.state).values(marks=tables.state.c.marks + 1))


def _delete(connection: Connection, table: Table, document_ids: Sequence[str]) -> None:
    for chunk in _chunks(document_ids):
        connection.execute(delete(table).where(table.c.document_id.in_(chunk)))


def _chunks(given: Sequence[T]) -> Iterator[Sequence[T]]:
    for first in range(0, len(given), CHUNK):
        yield given[first : first + CHUNK]
