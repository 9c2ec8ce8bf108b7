"""Which commitments a clerk wants to see, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, partial
from typing import TYPE_CHECKING, Any

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
    authorities: tuple[str, ...] = ()


EVERY = Wanted()


def entries(kb: KnowledgeBase, commitments: Sequence[Commitment], found: Found | None = None) -> tuple[Entry, ...]:
    """The commitments with who answers for them, soonest term first; see `holders` for what was `found` before."""
    named, one_name = holders(kb, commitments, {} if found is None else found), cache(kb.one_name)
    return ordered((_entry(one, named.get(one.statement.id), one_name) for one in commitments), Order.TERM)


def chosen(found: Iterable[Entry], wanted: Wanted, today: date) -> tuple[Entry, ...]:
    """Those that pass, in their order."""
    for passes in _tests(wanted, today):
        found = filter(passes, found)
    return tuple(found)


def _tests(wanted: Wanted, today: date) -> Iterator[Callable[[Entry], bool]]:
    """One for each field that is filled."""
    for word in wanted.words.casefold().split():
        yield partial(_holds, word)
    if wanted.ends is not Ends.ALL:
        yield lambda one: _ends(one.commitment, wanted, today)
    if wanted.progress is not Progress.ALL:
        yield lambda one: _stands(one.commitment, wanted.progress)
    if wanted.since or wanted.until:
        yield lambda one: _within(one.commitment.due, wanted.since, wanted.until)
    if wanted.promised_since:
        yield lambda one: _within(one.commitment.document.date, wanted.promised_since, None)
    if wanted.who:
        yield lambda one: wanted.who == one.who
    if wanted.body:
        yield lambda one: wanted.body in one.bodies
    if wanted.authorities:
        yield lambda one: one.commitment.document.is_of(wanted.authorities)


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
    valued = [(VALUES[by](one), one) for one in whole]
    full = [pair for pair in valued if pair[0] is not None]
    full.sort(key=lambda pair: pair[0], reverse=descending)
    return (*(one for _, one in full), *(one for value, one in valued if value is None))


def possibly_kept(one: Commitment) -> Related | None:
    """The first place where it seems to be kept, as long as nobody decided that it is: a proposal."""
    proofs = [each for each in one.later if each.link.relation is Relation.FULFILS]
    return proofs[0] if proofs and one.status not in CLOSED else None


def _entry(one: Commitment, holder: str | None, one_name: Callable[[str], str]) -> Entry:
    document = one.document
    actor, addressee = (one_name(name) if name else None for name in (one.statement.actor, one.statement.addressee))
    bodies = filter(None, (document.body, addressee, document.addressed_body))
    return Entry(one, holder, _words(one, holder), actor, tuple(dict.fromkeys(bodies)))


def _words(one: Commitment, holder: str | None) -> str:
    document = one.document
    said = (one.statement.text, holder, one.statement.actor, document.title, document.subject, document.our_reference)
    return " ".join(filter(None, said)).casefold()


def _holds(word: str, one: Entry) -> bool:
    return word in one.words


def _ends(one: Commitment, wanted: Wanted, today: date) -> bool:
    """What is too late or will soon be is of what is still to do, unless what is closed was asked for; a quarter keeps
    what was closed in it, so that one sees what became of its terms."""
    if wanted.ends is Ends.LATE:
        return one.overdue
    if one.due is None:
        return False
    if wanted.ends is Ends.SOON and one.status in CLOSED and wanted.progress is not Progress.CLOSED:
        return False
    first, last = (today, today + SOON) if wanted.ends is Ends.SOON else quarter(today)
    return first <= one.due <= last


def _stands(one: Commitment, progress: Progress) -> bool:
    if progress is Progress.POSSIBLY:
        return possibly_kept(one) is not None
    return (one.status in CLOSED) is (progress is Progress.CLOSED)


def _within(day: date | None, since: date | None, until: date | None) -> bool:
    """What has no date is not kept."""
    return day is not None and (since is None or since <= day) and (until is None or day <= until)


VALUES: dict[Order, Callable[[Entry], Any]] = {
    Order.TERM: lambda one: one.commitment.due,
    Order.TEXT: lambda one: one.commitment.statement.text.casefold(),
    Order.WHO: lambda one: None if one.who == NOBODY else one.who.casefold(),
    Order.STATUS: lambda one: (list(CommitmentStatus).index(one.commitment.status), not one.commitment.overdue),
    Order.SOURCE: lambda one: one.commitment.document.date,
}
