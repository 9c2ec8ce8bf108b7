"""Labelled sentences to learn from: our own cases, the demonstration letters, annotated documents."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from bench.quality.measure import Folder, Json
from bench.quality.reliability import TRUTH
from ingest.dutch.pipeline import Sentence
from ingest.statements.draft import Part, parts_of
from kb import KnowledgeBase
from tests.cases.cases import Case, cases, written
from tests.ingest.letters import document, passages

NONE = "none"
# An endorsement and a repeated advice are recommendations too, as the scorer counts.
KINDS = {
    "recommendation": "recommendation", "restated": "recommendation", "endorsement": "recommendation",
    "request": "request", "commitment": "commitment", "intention": "intention", NONE: NONE,
}  # fmt: skip
OWN = "own sentences"  # the group of what stands in no annotated document


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence in its passage. `label` is a value of KINDS, "" where nobody judged it; `group` the document."""

    part: Part
    sentence: Sentence
    label: str
    group: str


def from_cases() -> list[Example]:
    """Each case in its small letter; those about positions are not for this."""
    return [example for case in cases() if case.expected in KINDS for example in _from_case(case)]


def _from_case(case: Case) -> Iterator[Example]:
    letter = document(case.kind)
    for part in parts_of(letter, passages(letter, written(case))):
        if part.passage.text == " ".join(case.text.removeprefix("# ").split()):
            for sentence in part.sentences[:1]:
                yield Example(part, sentence, KINDS[case.expected], OWN)


def from_demonstration(kb: KnowledgeBase) -> list[Example]:
    """The sentences of the demonstration letters of which their truth says what they are, or that they are nothing."""
    known = tomllib.loads(TRUTH.read_text(encoding="utf-8"))
    said: list[tuple[str, str, str]] = []
    for trail in known["spoor"]:
        said += [(trail["advies"], _bare(each["tekst"]), "recommendation") for each in trail["aanbeveling"]]
    said += [(each["bestand"], _bare(each["tekst"]), "request") for each in known["verzoek"]]
    named = {"toezegging": "commitment", "voornemen": "intention"}
    said += [(each["bestand"], _bare(each["tekst"]), named[each["soort"]]) for each in known["toezegging"]]
    said += [(each["bestand"], _bare(each["tekst"]), NONE) for each in known["schijn"]]
    found = []
    for file, example in _all(kb):
        own = _bare(example.sentence.text)
        label = next((kind for name, text, kind in said if name == file and (text in own or own in text)), "")
        if label and len(own) >= 20:  # letters: a shorter sentence lies in another by chance
            found.append(Example(example.part, example.sentence, label, OWN))
    return found


def from_annotated(kb: KnowledgeBase, folder: Folder) -> list[Example]:
    """Every sentence of the scored ranges of annotated documents; label "" where the annotators say to ignore it."""
    scorer = module_of(folder.scorer)
    gold = {each["file"]: each for each in folder.gold()["documents"]}
    paths = {name: folder.path / "reference" / f"{name}.txt" for name in gold}
    references = {name: scorer.Reference(path.read_bytes().decode("utf-8")) for name, path in paths.items()}
    found = []
    for file, example in _all(kb):
        name = Path(file).stem
        places = references[name].place(example.sentence.text)
        if places:
            label = _label(places[0], gold[name], references[name].interval)
            if label is not None:
                found.append(Example(example.part, example.sentence, label, name))
    return found


def _label(place: tuple[int, int], gold: Json, interval: Callable[[int, int], tuple[int, int]]) -> str | None:
    if not any(a <= place[0] < b for a, b in (interval(*each) for each in gold["scored_ranges"])):
        return None
    named = {"toezegging": "commitment", "voornemen": "intention"}
    marked = [("recommendation", each) for each in gold["recommendations"]]
    marked += [("request", each) for each in gold["requests"]]
    marked += [(named[each["class"]], each) for each in gold["commitments"]]
    marked += [("", each) for each in gold["ignore"]]
    for label, each in marked:
        start, end = interval(each["start"], each["end"])
        if min(end, place[1]) - max(start, place[0]) >= 0.5 * (place[1] - place[0]):
            return label
    return NONE


def _all(kb: KnowledgeBase) -> Iterator[tuple[str, Example]]:
    for each in kb.documents():
        for part in parts_of(each, kb.passages(each.id)):
            for sentence in part.sentences:
                yield each.file, Example(part, sentence, "", each.id)


def judged(examples: Iterable[Example]) -> Sequence[Example]:
    """Those that somebody judged."""
    return [example for example in examples if example.label]


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def module_of(path: Path) -> ModuleType:
    """The script at this path as a module."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
