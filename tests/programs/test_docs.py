"""What docs/programs.md shows works as it stands there."""

from __future__ import annotations

import re
import shlex

import pytest

from tests.programs.serving import PROJECT, ask
from tests.test_readme import parse

PAGE = (PROJECT / "docs" / "programs.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
COMMANDS = re.findall(r"^(?:ADVIESSPOOR_TOKEN=.* )?(adviesspoor .*)$", "".join(BLOCKS), re.MULTILINE)
ASKED = re.findall(r'"http://127\.0\.0\.1:8502(/[^"]*)"', PAGE)


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_is_understood(line: str) -> None:
    assert parse(shlex.split(line)[1:]) in ("serve", "mcp", "add")


@pytest.mark.parametrize("path", ASKED)
def test_every_question_is_answered(path: str, api: str) -> None:
    here = path.replace("/trail/ID", "/trail/r1").replace("sender=Rekenkamer", "sender=Adviesraad")
    assert ask(f"{api}{here}").status == 200
