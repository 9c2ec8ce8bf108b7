"""Render the demonstration corpus: every text in `teksten/` becomes a file in `corpus/`.

python -m bench.corpus.build [--out FOLDER]
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from bench.corpus.letters import render_letter
from bench.corpus.slides import render_slides
from bench.corpus.source import Source, read_source

HERE = Path(__file__).parent
TEXTS = HERE / "teksten"
CORPUS = HERE.parent.parent / "corpus"

Renderer = Callable[[Source, Path], None]


def main() -> None:
    """Render all sources into a folder and say how large each file became."""
    parser = argparse.ArgumentParser(description="Render the demonstration corpus.")
    parser.add_argument("--out", type=Path, default=CORPUS, help="folder for the files (default: corpus/)")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    for path in build(out):
        print(f"{path.stat().st_size:>8}  {path.name}")


def build(out: Path) -> tuple[Path, ...]:
    """Render all sources into `out`; gives the files, by name."""
    made = []
    for path in sorted(TEXTS.glob("*.txt")):
        source = read_source(path)
        _renderer(source)(source, out / source.file)
        made.append(out / source.file)
    return tuple(made)


def _renderer(source: Source) -> Renderer:
    if source.file.endswith(".docx"):
        from bench.corpus.word import render_word

        return render_word
    if source.file.endswith(".txt"):
        return _render_text
    return render_slides if source.get("vorm") == "rekenkamer" else render_letter


def _render_text(source: Source, path: Path) -> None:
    """A mail is its text."""
    path.write_text(source.body + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
