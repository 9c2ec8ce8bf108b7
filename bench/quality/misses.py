"""Print why answers were not linked, or read wrongly, on folders of annotated documents.

python -m bench.quality.misses FOLDER [FOLDER ...] [--list]

Each FOLDER holds `gold.json` and `documents/`. Every annotated pair of an answer and a point gets one cause: the first
of `Cause` that holds. Words are compared, not places, so the figures are near those of the scorer and not the same.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bench.positions.material import STANCES
from bench.positions.measure import coarse
from bench.quality.measure import Json
from ingest.linking.catching_up import laid_beside_each_other
from ingest.pipeline import add
from kb import KnowledgeBase
from kb.export import export
from kb.model import Position

SAME = 0.5  # of the words of the shorter of two texts that stand in the other
LONGEST = 2.5  # times the words of a point that a statement may have which holds it
ASKS = ("recommendation", "request")


class Cause(StrEnum):
    """What became of an annotated pair, in the order in which it is looked for."""

    NO_POINT = "point not found"
    NOT_JOINED = "letters not joined"
    RIGHT = "right"
    POSITION = "position wrong"
    ELSEWHERE = "passage laid elsewhere"
    NOWHERE = "passage laid nowhere"


@dataclass(frozen=True, slots=True)
class Pair:
    """An answer in a document and the point that it answers, which may stand in another; `same`: also when it stands
    restated in the answer."""

    file: str
    form: str
    text: str
    point: str
    point_file: str
    position: Position
    same: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What the program found, and by a document those that are laid beside it as its replies."""

    exported: Json
    replies: Mapping[str, frozenset[str]]


def pairs(folder: Path) -> list[Pair]:
    """The annotated pairs; a restated point stands for its original."""
    documents = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["documents"]
    points = {
        each["id"]: (one["file"], each) for one in documents for each in (*one["recommendations"], *one["requests"])
    }
    found: list[Pair] = []
    for one in documents:
        for answer in one["responses"]:
            named = [name for name in answer["answers"] if name in points]
            originals = dict.fromkeys(o for name in named for o in _originals(name, points) or [name])
            for name in originals:
                again = tuple((f, p["text"]) for id_, (f, p) in points.items() if name in _originals(id_, points))
                where, point = points[name]
                stance = STANCES[answer["stance"]]
                form = ", ".join(one.get("form") or [folder.name])
                found.append(Pair(one["file"], form, answer["text"], point["text"], where, stance, again))
    return found


def _originals(name: str, points: Mapping[str, tuple[str, Json]]) -> list[str]:
    return [each for each in points[name][1].get("same_as") or [] if each in points]


def read(folder: Path) -> Found:
    """Everything in the folder, added to a new knowledge base."""
    with tempfile.TemporaryDirectory() as name, KnowledgeBase(Path(name) / "kennisbank") as kb:
        add(kb, [folder / "documents"])
        export(kb, "json", Path(name) / "export.json")
        replies: dict[str, set[str]] = {}
        for letter, originals in laid_beside_each_other(kb):
            for each in originals:
                replies.setdefault(each.document.id, set()).add(letter.document.id)
        exported = json.loads((Path(name) / "export.json").read_text(encoding="utf-8"))
        return Found(exported, {id_: frozenset(found) for id_, found in replies.items()})


def causes(wanted: list[Pair], found: Found) -> Iterator[tuple[Pair, Cause]]:
    """One cause for each pair."""
    ids = {Path(each["file"]).stem: each["id"] for each in found.exported["documents"]}
    by_document: dict[str, list[Json]] = {}
    for each in found.exported["statements"]:
        by_document.setdefault(each["document_id"], []).append(each)
    for pair in wanted:
        yield pair, _cause(pair, found, ids, by_document)


def _cause(pair: Pair, found: Found, ids: Mapping[str, str], by_document: Mapping[str, list[Json]]) -> Cause:
    letter, advice = ids.get(pair.file, ""), ids.get(pair.point_file, "")
    points = {
        each["id"]
        for file, text in ((pair.point_file, pair.point), *pair.same)
        for each in by_document.get(ids.get(file, ""), ())
        if each["kind"] in ASKS and is_point(each["text"], text)
    }
    if not points:
        return Cause.NO_POINT
    here = {each["id"] for each in by_document.get(letter, ()) if touches(each["text"], pair.text)}
    laid = [link for link in found.exported["links"] if link["response_id"] in here and link["relation"] == "answers"]
    right = [link for link in laid if link["recommendation_id"] in points]
    if right:
        read_right = any(coarse(Position(each["position"])) is coarse(pair.position) for each in right)
        return Cause.RIGHT if read_right else Cause.POSITION
    if letter != advice and letter not in found.replies.get(advice, ()):
        return Cause.NOT_JOINED
    return Cause.ELSEWHERE if laid else Cause.NOWHERE


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def touches(one: str, other: str) -> bool:
    """Whether half of the words of the shorter of two texts stand in the other."""
    first, second = _words(one), _words(other)
    return (first & second).total() >= SAME * min(first.total(), second.total()) > 0


def is_point(statement: str, point: str) -> bool:
    """Whether what was found is the annotated point."""
    first, second = _words(statement), _words(point)
    both = (first & second).total()
    inside = both >= 0.95 * second.total() and first.total() <= LONGEST * second.total()
    return inside or both >= SAME * (first | second).total()


def main() -> int:
    """Measure and print; 1 when there is nothing to measure with."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--list", action="store_true", help="also every pair that is not right")
    chosen = parser.parse_args()
    for folder in chosen.folders:
        if not (folder / "gold.json").is_file():
            print(f"{folder / 'gold.json'} is not there: name another folder.", file=sys.stderr)
            return 1
        print_causes(folder.name, list(causes(pairs(folder), read(folder))), chosen.list)
    return 0


def print_causes(name: str, found: list[tuple[Pair, Cause]], listed: bool) -> None:
    """A row per form of answer, and one for all."""
    print(f"{name[:30]:32}" + "".join(f"{cause.value:>24}" for cause in Cause))
    forms = sorted({pair.form for pair, _ in found})
    for form in (*(forms if len(forms) > 1 else ()), "all"):
        counted = Counter(cause for pair, cause in found if form in (pair.form, "all"))
        print(f"  {form[:28]:30}" + "".join(f"{counted[cause]:24}" for cause in Cause))
    for pair, cause in found if listed else ():
        if cause is not Cause.RIGHT:
            print(f"  {cause.value}: {pair.file}: “{pair.text[:90]}” on “{pair.point[:70]}”")


if __name__ == "__main__":
    sys.exit(main())
