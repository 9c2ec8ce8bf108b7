"""Signs of what a sentence does, by its grammar and its place: who speaks, what the predicate is, what stands around
it. None of them decides; sentence_judge.py says how much each counts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ingest.dutch.orders import is_duty, is_imperative, is_infinitive, is_order, is_phrase, is_task
from ingest.dutch.pipeline import Sentence
from ingest.dutch.words import Clauses, Word, small_words
from ingest.layout.labels import BULLET
from ingest.statements.deadline import due_date, term_words
from ingest.statements.draft import Part
from kb.model import BlockKind, Document, DocumentKind

_MODALS = frozenset({"moeten", "dienen", "zullen", "kunnen", "willen", "mogen", "gaan", "laten", "hoeven", "horen"})
_PRONOUNS = {
    "wij": "wij", "we": "wij", "ik": "wij", "u": "u", "hij": "hij", "ze": "zij", "zij": "zij", "men": "men",
    "je": "men", "er": "er", "het": "het", "dit": "dit", "dat": "dit", "deze": "dit", "die": "dit", "hier": "er",
}  # fmt: skip
_LENGTHS = (4, 8, 14, 22, 35)
_QUOTED = re.compile("[“„\"«‘]")
_NUMERAL = re.compile(r"\d")
_MONEY = re.compile(r"€|\beuro\b", re.I)
_SHORTEST = 4  # words
_WINDOW = 6  # sentences on either side that count as around


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence in its part, with its signs."""

    part: Part
    sentence: Sentence
    signs: frozenset[str]


def read_signs(parts: Sequence[Part], document: Document) -> Iterator[Said]:
    """Every sentence of the document with its signs, in order; not a few words in a cell, and nothing of a list of
    promises, in which every row is one."""
    if document.kind is DocumentKind.COMMITMENT_LIST:
        return
    places = [(at, sentence) for at, part in enumerate(parts) for sentence in part.sentences]
    own = [_own(sentence, document) for _, sentence in places]
    columns = _columns(parts)
    leads = _lead_ins(parts)
    of_lead = {at: number for number, (at, _) in enumerate(places)}  # the last sentence of each part
    for number, (at, sentence) in enumerate(places):
        part = parts[at]
        if len(sentence.words) < _SHORTEST:
            continue
        found = set(own[number])
        found |= set(_place(part, sentence, document))
        lead = leads[at]
        if lead is not None and lead in of_lead:
            found |= {f"inleiding {sign}" for sign in own[of_lead[lead]] if sign.startswith(_TELLING)}
            found.add("inleiding met dubbele punt" if parts[lead].passage.text.rstrip().endswith(":") else "inleiding")
        if column := columns.get((at, sentence.start)):
            found.add(f"kolom {column}")
        around = [own[n] for n in range(max(0, number - _WINDOW), min(len(own), number + _WINDOW + 1)) if n != number]
        for name in ("gebiedend", "plicht", "regel recommendation", "regel commitment", "regel intention", "wij doen"):
            share = sum(name in each for each in around) / max(len(around), 1)
            found.add(f"rondom {name} {min(3, int(share * 8))}")
        yield Said(part, sentence, frozenset(found))


_TELLING = ("gezegde ", "gebiedend", "onderwerp ", "regel ", "hulp ", "vraag", "oordeel ", "plicht", "doet ")


def _own(sentence: Sentence, document: Document) -> frozenset[str]:
    return frozenset({*_form(sentence), *_clause(sentence), *_words(sentence), *_time(sentence, document)})


def _form(sentence: Sentence) -> Iterator[str]:
    text, words = sentence.text, sentence.words
    if is_order(sentence, True, False):
        yield "gebiedend"
    if is_order(sentence, False, True):
        yield "gebiedend, zeker"
    if is_imperative(sentence):
        yield "gebiedend, bekend werkwoord"
    if is_infinitive(sentence):
        yield "onbepaald"
    if is_task(sentence):
        yield "taak"
    if is_duty(sentence):
        yield "plicht"
    if is_phrase(sentence):
        yield "zonder persoonsvorm"
    if text.rstrip().endswith("?"):
        yield "vraag"
    if text.rstrip().endswith(":"):
        yield "eindigt op dubbele punt"
    if ":" in text.rstrip()[:-1]:
        yield "dubbele punt binnenin"
    if _QUOTED.search(text):
        yield "aanhaling"
    if not text[:1].isupper():
        yield "kleine letter"
    if text.rstrip()[-1:] not in ".!?:;":
        yield "zonder leesteken"
    yield f"lengte {sum(len(words) > limit for limit in _LENGTHS)}"
    for rule in sentence.rules:
        yield f"regel {rule.kind}"


def _clause(sentence: Sentence) -> Iterator[str]:
    words = sentence.words
    if not words:
        return
    clauses = Clauses(words)
    main = _main(words, clauses)
    verb = next((at for at in main if words[at].known.finite), None)
    here = [words[at] for at in main]
    if any(word.form in small_words("negations") for word in here):
        yield "ontkend"
    if any(opener is not None and words[opener].form in small_words("conditions") for opener in clauses.openers.values()):
        yield "voorwaarde"
    if any(word.form in small_words("would") for word in words):
        yield "zou"
    if verb is None:
        yield "onderwerp geen"
    else:
        yield from _finite(words, main, verb)
    for at, word in enumerate(words):
        if at not in main and word.known.pos == "VERB":
            for name in _classes().get(word.known.lemma, ()):
                yield f"bijzin {name}"
        if at not in main and word.known.finite and word.known.lemma in _MODALS:
            yield f"bijzin hulp {word.known.lemma}"


def _main(words: Sequence[Word], clauses: Clauses) -> list[int]:
    """The places of the first main clause with a finite verb; else of the first clause."""
    groups: dict[int, list[int]] = {}
    for at, clause in enumerate(clauses.of):
        if clauses.openers.get(clause) is None:
            groups.setdefault(clause, []).append(at)
    for places in groups.values():
        if any(words[at].known.finite for at in places):
            return places
    return next(iter(groups.values()), list(range(len(words))))


def _finite(words: Sequence[Word], main: Sequence[int], verb: int) -> Iterator[str]:
    known = words[verb].known
    subject = _subject(words, main, verb)
    yield f"onderwerp {subject}"
    tense = _tense(words, main, verb)
    yield f"tijd {tense}"
    if known.lemma in _MODALS:
        yield f"hulp {known.lemma}"
    predicates = _predicates(words, main, verb)
    for word in predicates:
        yield f"werkwoord {word.known.lemma}"
        for name in _classes().get(word.known.lemma, ("overig",)):
            yield f"gezegde {name}"
            yield f"doet {subject}, {tense}, {name}"
    if subject == "wij" and tense in {"tegenwoordig", "toekomst"}:
        yield "wij doen"
    if known.lemma in {"zijn", "worden", "blijven", "lijken"} or any(w.known.lemma == "zijn" for w in predicates):
        for at in main:
            for name in _adjectives().get(words[at].known.lemma or words[at].form, ()):
                yield f"oordeel {name}"


def _subject(words: Sequence[Word], main: Sequence[int], verb: int) -> str:
    """Who or what stands before the verb, or right behind it where something else opens the clause."""
    before = [words[at] for at in main if at < verb]
    behind = [words[at] for at in main if at > verb][:3]
    for word in (*behind[:1], *reversed(before)):
        if word.form in _PRONOUNS and word.known.pos in {"PRON", "ADV", "DET", ""} or word.form in {"wij", "we", "ik", "u"}:
            if word.form in {"dit", "dat", "deze", "die", "het"} and word.known.pos == "DET":
                continue
            return _PRONOUNS[word.form]
    for near in (before, behind):
        for word in near:
            for name in ("adviseur", "bestuur", "derden"):
                if word.form in small_words(name) and word.form not in {"ons", "onze"}:
                    return name
        for word in near:
            if word.known.pos == "PROPN":
                return "naam"
            if word.known.pos == "NOUN":
                return "zaak"
    return "geen"


def _tense(words: Sequence[Word], main: Sequence[int], verb: int) -> str:
    known = words[verb].known
    done = any(_is_participle(words[at]) for at in main)
    if done and known.lemma in {"hebben", "zijn"}:
        return "voltooid"
    if known.lemma == "worden" and done:
        return "lijdend, verleden" if known.past else "lijdend"
    if done and any(words[at].known.lemma == "worden" for at in main) and known.lemma in _MODALS:
        return f"lijdend, {known.lemma}"
    if words[verb].form in small_words("would"):
        return "zou"
    if known.lemma in {"zullen", "gaan"}:
        return "toekomst"
    if known.lemma in _MODALS:
        return str(known.lemma)
    return "verleden" if known.past else "tegenwoordig"


def _predicates(words: Sequence[Word], main: Sequence[int], verb: int) -> list[Word]:
    """The verbs that say what is done: the infinitives and participles of the main clause, else its finite verb."""
    others = [words[at] for at in main if at != verb and words[at].known.pos == "VERB" and not words[at].known.finite]
    return others or [words[verb]]


def _is_participle(word: Word) -> bool:
    inside = word.form.startswith("ge") or "ge" in word.form[2:6]
    ending = word.form.endswith(("d", "t")) or (inside and word.form.endswith("en"))
    return word.known.pos in {"VERB", "ADJ"} and not word.known.finite and ending and (inside or word.form[:2] in {"be", "ve", "on", "he"})


def _words(sentence: Sentence) -> Iterator[str]:
    forms = {word.form for word in sentence.words}
    for name, listed in _lists("words").items():
        if forms & listed:
            yield name
    for name, listed in (("noemt u", {"u", "uw"}), ("noemt ons", {"ons", "onze", "mijn"}), ("noemt wij", {"wij", "we", "ik"})):
        if forms & listed:
            yield name
    for name in ("derden", "bestuur", "adviseur", "ambtsdrager", "product"):
        if forms & small_words(name):
            yield f"noemt {name}"
    if _NUMERAL.search(sentence.text):
        yield "getal"
    if _MONEY.search(sentence.text):
        yield "bedrag"


def _time(sentence: Sentence, document: Document) -> Iterator[str]:
    term = due_date(sentence.text, document.date)
    if term and (document.date is None or term.due >= document.date):
        yield "termijn"
    elif term_words(sentence.text):
        yield "termijn zonder dag"


def _place(part: Part, sentence: Sentence, document: Document) -> Iterator[str]:
    passage = part.passage
    yield f"stem {part.voice.name.lower()}"
    yield f"soort {document.kind.value}"
    yield f"blok {passage.kind.value}"
    if part.heading:
        yield "is kop"
    label = passage.label
    yield "label " + ("geen" if label is None else "punt" if label == BULLET else "cijfer" if label[:1].isdigit() else "letter")
    first, last = sentence is part.sentences[0], sentence is part.sentences[-1]
    yield "enige zin" if first and last else "eerste zin" if first else "laatste zin" if last else "middelste zin"
    above = passage.section[-1:] if not part.heading else ()
    named = {name for heading in above for name in _families(heading)}
    yield from (f"kop {name}" for name in named or {"overig" if above else "geen"})
    yield from (f"hoger {name}" for heading in passage.section[:-1] for name in _families(heading))
    if first and passage.kind is BlockKind.HEADING:
        yield from (f"zelf kop {name}" for name in _families(passage.text))


def _lead_ins(parts: Sequence[Part]) -> list[int | None]:
    """For each item the index of the paragraph that opens its list; None for what is no item."""
    found: list[int | None] = []
    lead: int | None = None
    for at, part in enumerate(parts):
        if part.passage.kind in {BlockKind.LIST_ITEM, BlockKind.TABLE_ROW}:
            found.append(lead)
            continue
        is_colon = at > 0 and parts[at - 1].passage.text.rstrip().endswith(":")
        found.append(at - 1 if is_colon and not part.heading else None)
        lead = at
    return found


def _columns(parts: Sequence[Part]) -> dict[tuple[int, int], str]:
    """What the head of its column says of each sentence that stands in a row of a table."""
    found: dict[tuple[int, int], str] = {}
    head: list[str] = []
    for at, part in enumerate(parts):
        if part.passage.kind is not BlockKind.TABLE_ROW:
            head = []
            continue
        cells = part.passage.text.split(" | ")
        if not head:
            head = [next((n for n, p in _patterns("columns").items() if p.search(cell)), "") for cell in cells]
            continue
        if len(cells) == len(head):
            for sentence in part.sentences:
                column = part.passage.text.count(" | ", 0, sentence.start + 1)
                if head[min(column, len(head) - 1)]:
                    found[at, sentence.start] = head[min(column, len(head) - 1)]
    return found


def _families(heading: str) -> list[str]:
    return [name for name, pattern in _patterns("headings").items() if pattern.search(heading)]


@cache
def _tables() -> Mapping[str, Mapping[str, object]]:
    return tomllib.loads((files("ingest.dutch") / "rules" / "predicates.toml").read_text("utf-8"))


@cache
def _lists(table: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(map(str, words)) for name, words in _tables()[table].items() if isinstance(words, list)}


@cache
def _patterns(table: str) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(str(pattern), re.I) for name, pattern in _tables()[table].items()}


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    return _turned("verbs")


@cache
def _adjectives() -> dict[str, tuple[str, ...]]:
    return _turned("adjectives")


def _turned(table: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, words in _lists(table).items():
        for word in words:
            found[word] = (*found.get(word, ()), name)
    return found
