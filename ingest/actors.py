"""Who binds himself in a commitment: an office holder by name, the sender of a letter, or the college in a hearing."""

from __future__ import annotations

import re

from ingest.drafts import Part
from ingest.dutch.pipeline import Sentence
from ingest.voices import Voice
from kb.model import Document, DocumentKind

_NAME = r"(?:(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Tt]er|[Tt]en)\s+)*[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?"
_NAMED = re.compile(rf"\b((?i:wethouder|burgemeester|minister|staatssecretaris))\s+({_NAME})")
_FIRST_PERSON = re.compile(r"\b(?:wij|we|ik|ons|onze)\b", re.I)
_PRONOUN = re.compile(r"\b(?:hij|zij|de (?:wethouder|burgemeester|minister))\b", re.I)
COLLEGE = "college van burgemeester en wethouders"


def actor(part: Part, sentence: Sentence, document: Document) -> str | None:
    """As in "wethouder Jansen"; None when minutes do not say who promises: the body that keeps them does not.

    A letter speaks for its sender unless it tells what a named office holder promised. "Hij" and "de wethouder" are
    who was last named before in the same passage.
    """
    named = _NAMED.findall(sentence.text)
    if part.voice is Voice.REPORT:
        if not named and _PRONOUN.search(sentence.text):
            named = _NAMED.findall(part.passage.text[: sentence.start])[-1:]
        return _shown(named[0]) if named else None
    if named and not _FIRST_PERSON.search(sentence.text):
        return _shown(named[0])
    return COLLEGE if document.kind is DocumentKind.AUDIT_REPORT else document.sender


def _shown(named: tuple[str, str]) -> str:
    return f"{named[0].lower()} {named[1]}"
