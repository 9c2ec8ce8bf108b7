"""What is not text on pages with boxes: running heads and feet, page numbers, margin columns, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.layout.columns import find_columns, placed
from ingest.layout.fields import is_colophon_line
from ingest.layout.headings import body_style
from ingest.layout.labels import label_of, named_heading
from ingest.layout.raw import Before, RawLine, RawPage
from ingest.layout.recurring import is_body_name, is_page_mark, shape
from ingest.layout.units import ends_sentence
from kb.model import BlockKind
from kb.text.dates import DATE

_ZONE = 0.12  # of the page height, at the top and at the bottom
_LOGO = 0.2  # of the page height: where the name of a body by itself is its logo
_RULES = 6  # of equal length, from which a page has a table
_WATERMARK = 2.0  # times the type size of the text, from which a line that lies over others is a watermark
_ROW = 4.0  # times the type size: between a line and the rule that ends its row
_PAGE_NUMBER = re.compile(r"\d{1,3}(?:\s*(?:/|van)\s*\d{1,3})?|[-–|]\s*\d{1,3}\s*[-–|]?")
_DATED = re.compile(rf"(?:^|[·|–-]\s*){DATE}$")  # "ASD-2023-05 · 12 oktober 2023"
_FOOT_CONTENT = re.compile(
    r"\b(?:Postbus \d|IBAN|KvK|www\.|\d{4} ?[A-Z]{2} [A-Z]|[Tt]elefoon|ISSN|ISBN)|@\w|\b\d{3}[ -]\d{3} ?\d{2} ?\d{2}\b"
)
_CAPTION = re.compile(r"(?:Tabel|Figuur|Grafiek|Afbeelding|Bron)\b")
# A footnote begins with its number and then a capital, a quote or an address: "3 afdelingen" and "1.506" do not. Below
# a table it says where the figures come from.
_NOTE = re.compile(r"(?:\d{1,3}|\*{1,3}|\[\d{1,3}\])[.)]?\s*(?=[A-ZÀ-Ý“\"‘'(]|https?:|www\.|[Zz]ie )|Bron(?:nen)?:\s")


def mark_edges(pages: Sequence[RawPage]) -> list[RawPage]:
    """Mark running heads and feet, page numbers and whatever stands beyond them at the edges of the pages."""
    zones = [[_zone(line, page) for line in page.lines] for page in pages]
    shapes = [
        {shape(line.text) for line, zone in zip(page.lines, own, strict=True) if zone}
        for page, own in zip(pages, zones, strict=True)
    ]
    count = Counter(known for page in shapes for known in page)
    needed = max(2, round(0.3 * len(pages)))
    running = {known for known, times in count.items() if times >= needed and not _is_structure(known)}
    size = body_style(line for page in pages for line in page.lines).size
    return [
        replace(page, lines=tuple(_marked(page, own, running, size))) for page, own in zip(pages, zones, strict=True)
    ]


def _zone(line: RawLine, page: RawPage) -> int:
    """-1 in the top zone of the page, 1 in the bottom zone, 0 in between and in a table: its rows count and repeat."""
    if line.bbox is None:
        return 0
    if line.bbox.y1 <= _ZONE * page.height:
        zone = -1
    elif line.bbox.y0 >= (1 - _ZONE) * page.height:
        zone = 1
    else:
        return 0
    return 0 if _in_table(line, page) else zone


def _is_structure(known: str) -> bool:
    """Whether a repeated shape is a numbered heading ("Vraag 3") rather than a running head."""
    text = known.replace("#", "1").capitalize()
    return named_heading(text) is not None or (label_of(text) is not None and len(text) > 4)


def _marked(page: RawPage, zones: Sequence[int], running: set[str], size: float) -> list[RawLine]:
    sure = [_is_edge(line, zone, page, running, size) for line, zone in zip(page.lines, zones, strict=True)]
    tops = [line.bbox.y0 if line.bbox else 0.0 for line in page.lines]
    known = [(top, zone) for top, zone, yes in zip(tops, zones, sure, strict=True) if yes]
    head = max((top for top, zone in known if zone < 0), default=_small_head(page, size))
    foot = min((top for top, zone in known if zone > 0), default=page.height)
    done: list[RawLine] = []
    for line, top, zone, yes in zip(page.lines, tops, zones, sure, strict=True):
        if not (zone or yes):
            done.append(line)
            continue
        above = zone < 0 and top <= head and line.size <= 0.95 * size  # but a title may stand that high
        below = zone > 0 and top >= foot - 1 and line.size <= 1.02 * size
        marked = line.kind is None and (yes or above or below)
        done.append(line._replace(kind=BlockKind.FURNITURE) if marked else line)
    return done


def _small_head(page: RawPage, size: float) -> float:
    """Where the head of a later page stands that no other page has: a line or two in small letters, with white between
    them and the text. -1 when there is none."""
    if page.number == 1 or not any(line.size <= 0.9 * size and _zone(line, page) < 0 for line in page.lines):
        return -1.0
    pieces = sorted(placed([line for line in page.lines if line.kind is None]), key=lambda piece: piece.box.y0)
    text = next((at for at, piece in enumerate(pieces) if piece.line.size > 0.9 * size), 0)
    head = pieces[:text]
    if not 1 <= len({round(piece.middle) for piece in head}) <= 2:
        return -1.0
    free = pieces[text].box.y0 - max(piece.box.y1 for piece in head)
    words = any(ends_sentence(piece.line.text) or _CAPTION.match(piece.line.text) for piece in head)
    is_head = free > 1.5 * size and not words and all(_zone(piece.line, page) < 0 for piece in head)
    return max(piece.box.y0 for piece in head) if is_head else -1.0


def _is_edge(line: RawLine, zone: int, page: RawPage, running: set[str], size: float) -> bool:
    """Whether a line is surely a running head, a page number, a logo, a watermark or an address at the foot."""
    text = line.text
    if (_is_logo(line, page, size) and is_body_name(text)) or _is_watermark(line, page, size):
        return True
    if zone == 0:
        return False
    if shape(text) in running or _PAGE_NUMBER.fullmatch(text) or is_page_mark(text):
        return True
    if page.number > 1 and len(text) < 60 and _DATED.search(text):
        return True
    return zone == 1 and len(text) < 160 and bool(_FOOT_CONTENT.search(text)) and not _NOTE.match(text)


def _is_watermark(line: RawLine, page: RawPage, size: float) -> bool:
    """Whether a line is printed across the text: larger by far, over two lines of it or more."""
    if line.bbox is None or line.size <= _WATERMARK * size:
        return False
    box = line.bbox
    over = (each.bbox for each in page.lines if each.bbox and each.size <= line.size / _WATERMARK)
    return (
        sum(box.y0 < (each.y0 + each.y1) / 2 < box.y1 and each.x0 < box.x1 and box.x0 < each.x1 for each in over) >= 2
    )


def _in_table(line: RawLine, page: RawPage) -> bool:
    """Whether a line stands between two of the rules, of equal length and not far from each other, that part the rows
    of a table: of these a page with a table to its edge has more than a foot can have."""
    box = line.bbox
    if box is None or len(page.rules) < _RULES:
        return False
    spans = [rule for rule in page.rules if rule.x0 <= box.x0 and box.x1 <= rule.x1]
    alike = Counter((round(rule.x0), round(rule.x1)) for rule in spans)
    edges = [y for rule in spans if alike[round(rule.x0), round(rule.x1)] >= _RULES for y in (rule.y0, rule.y1)]
    above = any(box.y0 - _ROW * line.size <= y <= box.y0 + 2 for y in edges)
    return above and any(box.y1 - 2 <= y <= box.y1 + _ROW * line.size for y in edges)


def _is_logo(line: RawLine, page: RawPage, size: float) -> bool:
    """Whether a line stands where logos stand: at the very top, or set larger or bolder a little below it."""
    if line.bbox is None or line.bbox.y1 > _LOGO * page.height:
        return False
    return line.bbox.y1 <= _ZONE * page.height or line.bold or line.size > 1.1 * size


def mark_margin(page: RawPage) -> RawPage:
    """Mark a narrow column beside the text in which the words of a margin column stand ("Datum", "Ons kenmerk")."""
    free = placed([line for line in page.lines if line.kind is None])
    split = find_columns(free)
    if split is None:
        return page
    total = sum(len(piece.line.text) for piece in free)
    for side, other in ((split.left, split.right), (split.right, split.left)):
        width = max(piece.box.x1 for piece in side) - min(piece.box.x0 for piece in side)
        letters = sum(len(piece.line.text) for piece in side)
        beside = sum(len(piece.line.text) for piece in other)
        if (
            width <= 0.34 * page.width
            and letters <= 0.4 * total
            and beside > max(letters, 0.3 * total)
            and sum(is_colophon_line(piece.line.text) for piece in side) >= (1 if len(side) <= 4 else 2)
        ):
            margin = {id(piece.line) for piece in side}
            lines = (line._replace(kind=BlockKind.FURNITURE) if id(line) in margin else line for line in page.lines)
            return replace(page, lines=tuple(lines))
    return page


def mark_footnotes(lines: Sequence[RawLine], size: float) -> list[RawLine]:
    """Mark the footnotes of a page in reading order: numbered, smaller than the text (`size`), below its last line."""
    small = {at for at, line in enumerate(lines) if line.kind is None and line.size and line.size < 0.93 * size}
    last = max((at for at, line in enumerate(lines) if line.kind is None and at not in small), default=-1)
    start = next((at for at in sorted(small) if at > last and _NOTE.match(lines[at].text)), None)
    if start is None:
        return list(lines)
    done = list(lines[:start])
    number = 0
    for line in lines[start:]:
        if line.kind is not None:
            done.append(line)
            continue
        found = _NOTE.match(line.text)
        own = int(re.sub(r"\D", "", found[0]) or 0) if found else 0
        begins = found is not None and (own == number + 1 or line.before is not Before.FLOW or len(done) == start)
        number = own if begins else number
        done.append(line._replace(kind=BlockKind.FOOTNOTE, before=Before.SPACE if begins else Before.FLOW))
    return done
