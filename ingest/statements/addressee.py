"""Whom a recommendation, request or promise is for: whom its words name, else a heading, else the letter."""

from __future__ import annotations

import re

from kb.model import Document, DocumentKind, Passage, Statement, StatementKind

_BODY = (
    r"(?:het (?:college|gemeentebestuur|dagelijks bestuur|kabinet|presidium|ministerie|Rijk|zorgkantoor)"
    r"|de (?:gemeente|gemeenteraad|raad|wethouder|burgemeester|minister|staatssecretaris|regering|provincie|corporaties"
    r"|woningcorporaties|aanbieders|zorgaanbieders|scholen|griffie)"
    r"|(?:alle )?(?:gemeenten|gemeenteraden|aanbieders|zorgaanbieders|scholen|corporaties|woningcorporaties|werkgevers"
    r"|zorgverzekeraars))\b"
)
_YOU = r"(?:u|uw (?:college|raad|gemeente|bestuur|Kamer))\b"
_ASKS = (
    r"\b(?:advise\w+|beve\w+|raadt|raden|verzoek\w*|vra(?:ag|agt|gen)|roept?|roepen|dring\w*|draagt|stellen|geeft|geven"
    r"|opdracht|oproep|beroep|advies|aanbeveling)"
)
_DUTY = r"(?:moet|moeten|dient|dienen|zou|zouden|hoort|behoort)\b"
_AFTER_ASKING = re.compile(
    rf"{_ASKS}(?:\s+(?:wij|we|de \w+|er bij|aan|op|bij|daarom|dan ook))*\s+({_BODY}|{_YOU})", re.I
)
_BOUND = re.compile(rf"({_BODY}|{_YOU})\s+{_DUTY}|\b{_DUTY}\s+({_BODY}|{_YOU})", re.I)
_IS_YOU = re.compile(rf"\b(?:bent|kunt|wilt|gaat|zult) u\b|^{_YOU}", re.I)
_COUNCIL = (
    r"(?:de (?:gemeenteraad|raadscommissie|auditcommissie|raadsleden|raad|adviesraad|staten)\b"
    r"|de (?:eerste |tweede )?kamer\b"
    r"|de commissie\b(?-i:(?: [A-Z][\w-]+(?:(?:,| &| en) [A-Z][\w-]+)*)?)|provinciale staten\b"
    r"|(?:het )?(?:raads|commissie)?lid (?-i:[A-Z][\w-]+))"
)
_PROMISED_TO = re.compile(rf"\b(?:aan|naar|met|bij) ({_YOU}|{_COUNCIL})", re.I)
_MENTIONED = re.compile(rf"(?<!van )(?<!in )(?<!door )(?<!uit )(?<!namens )(?<!van het )\b({_YOU}|{_COUNCIL})", re.I)
_TELLS = (DocumentKind.MINUTES, DocumentKind.DECISION_LIST, DocumentKind.COMMITMENT_LIST, DocumentKind.AUDIT_REPORT)
_HEADED = re.compile(rf"\b(?:aan|voor) ({_BODY})", re.I)


def addressee(statement: Statement, passage: Passage, document: Document) -> str | None:
    """In the words of the text ("het college", "aanbieders"), or who the letter is to where it says *u* or nobody.

    None for other kinds, and where a report says nothing. What an answering letter repeats was said to its sender.
    """
    if statement.kind is StatementKind.COMMITMENT:
        return statement.addressee or _promised_to(statement.text, document)
    if statement.kind not in {StatementKind.RECOMMENDATION, StatementKind.REQUEST}:
        return None
    if statement.restated:
        return document.sender
    for pattern in (_AFTER_ASKING, _BOUND):
        found = pattern.search(statement.text)
        if found:
            name = next(group for group in found.groups() if group)
            return document.addressee if re.match(_YOU, name, re.I) else name[0].lower() + name[1:]
    if _IS_YOU.search(statement.text):
        return document.addressee
    for words in (statement.text.split(":")[0] if ":" in statement.text else "", *reversed(passage.section)):
        headed = _HEADED.search(words)
        if headed:
            return headed.group(1).lower()
    return document.addressee if document.kind is DocumentKind.ADVICE else None


def _promised_to(text: str, document: Document) -> str | None:
    """A letter makes its promises to whom it is for; minutes only to whom they name."""
    found = _PROMISED_TO.search(text) or _MENTIONED.search(text)
    if found and not re.match(_YOU, found[1], re.I):
        return found[1][0].lower() + found[1][1:]
    if found and found[1].lower() != "u" and (document.addressee is None or document.kind in _TELLS):
        return re.sub(r"^uw\b", "de", found[1], flags=re.I)
    return None if document.kind in _TELLS else document.addressee
