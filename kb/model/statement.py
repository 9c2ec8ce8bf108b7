"""What a passage does, and which statement relates to which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kb.model.document import Document, Passage
from kb.model.kept import NOTHING_KEPT, Kept
from kb.model.page import Page


class StatementKind(StrEnum):
    """What a statement does."""

    RECOMMENDATION = "recommendation"
    REQUEST = "request"
    COMMITMENT = "commitment"
    INTENTION = "intention"
    RESPONSE = "response"


class Relation(StrEnum):
    """How the source of a link, always the later statement, relates to its target."""

    ANSWERS = "answers"
    RESTATES = "restates"
    ENDORSES = "endorses"
    REPEATS = "repeats"
    CHANGES = "changes"
    SUPPLEMENTS = "supplements"
    FULFILS = "fulfils"


class Position(StrEnum):
    """What a response says about a recommendation."""

    ADOPTED = "overgenomen"
    PARTLY = "deels overgenomen"
    REJECTED = "niet overgenomen"
    DEFERRED = "aangehouden"
    EXISTING = "bestaand beleid"
    UNCLEAR = "onduidelijk"


@dataclass(frozen=True, slots=True)
class Statement:
    """A run of a passage that recommends, requests, commits, intends or responds: `text == passage.text[start:end]`.

    `id` follows from document, kind, text and n-th occurrence, so a second run keeps it. `restated` marks an answering
    letter's words for a recommendation. `due` is the term as ISO date, when the words carry one. `found_by` names the
    rule or model and its version.
    """

    id: str
    document_id: str
    passage_id: str
    kind: StatementKind
    start: int
    end: int
    text: str
    found_by: str
    score: float
    label: str | None = None
    parent_id: str | None = None
    restated: bool = False
    soft: bool = False
    actor: str | None = None
    addressee: str | None = None
    due: date | None = None
    due_text: str | None = None

    @property
    def by_linking(self) -> bool:
        """Whether it was found when letters were laid beside each other, and not when its document was read."""
        return self.found_by.startswith(ALIGNED)

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.text) or not self.text:
            raise ValueError(f"statement {self.id}: text is not as long as its range")
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"statement {self.id}: score {self.score} is not between 0 and 1")


ALIGNED = "naast het advies gelegd"  # how responses are found by what they are about, when letters are linked
HEARSAY = "koppeling van horen zeggen"  # how links are found that neither the authority nor its council makes


@dataclass(frozen=True, slots=True)
class Link:
    """A proposal of the machine: `source_id` (the later statement) relates to `target_id`.

    `position` is set on links that answer. `evidence` says in a few Dutch words why.
    """

    source_id: str
    target_id: str
    relation: Relation
    found_by: str
    score: float
    evidence: str
    position: Position | None = None

    @property
    def hearsay(self) -> bool:
        """Whether an answer is only told, by a document that is neither the authority's own nor its council's."""
        return self.found_by.startswith(HEARSAY)

    @property
    def id(self) -> str:
        """Stable over runs: what is linked and how, not why."""
        return f"{self.source_id}-{self.relation}-{self.target_id}"


@dataclass(frozen=True, slots=True)
class Reading:
    """All that ingest knows of one file: what `KnowledgeBase.put` stores in one transaction."""

    document: Document
    original: bytes
    pages: tuple[Page, ...]
    passages: tuple[Passage, ...]
    statements: tuple[Statement, ...]
    kept: Kept = NOTHING_KEPT


def whole_of(statement_id: str) -> str:
    """The id of the statement that a person split (".1") or merged ("+") to make this one; else the id itself."""
    return re.split(r"[.+]", statement_id)[0]
