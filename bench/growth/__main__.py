"""How does the cost of one letter grow with the base that it joins? Beside an older build, in one run; ratios only.

    python -m bench.growth [ROW …] [--small 26] [--middle 260] [--large 2600] [--beside 8c43b65] [--work FOLDER]

The older build is checked out into a folder of its own and runs with this Python. Each row does its two sides in turn,
in processes of their own; costs are seconds of processor time of a process with all that it started, unless the row
says that the clock counts. Bases are made once and copied for each turn: with `--work` they stay for a next run, which
goes on where one was broken off, and must be thrown away when the reading changes. Of the large base ten rounds of 26
letters are read, and the others are copies (see `bases`); `--read 0` reads them all, which takes half an hour more.
Small sizes (`--middle 52 --large 104`) take some minutes.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.growth.builds import PROJECT, Build, checked_out, in_turn, median
from bench.growth.letters import write_letters
from bench.growth.screens import SCREENS

TURNS = 3
STARTS = 9
SEARCH = ("search", "wachttijden", "--limit", "3")


@dataclass(frozen=True)
class Setting:
    """What the rows are measured on."""

    ours: Build
    theirs: Build
    fresh: Sequence[Path]  # letters that are in no base
    small: int
    middle: int
    large: int


def add_many(given: Setting) -> Iterator[str]:
    """Filling a base at once."""
    (_, mine), (_, other) = given.ours.filled(given.middle), given.theirs.filled(given.middle)
    yield f"add {given.middle}: {other.clock / mine.clock:.2f} times faster by the clock than the older build"
    letters = sorted(given.ours.letters.glob("*.docx"))[: given.middle]
    bare = given.ours.run("-m", "bench.growth.bare", *map(str, letters))
    yield f"add {given.middle}: {mine.processor / bare.processor:.2f} times the processor of reading and bare embedding"


def add_one(given: Setting) -> Iterator[str]:
    """One letter more, beside the older build."""
    builds = (given.ours, given.theirs)
    mine, other = (median(build.add_one, build.filled(given.middle)[0], given.fresh) for build in builds)
    yield f"add one to {given.middle}: {other / mine:.1f} times less than the older build"


def grow(given: Setting) -> Iterator[str]:
    """One letter more, one less and one decision in a large base and in a small one."""
    ours, small, large = given.ours, given.ours.base(given.small), given.ours.base(given.large)
    works = {"add one": ours.add_one, "forget one": ours.forget_one, "decide one": ours.decide_one}
    for name, work in works.items():
        few, many = (median(work, home, given.fresh) for home in (small, large))
        yield f"{name}: at {given.large} {many / few:.2f} times that at {given.small}"


def screens(given: Setting) -> Iterator[str]:
    """Each screen of the app in a process of its own, on a copy of a large base and of a small one."""
    most: list[list[float]] = []
    small, large = given.ours.base(given.small), given.ours.base(given.large)
    for screen in SCREENS:
        few, many = (_seen(given.ours, home, screen) for home in (small, large))
        told = [f"{name} {many[name] / few[name]:.2f}" for name in few if name != "memory"]
        yield f"{screen}, at {given.large} beside {given.small}: {', '.join(told)} times"
        most.append([few["memory"], many["memory"]])
    few_, many_ = (max(column) for column in zip(*most, strict=True))
    yield f"memory of the app: at {given.large} {many_ / few_:.2f} times that at {given.small}"


def _seen(build: Build, home: Path, screen: str) -> dict[str, float]:
    said = build.run("-m", "bench.growth.screens", str(build.copied(home)), screen).said
    return {name: float(value) for name, value in (line.split("\t") for line in said.splitlines())}


def start(given: Setting) -> Iterator[str]:
    """How long a command takes that does little."""
    for size in (given.small, given.middle):
        homes = [build.filled(size)[0] for build in (given.ours, given.theirs)]
        for arguments in (SEARCH, ("--help",)):
            works = [partial(_processor, build, home, arguments)
                     for build, home in zip((given.ours, given.theirs), homes, strict=True)]  # fmt: skip
            mine, other = in_turn(works, STARTS)
            yield f"start of {arguments[0]} at {size}: {mine / other:.2f} of the older build"


def _processor(build: Build, home: Path, arguments: Sequence[str]) -> float:
    return build.command(home, *arguments).processor


ROWS: dict[str, Callable[[Setting], Iterator[str]]] = {
    "start": start, "screens": screens, "add-one": add_one, "grow": grow, "add-many": add_many,
}  # fmt: skip


def main() -> None:
    """Print a line per row of the table, as soon as it is known."""
    parser = argparse.ArgumentParser(description="What one letter costs in small and large bases.")
    parser.add_argument("rows", nargs="*", choices=[[], *ROWS], help="only these rows")
    parser.add_argument("--small", type=int, default=26)
    parser.add_argument("--middle", type=int, default=260)
    parser.add_argument("--large", type=int, default=2600)
    parser.add_argument("--read", type=int, default=10, help="rounds of the large base that are really read; 0: all")
    parser.add_argument("--beside", default="8c43b65", help="the commit of the other build")
    parser.add_argument("--work", type=Path, help="where letters and bases stay for a next run")
    given = parser.parse_args()
    with ExitStack() as held:
        work = given.work or Path(held.enter_context(tempfile.TemporaryDirectory()))
        work = work.absolute()
        tree = held.enter_context(checked_out(given.beside, work / "tree"))
        letters = work / "letters"
        most = max(given.small, given.middle, given.large)
        write_letters(letters, max(given.small, given.middle))
        setting = Setting(
            Build(PROJECT, work / "ours", letters, given.read), Build(tree, work / f"theirs-{given.beside}", letters),
            write_letters(work / "fresh", TURNS, most), given.small, given.middle, given.large,
        )  # fmt: skip
        for name in given.rows or ROWS:
            for line in ROWS[name](setting):
                print(line, flush=True)


if __name__ == "__main__":
    main()
