"""The fields of a margin column or reference line: the words for them, and what their values look like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kb.text.dates import DATE, WEEKDAY

_DATE = rf"(?:[A-Z][\w .'’-]{{1,30}},\s*)?(?:d\.?d\.?\s*)?{WEEKDAY}?{DATE}\.?"
_DATE_ALONE = re.compile(_DATE)
_REFERENCE = r"(?=\S*\d|\S+ \S*\d)[\w./|()\[\]–-]+(?: [\w./|()–-]+){0,3}"
_NAME = r"[\w.'’()&-]++(?:(?:, ?| )[\w.'’()&-]++){0,5},? ?"
_PHONE = r"(?:[TFM]:? ?)?\+?\(?\d[\d ()–-]{5,16}"
_MAIL = r"\S+@\S+|(?:https?://|www\.)\S+"
_COUNT = (
    r"\d{1,2}(?: (?:bijlagen?|stuks?))?|geen|diverse|div\.|-|"
    r"(?:één|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien)(?: \w+)?"
)
_PAGE = r"\d{1,3}(?:\s*(?:/|van|-)\s*\d{1,3})?"
_LONGEST = 140  # characters of a field with its value


@dataclass(frozen=True, slots=True)
class _Field:
    """A kind of field. `signed`: its words are so common that a value on the same line needs a colon before it."""

    words: str
    value: str
    signed: bool = False

    def alone(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self.words})\s*[:|.]?", re.IGNORECASE)

    def filled(self) -> re.Pattern[str]:
        sign = r"\s*+[:|]\s*+" if self.signed else r"(?:\s*+[:|]\s*+|\s++)"
        return re.compile(rf"(?:{self.words}){sign}(?:{self.value})", re.IGNORECASE)


_FIELDS = (
    _Field(
        r"(?:Verzend|Brief)?datum(?: (?:van deze |onze )?brief| verzending| vergadering)?|Dagtekening|Verzonden"
        r"|Uw brief(?: van)?|Ingekomen",
        _DATE,
    ),
    _Field(
        r"(?:Uw|Ons|Onze|Mijn) (?:brief van\s*/\s*|brief\s*/\s*)?(?:kenmerk|referentie|nummer)|"
        r"Uw brief van(?: en kenmerk)?|Kenmerk|Zaak(?:nummer|kenmerk)?|Zaaknr\.?|Registratienummer|Documentnummer|"
        r"Dossier(?:nummer)?|Referentie|Briefnummer|Corsanummer|Casenummer|BSN|KvK|IBAN|Postregistratienummer",
        rf"{_REFERENCE}|{_DATE}",
    ),
    _Field(r"Bijlage\(n\)|Bijlagen\(n\)|Aantal bijlagen|Bijlagen", _COUNT),
    _Field(r"Bijlage", _COUNT, signed=True),
    _Field(r"Pagina|Blad(?:nummer|zijde)?|Blz\.?", _PAGE),
    _Field(
        r"Contactpersoon|Behandeld door|Behandelaar|Inlichtingen bij|Informatie bij|Steller|Afdeling|"
        r"Portefeuillehouder|Projectnaam",
        rf"{_NAME}|{_PHONE}",
        signed=True,
    ),
    _Field(r"Doorkiesnummer|Telefoon(?:nummer)?|Tel\.?|Fax(?:nummer)?|Mobiel|[TFM](?=[ :])", rf"{_PHONE}|[\d ()–-]+"),
    _Field(r"E-?mail(?:adres)?|Website|Internet|[EI](?=[ :])", _MAIL),
    _Field(r"(?:Post|Bezoek|Retour|Correspondentie)adres|> ?Retouradres", r".{5,120}"),
)
_ALONE = tuple((field.alone(), re.compile(field.value, re.IGNORECASE)) for field in _FIELDS)
_FILLED = tuple(field.filled() for field in _FIELDS)
# Most lines begin with none of these words: one match instead of many, on small letters because that is much faster
# than ignoring case.
_WORD = re.compile("|".join(field.words for field in _FIELDS).lower())
_LONGEST_WORD = 40
_SUBJECT = re.compile(r"(?:Betreft|Onderwerp)\s*:?\s*\S")
_SUBJECT_LABEL = re.compile(r"(?:Betreft|Onderwerp)\s*:?")
_FIRST_FIELD = re.compile(r"(?:Datum|(?:Ons|Uw) kenmerk|Kenmerk|Zaaknummer|Uw brief)\b")
_NEXT_FIELD = re.compile(
    r"(?<!\s)(?:\s*+[|;,·]\s*+|\s++)(?=(?:Datum|(?:Ons|Uw) kenmerk|Kenmerk|Zaaknummer|Bijlagen|Bijlage\(n\)|"
    r"Behandeld door|Betreft|Onderwerp)\b\s*:?\s)"
)
_COLOPHON_WORDS = (
    r"(?:Contactpersoon|(?:Ons|Uw) kenmerk|Projectnaam|Postbus \d+|Bezoekadres|Postadres|Retouradres|Telefoon|"
    r"[TF] \d{3} \d|www\.\w|Bij beantwoording|Bijlage\(n\)|IBAN|KvK|\d{4} ?[A-Z]{2} {1,2}[A-Z])"
)
_COLOPHON = re.compile(rf"\b{_COLOPHON_WORDS}")
_TO_WHOM = re.compile(r"(?:Aan|Van|Betreft|Onderwerp|Cc)\s*:?")
_MAYBE_COLOPHON = re.compile(_COLOPHON_WORDS)  # a search that can leap to the next capital, unlike one for a boundary


@lru_cache(maxsize=4096)  # every step of the layout asks it of the same lines
def value_below(text: str) -> re.Pattern[str] | None:
    """What may stand below a line that is only a label ("Ons kenmerk"); None when the line is no such label."""
    if len(text) > 40 or not _begins_with_word(text):
        return None
    return next((value for alone, value in _ALONE if alone.fullmatch(text)), None)


def _begins_with_word(text: str) -> bool:
    return _WORD.match(text[:_LONGEST_WORD].lower()) is not None


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else, with or without the place before it."""
    return len(text) <= 60 and _DATE_ALONE.fullmatch(text) is not None


def is_filled_field(text: str) -> bool:
    """Whether a line is a label with its value: "Datum 22 oktober 2021", "Pagina 2/3"."""
    if len(text) > _LONGEST or not _begins_with_word(text):
        return False
    parts = fields_in(text)
    return all(
        any(pattern.fullmatch(part) for pattern in _FILLED) or (place > 0 and _SUBJECT.match(part) is not None)
        for place, part in enumerate(parts)
    )


def fields_in(text: str) -> list[str]:
    """The fields of a line in which several stand behind each other ("Datum: 1 mei 2031 Ons kenmerk: V-7"); the line
    itself when it does not begin with one."""
    return _NEXT_FIELD.split(text) if _FIRST_FIELD.match(text) else [text]


def is_field_label(text: str) -> bool:
    """Whether a piece of a line is the label of a field behind or below it: "Datum", "Aan", "Betreft"."""
    return value_below(text) is not None or _TO_WHOM.fullmatch(text) is not None


def is_subject_label(text: str) -> bool:
    """Whether a piece of a line is the label of what a letter is about."""
    return _SUBJECT_LABEL.fullmatch(text) is not None


def labels_in_row(text: str) -> list[str]:
    """The cells of a table row that holds nothing but labels of fields; empty when it holds anything else."""
    cells = text.split(" | ") if " | " in text else []
    return cells if all(map(is_field_label, cells)) else []


def filled_columns(labels: str, values: str) -> list[str]:
    """Each label of a line of labels ("Datum Ons kenmerk") with its value from the line below; none when the first is
    more than labels, or the second does not have a value of the right kind for each."""
    found: list[tuple[str, str]] = []
    rest = labels
    while rest and len(labels) <= _LONGEST:
        here = next(((m[0], f.value) for f in _FIELDS if (m := re.match(f.words, rest, re.IGNORECASE))), None)
        if here is None:
            return []
        found.append(here)
        rest = rest[len(here[0]) :].lstrip(" :|")
    if len(found) < 2:
        return []
    row = re.fullmatch(r"\s+".join(f"({value})" for _, value in found), values, re.IGNORECASE)
    return [f"{label}: {value}" for (label, _), value in zip(found, row.groups(), strict=True)] if row else []


def is_colophon_line(text: str) -> bool:
    """Whether a line is what a margin column holds: a label with or without its value, an address, a number."""
    return value_below(text) is not None or is_filled_field(text) or _colophon_words(text) > 0


def is_poured_column(text: str) -> bool:
    """Whether a whole margin column has been poured into one line: three of its words in it."""
    return len(text) > 40 and _colophon_words(text) >= 3


def _colophon_words(text: str) -> int:
    """How many different words of a margin column stand in a text."""
    return len({found[:6] for found in _COLOPHON.findall(text)}) if _MAYBE_COLOPHON.search(text) else 0
