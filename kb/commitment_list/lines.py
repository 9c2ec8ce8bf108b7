"""A commitment as a line of the list. The ID ends in a mark of what people had decided when the list was made, so that
what is read back later is compared with what stood in the list, not with what others decided meanwhile."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kb.commitment_list.choosing import NOBODY, Entry, possibly_kept
from kb.commitment_list.columns import COLUMNS, EDITABLE, NAME, plainly
from kb.export.rows import Row, Source, Table, Value
from kb.knowledge import KnowledgeBase
from kb.labels import day
from kb.model import CommitmentStatus, Decision, DecisionState, Proof, Related

MARK = "/"  # between the ID and the mark


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided about how far a commitment is, as the cells of a line hold it."""

    status: str = CommitmentStatus.OPEN.value
    done_on: date | None = None
    proof: str = ""
    note: str = ""

    @property
    def mark(self) -> str:
        """Changes when one of the cells does; capitals, signs and spaces do not count in running text."""
        said = (self.status, str(self.done_on or ""), plainly(self.proof), plainly(self.note))
        return hashlib.sha256("\n".join(said).encode()).hexdigest()[:6]


def table_of(kb: KnowledgeBase, entries: Sequence[Entry]) -> Table:
    """The list, in the order of the entries."""
    known = decided(kb)
    rows = [_row(number, entry, known) for number, entry in enumerate(entries, 1)]
    return Table(NAME, COLUMNS, tuple(rows))


def decided(kb: KnowledgeBase) -> Mapping[str, Decided]:
    """By the id of a commitment, for those about which a decision counts."""
    titles = {document.id: (document.title, document.date) for document in kb.documents()}
    return {id_: _decided(decision, titles) for id_, decision in _progress(kb).items()}


def values_of(number: int, entry: Entry, now: Decided) -> dict[str, Value]:
    """The cells of a line by the key of their column."""
    one = entry.commitment
    kept = possibly_kept(one)
    return {
        "number": number,
        "promised": one.document.date,
        "source": one.document.title,
        "holder": None if entry.who == NOBODY else entry.who,
        "text": one.statement.text,
        "due": one.due or one.statement.due_text,
        "status": now.status,
        "done_on": now.done_on,
        "proof": now.proof or None,
        "note": now.note or None,
        "possibly": _place(kept) if kept else None,
        "id": f"{one.statement.id}{MARK}{now.mark}",
    }


def _row(number: int, entry: Entry, known: Mapping[str, Decided]) -> Row:
    one = entry.commitment
    now = known.get(one.statement.id, Decided(one.status.value))
    return Row(values_of(number, entry, now), {"source": Source(one.document.id, one.statement.id)}, one.decision)


def _progress(kb: KnowledgeBase) -> Mapping[str, Decision]:
    statuses, counting = set(CommitmentStatus), (DecisionState.COUNTS, DecisionState.SUSPECT)
    return {
        each.subject_id: each.decision
        for each in kb.judged()
        if each.subject_id and each.state in counting and each.decision.value in statuses
    }


def _decided(decision: Decision, titles: Mapping[str, tuple[str, date | None]]) -> Decided:
    proof = decision.proof
    done_on = proof.done_on if proof else None
    return Decided(decision.value or "", done_on, proof_words(proof, titles) if proof else "", decision.reason)


def proof_words(proof: Proof, titles: Mapping[str, tuple[str, date | None]]) -> str:
    """Raadsbrief over de wachttijden, 24 september 2024, p. 2"""
    title, written = titles.get(proof.document_id, ("niet meer geladen", None))
    place = f"p. {proof.page}" if proof.page else f"alinea {proof.paragraph}"
    return ", ".join(filter(None, (title, day(written), place)))


def _place(kept: Related) -> str:
    cited = kept.citation
    return ", ".join(filter(None, (cited.title, day(cited.date), cited.place)))


def differing(before: Decided, after: Decided) -> Iterable[str]:
    """The keys of the cells that say something else."""
    for key in EDITABLE:
        one, other = getattr(before, key), getattr(after, key)
        if one != other and (key in ("status", "done_on") or plainly(one) != plainly(other)):
            yield key
