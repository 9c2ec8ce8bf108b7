"""Who binds himself in a commitment: an office holder by name, the sender of a letter, or the college in a hearing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.drafts import Part
from ingest.dutch.pipeline import Sentence
from ingest.speakers import NAME, OFFICE
from ingest.voices import Voice
from kb.model import Document, DocumentKind

# Whom somebody only speaks with or of does not promise: "na overleg met wethouder Smit".
_OFFICE_HOLDER = re.compile(
    rf"(?<!met )(?<!aan )(?<!door )(?<!van )(?<!voor )(?<!bij )\b((?i:{OFFICE}))\b(?:\s+({NAME}))?", re.MULTILINE
)
_PRONOUN = re.compile(r"\b(?:hij|zij)\b", re.I)
_COLLEGE_ACTS = re.compile(r"\bcollege\b", re.I)
_FIRST_PERSON = re.compile(r"\b(?:wij|we|ik|ons|onze)\b", re.I)
COLLEGE = "college van burgemeester en wethouders"


class Actors:
    """Who promises, by what was said before in the same document."""

    def __init__(self, parts: Sequence[Part], document: Document) -> None:
        self.document = document
        self.places = {part.passage.id: place for place, part in enumerate(parts)}
        self.parts = parts

    def of(self, part: Part, sentence: Sentence) -> str | None:
        """As in "wethouder Jansen"; None when minutes do not say who promises: the body that keeps them does not.

        A letter speaks for its sender unless it tells what a named office holder promised. "Hij" and "de wethouder" are
        who was last named before under the same heading, else only "wethouder" is known.
        """
        found = _OFFICE_HOLDER.search(sentence.text)
        if part.voice is not Voice.REPORT:
            if found and found[2] and not _FIRST_PERSON.search(sentence.text):
                return _shown(found)
            return COLLEGE if self.document.kind is DocumentKind.AUDIT_REPORT else self.document.sender
        if found and found[2]:
            return _shown(found)
        if found:
            return self._named_before(part, sentence, found[1].lower()) or found[1].lower()
        if _PRONOUN.search(sentence.text):
            return self._named_before(part, sentence, "")
        return "college" if _COLLEGE_ACTS.search(sentence.text) else None

    def _named_before(self, part: Part, sentence: Sentence, office: str) -> str | None:
        """Who of this office ("": of any) was named last before the sentence, under the same heading."""
        text = part.passage.text[: sentence.start]
        place = self.places[part.passage.id]
        while True:
            named = [one for one in _OFFICE_HOLDER.finditer(text) if one[2] and one[1].lower().endswith(office)]
            if named:
                return _shown(named[-1])
            place -= 1
            if place < 0 or self.parts[place].passage.section != part.passage.section:
                return None
            text = self.parts[place].passage.text


def _shown(named: re.Match[str]) -> str:
    return f"{named[1].lower()} {named[2]}"
