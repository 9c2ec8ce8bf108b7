"""When a document goes and its words stay in another, what was decided about it goes over: to the version that stays,
or to the parts that come in its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kb.decisions.state import anchor_of
from kb.model import Anchor, Decision, Passage, Statement, Verdict
from kb.text.relocate import locate, same_words


@dataclass(frozen=True, slots=True)
class Staying:
    """What stays: its id, its statements and passages in order, and whether OCR read either of the two."""

    document_id: str
    statements: Sequence[Statement]
    passages: Sequence[Passage]
    scanned: bool


@dataclass(frozen=True, slots=True)
class Parting:
    """What comes in the place of a document: what stays per page, and the page of each passage that goes."""

    by_page: Mapping[int, Staying]
    pages: Mapping[str, int]

    def place_of(self, anchor: Anchor) -> Staying | None:
        return self.by_page.get(self.pages.get(anchor.passage_id, 0))


def carried(decision: Decision, forgotten: str, staying: Staying) -> Decision | None:
    """The decision about the same words in the version that stays; None when they do not stand there unchanged, for
    then the quote would keep alive what is to be forgotten."""
    if decision.subject_id == forgotten:  # about the document as a whole
        return replace(decision, subject_id=staying.document_id)
    return _moved(decision, forgotten, [staying] * len(decision.anchors))


def carried_to_parts(decision: Decision, forgotten: str, parting: Parting) -> Decision | None:
    """The decision about the same words on the same page in the part that has the page; None when they are not there.
    A proof stays on its page; what was decided about the whole is not said of any part."""
    if decision.subject_id == forgotten:
        return None
    moved = _moved(decision, forgotten, [parting.place_of(anchor) for anchor in decision.anchors])
    proof = moved.proof if moved else None
    if moved is None or proof is None or proof.document_id != forgotten:
        return moved
    there = parting.by_page.get(proof.page or 0)
    return replace(moved, proof=replace(proof, document_id=there.document_id)) if there else None


def _moved(decision: Decision, forgotten: str, stayings: Sequence[Staying | None]) -> Decision | None:
    if decision.is_about_name:
        return decision
    anchors = [
        anchor if anchor.document_id != forgotten else _carried(anchor, staying) if staying else None
        for anchor, staying in zip(decision.anchors, stayings, strict=True)
    ]
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
