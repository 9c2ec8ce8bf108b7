"""Run as a program: puts small letters one by one and says when each is in, until it is killed."""

from __future__ import annotations

import sys
from pathlib import Path

from kb.knowledge import KnowledgeBase
from kb.model import Reading
from tests.kb.builders import FakeEmbedder, letter, recommends


def reading_of(number: int) -> Reading:
    words = f"Aanbeveling {number} gaat over onderwerp {number * 7919 % 1000}."
    return letter(f"brief{number:03}.pdf", f"Brief nummer {number}.", recommends(f"r{number}", words))


def main(home: Path, last: int) -> None:
    with KnowledgeBase(home, embedder=FakeEmbedder()) as kb:
        for number in range(last):
            reading = reading_of(number)
            if kb.find(reading.document.sha256) is None:
                kb.put(reading)
                print(number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
