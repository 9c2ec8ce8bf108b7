"""What people decide about what the machine proposes: every decision is checked here before it is added to the rest.

What decisions come to is in `kb/decisions/replay.py`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import uuid4

from kb.decisions.snapshot import ASKS, Known
from kb.decisions.state import as_decided
from kb.errors import BadDecision, NotFound
from kb.model import (
    Anchor,
    CommitmentStatus,
    Decision,
    DecisionState,
    Document,
    Link,
    Passage,
    Position,
    Proof,
    Relation,
    Statement,
    StatementKind,
    Verdict,
)
from kb.text.relocate import plain

COMMITTED = (StatementKind.COMMITMENT, StatementKind.INTENTION)
JUDGEMENTS = (Verdict.CONFIRMED, Verdict.REJECTED, Verdict.CORRECTED)


@dataclass(frozen=True, slots=True)
class Author:
    """Who decides, and why."""

    by: str
    reason: str = ""

    def decides(
        self,
        subject_id: str,
        verdict: Verdict,
        anchors: tuple[Anchor, ...],
        *,
        value: str | None = None,
        relation: Relation | None = None,
        proposed: str | None = None,
        proof: Proof | None = None,
    ) -> Decision:
        """Raises BadDecision without a name."""
        if not self.by.strip():
            raise BadDecision("Vul in wie dit besluit; zonder naam wordt niets vastgelegd.")
        return Decision(
            id=uuid4().hex[:16], subject_id=subject_id, verdict=verdict, by=self.by.strip(), at=datetime.now(UTC),
            reason=self.reason.strip(), anchors=anchors, value=value, relation=relation, proposed=proposed, proof=proof,
        )  # fmt: skip


# -- about what is there ----------------------------------------------------------------------------------------------
def judge(
    known: Known, subject_id: str, verdict: Verdict, author: Author, value: str | None, proof: Proof | None
) -> Decision:
    """Confirm, reject or correct a statement or a link. Raises NotFound, or BadDecision when the value does not fit."""
    if verdict not in JUDGEMENTS:
        raise BadDecision(f"Kies uit {', '.join(JUDGEMENTS)}.")
    if (verdict is Verdict.CORRECTED) != (value is not None):
        raise BadDecision("Een correctie heeft een nieuwe waarde nodig, en alleen een correctie heeft er een.")
    link = known.link(subject_id)
    statement = None if link else known.statement(subject_id)
    allowed = _values(link, _decided(known, subject_id) if statement else None)
    if value is not None and value not in allowed:
        raise BadDecision(f'"{value}" kan hier niet; kies uit {", ".join(allowed)}.')
    if (value == CommitmentStatus.DONE) and proof is None:
        raise BadDecision(
            "Noem bij een afgedane toezegging het bewijs: in welk document en op welke bladzijde staat het, "
            "en op welke dag was het klaar?"
        )
    if proof is not None and value not in set(CommitmentStatus):
        raise BadDecision("Een bewijs hoort bij de status van een toezegging.")
    if link:
        return author.decides(
            link.id, verdict, _ends(known, link.source_id, link.target_id), value=value, relation=link.relation,
            proposed=link.position,
        )  # fmt: skip
    assert statement is not None
    anchors = (known.anchor(statement),)
    return author.decides(statement.id, verdict, anchors, value=value, proposed=str(statement.kind), proof=proof)


def _values(link: Link | None, statement: Statement | None) -> list[str]:
    """What this subject can be corrected to."""
    if link:
        return list(Position) if link.relation is Relation.ANSWERS else []
    committed = statement is not None and statement.kind in COMMITTED
    return [*StatementKind, *(CommitmentStatus if committed else ())]


def check_proof(proof: Proof, document: Document, paragraphs: int) -> None:
    """Raises BadDecision when the place or the day cannot be."""
    check_place(proof, document, paragraphs)
    check_day(proof)


def check_place(proof: Proof, document: Document, paragraphs: int) -> None:
    """Raises BadDecision when the page or paragraph does not exist; `paragraphs` is the number of the document's."""
    numbers = document.page_numbers if document.paged else range(1, paragraphs + 1)
    number = proof.page if document.paged else proof.paragraph
    noun = "bladzijde" if document.paged else "alinea"
    if number is None:
        raise BadDecision(f'Noem van het bewijs de {noun}: "{document.title}" heeft er {len(numbers)}.')
    if number not in numbers:
        first = f"de eerste is {numbers[0]}, " if numbers[0] != 1 else ""
        raise BadDecision(f'"{document.title}" heeft geen {noun} {number}; {first}de laatste is {numbers[-1]}.')


def check_day(proof: Proof) -> None:
    """Raises BadDecision when the day is yet to come."""
    if proof.done_on > date.today():
        raise BadDecision("De dag waarop het is gedaan, ligt in de toekomst.")


# -- links ------------------------------------------------------------------------------------------------------------
def add_link(
    known: Known, source_id: str, target_id: str, relation: Relation, position: Position | None, author: Author
) -> Decision:
    """A link that the machine did not find. Raises NotFound, or BadDecision when the two cannot be linked so."""
    source, target = known.statement(source_id), known.statement(target_id)
    _check_ends(known, source, target, relation)
    if position is not None and relation is not Relation.ANSWERS:
        raise BadDecision("Alleen een antwoord heeft een standpunt.")
    id_ = f"{source_id}-{relation}-{target_id}"
    if any(link.id == id_ for link in known.links):
        raise BadDecision("Dit verband is er al; bevestig of corrigeer het.")
    value = position or (Position.UNCLEAR if relation is Relation.ANSWERS else None)
    anchors = _ends(known, source_id, target_id)
    return author.decides(id_, Verdict.ADDED, anchors, value=value, relation=relation)


def move_answer(known: Known, link_id: str, target_id: str, author: Author) -> Decision:
    """An answer that belongs to another recommendation, with the position that it has now. Undone as one."""
    link = known.link(link_id)
    if link is None or link.relation is not Relation.ANSWERS:
        raise BadDecision("Alleen een antwoord kan naar een andere aanbeveling worden verplaatst.")
    target = known.statement(target_id)
    _check_ends(known, known.statement(link.source_id), target, link.relation)
    new = f"{link.source_id}-{link.relation}-{target_id}"
    if any(each.id == new for each in known.links):
        raise BadDecision("Dit antwoord hoort al bij die aanbeveling; wijs het verband af dat niet klopt.")
    corrected = known.standing(link.id).judgement
    value = corrected.value if corrected and corrected.value in set(Position) else link.position
    anchors = (*_ends(known, link.source_id, link.target_id), known.anchor(target))
    return author.decides(link.id, Verdict.MOVED, anchors, value=value, relation=link.relation, proposed=link.position)


def _check_ends(known: Known, source: Statement, target: Statement, relation: Relation) -> None:
    if source.id == target.id:
        raise BadDecision("Een uitspraak kan niet met zichzelf verbonden zijn.")
    if relation is Relation.ANSWERS and _decided(known, target.id).kind not in ASKS:
        raise BadDecision("Een antwoord hoort bij een aanbeveling, een verzoek of een vraag.")
    if relation is Relation.ANSWERS and _decided(known, source.id).kind in ASKS:
        raise BadDecision("Een aanbeveling of verzoek is geen antwoord; corrigeer eerst de soort.")
    one, other = known.documents[source.document_id].date, known.documents[target.document_id].date
    if one and other and one < other:
        raise BadDecision("Een verband loopt van de latere uitspraak naar de eerdere; draai de twee om.")


def _decided(known: Known, statement_id: str) -> Statement:
    """With the kind that people gave it."""
    return as_decided(known.statement(statement_id), known.standing(statement_id))


def _ends(known: Known, *ids: str) -> tuple[Anchor, ...]:
    return tuple(known.anchor(known.statement(id_)) for id_ in ids)


# -- statements -------------------------------------------------------------------------------------------------------
def add_statement(
    known: Known, passage: Passage, start: int, end: int, kind: StatementKind, author: Author
) -> Decision:
    """Characters start..end of a passage as a statement that the machine did not find."""
    if passage.document_id not in known.documents:
        raise BadDecision("Deze passage staat in een oudere versie; kies haar in de nieuwste.")
    text = passage.text[start:end]
    start, end = start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))
    if not 0 <= start < end <= len(passage.text) or not plain(passage.text[start:end]):
        raise BadDecision("Kies de woorden van de uitspraak; hier staat niets.")
    text = passage.text[start:end]
    for each in known.in_passage.get(passage.id, ()):
        if each.kind is kind and plain(each.text) == plain(text):
            raise BadDecision("Deze uitspraak is er al; bevestig of corrigeer haar.")
    key = f"{passage.document_id}|{passage.id}|{start}|{kind}|{plain(text)}"
    id_ = "m" + hashlib.sha256(key.encode()).hexdigest()[:12]
    beside = known.in_document.get(passage.document_id, ())
    before = sum((known.passages[each.passage_id].number, each.start) < (passage.number, start) for each in beside)
    anchor = Anchor(id_, passage.document_id, passage.id, start, kind, text, round(before / max(1, len(beside)), 4))
    return author.decides(id_, Verdict.ADDED, (anchor,), value=kind)


def split(known: Known, statement_id: str, at: int, author: Author) -> Decision:
    """Cut a statement before its character `at` (from 0) into two."""
    whole = known.statement(statement_id)
    parts = whole.text[:at].strip(), whole.text[at:].strip()
    if at < 1 or not all(map(plain, parts)):
        raise BadDecision("Kies een plaats in de uitspraak met woorden ervoor en erna.")
    anchor = known.anchor(whole)
    pieces = (_piece(anchor, 1, parts[0]), _piece(anchor, 2, parts[1]))
    return author.decides(whole.id, Verdict.SPLIT, (anchor, *pieces), proposed=str(whole.kind))


def _piece(whole: Anchor, number: int, quote: str) -> Anchor:
    id_ = f"{whole.statement_id}.{number}"
    return Anchor(id_, whole.document_id, whole.passage_id, whole.start, whole.kind, quote, whole.place)


def merge(known: Known, statement_id: str, other_id: str, author: Author) -> Decision:
    """Make one statement of two of the same kind that stand in one passage, with what stands between them."""
    both = (_decided(known, id_) for id_ in (statement_id, other_id))
    first, second = sorted(both, key=lambda each: each.start)
    if first.id == second.id:
        raise BadDecision("Kies twee verschillende uitspraken.")
    if first.passage_id != second.passage_id or first.kind is not second.kind:
        raise BadDecision("Samenvoegen kan met twee uitspraken van één soort in dezelfde alinea.")
    between = known.in_passage.get(first.passage_id, ())
    if any(each.kind is first.kind and first.start < each.start < second.start for each in between):
        raise BadDecision("Er staat nog een uitspraak van deze soort tussen; voeg eerst die samen.")
    return author.decides(first.id, Verdict.MERGED, _ends(known, first.id, second.id), proposed=str(first.kind))


# -- taking back ------------------------------------------------------------------------------------------------------
def withdraw(known: Known, id_: str, author: Author) -> Decision:
    """Take back the last decision about a statement or link that still counts, or the decision with this id."""
    states = (DecisionState.COUNTS, DecisionState.SUSPECT, DecisionState.OVERRULED, DecisionState.LOOSE)
    found = [
        judged
        for judged in known.judged
        if judged.state in states
        and judged.decision.verdict is not Verdict.WITHDRAWN
        and id_ in (judged.decision.id, judged.decision.subject_id, judged.subject_id)
    ]
    made = known.made_by.get(id_)
    if not found and made is None:
        raise NotFound(f"Er is geen besluit om in te trekken over {id_}.")
    last = found[-1].decision if found else made
    assert last is not None
    return author.decides(
        id_ if id_ != last.id else last.subject_id, Verdict.WITHDRAWN, last.anchors, value=last.id,
        relation=last.relation, proposed=last.verdict,
    )  # fmt: skip
