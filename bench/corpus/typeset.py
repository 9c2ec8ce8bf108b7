"""Words to lines, lines to columns: breaking text at a width and keeping together what belongs together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bench.corpus.paper import BLACK, Colour, Face, Paper, text_width

_TOKEN = re.compile(r"(\*\*|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)|\s+)")


@dataclass(frozen=True, slots=True)
class Type:
    """A family of fonts at one size. `leading` is the distance from line to line."""

    regular: Face
    bold: Face
    italic: Face
    size: float
    leading: float
    colour: Colour = BLACK

    def face(self, bold: bool, italic: bool) -> Face:
        """The font for a word."""
        return self.bold if bold else self.italic if italic else self.regular

    def at(self, size: float, leading: float, colour: Colour | None = None) -> Type:
        """The same fonts at another size."""
        return Type(self.regular, self.bold, self.italic, size, leading, colour or self.colour)


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one font."""

    text: str
    face: Face


Line = tuple[Run, ...]


def sans(size: float, leading: float, colour: Colour = BLACK) -> Type:
    """The letter of the town hall."""
    return Type(Face.SANS, Face.SANS_BOLD, Face.SANS_ITALIC, size, leading, colour)


def serif(size: float, leading: float, colour: Colour = BLACK) -> Type:
    """The letter of the council's clerk."""
    return Type(Face.SERIF, Face.SERIF_BOLD, Face.SERIF_ITALIC, size, leading, colour)


def break_lines(text: str, kind: Type, width: float, bold: bool = False) -> tuple[Line, ...]:
    """The lines of a paragraph. A word breaks only where `\\-` allows it, or not at all."""
    lines: list[Line] = []
    current: list[Run] = []
    used = 0.0
    for word in _words(text, kind, bold):
        space = Run(" ", word[0].face)
        gap = text_width(" ", space.face, kind.size) if current else 0.0
        if current and used + gap + _width(word, kind.size) > width:
            head, word = _hyphenate(word, kind.size, width - used - gap)
            lines.append(_merged([*current, *([space, *head] if head else [])]))
            current, used, gap = [], 0.0, 0.0
        if gap:
            current.append(space)
        current += [Run(run.text.replace("\\-", ""), run.face) for run in word]
        used += gap + _width(word, kind.size)
    if current:
        lines.append(_merged(current))
    return tuple(lines)


def draw_line(paper: Paper, x: float, y: float, line: Line, kind: Type) -> None:
    """Draw the runs of a line one after the other."""
    for run in line:
        if run.text.strip():
            paper.text(x, y, run.text, run.face, kind.size, kind.colour)
        x += text_width(run.text, run.face, kind.size)


def draw_text(paper: Paper, x: float, y: float, text: str, kind: Type, width: float, bold: bool = False) -> float:
    """Draw a paragraph whose first baseline is at `y`; gives the baseline after the last."""
    for line in break_lines(text, kind, width, bold):
        draw_line(paper, x, y, line, kind)
        y += kind.leading
    return y


def _words(text: str, kind: Type, bold: bool) -> Iterator[tuple[Run, ...]]:
    """Every word as runs: a word may change font halfway."""
    strong, slanted = bold, False
    word: list[Run] = []
    for token in _TOKEN.split(text):
        if token == "**":
            strong = not strong
        elif token == "_":
            slanted = not slanted
        elif token.strip():
            word.append(Run(token, kind.face(strong, slanted)))
        elif token and word:
            yield tuple(word)
            word = []
    if word:
        yield tuple(word)


def _width(runs: tuple[Run, ...], size: float) -> float:
    return sum(text_width(run.text.replace("\\-", ""), run.face, size) for run in runs)


def _hyphenate(word: tuple[Run, ...], size: float, room: float) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """What of the word still fits on the line, with a hyphen, and what goes to the next; the first may be empty."""
    if len(word) != 1 or "\\-" not in word[0].text:
        return (), word
    parts, face = word[0].text.split("\\-"), word[0].face
    for cut in range(len(parts) - 1, 0, -1):
        head = "".join(parts[:cut]) + "-"
        if text_width(head, face, size) <= room:
            return (Run(head, face),), (Run("\\-".join(parts[cut:]), face),)
    return (), word


def _merged(runs: list[Run]) -> Line:
    """Neighbours in the same font as one run, so that a line is drawn, and extracted, as a whole."""
    line: list[Run] = []
    for run in runs:
        if line and line[-1].face is run.face:
            line[-1] = Run(line[-1].text + run.text, run.face)
        else:
            line.append(run)
    return tuple(line)
