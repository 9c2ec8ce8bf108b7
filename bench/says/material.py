"""Sentences with what they are, from annotated documents, from labelled ones and from the cases of the tests."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.quality.measure import Folder
from ingest.reading import read_file
from ingest.statements.draft import Part, parts_of
from ingest.statements.sentence_context import Context, contexts
from ingest.statements.sentence_judge import NOTHING
from ingest.statements.sentence_signs import read_signs
from kb.model import Document, Position
from kb.settings import Limits
from tests.cases.cases import Case, written
from tests.cases.cases import cases as written_cases
from tests.ingest.letters import document, passages

CASES = "cases"
_KEY = 8  # characters
_LETTERS = 15  # of a sentence that is found in a quote: a shorter one lies in many by chance
_ANNOTATED = {"toezegging": "toezegging", "voornemen": "voornemen"}
# An endorsement and a repeated advice are recommendations too, as the scorer counts; a request is left to its rules.
_LABELLED = {
    "recommendation": "aanbeveling", "endorsement": "aanbeveling", "commitment": "toezegging", "intention": "voornemen",
    "restated": "aanbeveling",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Letter:
    """A document as the program reads it."""

    name: str
    document: Document
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """The signs of a sentence. `label`: one of KINDS, "" where nobody judged it; `group`: what must be left out
    together when something is learnt, a trail or a document; `folder`: where its document comes from; `key`: a hash of
    its words and the address of its document. `text` and `around` are not known of what was kept without words."""

    signs: frozenset[str]
    label: str
    group: str
    folder: str
    letter: str
    key: str
    text: str = ""
    around: Context | None = None


def letters(folder: Path) -> Iterator[Letter]:
    """The documents of a folder, read."""
    for path in sorted(folder.iterdir()):
        yield _read(path.stem, path.name, path.read_bytes())


def _read(name: str, file: str, data: bytes) -> Letter:
    reading = read_file(file, data, Limits()).reading
    if reading is None:
        raise SystemExit(f"{file} cannot be read")
    return Letter(name, reading.document, parts_of(reading.document, reading.passages))


def annotated(folder: Folder) -> Iterator[Example]:
    """The sentences in the scored ranges of a folder with `gold.json`."""
    scorer = _module(folder.scorer)
    gold = {each["file"]: each for each in folder.gold()["documents"]}
    for letter in letters(folder.path / "documents"):
        one = gold[letter.name]
        text = (folder.path / "reference" / f"{letter.name}.txt").read_bytes().decode("utf-8")
        reference = scorer.Reference(text)
        spans = list(_spans(one, reference))
        scored = [reference.interval(*each) for each in one["scored_ranges"]]
        around = contexts(letter.parts, letter.document)
        for said in read_signs(letter.parts, letter.document):
            places = reference.place(said.sentence.text)
            if places and any(start <= places[0][0] < end for start, end in scored):
                label = _label(places[0], spans)
                key = key_of(one.get("address") or letter.name, said.sentence.text)
                group, text = one.get("trail") or letter.name, said.sentence.text
                here = around[said.part.passage.id, said.sentence.start]
                yield Example(said.signs, label, group, folder.name, letter.name, key, text, here)


def _spans(gold: dict[str, Any], reference: Any) -> Iterator[tuple[str, int, int]]:
    marked = [("aanbeveling", each) for each in gold["recommendations"]]
    marked += [(_ANNOTATED[each["class"]], each) for each in gold["commitments"]]
    marked += [("", each) for each in gold["ignore"]]
    for label, each in marked:
        for span in (each, each.get("alt_span")):
            if span:
                yield label if span is each else "", *reference.interval(span["start"], span["end"])


def labelled(folder: Path) -> Iterator[Example]:
    """The sentences of documents that each stand in a folder with `labels.json`: quotes with what they are."""
    for path in sorted(folder.glob("*/labels.json")):
        name = path.parent.name
        letter = _read(name, f"{name}.txt", path.with_name("document.txt").read_bytes())
        found = list(read_signs(letter.parts, letter.document))
        texts = [_bare(said.sentence.text) for said in found]
        marked = json.loads(path.read_text(encoding="utf-8"))
        spans = [span for each in marked for span in _found(each, texts)]
        at = 0
        for said, text in zip(found, texts, strict=True):
            key = key_of(name, said.sentence.text)
            yield Example(said.signs, _label((at, at + len(text)), spans), name, folder.name, name, key)
            at += len(text)


def _found(marked: dict[str, Any], texts: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Where a quote stands in the joined texts; where something stands between its sentences, each of these."""
    label = "" if marked.get("borderline") else _LABELLED.get(marked["kind"])
    if label is None:
        return
    quote = _bare(marked["quote"])
    start = "".join(texts).find(quote)
    if start >= 0:
        yield label, start, start + len(quote)
        return
    at = 0
    for text in texts:
        if len(text) >= _LETTERS and (text in quote or quote in text):
            yield label, at, at + len(text)
        at += len(text)


def _label(place: tuple[int, int], spans: Iterable[tuple[str, int, int]]) -> str:
    """What covers at least half of a sentence; nothing when nothing does."""
    start, end = place
    covering = [(min(end, b) - max(start, a), label) for label, a, b in spans]
    most, label = max(covering, key=lambda pair: pair[0], default=(0, NOTHING))
    return label if end > start and most >= 0.5 * (end - start) else NOTHING


def key_of(address: str, text: str) -> str:
    """By which a sentence is known again without its words."""
    return hashlib.sha256(f"{address}|{_bare(text)}".encode()).hexdigest()[:_KEY]


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def cases() -> list[Example]:
    """The first sentence of each case of the tests, in its small letter; those about positions are not for this."""
    return [example for case in written_cases() if case.expected not in set(Position) for example in _from_case(case)]


def _from_case(case: Case) -> Iterator[Example]:
    letter = document(case.kind)
    text = " ".join(case.text.removeprefix("# ").split())
    parts = parts_of(letter, passages(letter, written(case)))
    around = contexts(parts, letter)
    for said in read_signs(parts, letter):
        if said.part.passage.text == text and said.sentence is said.part.sentences[0]:
            label = _LABELLED.get(case.expected, NOTHING)
            here = around[said.part.passage.id, said.sentence.start]
            yield Example(said.signs, label, CASES, CASES, case.name, key_of(case.name, text), text, here)


def judged(examples: Iterable[Example]) -> Sequence[Example]:
    """Those that somebody judged."""
    return [each for each in examples if each.label]


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
