"""Which documents are laid beside each other: what a letterhead says, else the only earlier advice that a letter of an
authority shares its words with, where one of the two names the other's body or place.

Nothing here depends on what else is loaded but the other advices between which a letter could choose.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ingest.letterhead.bodies import is_organisation
from ingest.linking.alignment import content
from ingest.linking.weights import ABOUT_MORE, ADDRESSED, JOINING, UNNAMED, Joining
from kb.letters.replies import LATEST, Step, same_body
from kb.model import Document, DocumentKind, Passage

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
MAY_ASK = (DocumentKind.ADVICE, DocumentKind.AUDIT_REPORT, DocumentKind.OTHER)
SHORTEST, STEM = 5, 8  # characters of a word that counts, and of its beginning that is compared
_OF_OFFICES = re.compile(
    r"\b(?:college|van|de|het|burgemeester|en|wethouders?|gemeente\w*|provincie|waterschap|hoogheemraadschap|minister\w*"
    r"|bestuur|raad|\w*griffie|leden|voor|gedeputeerde|staten|aan|der)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Joined:
    """What a document answers. `likely`: by its words alone. `later`: it tells what became of an advice, to another
    than the adviser. What either says of "all points" does not count."""

    originals: tuple[Document, ...]
    likely: bool = False
    later: bool = False


def words_of(document: Document, passages: Iterable[Passage]) -> frozenset[str]:
    """The beginnings of the longer words of a document, those of its head among them."""
    head = (document.sender, document.addressee, document.subject, document.title)
    texts = (*filter(None, head), *(passage.text for passage in passages))
    return frozenset(word[:STEM] for text in texts for word in content(text) if len(word) >= SHORTEST)


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

    def words(self, document: Document) -> frozenset[str]:
        """As `words_of` has them."""
        ...


def joined(reply: Document, around: Around) -> Joined:
    """What a document answers."""
    step, named = around.named()
    best = None if named or not may_reply(reply) else _likely(reply, around)
    originals = (best,) if best else tuple(named)
    sure = best is None and step is not Step.EARLIER
    later = bool(originals) and _is_later_news(reply, originals, sure)
    return Joined(originals, likely=best is not None, later=later)


def may_reply(reply: Document) -> bool:
    """Whether it may answer something of which it does not say so; not somebody else's, or nobody's letter to
    anybody."""
    if reply.kind is DocumentKind.OTHER:
        return not is_organisation(reply.sender or "") and bool(reply.sender or reply.addressee)
    return reply.kind in _MAY_REPLY


def _is_later_news(reply: Document, originals: Sequence[Document], sure: bool) -> bool:
    """Whether it is no answer to the adviser but news of it. A letter to the council that names the advice answers."""
    if reply.kind is DocumentKind.RESPONSE_LETTER or (sure and reply.kind not in _OF_OTHERS):
        return False
    to_adviser = any(same_body(reply.addressee, each.sender) is True for each in originals)
    return reply.kind in _OF_A_MEETING or not to_adviser


def _likely(reply: Document, around: Around) -> Document | None:
    fitting = [each for each in around.asking() if _may_answer(reply, each)]
    if not fitting:
        return None
    words = {each.id: around.words(each) for each in (reply, *fitting)}
    alike = {each.id: _alike(words[reply.id], words[each.id]) for each in fitting}
    if reply.kind in _ABOUT_MORE:
        for each in fitting:  # what a later list says of a promise has the words of the reply in which it was made
            before = [other for other in around.replies_to(each) if not _earlier(reply, other)]
            alike[each.id] = max([alike[each.id], *(_alike(words[reply.id], around.words(other)) for other in before)])
    sure = [each for each in fitting if _name_each_other(reply, each, words)]
    to = [each for each in fitting if same_body(reply.addressee, each.sender) is True]
    return (
        _nearest(_recent(reply, to), alike, ADDRESSED)
        or _nearest(_recent(reply, sure), alike, ABOUT_MORE if reply.kind in _ABOUT_MORE else JOINING)
        or _nearest([] if reply.kind in _ABOUT_MORE else fitting, alike, UNNAMED)
    )


def _may_answer(reply: Document, other: Document) -> bool:
    if reply.id == other.id or other.kind not in MAY_ASK:
        return False
    if _earlier(reply, other) or (other.kind is DocumentKind.OTHER and not other.sender):
        return False
    if same_body(reply.sender, other.sender) is True:
        return False
    if reply.kind not in _ABOUT_MORE and same_body(reply.sender, other.addressee) is False:
        return False
    to_another = reply.kind is DocumentKind.RESPONSE_LETTER and same_body(reply.addressee, other.sender) is False
    return not to_another


def _recent(reply: Document, others: Sequence[Document]) -> Sequence[Document]:
    """Those of the time in which an answer may be expected, else all."""
    return [each for each in others if reply.date and each.date and reply.date - each.date <= LATEST] or others


def _name_each_other(reply: Document, other: Document, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether the name of the adviser stands in the reply, or the place of the authority in the advice; what is about
    other things too must name the adviser."""
    place, body = (_proper(each) for each in (reply.sender, other.sender))
    by_place = reply.kind not in _ABOUT_MORE and _mostly(place, words[other.id])
    return by_place or _mostly(body, words[reply.id])


def _mostly(name: frozenset[str], words: frozenset[str]) -> bool:
    return bool(name) and 3 * len(name & words) >= 2 * len(name)


def _proper(name: str | None) -> frozenset[str]:
    """The words of the name of a body that are its own."""
    return frozenset(word[:STEM] for word in content(_OF_OFFICES.sub("", name or "")) if len(word) >= SHORTEST)


def _nearest(others: Sequence[Document], alike: Mapping[str, float], needed: Joining) -> Document | None:
    ranked = sorted(others, key=lambda each: (-alike[each.id], each.id))
    if not ranked or alike[ranked[0].id] < needed.least:
        return None
    second = alike[ranked[1].id] if len(ranked) > 1 else 0.0
    return ranked[0] if alike[ranked[0].id] >= needed.lead * second else None


def _earlier(one: Document, other: Document) -> bool:
    return one.date is not None and other.date is not None and one.date < other.date


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of their words that two documents have in common; a longer word says more, as it is rarer."""
    both = math.sqrt(_weight(one) * _weight(other))
    return _weight(one & other) / both if both else 0.0


def _weight(words: Iterable[str]) -> float:
    return sum(math.pow(len(word) - SHORTEST + 1, 1.5) for word in words)
