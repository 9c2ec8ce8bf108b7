"""Units into blocks: headings, list items, table rows, paragraphs, each with its literal lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from ingest.layout.headings import MAX_HEADING, Levels, Style, heading_label, headings_of, is_subject, is_title
from ingest.layout.labels import named_heading
from ingest.layout.raw import RawLine, cut
from ingest.layout.units import Unit, ends_sentence, stands_alone, starts_low
from kb.model import Block, BlockKind, Line


def blocks_of(pages: Sequence[Sequence[Unit]], style: Style) -> tuple[tuple[Block, ...], ...]:
    """The blocks of every page of a document."""
    units = list(chain.from_iterable(pages))
    headings = headings_of(units, style)
    named = [unit for unit in units if unit.kind is None and _named_end(unit, style) is not None]
    preset = [unit for unit in units if unit.kind is BlockKind.HEADING]
    titled = any(is_subject(units[place], units[place + 1] if place + 1 < len(units) else None) for place in headings)
    levels = Levels([*(units[place] for place in headings), *named, *preset], style, titled=titled)
    done: list[tuple[Block, ...]] = []
    start = 0
    for page in pages:
        blocks: list[Block] = []
        for place, unit in enumerate(page, start):
            below = units[place + 1] if place + 1 < len(units) else None
            blocks += _blocks(unit, below, place in headings, levels, style)
        done.append(tuple(blocks))
        start += len(page)
    return tuple(done)


def _blocks(unit: Unit, below: Unit | None, is_heading: bool, levels: Levels, style: Style) -> list[Block]:
    """The block of a unit; two for a named heading with its text behind it."""
    kind = unit.kind
    if kind is BlockKind.LIST_ITEM:
        return [_list_item(unit)]
    if kind is BlockKind.HEADING:
        return [_block(unit.lines, kind, levels.of(unit, below), unit.lines[0].label or heading_label(unit))]
    if kind is not None:
        return [_block(unit.lines, kind)]
    end = _named_end(unit, style)
    if end is not None:
        return _cut_heading(unit, end, levels.of(unit, below))
    if is_heading:
        return [_block(unit.lines, BlockKind.HEADING, levels.of(unit, below), heading_label(unit))]
    return [_list_item(unit)] if unit.label else [_block(unit.lines)]


def _named_end(unit: Unit, style: Style) -> int | None:
    """Where the heading in a unit ends that begins with a named number: its length, or before a sentence behind the
    number ("Vraag 1: Kunt u …?"). None when the unit is no such heading ("Aanbeveling 3 nemen wij over.")."""
    text = unit.text
    named = named_heading(text)
    if not named:
        return len(text) if stands_alone(text) else None
    loud = style.is_loud(unit) and len(text) <= MAX_HEADING
    if not named.title or loud or (named.sign and is_title(named.title)):
        return len(text)
    if named.sign:
        return named.title_start
    alone = len(text) <= 80 and unit.spaced and not ends_sentence(text) and not re.search(r"[,;:]$", text)
    return len(text) if alone and not starts_low(named.title) else None


def _cut_heading(unit: Unit, end: int, level: int) -> list[Block]:
    first, label = unit.lines[0], heading_label(unit)
    if end >= len(unit.text):
        return [_block(unit.lines, BlockKind.HEADING, level, label)]
    if end >= len(first.text):
        return [_block((first,), BlockKind.HEADING, level, label), _block(unit.lines[1:])]
    head, rest = cut(first, end)
    return [_block((head,), BlockKind.HEADING, level, label), _block((rest, *unit.lines[1:]))]


def _list_item(unit: Unit) -> Block:
    """A list item with a label: its first line is that label as it stands there, the others are its text."""
    first, label = unit.lines[0], unit.label
    if first.label is not None:
        return _block(unit.lines, BlockKind.LIST_ITEM, label=first.label)
    if label is None:
        return _block(unit.lines, BlockKind.LIST_ITEM)
    if label.end >= len(first.text):
        return _block(unit.lines, BlockKind.LIST_ITEM, label=label.bare)
    head, rest = cut(first, label.end)
    return _block((head, rest, *unit.lines[1:]), BlockKind.LIST_ITEM, label=label.bare)


def _block(
    lines: Sequence[RawLine], kind: BlockKind = BlockKind.TEXT, level: int | None = None, label: str | None = None
) -> Block:
    return Block(tuple(Line(line.text, line.bbox, line.sure) for line in lines), kind, level, label)
