"""A body that writes letters or receives them, and the names by which letters call it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kb.model.decision import Decision


@dataclass(frozen=True, slots=True)
class NameInLetters:
    """A name as letters write it: in how many it is the sender's, in how many the addressee's, from when until when.
    `decision` is the one of a person who brought it under another name."""

    name: str
    sent: int = 0
    received: int = 0
    first: date | None = None
    last: date | None = None
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A body under the one name by which it is shown, with every name that letters have for it: that one first.
    `authorities` are the municipalities, provinces and water boards to which its letters belong, those of most letters
    first; `placed` is the decision of a person who said so."""

    name: str
    names: tuple[NameInLetters, ...]
    authorities: tuple[str, ...] = ()
    placed: Decision | None = None

    @property
    def sent(self) -> int:
        return sum(each.sent for each in self.names)

    @property
    def received(self) -> int:
        return sum(each.received for each in self.names)

    @property
    def first(self) -> date | None:
        return min((each.first for each in self.names if each.first), default=None)

    @property
    def last(self) -> date | None:
        return max((each.last for each in self.names if each.last), default=None)


class Likeness(StrEnum):
    """Why two names probably mean one body."""

    SAME = "dezelfde woorden, anders geschreven"
    LONGER = "de ene naam is de andere, met meer erbij"
    SHORTENED = "de ene naam bevat een afkorting van de andere"
    GOVERNING = "een bestuur en de overheid die het bestuurt"


@dataclass(frozen=True, slots=True)
class Alike:
    """Two names that probably mean one body: the program proposes, a person decides. `into` is the fuller one."""

    name: str
    into: str
    why: Likeness
