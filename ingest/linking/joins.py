"""Which documents are laid beside each other: what a letterhead says, else the one earlier advice for which clearly
most speaks: who writes to whom, who and what is named, the words and names that both have.

Nothing here depends on what else is loaded but the other advices between which a letter could choose.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from ingest.letterhead.bodies import is_authority, is_organisation
from ingest.linking.evidence import Evidence, Rarity, Sign, evidence
from ingest.linking.facets import names_bodies
from ingest.linking.marks import Marks, mostly, proper, titles
from ingest.linking.weights import JOINING
from kb.letters.parties import SEVERAL, same_body
from kb.letters.replies import ADVISING, LATEST, Step, cites_another, is_later
from kb.model import Document, DocumentKind

_MAY_REPLY = (
    DocumentKind.RESPONSE_LETTER, DocumentKind.COUNCIL_LETTER, DocumentKind.COUNCIL_PROPOSAL, DocumentKind.ANSWERS,
    DocumentKind.DECISION_LIST, DocumentKind.COMMITMENT_LIST, DocumentKind.MINUTES, DocumentKind.OTHER,
)  # fmt: skip
_ABOUT_MORE = (
    DocumentKind.COUNCIL_LETTER, DocumentKind.ANSWERS, DocumentKind.DECISION_LIST, DocumentKind.COMMITMENT_LIST,
    DocumentKind.MINUTES,
)  # fmt: skip
_OF_A_MEETING = (DocumentKind.DECISION_LIST, DocumentKind.COMMITMENT_LIST, DocumentKind.MINUTES)
_OF_OTHERS = (DocumentKind.ANSWERS, *_OF_A_MEETING)
# A report on what became of earlier advice: "Opvolgingsonderzoek subsidies"
FOLLOWS_UP = re.compile(r"(?:opvolg|doorwerking|nazorg|terugblik|vervolgonderzoek|heronderzoek|follow-?up)", re.I)
_REACTS = re.compile(r"\b(?:reactie|antwoord|beantwoording)\b.{0,40}\b(?:advies|adviezen|aanbeveling|rapport)", re.I)
OFFERS = re.compile(r"\b(?:aanbied|toezend|begeleidend)", re.I)
OFFERED = timedelta(days=60)  # at most between a report and the letter that offers it
FEW = 2  # advices among which a lead says little
MAY_ASK = (DocumentKind.ADVICE, DocumentKind.AUDIT_REPORT, DocumentKind.OTHER)


@dataclass(frozen=True, slots=True)
class Joined:
    """What a document answers. `likely`: by its words alone. `later`: it tells what became of an advice, to another
    than the adviser. What either says of "all points" does not count."""

    originals: tuple[Document, ...]
    likely: bool = False
    later: bool = False


class Around(Protocol):
    """What one document sees of the others."""

    def named(self) -> tuple[Step | None, Sequence[Document]]:
        """What it answers by its letterhead, and what decides that."""
        ...

    def asking(self) -> Sequence[Document]:
        """At least all that it may answer, of those with points of their own."""
        ...

    def replies_to(self, other: Document) -> Sequence[Document]:
        """Those that answer another one by their letterhead."""
        ...

    def marks(self, document: Document) -> Marks:
        """By what it is recognised."""
        ...


def joined(reply: Document, around: Around) -> Joined:
    """What a document answers."""
    step, named = _named(around)
    if reply.kind in ADVISING and FOLLOWS_UP.search(f"{reply.subject or ''} {reply.title}"):
        followed = tuple(_followed_up(reply, around))
        return Joined(followed, likely=bool(followed), later=bool(followed))
    weighed = choice(reply, around)
    best = weighed.chosen
    named = tuple(_offered_by(each, around) or each for each in named)
    originals = (best,) if best else (*dict.fromkeys(named), *_of_further_bodies(reply, named, around))
    sure = step is not Step.EARLIER if best is None else _is_first_to_name(reply, weighed.ranked[0], around)
    later = bool(originals) and _is_later_news(reply, originals, sure)
    return Joined(originals, likely=best is not None, later=later)


def _named(around: Around) -> tuple[Step | None, Sequence[Document]]:
    """What it answers by its letterhead; a proposal that it mentions asks nothing."""
    step, named = around.named()
    asking = [each for each in named if each.kind is not DocumentKind.COUNCIL_PROPOSAL]
    return (step, asking) if asking else (None, ())


def _offered_by(cover: Document, around: Around) -> Document | None:
    """The report that a letter of its own body only offers: "Aanbieding rapport Grip op de jeugdhulp"."""
    called = f"{cover.subject or ''} {cover.title}".casefold()
    if cover.date is None or not OFFERS.search(called):
        return None
    asking = around.asking()
    if cover in asking:
        return None
    offered = [
        each for each in asking
        if each.date and abs(each.date - cover.date) <= OFFERED
        and same_body(each.sender, cover.sender) is True and any(title in called for title in titles(each))
    ]  # fmt: skip
    return offered[0] if len(offered) == 1 else None


def _followed_up(reply: Document, around: Around) -> Iterator[Document]:
    """The earlier report of the same body of which this one tells what became: the only one, or that with which it
    clearly has most in common."""
    own = [each for each in around.asking() if each.kind in ADVISING and same_body(reply.sender, each.sender) is True]
    found = _ranked(reply, [each for each in own if each.id != reply.id and not is_later(each, reply)], around)
    if found and (len(found) == 1 or found[0].score - found[1].score >= JOINING.lead):
        yield found[0].advice


def _of_further_bodies(reply: Document, named: Sequence[Document], around: Around) -> Iterator[Document]:
    """Of a letter to several bodies, for each whose advice the letterhead does not name: the only advice without a
    known sender that has its name."""
    bodies = (reply.addressee or "").split(SEVERAL)
    if not named or len(bodies) < 2 or reply.kind is not DocumentKind.RESPONSE_LETTER:
        return
    unsigned = [each for each in around.asking() if each.sender is None and _may_answer(reply, each)]
    for body in bodies:
        theirs = [each for each in unsigned if mostly(proper(body), around.marks(each).words)]
        if not any(same_body(body, each.sender) for each in named) and len(theirs) == 1:
            yield theirs[0]


def may_reply(reply: Document) -> bool:
    """Whether it may answer something of which it does not say so; not what another body writes."""
    if reply.kind is DocumentKind.OTHER:
        return not is_organisation(reply.sender or "")
    return reply.kind in _MAY_REPLY


def _is_first_to_name(reply: Document, found: Evidence, around: Around) -> bool:
    """Whether a letter names an advice by its day or title, or is called a reaction to advice, and no earlier letter
    replies to that."""
    called = _REACTS.search(f"{reply.subject or ''} {reply.title}")
    named = called or found.signs[Sign.DATED] or found.signs[Sign.TITLED]
    return bool(named) and not _replies_before(reply, found.advice, around)


def _is_later_news(reply: Document, originals: Sequence[Document], sure: bool) -> bool:
    """Whether it is no answer to the adviser but news of it. A letter to the council that names the advice answers."""
    if reply.kind is DocumentKind.RESPONSE_LETTER or (sure and reply.kind not in _OF_OTHERS):
        return False
    to_adviser = any(same_body(reply.addressee, each.sender) is True for each in originals)
    return reply.kind in _OF_A_MEETING or not to_adviser


@dataclass(frozen=True, slots=True)
class Choice:
    """What speaks for each of the advices that a letter may answer without saying so, the strongest first, what the
    first must reach, and whether it does; `tied`: a second one comes too near."""

    ranked: tuple[Evidence, ...] = ()
    needed: float = 0.0
    enough: bool = False
    tied: bool = False

    @property
    def chosen(self) -> Document | None:
        """The one advice for which clearly most speaks; None when none does, or two could be meant."""
        return self.ranked[0].advice if self.enough and not self.tied else None


def choice(reply: Document, around: Around) -> Choice:
    """What a letter seems to answer by what it says. Of the body to which it goes the advices come first."""
    named = _named(around)[1]
    found = [] if named or not may_reply(reply) else _weighed(reply, around)
    to = [] if reply.kind in _ABOUT_MORE else [each for each in found if _goes_to(reply, each)]
    ranked = to or found
    if not ranked:
        return Choice()
    needed = _needed(reply, ranked[0], addressed=bool(to))
    ahead = ranked[0].score - ranked[1].score if len(ranked) > 1 else math.inf
    if len(ranked) > FEW and ahead >= JOINING.far_lead:
        needed = min(needed, JOINING.far_least)
    return Choice(tuple(ranked), needed, enough=ranked[0].score >= needed, tied=ahead < JOINING.lead)


def _weighed(reply: Document, around: Around) -> list[Evidence]:
    return _ranked(reply, [each for each in around.asking() if _may_answer(reply, each)], around)


def _ranked(reply: Document, fitting: Sequence[Document], around: Around) -> list[Evidence]:
    marks = {each.id: around.marks(each) for each in fitting}
    rarity = Rarity(list(marks.values()))
    own = around.marks(reply)
    found = []
    for each in fitting:
        before = _replies_before(reply, each, around)
        found.append(evidence(reply, own, each, marks[each.id], before, rarity))
    return sorted(found, key=lambda each: (-each.score, each.advice.id))


def _replies_before(reply: Document, advice: Document, around: Around) -> list[Marks]:
    """What a later list says of a promise has the words of the reply in which it was made."""
    if reply.kind not in _ABOUT_MORE:
        return []
    return [around.marks(other) for other in around.replies_to(advice) if not _earlier(reply, other)]


def _goes_to(reply: Document, found: Evidence) -> bool:
    """Whether a letter goes to who wrote an advice, in the time in which an answer may be expected."""
    asked = found.advice.date
    lately = reply.date is None or asked is None or reply.date - asked <= LATEST
    return lately and bool(found.signs[Sign.ADDRESSED]) and not found.signs[Sign.OTHER_NAMED]


def _needed(reply: Document, found: Evidence, *, addressed: bool) -> float:
    if addressed:
        return JOINING.addressed_least
    if found.explicit:
        return JOINING.explicit_least
    return JOINING.of_nobody_least if reply.kind is DocumentKind.OTHER else JOINING.least


def _may_answer(reply: Document, other: Document) -> bool:
    """Nothing that is known of the two speaks against it."""
    if reply.id == other.id or other.kind not in MAY_ASK or is_later(other, reply):
        return False
    if same_body(reply.sender, other.sender) is True or cites_another(reply, other):
        return False
    if other.kind is DocumentKind.OTHER and is_authority(other.sender or ""):  # who governs does not advise
        return False
    asked_another = same_body(reply.sender, other.addressee) is False and is_authority(other.addressee or "")
    if asked_another and reply.kind not in (*_ABOUT_MORE, DocumentKind.OTHER):
        return False
    to_another = same_body(reply.addressee, other.sender) is False and names_bodies(reply.addressee)
    return not (to_another and reply.kind is DocumentKind.RESPONSE_LETTER)


def _earlier(one: Document, other: Document) -> bool:
    return one.date is not None and other.date is not None and one.date < other.date
