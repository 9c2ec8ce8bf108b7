"""What a passage does, and which statement relates to which."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kb.model.bundle import BundlePart
from kb.model.document import Document, Passage
from kb.model.grounds import Basis, Ground, GroundKind
from kb.model.kept import NOTHING_KEPT, Kept
from kb.model.page import Page
from kb.model.words import WordCount


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


# The most cautious first: which position counts where several are taken, in a sentence or by several answers.
CAUTION = (
    Position.REJECTED, Position.EXISTING, Position.PARTLY, Position.DEFERRED, Position.UNCLEAR, Position.ADOPTED
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    """A run of a passage that recommends, requests, commits, intends or responds: `text == passage.text[start:end]`.

    `id` follows from document, kind, text and n-th occurrence, so a second run keeps it. `restated` marks an answering
    letter's words for a recommendation. `due` is the term as ISO date, when the words carry one. `grounds` are how it
    was found; those of what a person split or merged are those of what it was made from. `found_by` names the rule or
    model and its version, for people to read: nothing is decided by it.
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
    basis: Basis = field(kw_only=True)
    grounds: tuple[Ground, ...] = field(kw_only=True)

    @property
    def by_linking(self) -> bool:
        """Whether it was found when letters were laid beside each other, and not when its document was read."""
        return self.basis is Basis.MODEL

    def rests_on(self, *kinds: GroundKind) -> bool:
        """Whether one of its grounds is of one of these kinds."""
        return any(ground.kind in kinds for ground in self.grounds)

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.text) or not self.text:
            raise ValueError(f"statement {self.id}: text is not as long as its range")
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"statement {self.id}: score {self.score} is not between 0 and 1")


@dataclass(frozen=True, slots=True)
class Link:
    """A proposal of the machine: `source_id` (the later statement) relates to `target_id`.

    `position` is set on links that answer. `grounds` say why, in the order in which `kb.why` tells them; `found_by` is
    for people to read.
    """

    source_id: str
    target_id: str
    relation: Relation
    found_by: str
    score: float
    grounds: tuple[Ground, ...]
    position: Position | None = None
    basis: Basis = field(kw_only=True)

    @property
    def hearsay(self) -> bool:
        """Whether an answer is only told, by a document that is neither the authority's own nor its council's."""
        return self.rests_on(GroundKind.ANOTHER_TELLS)

    @property
    def of_the_whole(self) -> bool:
        """Whether an answer is said of all points at once, and of this one only because nothing more precise is."""
        told = self.rests_on(GroundKind.TOLD_IN, GroundKind.REFERS)
        return not told and self.rests_on(GroundKind.WHOLE, GroundKind.WHOLE_REPORT)

    def rests_on(self, *kinds: GroundKind) -> bool:
        """Whether one of its grounds is of one of these kinds."""
        return any(ground.kind in kinds for ground in self.grounds)

    @property
    def id(self) -> str:
        """Stable over runs: what is linked and how, not why."""
        return f"{self.source_id}-{self.relation}-{self.target_id}"


@dataclass(frozen=True, slots=True)
class Reading:
    """All that ingest knows of one document: what `KnowledgeBase.put` stores in one transaction. `proposal` are the
    documents that it seems to be instead; a person decides."""

    document: Document
    original: bytes
    pages: tuple[Page, ...]
    passages: tuple[Passage, ...]
    statements: tuple[Statement, ...]
    kept: Kept = NOTHING_KEPT
    proposal: tuple[BundlePart, ...] = ()
    words: WordCount | None = None


def whole_of(statement_id: str) -> str:
    """The id of the statement that a person split (".1") or merged ("+") to make this one; else the id itself."""
    return re.split(r"[.+]", statement_id)[0]
