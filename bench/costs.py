"""What does a knowledge base cost? Measured at a few sizes, and extended from these to many municipalities.

    python -m bench.costs [--sizes 26 260 2600] [--read 260] [--rounds 10] [--a-year 26] [--work FOLDER]

prints the tables of `docs/costs.md`. Bases are those of `bench.growth`: up to `--read` letters they are filled by one
`add`, which is measured; of larger ones so many rounds are read and the rest are copies. Time is that of the
processor. What is extended is a straight line through the two largest sizes at which something was measured.
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, closing
from itertools import chain
from pathlib import Path

from bench.growth.builds import PROJECT, Build
from bench.growth.copies import STORE
from bench.growth.letters import write_letters

MUNICIPALITIES, YEARS = (1, 20, 300), 10
SCREEN = "adviezen"  # which is made of all that is known

Costs = Mapping[str, float]


def of_size(build: Build, size: int, read: int, fresh: Path) -> Costs:
    """What a base of so many letters takes."""
    found: dict[str, float] = {}
    if size <= read:
        home, cost = build.filled(size)
        found["minutes of one core to read it"] = cost.processor / 60
    else:
        home = build.base(size)
    with closing(sqlite3.connect(home / STORE)) as store:
        found["passages"] = store.execute("SELECT count(*) FROM passages").fetchone()[0]
    places = {"store": home / STORE, "originals": home / "originals", "index": home / "index"}
    found |= {f"GB of {name}": _bytes(place) / 1e9 for name, place in places.items()}
    said = build.run("-m", "bench.growth.screens", str(build.copied(home)), SCREEN).said
    seen = dict(line.split("\t") for line in said.splitlines())
    found["seconds to open the app"] = float(seen["first opening"])
    found["GB of memory of the app"] = float(seen["memory"]) / 1000
    found["seconds to add a letter"] = build.add_one(home, fresh)
    found["seconds to search"] = build.command(build.copied(home), "search", "lange wachttijd").processor
    return found


def _bytes(place: Path) -> int:
    return sum(path.stat().st_size for path in chain([place], place.rglob("*")) if path.is_file())


def extended(measured: Mapping[int, Costs], name: str, size: int) -> float:
    """On the line through the two largest sizes at which this was measured, or through the only one and nothing."""
    known = sorted((at, found[name]) for at, found in measured.items() if name in found)
    (few, less), (many, more) = [(0, 0.0), *known][-2:]
    return more + (more - less) / (many - few) * (size - many)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rows))


def said(value: float) -> str:
    """Two figures are all that such a number is worth."""
    return f"{float(f'{value:.2g}'):,g}" if value < 1e6 else f"{value / 1e6:.1f} million"


def main() -> None:
    """Print the table of what was measured and that of what is extended from it."""
    parser = argparse.ArgumentParser(description="What a knowledge base costs, measured and extended.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[26, 260, 2600])
    parser.add_argument("--read", type=int, default=260, help="letters up to which all are really read")
    parser.add_argument("--rounds", type=int, default=10, help="rounds of 26 that larger ones are copied from")
    parser.add_argument("--a-year", type=int, default=26, help="letters of one municipality in a year")
    parser.add_argument("--work", type=Path, help="where letters and bases stay for a next run")
    asked = parser.parse_args()
    with ExitStack() as held:
        work = (asked.work or Path(held.enter_context(tempfile.TemporaryDirectory()))).absolute()
        letters = work / "letters"
        write_letters(letters, max(size for size in asked.sizes if size <= asked.read))
        fresh = write_letters(work / "fresh", 1, max(asked.sizes))[0]
        build = Build(PROJECT, work / "ours", letters, asked.rounds)
        measured = {size: of_size(build, size, asked.read, fresh) for size in sorted(asked.sizes)}
    names = list(measured[min(measured)])
    sizes = [many * YEARS * asked.a_year for many in MUNICIPALITIES]
    print(table(["measured at", *(f"{size:,} letters" for size in measured)],
                ([name, *(said(found[name]) if name in found else "" for found in measured.values())]
                 for name in names)))  # fmt: skip
    heads = [f"{many}: {size:,} letters" for many, size in zip(MUNICIPALITIES, sizes, strict=True)]
    print(table(["extended to", *heads],
                ([name, *(said(extended(measured, name, size)) for size in sizes)] for name in names)))  # fmt: skip


if __name__ == "__main__":
    main()
