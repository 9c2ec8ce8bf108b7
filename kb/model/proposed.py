"""What the machine proposes and a person is asked about, one proposal after the other."""

from __future__ import annotations

from dataclasses import dataclass

from kb.model.decision import Decision, Verdict
from kb.model.document import Document
from kb.model.statement import Link, Position, Statement
from kb.model.trail import Citation


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal and what a person decided about it (None: nobody did).

    Of an answer `link` is the proposal and `point`, with its place, what it answers; of a statement both are None.
    `document` is the advice, or the document of the statement. `position` is the one that counts. The higher `urgency`
    is, the sooner a person should look: see `kb.trails.review_queue`.
    """

    subject_id: str
    statement: Statement
    citation: Citation
    document: Document
    urgency: float
    link: Link | None = None
    point: Statement | None = None
    point_citation: Citation | None = None
    position: Position | None = None
    decision: Decision | None = None
    suspect: bool = False

    @property
    def is_open(self) -> bool:
        """Whether a person has to look: nobody did, or the text changed since."""
        return self.decision is None or self.suspect

    @property
    def rejected(self) -> bool:
        """Whether the statement does not answer this point any more, or does not count."""
        return self.decision is not None and self.decision.verdict in (Verdict.REJECTED, Verdict.MOVED)
