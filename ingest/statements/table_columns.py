"""Tables whose header says what stands in each column: the cells of each row, by what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ingest.layout.labels import BULLET, label_of, named_heading
from ingest.passages.voice import Voice
from ingest.statements.cells import Cell, are_titles, cells_of
from ingest.statements.draft import Draft, Part
from ingest.statements.ticked import ANSWERING_TITLE
from kb.model import BlockKind, GroundKind, StatementKind

_SHORTEST, _LONGEST = 3, 40  # words of a point; of a longer cell only the first sentence is the point
_LETTER = re.compile(r"[^\W\d_]")
_BARE_NUMBER = re.compile(r"(\d{1,2})\s+(?=[A-ZÀ-Ý])")  # of a row in a cell: "1 Verlaag de huur."
_REFERS = re.compile(r"(?:zie|idem|n\.?\s?v\.?\s?t)\b", re.I)  # a cell that says nothing itself: "Zie boven"
_NUMBERS = re.compile(r"(?:volg)?(?:nr|no|nummer)\.?|#", re.I)
# What is answered stands before what is advised: "Reactie op aanbeveling", "Opvolging aanbeveling".
_COLUMNS = {
    "number": re.compile(r"^(?:nr|no|nummer)\b|^#$", re.I),
    "progress": re.compile(
        r"besluit|overgenomen|opvolging|opgevolgd|status|stand van zaken|voortgang|oordeel|afdoening", re.I
    ),
    "reaction": re.compile(r"reactie|\b(?:be)?antwoord|standpunt|overnemen", re.I),
    "point": re.compile(
        r"^wat (?:adviseert|adviseren|beveelt|bevelen)\b|^(?:(?:onze|ons|uw|de|het)\s+)?"
        r"(?:(?:deel|hoofd)?aanbeveling(?:en)?|advies(?:punt(?:en)?)?|adviezen|verbeterpunt(?:en)?)\b",
        re.I,
    ),
    "about": re.compile(
        r"onderwerp|onderdeel|thema|toelichting|conclusie|bevinding|onderbouwing|motivering|argument|waarom|wie\b|artikel"
        r"|verantwoordelijk|gericht aan",
        re.I,
    ),
    "ticked": ANSWERING_TITLE,
}


Row = Mapping[str, Cell]  # what a column holds -> its cell; an empty cell is not in it


def table_rows(
    parts: Sequence[Part], columns: Mapping[str, re.Pattern[str]], needed: str
) -> Iterator[tuple[Part, Row]]:
    """The rows below a header of short titles that names the `needed` column and another one, up to the next passage
    that is no row."""
    header: list[str | None] = []
    titles: list[Cell] = []
    for part in parts:
        if part.passage.kind is not BlockKind.TABLE_ROW:
            header = []
            continue
        cells = list(cells_of(part.passage.text))
        names = _header(cells, columns, needed)
        if names:
            header, titles = names, cells
        elif len(cells) == len(header):
            own = _below_joined(header, titles, cells)
            yield part, {name: cell for name, cell in zip(own, cells, strict=True) if name and cell.text}


def _below_joined(header: Sequence[str | None], titles: Sequence[Cell], cells: Sequence[Cell]) -> Sequence[str | None]:
    """What stands in each column of a row, also where one title goes over the number of a point and its words."""
    at = header.index("point") if "point" in header else len(header)
    over = at + 1 < len(header) and not titles[at + 1].text and _LETTER.search(cells[at].text) is None
    return [*header[:at], "number", "point", *header[at + 2 :]] if over and cells[at + 1].text else header


def is_header_of_points(part: Part) -> bool:
    """Whether a passage is the header of a table with a column for recommendations, and so no recommendation itself."""
    if part.passage.kind is not BlockKind.TABLE_ROW:
        return False
    cells = list(cells_of(part.passage.text))
    return _is_numbered(cells) or bool(_header(cells, _COLUMNS, "point"))


def _is_numbered(cells: Sequence[Cell]) -> bool:
    """Whether a row has "Nr." where those below it have their number: a header, whatever the other titles are."""
    return len(cells) > 1 and _NUMBERS.fullmatch(cells[0].text) is not None


def _header(cells: Sequence[Cell], columns: Mapping[str, re.Pattern[str]], needed: str) -> list[str | None]:
    """What stands in each column below a row of short titles; empty for a row that is no header."""
    names = [_column(cell.text, columns) for cell in cells]
    return names if are_titles(cells) and needed in names and len(set(names) - {None}) > 1 else []


def points(parts: Sequence[Part], voice: Voice) -> Iterator[Draft]:
    """The recommendations in tables that have a column for them, with the number in their row. An authority repeats
    those that it answers beside them; an adviser that says what became of earlier ones advises nothing new."""
    told = voice is Voice.AUTHORITY
    for part, row in table_rows(parts, _COLUMNS, "point"):
        cell = row.get("point")
        progress = bool(row.keys() & {"progress", "ticked"} or part.ticked)
        if cell is None or part.voice is not voice or not ("reaction" in row or progress is told):
            continue
        label, start = _labelled(cell)
        number = row.get("number")
        words = part.passage.text[start : cell.end].split()
        if len(words) < (1 if label and told else _SHORTEST - told) or not _LETTER.search(words[0]):
            continue
        end = cell.end
        if len(words) > _LONGEST:
            end = next((s.end for s in part.sentences if start < s.end <= cell.end), cell.end)
        bare = label or (number.text.rstrip(".)") if number else None)
        yield Draft(StatementKind.RECOMMENDATION, part, start, end, GroundKind.ROW, 0.9, bare, restated=told)


def answers_beside(parts: Sequence[Part]) -> Iterator[Draft]:
    """The answers in the tables of an adviser that have a column for them beside that of the recommendations."""
    for part, row in table_rows(parts, _COLUMNS, "point"):
        cell = row.get("reaction")
        if cell and "point" in row and part.voice is Voice.ADVISER and _LETTER.search(cell.text):
            yield Draft(StatementKind.RESPONSE, part, cell.start, cell.end, GroundKind.ROW, 0.9)


def reactions(parts: Sequence[Part]) -> Mapping[str, Cell]:
    """By its passage the cell of each row that answers the point in it."""
    rows = table_rows(parts, _COLUMNS, "point")
    both = ((part, row["reaction"]) for part, row in rows if "reaction" in row and "point" in row)
    return {part.passage.id: cell for part, cell in both if _LETTER.search(cell.text) and not _REFERS.match(cell.text)}


def _labelled(cell: Cell) -> tuple[str | None, int]:
    """The label with which a cell begins, if any, and where its words begin."""
    named = named_heading(cell.text)
    if named and named.title:
        return named.bare, cell.start + named.title_start
    if number := _BARE_NUMBER.match(cell.text):
        return number[1], cell.start + number.end()
    label = label_of(cell.text)
    if label is None or label.end >= len(cell.text):
        return None, cell.start
    start = cell.start + label.end
    return (None if label.style == BULLET else label.bare), start


def _column(title: str, columns: Mapping[str, re.Pattern[str]]) -> str | None:
    return next((name for name, pattern in columns.items() if pattern.search(title)), None)
