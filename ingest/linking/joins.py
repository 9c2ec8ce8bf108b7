"""Which documents are laid beside each other: what a letterhead says, else the only earlier advice that a letter of an
authority shares its words with, where one of the two names the other's body or place.

Nothing here depends on what else is loaded but the other advices between which a letter could choose.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.letterhead.bodies import is_organisation
from ingest.linking.alignment import content
from ingest.linking.weights import JOINING, Joining
from kb.letters.replies import LATEST, answered_documents, same_body
from kb.model import Document, DocumentKind, Passage

_MAY_REPLY = (
    DocumentKind.RESPONSE_LETTER, DocumentKind.COUNCIL_LETTER, DocumentKind.COUNCIL_PROPOSAL, DocumentKind.ANSWERS,
    DocumentKind.DECISION_LIST, DocumentKind.COMMITMENT_LIST, DocumentKind.MINUTES, DocumentKind.OTHER,
)  # fmt: skip
_MAY_ASK = (DocumentKind.ADVICE, DocumentKind.AUDIT_REPORT, DocumentKind.OTHER)
SHORTEST, STEM = 5, 8  # characters of a word that counts, and of its beginning that is compared
_OFFICE = re.compile(
    r"\b(?:college|van|de|het|burgemeester|en|wethouders?|gemeente\w*|provincie|waterschap|hoogheemraadschap|minister\w*"
    r"|bestuur|raad|leden|voor|gedeputeerde|staten|aan|der)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Joined:
    """What a document answers. `likely`: by its words alone, so that nothing that it says of "all points" counts."""

    originals: tuple[Document, ...]
    likely: bool = False


def words_of(passages: Iterable[Passage]) -> frozenset[str]:
    """The beginnings of the longer words of a document."""
    return frozenset(word[:STEM] for passage in passages for word in content(passage.text) if len(word) >= SHORTEST)


def joined(
    reply: Document, documents: Sequence[Document], words: Mapping[str, frozenset[str]], asking: Collection[str]
) -> Joined:
    """What a document answers among the others. `words` of each, `asking`: those with points of their own."""
    named = answered_documents(reply, documents)
    if named:
        return Joined(named)
    fitting = [each for each in documents if each.id in asking and _may_answer(reply, each, words)]
    recent = [each for each in fitting if reply.date and each.date and reply.date - each.date <= LATEST]
    best = _nearest(reply, recent or fitting, words, JOINING)
    return Joined((best,), likely=True) if best else Joined(())


def _may_answer(reply: Document, other: Document, words: Mapping[str, frozenset[str]]) -> bool:
    if reply.id == other.id or reply.kind not in _MAY_REPLY or other.kind not in _MAY_ASK:
        return False
    if reply.kind is DocumentKind.OTHER and is_organisation(reply.sender or ""):
        return False
    if reply.date and other.date and other.date > reply.date:
        return False
    if same_body(reply.sender, other.sender) is True or same_body(reply.sender, other.addressee) is False:
        return False
    if reply.kind is DocumentKind.RESPONSE_LETTER and same_body(reply.addressee, other.sender) is False:
        return False
    return _name_each_other(reply, other, words)


def _name_each_other(reply: Document, other: Document, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether the place of the authority stands in the advice, or the name of the adviser in the reply."""
    place, body = (_proper(each) for each in (reply.sender, other.sender))
    return bool(place and place <= words[other.id]) or bool(body and body <= words[reply.id])


def _proper(name: str | None) -> frozenset[str]:
    """The words of the name of a body that are its own."""
    return frozenset(word[:STEM] for word in content(_OFFICE.sub("", name or "")) if len(word) >= SHORTEST)


def _nearest(
    reply: Document, others: Sequence[Document], words: Mapping[str, frozenset[str]], needed: Joining
) -> Document | None:
    ranked = sorted(((_alike(words[reply.id], words[each.id]), each.id, each) for each in others), reverse=True)
    if not ranked or ranked[0][0] < needed.least:
        return None
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    return ranked[0][2] if ranked[0][0] >= needed.lead * second else None


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of their words that two documents have in common; a longer word says more, as it is rarer."""
    both = math.sqrt(_weight(one) * _weight(other))
    return _weight(one & other) / both if both else 0.0


def _weight(words: Iterable[str]) -> float:
    return sum(math.pow(len(word) - SHORTEST + 1, 1.5) for word in words)
