"""What cannot be saved: read files and embed what stands in them, store nothing.

python -m bench.growth.bare FILE …
"""

from __future__ import annotations

import sys
from pathlib import Path

from ingest.reading import read_file
from kb.search.embedding import OnnxEmbedder
from kb.search.windows import windows
from kb.settings import Limits


def main() -> None:
    """Read and embed the files that are named, one after the other."""
    embedder = OnnxEmbedder()
    for path in map(Path, sys.argv[1:]):
        reading = read_file(path.name, path.read_bytes(), Limits()).reading
        if reading:
            embedder.passages(windows(reading.passages))


if __name__ == "__main__":
    main()
