"""When one version of a document is forgotten, what was decided about it goes over to the version that stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kb.decisions.state import anchor_of
from kb.model import Anchor, Decision, Passage, Statement, Verdict
from kb.text.relocate import locate, same_words


@dataclass(frozen=True, slots=True)
class Staying:
    """The version that stays: its id, its statements and passages in order, and whether OCR read either of the two."""

    document_id: str
    statements: Sequence[Statement]
    passages: Sequence[Passage]
    scanned: bool


def carried(decision: Decision, forgotten: str, staying: Staying) -> Decision | None:
    """The decision about the same words in the version that stays; None when they do not stand there unchanged, for
    then the quote would keep alive what is to be forgotten."""
    anchors = [_carried(anchor, staying) if anchor.document_id == forgotten else anchor for anchor in decision.anchors]
    found = tuple(anchor for anchor in anchors if anchor)
    if len(found) < len(anchors):
        return None
    subject = decision.subject_id
    if decision.relation is not None:
        subject = f"{found[0].statement_id}-{decision.relation}-{found[1].statement_id}"
    elif decision.verdict is not Verdict.ADDED:
        subject = found[0].statement_id
    return replace(decision, subject_id=subject, anchors=found)


def _carried(anchor: Anchor, staying: Staying) -> Anchor | None:
    there = same_words(anchor, staying.statements, scanned=staying.scanned)
    if there and not there.suspect:
        return anchor_of(there.statement, staying.statements)
    place = locate(anchor.quote, staying.passages, scanned=staying.scanned)
    if place is None or place[1].suspect:
        return None
    passage, at = place
    return replace(
        anchor, document_id=staying.document_id, passage_id=passage.id, start=at.start,
        quote=passage.text[at.start : at.end],
    )  # fmt: skip
