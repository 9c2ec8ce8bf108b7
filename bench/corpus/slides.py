"""The report of the rekenkamer: landscape pages that were once slides, with boxes placed by hand."""

from __future__ import annotations

import re
from pathlib import Path

from bench.corpus.paper import SLIDE, Colour, Face, Paper
from bench.corpus.source import Block, Shape, Source, read_blocks
from bench.corpus.typeset import Type, break_lines, draw_line, draw_text, sans

NIGHT: Colour = (0.12, 0.16, 0.32)
RED: Colour = (0.75, 0.22, 0.2)
MIST: Colour = (0.92, 0.93, 0.96)
GREY: Colour = (0.4, 0.4, 0.42)
BODY = sans(14, 19)
TITLE = sans(23, 28, NIGHT)
NOTE = sans(8, 10, GREY)
LEFT, MIDDLE, RIGHT, BOTTOM = 48.0, 421.0, 794.0, 440.0
INDENT = 20.0
SIDES = {
    "vol": (LEFT, RIGHT),
    "links": (LEFT, MIDDLE - 14),
    "rechts": (MIDDLE + 14, RIGHT),
    "breed": (LEFT, 560.0),
    "kader": (606.0, RIGHT - 12),
}


def render_slides(source: Source, path: Path) -> None:
    """Make the PDF of a report: slides are separated by `===` lines, boxes within a slide by `--- name` lines."""
    paper = Paper(SLIDE)
    for number, slide in enumerate(re.split(r"^===\s*$\n?", source.body, flags=re.M)[1:], 1):
        paper.add_sheet()
        title, *boxes = re.split(r"^--- ", slide, flags=re.M)
        if number == 1:
            _cover(paper, title.strip(), source)
        else:
            _slide(paper, number, title.strip(), boxes)
    paper.save(path, source.get("titel"), source.day)


def _cover(paper: Paper, title: str, source: Source) -> None:
    paper.box(0, 0, SLIDE[0], 250, NIGHT)
    paper.box(0, 250, SLIDE[0], 256, RED)
    white: Colour = (1, 1, 1)
    paper.text(LEFT, 60, "Rekenkamer Rietmeer", Face.SANS_BOLD, 15, white)
    main, _, under = title.partition("\n")
    draw_text(paper, LEFT, 160, main, sans(38, 44, white), 740, bold=True)
    draw_text(paper, LEFT, 210, under, sans(17, 22, white), 740)
    y = 310.0
    for line in ("Eindrapport", source.get("datum"), f"Kenmerk {source.get('ons kenmerk')}"):
        y = draw_text(paper, LEFT, y, line, sans(13, 20), 500)


def _slide(paper: Paper, number: int, title: str, boxes: list[str]) -> None:
    """Running head and number, the title, then the boxes from top to bottom; left and right stand side by side."""
    paper.text(668, 34, "R e k e n k a m e r", Face.SANS, 10, RED)
    paper.text(668, 46, "Rietmeer", Face.SANS, 9, GREY)
    top = draw_text(paper, LEFT, 48, title.replace("\n", " "), TITLE, 590, bold=True)
    paper.line(LEFT, top - 12, 118, top - 12, RED, 2)
    y = floor = top + 20
    for box in boxes:
        name, _, text = box.partition("\n")
        name, blocks = name.strip(), read_blocks(text)
        if name == "noot":
            _note(paper, blocks)
        elif name == "citaat":
            floor = _quote(paper, floor + 14, blocks)
        elif name == "kader":
            floor = max(floor, _frame(paper, y, blocks))
        else:
            y = y if name == "rechts" else floor
            floor = max(floor, _column(paper, y, blocks, BODY, *SIDES[name]))
        if floor - BODY.leading > BOTTOM:
            raise ValueError(f"slide {number} ({title!r}): box {name} runs {floor - BOTTOM:.0f} points over")
    paper.text(RIGHT - 12, 458, str(number), Face.SANS, 9, GREY)


def _column(paper: Paper, y: float, blocks: tuple[Block, ...], body: Type, left: float, right: float) -> float:
    """A box of text; gives the baseline after it."""
    for number, block in enumerate(blocks):
        x = left + INDENT * (block.level + 1 if block.shape is Shape.ITEM else 0)
        if block.shape is Shape.TABLE:
            y = _table(paper, y, block.rows, left, right)
            continue
        if block.shape is Shape.LINES:
            for line in block.text.split("\n"):
                y = draw_text(paper, x, y, line, body, right - x)
            continue
        kind = body.at(body.size + 1, body.leading + 1, NIGHT) if block.shape is Shape.HEADING else body
        y += 6 if number and (block.shape is Shape.HEADING or _ends_list(blocks[number - 1], block)) else 0
        if block.label:
            paper.text(x - INDENT, y, block.label, kind.regular, kind.size)
        y = draw_text(paper, x, y, block.text, kind, right - x, bold=block.shape is Shape.HEADING)
        y += 2 if block.shape is Shape.HEADING else 4 if block.shape is Shape.ITEM else 9
    return y


def _ends_list(before: Block, block: Block) -> bool:
    return before.shape is Shape.ITEM and block.shape is Shape.PARAGRAPH


def _frame(paper: Paper, y: float, blocks: tuple[Block, ...]) -> float:
    """A shaded box at the right, in a smaller letter: whom it concerns, a figure worth seeing."""
    body = BODY.at(11, 15)
    left, right = SIDES["kader"]
    lines = sum(len(break_lines(block.text, body, right - left, bold=True)) for block in blocks)
    paper.box(left - 14, y - 18, right + 12, y + lines * body.leading + len(blocks) * 9, MIST)
    return _column(paper, y, blocks, body, left, right)


def _table(paper: Paper, y: float, rows: tuple[tuple[str, ...], ...], left: float, right: float) -> float:
    """A table without vertical rules, its first column twice as wide as the others."""
    kind = BODY.at(12.5, 16)
    step = (right - left) / (len(rows[0]) + 1)
    for number, row in enumerate(rows):
        if number == 0:
            paper.box(left, y - 15, right, y + 7, MIST)
        for column, cell in enumerate(row):
            x = left + (column + 1 if column else 0) * step + 4
            draw_line(paper, x, y, break_lines(cell, kind, 2 * step, bold=number == 0)[0], kind)
        paper.line(left, y + 7, right, y + 7, GREY, 0.4)
        y += 23
    return y + 10


def _quote(paper: Paper, y: float, blocks: tuple[Block, ...]) -> float:
    """What somebody said, in a shaded box, and below it who said it."""
    said, who = blocks[0].text, blocks[1].text
    lines = break_lines(f"_{said}_", BODY, 620)
    paper.box(LEFT + 40, y - 14, RIGHT - 40, y + len(lines) * BODY.leading + 18, MIST)
    paper.box(LEFT + 40, y - 14, LEFT + 44, y + len(lines) * BODY.leading + 18, RED)
    for line in lines:
        draw_line(paper, LEFT + 60, y + 4, line, BODY)
        y += BODY.leading
    paper.text(LEFT + 60, y + 6, who, Face.SANS, 9.5, GREY)
    return y + 42


def _note(paper: Paper, blocks: tuple[Block, ...]) -> None:
    for number, block in enumerate(blocks):
        draw_text(paper, LEFT, 450 + number * NOTE.leading, block.text, NOTE, 700)
