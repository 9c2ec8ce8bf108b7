"""Learn the weights of the signs of sentences, and say how they do on documents that they were not learnt from.

python -m bench.says [FOLDER ...] [--labelled FOLDER] [--scorer SCRIPT] [--folders] [--keep] [--write]

What was labelled stands without its text in bench/says/signs.txt. A FOLDER has `gold.json`, as for `python -m
bench.quality`, and takes the place of what stands there of it; the folder of `--labelled` has a folder per document
with `document.txt` and `labels.json`. --keep writes the file anew. With --write the shipped weights, moved by
everything, are put into ingest/dutch/rules/statement_weights.toml. Needs `pip install "adviesspoor[bench]"`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.quality.measure import Folder
from bench.says.kept import KEPT, kept, read_kept
from bench.says.learn import WEIGHTS, learn, left_out, written
from bench.says.material import Example, annotated, cases, labelled
from ingest.statements.sentence_judge import Chances, verdict

LOW = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def main() -> None:
    """Gather, learn, print, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--labelled", type=Path)
    parser.add_argument("--scorer", type=Path, help="score.py; else the one two folders above the first FOLDER")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--draws", type=int, default=2, help="how often the documents are divided anew")
    parser.add_argument("--folders", dest="whole", action="store_true", help="leave each folder out as a whole, once")
    chosen = parser.parse_args()
    read = [each for folder in chosen.folders for each in annotated(Folder(folder, chosen.scorer or beside(folder)))]
    read += labelled(chosen.labelled) if chosen.labelled else []
    anew = {each.folder for each in read}
    given = sorted((*(each for each in read_kept() if each.folder not in anew), *read), key=lambda each: each.folder)
    if chosen.keep:
        KEPT.write_text(kept(given), encoding="utf-8")
    given += cases()
    print(f"{len(given)} sentences of {len({each.letter for each in given})} documents")
    for draw in range(1 if chosen.whole else chosen.draws):
        print(f"draw {draw + 1}")
        print_outcomes(given, left_out(given, draw, whole_folders=chosen.whole))
    if chosen.write:
        WEIGHTS.write_text(written(learn(given)), encoding="utf-8")


def beside(folder: Path) -> Path:
    """The scorer two folders above."""
    return folder.resolve().parents[1] / "score.py"


def print_outcomes(given: Sequence[Example], found: Sequence[Chances]) -> None:
    """Per folder and kind how many sentences are right, proposed and wanted; and whether chances mean what they say."""
    for folder in dict.fromkeys(each.folder for each in given):
        pairs = [(e, c) for e, c in zip(given, found, strict=True) if e.folder == folder and e.label]
        print(f"  {folder:16} {counted(pairs, ('aanbeveling',))} | {counted(pairs, ('toezegging', 'voornemen'))}")
    for low in LOW:
        inside = [
            (each.label, verdict(chances))
            for each, chances in zip(given, found, strict=True)
            if each.label and (v := verdict(chances)) and low <= v.chance < low + 0.1
        ]
        right = sum(v is not None and _same(label, v.kind.value) for label, v in inside)
        print(f"  chance from {low}: {right} of {len(inside)} right")


def _same(label: str, kind: str) -> bool:
    promise = kind in {"commitment", "intention"}
    return label in {"toezegging", "voornemen"} if promise else label == "aanbeveling"


def counted(pairs: Iterable[tuple[Example, Chances]], kinds: tuple[str, ...]) -> str:
    """Precision and recall of these kinds together, by sentence."""
    right = proposed = wanted = 0
    for each, chances in pairs:
        said = verdict(chances)
        is_said = said is not None and _same(kinds[0], said.kind.value)
        right += is_said and each.label in kinds
        proposed += is_said
        wanted += each.label in kinds
    precision, recall = right / max(proposed, 1), right / max(wanted, 1)
    return f"{kinds[0]:12} P {precision:.2f} R {recall:.2f} ({right} of {proposed}, {wanted} wanted)"


if __name__ == "__main__":
    main()
