"""Run as a program: says which passages the index finds, again for every line on its input. The vectors are on the
server that is named, if any."""

from __future__ import annotations

import sys
from pathlib import Path

from kb.search.on_server import index_of
from kb.settings import Settings
from tests.kb.builders import FakeEmbedder


def main(folder: Path, chroma: str) -> None:
    embedder = FakeEmbedder()
    index = index_of(Settings(chroma=chroma), folder, embedder)
    for question in sys.stdin:
        found = index.nearest(embedder.queries([question])[0], 10)
        print(*sorted(id_ for id_, _ in found), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
