"""Lines into blocks in reading order; running heads, margin columns, page numbers and footnotes set apart, not lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.layout.aligned import with_aligned_tables
from ingest.layout.blocks import blocks_of
from ingest.layout.choices import with_choices
from ingest.layout.columns import join_rows, reading_order, typical_pitch, with_breaks
from ingest.layout.contents import mark_contents
from ingest.layout.furniture import mark_edges, mark_footnotes, mark_margin
from ingest.layout.headings import body_style
from ingest.layout.marginalia import mark_marginalia
from ingest.layout.pairs import with_fields
from ingest.layout.plain import mark_notes, plain_pages
from ingest.layout.raw import Before, RawLine, RawPage, tidy
from ingest.layout.recurring import mark_page_marks, mark_recurring
from ingest.layout.tables import with_one_head, with_tables
from ingest.layout.units import units_of
from kb.model import BlockKind, Page

__all__ = ["Before", "RawLine", "RawPage", "lay_out", "plain_pages", "tidy", "with_choices"]


def lay_out(pages: Sequence[RawPage]) -> tuple[Page, ...]:
    """The pages of one document with their blocks in reading order. Every line of the input is in some block."""
    boxed = any(page.width for page in pages)
    lines = with_one_head(_ordered(pages)) if boxed else mark_notes(_without_edges(pages))
    flat = mark_marginalia(mark_contents(lines))
    style = body_style(flat)
    units = []
    start = 0
    for own in lines:
        part = flat[start : start + len(own)]
        units.append(units_of(mark_footnotes(part, style.size) if boxed else part))
        start += len(own)
    return tuple(
        Page(page.number, page.width, page.height, blocks, page.source)
        for page, blocks in zip(pages, blocks_of(units, style), strict=True)
    )


def _without_edges(pages: Sequence[RawPage]) -> Sequence[Sequence[RawLine]]:
    """The lines of pages without boxes. Only where text went through pages does what comes back stand at their edges:
    in Word or HTML "Voortgang kwartaal 2" comes back because somebody wrote it."""
    lines = [page.lines for page in pages]
    return mark_recurring(lines) if any(page.printed for page in pages) else mark_page_marks(lines)


def _ordered(pages: Sequence[RawPage]) -> list[tuple[RawLine, ...]]:
    """The lines of pages with boxes in reading order: what stands above the text first, margin and foot last."""
    cut = [with_aligned_tables(with_fields(with_tables(page))) for page in mark_edges(pages)]
    joined = [replace(page, lines=tuple(join_rows(page.lines))) for page in cut]
    marked = [mark_margin(page) for page in joined]
    bodies = [reading_order([line for line in page.lines if line.kind is not BlockKind.FURNITURE]) for page in marked]
    pitch = typical_pitch(region for body in bodies for region in body)
    done: list[tuple[RawLine, ...]] = []
    for page, body in zip(marked, bodies, strict=True):
        around = reading_order([line for line in page.lines if line.kind is BlockKind.FURNITURE])
        top = min((piece.box.y0 for region in body for piece in region), default=page.height)
        heads = [region for region in around if region[0].box.y1 <= top]
        rest = [region for region in around if region not in heads]
        done.append(tuple(line for region in [*heads, *body, *rest] for line in with_breaks(region, pitch)))
    return done
