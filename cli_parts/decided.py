"""Decisions as rows and lines: who, when, what and why, and whether they still hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kb import labels
from kb.errors import NotFound
from kb.model import Agreement, Decision, Judged, Proof, Verdict

if TYPE_CHECKING:
    from kb import KnowledgeBase


def decision_row(kb: KnowledgeBase, judged: Judged) -> Mapping[str, Any]:
    decision = judged.decision
    return {
        "id": decision.id,
        "at": decision.at.isoformat(),
        "by": decision.by,
        "verdict": _what(decision),
        "state": judged.state,
        "subject_id": None if decision.is_about_name else judged.subject_id or decision.subject_id,
        "reason": decision.reason or None,
        "proof": _proof(kb, decision.proof) if decision.proof else None,
        "text": " ← ".join(f"“{quote}”" for quote in decision.quotes),
    }


def agreement_row(agreement: Agreement) -> Mapping[str, Any]:
    return {
        "proposal": agreement.kind,
        "judged": agreement.judged,
        "confirmed": agreement.confirmed,
        "corrected": agreement.corrected,
        "rejected": agreement.rejected,
        "suspect": agreement.suspect,
        "loose": agreement.loose,
        "added": agreement.added,
        "share": agreement.share,
    }


def decided_lines(kb: KnowledgeBase, decision: Decision | None, indent: str) -> Iterator[str]:
    """One line, and one more with the proof; nothing without a decision."""
    if decision:
        who = f"{decision.by}, {labels.day(decision.at.date())}"
        yield f"{indent}  Besluit: {_what(decision)}, {who}: {decision.reason}".removesuffix(": ")
        if decision.proof:
            yield f"{indent}  Bewijs: {_proof(kb, decision.proof)}"


def _what(decision: Decision) -> str:
    if decision.verdict is Verdict.WITHDRAWN:
        return f"{decision.proposed} {decision.verdict}"
    if decision.verdict is Verdict.PLACED:
        return f"{decision.verdict} bij {decision.value or 'geen gemeente'}"
    if decision.is_about_name:
        return f"{decision.verdict} {'onder' if decision.verdict is Verdict.MERGED else 'als één met'} {decision.value}"
    corrected = decision.verdict is Verdict.CORRECTED and decision.value
    return f"{decision.verdict} in {_in_words(decision.value)}" if corrected else str(decision.verdict)


def _in_words(value: str | None) -> str:
    return {str(kind): word for kind, word in labels.STATEMENT_KINDS.items()}.get(value or "", value or "")


def _proof(kb: KnowledgeBase, proof: Proof) -> str:
    place = f"p. {proof.page}" if proof.page else f"alinea {proof.paragraph}"
    try:
        title = kb.document(proof.document_id).title
    except NotFound:
        title = "een document dat niet meer geladen is"
    return f"{title}, {place}; gedaan op {labels.day(proof.done_on)}"
