"""What a kept list would change: laid beside what is known, row by row. Only what people can decide is proposed (how
far it is, with which proof, and why); what follows from the documents stays, and every row that is left says why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kb.commitment_list import proofs
from kb.commitment_list.choosing import Entry, entries, possibly_kept
from kb.commitment_list.columns import COLUMNS, EDITABLE, FREE, plainly, status_in, status_of
from kb.commitment_list.kept_file import KeptFile, ListRow, Value
from kb.commitment_list.lines import MARK, Decided, decided, differing, values_of
from kb.errors import BadDecision
from kb.knowledge import KnowledgeBase
from kb.labels import amount, day
from kb.model import CommitmentStatus, Decision, Proof, Relation, StatementKind, Verdict
from kb.text.dates import parse_date
from kb.text.stems import stem, words

LIKE, CLEAR = 0.6, 0.15  # share of a row's words that a promise has, and how much less the next best has
TITLES = {column.key: column.title for column in COLUMNS}
STEADY = ("text", "due", "holder", "promised", "source")  # follow from the documents; no decision alters them


@dataclass(frozen=True, slots=True)
class Change:
    """A row that says something else than what is known: what would be decided about which commitment."""

    place: str
    entry: Entry
    before: Decided
    status: CommitmentStatus
    proof: Proof | None
    reason: str
    words: str  # what changes, in Dutch


@dataclass(frozen=True, slots=True)
class Left:
    """A row of which something is not taken over, and why."""

    place: str
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """`same` rows say what is known, `absent` commitments stand in no row: they stay as they are."""

    changes: tuple[Change, ...]
    left: tuple[Left, ...]
    same: int
    absent: int


class UnusableError(Exception):
    """A row that cannot be used; the text says why."""


def compared(kb: KnowledgeBase, file: KeptFile) -> Comparison:
    """What the rows would change now. Nothing is decided."""
    known = entries(kb, kb.commitments())
    beside = _Beside(kb, known, file.columns)
    changes: list[Change] = []
    left: list[Left] = []
    same = 0
    taken: dict[str, str] = {}
    for row in file.rows:
        try:
            entry = beside.entry(row)
            id_ = entry.commitment.statement.id
            if id_ in taken:
                raise UnusableError(f"gaat over dezelfde toezegging als {taken[id_]}; alleen de eerste rij telt.")
            taken[id_] = row.place
            left += [Left(row.place, words) for words in beside.steady(row, entry)]
            change = beside.change(row, entry)
            changes += [change] if change else []
            same += change is None
        except UnusableError as why:
            left.append(Left(row.place, str(why)))
    promised = [one for one in known if one.commitment.statement.kind is StatementKind.COMMITMENT]
    absent = sum(one.commitment.statement.id not in taken for one in promised)
    return Comparison(tuple(changes), tuple(left), same, absent)


def take_over(kb: KnowledgeBase, changes: Sequence[Change], *, by: str) -> tuple[Decision, ...]:
    """Decide what the list says, in the name of one person. Raises BadDecision, and decides nothing, without a name."""
    if not by.strip():
        raise BadDecision("Vul in wie dit besluit; zonder naam wordt niets vastgelegd.")
    kb.require_seen([one.entry.commitment.statement.id for one in changes], by=by)
    return tuple(
        kb.decide(one.entry.commitment.statement.id, Verdict.CORRECTED, value=one.status.value, proof=one.proof,
                  by=by, reason=one.reason)
        for one in changes
    )  # fmt: skip


class _Beside:
    """Rows beside what is known."""

    def __init__(self, kb: KnowledgeBase, known: Sequence[Entry], columns: frozenset[str]) -> None:
        self._kb, self._columns, self._decided, self._documents = kb, columns, decided(kb), kb.documents()
        self._known = {one.commitment.statement.id: one for one in known}
        self._stems = {id_: _stems(one.commitment.statement.text) for id_, one in self._known.items()}
        self._saying: dict[str, list[str]] = {}
        for id_, one in self._known.items():
            rows = [each.statement for each in one.commitment.later if each.link.relation is Relation.REPEATS]
            for text in {plainly(each.text) for each in (one.commitment.statement, *rows)}:
                self._saying.setdefault(text, []).append(id_)
        # A list that was made here; in another one an empty cell or a remark says nothing about what is known here.
        self._own = "id" in columns or set(EDITABLE) <= columns

    # -- which commitment ---------------------------------------------------------------------------------------------
    def entry(self, row: ListRow) -> Entry:
        """By its ID; by its words when it has none and they fit one commitment only."""
        id_ = row.text("id").split(MARK)[0].strip()
        if not id_:
            return self._by_words(row)
        if id_ not in self._known:
            raise UnusableError(f"er is geen toezegging (meer) met ID {id_}; maak de cel leeg om op woorden te zoeken.")
        same = self._saying.get(plainly(row.text("text")), [])
        if same and id_ not in same:
            raise UnusableError("het ID en de woorden horen bij verschillende toezeggingen; zet ze weer bij elkaar.")
        return self._known[id_]

    def _by_words(self, row: ListRow) -> Entry:
        exact = self._saying.get(plainly(row.text("text")), [])
        if len(exact) == 1:
            return self._known[exact[0]]
        asked = _stems(row.text("text"))
        best = sorted(((_share(asked, stems), id_) for id_, stems in self._stems.items()), reverse=True)[:2]
        if not exact and best and best[0][0] >= LIKE:
            if len(best) == 1 or best[0][0] - best[1][0] >= CLEAR:
                return self._known[best[0][1]]
            exact = [id_ for _, id_ in best]
        many = "meer dan één toezegging" if exact else "geen enkele toezegging in de documenten"
        raise UnusableError(f"zonder ID, en de woorden passen bij {many}.")

    # -- what it says -------------------------------------------------------------------------------------------------
    def change(self, row: ListRow, entry: Entry) -> Change | None:
        """None when the row says what is known, or what it said when the list was made. Raises UnusableError."""
        id_ = entry.commitment.statement.id
        now = self._decided.get(id_, Decided(entry.commitment.status.value))
        said = self._said(row, entry, now)
        mark = row.text("id").partition(MARK)[2].strip()
        edits = [] if mark and said.mark == mark else list(differing(now, said))
        if not edits:
            return None
        if mark and mark != now.mark:
            raise UnusableError(
                f"intussen besloot iemand anders hierover (nu: {now.status}); werk deze op het scherm bij."
            )
        status = CommitmentStatus(said.status)
        proof = self._proof(said, entry, now, edits) if status is CommitmentStatus.DONE else None
        return Change(row.place, entry, now, status, proof, said.note, self._words(now, said, proof, edits))

    def _said(self, row: ListRow, entry: Entry, now: Decided) -> Decided:
        """The cells; what the list does not say is as it is known."""
        free = row.text(FREE)
        status = self._status(row, free, now)
        moved = status != now.status
        proof, note = self._cell(row, "proof", now.proof), self._cell(row, "note", now.note)
        if not self._own:
            proof, note = (proof or free, note or free) if moved else (now.proof, now.note)
        if status != CommitmentStatus.DONE:
            if self._own and "proof" in row.cells and not now.proof:
                raise UnusableError("Afgedaan met is ingevuld, maar de status is niet afgedaan; kies afgedaan.")
            return Decided(status, None, "", note)
        done_on = _day(row.cells.get("done_on")) if "done_on" in self._columns else now.done_on
        return Decided(status, done_on, proof, note)

    def _cell(self, row: ListRow, key: str, known: str) -> str:
        return row.text(key) if key in row.cells or (self._own and key in self._columns) else known

    def _status(self, row: ListRow, free: str, now: Decided) -> str:
        words = row.text("status")
        if words:
            status = status_of(words) or (status_in(words) if FREE not in row.cells else None)
            if status is None:
                raise UnusableError(f"“{words}” is geen status; kies uit {', '.join(CommitmentStatus)}.")
            return status.value
        found = status_in(free) if free else None
        return found.value if found else now.status

    def _proof(self, said: Decided, entry: Entry, now: Decided, edits: Sequence[str]) -> Proof:
        """The document and page that the row names; what was the proof stays it while nothing about it was edited."""
        decision = entry.commitment.decision
        if not {"status", "proof", "done_on"} & set(edits) and decision and decision.proof:
            return decision.proof
        if not said.proof:
            raise UnusableError("noem bij Afgedaan met het document en de bladzijde waar staat dat het is gedaan.")
        try:
            return proofs.found(self._kb, self._documents, said.proof, said.done_on, possibly_kept(entry.commitment))
        except proofs.NotClearError as why:
            raise UnusableError(str(why)) from why

    def steady(self, row: ListRow, entry: Entry) -> Iterator[str]:
        """Edits of what follows from the documents; a list that is not ours has words of its own."""
        if MARK not in row.text("id"):
            return
        ours = values_of(0, entry, Decided())
        for key in STEADY:
            if key in row.cells and not _alike(row.cells[key], ours[key]):
                yield f"{TITLES[key]} blijft zoals in de documenten: {_shown(ours[key])}."

    def _words(self, now: Decided, said: Decided, proof: Proof | None, edits: Sequence[str]) -> str:
        parts = [f"{now.status} wordt {said.status}" if "status" in edits else f"blijft {said.status}"]
        if proof and {"status", "proof", "done_on"} & set(edits):
            place = f"p. {proof.page}" if proof.page else f"alinea {proof.paragraph}"
            title = next((one.title for one in self._documents if one.id == proof.document_id), "")
            parts.append(f"bewijs: {title}, {place}, gedaan op {day(proof.done_on)}")
        if "note" in edits:
            parts.append(f"toelichting: {said.note}" if said.note else "toelichting vervalt")
        return "; ".join(parts)


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, words(text)))


def _share(asked: frozenset[str], known: frozenset[str]) -> float:
    """How much of the shorter text the other has; a text of a word or two says nothing."""
    least = min(len(asked), len(known))
    return len(asked & known) / least if least > 2 else 0.0


def _day(value: Value | None) -> date | None:
    """Raises UnusableError for words that are no date."""
    found = parse_date(value) if isinstance(value, str) else value
    if value and found is None:
        raise UnusableError(f"“{value}” is geen datum; schrijf die als 1-12-2025.")
    return found


def _alike(one: Value, other: object) -> bool:
    if isinstance(other, date):
        return (parse_date(one) if isinstance(one, str) else one) == other
    return plainly(one if isinstance(one, str) else day(one)) == plainly(str(other or ""))


def _shown(value: object) -> str:
    return day(value) if isinstance(value, date) else str(value or "leeg")


def said(found: Comparison) -> str:
    """3 wijzigingen, 1 rij die niet wordt overgenomen, 12 rijen zonder wijziging; 4 toezeggingen staan niet in …"""
    parts = [
        amount(len(found.changes), "wijziging", "wijzigingen"),
        amount(len(found.left), "opmerking", "opmerkingen"),
        amount(found.same, "rij zonder wijziging", "rijen zonder wijziging"),
    ]
    rest = f"; {amount(found.absent, 'toezegging staat', 'toezeggingen staan')} niet in de lijst en blijven gelijk"
    return ", ".join(parts) + (rest if found.absent else "")
