"""Which commitments a clerk wants to see, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from kb.commitment_list.holder import Found, holders
from kb.model import Commitment, CommitmentStatus, Related, Relation
from kb.trails.figures import CLOSED, SOON, quarter

if TYPE_CHECKING:
    from kb.knowledge import KnowledgeBase

NOBODY = "onbekend"


class Ends(StrEnum):
    """Within which time the term ends. The values stand in addresses."""

    ALL = "alles"
    LATE = "te-laat"
    SOON = "30dagen"
    QUARTER = "kwartaal"


class Progress(StrEnum):
    """How far it is. The values stand in addresses."""

    ALL = "alles"
    OPEN = "open"
    POSSIBLY = "mogelijk-nagekomen"
    CLOSED = "afgedaan"


class Order(StrEnum):
    """What a list can be put in order by. The values stand in addresses."""

    TERM = "termijn"
    TEXT = "toezegging"
    WHO = "wie"
    STATUS = "status"
    SOURCE = "bron"


@dataclass(frozen=True, slots=True)
class Entry:
    """A commitment or intention as it stands in the list. `who` is the portefeuillehouder where one is named, else who
    binds himself; `words` are what is looked through, in small letters."""

    commitment: Commitment
    holder: str | None
    words: str
    actor: str | None  # who binds himself, and below who wrote and to whom: by the one names of bodies
    bodies: tuple[str, ...]

    @property
    def who(self) -> str:
        return self.holder or self.actor or NOBODY

    @property
    def possibly_kept(self) -> Related | None:
        return possibly_kept(self.commitment)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to keep; an empty field keeps everything. `since` and `until` are about the term, `promised_since` is about
    the day of the promise."""

    ends: Ends = Ends.ALL
    progress: Progress = Progress.ALL
    since: date | None = None
    until: date | None = None
    promised_since: date | None = None
    who: str = ""
    body: str = ""
    words: str = ""


EVERY = Wanted()


def entries(kb: KnowledgeBase, commitments: Sequence[Commitment], found: Found | None = None) -> tuple[Entry, ...]:
    """The commitments with who answers for them, soonest term first; see `holders` for what was `found` before."""
    named = holders(kb, commitments, {} if found is None else found)
    return ordered((_entry(kb, one, named.get(one.statement.id)) for one in commitments), Order.TERM)


def chosen(found: Iterable[Entry], wanted: Wanted, today: date) -> tuple[Entry, ...]:
    """Those that pass, in their order."""
    asked = wanted.words.casefold().split()
    return tuple(
        one
        for one in found
        if _ends(one.commitment, wanted, today)
        and _stands(one.commitment, wanted.progress)
        and _within(one.commitment.due, wanted.since, wanted.until)
        and _within(one.commitment.document.date, wanted.promised_since, None)
        and wanted.who in ("", one.who)
        and (not wanted.body or wanted.body in one.bodies)
        and all(word in one.words for word in asked)
    )


def of_those(found: Iterable[Entry], holder: str, body: str) -> tuple[Entry, ...]:
    """Those with this part in the name of who answers for them, and in that of who promised or to whom."""
    return tuple(
        one
        for one in found
        if holder.casefold() in one.who.casefold()
        and (not body or any(body.casefold() in each.casefold() for each in one.bodies))
    )


def ordered(found: Iterable[Entry], by: Order, *, descending: bool = False) -> tuple[Entry, ...]:
    """By a column, then by the day of the promise; what a column is empty for comes last either way."""
    whole = sorted(found, key=lambda one: one.commitment.document.date or date.min)
    full = [one for one in whole if _value(one, by) is not None]
    full.sort(key=lambda one: _value(one, by), reverse=descending)  # type: ignore[arg-type, return-value]
    return (*full, *(one for one in whole if _value(one, by) is None))


def possibly_kept(one: Commitment) -> Related | None:
    """The first place where it seems to be kept, as long as nobody decided that it is: a proposal."""
    proofs = [each for each in one.later if each.link.relation is Relation.FULFILS]
    return proofs[0] if proofs and one.status not in CLOSED else None


def _entry(kb: KnowledgeBase, one: Commitment, holder: str | None) -> Entry:
    document = one.document
    actor, addressee = (kb.one_name(name) if name else None for name in (one.statement.actor, one.statement.addressee))
    bodies = filter(None, (document.body, addressee, document.addressed_body))
    return Entry(one, holder, _words(one, holder), actor, tuple(dict.fromkeys(bodies)))


def _words(one: Commitment, holder: str | None) -> str:
    document = one.document
    said = (one.statement.text, holder, one.statement.actor, document.title, document.subject, document.our_reference)
    return " ".join(filter(None, said)).casefold()


def _ends(one: Commitment, wanted: Wanted, today: date) -> bool:
    """What is too late or will soon be is of what is still to do, unless what is closed was asked for; a quarter keeps
    what was closed in it, so that one sees what became of its terms."""
    if wanted.ends is Ends.ALL:
        return True
    if wanted.ends is Ends.LATE:
        return one.overdue
    if one.due is None:
        return False
    if wanted.ends is Ends.SOON and one.status in CLOSED and wanted.progress is not Progress.CLOSED:
        return False
    first, last = (today, today + SOON) if wanted.ends is Ends.SOON else quarter(today)
    return first <= one.due <= last


def _stands(one: Commitment, progress: Progress) -> bool:
    closed = one.status in CLOSED
    possibly = progress is Progress.POSSIBLY and possibly_kept(one) is not None
    return {Progress.ALL: True, Progress.OPEN: not closed, Progress.CLOSED: closed, Progress.POSSIBLY: possibly}[
        progress
    ]


def _within(day: date | None, since: date | None, until: date | None) -> bool:
    """What has no date is only kept when no period is asked for."""
    if day is None:
        return since is None and until is None
    return (since is None or since <= day) and (until is None or day <= until)


def _value(one: Entry, by: Order) -> object:
    commitment = one.commitment
    return {
        Order.TERM: commitment.due,
        Order.TEXT: commitment.statement.text.casefold(),
        Order.WHO: None if one.who == NOBODY else one.who.casefold(),
        Order.STATUS: (list(CommitmentStatus).index(commitment.status), not commitment.overdue),
        Order.SOURCE: commitment.document.date,
    }[by]
