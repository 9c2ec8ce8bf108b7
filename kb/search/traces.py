"""What Chroma leaves on disk of vectors that are no longer there, and how it is overwritten while Chroma is closed.

A deleted vector stays in its place of the graph (chroma-hnswlib only marks it), in the queue of changes, and in pages
of the database that are no longer in use. Of the graph, `header.bin` says where things are in a place,
`data_level0.bin` holds the places (neighbours, vector, label), and `index_metadata.pickle` says which label a passage
has. Making the graph anew costs in proportion to all passages; overwriting costs a look at their labels.
"""

from __future__ import annotations

import pickle
import sqlite3
import struct
from collections.abc import Collection, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.errors import BrokenIndex

LAYOUT = "<iQQQQQQ"  # version, offset, places, places in use, bytes of each, where in it the label is, and the vector
LABEL = 8  # bytes
EMPTIED = 0.25  # share of the places without a vector from which on the graph is better made anew: they slow it down


@dataclass(frozen=True)
class _Graph:
    file: Path
    offset: int
    places: int
    used: int
    size: int
    label: int
    vector: int

    @property
    def filled(self) -> int:
        """How many bytes hold what is in use."""
        return self.offset + self.used * self.size


def wipe_others(folder: Path, staying: Collection[str]) -> bool:
    """Overwrite every vector that belongs to none of these passages, wherever it stands. False, with nothing promised,
    when the files are laid out otherwise than expected or little of the graph is left: then it must be made anew.
    Chroma must be closed."""
    if not all(_wipe_places(header, staying) for header in folder.glob("*/header.bin")):
        return False
    return _wipe_queue(folder / "chroma.sqlite3", staying)


def wipe_unused(folder: Path) -> None:
    """Zero the places of the graph that hold no vector yet: Chroma writes them as they lay in memory, and a forgotten
    vector may lie there. A graph that was written again has only those in use. Raises BrokenIndex when the files are
    laid out otherwise."""
    for header in folder.glob("*/header.bin"):
        graph = _graph(header)
        length = graph.file.stat().st_size
        if not graph.filled <= length <= graph.offset + graph.places * graph.size:
            raise BrokenIndex("De zoekindex is anders opgebouwd dan verwacht.")
        with graph.file.open("r+b") as file:
            file.seek(graph.filled)
            file.write(bytes(length - graph.filled))


def _graph(header: Path) -> _Graph:
    _, *numbers = struct.unpack_from(LAYOUT, header.read_bytes())
    return _Graph(header.with_name("data_level0.bin"), *numbers)


def _wipe_places(header: Path, staying: Collection[str]) -> bool:
    import numpy as np

    graph, labels = _graph(header), _labels(header.with_name("index_metadata.pickle"))
    whole = graph.vector < graph.label == graph.size - LABEL and graph.filled <= graph.file.stat().st_size
    if not whole or labels is None:
        return False
    if not graph.used:
        return True
    places = np.memmap(graph.file, np.uint8, "r+", graph.offset, (graph.used, graph.size))
    found = np.ascontiguousarray(places[:, graph.label :]).view("<u8").ravel()
    kept = np.array([label for id_, label in labels.items() if id_ in staying], "<u8")
    stays = np.isin(found, kept)
    emptied = np.flatnonzero(~stays)
    if stays.sum() != len(kept) or len(emptied) > EMPTIED * graph.used:
        return False
    places[emptied, graph.vector : graph.label] = 0
    places.flush()
    return True


class _Plain(pickle.Unpickler):
    """Reads dicts, strings and numbers, and nothing that would run."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        raise pickle.UnpicklingError(f"{module_name}.{global_name}")


def _labels(path: Path) -> Mapping[str, int] | None:
    """Which label each passage has in the graph; None when that is not to be read."""
    try:
        with path.open("rb") as file:
            labels = _Plain(file).load()["id_to_label"]
    except (OSError, EOFError, KeyError, TypeError, pickle.UnpicklingError):
        return None
    return labels if isinstance(labels, dict) else None


def _wipe_queue(path: Path, staying: Collection[str]) -> bool:
    """Zero the vectors in the queue of changes, and make the file anew without the pages that are no longer in use. The
    changes stay: what is taken in as zeros is deleted right after."""
    if not path.is_file():
        return True
    with closing(sqlite3.connect(path, timeout=10, isolation_level=None)) as queue:
        for pragma in ("secure_delete=ON", "temp_store=MEMORY"):
            queue.execute(f"PRAGMA {pragma}")
        if not queue.execute("SELECT 1 FROM sqlite_master WHERE name = 'embeddings_queue'").fetchone():
            return False
        queue.execute("BEGIN IMMEDIATE")
        changes = queue.execute("SELECT seq_id, id FROM embeddings_queue WHERE vector IS NOT NULL").fetchall()
        gone = [(number,) for number, id_ in changes if id_ not in staying]
        queue.executemany("UPDATE embeddings_queue SET vector = zeroblob(length(vector)) WHERE seq_id = ?", gone)
        queue.execute("COMMIT")
        queue.execute("VACUUM")
    return True
