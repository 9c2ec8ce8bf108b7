"""Where somebody is in the queue of proposals. It all follows from the address, so nothing is lost on reload."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.model import Proposed


@dataclass(frozen=True, slots=True)
class Place:
    """The queue, in its order, and which of it is shown; `at` is None when nothing is left. `again` goes past what is
    judged too: somebody looks at it a second time."""

    items: Sequence[Proposed]
    at: int | None
    again: bool = False

    @property
    def current(self) -> Proposed | None:
        return None if self.at is None else self.items[self.at]

    @property
    def before(self) -> Proposed | None:
        """The one before it, judged or not; of the end the last one."""
        at = len(self.items) if self.at is None else self.at
        return self.items[at - 1] if at else None

    @property
    def after(self) -> Proposed | None:
        """The next that is open; behind the last one those that were skipped come again. None: no other is open."""
        at = -1 if self.at is None else self.at
        others = (*self.items[at + 1 :], *self.items[: max(at, 0)])
        return next((one for one in others if self.again or one.is_open), None)


def place(items: Sequence[Proposed], named: str | None, *, again: bool = False) -> Place:
    """At the one that the address names, also when it is judged; else at the first that is open, `again` at any."""
    own = next((at for at, one in enumerate(items) if one.subject_id == named), None)
    first = next((at for at, one in enumerate(items) if again or one.is_open), None)
    return Place(items, first if own is None else own, again)


def kept(
    items: Sequence[Proposed], document_id: str | None, by: str | None, authorities: Sequence[str] = ()
) -> list[Proposed]:
    """Those of one advice, those that one person judged, and those of some municipalities; None, and (): of all, by
    whomever."""
    return [
        one
        for one in items
        if document_id in (None, one.document.id)
        and one.document.is_of(authorities)
        and (by is None or (one.decision and one.decision.by == by))
    ]
