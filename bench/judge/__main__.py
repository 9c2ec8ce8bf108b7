"""Print how a learned judge does beside the rules, documents left out one by one.

python -m bench.judge FOLDER [--scorer SCRIPT]

FOLDER and SCRIPT as for `python -m bench.quality`. Needs `pip install "adviesspoor[bench]"`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.judge import kinds, positions
from bench.judge.features import matrix
from bench.judge.material import Example, from_annotated, from_cases, from_demonstration
from bench.quality import intervals
from bench.quality.measure import Counts, Folder, Json, per_document
from bench.quality.reliability import CORPUS
from ingest.pipeline import add
from kb import KnowledgeBase
from kb.export import export

SHOWN = ("recommendation", "request", "commitment strict", "commitment lenient")


def main() -> None:
    """Gather, learn, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scorer", type=Path)
    chosen = parser.parse_args()
    folder = Folder(chosen.folder, chosen.scorer or chosen.folder.resolve().parents[1] / "score.py")
    own, annotated, found = gathered(folder)
    print_kinds(folder, own, annotated, found)
    print_positions(folder)


def gathered(folder: Folder) -> tuple[list[Example], list[Example], Json]:
    """Sentences of our own, those of the annotated documents, and the export of the rules for these."""
    with tempfile.TemporaryDirectory() as name:
        with KnowledgeBase(Path(name) / "eigen") as kb:
            add(kb, [CORPUS])
            own = [*from_cases(), *from_demonstration(kb)]
        with KnowledgeBase(Path(name) / "andere") as kb:
            add(kb, [folder.path / "documents"])
            export(kb, "json", Path(name) / "export.json")
            annotated = from_annotated(kb, folder)
        return own, annotated, json.loads((Path(name) / "export.json").read_text(encoding="utf-8"))


def print_kinds(folder: Folder, own: Sequence[Example], annotated: Sequence[Example], found: Json) -> None:
    """The rules, the model, and both, scored as the program is."""
    examples, documents = [*own, *annotated], sorted({each.group for each in annotated})
    print(f"{len(own)} sentences of our own, {len(annotated)} of {len(documents)} annotated documents\n")
    without = list(kinds.left_out(matrix(examples, cues=False), examples, documents))
    judged = list(kinds.left_out(matrix(examples), examples, documents))
    rules = per_document(folder, found)
    print_row("rules", rules, rules)
    print_row("model without cues", per_document(folder, kinds.alone(found, without)), rules)
    print_row("model with cues", per_document(folder, kinds.alone(found, judged)), rules)
    for below in (0.1, 0.2, 0.3):
        print_row(f"rules, veto under {below}", per_document(folder, kinds.with_veto(found, judged, below)), rules)
    for least in (0.95, 0.9, 0.8):
        print_row(f"rules, more from {least}", per_document(folder, kinds.with_more(found, judged, least)), rules)
    both = kinds.with_more(kinds.with_veto(found, judged, 0.1), judged, 0.9)
    print_row("rules, veto 0.1, more 0.9", per_document(folder, both), rules)


def print_row(name: str, documents: dict[str, dict[str, Counts]], rules: dict[str, dict[str, Counts]]) -> None:
    """F1 with precision and recall for each kind, and the range of its difference from the rules."""
    cells = []
    for kind in SHOWN:
        total = sum((each[kind] for each in documents.values()), Counts(0, 0, 0))
        pairs = [(each[kind], rules[document][kind]) for document, each in documents.items()]
        low, high = intervals.difference(pairs, lambda counts: counts.f1)
        cells.append(f"{total.f1:.3f} ({total.precision:.2f}/{total.recall:.2f}) {low:+.2f} to {high:+.2f}")
    print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


def print_positions(folder: Folder) -> None:
    """The same for what an answer says."""
    own, annotated = positions.answers(folder)
    print(f"\n{len(own)} answers of our own, {len(annotated)} annotated ones")
    rules, model = positions.by_rules(annotated), positions.by_model(own, annotated)
    rows = {"rules": rules, "model": [guess for guess, _ in model]}
    rows |= {f"rules, model from {least}": positions.together(rules, model, least) for least in (0.5, 0.6, 0.7)}
    for name, guesses in rows.items():
        found = positions.outcome(guesses, annotated)
        print(f"| {name} | {found.right} of {found.of} | {found.wrongly_adopted} |")


if __name__ == "__main__":
    main()
