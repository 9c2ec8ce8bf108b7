"""The judged questions: what is asked, and the places that answer it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

QUESTIONS = Path(__file__).parent / "questions.txt"


@dataclass(frozen=True, slots=True)
class Place:
    """A judged quote in a document, by a part of the name of its file. Grade 2 answers, 1 touches."""

    grade: int
    file: str
    quote: str

    def stands_in(self, file: str, text: str) -> bool:
        return self.file in file and _plain(self.quote) in _plain(text)


@dataclass(frozen=True, slots=True)
class Question:
    """`kind` is keyword, paraphrase, or none when no document answers it."""

    kind: str
    text: str
    places: tuple[Place, ...] = ()


def questions(path: Path = QUESTIONS) -> Iterator[Question]:
    """The questions of a file; what its lines mean stands at its top."""
    for part in re.split(r"\n(?=[?!] )", path.read_text(encoding="utf-8")):
        first, *rest = [line for line in part.splitlines() if line and not line.startswith("#")] or [""]
        if first.startswith("!"):
            yield Question("none", first[2:])
        elif first:
            kind, _, text = first[2:].partition(" | ")
            yield Question(kind, text, tuple(map(_place, rest)))


def _place(line: str) -> Place:
    grade, _, rest = line.partition(" ")
    file, _, quote = rest.partition(" | ")
    return Place(int(grade), file, quote)


def unmatched(asked: Sequence[Question], texts: Sequence[tuple[str, str]]) -> list[Place]:
    """The places whose quote stands in none of these texts, each with the name of its file."""
    return [
        place
        for question in asked
        for place in question.places
        if not any(place.stands_in(file, text) for file, text in texts)
    ]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.replace("\u00ad", "").casefold()))
