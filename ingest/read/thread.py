"""A mail with older ones below it: where the older one begins, who wrote it, and when.

The marks are those that mail programs set in Dutch and in English: "Op … schreef …:", "-----Oorspronkelijk
bericht-----", a block of "Van: / Verzonden: / Aan: / Onderwerp:", and ">" before each line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from kb.text.dates import parse_date

_WROTE = re.compile(
    r"(?P<who_first>[^,:]{2,120}?(?P<address><[^<>]+@[^<>]+>)?)\s(?:schreef|wrote)\s(?:op|on)\s(?P<when_last>.{6,60}):\s?"
    r"|Op\s(?P<when_comma>[^,]{6,58}),\s(?P<who_comma>[^,:\d].{1,160}?)\sschreef\s?:\s?"
    r"|Op\s(?P<when>.{6,120}?),?\s(?:schreef|heeft)\b:?\s?(?P<who>.{0,160}?)(?:\s(?:het volgende )?geschreven)?\s?:\s?"
    r"|On\s(?P<when_en>\d{4}-\d\d-\d\d(?:[ T][\d:]{4,8})?"
    r"|.{6,60}?\b\d{4}(?:,?(?:\sat)?\s\d{1,2}:\d\d(?:\s?[AP]M)?)?),?\s(?P<who_en>.{2,160}?)\swrote:\s?"
    r"|(?:Citeren|Quoting)\s(?P<who_cited>.{2,160}?)\s?:"
    r"|>>> ?(?P<who_arrows>.{2,160}?)\s(?P<when_arrows>\d{1,2}[-/]\d{1,2}[-/]\d{2,4}\b.{0,12}?) ?>>>",
    re.I,
)
_OPENINGS = ("Op ", "On ", "op ", "Citeren ", "Quoting ")
_WRITER_FIRST = re.compile(r"\s(?:schreef op|wrote on)\s.*\d")
_RULE = re.compile(
    r"[-_–— ]{2,}\s?(?:Oorspronkelijk|Origineel|Doorgestuurd|Original|Forwarded)\s+(?:bericht|message)\s?[-_–— ]{2,}"
    r"|Begin (?:doorgestuurd bericht|forwarded message):|_{20,}",
    re.I,
)
_FIELDS = {
    "sender": re.compile(r"\*?(?:Van|From)\s?:\s?\*?\s?(.*)", re.I),
    "sent": re.compile(r"\*?(?:Verzonden(?: op)?|Verstuurd|Datum|Sent|Date)\s?:\s?\*?\s?(.*)", re.I),
    "to": re.compile(r"\*?(?:Aan|To)\s?:\s?\*?\s?(.*)", re.I),
    "copy": re.compile(r"\*?CC\s?:\s?\*?\s?(.*)", re.I),
    "subject": re.compile(r"\*?(?:Onderwerp|Subject)\s?:\s?\*?\s?(.*)", re.I),
    "other": re.compile(r"\*?(?:Urgentie|Prioriteit|Importance|Priority|Bijlagen|Attachments)\s?:\s?\*?\s?(.*)", re.I),
}
_ENGLISH = re.compile(
    r"(?:(?P<before>\d{1,2})\s)?(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s"
    r"(?:(?P<behind>\d{1,2})(?:st|nd|rd|th)?,?\s)?(?P<year>\d{4})",
    re.I,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ADDRESS = re.compile(r"[<\[(][^\s<>()\[\]@]{1,80}@[^\s<>()\[\]@]{1,120}[>\])]")
_HEAD = 7  # rows within which the fields of a head stand
_FEWEST = 5  # words: what is shorter is no message


@dataclass(frozen=True, slots=True)
class Older:
    """The message below another one; empty where its head does not say."""

    sender: str
    to: str
    subject: str
    sent: datetime | None
    text: str


def older_message(rows: Sequence[str], spaced: Sequence[bool] = ()) -> tuple[list[int], Older | None]:
    """Which rows of a message are its own, and the message that it quotes or forwards; all rows and None without one.
    `spaced` says of each row whether there is white above it.

    Answers that stand between quoted rows are its own. Rows that somebody quotes one by one, to answer each, stay in
    their place: they say what is answered. Where something says whose they are they are a message as well.
    """
    found = _first_mark(rows)
    one_by_one = found is not None and _answers_between(rows)
    if found is None or (one_by_one and not found[2]):
        return list(range(len(rows))), None
    start, end, head = found
    below = range(end, len(rows))
    marked = [at for at in below if rows[at].lstrip().startswith(">")]
    quoted = marked or list(below)
    white = {at for at, is_spaced in enumerate(spaced) if is_spaced}
    text = "\n".join("\n" * (at in white) + re.sub(r"^\s*> ?", "", rows[at]) for at in quoted).lstrip("\n")
    if len(text.split()) < _FEWEST:
        return list(range(len(rows))), None
    own = [*range(start), *(at for at in below if one_by_one or at not in set(quoted))]
    return own, _older(head, text)


def _answers_between(rows: Sequence[str]) -> bool:
    """Whether quoted rows are followed by own ones more than once."""
    quoted = [row.lstrip().startswith(">") for row in rows if row.strip()]
    return sum(one and not other for one, other in pairwise(quoted)) > 1


def _first_mark(rows: Sequence[str]) -> tuple[int, int, dict[str, str]] | None:
    """The first row of a mark, the row behind it, and what its head says."""
    bare = [row.lstrip("> ").strip() for row in rows]  # some programs quote their mark as well
    for at, row in enumerate(rows):
        if wrote := _wrote(rows, bare, at):
            return at, *wrote
        ruled = _RULE.fullmatch(bare[at]) is not None
        end, head = _head(rows, at + 1 if ruled else at)
        if (len(head) >= 3 and "sender" in head) or (ruled and head):
            return at, end, head
        if ruled and not bare[at].startswith("_"):
            below = next((place for place in range(at + 1, len(rows)) if bare[place]), at)
            return at, *(_wrote(rows, bare, below) or (at + 1, {}))
        if row.lstrip().startswith(">") and sum(other.lstrip().startswith(">") for other in rows) >= 2:
            return at, at, {}
    return None


def _wrote(rows: Sequence[str], bare: Sequence[str], at: int) -> tuple[int, dict[str, str]] | None:
    """The row behind "Op … schreef …:" and its like, which may take several rows, and what that says; None where a row
    does not begin so."""
    row = rows[at]
    if not (bare[at].startswith(_OPENINGS) or row.startswith(">>>") or _WRITER_FIRST.search(row)):
        return None
    for many in (1, 2, 3):
        words = row if row.startswith(">>>") else " ".join(bare[at : at + many])
        wrote = _WROTE.fullmatch(words)
        if wrote and (wrote["address"] or not wrote["who_first"] or _is_quoted(rows, at + many)):
            said = {name: words for name, words in wrote.groupdict().items() if words}
            who = next((words for name, words in said.items() if name.startswith("who")), "")
            when = next((words for name, words in said.items() if name.startswith("when")), "")
            return at + many, {"sender": who, "sent": when}
    return None


def _is_quoted(rows: Sequence[str], start: int) -> bool:
    """Whether the next row with words is one that was quoted."""
    return next((row.lstrip().startswith(">") for row in rows[start:] if row.strip()), False)


def _head(rows: Sequence[str], start: int) -> tuple[int, dict[str, str]]:
    """The fields that begin at a row, and the row behind them; none where that row is no field."""
    found: dict[str, str] = {}
    end = start
    for at in range(start, min(len(rows), start + _HEAD)):
        bare = rows[at].lstrip("> ").strip()
        name = next((name for name, pattern in _FIELDS.items() if pattern.fullmatch(bare)), None)
        if name:
            value = _FIELDS[name].fullmatch(bare)
            found.setdefault(name, value[1].strip(" |*\t") if value else "")
            end = at + 1
        elif bare and not found:
            break
    return end, found


def _older(head: dict[str, str], text: str) -> Older:
    return Older(
        _person(head.get("sender", "")), _person(head.get("to", "")), head.get("subject", ""),
        _sent(head.get("sent", "")), text,
    )  # fmt: skip


def _person(words: str) -> str:
    """A name without its address; the address where there is no name."""
    bare = _ADDRESS.sub("", words).strip(" ;,\"'")
    return bare or words.strip(" <>[]")


def _sent(words: str) -> datetime | None:
    """The day of a message, at noon: heads write the hour in the time of whoever quotes."""
    day = parse_date(words)
    if day:
        return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    found = _ENGLISH.search(words)
    number = found and (found["before"] or found["behind"])
    if not found or not number:
        return None
    try:
        return datetime(int(found["year"]), _MONTHS.index(found["month"].lower()) + 1, int(number), 12, tzinfo=UTC)
    except ValueError:
        return None
