"""Print how well the program reads positions when the right passages are given.

python -m bench.positions [FOLDER ...] [--errors]

Each FOLDER has `gold.json`, as for `python -m bench.quality`. Without folders: only our own answers.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.positions.material import Answer, annotated, own, told_apart
from bench.positions.measure import coarse, outcome, read


def main() -> None:
    """Read and count, per folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--errors", action="store_true", help="print each answer that is read wrongly")
    chosen = parser.parse_args()
    sets = {folder.name: annotated(folder) for folder in chosen.folders}
    sets |= {"cases": told_apart()} | {name: own(name) for name in ("pairs", "learnt", "rietmeer", "kept")}
    for name, answers in sets.items():
        _print(name, answers, chosen.errors and name != "kept")


def _print(name: str, answers: list[Answer], errors: bool) -> None:
    found = read(answers)
    counted = outcome(found, answers)
    print(f"{name:10} {counted}")
    print("  " + ", ".join(f"{want} → {got} {n}" for (want, got), n in counted.confusion.most_common()))
    if errors:
        for each, got in zip(answers, found, strict=True):
            if coarse(each.position) is not coarse(got):
                print(f"  {each.position.value} → {got.value}: {each.text}")


if __name__ == "__main__":
    main()
