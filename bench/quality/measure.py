"""What the scorer says of what the program finds in a folder of annotated documents."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.pipeline import add
from kb import KnowledgeBase
from kb.export import export

KINDS = ("recommendation", "request", "commitment strict", "commitment lenient", "link")
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were right, proposed and wanted."""

    right: int
    proposed: int
    wanted: int

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.proposed + other.proposed, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """Of what was proposed; 0 when nothing was."""
        return self.right / self.proposed if self.proposed else 0.0

    @property
    def recall(self) -> float:
        """Of what was wanted; 0 when nothing was."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.right / (self.proposed + self.wanted) if self.proposed + self.wanted else 0.0


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder with `gold.json`, `reference/` and `documents/`, and the script that scores an export against it."""

    path: Path
    scorer: Path

    @property
    def name(self) -> str:
        """What it is called in figures, with the folder around it: several end alike."""
        return "/".join(self.path.resolve().parts[-2:])

    def gold(self) -> Json:
        """The annotations as they stand in the file."""
        found: Json = json.loads((self.path / "gold.json").read_text(encoding="utf-8"))
        return found

    def score(self, exported: Json, gold: Json | None = None) -> Json:
        """The scorer's figures for an export, against all annotations or the given ones."""
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "reference").symlink_to((self.path / "reference").resolve())
            (folder / "gold.json").write_text(json.dumps(gold or self.gold()), encoding="utf-8")
            (folder / "export.json").write_text(json.dumps(exported), encoding="utf-8")
            command = [sys.executable, str(self.scorer), name, str(folder / "export.json"), "--json"]
            run = subprocess.run(command, capture_output=True, text=True, check=True)
        figures: Json = json.loads(run.stdout)
        return figures


def exported(paths: Sequence[Path]) -> Json:
    """The export of a new knowledge base to which these files and folders were added."""
    with tempfile.TemporaryDirectory() as name, KnowledgeBase(Path(name) / "kennisbank") as kb:
        add(kb, paths)
        out = Path(name) / "export.json"
        export(kb, "json", out)
        found: Json = json.loads(out.read_text(encoding="utf-8"))
    return found


def per_document(folder: Folder, export_: Json) -> dict[str, dict[str, Counts]]:
    """The counts of each annotated document, by its name and the kind. A link counts for the document that answers."""
    gold = folder.gold()
    return {one["file"]: _of_one(folder, export_, gold, one) for one in gold["documents"]}


def _of_one(folder: Folder, export_: Json, gold: Json, one: Json) -> dict[str, Counts]:
    own = {d["id"] for d in export_["documents"] if Path(d["file"]).stem == one["file"]}
    sources = {s["id"] for s in export_["statements"] if s["document_id"] in own}
    answering = dict(export_, links=[link for link in export_["links"] if link["response_id"] in sources])
    others = [each if each is one else dict(each, responses=[]) for each in gold["documents"]]
    alone = folder.score(dict(export_, links=[]), dict(gold, documents=[one]))
    linked = folder.score(answering, dict(gold, documents=others))
    return {kind: counts((linked if kind == "link" else alone)[kind]) for kind in KINDS}


def counts(row: Mapping[str, int]) -> Counts:
    """A row of the scorer's figures."""
    return Counts(row["hit"], row["proposed"], row["gold"])
