"""The parts of a document that speak about the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from ingest.layout.fields import fields_in, filled_columns, is_date, is_field_label, labels_in_row
from ingest.letterhead.bodies import GOVERNING
from kb.model import Block, BlockKind, Page

TO = re.compile(
    r"(?:Aan|Geadresseerde)(?:\s*[:|]\s*|\s+(?=[Hh]et college|[Cc]ollege|[Dd]e (?:gemeente)?raad|[A-Z]"
    r"|[Dd]e (?:(?:leden|voorzitter) van de )?(?:[A-Z][\w-]*(?:[Rr]aad|kamer|kamercommissie)|adviesraad)\b"
    r"|(?:het )?(?:(?:dagelijks |algemeen )?bestuur|leden|voorzitter)? ?(?:van )?(?:(?:de|het) )?"
    r"(?:Stichting|Commissie|Vereniging|Raad|Platform|Waterschap|Hoogheemraadschap|Provincie)\b"
    r"|(?:de )?(?:burgemeester|wethouder|gedeputeerde|gemeente|provincie|minister|staatssecretaris)\b"
    r"|het (?:dagelijks|algemeen) bestuur\b)"
    r"|$)"
    r"(?P<value>\S.*)?"
)
SALUTATION = re.compile(
    r"(?:Geachte?|Beste|Excellentie|Hooggeacht|Dames en heren|Zeer geachte|Weled\w+|Edelachtba\w+)\b"
    r"|(?:(?:Mevrouw|Mejuffrouw|Mijnheer|Mijne (?:dames|heren)(?: en (?:dames|heren))?)(?:, |,$))+",
    re.I,
)
# "Hoogachtend,", "Met sportieve groet,", "Groetjes van Joop", "Met de meeste hoogachting"; and who signs for another
CLOSING = re.compile(
    r"(?:Met (?:vriendelijke|hartelijke|een hartelijke) groet|Hoogachtend|Namens"
    r"|(?:Met )?(?:[^\W\d_]+ ){0,3}?(?:\w*groet(?:en|jes)?|hoogachting)(?: van\b.{0,60}|[,.]?$))",
    re.I,
)
# "Cliëntenraad Wmo (CRW 24-11 van 3 juni 2024)": behind the name to which a letter goes, which letter of it is answered
WITH_ITS_LETTER = re.compile(r"(?<=[a-z\u00e0-\u00ff]) \((?P<letter>[^()]*\d[^()]*)\)$")
_MEMBERS = re.compile(r"(?:Aan )?(?:[Dd]e )?(?:leden|[Vv]oorzitter) van ")
_FIELD = re.compile(r"(?:Datum|Betreft|Onderwerp|Ons|Uw|Bijlage|Van\s*:|Kenmerk|Afschrift|Cc)\b")
_POSTCODE = re.compile(r"\d{4}\s?[A-Z]{2}\s+[A-Z]")
_PROSE = 220  # characters: a longer paragraph is text, not letterhead
_SIGNATURE = 14  # lines
_TOP = 60  # lines or blocks in which a letter begins
_NEAR = 4  # lines between the words of one closing


@dataclass(frozen=True, slots=True)
class Head:
    """The parts of a document that speak about it, as lines and in the order of the document."""

    around: tuple[str, ...]  # furniture of all pages: reference lines, margin columns, logos
    top: tuple[str, ...]  # the first page down to the salutation, without its running text
    opening: tuple[str, ...]  # the first paragraphs
    closing: tuple[str, ...]  # from the closing words on
    end: tuple[str, ...]  # the last lines of the document
    address: tuple[str, ...]  # the address window
    salutation: str | None  # the words with which a letter begins
    texts: tuple[str, ...]  # the short blocks of the first page, whole
    title: str | None  # the heading with which the document opens, where its type makes it a title

    @property
    def fields(self) -> tuple[str, ...]:
        """Where labels with values are looked for, the first page before the others."""
        return tuple(part for line in _paired((*self.top, *self.around)) for part in fields_in(line))


def head_of(pages: Sequence[Page]) -> Head:
    """Cut a document into the parts of its head."""
    every = [block for page in pages for block in page.blocks]
    first = list(pages[0].blocks) if pages else []
    top = _top(first)
    short = [block for block in first if len(block.text) <= 2 * _PROSE and block.kind is not BlockKind.FURNITURE]
    prose = (BlockKind.TEXT, BlockKind.TABLE_ROW, BlockKind.HEADING)
    return Head(
        around=tuple(line for block in every if block.kind is BlockKind.FURNITURE for line in _lines(block)),
        top=top,
        opening=tuple(_whole(block)[:5000] for block in every if block.kind in prose)[:9],
        closing=_closing(every),
        end=_end(every),
        address=_address(first, top),
        salutation=next((_whole(block) for block in first[:_TOP] if SALUTATION.match(block.text)), None),
        texts=tuple(map(_whole, short[:25])),
        title=_opening_title(every),
    )


def _paired(lines: Sequence[str]) -> Iterator[str]:
    """The lines, a table row of labels and the row of values below it as fields."""
    labels: list[str] = []
    above = ""
    for line in lines:
        cells = line.split(" | ")
        if labels and len(cells) == len(labels):
            yield from (f"{label}: {cell}" for label, cell in zip(labels, cells, strict=True))
        yield from filled_columns(above, line)
        labels, above = labels_in_row(line), line
        yield from _side_by_side(cells) or [line]


def _side_by_side(cells: Sequence[str]) -> list[str]:
    """The fields of a table row that holds more than one label, each with its value behind it."""
    pairs = list(zip(cells[::2], cells[1::2], strict=False))
    found = len(cells) > 2 and len(cells) % 2 == 0 and all(is_field_label(label) for label, _ in pairs)
    return [f"{label}: {value}" for label, value in pairs] if found else []


def _lines(block: Block) -> list[str]:
    return [line.text for line in block.lines]


def _whole(block: Block) -> str:
    return block.text.replace("\n", " ")


def _top(blocks: Iterable[Block]) -> tuple[str, ...]:
    top: list[str] = []
    for block in blocks:
        if len(top) > _TOP or SALUTATION.match(block.text):
            break
        if block.kind is BlockKind.TEXT and len(block.text) > _PROSE:
            continue
        lines = _lines(block)
        fields = any(filled_columns(*pair) for pair in pairwise(lines)) or any(map(is_date, lines))
        apart = fields or GOVERNING.fullmatch(lines[0].strip()) is not None
        top += [_whole(block)] if block.kind is BlockKind.HEADING and not apart else lines
    return tuple(top)


def _closing(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The lines from the last closing words on: who signs."""
    lines = [text for block in blocks if block.kind is not BlockKind.FOOTNOTE for text in _lines(block)]
    ends = [place for place, text in enumerate(lines) if CLOSING.match(text)]
    near = [end for end in ends if end >= ends[-1] - _NEAR]  # "namens dezen" stands below who signs
    return tuple(lines[near[0] : near[0] + _SIGNATURE]) if near else ()


def _end(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The last lines that are text."""
    texts = [block for block in blocks if block.kind not in (BlockKind.FURNITURE, BlockKind.FOOTNOTE)]
    return tuple(text for block in texts[-_SIGNATURE:] for text in _lines(block))[-_SIGNATURE:]


def _opening_title(blocks: Iterable[Block]) -> str | None:
    """The heading of the highest level with which a document opens; None when text or a lower heading comes first."""
    for place, block in enumerate(block for block in blocks if block.kind is not BlockKind.FURNITURE):
        if block.kind is BlockKind.HEADING and block.level == 1 and block.label is None:
            return _whole(block)
        if place >= 8 or len(block.text) > 200:
            return None
    return None


def _address(blocks: Sequence[Block], top: Sequence[str]) -> tuple[str, ...]:
    """The lines of the address window: behind "Aan", above a postcode that begins a line, or "De leden van …"."""
    for place, line in enumerate(top[:20]):
        found = TO.match(line)
        if found and len(line) < 120 and not line.endswith("."):
            after_it = takewhile(lambda line: not SALUTATION.match(line), top[place + 1 : place + 3])
            rest = [after for after in after_it if not _FIELD.match(after)]
            return tuple(part for part in (found["value"], *rest) if part)
    for block in blocks:
        lines = _lines(block)
        place = next((at for at, line in enumerate(lines) if _POSTCODE.match(line) and len(line) < 60), 0)
        if place:
            return tuple(lines[max(0, place - 4) : place + 1])
    return next(((line,) for line in top if _MEMBERS.match(line) and len(line) < 100), ())
