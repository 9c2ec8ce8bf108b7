"""A server that ends with the tests, also when these are killed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

# The server ends with the input of this shell; when nobody is left to clear up, its folder goes too.
STARTED = """
folder=$1; signal=$2; shift 2
"$@" </dev/null >&2 & server=$!
echo $server
read -r line; killed=$?
kill -$signal $server; wait $server
[ $killed -eq 0 ] || rm -rf "$folder"
"""


def tied(command: Sequence[str], folder: Path, signal: str) -> list[str]:
    """The command by which a server is started that says its number, and gets this signal at the end."""
    return ["sh", "-c", STARTED, "sh", str(folder), signal, *command]
