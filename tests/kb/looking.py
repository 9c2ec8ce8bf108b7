"""Run as a program: says which passages the index finds, again for every line on its input."""

from __future__ import annotations

import sys
from pathlib import Path

from kb.search.index import Index
from tests.kb.builders import FakeEmbedder


def main(folder: Path) -> None:
    embedder = FakeEmbedder()
    index = Index(folder, embedder)
    for question in sys.stdin:
        found = index.nearest(embedder.queries([question])[0], 10)
        print(*sorted(id_ for id_, _ in found), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
