"""What people decide about what the machine proposes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kb.model.statement import Relation, StatementKind


class CommitmentStatus(StrEnum):
    """Where a commitment stands. All but OPEN need a decision by a person."""

    OPEN = "openstaand"
    IN_PROGRESS = "in behandeling"
    PARTLY_DONE = "deels afgedaan"
    DONE = "afgedaan"
    LAPSED = "vervallen"


class Verdict(StrEnum):
    """What a person decided: the first three about what is there, the next five change what is there."""

    CONFIRMED = "bevestigd"
    REJECTED = "afgewezen"
    CORRECTED = "gecorrigeerd"
    ADDED = "toegevoegd"  # a statement or link that the machine did not find
    MOVED = "verplaatst"  # a link, to another recommendation
    SPLIT = "gesplitst"
    MERGED = "samengevoegd"
    PLACED = "ingedeeld"  # a body or a document, with the authorities to which it belongs
    WITHDRAWN = "ingetrokken"  # undoes an earlier decision


class DecisionState(StrEnum):
    """What is left of a decision. Derived, never stored."""

    COUNTS = "geldt"
    SUSPECT = "opnieuw bekijken"  # holds, while the text under it changed
    LOOSE = "los"  # what it judged can no longer be found
    OVERRULED = "achterhaald"  # a later decision about the same counts
    WITHDRAWN = "ingetrokken"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A statement as it stood when it was judged: enough to find it again in a later reading or version.

    `kind` is what the machine found. `place` is where it begins, as a share (0 to 1) of the characters of the document.
    """

    statement_id: str
    document_id: str
    passage_id: str
    start: int
    kind: StatementKind
    quote: str
    place: float = 0.0


@dataclass(frozen=True, slots=True)
class Proof:
    """Where it stands that a commitment is done: on a page, or in a paragraph of a document without pages."""

    document_id: str
    done_on: date
    page: int | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a statement or a link (`subject_id`), or about the name of a body. Append-only; the
    last one counts.

    `anchors` are the statements that were judged: itself, or the two ends of a link; a move has the new target third, a
    split its parts behind the whole, a merge both statements. `value` is the new position, kind or commitment status,
    `proposed` the position or kind that stood there before; a withdrawal has the id of the withdrawn decision as value.

    One about a name has no anchors: `subject_id` is the name as letters write it, `value` the name by which that body
    is shown (merged), that of another body (rejected: they are two), or the authorities to which it belongs (placed; ""
    for none). Of a document as a whole such a decision has the id in the place of the name.
    """

    id: str
    subject_id: str
    verdict: Verdict
    by: str
    at: datetime
    reason: str
    anchors: tuple[Anchor, ...]
    value: str | None = None
    relation: Relation | None = None  # of a link
    proposed: str | None = None
    proof: Proof | None = None

    @property
    def is_about_name(self) -> bool:
        """Whether it is about a body by its name, or about a document as a whole, and not about what stands in it."""
        return not self.anchors

    @property
    def quotes(self) -> tuple[str, ...]:
        """The literal words that were judged."""
        if self.is_about_name:
            return (self.subject_id,)
        return tuple(anchor.quote for anchor in self.anchors)

    @property
    def fingerprint(self) -> str:
        """Of the words that were judged; line breaks and double spaces do not count."""
        plain = "\n".join(" ".join(quote.split()) for quote in self.quotes)
        return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision and what is left of it. `subject_id` is the statement or link that it is about now, which has another
    id than when it was judged after a new version; None for one that hangs loose."""

    decision: Decision
    state: DecisionState
    subject_id: str | None
    machine: bool = True  # the subject is a proposal of the machine, not something that a person made


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far people agree with one kind of proposal, counting the last decision about each.

    `kind` is Dutch ("aanbeveling", "antwoord", "standpunt"). `suspect` and `loose` decisions are not among `judged`;
    `added` counts what the machine missed and people made.
    """

    kind: str
    judged: int = 0
    confirmed: int = 0
    corrected: int = 0
    rejected: int = 0
    suspect: int = 0
    loose: int = 0
    added: int = 0

    @property
    def share(self) -> float | None:
        """Confirmed among judged, 0 to 1; None when nothing was judged."""
        return self.confirmed / self.judged if self.judged else None
