"""Signs of what an answer says of a point: words and grammar that a reader goes by. None of them decides."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from ingest.dutch.alone import alone
from ingest.dutch.cues import Lexicon, Rule
from ingest.dutch.matching import Matcher
from ingest.dutch.orders import opens_with_order
from ingest.dutch.pipeline import Sentence
from ingest.dutch.words import Clauses, Word, small_words

_CONTENT = {"NOUN", "VERB", "ADJ", "PROPN"}
OTHER_MEASURE = "maat ander"  # twelve percent was asked, fifteen is given
_QUOTES = "\"'“”„‘’«» "
_SHORTEST = 4  # letters of a word that tells what a point is about
_STEM = 6  # letters by which two words are taken for one
_MEASURE = re.compile(r"\d[\d.,]*")
_NEAR = 2  # words behind a number in which what it counts stands: "twee volle weken"
_THOUSANDS = re.compile(r"\.(?=\d{3})|[.,]00$")
_AMOUNTS = {
    "één": "1", "twee": "2", "drie": "3", "vier": "4", "vijf": "5", "zes": "6", "zeven": "7", "acht": "8", "negen": "9",
    "tien": "10", "elf": "11", "twaalf": "12", "vijftien": "15", "twintig": "20", "dertig": "30",
}  # fmt: skip
_MONTHS = frozenset({
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
})  # fmt: skip
_POINTS = 512  # points kept read: a letter answers some dozens
_LONGEST = 4  # sentences: longer answers count as this long

Measure = tuple[str, str]  # a number and what it counts


@dataclass(frozen=True, slots=True)
class Point:
    """What is asked, as signs need it: the lemmas of its words, those of its verbs, and its numbers."""

    words: frozenset[str] = frozenset()  # their beginnings
    verbs: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    measures: frozenset[Measure] = frozenset()
    is_question: bool = False


@lru_cache(maxsize=_POINTS)
def read_point(text: str, is_question: bool = False) -> Point:
    """The point of this text."""
    words = [word for sentence in alone(text) for word in sentence.words]
    return Point(
        frozenset(_begin(word) for word in words if _tells(word)),
        frozenset(_begin(word) for word in words if word.known.pos == "VERB"),
        _numbers(words),
        frozenset(_measures(words)),
        is_question,
    )


def signs(sentences: Sequence[Sentence], point: Point) -> set[str]:
    """The signs in all that an answer says of a point, or in one of its sentences.

    "+x": the sign x of rules/signs.toml in a main clause; "~x": in a subordinate one; "eerste x", "laatste x": in the
    first and last sentence. "samen": the families that are there. "regel": a rule of a kind fits. "punt": a clause with
    words of the point, by its tense and negation; "puntwerkwoord": with a verb of it; "deelt": how many of its words
    return; "getal": whether its numbers do; "maat": whether it names the same number of the same thing, or another.
    """
    found: set[str] = set()
    for at, sentence in enumerate(sentences):
        marks = _marks(sentence)
        found |= {("+" if main else "~") + name for name, main in marks}
        if at == 0:
            found |= {f"eerste {name}" for name, main in marks if main}
        elif at == len(sentences) - 1:
            found |= {f"laatste {name}" for name, main in marks if main}
        found |= {f"regel {rule.kind}" for rule in sentence.rules}
        found |= set(_deeds(sentence, point))
    found |= set(_together(found))
    if point.is_question:
        found |= {f"vraag {name}" for name in found if name.startswith(("samen", "+", "regel"))} | {"vraag"}
    found |= set(_shared([word for sentence in sentences for word in sentence.words], point))
    found.add(f"lengte {min(len(sentences), _LONGEST)}")
    return found


def repeats(sentence: Sentence, point: Point) -> bool:
    """Whether a sentence orders what the point asks, in no other words than those of the point: "Open het loket." """
    behind = [_begin(word) for word in sentence.words[1:] if _tells(word)]
    orders = opens_with_order(sentence.text.lstrip(_QUOTES), least=2)
    return orders and bool(behind) and point.words.issuperset(behind)


def sign_names() -> tuple[str, ...]:
    """The names of the signs in rules/signs.toml."""
    return tuple(_entries())


def sign_example(name: str) -> str:
    """The sentence in which a sign must be found."""
    return str(_entries()[name]["example"])


@cache
def _entries() -> dict[str, dict[str, object]]:
    text = (files("ingest.dutch") / "rules" / "signs.toml").read_text("utf-8")
    return {name: entry for name, entry in tomllib.loads(text).items() if "cue" in entry}


@cache
def _families() -> dict[str, frozenset[str]]:
    text = (files("ingest.dutch") / "rules" / "signs.toml").read_text("utf-8")
    return {name: frozenset(signs) for name, signs in tomllib.loads(text)["families"].items()}


@cache
def _matcher() -> Matcher:
    """Looks for the signs. Its lexicon has no verbs, so that a word in capitals is a lemma."""
    rules = {}
    for name, entry in _entries().items():
        cues, nots = (tuple(map(str, _listed(entry.get(key)))) for key in ("cue", "not"))
        negated, hypothetical, stated = (entry.get(key) for key in ("negated", "hypothetical", "stated"))
        rules[name] = Rule(
            name, "", cues, nots, 1.0, "", "",
            negated=None if negated is None else bool(negated),
            hypothetical=None if hypothetical is None else bool(hypothetical),
            stated=bool(stated),
        )  # fmt: skip
    return Lexicon({}, Lexicon.load().words).matcher(rules)


def _listed(value: object) -> Iterable[object]:
    return value if isinstance(value, list) else ()


def _marks(sentence: Sentence) -> set[tuple[str, bool]]:
    """The signs of rules/signs.toml in a sentence, and whether each begins in a main clause."""
    if not sentence.words:
        return set()
    clauses = Clauses(sentence.words)
    place = {word.start: at for at, word in enumerate(sentence.words)}
    hits = _matcher().hits(sentence.words)
    return {(hit.name, clauses.openers.get(clauses.of[place[hit.start]]) is None) for hit in hits}


def _together(found: set[str]) -> Iterator[str]:
    here = [name for name, members in _families().items() if any(f"+{member}" in found for member in members)]
    yield f"samen {'+'.join(here)}"


def _deeds(sentence: Sentence, point: Point) -> Iterator[str]:
    """What each clause with words of the point says of it."""
    groups: dict[int, list[Word]] = {}
    for word, clause in zip(sentence.words, Clauses(sentence.words).of if sentence.words else (), strict=True):
        groups.setdefault(clause, []).append(word)
    denied: set[bool] = set()
    for words in groups.values():
        begins = {_begin(word) for word in words if _tells(word)}
        if begins.isdisjoint(point.words):
            continue
        denied.add(any(word.form in small_words("negations") for word in words))
        how = _tense(words)
        if any(word.form in small_words("negations") for word in words):
            how += " niet"
        yield f"punt {how}"
        if not begins.isdisjoint(point.verbs):
            yield f"puntwerkwoord {how}"
    if len(denied) > 1:
        yield "punt wel en niet"


def _tense(words: Sequence[Word]) -> str:
    """Of the first finite verb: done, being done, to come, a modal, past or present; "los" when there is none."""
    verb = next((word.known for word in words if word.known.finite), None)
    if verb is None:
        return "los"
    done = any(_is_participle(word) for word in words)
    if done and verb.lemma in {"hebben", "zijn"}:
        return "voltooid"
    if done and verb.lemma == "worden":
        return "lijdend"
    if verb.lemma in {"zullen", "gaan", "komen"}:
        return "toekomst"
    if verb.lemma in {"kunnen", "moeten", "willen", "mogen"}:
        return str(verb.lemma)
    return "verleden" if verb.past else "tegenwoordig"


def _is_participle(word: Word) -> bool:
    inside = word.form.startswith("ge") or "ge" in word.form[2:6]
    return word.known.pos == "VERB" and not word.known.finite and (inside or word.form.endswith(("d", "t")))


def _shared(words: Sequence[Word], point: Point) -> Iterator[str]:
    if point.words:
        share = len(point.words & {_begin(word) for word in words if _tells(word)}) / len(point.words)
        yield f"deelt {int(share * 4)}"
    if point.numbers:
        said = _numbers(words)
        yield f"getal {'zelfde' if point.numbers <= said else 'ander' if said - point.numbers else 'geen'}"
    given = set(_measures(words)) if point.measures else set()
    if given & point.measures:
        yield "maat zelfde"
    elif {unit for _, unit in given} & {unit for _, unit in point.measures}:
        yield OTHER_MEASURE


def _measures(words: Sequence[Word]) -> Iterator[Measure]:
    """Each number with what it counts: "275 euro", "drie bladzijden", "€ 5.000", "15 februari"."""
    for at, word in enumerate(words):
        if not (word.form.isdigit() or word.form in _AMOUNTS) or _goes_on(words, at):
            continue
        last = at
        while last + 1 < len(words) and _goes_on(words, last + 1):
            last += 1
        whole = words[at].form + "".join(f"{each.gap}{each.form}" for each in words[at + 1 : last + 1])
        amount = _AMOUNTS.get(whole, _THOUSANDS.sub("", whole))
        if "€" in word.gap or (at and words[at - 1].form == "€"):
            yield amount, "euro"
        elif unit := next((_unit(near) for near in words[last + 1 : last + 1 + _NEAR] if _unit(near)), ""):
            yield amount, unit


def _goes_on(words: Sequence[Word], at: int) -> bool:
    """Whether a word is the tail of a number: "000" in "5.000", "00" in "22.00 uur"."""
    return at > 0 and words[at].form.isdigit() and words[at - 1].form.isdigit() and words[at].gap in {".", ","}


def _unit(word: Word) -> str:
    form = "procent" if word.form == "%" or "%" in word.gap else word.form
    if form in {"euro", "procent", "uur"} or (word.known.pos == "NOUN" and len(form) > 2):
        return _begin(word) if form == word.form else form
    return form if form in _MONTHS else ""


def _tells(word: Word) -> bool:
    return word.known.pos in _CONTENT and len(word.form) >= _SHORTEST


def _begin(word: Word) -> str:
    """So that "rapporteer" and "rapportage" are one, and "aanmelden" and "aanmelding"."""
    return word.known.lemma.removeprefix("ge")[:_STEM]


def _numbers(words: Iterable[Word]) -> frozenset[str]:
    return frozenset(
        word.form for word in words if _MEASURE.fullmatch(word.form) or word.form in small_words("telwoord")
    )
