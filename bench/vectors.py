"""How much slower are vectors on a Chroma server than in the folder, and how much is found there? Both in turn.

    python -m bench.vectors [--letters 52] [--passages 20000] [--turns 3]

First whole commands on letters, with the packaged model. Then the index alone, filled with as many made vectors: beside
the rows that a base in the folder holds in memory (up to 200,000 passages), and beside its Chroma in the folder, which
answers above that. Recall is what is found of the nearest by exact arithmetic. The server runs on this machine.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from statistics import mean
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.growth.letters import write_letters
from bench.stores import QUESTIONS, ratio
from bench.timing import compare
from ingest import pipeline
from kb.knowledge import KnowledgeBase
from kb.model import Passage, TextBox
from kb.search import index as index_module
from kb.search.index import Index
from kb.search.on_server import index_of
from kb.search.windows import WINDOW, digest
from kb.settings import FILE, Settings
from kb.silence import keep_silent
from tests import chroma

WIDTH, NEAREST, ASKED, ROUND, KINDS = 384, 100, 40, 1_000, 500
OFTEN = 5  # so many times as many turns, of what takes little time


def main() -> None:
    """Print a ratio per line; above 1 the server is slower."""
    keep_silent()
    parser = argparse.ArgumentParser(description="Vectors on a Chroma server beside those in the folder.")
    parser.add_argument("--letters", type=int, default=52, help="how many letters are added (default 52)")
    parser.add_argument("--passages", type=int, default=20_000, help="how many vectors are searched (default 20,000)")
    parser.add_argument("--turns", type=int, default=3, help="how often each is done (default 3)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, chroma.server() as running:
        commands(Path(folder), running.url, asked.letters, asked.turns)
        alone(Path(folder) / "index", running.url, asked.passages)


def commands(folder: Path, url: str, letters: int, turns: int) -> None:
    paths, numbers = write_letters(folder / "brieven", letters), count()

    def both() -> list[KnowledgeBase]:
        homes = [folder / f"kb{next(numbers)}" for _ in range(2)]
        homes[0].mkdir()
        (homes[0] / FILE).write_text(f'chroma = "{url}"\n', encoding="utf-8")
        return [KnowledgeBase(home) for home in homes]

    for kb in both():
        pipeline.add(kb, paths[:1])
        kb.reindex()
        search(kb)  # everything is loaded
    filled: list[Sequence[KnowledgeBase]] = [both() for _ in range(turns)]
    print(f"add {letters} letters: {ratio(iter(filled), lambda kb: pipeline.add(kb, paths))}")
    more = iter(write_letters(folder / "meer", 2 * turns, first=letters))
    works: Mapping[str, Callable[[KnowledgeBase], object]] = {
        "add one letter": lambda kb: pipeline.add(kb, [next(more)]),
        "search, as added": search,
        "reindex": lambda kb: kb.reindex(),
        "search, after that": search,
    }
    for name, work in works.items():
        often = turns * OFTEN if work is search else turns
        print(f"{name}: {ratio(iter([filled[0]] * often), work)}", flush=True)


def search(kb: KnowledgeBase) -> object:
    return [kb.search(question) for question in QUESTIONS]


class Made:
    """Vectors in the place of an embedder: texts are numbers of rows, some of which lie near each other."""

    identity, dimensions, least = "gemaakt", WIDTH, None

    def __init__(self, passages: int) -> None:
        chance = np.random.default_rng(20261130)
        middles = chance.normal(size=(KINDS, WIDTH))
        rows = middles[chance.integers(KINDS, size=passages)] + chance.normal(size=(passages, WIDTH))
        self.rows = np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)
        self.questions = self.rows[chance.integers(passages, size=ASKED)] + chance.normal(size=(ASKED, WIDTH)) * 0.03
        self.questions = np.asarray(self.questions / np.linalg.norm(self.questions, axis=1, keepdims=True), np.float32)
        self._numbers = {digest(text(number)): number for number in range(passages)}

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.rows[[self._numbers[digest(each)] for each in texts]]

    queries = passages

    def stored(self, digests: Sequence[str]) -> dict[str, bytes]:
        return {each: self.rows[self._numbers[each]].tobytes() for each in digests}


def text(number: int) -> str:
    return f"Alinea {number} ".ljust(WINDOW, "x")  # long enough to be embedded without its neighbours


def letters_of(passages: int) -> Iterator[tuple[str, list[Passage]]]:
    """Of a thousand passages each."""
    for first in range(0, passages, ROUND):
        numbers, name = range(first, min(first + ROUND, passages)), f"d{first}"
        yield (
            name,
            [
                Passage(f"{name}.{each}", name, place, text(each), (TextBox(0, WINDOW, 1),))
                for place, each in enumerate(numbers, 1)
            ],
        )


def alone(folder: Path, url: str, passages: int) -> None:
    made: Any = Made(passages)
    there = index_of(Settings(chroma=url), folder / "server", made, stored=made.stored)
    here = Index(folder / "hier", made, stored=made.stored)
    letters = list(letters_of(passages))
    sides = [_filled(index, letters) for index in (there, here)]
    for index in (there, here):
        index._bring({})  # what waits
    print(f"index of {passages}: add: {sides[0] / sides[1]:.2f} times ({sides[0]:.1f} and {sides[1]:.1f} s)")
    oracle = made.rows @ made.questions.T
    ids = [passage.id for _, found in letters for passage in found]
    asked = partial(_asked, made.questions)
    exact = [{ids[row] for row in np.argsort(-oracle[:, place])[:NEAREST]} for place in range(ASKED)]
    here.close()
    in_memory = compare(partial(asked, there), partial(asked, here))
    print(f"nearest {NEAREST}, beside rows in memory: {1 / in_memory.ratio:.2f} times ({_each(in_memory.ours)})")
    index_module.EXACT, here._read = 0, None
    in_folder = compare(partial(asked, there), partial(asked, here))
    print(f"nearest {NEAREST}, beside Chroma in the folder: {1 / in_folder.ratio:.2f} times ({_each(in_folder.ours)})")
    for name, index in (("server", there), ("folder", here)):
        print(f"recall at {NEAREST}, {name}: {mean(map(_share, exact, asked(index))):.3f}")
        index.close()


def _filled(index: Index, letters: Sequence[tuple[str, Sequence[Passage]]]) -> float:
    begun = perf_counter()
    for name, found in letters:
        index.update(name, found)
    return perf_counter() - begun


def _asked(questions: NDArray[np.float32], index: Index) -> list[set[str]]:
    return [{id_ for id_, _ in index.nearest(question, NEAREST)} for question in questions]


def _share(exact: Collection[str], found: set[str]) -> float:
    return len(found.intersection(exact)) / len(exact)


def _each(seconds: float) -> str:
    return f"{seconds / ASKED * 1000:.1f} ms a question on the server"


if __name__ == "__main__":
    main()
