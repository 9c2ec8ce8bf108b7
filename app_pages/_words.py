"""Dutch sentences about advices, commitments and what is loaded: plain text, made from the nouns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import shorten

from kb.labels import NO_TERM, STATEMENT_KINDS, amount, day, moved_day, number, numbered, percent
from kb.model import (
    Advice,
    Citation,
    Commitment,
    Coverage,
    Document,
    Extent,
    Proof,
    ReadingQuality,
    Statement,
    Status,
    Trail,
)

# Which advices a list keeps that no one status names: that still wait, or that hold points which a reply passes by.
UNANSWERED, PASSED_BY = "wacht op antwoord", "punten niet gevonden in de reactie"

SURE, FAIRLY = 0.85, 0.65  # scores from which a proposal is called sure, or fairly so


def source_line(source: Citation) -> str:
    """Title, date, reference and place of a quote: what one needs to find it on paper."""
    return f"{source.title}, {place_line(source)}"


def place_line(source: Citation) -> str:
    """The same without the title, where that stands beside it."""
    parts = []
    if source.date:
        parts.append(day(source.date))
    if source.reference:
        parts.append(f"kenmerk {source.reference}")
    return ", ".join([*parts, source.place])


def named(trails: Sequence[Trail]) -> Iterator[tuple[str, Trail]]:
    """Every trail with the name that a reader knows it by: Punt 1, Onderdeel 1a, Punt zonder nummer."""
    for label, depth, trail in numbered(trails):
        yield f"{'Onderdeel' if depth else 'Punt'} {label or 'zonder nummer'}", trail


def duration(advice: Advice, today: date) -> str:
    """How long the answer took, or how the term stands."""
    if advice.missing_original:
        return "onbekend: het advies zelf is niet geladen"
    if advice.days is not None:
        first = "beantwoord" if advice.status is Status.ANSWERED else "eerste antwoord"
        return f"{first} na {amount(advice.days, 'dag', 'dagen')}{_late(advice)}{_promised(advice, today)}"
    if advice.replies:
        return _reply_without_days(advice)
    if advice.due is None:
        return NO_TERM
    if advice.due >= today:
        return f"loopt nog: termijn tot {day(advice.due)}"
    return f"termijn verstreken op {day(advice.due)}, {amount((today - advice.due).days, 'dag', 'dagen')} geleden"


def _reply_without_days(advice: Advice) -> str:
    """A reply is loaded, but no day can be counted: it came before the report of which it had the draft, a date is
    missing, or none of its words could be linked."""
    sent, written = advice.replies[0].date, advice.document.date
    if any(trail.answers for _, trail in named(advice.trails)):
        if sent and written and sent < written:
            return f"beantwoord op {day(sent)}, op het concept"
        return "beantwoord, maar een datum ontbreekt"
    return f"reactie{f' van {day(sent)}' if sent else ''} geladen, daarin is geen antwoord op een punt gevonden"


def deadline(advice: Advice) -> str:
    """11 juni 2026 (Verordening adviesraad, art. 7); toegezegd vóór 1 juli 2027"""
    source = f" ({advice.term_source})" if advice.term_source else ""
    term = f"{day(advice.due)}{source}" if advice.due else NO_TERM
    return f"{term}; toegezegd vóór {day(advice.expected)}" if advice.expected else term


def _promised(advice: Advice, today: date) -> str:
    """Where the answer was put off: the term that was, and the day that came in its place."""
    if advice.expected is None or advice.status is Status.ANSWERED:
        return ""
    was = f"; termijn tot {day(advice.due)}" if advice.due and not advice.answered_late else ""
    gone = ", die dag is voorbij" if advice.expected < today else ""
    return f"{was}; toegezegd vóór {day(advice.expected)}{gone}"


def _late(advice: Advice) -> str:
    if not advice.answered_late:
        return ""
    return f", te laat (termijn tot {day(advice.due)})" if advice.due else ", te laat"


def period(coverage: Coverage | Extent) -> str:
    """2023–2026, or the one year, or that no document has a date."""
    if not coverage.first or not coverage.last:
        return "zonder datum"
    first, last = coverage.first.year, coverage.last.year
    return str(first) if first == last else f"{first}–{last}"


def how_read(quality: ReadingQuality, paged: bool) -> Iterator[str]:
    """How the text of a document was obtained and how good it is, a line each; what goes without saying is left out."""
    if quality.ocr:
        of = "" if not quality.text_layer + quality.unread else f"{number(quality.ocr)} "
        yield f"{of}uit scan, {percent(quality.unsure or 0.0)} van de woorden onzeker"
    elif paged and quality.text_layer:
        yield "tekst uit het bestand"
    if quality.unread:
        yield f"{number(quality.unread)} zonder tekst"
    if quality.known is not None:
        yield f"{percent(quality.known)} van de woorden herkend"


def adviser(advice: Advice) -> str:
    """Who advised: of an answering letter without its advice, the one to whom it is addressed."""
    return advice.body or "afzender onbekend"


def subject(advice: Advice) -> str:
    """What the advice is about."""
    return about(advice.document)


def about(document: Document) -> str:
    """What the document is about, else its title."""
    return _begun(document.subject or document.title)


def title_of(document: Document) -> str:
    """Its title as a list of choices shows it: between others, each begins with a capital."""
    return _begun(document.title)


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def due(statement: Statement) -> str:
    """The date, else the literal words of the term, else nothing."""
    return day(statement.due) or statement.due_text or ""


def term(commitment: Commitment) -> str:
    """The date that counts and the one that it was, the literal words when they hold no date, or that there is none."""
    moved = moved_day(commitment.due, commitment.statement.due) if commitment.moved else ""
    return moved or due(commitment.statement) or "geen termijn"


def proof_place(proof: Proof) -> str:
    """Where in its document a proof stands: p. 2, or alinea 3."""
    return f"p. {proof.page}" if proof.page else f"alinea {proof.paragraph}"


def names_of(document: Document) -> str:
    """What lists show of a document, and its reference, in small letters."""
    said = (document.title, document.sender, document.body, document.kind.value, day(document.date), document.file)
    return " ".join(filter(None, (*said, document.our_reference))).casefold()


def short(words: str, width: int = 140) -> str:
    """The first words of a quote, for a list."""
    return shorten(words, width=width, placeholder=" …")


def how_sure(score: float) -> str:
    """A score in words; *Uitleg* says what they mean."""
    return "vrij zeker" if score >= SURE else "redelijk zeker" if score >= FAIRLY else "onzeker"


def statement_name(statement: Statement) -> str:
    """What it is, with its label: aanbeveling 3b; an answering letter's words for somebody's advice are told apart."""
    name = "weergegeven advies" if statement.restated else STATEMENT_KINDS[statement.kind]
    return f"{name} {statement.label}" if statement.label else name
