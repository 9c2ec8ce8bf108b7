"""Print how good the program is on a folder of annotated documents.

python -m bench.quality FOLDER [--scorer SCRIPT] [--by-document]

FOLDER holds `gold.json`, `reference/` and `documents/`. SCRIPT counts what is right; without it, the one beside the
data (FOLDER/../../score.py) is taken.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench.quality import intervals, reliability
from bench.quality.measure import KINDS, Counts, Folder, Json, counts, exported, per_document
from tests.cases.boundaries import score as boundary_score
from tests.cases.cases import cases, known_failures


def main() -> int:
    """Measure and print; 1 when there is nothing to measure with."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--by-document", action="store_true", help="also a line per document")
    chosen = parser.parse_args()
    scorer = chosen.scorer or chosen.folder.resolve().parents[1] / "score.py"
    for needed in (scorer, chosen.folder / "gold.json"):
        if not needed.is_file():
            print(f"{needed} is not there: name another with --scorer, or another folder.", file=sys.stderr)
            return 1
    folder = Folder(chosen.folder, scorer)
    found = exported([chosen.folder / "documents"])
    print_figures(folder, found, chosen.by_document)
    print_reliability("annotated documents", reliability.annotated(folder, found))
    print_reliability("demonstration letters", reliability.demonstrated(exported([reliability.CORPUS])))
    print_sentences()
    return 0


def print_figures(folder: Folder, found: Json, by_document: bool) -> None:
    """The table of kinds with their intervals, then levels, positions and letterheads."""
    figures, documents = folder.score(found), per_document(folder, found)
    print(f"{'':20}precision  recall      F1   95 % of draws   right of proposed, wanted, hard negatives taken")
    for kind in KINDS:
        total = counts(figures[kind])
        low, high = intervals.interval([each[kind] for each in documents.values()], lambda c: c.f1)
        row = f"{kind:20}{total.precision:9.3f}{total.recall:8.3f}{total.f1:8.3f}   {low:.3f} to {high:.3f}"
        print(f"{row}  {total.right} of {total.proposed}, {total.wanted}, {figures[kind]['hard']}")
    levels = (f"{name} {right} of {of}" for name, (right, of) in figures["recall by level"].items())
    position, head = figures["position"], figures["metadata"]
    print(f"\nrecommendations found by level: {', '.join(levels)}")
    print(
        f"position right: {position['right']} of {position['of']}; wrongly overgenomen: {position['false overgenomen']}"
    )
    print(f"letterhead: {head['right']} of {head['of']} right, {head['invented']} invented")
    if figures["missing documents"]:
        print("not read: " + ", ".join(figures["missing documents"]))
    if by_document:
        for name, rows in documents.items():
            print(f"  {name[:44]:46}" + "   ".join(f"{kind} {_short(rows[kind])}" for kind in KINDS))


def print_reliability(name: str, found: list[reliability.Bin]) -> None:
    """How scores compare with precision."""
    print(f"\nscores on the {name}: mean score and precision")
    for each in found:
        right = f"{each.counts.right} of {each.counts.proposed}"
        print(f"  {each.low:.1f} to {each.high:.1f}   {each.mean:.2f}   {each.counts.precision:.2f}   {right}")


def print_sentences() -> None:
    """The program's own sentences: ends in marked letters, and labelled sentences."""
    print()
    for part in ("tuning", "held out", "first sight"):
        found = boundary_score(part)
        print(
            f"sentence ends, {part}: F {found.f1:.3f} ({found.right} right, {found.found} found, {found.marked} marked)"
        )
    print(f"labelled sentences: {len(cases())}, of which known to fail: {len(known_failures())}")


def _short(total: Counts) -> str:
    return f"{total.right}/{total.proposed}/{total.wanted}"


if __name__ == "__main__":
    sys.exit(main())
