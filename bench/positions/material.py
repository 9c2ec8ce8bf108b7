"""Answers with the point that they answer and the position that they take, from annotated documents and our own."""

from __future__ import annotations

import json
import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kb.model import Position
from tests.cases.cases import ADVICE, cases

_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")
_LENGTHS = range(8, 120)  # words
_MOST = 60  # paragraphs of a folder
_NEAR = 400  # characters around an answer
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n\s*\n")
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
    return [answer for _, _, answer in _answers(folder)]


def _answers(folder: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any], Answer]]:
    """The document and the mark of each answer, and the answer."""
    documents = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["documents"]
    points = {each["id"]: each for one in documents for each in (*one["recommendations"], *one["requests"])}
    questions = {asked["id"] for one in documents for asked in one["requests"]}
    for one in documents:
        for each in one["responses"]:
            for point in _originals(each["answers"], points):
                said, asked = (
                    " ".join(text.split()) for text in (each["text"], points.get(point, {"text": ""})["text"])
                )
                group = one.get("trail") or one["file"]
                stance = STANCES[each["stance"]]
                yield one, each, Answer(said, asked, point in questions, stance, group, folder.name)


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


def inexact(folder: Path, draw: random.Random) -> list[Answer]:
    """The answers of `gold.json` once more, each with a sentence less, or more on either side, as linking finds them:
    it seldom lays exactly what a person marks."""
    found = []
    for one, each, answer in _answers(folder):
        text = (folder / "reference" / f"{Path(one['file']).stem}.txt").read_text(encoding="utf-8")
        start, end = each["start"], each["end"]
        before, after = _sentences(text[max(0, start - _NEAR) : start]), _sentences(text[end : end + _NEAR])
        inside, kind = _sentences(text[start:end]), draw.random()
        if len(inside) > 2 and kind < 0.5:
            inside = inside[1:] if kind < 0.25 else inside[:-1]
        else:
            inside = [*(before[-1:] if draw.random() < 0.5 else []), *inside]
            inside += after[:1] if draw.random() < 0.6 else []
        found.append(replace(answer, text=" ".join(" ".join(inside).split())))
    return found


def _sentences(text: str) -> list[str]:
    return [each for each in _SENTENCE_END.split(text) if each.strip()]


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
