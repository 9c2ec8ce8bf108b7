"""What people decide about what the machine proposes: append-only, and what counts follows from the history."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import uuid4

from kb.errors import BadDecision
from kb.model import CommitmentStatus, Decision, Link, Position, Relation, Statement, StatementKind, Verdict
from kb.store import Store

COMMITTED = (StatementKind.COMMITMENT, StatementKind.INTENTION)


@dataclass(frozen=True, slots=True)
class Standing:
    """What people's decisions about one subject come to.

    `judgement` is the last decision about the proposal itself, `progress` the last about how far a commitment is. The
    two do not overrule each other: ticking a commitment off does not undo a correction of its kind.
    """

    judgement: Decision | None = None
    progress: Decision | None = None

    @property
    def rejected(self) -> bool:
        return self.judgement is not None and self.judgement.verdict is Verdict.REJECTED

    @property
    def last(self) -> Decision | None:
        found = [decision for decision in (self.judgement, self.progress) if decision]
        return max(found, key=lambda decision: decision.at, default=None)


NOTHING_DECIDED = Standing()


def standings(decisions: Iterable[Decision]) -> dict[str, Standing]:
    """Per subject what counts now. `decisions` are oldest first."""
    found: dict[str, Standing] = {}
    for decision in decisions:
        before = found.get(decision.subject_id, NOTHING_DECIDED)
        if decision.value in set(CommitmentStatus):
            found[decision.subject_id] = replace(before, progress=decision)
        else:
            found[decision.subject_id] = replace(before, judgement=decision)
    return found


def as_decided(statement: Statement, standing: Standing) -> Statement:
    """The statement with the kind that a person gave it."""
    decision = standing.judgement
    if decision and decision.verdict is Verdict.CORRECTED and decision.value in set(StatementKind):
        return replace(statement, kind=StatementKind(decision.value))
    return statement


def fingerprint(*texts: str) -> str:
    """Of the text that is judged; line breaks and double spaces do not count."""
    plain = "\n".join(" ".join(text.split()) for text in texts)
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:32]


def subject(store: Store, subject_id: str) -> tuple[Statement | Link, tuple[Statement, ...]]:
    """What is judged, and the statements that a person reads to judge it: itself, or both ends of the link."""
    link = next((link for link in store.links() if link.id == subject_id), None)
    if link is not None:
        return link, (store.statement(link.source_id), store.statement(link.target_id))
    statement = store.statement(subject_id)
    return statement, (statement,)


def is_suspect(decision: Decision | None, *texts: str) -> bool:
    """True when the text is no longer the one that was judged."""
    return decision is not None and decision.fingerprint != fingerprint(*texts)


def decision(
    subject: Statement | Link, texts: Sequence[str], verdict: Verdict, *, by: str, reason: str, value: str | None
) -> Decision:
    """A new decision. Raises BadDecision when the name is missing or the value does not fit the subject."""
    if not by.strip():
        raise BadDecision("Vul in wie dit besluit; zonder naam wordt niets vastgelegd.")
    if (verdict is Verdict.CORRECTED) != (value is not None):
        raise BadDecision("Een correctie heeft een nieuwe waarde nodig, en alleen een correctie heeft er een.")
    if value is not None:
        allowed = _values(subject)
        if value not in allowed:
            raise BadDecision(f'"{value}" kan hier niet; kies uit {", ".join(allowed)}.')
    if value == CommitmentStatus.DONE and not reason.strip():
        raise BadDecision("Noem bij een afgedane toezegging het bewijs: in welk document en op welke pagina staat het?")
    return Decision(
        id=uuid4().hex[:16],
        subject_id=subject.id,
        verdict=verdict,
        by=by.strip(),
        at=datetime.now(UTC),
        reason=reason.strip(),
        fingerprint=fingerprint(*texts),
        value=value,
    )


def _values(subject: Statement | Link) -> list[str]:
    """What this subject can be corrected to."""
    if isinstance(subject, Link):
        return list(Position) if subject.relation is Relation.ANSWERS else []
    return [*StatementKind, *(CommitmentStatus if subject.kind in COMMITTED else ())]
