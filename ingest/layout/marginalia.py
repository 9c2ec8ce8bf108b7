"""What stands around a letter and not in it: reference lines, margin columns, address windows, heads of memos.

Works on lines in reading order, so that it also holds for a text file into which a margin column has been poured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.layout.fields import is_date, is_filled_field, is_poured_column, labels_in_row, value_below
from ingest.layout.raw import Before, RawLine
from kb.model import BlockKind

_POSTCODE = re.compile(r"(?:^|, )\d{4} ?[A-Z]{2}\s+[A-Z]")
_ADDRESS = re.compile(
    r"(?:Aan(?::| [Hh]et| de| college\b| burgemeester| gemeente| raad)|Aan$|T\.a\.v\.|t\.a\.v\.|Van gemeente|"
    r"Postbus \d|Postadres|Bezoekadres|> ?Retouradres|(?:De )?(?:leden|fractie|voorzitter) van )"
)
_POSTAL_LINE = re.compile(r"(?:Post|Bezoek|Retour)adres\b|> ?Retouradres")
# The head of a memo or a mail: only there does a colon make any value a field.
_HEADER = re.compile(r"(?:Van|Aan|CC|Cc|Bcc|Datum|Verzonden|Afschrift)\s*:\s*\S.{0,200}")
_SENTENCE_END = re.compile(r"[a-z]{3}[.;!?]")  # of the last four characters
_SUBJECT = re.compile(r"(?:Betreft|Onderwerp)\s*[:|]?")
_HEADER_LINES = 25
_SUBJECT_LINES = 60
_SALUTATION = re.compile(r"(?:Geachte?|Beste|Hooggeachte|Weledelgeboren|Excellentie)\b")


def mark_marginalia(lines: Sequence[RawLine]) -> tuple[RawLine, ...]:
    """The same lines, with reference lines, poured margin columns and address windows marked as furniture."""
    return tuple(_addresses(list(_fields(_subject(lines)))))


def _subject(lines: Sequence[RawLine]) -> tuple[RawLine, ...]:
    """The same lines, with the subject of a letter that stands below its label made one heading with it."""
    done = list(lines)
    for place in range(min(len(lines) - 1, _SUBJECT_LINES)):
        line, value = lines[place], lines[place + 1]
        if line.kind is value.kind is None and _SUBJECT.fullmatch(line.text):
            done[place] = line._replace(kind=BlockKind.HEADING, level=1)
            done[place + 1] = value._replace(kind=BlockKind.HEADING, level=1, before=Before.FLOW)
            break
    return tuple(done)


def _fields(lines: Sequence[RawLine]) -> Iterator[RawLine]:
    expected: re.Pattern[str] | None = None
    values = 0  # in the row below a row of labels
    for place, line in enumerate(lines):
        text = line.text
        if line.kind not in (None, BlockKind.TABLE_ROW):
            yield line
            continue
        own = value_below(text)
        is_value = expected is not None and own is None and expected.fullmatch(text) is not None
        below_labels, values = values, len(labels_in_row(text))
        in_row = values or (below_labels and text.count(" | ") == below_labels - 1)
        header = place < _HEADER_LINES and _HEADER.fullmatch(text) is not None
        expected = own
        dated = place < _HEADER_LINES and is_date(text) and _stands_alone(lines, place)
        if own or is_value or header or in_row or dated or is_filled_field(text) or is_poured_column(text):
            yield line._replace(kind=BlockKind.FURNITURE)
        else:
            yield line


def _stands_alone(lines: Sequence[RawLine], place: int) -> bool:
    """Whether a line neither goes on with the one above it nor into the one below it."""
    below = lines[place + 1] if place + 1 < len(lines) else None
    return lines[place].before is not Before.FLOW and (below is None or below.before is not Before.FLOW)


def _addresses(lines: Sequence[RawLine]) -> Iterator[RawLine]:
    """Mark short lines that stand together around a postcode or behind "Aan": the address window."""
    group: list[RawLine] = []
    for line in lines:
        if line.before is Before.SPACE or _SALUTATION.match(line.text):
            yield from _address_or_not(group)
            group = []
        group.append(line)
    yield from _address_or_not(group)


def _address_or_not(group: list[RawLine]) -> list[RawLine]:
    texts = [line.text for line in group]
    short = len(texts) <= 9 and all(len(text) <= 70 and not _SENTENCE_END.fullmatch(text[-4:]) for text in texts)
    postal = len(texts) == 1 and _POSTAL_LINE.match(texts[0])
    if postal or (short and any(_POSTCODE.search(text) or _ADDRESS.match(text) for text in texts)):
        return [line._replace(kind=line.kind or BlockKind.FURNITURE) for line in group]
    return group
