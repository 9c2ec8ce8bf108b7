"""What a document says about itself: date, sender, addressee, references, subject, kind, and what it answers.

Nothing is invented: what does not stand in the text is None, and a reference holds a digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from kb.model import Block, BlockKind, DocumentKind, Page

_MONTHS = ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
DATE = rf"(?:\d{{1,2}}\s+{_MONTH}\s+\d{{4}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})"
_DATE = re.compile(DATE, re.IGNORECASE)
_REFERENCE = r"(?=[\w./()-]*\d)[A-Za-z0-9][\w./()-]{2,}(?:\s?[/-]\s?[\w.-]*\d[\w.-]*)*"

_OUR = re.compile(
    rf"(?:(?:Ons|Onze|Mijn)\s+(?:kenmerk|referentie|nummer|zaaknummer|brief)|Kenmerk|Zaak(?:nummer|kenmerk)|Zaaknr\.?|"
    rf"Registratienummer|Documentnummer|Briefnummer|Referentie)[\s:|_]*(?P<value>{_REFERENCE})?"
)
_YOUR = re.compile(
    rf"Uw\s+(?:brief(?:\s+van)?\s*(?:/|en)\s*)?(?:kenmerk|referentie|nummer)\s*[:|]?\s*(?P<value>{_REFERENCE})?"
)
_YOUR_LETTER = re.compile(
    rf"Uw\s+brief(?:\s+van)?(?:\s*(?:/|en)\s*(?:uw\s+)?kenmerk)?\s*[:|]?\s*(?P<value>{DATE})?", re.IGNORECASE
)
_DATED = re.compile(
    rf"(?:(?:Verzend)?[Dd]atum(?:\s+(?:brief|verzending|vergadering))?|Verzonden|Vergaderdatum)\s*[:|]?\s*(?P<value>{DATE})?"
)
_SUBJECT = re.compile(r"(?:Betreft|Onderwerp|Betreffende)\s*[:|]?\s*(?P<value>\S.*)?")
_FROM = re.compile(r"(?:Van|Afzender)\s*[:|]\s*(?P<value>\S.*)?")
_TO = re.compile(
    r"(?:Aan|Geadresseerde)(?:\s*[:|]\s*|\s+(?=[Hh]et\s+college|[Cc]ollege|[Dd]e\s+raad|[A-Z])|$)(?P<value>\S.*)?"
)
_PLACE_AND_DATE = re.compile(rf"(?:[A-Z’'][\w’' .-]{{1,30}},?\s+)?{DATE}\.?", re.IGNORECASE)
_RECEIVED = re.compile(rf"\(ontvangen\s+({DATE})\)", re.IGNORECASE)
_MEETING = re.compile(
    rf"(?:vergadering|besluitenlijst|verslag|notulen|rapport|versie|vastgesteld|d\.?d\.?)\b.{{0,60}}?({DATE})",
    re.IGNORECASE,
)
_CITED = re.compile(
    rf"\b[Uu]w\s+(?:\w+\s+)?(?:brief|verzoek|advies|vragen|mail|e-mail)\b[^.]{{0,60}}?(?:van\s+|d\.?d\.?\s+)?(?P<date>{DATE})?"
    rf",?\s*\(?(?:met\s+)?(?:ons\s+|uw\s+)?(?:kenmerk|nr\.|nummer|referentie)\s*:?\s*(?P<value>{_REFERENCE})",
)
_ANSWERED = re.compile(
    rf"(?:\b[Uu]w\s+(?:(?:on)?gevraagde?\s+|schriftelijke\s+)?(?:brief|advies|adviezen|vragen|rapport|verzoek|e-?mail|aanbevelingen)\b"
    rf"|\b(?:[Rr]eactie|[Aa]ntwoord|[Bb]eantwoording|[Rr]eageren|[Ii]n\s+te\s+gaan)\s+op\s+(?:het|de|uw)\s"
    rf"|\badvies\s+(?:van\s+de\s+)?[A-Z])[^.;:]{{0,140}}?\b(?:van|d\.?d\.?|gedateerd)\s+(?P<date>{DATE})"
)
_PLACE = r"[A-Z’'][\w’'-]*(?: [A-Z][\w’'-]+)*"  # on one line: the next line is another name
_COUNCIL_OF = (
    r"Adviesraad Sociaal Domein|Adviesraad(?! Sociaal)|Rekenkamer(?:commissie)?|Jongerenraad|Cliëntenraad|Participatieraad|"
    r"Seniorenraad|Wmo-raad|Ombudsman|Autoriteit Persoonsgegevens|[Gg]emeenteraad|Raad van State|Provinciale Staten"
)
_ASKED = re.compile(
    rf"\b(?:[Bb]ij|[Ii]n|[Mm]et)\s+(?:uw\s+)?brief\s+van\s+(?P<date>{DATE}),?\s+(?:heeft|hebt|vroeg|vraagt|verzocht|verzoekt)\s+u\b"
)
_BODY = re.compile(
    r"(?:[Hh]et )?(?:[Cc]ollege van )?[Bb](?:urgemeester)? ?(?:en|&) ?[Ww](?:ethouders)?\b"
    rf"(?:,?\s+[Vv]an (?:de )?(?:gemeente )?(?P<place>{_PLACE}))?"
    rf"|(?P<body>(?:{_COUNCIL_OF})(?:\s+van (?:de )?(?:gemeente )?{_PLACE}| {_PLACE})?)"
    r"|(?P<minister>(?:[Mm]inister|[Ss]taatssecretaris) (?:van|voor) [A-Z][\w-]*(?:(?:, | en | )[A-Z][\w-]*)*"
    r"|Minister [A-Z]\w+ \([^)]+\))"
)
_GIVEN_BY = re.compile(r"Antwoord(?:en)? van (?:de )?")
_CLOSING = re.compile(
    r"(?:Met\s+(?:vriendelijke|hartelijke|een\s+hartelijke)\s+groet|Hoogachtend|Namens|Hartelijke\s+groet)",
    re.IGNORECASE,
)
_SALUTATION = re.compile(r"(?:Geachte?|Beste|Excellentie|Hooggeacht)\b")
_RETURN = re.compile(r"[Rr]etouradres|^Postbus|^\d{4}\s?[A-Z]{2}\b")
_COLLEGE = "College van burgemeester en wethouders"
_MEMBERS = re.compile(r"(?:Aan )?(?:[Dd]e )?(?:leden|voorzitter) van ")
_FIELD = re.compile(r"(?:Datum|Betreft|Onderwerp|Ons|Uw|Bijlage|Van\s*:|Kenmerk|Afschrift|Cc)\b")
_POSTCODE = re.compile(r"\d{4}\s?[A-Z]{2}\s+[A-Z]")
_TITLE = re.compile(
    r"(?:Besluitenlijst|Verslag|Notulen|Motie|Raadsinformatiebrief|Toezeggingenlijst|Lijst\s+van\s+toezeggingen|"
    r"Vragen\s+van|Antwoord(?:en)?\s+van|Beantwoording|Eindrapport|Rapport)\b"
)


_PROSE = 220  # characters: a longer paragraph is text, not letterhead


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What a document says about itself. `answers` holds references and ISO dates of what it answers."""

    title: str
    kind: DocumentKind = DocumentKind.OTHER
    sender: str | None = None
    addressee: str | None = None
    date: date | None = None
    our_reference: str | None = None
    your_reference: str | None = None
    subject: str | None = None
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Head:
    """The parts of a document that speak about it, as lines."""

    around: tuple[str, ...]  # furniture of all pages: reference lines, margin columns, logos
    top: tuple[str, ...]  # the first page down to the salutation, or its first lines
    opening: str  # the first paragraphs
    closing: tuple[str, ...]  # from the closing words on
    address: tuple[str, ...]  # the address window
    texts: tuple[str, ...]  # the blocks of the first page, whole, as far as they are short
    title: str | None  # the first heading of the highest level, if the document opens with it


def letterhead(pages: Sequence[Page], file_name: str) -> Letterhead:
    """Read the letterhead of a document; the file name only serves as title when the text offers none."""
    head = _head(pages)
    fields = [*head.top, *head.around]
    subject = _value(fields, _SUBJECT, r"\S.{5,}")
    sender, addressee = _sender(head), _addressee(head)
    our, your = _value(fields, _OUR, _REFERENCE) or _poured(fields, "[Oo]ns kenmerk"), _your_reference(head, fields)
    title = subject or head.title or _first(head.texts, _TITLE) or PurePath(file_name).stem.replace("_", " ")
    kind = _kind(head, title, sender, addressee)
    if sender in (None, "Gemeenteraad") and kind in (
        DocumentKind.DECISION_LIST,
        DocumentKind.COMMITMENT_LIST,
        DocumentKind.MINUTES,
    ):
        sender = _council(pages)
    dated = _date(head, fields)
    return Letterhead(
        title=" ".join(title.split())[:300], kind=kind, sender=sender, addressee=addressee, date=dated,
        our_reference=our, your_reference=your, subject=subject, answers=_answers(head, fields, your, our, dated),
    )  # fmt: skip


def parse_date(text: str) -> date | None:
    """The first date in a text, day first; None when there is none or it cannot be."""
    for found in _DATE.finditer(text):
        numbers = [int(number) for number in re.findall(r"\d+", found[0])]
        month = re.search(r"[a-z]{3}", found[0].lower())
        if month:
            name = "maa" if month[0] == "mrt" else month[0]
            parts = (numbers[-1], _MONTHS.index(name) + 1, numbers[0])
        else:
            parts = (numbers[0], numbers[1], numbers[2]) if numbers[0] > 31 else (numbers[2], numbers[1], numbers[0])
        try:
            return date(*parts)
        except ValueError:
            continue
    return None


def _head(pages: Sequence[Page]) -> _Head:
    blocks = [(page.number, block) for page in pages for block in page.blocks]
    first = pages[0].number if pages else 1
    around = [line.text for _, block in blocks if block.kind is BlockKind.FURNITURE for line in block.lines]
    top: list[str] = []
    for number, block in blocks:
        lines = [line.text for line in block.lines]
        if number != first or len(top) > 60 or _SALUTATION.match(lines[0]):
            break
        if block.kind is BlockKind.TEXT and len(block.text) > _PROSE:
            continue
        top += [block.text.replace("\n", " ")] if block.kind is BlockKind.HEADING else lines
    prose = [
        b.text.replace("\n", " ")
        for _, b in blocks
        if b.kind in (BlockKind.TEXT, BlockKind.TABLE_ROW, BlockKind.HEADING)
    ]
    words = [(b.kind, line.text) for _, b in blocks for line in b.lines if b.kind is not BlockKind.FOOTNOTE]
    ends = [place for place, (_, text) in enumerate(words) if _CLOSING.match(text)]
    closing = [text for _, text in words[ends[-1] : ends[-1] + 14]] if ends else []
    short = [b for number, b in blocks if number == first and len(b.text) <= 2 * _PROSE]
    texts = [b.text.replace("\n", " ") for b in short if b.kind is not BlockKind.FURNITURE]
    opening = "\n".join(prose[:9])[:5000]
    address = _address([block for number, block in blocks if number == first], top)
    return _Head(tuple(around), tuple(top), opening, tuple(closing), address, tuple(texts[:25]), _opening_title(blocks))


def _opening_title(blocks: Iterable[tuple[int, Block]]) -> str | None:
    """The heading with which a document opens, when its type shows that it is the title."""
    for place, (_, block) in enumerate(b for b in blocks if b[1].kind is not BlockKind.FURNITURE):
        if block.kind is BlockKind.HEADING and block.level == 1 and block.label is None:
            return block.text.replace("\n", " ")
        if place >= 8 or len(block.text) > 200:
            return None
    return None


def _value(lines: Sequence[str], label: re.Pattern[str], pattern: str) -> str | None:
    """The value behind a label, on its line or alone on the next one; None for an empty field."""
    for place, line in enumerate(lines):
        found = label.match(line)
        if not found:
            continue
        value = found["value"]
        if value:
            return str(value).strip().rstrip(".,;|")
        if found.end() == len(line) and place + 1 < len(lines) and re.fullmatch(pattern, lines[place + 1]):
            return lines[place + 1].strip()
    return None


def _first(lines: Iterable[str], pattern: re.Pattern[str]) -> str | None:
    return next((line for line in lines if pattern.match(line)), None)


def _date(head: _Head, fields: Sequence[str]) -> date | None:
    """The date of a document: from its date field, else a date on a line of its own, else the date in its title."""
    found = _value(fields, _DATED, DATE)
    if found:
        return parse_date(found)
    alone = [line for line in [*head.top, *head.closing] if _PLACE_AND_DATE.fullmatch(line)]
    received = _RECEIVED.search(" ".join([*head.top, head.opening]))
    if received:
        return parse_date(received[1])
    if alone:
        return parse_date(alone[0])
    titled = _MEETING.search(" ".join(head.top)[:1500])
    return parse_date(titled[1]) if titled else None


def _poured(lines: Iterable[str], label: str) -> str | None:
    """A reference inside a margin column that was poured into one line."""
    for line in lines:
        found = re.search(rf"\b{label}\s*:?\s+({_REFERENCE})", line)
        if found and len(line) > 60:
            return found[1].strip().rstrip(".,;|")
    return None


def _your_reference(head: _Head, fields: Sequence[str]) -> str | None:
    value = _value(fields, _YOUR, _REFERENCE)
    if value and not parse_date(value):
        return value
    cited = _CITED.search(head.opening)
    return cited["value"].rstrip(".,;)") if cited else None


def _answers(
    head: _Head, fields: Sequence[str], your: str | None, our: str | None, dated: date | None
) -> tuple[str, ...]:
    """References and ISO dates of the letter that is answered, in the order in which they were found."""
    found: dict[str, None] = {}
    if your:
        found[your] = None
    margin = _value(fields, _YOUR_LETTER, DATE)
    dates = [parse_date(margin)] if margin else []
    for match in (*_ASKED.finditer(head.opening), *_CITED.finditer(head.opening), *_ANSWERED.finditer(head.opening)):
        dates += [parse_date(match["date"])] if match["date"] else []
    found |= {day.isoformat(): None for day in dates if day and day != dated}
    return tuple(known for known in found if known != our)


def _sender(head: _Head) -> str | None:
    """Who signs; else who stands in the letterhead, outside the address window; else who is named in the title."""
    named = _value([*head.top, *head.around], _FROM, r"\S.{3,}")
    if named:
        return _body([named]) or named
    body = _body(head.closing)
    if body == _COLLEGE:
        place = re.search(rf"\b[Gg]emeente ({_PLACE})", "\n".join(head.around + head.top))
        return f"{body} van {place[1]}" if place else body
    if body:
        return body
    given = [line for line in head.texts if _GIVEN_BY.match(line)]
    alone = [line for line in head.opening.split("\n") if _BODY.fullmatch(line.removeprefix("de ").rstrip(" ,"))]
    address = set(head.address)
    rest = [line for line in [*head.around, *head.top] if line not in address and not _TO.match(line)]
    return _body(given) or _body(alone) or _body(_names(rest))


def _names(lines: Sequence[str]) -> list[str]:
    """The lines that are or begin with the name of a body, those with its place first. A logo may stand in two lines."""
    found = [line for line in lines if _BODY.match(line.removeprefix("De ")) and len(line) < 80]
    for name, place in zip(lines, lines[1:], strict=False):
        if re.fullmatch(_COUNCIL_OF, name) and re.fullmatch(r"[A-Z][\w-]+", place):
            found.append(f"{name} {place}")
    return sorted(found, key=lambda name: not re.search(rf"(?:{_COUNCIL_OF}|thouders)\s(?:van )?{_PLACE}", name))


def _body(lines: Iterable[str]) -> str | None:
    """The name of the first body in some lines, written in one way."""
    found = _BODY.search("\n".join(lines))
    if not found:
        return None
    if found["body"] or found["minister"]:
        name = " ".join((found["body"] or found["minister"]).split())
        return name[0].upper() + name[1:]
    return f"{_COLLEGE} van {found['place']}" if found["place"] else _COLLEGE


def _address(blocks: Sequence[Block], top: Sequence[str]) -> tuple[str, ...]:
    """The lines of the address window: behind "Aan", or the lines above a postcode that begins a line."""
    for place, line in enumerate(top[:20]):
        found = _TO.match(line)
        if found and len(line) < 120 and not line.endswith("."):
            rest = [after for after in top[place + 1 : place + 3] if not _FIELD.match(after)]
            return tuple(part for part in (found["value"], *rest) if part)
    for block in blocks:
        lines = [line.text for line in block.lines]
        place = next((at for at, line in enumerate(lines) if _POSTCODE.match(line) and len(line) < 60), 0)
        if place:
            return tuple(lines[max(0, place - 4) : place + 1])
    return next(((line,) for line in top if _MEMBERS.match(line) and len(line) < 100), ())


def _addressee(head: _Head) -> str | None:
    lines = [line for line in head.address if line and not _RETURN.search(line)]
    if not lines:
        return None
    body = _body(lines)
    if body:
        return body
    council = re.search(
        r"(?:leden\s+van\s+de\s+)?(gemeenteraad(?:\s+van\s+(?:de\s+gemeente\s+)?[A-Z]\w+)?)", " ".join(lines)
    )
    return council[1][0].upper() + council[1][1:] if council else lines[0]


def _council(pages: Sequence[Page]) -> str | None:
    """The council whose meeting a list or report is of: that of the municipality named most often."""
    names = re.findall(
        r"\bgemeente(?:raad)?\s+(?:van\s+)?([A-Z][\w’'-]*(?:\s+[A-Z][\w-]+)?)", "\n".join(page.text for page in pages)
    )
    return f"Gemeenteraad {max(sorted(set(names)), key=names.count)}" if names else None


def _kind(head: _Head, title: str, sender: str | None, addressee: str | None) -> DocumentKind:
    """The kind of document, from the words of its title and first page, then from who writes to whom."""
    for words in (title, "\n".join(head.texts)):
        for pattern, kind in _KINDS:
            if re.search(pattern, words, re.IGNORECASE | re.MULTILINE):
                return kind
    by = (sender or "").lower()
    if by.startswith("rekenkamer"):
        return DocumentKind.AUDIT_REPORT
    if by.startswith(("college", "minister", "staatssecretaris")):
        if "raad" in (addressee or "").lower() and "adviesraad" not in (addressee or "").lower():
            return DocumentKind.COUNCIL_LETTER
        return DocumentKind.RESPONSE_LETTER
    if re.search(r"\badvies\b", title, re.IGNORECASE) or re.search(r"raad\b", by):
        return DocumentKind.ADVICE
    return DocumentKind.OTHER


_KINDS: tuple[tuple[str, DocumentKind], ...] = (
    (r"^\s*besluitenlijst", DocumentKind.DECISION_LIST),
    (r"toezeggingenlijst|lijst (?:van )?(?:openstaande )?toezeggingen|\blta\b", DocumentKind.COMMITMENT_LIST),
    (r"^\s*motie\b", DocumentKind.MOTION),
    (r"^\s*(?:concept)?(?:verslag|notulen)\b", DocumentKind.MINUTES),
    (r"beantwoording|aanhangsel van de handelingen|^\s*antwoord(?:en)? van", DocumentKind.ANSWERS),
    (r"raadsinformatiebrief|^\s*raadsbrief|collegebericht|\brib\b", DocumentKind.COUNCIL_LETTER),
)
