"""Signs of what a sentence does that stand in its own words: its form, and the subject, tense and predicate of its main
clause. None of them decides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ingest.dutch.orders import is_duty, is_imperative, is_infinitive, is_order, is_phrase, is_task
from ingest.dutch.pipeline import Sentence
from ingest.dutch.predicates import classes, word_lists
from ingest.dutch.words import Clauses, Word, small_words
from ingest.statements.deadline import due_date, term_words
from ingest.statements.time_ahead import comes_again, looks_ahead, without_comparisons

EMPTY = "adviseert zonder te zeggen wat"  # tells of a task: "De raad adviseert over het beleid."
_MODALS = frozenset({"moeten", "dienen", "zullen", "kunnen", "willen", "mogen", "gaan", "laten", "hoeven", "horen"})
_AHEAD_VERBS = frozenset({"zullen", "gaan"})
_NEEDS = frozenset({"moeten", "kunnen", "dienen"})
_COPULAS = frozenset({"zijn", "worden", "blijven", "lijken"})
_SURE = {"wij": "wij", "we": "wij", "ik": "wij", "u": "u"}
_PRONOUNS = _SURE | {
    "hij": "hij", "ze": "zij", "zij": "zij", "men": "men", "je": "men", "er": "er", "het": "het", "dit": "dit",
    "dat": "dit", "deze": "dit", "die": "dit", "hier": "er",
}  # fmt: skip
_NAMED = {"noemt u": {"u", "uw"}, "noemt ons": {"ons", "onze", "mijn"}, "noemt wij": {"wij", "we", "ik"}}
_PREFIXES = ("be", "ve", "on", "he")  # of participles without "ge"
_AHEAD = ("onderwerp ", "tijd ", "gezegde ", "hulp ", "ontkend")
_PAST = frozenset({"tijd verleden", "tijd lijdend, verleden"})
OVER = _PAST | {"tijd voltooid"}  # tells of what was done
_TITLE = 8  # words
_LENGTHS = (4, 8, 14, 22, 35)  # words
_QUOTATION_MARK = re.compile('[“„"«‘]')
_NUMERAL = re.compile(r"\d")
_MONEY = re.compile(r"€|\beuro\b", re.I)


def clause_signs(sentence: Sentence, written: date | None) -> frozenset[str]:
    """The signs of a sentence of a document of this date."""
    found = {*_form(sentence), *_clause(sentence), *_words(sentence), *_term(sentence, written)}
    ahead = not found & _PAST and looks_ahead(without_comparisons(sentence.text), written)
    if ahead:  # who does it then, in which tense
        found |= {"vooruit", *(f"vooruit, {sign}" for sign in found if sign.startswith(_AHEAD))}
    if comes_again(sentence.text):
        found.add("keert terug")
    return frozenset(found)


def tells_of_advice(sentence: Sentence) -> bool:
    """Whether it says that there is advice and not what: "De commissie adviseert over bezwaarschriften", "Hieronder
    leest u wat wij u aanbevelen", "U vroeg mij te adviseren over de regels"."""
    if _tells_what_was_asked(sentence):
        return True
    clauses = Clauses(sentence.words)
    for at, word in enumerate(sentence.words):
        if "adviseren" not in classes("verbs").get(word.known.lemma, ()):
            continue
        opener = clauses.openers[clauses.of[at]]
        if opener is not None and sentence.words[opener].form in {"wat", "hetgeen"}:
            return True
        inside = [each for each, of in zip(sentence.words, clauses.of, strict=True) if of == clauses.of[at]]
        is_about = word.known.lemma == "adviseren" and any(each.form == "over" for each in inside)
        if is_about and not any(says_what(each) for each in sentence.words):
            return True
    return False


def _tells_what_was_asked(sentence: Sentence) -> bool:
    """Whether the reader asked the writer for advice."""
    forms = {word.form for word in sentence.words}
    advises = any("adviseren" in classes("verbs").get(word.known.lemma, ()) for word in sentence.words)
    asks = any(
        word.known.finite and word.known.past and "vragen" in classes("verbs").get(word.known.lemma, ())
        for word in sentence.words
    )
    return advises and asks and "u" in forms and bool(forms & {"mij", "ons"})


def says_what(word: Word) -> bool:
    """Whether what is advised follows on this word."""
    return word.colon or word.form in {"om", "te"} or (word.form == "dat" and not word.known.relative)


def asks_you(sentence: Sentence) -> bool:
    """Whether the writer asks something of his reader, who is to do it: "Wij verzoeken u uw stukken op te sturen."."""
    words = sentence.words
    at = next((at for at, word in enumerate(words) if word.known.finite), None)
    if at is None or "vragen" not in classes("verbs").get(words[at].known.lemma, ()):
        return False
    beside = {word.form for word in words[max(0, at - 1) : at + 3]}
    return bool(beside & small_words("wij")) and bool(beside & _NAMED["noemt u"])


def is_title(sentence: Sentence) -> bool:
    """A line that is only a subordinate clause: "Wat wij u aanraden"."""
    words = sentence.words
    if not words or len(words) > _TITLE or sentence.text.rstrip()[-1:] in ".!?:;":
        return False
    return words[0].form in small_words("openers") and words[-1].known.pos in {"VERB", "AUX"}


def _form(sentence: Sentence) -> Iterator[str]:
    text = sentence.text.rstrip()
    fits = {
        "gebiedend": is_order(sentence, True, False),
        "gebiedend, zeker": is_order(sentence, False, True),
        "gebiedend, bekend werkwoord": is_imperative(sentence),
        "onbepaald": is_infinitive(sentence),
        "taak": is_task(sentence),
        "plicht": is_duty(sentence),
        "zonder persoonsvorm": is_phrase(sentence),
        "vraag": text.endswith("?"),
        "eindigt op dubbele punt": text.endswith(":"),
        "dubbele punt binnenin": ":" in text[:-1],
        "aanhaling": bool(_QUOTATION_MARK.search(text)),
        "kleine letter": not text[:1].isupper(),
        "zonder leesteken": text[-1:] not in ".!?:;",
    }
    yield from (name for name, is_so in fits.items() if is_so)
    yield f"lengte {sum(len(sentence.words) > limit for limit in _LENGTHS)}"
    yield from (f"regel {rule.kind}" for rule in sentence.rules)


def _clause(sentence: Sentence) -> Iterator[str]:
    words = sentence.words
    if not words:
        return
    clauses = Clauses(words)
    main = _main(words, clauses)
    verb = next((at for at in main if words[at].known.finite), None)
    if any(words[at].form in small_words("negations") for at in main):
        yield "ontkend"
    opening = [words[at].form for at in clauses.openers.values() if at is not None]
    if any(form in small_words("conditions") for form in opening):
        yield "voorwaarde"
    if any(word.form in small_words("would") for word in words):
        yield "zou"
    if verb is None:
        yield "onderwerp geen"
    else:
        yield from _finite(words, main, verb)
    for at in sorted(set(range(len(words))) - set(main)):
        known = words[at].known
        if known.pos == "VERB":
            yield from (f"bijzin {name}" for name in classes("verbs").get(known.lemma, ()))
        if known.finite and known.lemma in _MODALS:
            yield f"bijzin hulp {known.lemma}"


def _turns(words: Sequence[Word], predicates: Sequence[Word], tense: str) -> Iterator[str]:
    """Whether something becomes different or is so, in which tense, and whether it is going on already."""
    is_going_on = any(word.form in word_lists("words")["gaande"] for word in words)
    for name in {name for word in predicates for name in classes("turns").get(word.known.lemma, ())}:
        yield f"{name}, {tense}"
        yield f"{name}, {tense}, {'gaande' if is_going_on else 'niet gaande'}"


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
    subject, tense = _subject(words, main, verb), _tense(words, main, verb)
    yield f"onderwerp {subject}"
    yield f"tijd {tense}"
    if known.lemma in _MODALS:
        yield f"hulp {known.lemma}"
    predicates = _predicates(words, main, verb)
    for word in predicates:
        yield f"werkwoord {word.known.lemma}"
        for name in classes("verbs").get(word.known.lemma, ("overig",)):
            yield f"gezegde {name}"
            yield f"doet {subject}, {tense}, {name}"
            if name == "adviseren" and not any(w.form in {"om", "dat", "te"} or w.colon for w in words):
                yield EMPTY
    yield from _turns(words, predicates or [words[verb]], tense)
    if subject == "wij" and tense in {"tegenwoordig", "toekomst"}:
        yield "wij doen"
    if known.lemma in _COPULAS or any(word.known.lemma == "zijn" for word in predicates):
        for at in main:
            named = classes("adjectives").get(words[at].known.lemma or words[at].form, ())
            yield from (f"oordeel {name}" for name in named)


def _subject(words: Sequence[Word], main: Sequence[int], verb: int) -> str:
    """Who or what stands before the verb, or right behind it where something else opens the clause."""
    before = [words[at] for at in main if at < verb]
    behind = [words[at] for at in main if at > verb][:3]
    for word in (*behind[:1], *reversed(before)):
        if word.form in _SURE or (word.form in _PRONOUNS and word.known.pos in {"PRON", "ADV", ""}):
            return _PRONOUNS[word.form]
    for near in (before, behind):
        for name in ("adviseur", "bestuur", "derden"):
            if any(word.form in small_words(name) - {"ons", "onze"} for word in near):
                return name
        for word in near:
            if word.known.pos in {"PROPN", "NOUN"}:
                return "naam" if word.known.pos == "PROPN" else "zaak"
    return "geen"


def _tense(words: Sequence[Word], main: Sequence[int], verb: int) -> str:
    known = words[verb].known
    done = any(_is_participle(words[at]) for at in main)
    if known.lemma in _AHEAD_VERBS:
        other = next((words[at].known.lemma for at in main if at != verb and words[at].known.lemma in _NEEDS), None)
        if other:  # "Dat zal moeten worden onderbouwd" promises nothing
            return f"toekomst, {other}"
    if done and known.lemma in {"hebben", "zijn"}:
        return "voltooid"
    if done and known.lemma == "worden":
        return "lijdend, verleden" if known.past else "lijdend"
    if done and known.lemma in _MODALS and any(words[at].known.lemma == "worden" for at in main):
        return f"lijdend, {known.lemma}"
    if words[verb].form in small_words("would"):
        return "zou"
    if known.lemma in _AHEAD_VERBS:
        return "toekomst"
    if known.lemma in _MODALS:
        return known.lemma
    return "verleden" if known.past else "tegenwoordig"


def _predicates(words: Sequence[Word], main: Sequence[int], verb: int) -> list[Word]:
    """The verbs that say what is done: the infinitives and participles of the main clause, else its finite verb."""
    others = [words[at] for at in main if at != verb and words[at].known.pos == "VERB" and not words[at].known.finite]
    return others or [words[verb]]


def _is_participle(word: Word) -> bool:
    if word.known.finite or word.known.pos not in {"VERB", "ADJ"}:
        return False
    inside = word.form.startswith("ge") or "ge" in word.form[2:6]
    if word.form.endswith(("d", "t")):
        return inside or word.form.startswith(_PREFIXES)
    return inside and word.form.endswith("en")


def _words(sentence: Sentence) -> Iterator[str]:
    forms = {word.form for word in sentence.words}
    yield from (name for name, listed in word_lists("words").items() if forms & listed)
    yield from (name for name, listed in _NAMED.items() if forms & listed)
    for name in ("derden", "bestuur", "adviseur", "ambtsdrager", "product"):
        if forms & small_words(name):
            yield f"noemt {name}"
    if _NUMERAL.search(sentence.text):
        yield "getal"
    if _MONEY.search(sentence.text):
        yield "bedrag"


def _term(sentence: Sentence, written: date | None) -> Iterator[str]:
    text = without_comparisons(sentence.text)
    term = due_date(text, written)
    if term and (written is None or term.due >= written):
        yield "termijn"
    elif term_words(text):
        yield "termijn zonder dag"
