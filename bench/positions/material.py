"""Answers with the point that they answer and the position that they take, from annotated documents and our own."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.model import Position
from tests.cases.cases import ADVICE, cases

_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")
_LENGTHS = range(8, 120)  # words
_MOST = 60  # paragraphs of a folder
ANSWERS = Path("tests/cases/answers")
STANCES = {
    "overgenomen": Position.ADOPTED, "toegezegd": Position.ADOPTED, "deels": Position.PARTLY,
    "niet": Position.REJECTED, "aangehouden": Position.DEFERRED, "bestaand beleid": Position.EXISTING,
    "geen oordeel": Position.UNCLEAR,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """All that an answer says of one point. `group`: what must be left out together when something is learnt; `folder`:
    the file or folder that it comes from."""

    text: str
    point: str
    is_question: bool
    position: Position
    group: str
    folder: str
    is_answer: bool = True


def annotated(folder: Path) -> list[Answer]:
    """The links of `gold.json`, each original point once: its restatement in the answer is no second link. A group is a
    trail where the annotations name trails, else a document."""
    documents = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["documents"]
    points = {each["id"]: each for one in documents for each in (*one["recommendations"], *one["requests"])}
    return [
        Answer(
            " ".join(each["text"].split()),
            " ".join(points.get(point, {"text": ""})["text"].split()),
            any(point == asked["id"] for one in documents for asked in one["requests"]),
            STANCES[each["stance"]],
            one.get("trail") or one["file"],
            folder.name,
        )
        for one in documents
        for each in one["responses"]
        for point in _originals(each["answers"], points)
    ]  # fmt: skip


def beside(folder: Path) -> list[Answer]:
    """What stands in the answering letters and answers nothing, each paragraph with a point that is answered there:
    thanks, procedure, what was done before. It says nothing of the point."""
    documents = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["documents"]
    points = {each["id"]: each["text"] for one in documents for each in (*one["recommendations"], *one["requests"])}
    found = []
    for one in documents:
        asked = [points[point] for each in one["responses"] for point in each["answers"] if point in points]
        text = (folder / "reference" / f"{Path(one['file']).stem}.txt").read_text(encoding="utf-8")
        taken = [each for kind in ("responses", "recommendations", "requests", "ignore") for each in one[kind]]
        for number, part in enumerate(_PARAGRAPH.finditer(text) if asked else ()):
            words = part.group().split()
            if len(words) in _LENGTHS and not any(e["start"] < part.end() and part.start() < e["end"] for e in taken):
                point = " ".join(asked[number % len(asked)].split())
                said = " ".join(words)
                found.append(
                    Answer(said, point, False, Position.UNCLEAR, one.get("trail") or one["file"], folder.name, False)
                )
    return found[:: -(-len(found) // _MOST) or 1]


def _originals(answered: list[str], points: dict[str, Any]) -> Iterator[str]:
    """Without restatements of a point that is answered as well."""
    originals = [point for point in answered if points.get(point, {}).get("kind") != "restated"]
    yield from originals or answered


def own(name: str) -> list[Answer]:
    """The answers of tests/cases/answers/NAME.toml; a group is a letter."""
    letters = tomllib.loads((ANSWERS / f"{name}.toml").read_text(encoding="utf-8"))["letter"]
    return [
        Answer(text, each["point"], each.get("is_question", False), position, f"{each['name']}: {each['point']}", name)
        for each in letters
        for position in Position
        for text in each.get(position.value.replace(" ", "_"), ())
    ]


def told_apart() -> list[Answer]:
    """The answers of tests/cases/position.toml, which are many short traps; they are one group."""
    return [
        Answer(case.text, case.asked or ADVICE, case.asked is not None, Position(case.expected), "cases", "cases")
        for case in cases()
        if case.expected in set(Position)
    ]
