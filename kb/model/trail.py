"""What is derived: one recommendation with everything that followed, an advice, a commitment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kb.model.decision import CommitmentStatus, Decision, Verdict
from kb.model.document import Document
from kb.model.statement import CAUTION, Link, Position, Statement


class Status(StrEnum):
    """Where an advice or a recommendation stands. Derived, never stored."""

    ANSWERED = "beantwoord"
    IN_GENERAL = "alleen in het algemeen beantwoord"  # by what is said of all points at once
    PARTLY_ANSWERED = "deels beantwoord"
    DEFERRED = "aangehouden"
    WAITING = "nog geen reactie"  # a term is set and not over
    OVERDUE = "te laat"  # the term is over, and no reply is loaded that says more than when it will come
    NOT_IN_REPLY = "geen antwoord gevonden in de reactie"  # a reply is loaded: a person should look in it
    NOT_FOUND = "geen reactie gevonden"  # no term set


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a quote stands: enough to look it up on paper. `page` is None without pages; `place` never is."""

    document_id: str
    title: str
    date: date | None
    reference: str | None
    page: int | None
    place: str  # "p. 3" or "alinea 12"
    quote: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A response in a trail: the machine's proposal (`link`) and a person's decision (None: nobody decided) apart."""

    link: Link
    response: Statement
    citation: Citation
    decision: Decision | None = None
    suspect: bool = False

    @property
    def counts(self) -> bool:
        """Whether it settles anything: not what only somebody else tells of, until a person judged it."""
        return not self.link.hearsay or self.decision is not None

    @property
    def in_general(self) -> bool:
        """Whether it only says something of all points at once, and no person said that it answers this one."""
        return self.link.of_the_whole and self.decision is None

    @property
    def position(self) -> Position:
        """The position that counts: a person's correction before the machine's proposal."""
        if self.decision and self.decision.verdict is Verdict.CORRECTED and self.decision.value:
            return Position(self.decision.value)
        return self.link.position or Position.UNCLEAR


@dataclass(frozen=True, slots=True)
class Related:
    """A statement that is linked to a recommendation without answering it (restatement, endorsement, repeat), or to
    a commitment."""

    link: Link
    statement: Statement
    citation: Citation
    decision: Decision | None = None
    suspect: bool = False


@dataclass(frozen=True, slots=True)
class Trail:
    """One recommendation (or request) with everything that followed."""

    recommendation: Statement
    document: Document
    citation: Citation
    status: Status
    answers: tuple[Answer, ...] = ()
    related: tuple[Related, ...] = ()
    commitments: tuple[Statement, ...] = ()  # that stand in a passage which answers
    decision: Decision | None = None  # about the recommendation itself
    suspect: bool = False  # the recommendation was changed since that decision
    due: date | None = None
    parts: tuple[Trail, ...] = ()  # sub-items, in order
    looked_in: tuple[Document, ...] = ()  # the loaded replies in which an answer to it could stand, oldest first

    @property
    def position(self) -> Position | None:
        """The most cautious position among the answers that count; None without one."""
        found = {answer.position for answer in self.answers if answer.counts}
        return next((position for position in CAUTION if position in found), None)

    @property
    def is_proposal(self) -> bool:
        """Whether the position is the machine's, and no person judged an answer that takes it."""
        taken = [answer for answer in self.answers if answer.counts and answer.position is self.position]
        return bool(taken) and all(answer.decision is None or answer.suspect for answer in taken)


@dataclass(frozen=True, slots=True)
class Advice:
    """A document with recommendations, and how far it is answered.

    `days` counts from the date of the advice to the first answer; None when either date is not known. `due` follows
    from a term that is configured for the body, whose article is `term_source`; None: "geen termijn ingesteld".
    `missing_original` is True for an answering letter whose advice is not loaded: its restated points stand in.
    """

    document: Document
    trails: tuple[Trail, ...]
    status: Status
    replies: tuple[Document, ...] = ()
    days: int | None = None
    due: date | None = None
    expected: date | None = None  # a promised date
    answered_late: bool = False
    missing_original: bool = False
    term_source: str = ""

    @property
    def body(self) -> str | None:
        """Who advises; when the advice itself is not loaded, the one to whom its answer is addressed."""
        return self.document.addressed_body if self.missing_original else self.document.body

    @property
    def body_in_letter(self) -> str | None:
        """The same as the letter writes it."""
        return self.document.addressee if self.missing_original else self.document.sender


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment or intention with its place, its term and where it stands.

    `due` is the term that counts: a later change before the one in its own words, which `statement.due` keeps. `later`
    are the statements that keep, change, repeat or add to it, oldest first, `earlier` those to which it does so itself.
    Neither closes it: a person decides that it is done.
    """

    statement: Statement
    document: Document
    citation: Citation
    status: CommitmentStatus = CommitmentStatus.OPEN
    overdue: bool = False
    decision: Decision | None = None
    recommendation_id: str | None = None
    suspect: bool = False
    due: date | None = None
    later: tuple[Related, ...] = ()
    earlier: tuple[Related, ...] = ()

    @property
    def moved(self) -> bool:
        """Whether the term that counts is another one than that in its own words."""
        return self.due != self.statement.due
