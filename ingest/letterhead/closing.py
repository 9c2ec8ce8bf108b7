"""How a letter ends: who signs in which office, and what is enclosed. As it stands there; what does not is absent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.layout.hyphens import joined
from ingest.letterhead.head import CLOSING, SALUTATION, Head
from kb.model import Block, BlockKind, Page

_OFFICE = re.compile(
    r"(?:[Dd]e )?(?P<office>(?:(?:wnd\.?|plv\.?|waarnemend|plaatsvervangend|ambtelijk|algemeen|technisch) )*"
    r"(?:[\w-]*(?:secretaris|burgemeester|voorzitter|griffier|wethouder|directeur|penningmeester|ombudsman)"
    r"(?:-[a-z]+)?|(?:Minister|Staatssecretaris|minister|staatssecretaris|wethouder) (?:van|voor) .{3,80}"
    r"|(?:voorzitter|secretaris|directeur|wethouder) [a-z][\w ,.()’-]{2,60}?)),?",
    re.IGNORECASE,
)
_INITIAL = r"(?:[A-Z][a-z]?h?\.-?){1,6}"
_TITLE = r"(?:(?i:de heer|mevrouw|dhr\.|mw\.|mevr\.|drs\.|dr\.|mr\.|ir\.|ing\.|prof\.|bc\.|ds\.) )*"
_FAMILY = r"(?:(?:van|de|den|der|ten|ter|te|'t|’t|la|el|op|in|Van|De|Den|Der) )*[A-Z][\w’'-]+(?: ?- ?[A-Z][\w’'-]+)?"
_DEGREE = r"(?:,? (?:MSc|BSc|MA|BA|MBA|MPA|MPM|LLM|RA|RE|PhD|CPC|EMBA))*"
_NAME = re.compile(rf"{_TITLE}(?:{_INITIAL} ?|[A-Z][\w’'-]+ ){{1,3}}{_FAMILY}{_DEGREE}")
_NAME_START = re.compile(rf"{_TITLE}[A-Z]")
_NO_NAME = re.compile(
    r"\b(?:gemeente|adviesraad|college|rekenkamer\w*|raad|namens|team|afdeling|burgemeester|wethouders|groet|domein|"
    r"hoogachtend|postbus|provincie|ministerie|bijlagen?|minister|staatssecretaris)\b",
    re.IGNORECASE,
)
_ENCLOSED = re.compile(r"Bijlage(?:\(n\)|\(en\)|n)?\s*(?:[:|]\s*|$)|Bijlage\(n\)\s+(?=\S)")
_ONLY_COUNTED = re.compile(
    r"(?:\d{1,2}|geen|g\.?een|diverse|div\.?|-+|n\.?v\.?t\.?|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien)"
    r"(?: (?:bijlagen?|stuks?))?\.?",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?:\d{1,2}[.)]|[-–•*]|[a-z][.)])\s+")
_LAST_LINES = 8  # of a report, in which its makers sign with their office behind their name


def signatories_of(head: Head) -> tuple[str, ...]:
    """Who signs, each as "name, office". Empty when nobody with an office does."""
    lines = [line for line in head.closing if line.strip()]
    found = [one for line in (*lines, *head.end[-_LAST_LINES:]) if (one := _on_one_line(line))]
    offices_first = next((_is_office(line) for line in lines if _is_office(line) or _is_name(line)), False)
    for first, second in pairwise(lines):
        office, name = (first, second) if offices_first else (second, first)
        if _is_office(office) and _is_name(name):
            found.append(f"{name.rstrip(' ,')}, {_bare(office)}")
    return tuple(dict.fromkeys(found))


def _on_one_line(line: str) -> str | None:
    """ "J. de Vries, secretaris" as it stands there."""
    name, comma, office = line.rpartition(", ")
    return line.rstrip(" ,.") if comma and _is_name(name) and _is_office(office.rstrip(".")) else None


def _is_office(line: str) -> bool:
    return len(line) <= 90 and _OFFICE.fullmatch(line) is not None


def _is_name(line: str) -> bool:
    fits = len(line) <= 60 and _NAME_START.match(line) is not None and _NO_NAME.search(line) is None
    return fits and _NAME.fullmatch(line.rstrip(" ,")) is not None


def _bare(office: str) -> str:
    found = _OFFICE.fullmatch(office)
    return found["office"].rstrip(" ,") if found else office


def enclosures_of(pages: Sequence[Page], head: Head) -> tuple[str, ...]:
    """What a letter names as enclosed, in its field or below the signatures. Empty for a count or "geen", and for
    what is no letter: the annexes of a report are part of it."""
    if not head.closing:
        return ()
    first = list(pages[0].blocks)
    salutation = next((at for at, block in enumerate(first) if SALUTATION.match(block.text)), len(first))
    every = [block for page in pages for block in page.blocks]
    ends = [at for at, block in enumerate(every) if any(CLOSING.match(line.text) for line in block.lines)]
    around = [block for at, block in enumerate(first) if at < salutation or block.kind is BlockKind.FURNITURE]
    found = [name for block in around for name in _in_block(block)]
    lists = [first[:salutation], every[ends[-1] :] if ends else []]
    return tuple(dict.fromkeys(found or [name for blocks in lists for name in _below(blocks)]))


def _in_block(block: Block) -> list[str]:
    """What stands behind the label on its line, or below it in the same block."""
    lines = [line.text for line in block.lines]
    for place, line in enumerate(lines):
        label = _ENCLOSED.match(line)
        if label:
            value = line[label.end() :]
            rest = lines[place + 1 :] if len(lines) - place <= 5 else []
            return _named([value, *rest] if not value or block.kind is not BlockKind.FURNITURE else [value])
    return []


def _below(blocks: Sequence[Block]) -> list[str]:
    """The list below the signatures, its items each on a line or each in a block."""
    for place, block in enumerate(blocks):
        lines = [line.text for line in block.lines]
        at = next((number for number, line in enumerate(lines) if _ENCLOSED.match(line)), None)
        if at is None:
            continue
        label = _ENCLOSED.match(lines[at])
        values = [lines[at][label.end() :] if label else "", *lines[at + 1 :]]
        items = [" ".join(line.text for line in one.lines) for one in _items(blocks[place + 1 :])]
        return [name for value in [*values, *items] for name in _named([value])]
    return []


def _items(blocks: Sequence[Block]) -> list[Block]:
    """The items of a list that begins here."""
    done: list[Block] = []
    for block in blocks:
        if block.kind is not BlockKind.LIST_ITEM:
            break
        done.append(block)
    return done


def _named(rows: Sequence[str]) -> list[str]:
    """The names in some lines; a mere count is none."""
    text = joined([row for row in rows if row.strip()])
    parts = [_ITEM.sub("", part.strip(), count=1).rstrip(" .,;") for part in text.split(";")]
    return [part for part in parts if len(part) > 3 and not _ONLY_COUNTED.fullmatch(part)]
