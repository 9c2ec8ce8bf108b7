"""How far commitments are, decided by a person: one with the proof that was proposed, or several at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from kb.errors import BadDecision
from kb.knowledge import KnowledgeBase
from kb.model import CommitmentStatus, Decision, Proof, Related, Verdict
from kb.text.dates import DATE, parse_date


def proof_in(kb: KnowledgeBase, kept: Related) -> Proof:
    """What seems to keep a commitment, as the proof that it does: done on the one day before the letter that its words
    name, else on that of the letter."""
    cited = kept.citation
    number = None if cited.page else kb.passage(kept.statement.passage_id).number
    written = cited.date or date.today()
    named = {day for found in re.findall(DATE, kept.statement.text) if (day := parse_date(found)) and day <= written}
    return Proof(cited.document_id, named.pop() if len(named) == 1 else written, page=cited.page, paragraph=number)


def advance(
    kb: KnowledgeBase, ids: Sequence[str], status: str | None, proof: Proof | None = None, *, by: str, reason: str = ""
) -> tuple[Decision, ...]:
    """Decide of all these commitments that they are so far; only what is done keeps the proof. Raises BadDecision, and
    nothing is decided, when none is chosen or one of them cannot be."""
    if not ids:
        raise BadDecision("Kies eerst een of meer toezeggingen.")
    known = {each.statement.id for each in kb.commitments()}
    if not set(ids) <= known:
        raise BadDecision("Een van de gekozen toezeggingen is er niet meer; kies opnieuw.")
    kb.require_seen(ids, by=by)
    proof = proof if status == CommitmentStatus.DONE else None
    return tuple(
        kb.decide(id_, Verdict.CORRECTED, value=status, proof=proof, by=by, reason=reason) for id_ in dict.fromkeys(ids)
    )
