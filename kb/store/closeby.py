"""What is asked of the tables about some documents, so that it takes as long in a base of a hundred thousand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Engine, exists, or_, select

from kb.model import PageSource
from kb.store import tables
from kb.store.database import CHUNK


class Closeby:
    """The part of the store that reads no more than is asked for."""

    _reads: Engine

    def newest_of(self, document_ids: Iterable[str]) -> dict[str, str]:
        """The newest version of each of these documents that is there, and of each other version of them."""
        table = tables.documents
        replaced, asked, waiting = dict[str, str | None](), set[str](), set(document_ids)
        while waiting:
            asked |= waiting
            found = {
                id_: older
                for column in (table.c.id, table.c.replaces)
                for some in _among(column, waiting)
                for id_, older in self._values((table.c.id, table.c.replaces), some)
            }
            replaced |= found
            waiting = {*found, *filter(None, found.values())} - asked
        return _newest(replaced)

    def most_versions(self) -> int:
        """How many versions the document has of which there are most."""
        table = tables.documents
        # more than nothing: for what is not NULL no index is used
        replaced = dict(self._values((table.c.id, table.c.replaces), table.c.replaces > ""))
        many = Counter(_newest(replaced | dict.fromkeys(set(replaced.values()) - replaced.keys())).values())
        return max(many.values(), default=1)

    def scanned_among(self, document_ids: Collection[str]) -> set[str]:
        """Those of these documents of which a page was read by OCR."""
        table = tables.pages
        ocr = table.c.source == str(PageSource.OCR)
        return {id_ for some in _among(table.c.document_id, document_ids)
                for (id_,) in self._values((table.c.document_id,), ocr & some)}  # fmt: skip

    def link_ends(self, to: Collection[str] = (), of: Collection[str] = ()) -> set[tuple[str, str]]:
        """(source, target) of the links to these statements, and of those from these."""
        table = tables.links
        ends = (table.c.source_id, table.c.target_id)
        asked = [*_among(table.c.target_id, to), *_among(table.c.source_id, of)]
        return {(source, target) for each in asked for source, target in self._values(ends, each)}

    def beside(self, statement_ids: Collection[str]) -> set[str]:
        """The statements in the passages in which these stand, themselves included."""
        table = tables.statements
        passages = {id_ for some in _among(table.c.id, statement_ids)
                    for (id_,) in self._values((table.c.passage_id,), some)}  # fmt: skip
        return {id_ for some in _among(table.c.passage_id, passages)
                for (id_,) in self._values((table.c.id,), some)}  # fmt: skip

    def documents_of_statements(self, statement_ids: Collection[str]) -> dict[str, str]:
        """By each of these statements that is there, the document in which it stands."""
        table = tables.statements
        return {id_: document_id for some in _among(table.c.id, statement_ids)
                for id_, document_id in self._values((table.c.id, table.c.document_id), some)}  # fmt: skip

    def read_otherwise(self, reader: str) -> list[str]:
        """The documents in which another one than this reader found what is kept, or of which nothing is kept."""
        there, table = tables.documents, tables.findings
        other = or_(table.c.reader < reader, table.c.reader > reader)  # an index finds these, and not what is unequal
        without = ~exists().where(table.c.document_id == there.c.id)
        return [
            *(id_ for (id_,) in self._values((table.c.document_id,), other)),
            *(id_ for (id_,) in self._values((there.c.id,), without)),
        ]

    def _values(self, columns: Sequence[ColumnElement[Any]], where: ColumnElement[bool]) -> Sequence[Any]:
        with self._reads.connect() as connection:
            return connection.execute(select(*columns).where(where)).all()


def _among(column: ColumnElement[str], given: Collection[str]) -> Iterator[ColumnElement[bool]]:
    """That a value is one of these, in as many questions as a database wants."""
    values = sorted(given)
    for first in range(0, len(values), CHUNK):
        yield column.in_(values[first : first + CHUNK])


def _newest(replaced: Mapping[str, str | None]) -> dict[str, str]:
    """The newest version of each of these documents, by which one each of them replaces."""
    newer = {older: id_ for id_, older in replaced.items() if older}

    def last(id_: str) -> str:
        while id_ in newer:
            id_ = newer[id_]
        return id_

    return {id_: last(id_) for id_ in replaced}
