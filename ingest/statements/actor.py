"""Who binds himself in a commitment: an office holder by name, the sender of a letter, or the college in a hearing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.dutch.pipeline import Sentence
from ingest.passages.voice import Voice
from ingest.statements.draft import Part
from ingest.statements.speaker import NAME, OFFICE
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
        self.before: dict[str, dict[str, str]] = {}  # passage -> who was named before it under the same heading
        section, known = None, dict[str, str]()
        for part in parts:
            if part.passage.section != section:
                section, known = part.passage.section, {}
            self.before[part.passage.id] = known
            known = known | _named_in(part.passage.text)

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
        named = self.before[part.passage.id] | _named_in(part.passage.text[: sentence.start])
        return named.get(office)


def _named_in(text: str) -> dict[str, str]:
    """Who is named last of each office in a text; under "" who is named last of all."""
    named = [one for one in _OFFICE_HOLDER.finditer(text) if one[2]]
    return {key: _shown(one) for one in named for key in (one[1].lower(), "")}


def _shown(named: re.Match[str]) -> str:
    return f"{named[1].lower()} {named[2]}"
