"""All links of one letter: what is linked, from what it sees of the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from ingest.linking.answer_links import Replied
from ingest.linking.answers import after_others, answers
from ingest.linking.commitment_news import relations
from ingest.linking.facets import outcome
from ingest.linking.letter import Letter
from ingest.linking.neighbours import Neighbours
from ingest.linking.similarity import Encode
from kb.letters.answered import named_by_letterhead
from kb.model import DocumentKind, Link, Linked

REPLYING = (DocumentKind.RESPONSE_LETTER, DocumentKind.COUNCIL_LETTER, DocumentKind.ANSWERS)


class Opened(Protocol):
    """Opens the letter that is to be linked, with its sentences: all of them when it may answer another one."""

    def __call__(self, *, whole: bool) -> Letter: ...


@dataclass(frozen=True, slots=True)
class First:
    """What one letter links to by itself, before it is looked at what others answer."""

    replied: Replied
    promises: tuple[Link, ...]
    near: Neighbours

    @property
    def document_id(self) -> str:
        return self.replied.letter.document.id

    @property
    def links(self) -> tuple[Link, ...]:
        return (*self.replied.links, *self.promises)

    @property
    def answers_to(self) -> frozenset[int]:
        """The keys of the documents that it answers, and its own: a report may hold the answer."""
        about = [self.document_id, *(each.document.id for each in self.replied.originals)]
        return frozenset[int]().union(*map(outcome, about))


def named_by(near: Neighbours) -> frozenset[int]:
    """The keys of the documents that a letter answers by its letterhead."""
    return frozenset[int]().union(*(named_by_letterhead(each.id) for each in near.named()[1]))


def first(kind: DocumentKind, opened: Opened, near: Neighbours, encode: Encode) -> First:
    """The links that follow from a letter and from those that it finds."""
    joined, one = near.answered()
    letter = opened(whole=bool(one) or kind in REPLYING)
    replied = answers(letter, joined, one, near, encode)
    oldest_first = sorted(one, key=lambda each: each.document.place)
    return First(replied, relations(letter, oldest_first, near, encode), near)


def second(found: First, encode: Encode) -> Linked:
    """The same, with the links that depend on what other letters answer."""
    later = after_others(found.replied, found.near, encode)
    outcomes = found.answers_to | named_by(found.near)
    return Linked(found.document_id, found.links, later, found.replied.responses, found.near.sought, outcomes)
