"""What would newer libraries change? `python -m bench.upgrade`, in the environment that holds the locked ones.

Makes a second environment with the newest versions that pyproject.toml allows, does the same in both (add the
demonstration, export it), and prints which versions differ, what differs in the export, how long each took, and, where
a namespace without network can be made (Linux), what each looked up and left behind. Lock anew with `make lock` when
what is printed is welcome.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[1]
OWN = {"pip", "setuptools", "adviesspoor"}
BORDER = 'mount --bind "$1" /etc/resolv.conf && shift && exec "$@"'


def newest(folder: Path) -> Path:
    """A fresh environment with the newest versions; its Python."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--upgrade", PROJECT], check=True)
    subprocess.run([python, "-m", "pip", "uninstall", "--quiet", "--yes", "adviesspoor"], check=True)
    return python


def versions(python: Path) -> dict[str, str]:
    listed = [python, "-c", "import importlib.metadata as m, json; "
              "print(json.dumps({d.name.lower(): d.version for d in m.distributions()}))"]  # fmt: skip
    found: dict[str, str] = json.loads(subprocess.run(listed, check=True, capture_output=True, text=True).stdout)
    return {name: version for name, version in found.items() if name not in OWN}


def changes(old: dict[str, str], new: dict[str, str]) -> str:
    """What is newer, and what comes along that was not there. What only the tests use counts in neither."""
    newer = [f"{name} {old[name]} -> {new[name]}" for name in sorted(new) if name in old and new[name] != old[name]]
    return "; ".join(newer + [f"{name} {new[name]} (comes along)" for name in sorted(new) if name not in old])


def figures(python: Path, folder: Path) -> tuple[float, dict[str, Any]]:
    """Seconds to add the demonstration, and what is found in it."""
    command = [python, "-m", "cli", "--home", folder / "kennisbank"]
    started = time.monotonic()
    subprocess.run([*command, "add", "corpus"], cwd=PROJECT, check=True, capture_output=True)
    seconds = time.monotonic() - started
    out = folder / "uit.json"
    subprocess.run([*command, "export", "--format", "json", "--out", out], cwd=PROJECT, check=True, capture_output=True)
    return seconds, json.loads(out.read_text(encoding="utf-8"))


def differences(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Per kind of thing how many are alike, gone and new; scores count to two places."""
    lines = []
    for kind in ("documents", "statements", "links"):
        before, after = ({_key(one) for one in each[kind]} for each in (old, new))
        lines.append(f"{kind}: {len(before & after)} alike, {len(before - after)} gone, {len(after - before)} new")
    return lines


def _key(thing: dict[str, Any]) -> str:
    kept = {name: value for name, value in thing.items() if name not in ("added", "boxes")}
    return json.dumps({n: round(v, 2) if isinstance(v, float) else v for n, v in kept.items()}, sort_keys=True)


def silence(python: Path, folder: Path) -> str:
    """What tests/silent_run.py heard; or that it cannot be run here."""
    resolver = folder / "resolv.conf"
    resolver.write_text("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n", encoding="utf-8")
    inside = ["sh", "-c", BORDER, "sh", resolver, python, "-m", "tests.silent_run", PROJECT, folder]
    try:
        ended = subprocess.run(["unshare", "--net", "--mount", *inside], cwd=PROJECT, capture_output=True, text=True)
    except OSError:
        return "not tried: no namespaces here"
    return ended.stdout.strip() or f"not tried: {ended.stderr.strip()[-200:]}"


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        pythons = {"locked": Path(sys.executable), "newest": newest(folder / "env")}
        old, new = (versions(python) for python in pythons.values())
        print("versions:", changes(old, new) or "the same")
        found = {}
        for name, python in pythons.items():
            (folder / name).mkdir()
            found[name] = figures(python, folder / name)
            print(f"{name}: {found[name][0]:.1f} s to add; silence: {silence(python, folder / name)}")
        print("\n".join(differences(found["locked"][1], found["newest"][1])))


if __name__ == "__main__":
    main()
