"""Queries over the tables. Every method is one transaction; writers are kept apart by the knowledge base's lock."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, Table, case, delete, func, insert, select, update

from kb.model import (
    NOTHING_KEPT,
    BundlePart,
    Correction,
    Decision,
    Document,
    FileReport,
    Kept,
    Link,
    Outcome,
    Page,
    PageSource,
    Passage,
    Reading,
    Statement,
    WordCount,
    whole_of,
)
from kb.store import copying, database, tables
from kb.store import mapping as rows
from kb.store.database import CHUNK, Row, drop, every, moved, one, upsert
from kb.store.linking import Linking, forget, mark

DOCUMENT, PASSAGE, STATEMENT = "document", "passage", "uitspraak"
COUNTED = ("pages", "passages", "statements")


class Store:
    """All that is known, in one relational database."""

    def __init__(self, url: str, *, readonly: bool = False) -> None:
        self._engine = database.engine(url, readonly=readonly)
        self.linking = Linking(self._engine)

    @property
    def file(self) -> Path | None:
        """The file that holds it; None for a database elsewhere."""
        return database.file_of(self._engine)

    def is_made(self) -> bool:
        """Whether it holds tables at all; looking makes no file."""
        return database.is_made(self._engine)

    def close(self) -> None:
        self._engine.dispose()

    def is_current(self) -> bool:
        """True when the tables are those of this program. Raises NewerStore when a later program made them."""
        return database.is_current(self._engine)

    def migrate(self) -> None:
        """Make the tables or bring them up to date. Call it under the writer's lock."""
        database.migrate(self._engine)

    # -- copies -------------------------------------------------------------------------------------------------------
    def is_sqlite(self) -> bool:
        """Whether this is one file that we can copy: other databases have a backup of their own."""
        return copying.is_sqlite(self._engine)

    def copy_to(self, path: Path) -> None:
        """Write all that is known at this moment to a new file. Raises BrokenStore; only for SQLite."""
        copying.copy_to(self._engine, path)

    def is_whole(self) -> bool:
        """Whether pages, indexes and rows fit together; takes reading everything. Only for SQLite."""
        return copying.is_whole(self._engine)

    # -- writing ------------------------------------------------------------------------------------------------------
    def put(self, reading: Reading) -> None:
        """Store or replace one document with everything in it. Links stay as far as both their ends stay; what it
        replaces is settled when it first comes in."""
        with self._engine.begin() as connection:
            _put(connection, reading)
            moved(connection, texts=True)

    def put_instead(
        self, gone: Sequence[str], readings: Sequence[Reading], carry: Callable[[Decision], Decision | None]
    ) -> None:
        """Documents of a file in the place of others of the same file. `carry` gives every decision in the words of
        what there is then, or None when it has to go too."""
        come = [reading.document.id for reading in readings]
        with self._engine.begin() as connection:
            for reading in readings:
                _put(connection, reading)
            _carry(connection, carry)
            _correct_instead(connection, gone, come)
            for document_id in gone:
                _forget(connection, document_id, lambda decision: None)
            _attach_instead(connection, gone, come)
            moved(connection, texts=True)
        database.wipe_log(self._engine)

    def add_vectors(self, document_id: str | None, embedder: str, vectors: Mapping[str, bytes]) -> None:
        """Store more rows of a document; without one, of texts that were made to compare letters."""
        with self._engine.begin() as connection:
            _put_vectors(connection, document_id, embedder, vectors)

    def report(self, report: FileReport) -> None:
        """Keep the last reading of each document and the last failure of each file. UNCHANGED says nothing new."""
        table = tables.reports
        with self._engine.begin() as connection:
            if report.document_id is not None:
                same = table.c.document_id == report.document_id
                if report.outcome is Outcome.UNCHANGED and connection.execute(select(table).where(same)).first():
                    return
                connection.execute(delete(table).where(same))
            failed = (table.c.file == report.file) & (table.c.outcome == str(Outcome.FAILED))
            connection.execute(delete(table).where(failed))
            connection.execute(insert(table), rows.sealed(rows.report_row(report)))
            moved(connection)

    def decide(self, decision: Decision, changed: Sequence[str] = ()) -> None:
        """Append a decision; the documents that are `changed` by it are to be linked again."""
        with self._engine.begin() as connection:
            connection.execute(insert(tables.decisions), rows.sealed(rows.decision_row(decision)))
            if changed:
                mark(connection, changed, decided=True)
            moved(connection)

    def correct(self, correction: Correction) -> None:
        """Append what a person wants hidden or shown."""
        with self._engine.begin() as connection:
            connection.execute(insert(tables.corrections), rows.sealed(rows.correction_row(correction)))
            moved(connection)

    def forget(
        self,
        document_id: str,
        carry: Callable[[Decision], Decision | None],
        corrections: Sequence[Correction] = (),
    ) -> None:
        """Delete a document and all that hangs on it; what was written is overwritten on disk. Raises NotFound.

        `carry` gives a decision about it in the words of another version, or None when it has to go too. A version that
        replaced this one replaces the version before it from now on. `corrections` are those that another version gets.
        """
        with self._engine.begin() as connection:
            _forget(connection, document_id, carry)
            for correction in corrections:
                connection.execute(insert(tables.corrections), rows.sealed(rows.correction_row(correction)))
            moved(connection, texts=True)
        database.wipe_log(self._engine)

    # -- reading ------------------------------------------------------------------------------------------------------
    def revision(self) -> int:
        """Moves with every change."""
        with self._engine.connect() as connection:
            return int(connection.execute(select(tables.state.c.revision)).scalar_one())

    def texts(self) -> int:
        """Moves when documents change: what the index has to follow."""
        with self._engine.connect() as connection:
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

    def refuse_bundle(self, document_id: str) -> None:
        """Remember that a document is one. Raises NotFound when nothing else was proposed."""
        table = tables.bundles
        with self._engine.begin() as connection:
            row = one(connection, table, document_id, "voorstel om te splitsen")
            refused = rows.sealed({**row, "refused": True})
            connection.execute(update(table).where(table.c.id == document_id).values(refused))
            moved(connection)

    def any_document(self) -> Document | None:
        """One of the documents, whichever; None when there is none."""
        return next(map(rows.document_of, self._all(select(tables.documents).limit(1))), None)

    def is_empty(self) -> bool:
        """Whether no document is stored; also of a store that an older program made."""
        return not self._all(select(tables.documents.c.id).limit(1))

    def documents(self) -> tuple[Document, ...]:
        """Oldest date first, those without a date last."""
        return _in_order(self._all(select(tables.documents)))

    def counting(self, ids: Collection[str] | None = None) -> tuple[Document, ...]:
        """The documents, or those with these ids, that no other one replaces; oldest date first."""
        table, newer = tables.documents, tables.documents.alias()
        query = select(table).where(~select(newer.c.id).where(newer.c.replaces == table.c.id).exists())
        if ids is None:
            return _in_order(self._all(query))
        given = list(ids)
        chunks = (given[first : first + CHUNK] for first in range(0, len(given), CHUNK))
        return _in_order([row for chunk in chunks for row in self._all(query.where(table.c.id.in_(chunk)))])

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
        found = {row["id"]: rows.words_of(row["contents"].get("words")) for row in self._all(select(table))}
        return {document_id: words for document_id, words in found.items() if words is not None}

    def pages(self, document_id: str) -> tuple[Page, ...]:
        return tuple(rows.page_of(row) for row in self._of(tables.pages, document_id))

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        return tuple(rows.passage_of(row) for row in self._of(tables.passages, document_id))

    def passage(self, passage_id: str) -> Passage:
        return rows.passage_of(self._one(tables.passages, passage_id, PASSAGE))

    def statement(self, statement_id: str) -> Statement:
        return rows.statement_of(self._one(tables.statements, statement_id, STATEMENT))

    def statements(self) -> tuple[Statement, ...]:
        """In the order of the text: document, passage, place."""
        return tuple(rows.statement_of(row) for row in self._all(_statements()))

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
        return tuple(rows.link_of(row) for row in self._all(select(tables.links).order_by(tables.links.c.id)))

    def decisions(self) -> tuple[Decision, ...]:
        """Oldest first."""
        query = select(tables.decisions).order_by(tables.decisions.c.sequence)
        return tuple(rows.decision_of(row) for row in self._all(query))

    def corrections(self, document_ids: Sequence[str]) -> tuple[Correction, ...]:
        """Oldest first."""
        table = tables.corrections
        query = select(table).where(table.c.document_id.in_(document_ids)).order_by(table.c.sequence)
        return tuple(rows.correction_of(row) for row in self._all(query))

    def reports(self) -> tuple[FileReport, ...]:
        query = select(tables.reports).order_by(tables.reports.c.sequence)
        return tuple(rows.report_of(row) for row in self._all(query))

    def passages_with_statements(self) -> dict[str, Passage]:
        """The passages that statements stand in, by id."""
        marked = select(tables.statements.c.passage_id).distinct()
        query = select(tables.passages).where(tables.passages.c.id.in_(marked))
        return {row["id"]: rows.passage_of(row) for row in self._all(query)}

    def passage_texts(self) -> Iterator[tuple[str, str, str]]:
        """Of every passage the ids of its document and of itself, and its text; in the order of each document."""
        table = tables.passages
        query = select(table.c.document_id, table.c.id, table.c.text).order_by(table.c.document_id, table.c.number)
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                yield row.document_id, row.id, row.text

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

    def _all(self, query: Select[tuple[object, ...]]) -> Sequence[Row]:
        with self._engine.connect() as connection:
            return connection.execute(query).mappings().all()

    def _one(self, table: Table, id_: str, noun: str) -> Row:
        with self._engine.connect() as connection:
            return one(connection, table, id_, noun)

    def _of(self, table: Table, document_id: str) -> Sequence[Row]:
        """The rows of one document, by number. Raises NotFound when there is no such document."""
        self._one(tables.documents, document_id, DOCUMENT)
        return self._all(select(table).where(table.c.document_id == document_id).order_by(table.c.number))


def _put(connection: Connection, reading: Reading) -> None:
    document, table = reading.document, tables.documents
    known = connection.execute(select(table).where(table.c.id == document.id)).mappings().one_or_none()
    if known:
        document = replace(document, replaces=known["replaces"])
    added = datetime.fromisoformat(known["added"]) if known else document.added or datetime.now(UTC)
    row = rows.sealed(rows.document_row(replace(document, added=added), _contents(reading)))
    if known is None:
        connection.execute(insert(table), row)
    else:
        connection.execute(update(table).where(table.c.id == document.id).values(row))
    pages = [rows.sealed(rows.page_row(document.id, page)) for page in reading.pages]
    passages = [rows.sealed(rows.passage_row(passage)) for passage in reading.passages]
    statements = [rows.sealed(rows.statement_row(statement)) for statement in reading.statements]
    drop(connection, tables.pages, upsert(connection, tables.pages, document.id, pages))
    gone = upsert(connection, tables.passages, document.id, passages)
    lost = upsert(connection, tables.statements, document.id, statements)
    drop(connection, tables.statements, lost)
    _drop_links_of(connection, lost)
    drop(connection, tables.passages, gone)  # last: a statement may have moved to another passage
    mark(connection, [each for each in (document.id, document.replaces) if each])
    _put_kept(connection, document.id, reading.kept)
    _put_proposal(connection, document.id, reading.proposal)


def _put_proposal(connection: Connection, document_id: str, parts: Sequence[BundlePart]) -> None:
    """Replace what a file seems to hold; that a person refused to split it stays."""
    table = tables.bundles
    known = connection.execute(select(table.c.refused).where(table.c.id == document_id)).scalar_one_or_none()
    connection.execute(delete(table).where(table.c.id == document_id))
    if parts or known:
        connection.execute(insert(table), rows.sealed(rows.bundle_row(document_id, parts, bool(known))))


def _forget(connection: Connection, document_id: str, carry: Callable[[Decision], Decision | None]) -> None:
    table, documents = tables.reports, tables.documents
    document = one(connection, documents, document_id, DOCUMENT)
    decisions = [rows.decision_of(row) for row in every(connection, tables.decisions, "sequence")]
    about = [each for each in decisions if any(anchor.document_id == document_id for anchor in each.anchors)]
    going = {each.id: carry(each) for each in about}
    dropped = [each for each in about if going[each.id] is None]
    for kept in filter(None, going.values()):
        again = rows.sealed(rows.decision_row(kept))
        connection.execute(update(tables.decisions).where(tables.decisions.c.id == kept.id).values(again))
    statements = tables.statements
    found = connection.execute(select(statements.c.id).where(statements.c.document_id == document_id))
    _drop_links_of(connection, [*(row.id for row in found), *(each.subject_id for each in dropped)])
    drop(connection, tables.decisions, [each.id for each in dropped])
    failed = (table.c.sha256 == document["sha256"]) & table.c.document_id.is_(None)
    connection.execute(delete(table).where((table.c.document_id == document_id) | failed))
    newer = select(documents).where(documents.c.replaces == document_id)
    replacing = connection.execute(newer).mappings().all()
    for row in replacing:
        later = rows.sealed({**row, "replaces": document["replaces"]})
        connection.execute(update(documents).where(documents.c.id == row["id"]).values(later))
    beside = [document["replaces"], *(row["id"] for row in replacing)]
    carried = [anchor.document_id for kept in filter(None, going.values()) for anchor in kept.anchors]
    mark(connection, list(dict.fromkeys([document_id, *filter(None, beside), *carried])))
    forget(connection, [document_id])
    drop(connection, documents, [document_id])
    connection.execute(delete(tables.vectors).where(tables.vectors.c.document_id.is_(None)))


def _carry(connection: Connection, carry: Callable[[Decision], Decision | None]) -> None:
    """Every decision as it is carried; those that are dropped stay for `_forget`, which drops their links too."""
    table = tables.decisions
    for row in every(connection, table, "sequence"):
        decision = rows.decision_of(row)
        moved_on = carry(decision)
        if moved_on is not None and moved_on != decision:
            again = rows.sealed(rows.decision_row(moved_on))
            connection.execute(update(table).where(table.c.id == decision.id).values(again))


def _correct_instead(connection: Connection, gone: Sequence[str], come: Sequence[str]) -> None:
    """What a person wants hidden of a document that goes stays hidden in each that comes in its place."""
    table = tables.corrections
    about = select(table).where(table.c.document_id.in_(gone)).order_by(table.c.sequence)
    for row in connection.execute(about).mappings().all():
        for document_id in come:
            moved_on = replace(rows.correction_of(row), document_id=document_id)
            connection.execute(insert(table), rows.sealed(rows.correction_row(moved_on)))


def _attach_instead(connection: Connection, gone: Sequence[str], come: Sequence[str]) -> None:
    """What came with a mail is what is in the place of the documents that are gone."""
    table = tables.documents
    for row in every(connection, table):
        if set(gone) & set(row["attachments"]):
            kept = [id_ for id_ in row["attachments"] if id_ not in gone]
            attached = rows.sealed({**row, "attachments": list(dict.fromkeys([*kept, *come]))})
            connection.execute(update(table).where(table.c.id == row["id"]).values(attached))


def _put_kept(connection: Connection, document_id: str, kept: Kept) -> None:
    """Replace what was kept of a document."""
    table = tables.findings
    connection.execute(delete(table).where(table.c.document_id == document_id))
    if kept.reader:
        found = zlib.compress(kept.found.encode(), 6)
        row = {"document_id": document_id, "reader": kept.reader, "found": found}
        connection.execute(insert(table), rows.sealed(row))
    connection.execute(delete(tables.vectors).where(tables.vectors.c.document_id == document_id))
    _put_vectors(connection, document_id, kept.embedder, kept.vectors)


def _put_vectors(connection: Connection, document_id: str | None, embedder: str, vectors: Mapping[str, bytes]) -> None:
    table = tables.vectors
    if vectors:
        same = {"document_id": document_id, "embedder": embedder}
        connection.execute(insert(table), [{**same, "digest": id_, "vector": row} for id_, row in vectors.items()])


def _drop_links_of(connection: Connection, statement_ids: Iterable[str]) -> None:
    """The links of these statements, and of what people made of them (ids that go on with a dot or a plus)."""
    table, gone = tables.links, set(statement_ids)
    for end in (table.c.source_id, table.c.target_id):
        ids = sorted(gone)
        for first in range(0, len(ids), CHUNK):
            connection.execute(delete(table).where(end.in_(ids[first : first + CHUNK])))
        made = select(table.c.id, end.label("end")).where(end.like("%.%") | end.like("%+%"))
        drop(connection, table, [row.id for row in connection.execute(made) if whole_of(row.end) in gone])


def _statements() -> Select[tuple[object, ...]]:
    passages, statements = tables.passages, tables.statements
    query = select(statements).join(passages, passages.c.id == statements.c.passage_id)
    return query.order_by(statements.c.document_id, passages.c.number, statements.c.start, statements.c.end.desc())


def _in_order(found: Iterable[Row]) -> tuple[Document, ...]:
    return tuple(sorted(map(rows.document_of, found), key=lambda each: each.place))


def _contents(reading: Reading) -> dict[str, Any]:
    """What a document holds, in numbers."""
    counts: dict[str, Any] = {
        "pages": len(reading.pages), "passages": len(reading.passages), "statements": len(reading.statements)
    }  # fmt: skip
    return counts if reading.words is None else {**counts, "words": rows.words_value(reading.words)}
