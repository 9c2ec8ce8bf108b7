"""`trail --why` on the command line: why a letter or a point was or was not linked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import reduce
from typing import TYPE_CHECKING

from kb import labels
from kb.concealed import literal
from kb.errors import NotFound
from kb.letters.replies import Considered, Step, answered_documents, considered
from kb.model import Document, Filter, Statement, StatementKind

if TYPE_CHECKING:
    from ingest.linking.evidence import Evidence
    from ingest.linking.joins import Choice
    from kb import KnowledgeBase

ASKS = (StatementKind.RECOMMENDATION, StatementKind.REQUEST)
NAMED = re.compile(r"\[([^\[\]]+)\]")  # how a document is named in a line
NEAREST = 4  # letters that are told beside one
LITTLE = 0.05  # of a sign, which is not worth telling
SHORT = 160  # characters of a quote: the whole of it is in show


def why_lines(kb: KnowledgeBase, subject_id: str) -> Iterator[str]:
    """For a document: which letters were laid beside it, what counted and what was missing. For a statement: the same
    of its letter, and the answers or points that lie nearest. What is hidden of the documents that are named so far is
    hidden here too. Raises NotFound when nothing has this code."""
    ids = {each.id for each in kb.documents()} if kb.concealing else set()
    named: dict[str, None] = {}
    for line in _why_lines(literal(kb), subject_id):
        named |= dict.fromkeys(id_ for id_ in NAMED.findall(line) if id_ in ids)
        yield reduce(kb.words, named, line)


def _why_lines(kb: KnowledgeBase, subject_id: str) -> Iterator[str]:
    statement = None
    try:
        document = kb.document(subject_id)
    except NotFound:
        statement = kb.statement(subject_id)
        document = kb.document(statement.document_id)
    documents = kb.documents()
    beside = list(_by_words(kb, documents))
    yield from _answers_what(document, documents)
    yield from _weighed(document, beside)
    if any(each.kind in ASKS for each in kb.statements(Filter(document_ids=(document.id,)))):
        yield from _answered_by(document, documents, beside)
    if statement:
        yield from _near(kb, statement, document, documents, beside)


def _by_words(kb: KnowledgeBase, documents: Sequence[Document]) -> Iterator[tuple[Document, Choice]]:
    """What was weighed for each letter that does not say what it answers."""
    from ingest.linking.catching_up import weighed_for

    return weighed_for(kb, [each for each in documents if not answered_documents(each, documents)])


def _weighed(letter: Document, beside: Sequence[tuple[Document, Choice]]) -> Iterator[str]:
    """The advices that a letter may answer by what it says, and how much speaks for each."""
    for found in (found for of, found in beside if of.id == letter.id and found.ranked):
        needed = labels.number(found.needed, 1)
        if found.chosen:
            yield f"  Waarschijnlijk op {_named(found.chosen)}: daar spreekt duidelijk het meeste voor."
        elif found.enough:
            yield "  Ook op wat de brief zegt niet gekoppeld: twee adviezen passen bijna even goed."
        else:
            yield f"  Ook op wat de brief zegt niet gekoppeld: daarvoor is {needed} nodig."
        for each in found.ranked[:NEAREST]:
            yield f"  Gewogen: {_named(each.advice)}: {labels.number(each.score, 1)}, nodig {needed}"
            yield f"    de brief {'; '.join(_signs(each)) or 'heeft er niets mee gemeen'}"


def _signs(found: Evidence) -> Iterator[str]:
    """What speaks for an advice; not in which words, as these may be names of residents."""
    for sign, amount in found.signs.items():
        if amount >= LITTLE:
            yield sign if amount == 1 else f"{sign} ({labels.number(amount, 2)})"


def _answers_what(letter: Document, documents: Sequence[Document]) -> Iterator[str]:
    answered = answered_documents(letter, documents)
    found = considered(letter, documents)
    yield f"Waarop antwoordt {_named(letter)}?"
    if answered:
        yield from (f"  Op {_named(each)}." for each in answered)
    elif len(_strongest(found)) > 1:
        step = _strongest(found)[0].fits[0]
        yield f"  Niet gekoppeld: {len(_strongest(found))} documenten passen even goed (op {step}), dus geen."
    else:
        yield f"  Niet gekoppeld: geen geladen document past op {', '.join(Step)}."
        names = [*filter(None, (letter.your_reference,)), *letter.answers]
        yield f"  De brief noemt waarop zij antwoordt: {', '.join(dict.fromkeys(names)) or 'niets'}."
    for each in found[:NEAREST]:
        yield from _considered_lines(each, each.document)
    if len(found) > NEAREST:
        yield f"  En {len(found) - NEAREST} andere, met minder dat telt."


def _answered_by(
    document: Document, documents: Sequence[Document], weighed: Sequence[tuple[Document, Choice]]
) -> Iterator[str]:
    """The later letters that name it or are about it, and the nearest of the others."""
    likely = [letter for letter, found in weighed if found.chosen and found.chosen.id == document.id]
    beside = []
    for letter in documents:
        for each in considered(letter, documents):
            if each.document.id == document.id:
                answers = document.id in [other.id for other in answered_documents(letter, documents)]
                beside.append((answers, letter, each))
    beside.sort(key=lambda found: (not found[0], not found[2].fits, -len(found[2].counts)))
    yield f"Wat antwoordt op {_named(document)}?"
    yield from (f"  Waarschijnlijk: {_named(each)}." for each in likely)
    if not likely and not any(answers for answers, _, _ in beside):
        yield "  Geen geladen brief is eraan gekoppeld."
    for answers, letter, each in beside[:NEAREST]:
        yield f"  {'Ja:' if answers else 'Niet:'} {_named(letter)}"
        yield from _evidence(each)


def _strongest(found: Sequence[Considered]) -> list[Considered]:
    fitting = [each for each in found if each.fits]
    return [each for each in fitting if each.fits[0] is fitting[0].fits[0]]


def _considered_lines(each: Considered, document: Document) -> Iterator[str]:
    fits = f" (past op {', '.join(each.fits)})" if each.fits else ""
    yield f"  Bekeken: {_named(document)}{fits}"
    yield from _evidence(each)


def _evidence(each: Considered) -> Iterator[str]:
    if each.counts:
        yield f"    telt: {'; '.join(each.counts)}"
    if each.lacks:
        yield f"    ontbreekt: {'; '.join(each.lacks)}"


def _near(
    kb: KnowledgeBase,
    statement: Statement,
    document: Document,
    documents: Sequence[Document],
    weighed: Sequence[tuple[Document, Choice]],
) -> Iterator[str]:
    from ingest.linking.not_linked import near_misses
    from ingest.pipeline import letter_of

    pairs = [(letter, other) for letter in documents for other in answered_documents(letter, documents)]
    pairs += [(letter, found.chosen) for letter, found in weighed if found.chosen]
    beside = [pair for pair in pairs if document.id in (pair[0].id, pair[1].id)]
    yield f"Wat ligt het dichtst bij “{_short(statement.text)}”?"
    told = False
    for letter, original in beside:
        found = near_misses(statement, letter_of(kb, letter), letter_of(kb, original), kb.links(), kb.embedder.passages)
        for each in found:
            told = True
            verdict = "gekoppeld" if each.linked else "niet gekoppeld"
            yield f"  [{each.code}] “{_short(each.text)}”"
            yield f"    {verdict} (gelijkenis {labels.number(each.likeness, 2)}): {each.why}"
    if not told:
        yield "  Niets: er is geen brief aan gekoppeld waarin een punt of antwoord staat."


def _named(document: Document) -> str:
    when = labels.day(document.date) if document.date else "zonder datum"
    return f"{document.title} ({when}) [{document.id}]"


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[:SHORT].rstrip()} …"
