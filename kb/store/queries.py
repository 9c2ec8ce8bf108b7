"""What is asked of the tables; nothing here writes."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from sys import intern
from typing import Any

from sqlalchemy import ColumnElement, Engine, Select, Table, Text, case, cast, func, null, or_, select

from kb.model import (
    NOTHING_KEPT,
    BlockKind,
    BundlePart,
    Correction,
    Decision,
    Document,
    FileReport,
    Forgotten,
    HowRead,
    Kept,
    Link,
    Page,
    PageSource,
    Passage,
    PassagePlace,
    Statement,
    WordCount,
    place_of,
)
from kb.store import bulk, tables
from kb.store import mapping as rows
from kb.store.database import CHUNK, Row, one

DOCUMENT, PASSAGE, STATEMENT = "document", "passage", "uitspraak"
COUNTED = ("pages", "passages", "statements")
BATCH = 1000  # rows that are fetched at once


class Queries:
    """The part of the store that reads."""

    _reads: Engine

    def revision(self) -> int:
        """Moves with every change."""
        with self._reads.connect() as connection:
            return int(connection.execute(select(tables.state.c.revision)).scalar_one())

    def found_at(self) -> tuple[int, int]:
        """Moves with every change but a decision of a person and a correction of what is hidden, which are a row each:
        when what the machine found may be another."""
        state, many = tables.state.c, select(func.count())
        decided = many.select_from(tables.decisions).scalar_subquery()
        corrected = many.select_from(tables.corrections).scalar_subquery()
        with self._reads.connect() as connection:
            row = connection.execute(select(state.texts, state.revision - decided - corrected)).one()
            return int(row[0]), int(row[1])

    def texts(self) -> int:
        """Moves when documents change: what the index has to follow."""
        with self._reads.connect() as connection:
            return int(connection.execute(select(tables.state.c.texts)).scalar_one())

    def find(self, sha256: str) -> Document | None:
        """A document of the file with this sha256; None when there is none."""
        return next(iter(self.of_file(sha256)), None)

    def of_file(self, sha256: str) -> tuple[Document, ...]:
        """The document of this file, or those that are its parts, in the order of their pages."""
        found = self._all(select(tables.documents).where(tables.documents.c.sha256 == sha256))
        return tuple(sorted(map(rows.document_of, found), key=lambda each: (each.first_page, each.page_count)))

    def bundles(self) -> dict[str, tuple[BundlePart, ...]]:
        """Per document what it seems to be instead, unless a person refused that."""
        table = tables.bundles
        found = self._all(select(table).where(table.c.refused.is_(False)))
        return {row["id"]: rows.bundle_of(row) for row in found}

    def any_document(self) -> Document | None:
        """One of the documents, whichever; None when there is none."""
        return next(map(rows.document_of, self._all(select(tables.documents).limit(1))), None)

    def is_empty(self) -> bool:
        """Whether no document is stored; also of a store that an older program made."""
        return not self._all(select(tables.documents.c.id).limit(1))

    def documents(self) -> tuple[Document, ...]:
        """Oldest date first, those without a date last."""
        return _in_order(self._stream(select(tables.documents)))

    def documents_by_id(self, ids: Collection[str]) -> tuple[Document, ...]:
        """Those that exist, older versions too; oldest date first."""
        table, given = tables.documents, sorted(ids)
        chunks = (given[first : first + CHUNK] for first in range(0, len(given), CHUNK))
        return _in_order([row for chunk in chunks for row in self._all(select(table).where(table.c.id.in_(chunk)))])

    def counting(self, ids: Collection[str] | None = None) -> tuple[Document, ...]:
        """The documents, or those with these ids, that no other one replaces; oldest date first."""
        table, query = tables.documents, _unreplaced()
        if ids is None:
            return _in_order(self._all(query))
        given = list(ids)
        chunks = (given[first : first + CHUNK] for first in range(0, len(given), CHUNK))
        return _in_order([row for chunk in chunks for row in self._all(query.where(table.c.id.in_(chunk)))])

    def counting_of(self, day: date | None) -> tuple[Document, ...]:
        """Of the documents that no other one replaces those of one day, and those without; all when no day is given."""
        written = tables.documents.c.date
        query = _unreplaced()
        return _in_order(self._all(query if day is None else query.where(or_(written == day, written.is_(null())))))

    def heads(self) -> Sequence[Any]:
        """By what a question may name each document that no other one replaces: id, file, date and references."""
        there = tables.documents.c
        named = (there.id, there.file, there.date, there.our_reference, there.your_reference)
        return list(self._each(_unreplaced().with_only_columns(*named)))

    def other_versions(self, document: Document) -> list[Document]:
        """The other versions of a document, oldest first."""
        found, table = [document], tables.documents
        while found[0].replaces and (older := self._all(select(table).where(table.c.id == found[0].replaces))):
            found.insert(0, rows.document_of(older[0]))
        while newer := self._all(select(table).where(table.c.replaces == found[-1].id)):
            found.append(rows.document_of(newer[0]))
        return [each for each in found if each.id != document.id]

    def newest(self) -> dict[str, str]:
        """The newest version of each document."""
        table = tables.documents
        replaced = {row["id"]: row["replaces"] or "" for row in self._all(select(table.c.id, table.c.replaces))}
        found: dict[str, str] = {}
        for last in replaced.keys() - set(replaced.values()):
            one = last
            while one in replaced:
                found[one], one = last, replaced[one]
        return found

    def document(self, document_id: str) -> Document:
        return rows.document_of(self._one(tables.documents, document_id, DOCUMENT))

    def unplaced(self) -> list[str]:
        """The documents of which nobody looked to which authority they belong."""
        table = tables.documents
        return [row["id"] for row in self._all(select(table.c.id).where(table.c.authorities.is_(null())))]

    def readers(self) -> dict[str, str]:
        """Per document the identity of what found something in its sentences; "" where nothing is kept of that."""
        there, table = tables.documents, tables.findings
        query = select(there.c.id, table.c.reader).select_from(
            there.outerjoin(table, table.c.document_id == there.c.id)
        )
        return {row["id"]: row["reader"] or "" for row in self._all(query)}

    def found(self, document_id: str) -> Kept:
        """What was found in the sentences of a document, without vectors."""
        table = tables.findings
        rows_ = self._all(select(table).where(table.c.document_id == document_id))
        return Kept(rows_[0]["reader"], zlib.decompress(rows_[0]["found"]).decode()) if rows_ else NOTHING_KEPT

    def vectors(self, digests: Sequence[str], embedder: str) -> dict[str, bytes]:
        """The rows of these texts that this embedder made before."""
        table = tables.vectors
        found: dict[str, bytes] = {}
        for first in range(0, len(digests), CHUNK):
            asked = table.c.digest.in_(digests[first : first + CHUNK])
            query = select(table.c.digest, table.c.vector).where(asked, table.c.embedder == embedder)
            found |= {row["digest"]: row["vector"] for row in self._all(query)}
        return found

    def contents(self, document_id: str) -> dict[str, int]:
        """How many pages, passages and statements were written with this document."""
        written = self._one(tables.documents, document_id, DOCUMENT)["contents"]
        return {name: written[name] for name in COUNTED}

    def words(self) -> dict[str, WordCount]:
        """What became of the words of each document; not of one whose words were not counted."""
        table = tables.documents
        query = select(table.c.id, table.c.contents)
        found = {id_: rows.words_of(contents.get("words")) for id_, contents in self._each(query)}
        return {document_id: words for document_id, words in found.items() if words is not None}

    def pages(self, document_id: str) -> tuple[Page, ...]:
        return tuple(rows.page_of(row) for row in self._of(tables.pages, document_id))

    def how_read(self, document_ids: Sequence[str]) -> dict[str, list[HowRead]]:
        """By document how its pages were read, in order; one that is not there is not here."""
        table, found = tables.pages, dict[str, list[HowRead]]()
        columns = (table.c.document_id, table.c.source, table.c.known, table.c.blocks)
        for first in range(0, len(document_ids), CHUNK):
            query = select(*columns).where(table.c.document_id.in_(document_ids[first : first + CHUNK]))
            for row in self._all(query.order_by(table.c.document_id, table.c.number)):
                found.setdefault(row["document_id"], []).append(rows.how_read_of(row))
        return found

    def first_pages(self, letters: str) -> Iterator[tuple[str, Page]]:
        """Documents with their first page, where these plain letters stand on it, in one line."""
        table = tables.pages
        first = select(table.c.document_id, func.min(table.c.number).label("number")).group_by(table.c.document_id)
        found = first.subquery()
        there = (found.c.document_id == table.c.document_id) & (found.c.number == table.c.number)
        query = select(table).join(found, there).where(cast(table.c.blocks, Text).contains(letters, autoescape=True))
        return ((row["document_id"], rows.page_of(row)) for row in self._stream(query))

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        return tuple(rows.passage_of(row) for row in self._of(tables.passages, document_id))

    def passage(self, passage_id: str) -> Passage:
        return rows.passage_of(self._one(tables.passages, passage_id, PASSAGE))

    def statement(self, statement_id: str) -> Statement:
        return rows.statement_of(self._one(tables.statements, statement_id, STATEMENT))

    def statements(self) -> tuple[Statement, ...]:
        """In the order of the text: document, passage, place."""
        return tuple(bulk.statement_from(values) for values in self._each(_statements(bulk.STATEMENT)))

    def statements_of(self, document_ids: Collection[str]) -> tuple[Statement, ...]:
        """Those in these documents, in the order of the text per document."""
        ids, table = sorted(document_ids), tables.statements
        chunks = (ids[first : first + CHUNK] for first in range(0, len(ids), CHUNK))
        return tuple(
            rows.statement_of(row)
            for chunk in chunks
            for row in self._all(_statements().where(table.c.document_id.in_(chunk)))
        )

    def links(self) -> tuple[Link, ...]:
        """In the order of their ids by code point, which no two databases have to share."""
        return tuple(sorted(map(bulk.link_from, self._each(select(*bulk.LINK))), key=lambda link: link.id))

    def links_between(self, statement_ids: Collection[str]) -> tuple[Link, ...]:
        """Those that begin at one of these statements and end at another."""
        table, ends = tables.links, set(statement_ids)
        ids = sorted(ends)
        chunks = (ids[first : first + CHUNK] for first in range(0, len(ids), CHUNK))
        found = (row for chunk in chunks for row in self._all(select(table).where(table.c.source_id.in_(chunk))))
        links = (rows.link_of(row) for row in found if row["target_id"] in ends)
        return tuple(sorted(links, key=lambda link: link.id))

    def ends_of(self, link_id: str) -> tuple[str, str] | None:
        """The statements that this link joins; None when there is no such link."""
        table = tables.links
        found = self._all(select(table.c.source_id, table.c.target_id).where(table.c.id == link_id))
        return (found[0]["source_id"], found[0]["target_id"]) if found else None

    def decisions(self) -> tuple[Decision, ...]:
        """Oldest first."""
        query = select(tables.decisions).order_by(tables.decisions.c.sequence)
        return tuple(rows.decision_of(row) for row in self._all(query))

    def corrections(self, document_ids: Sequence[str]) -> tuple[Correction, ...]:
        """Oldest first."""
        table = tables.corrections
        query = select(table).where(table.c.document_id.in_(document_ids)).order_by(table.c.sequence)
        return tuple(rows.correction_of(row) for row in self._all(query))

    def forgotten(self) -> tuple[Forgotten, ...]:
        """Newest first."""
        query = select(tables.forgotten).order_by(tables.forgotten.c.sequence.desc())
        return tuple(rows.forgotten_of(row) for row in self._all(query))

    def reports(self) -> tuple[FileReport, ...]:
        query = select(tables.reports).order_by(tables.reports.c.sequence)
        return tuple(rows.report_of(row) for row in self._all(query))

    def places_with_statements(self) -> dict[str, PassagePlace]:
        """Where the passages stand that statements stand in, by id."""
        marked = select(tables.statements.c.passage_id).distinct()
        return dict(self._places(tables.passages.c.id.in_(marked)))

    def places(self, ids: Sequence[str]) -> dict[str, PassagePlace]:
        """Where these passages stand; of those that exist."""
        found: dict[str, PassagePlace] = {}
        for first in range(0, len(ids), CHUNK):
            found |= self._places(tables.passages.c.id.in_(ids[first : first + CHUNK]))
        return found

    def _places(self, of: ColumnElement[bool]) -> Iterator[tuple[str, PassagePlace]]:
        table = tables.passages
        for id_, number, boxes in self._each(select(table.c.id, table.c.number, table.c.boxes).where(of)):
            yield intern(id_), place_of(number, [(start, end, page) for start, end, page, _ in boxes])

    def passage_texts(self) -> Iterator[tuple[str, str, str]]:
        """Of every passage the ids of its document and of itself, and its text; in the order of each document."""
        table = tables.passages
        query = select(table.c.document_id, table.c.id, table.c.text).order_by(table.c.document_id, table.c.number)
        yield from self._each(query)

    def passages_by_id(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Those that exist."""
        return {
            row["id"]: rows.passage_of(row)
            for first in range(0, len(ids), CHUNK)
            for row in self._all(select(tables.passages).where(tables.passages.c.id.in_(ids[first : first + CHUNK])))
        }

    def passages_around(self, passage: Passage, reach: int) -> tuple[Passage, ...]:
        """The passage with at most so many before and after it, in the order of its document."""
        table = tables.passages
        near = table.c.number.between(passage.number - reach, passage.number + reach)
        query = select(table).where(table.c.document_id == passage.document_id, near).order_by(table.c.number)
        return tuple(rows.passage_of(row) for row in self._all(query))

    def passage_ids(self, document_ids: Sequence[str]) -> set[str]:
        """The ids of all passages of these documents."""
        table = tables.passages
        return {
            row["id"]
            for first in range(0, len(document_ids), CHUNK)
            for row in self._all(select(table.c.id).where(table.c.document_id.in_(document_ids[first : first + CHUNK])))
        }

    def telling_passages(self, document_id: str) -> tuple[Passage, ...]:
        """Those of a document that are no headings, in its order."""
        table = tables.passages
        query = select(table).where(table.c.document_id == document_id, table.c.kind != str(BlockKind.HEADING))
        return tuple(rows.passage_of(row) for row in self._all(query.order_by(table.c.number)))

    def passage_counts(self) -> dict[str, int]:
        """Per document how many passages are no headings."""
        table = tables.passages
        query = select(table.c.document_id, func.count().label("passages")).where(
            table.c.kind != str(BlockKind.HEADING)
        )
        return {row["document_id"]: int(row["passages"]) for row in self._all(query.group_by(table.c.document_id))}

    def page_counts(self) -> dict[str, tuple[int, int]]:
        """Per document: its pages, and those on which no words could be read."""
        table = tables.pages
        empty = func.sum(case((table.c.source == str(PageSource.NONE), 1), else_=0)).label("empty")
        query = select(table.c.document_id, func.count().label("pages"), empty).group_by(table.c.document_id)
        return {row["document_id"]: (int(row["pages"]), int(row["empty"])) for row in self._all(query)}

    def scanned(self) -> set[str]:
        """The documents of which a page was read by OCR."""
        table = tables.pages
        return {
            row["document_id"]
            for row in self._all(select(table.c.document_id).where(table.c.source == str(PageSource.OCR)).distinct())
        }

    def is_scanned(self, document_id: str) -> bool:
        """Whether a page of this document was read by OCR."""
        table = tables.pages
        ocr = (table.c.document_id == document_id) & (table.c.source == str(PageSource.OCR))
        return bool(self._all(select(table.c.id).where(ocr).limit(1)))

    def broken_seals(self) -> Iterator[tuple[str, str]]:
        """(name of the table, id) of each row whose values are not those that were written."""
        for table in tables.metadata.sorted_tables:
            if "seal" in table.c:
                for row in self._all(select(table)):
                    if rows.seal(row) != row["seal"]:
                        yield table.name, str(row.get("id", row.get("file", row.get("document_id"))))

    def _each(self, query: Select[Any]) -> Iterator[Any]:
        """The rows one after the other, as values in the order of their columns: for what is read by the thousands."""
        with self._reads.connect() as connection:
            yield from connection.execute(query).yield_per(BATCH)

    def _stream(self, query: Select[Any]) -> Iterator[Row]:
        """The same, as values by the names of their columns."""
        with self._reads.connect() as connection:
            yield from connection.execute(query).yield_per(BATCH).mappings()

    def _all(self, query: Select[tuple[object, ...]]) -> Sequence[Row]:
        with self._reads.connect() as connection:
            return connection.execute(query).mappings().all()

    def _one(self, table: Table, id_: str, noun: str) -> Row:
        with self._reads.connect() as connection:
            return one(connection, table, id_, noun)

    def _of(self, table: Table, document_id: str) -> Sequence[Row]:
        """The rows of one document, by number. Raises NotFound when there is no such document."""
        self._one(tables.documents, document_id, DOCUMENT)
        return self._all(select(table).where(table.c.document_id == document_id).order_by(table.c.number))


def _unreplaced() -> Select[Any]:
    """The documents of which there is no newer version."""
    table, newer = tables.documents, tables.documents.alias()
    # as one list, looked up per document: those that replace another are few
    older = select(newer.c.replaces).where(newer.c.replaces.is_not(null()))
    return select(table).where(table.c.id.not_in(older))


def _statements(columns: Sequence[ColumnElement[Any]] = (*tables.statements.c,)) -> Select[Any]:
    passages, statements = tables.passages, tables.statements
    query = select(*columns).join(passages, passages.c.id == statements.c.passage_id)
    place = (statements.c.document_id, passages.c.number, statements.c.start, statements.c.end.desc())
    return query.order_by(*place, statements.c.id)


def _in_order(found: Iterable[Row]) -> tuple[Document, ...]:
    return tuple(sorted(map(rows.document_of, found), key=lambda each: each.place))
