"""What a letter is found by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.linking.commitment_news import SHORTEST_REFERENCE, promises
from ingest.linking.facets import (
    PROMISED,
    WITHIN,
    Facet,
    abbreviations_in,
    asking_as,
    cited_as,
    found_from,
    longest,
    name_of,
    pairs,
    promised,
    titled,
)
from ingest.linking.joins import MAY_ASK
from ingest.linking.letter import Letter
from ingest.linking.neighbours import BY_LETTERHEAD
from ingest.linking.repeated_points import is_numbered
from ingest.linking.similarity import stems
from kb.letters.authorities import offered_under
from kb.letters.replies import ADVISING, found_by
from kb.model import DocumentKind, Keys, StatementKind, keys


def offers(letter: Letter) -> Keys:
    """The keys by which other letters find this one."""
    offered, steady = frozenset[int](), frozenset[int]()
    for facet, words in _offered(letter):
        if facet in WITHIN:
            words = [each for word in words for each in offered_under(letter.document, word)]
        found = keys(facet, words)
        offered |= found
        steady |= found if facet is Facet.ASKING else frozenset()
    return Keys(found_from(letter.document), offered, steady)


def _offered(letter: Letter) -> Iterator[tuple[Facet, Iterable[str]]]:
    document = letter.document
    for step, word in found_by(document):
        yield BY_LETTERHEAD[step], [word]
    if document.kind is DocumentKind.ADVICE:
        yield Facet.TITLE, stems(document.title)
    if document.kind in MAY_ASK and any(not s.restated for s in letter.of_kind(StatementKind.RECOMMENDATION)):
        yield Facet.ASKING, asking_as(document.sender)
        yield Facet.ITSELF, [document.id]
    advises = [s for s in letter.of_kind(StatementKind.RECOMMENDATION) if not s.restated]
    if document.sender and (document.kind in ADVISING or advises):
        yield Facet.BODY, _names(letter, document.sender)
    if any(is_numbered(s) for s in letter.of_kind(StatementKind.RECOMMENDATION)):
        yield Facet.REPORT, [longest(document.title)]
        yield Facet.REPORT_SUBJECT, titled(document.title)
    yield from _promised(letter)


def _names(letter: Letter, sender: str) -> set[str]:
    rekenkamer = {"rekenkamer"} if sender.casefold().startswith("rekenkamer") else set()
    return {name_of(sender), *rekenkamer, *abbreviations_in("\n".join(part.passage.text for part in letter.parts))}


def _promised(letter: Letter) -> Iterator[tuple[Facet, Iterable[str]]]:
    reference, made = letter.document.our_reference, list(promises(letter))
    if made and reference and len(reference) >= SHORTEST_REFERENCE:
        yield Facet.CITED, [cited_as(reference)]
    for promise in made:
        yield Facet.PROMISE, pairs(promised(promise.text)[:PROMISED])
        if promise.statement.due:
            yield Facet.TERM, [f"{promise.statement.kind} {promise.statement.due}"]
