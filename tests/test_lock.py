"""The locked set of libraries that `make demo` installs."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[1]
LOCK = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
ENTRIES = re.split(r"\n(?=\S)", LOCK.strip())


def test_every_library_is_locked_by_version_and_hash() -> None:
    assert len(ENTRIES) > 100
    for entry in ENTRIES:
        assert re.match(r"[\w.-]+(\[[\w,-]+\])?==\S+ ", entry), entry[:80]
        assert "--hash=sha256:" in entry, entry[:80]


def test_everything_that_the_program_asks_for_is_locked() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split(r"[<>=\[ ]", one)[0].lower() for one in project["dependencies"]}
    assert asked <= {re.split(r"[=\[]", entry)[0].lower() for entry in ENTRIES}


def test_the_lock_names_no_host_and_no_torch() -> None:
    """The registry is the user's own choice; torch is for one extra, and for the tests."""
    assert "://" not in LOCK
    assert "index-url" not in LOCK
    assert not [entry for entry in ENTRIES if entry.startswith(("torch==", "nvidia"))]
