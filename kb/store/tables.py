"""The tables of the store. `migrations/` makes them; a test compares the two.

Every row carries a `seal`, the sha256 of its own values: `check` notices a row that was changed behind the store's
back, also where nothing else would contradict it (a position, a date).
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

SCHEMA = "0010"  # the newest revision in migrations/versions, known without loading Alembic

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)


def _of_document() -> Column[str]:
    return Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True)


state = Table(
    "state",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),  # moves with every change
    Column("texts", Integer, nullable=False),  # moves when documents change: what the index has to follow
    Column("marks", Integer, nullable=False),  # moves when a document has to be linked again
)

UNPLACED = text("authorities IS NULL")

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("file", String, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),  # of the file: its parts share it
    Column("title", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("sender", Text),
    Column("addressee", Text),
    Column("date", Date, index=True),
    Column("our_reference", Text),
    Column("your_reference", Text),
    Column("subject", Text),
    Column("answers", JSON, nullable=False),
    Column("signatories", JSON, nullable=False),
    Column("enclosures", JSON, nullable=False),
    Column("authorities", JSON(none_as_null=True)),  # NULL: an older program read it, and did not look for them
    Column("attachments", JSON, nullable=False),
    Column("paged", Boolean, nullable=False),
    Column("page_count", Integer, nullable=False),
    Column("added", String),
    Column("replaces", String, index=True),
    Column("part", JSON(none_as_null=True)),  # first page, last page, pages of the file
    # How many pages, passages and statements, so that a missing row is noticed; and words.
    Column("contents", JSON, nullable=False),
    Column("seal", String(64), nullable=False),
    Index("ix_documents_unplaced", "id", postgresql_where=UNPLACED, sqlite_where=UNPLACED),
)

bundles = Table(
    "bundles",
    metadata,
    Column("id", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("parts", JSON, nullable=False),
    Column("refused", Boolean, nullable=False),
    Column("seal", String(64), nullable=False),
)

pages = Table(
    "pages",
    metadata,
    Column("id", String, primary_key=True),
    _of_document(),
    Column("number", Integer, nullable=False),
    Column("width", Float, nullable=False),
    Column("height", Float, nullable=False),
    Column("source", String, nullable=False, index=True),
    Column("known", Float),
    Column("turn", Integer, nullable=False),
    Column("blocks", JSON, nullable=False),
    Column("seal", String(64), nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("id", String, primary_key=True),
    _of_document(),
    Column("number", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("boxes", JSON, nullable=False),
    Column("section", JSON, nullable=False),
    Column("kind", String, nullable=False),
    Column("level", Integer),
    Column("label", String),
    Column("also", JSON, nullable=False),
    Column("seal", String(64), nullable=False),
)

statements = Table(
    "statements",
    metadata,
    Column("id", String, primary_key=True),
    _of_document(),
    Column("passage_id", ForeignKey("passages.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("found_by", String, nullable=False),
    Column("basis", String, nullable=False),
    Column("grounds", JSON, nullable=False),
    Column("score", Float, nullable=False),
    Column("label", String),
    Column("parent_id", String),
    Column("restated", Boolean, nullable=False),
    Column("soft", Boolean, nullable=False),
    Column("actor", Text),
    Column("addressee", Text),
    Column("due", Date),
    Column("due_text", Text),
    Column("seal", String(64), nullable=False),
)

findings = Table(
    "findings",
    metadata,
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("reader", Text, nullable=False, index=True),  # the identity of what found this
    Column("found", LargeBinary, nullable=False),  # in the sentences of all passages, in the reader's notation, packed
    Column("seal", String(64), nullable=False),
)

vectors = Table(
    "vectors",
    metadata,
    Column("number", Integer, primary_key=True),
    # Of a text that was only made to compare letters: none. These go with the next document that is forgotten.
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), index=True),
    Column("digest", String(32), nullable=False, index=True),
    Column("embedder", Text, nullable=False),
    Column("vector", LargeBinary, nullable=False),
)

links = Table(
    "links",
    metadata,
    Column("id", String, primary_key=True),
    # No foreign keys: an end may be a statement that a person made, which follows from a decision.
    Column("source_id", String, nullable=False, index=True),
    Column("target_id", String, nullable=False, index=True),
    Column("relation", String, nullable=False),
    Column("found_by", String, nullable=False),
    Column("basis", String, nullable=False),
    Column("grounds", JSON, nullable=False),
    Column("score", Float, nullable=False),
    Column("position", String),
    Column("seal", String(64), nullable=False),
)

# Which document a proposed link was made for, and whether that took no more than the letters that it found.
makers = Table(
    "makers",
    metadata,
    Column("link_id", ForeignKey("links.id", ondelete="CASCADE"), primary_key=True),
    Column("document_id", String, nullable=False, index=True),
    Column("first", Boolean, nullable=False),
)

# The documents that have to be linked again. `changed`: what they can be found by may differ too.
unlinked = Table(
    "unlinked",
    metadata,
    Column("document_id", String, primary_key=True),
    Column("changed", Boolean, nullable=False),
)


def _keys(name: str, *more: Column[bool]) -> Table:
    """Digests of what a document is found by, or looks for, on its day (see kb/store/linking.py)."""
    return Table(
        name,
        metadata,
        Column("key", BigInteger, primary_key=True, autoincrement=False),
        Column("document_id", String, primary_key=True, index=True),
        Column("day", Integer, nullable=False),
        *more,
        sqlite_with_rowid=False,
    )


offers = _keys("offers", Column("steady", Boolean, nullable=False))
seeks = _keys("seeks")

decisions = Table(
    "decisions",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("subject_id", String, nullable=False, index=True),
    Column("verdict", String, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("anchors", JSON, nullable=False),
    Column("value", String),
    Column("relation", String),
    Column("proposed", String),
    Column("proof", JSON(none_as_null=True)),
    Column("seal", String(64), nullable=False),
)

corrections = Table(
    "corrections",
    metadata,
    Column("sequence", Integer, primary_key=True),
    _of_document(),
    Column("text", Text, nullable=False),
    Column("hide", Boolean, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("seal", String(64), nullable=False),
)

forgotten = Table(
    "forgotten",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("document_id", String, nullable=False),  # of what is not there any more
    Column("by", Text, nullable=False),
    Column("day", String, nullable=False),
    Column("seal", String(64), nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("file", String, nullable=False, index=True),
    Column("sha256", String(64)),
    Column("at", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("document_id", String, index=True),
    Column("pages", Integer, nullable=False),
    Column("pages_without_text", Integer, nullable=False),
    Column("messages", JSON, nullable=False),
    Column("seal", String(64), nullable=False),
)
