"""Dates as people write them in Dutch: the single grammar. Also what OCR makes of them, and numbers in words.

"12 maart 2024", "12 mrt. '24", "12-mrt-2024", "12-mrt-24", "1ste maart 2024", "12-03-24", "2024-03-12",
"l2 maart 2O24".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

_NAMES = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
          "november", "december")  # fmt: skip
_SHORT = ("jan", "febr?", "mrt", "apr", "jun", "jul", "aug", "sept?", "okt", "nov", "dec")


def any_of(words: Iterable[str]) -> str:
    """A pattern for these words, in any case; but not with a letter that only folds to theirs, such as a long s."""
    return rf"(?ai:{'|'.join(words)})"


MONTH = rf"(?:{any_of(_NAMES)}|{any_of(_SHORT)}\.?)(?![^\W\d_])"
# OCR reads a one as "l" or "I" and a nought as "O"; before the name of a month that is no doubt.
DAY = r"(?:(?<![\w.,-])(?:\d[\dlIO]?|[lI][\dlIO]?)(?:ste|de|e)?)"
YEAR = r"(?:[\dO]{4}|['’‘`´]\d\d)(?!\w)"
WEEKDAY = r"(?:(?:(?ai:maan|dins|woens|donder|vrij|zater|zon)(?ai:dag),?|(?ai:ma|di|wo|do|vr|za|zo)[.,]{0,2})\s+(?=\d))"
_NUMERIC = (
    r"(?<![\w/.-])\d{1,2}\s?[-–/.]\s?\d{1,2}\s?[-–/.]\s?(?:\d{4}|['’‘`´]\d\d)(?![\w/-])"
    r"|(?<![\w/.-])(?:\d{1,2}(?:-\d{1,2}-|/\d{1,2}/)|\d\d\.\d\d\.)\d\d(?![\w/-]|\.\d)"
    r"|(?<![\w/.-])\d{4}-\d{2}-\d{2}(?![\w/-])"
)
DATE = rf"(?:{DAY}(?:\s+{MONTH},?\s+{YEAR}|-{MONTH}-(?:{YEAR}|\d\d(?![\w-])))|{_NUMERIC})"
YEARLESS = rf"(?:{DAY}\s+{MONTH}(?!,?\s+{YEAR}))"
PAST = r"\s*\(?(?:j\.?\s?l\b|jongstleden|laatstleden|l\.?\s?l\b)"  # behind a date: the one before the letter
COMING = r"\s*\(?(?:a\.?\s?s\b|aanstaande)"  # behind a date: the one after the letter
_DATE = re.compile(DATE)
_MONTH = re.compile(MONTH)
_MISREAD = str.maketrans("lIO", "110")

_UNITS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien",
          "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien")  # fmt: skip
_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")


def _number_words() -> dict[str, int]:
    found = {word: number for number, word in enumerate(_UNITS, 1)} | {"één": 1, "honderd": 100}
    for place, ten in enumerate(_TENS, 2):
        found[ten] = 10 * place
        for number, unit in enumerate(_UNITS[:9], 1):
            joint = "ën" if unit.endswith("e") else "en"
            found[f"{unit}{joint}{ten}"] = 10 * place + number
    return found


NUMBERS = _number_words()  # "een" to "honderd"
NUMBER = rf"(?:\d{{1,3}}|{any_of(sorted(NUMBERS, key=len, reverse=True))})(?!\w)"


def number_of(words: str) -> int:
    """What a match of `NUMBER` counts."""
    return int(words) if words.isdigit() else NUMBERS[words.lower()]


def month_of(words: str) -> int | None:
    """The number of the first month that is named, 1 to 12; None without one."""
    found = _MONTH.search(words)
    if not found:
        return None
    start = "maart" if found[0].lower().startswith("mrt") else found[0][:3].lower()
    return next(number for number, name in enumerate(_NAMES, 1) if name.startswith(start))


def parse_date(text: str) -> date | None:
    """The first date in a text, day first; None when there is none or it cannot be. A year of two figures is one of
    this century."""
    for found in _DATE.finditer(text):
        month = month_of(found[0])
        figures = found[0].translate(_MISREAD) if month else found[0]
        numbers = [int(number) for number in re.findall(r"\d+", figures)]
        if month:
            day, year = numbers[0], numbers[-1]
        else:
            day, month, year = numbers if numbers[0] <= 31 else numbers[::-1]
        try:
            return date(year + 2000 if year < 100 and not re.search(r"\d{4}", figures) else year, month, day)
        except ValueError:
            continue
    return None
