"""A process that is killed leaves nothing half: what was acknowledged is there once, and check is clean."""

from __future__ import annotations

import signal
from pathlib import Path

from tests.kb.putting import killed, require_no_kill_costs_anything


def test_a_kill_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    require_no_kill_costs_anything(tmp_path, killed, -signal.SIGKILL)
