"""What became of the words of each file stands in `check`, in the export, and is kept with the document."""

from __future__ import annotations

import json
from pathlib import Path

from kb.knowledge import KnowledgeBase
from kb.labels import account
from kb.model import Apart, WordCount
from tests.commands import adviesspoor


def test_check_says_what_was_read_again_and_what_became_of_the_words(filled: Path) -> None:
    said = adviesspoor(filled, "check").out
    with KnowledgeBase(filled) as kb:
        total, statements = kb.coverage().words, kb.proposals()
    assert total.in_file > 100
    assert account(total) in said
    assert f"{len(statements)} citaten opnieuw uit het origineel gelezen en gelijk bevonden." in said


def test_the_export_has_the_account_of_each_file_and_of_all(filled: Path, tmp_path: Path) -> None:
    out = tmp_path / "alles.json"
    assert adviesspoor(filled, "export", "--format", "json", "--out", str(out)).code == 0
    coverage = json.loads(out.read_text(encoding="utf-8"))["coverage"]
    files = [each["words"] for each in coverage["reading"]]
    assert len(files) == 2
    for each in files:
        assert each["in_file"] == each["read"] + sum(each["set_apart"].values())
        assert each["missing"] == 0
    assert coverage["words"]["in_file"] == sum(each["in_file"] for each in files)


def test_an_account_in_words() -> None:
    words = WordCount(1620, 1580, ((Apart.FURNITURE, 38),))
    assert account(words) == "1.620 woorden: 1.580 in de tekst, 38 apart gezet, 2 niet gelezen"
