"""The numbers of the first screen, counted in what the other screens show: a number opens a list of that length."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from statistics import median

from kb.model import (
    Advice,
    Commitment,
    CommitmentStatus,
    Decision,
    DecisionState,
    Document,
    Extent,
    Judged,
    Missing,
    Overview,
    Pace,
    Position,
    Promised,
    Proposed,
    Relation,
    Since,
    StatementKind,
    Status,
    Taken,
    Trail,
)

WITHOUT_REPLY = (Status.OVERDUE, Status.WAITING, Status.NOT_FOUND)
CLOSED = (CommitmentStatus.DONE, CommitmentStatus.LAPSED)
SOON = timedelta(days=30)


def extent(documents: Sequence[Document]) -> Extent:
    """How much is loaded, and of which time."""
    days = [document.date for document in documents if document.date]
    return Extent(len(documents), min(days, default=None), max(days, default=None))


def overview(
    extent: Extent, advices: Sequence[Advice], commitments: Iterable[Commitment], review: Sequence[Proposed],
    judged: Iterable[Judged], missing: Sequence[Missing], today: date,
) -> Overview:  # fmt: skip
    waiting = Counter(each.status for each in advices)
    passed = [passed_by(each) for each in advices]
    states = Counter(each.state for each in judged if each.subject_id or each.state is DecisionState.LOOSE)
    return Overview(
        extent=extent,
        bodies=tuple(Counter(each.body for each in advices if each.body).most_common()),
        unanswered=tuple((status, waiting[status]) for status in WITHOUT_REPLY if waiting[status]),
        put_off_late=sum(
            each.status is Status.OVERDUE and each.expected is not None and each.expected < today for each in advices
        ),
        passed_by=sum(passed),
        passed_in=sum(map(bool, passed)),
        judged=sum(not each.is_open for each in review),
        proposals=len(review),
        promised=_promised(commitments, today),
        suspect=states[DecisionState.SUSPECT],
        loose=states[DecisionState.LOOSE],
        missing=len(missing),
        paces=tuple(_paces(advices)),
        taken=tuple(_taken(advices)),
    )


def since(moment: datetime, documents: Iterable[Document], decisions: Iterable[Decision], me: str) -> Since:
    """What came after this moment; what I decided is not new to me."""
    added = [(one.added, one) for one in documents if one.added and one.added > moment]
    newest = sorted(added, key=lambda each: each[0], reverse=True)
    return Since(
        moment, tuple(one for _, one in newest), sum(one.at > moment and one.by != me for one in decisions)
    )  # fmt: skip


def passed_by(advice: Advice) -> int:
    """How many of its points, sub-items too, were not found in a reply that is loaded."""
    return sum(each.status is Status.NOT_IN_REPLY for each in _with_parts(advice.trails))


def _with_parts(trails: Iterable[Trail]) -> Iterator[Trail]:
    for each in trails:
        yield each
        yield from _with_parts(each.parts)


def _promised(commitments: Iterable[Commitment], today: date) -> Promised:
    """Of commitments, not of intentions: nobody is bound by those."""
    every = [one for one in commitments if one.statement.kind is StatementKind.COMMITMENT]
    made = [one for one in every if one.status not in CLOSED]
    first, last = quarter(today)
    here = [one for one in every if one.due and first <= one.due <= last]
    return Promised(
        open=len(made),
        late=sum(one.overdue for one in made),
        soon=sum(bool(one.due and today <= one.due <= today + SOON) for one in made),
        quarter=len(here),
        quarter_closed=sum(one.status in CLOSED for one in here),
        possibly_kept=sum(any(each.link.relation is Relation.FULFILS for each in one.later) for one in made),
    )


def quarter(today: date) -> tuple[date, date]:
    """The first and the last day of the quarter."""
    first = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    return first, (first + timedelta(days=95)).replace(day=1) - timedelta(days=1)


def _paces(advices: Iterable[Advice]) -> Iterator[Pace]:
    """Newest year first, all bodies together before each of them."""
    days: defaultdict[tuple[int, str | None], list[int]] = defaultdict(list)
    for each in advices:
        if each.days is not None and each.document.date:
            for body in dict.fromkeys((None, each.body)):
                days[each.document.date.year, body].append(each.days)
    for (year, body), found in sorted(days.items(), key=_newest_first):
        yield Pace(body, year, len(found), float(median(found)), max(found))


def _taken(advices: Iterable[Advice]) -> Iterator[Taken]:
    """The same of positions; of points and sub-items that have one."""
    counted: defaultdict[tuple[int, str | None], Counter[Position]] = defaultdict(Counter)
    for each in advices:
        found = Counter(trail.position for trail in _with_parts(each.trails) if trail.position)
        if found and each.document.date:
            for body in dict.fromkeys((None, each.body)):
                counted[each.document.date.year, body].update(found)
    for (year, body), positions in sorted(counted.items(), key=_newest_first):
        yield Taken(body, year, tuple((one, positions[one]) for one in Position if positions[one]))


def _newest_first(item: tuple[tuple[int, str | None], object]) -> tuple[int, bool, str]:
    (year, body), _ = item
    return -year, body is not None, (body or "").casefold()
