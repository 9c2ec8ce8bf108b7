"""What a statement or a link rests on, as values: what decides reads these, and `kb/why.py` says them in Dutch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.model.statement import StatementKind


class Basis(StrEnum):
    """The weakest of what a finding rests on. What a person made rests on the person."""

    STRUCTURE = "opbouw"  # a heading, list, table, number or place
    WORDS = "woorden"  # cue words and grammar
    MODEL = "taalmodel"  # likeness of meaning, or weights that were learnt
    PERSON = "mens"


class GroundKind(StrEnum):
    """How a statement was found, then why two were linked."""

    # -- statements: by where they stand
    NUMBERED = "genummerd kopje"
    SUB_ITEM = "onderdeel van aanbeveling"
    UNLETTERED = "onderdeel zonder letter"
    LISTED_AFTER = "opsomming na"  # the words of the rule `cue`
    ADDRESSED = "aanbeveling aan"
    BELOW_ADVICE = "punt onder aanbevelingen"
    ROW = "rij van een tabel"
    MOTION_POINT = "punt van motie of amendement"
    BELOW_PROMISES = "onder toezeggingen"
    LISTED = "rij van de lijst"  # a promise as a list of commitments repeats it
    NOTED = "rij met een toezegging"
    ACTION = "actiepunt"
    BELOW_QUESTION = "antwoord onder vraag"
    AFTER_RESTATEMENT = "na weergave"
    AFTER_REQUEST = "toezegging na verzoek"
    HEARD = "bestuurlijke reactie"  # the college answers inside somebody else's report
    POINTING = "noemt het punt"  # the words, or the heading above them, say by number or place what is answered
    # -- statements: by their words
    CUE = "signaalwoorden"  # those of the rule `cue`
    DUTY = "wat er moet"
    IMPERATIVE = "gebiedende wijs"
    INFINITIVE = "onbepaalde wijs"
    LOOSE = "zonder verwijzing"  # an answer of which only the subject can say what it is about
    TOLD = "vertelt van een advies"
    KEPT = "toezegging nagekomen"
    MOVED = "termijn verschoven"
    # -- statements: by what they mean
    WEIGHED = "gewogen kenmerken"  # of words, grammar and place
    ALIGNED = "naast het advies gelegd"
    # -- links: by number and place
    SAME_QUESTION = "antwoord op vraag"
    SAME_NUMBER = "hetzelfde nummer"
    NAMES_NUMBER = "noemt aanbeveling"
    NAMES_POINT = "noemt dit punt"
    BELOW_POINT = "volgt op de weergave van dit punt"
    BELOW_QUOTATION = "volgt op de woorden van dit punt"
    SAME_ROW = "staat in dezelfde rij"
    SAME_AGENDA_ITEM = "toezegging bij hetzelfde agendapunt"
    SAID_EARLIER = "dezelfde aanbeveling, eerder in dit document"
    REFERS = "verwijst naar het antwoord op aanbeveling"
    STATE_IN_LIST = "stand van zaken in de lijst"
    SAME_TERM = "met dezelfde termijn"
    # -- links: by words
    WHOLE = "geldt voor het hele advies"
    WHOLE_REPORT = "bestuurlijke reactie in hetzelfde document op het geheel"
    EXCEPTED = "uitgezonderd van wat voor het advies geldt"
    PUT_OFF = "uitstel voor het hele advies"
    NAMES_REPORT = "onderschrijft de aanbevelingen uit"
    # -- links: by likeness
    ALIKE = "dezelfde strekking"
    ABOUT_POINT = "gaat over dit punt"
    LIKE_PROMISE = "lijkt op een eerdere toezegging"
    # -- links: what is told besides
    PROMISE = "eerdere toezegging"
    VERDICT = "standpunt uit"
    ANOTHER_TELLS = "een ander dan wie antwoordt vertelt het"  # neither the authority nor its council
    LATER_NEWS = "later bericht, niet het antwoord aan de adviseur"
    TOLD_IN = "volgens"
    STATED = "in eigen woorden"  # of a person, or of an older program


_WORDS = frozenset({
    GroundKind.CUE, GroundKind.DUTY, GroundKind.IMPERATIVE, GroundKind.INFINITIVE, GroundKind.LOOSE, GroundKind.TOLD,
    GroundKind.KEPT, GroundKind.MOVED, GroundKind.WHOLE, GroundKind.WHOLE_REPORT, GroundKind.EXCEPTED,
    GroundKind.PUT_OFF, GroundKind.NAMES_REPORT,
})  # fmt: skip
_MODEL = frozenset({
    GroundKind.WEIGHED, GroundKind.ALIGNED, GroundKind.ALIKE, GroundKind.ABOUT_POINT, GroundKind.LIKE_PROMISE
})  # fmt: skip


class Shared(NamedTuple):
    """A word that two texts share, and how rare it is among the texts that were compared: 0.7 stands in each of them,
    more in few. None: not known any more."""

    word: str
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that a finding rests on; which fields are filled follows from its kind.

    `label` is a number as the letter writes it, or several; `cue` the id of a rule in `dutch/rules`; `words` and
    `likeness` (1 is the same) what two texts have in common; `quote` the words that say it; `title`, `day` and `about`
    the document, its date or a term, and the kind of statement that is meant.
    """

    kind: GroundKind
    label: str | None = None
    cue: str | None = None
    words: tuple[Shared, ...] = ()
    likeness: float | None = None
    quote: str | None = None
    title: str | None = None
    day: date | None = None
    about: StatementKind | None = None


def basis_of(grounds: Iterable[Ground]) -> Basis:
    """The weakest basis among the grounds of what the machine found."""
    kinds = {ground.kind for ground in grounds}
    return Basis.MODEL if kinds & _MODEL else Basis.WORDS if kinds & _WORDS else Basis.STRUCTURE
