"""Sentences that say without a subject what should be done: orders, infinitives, and phrases in a list of advice."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import pairwise, takewhile

from ingest.dutch.pipeline import Sentence
from ingest.dutch.words import QUOTES, small_words

_JOINING = frozenset({"en", "maar", "ook"})
_MUST = frozenset({"moeten", "dienen", "behoren", "horen"})
_WRITERS = frozenset({"ik", "je", "we", "wij", "hij", "ze", "zij", "men"})
_SUBJECTS = frozenset({"ik", "je", "jij", "u", "we", "wij", "hij", "men"})
_NO_ORDER = frozenset({"naar", "van", "gericht", "is", "wordt", "was", "en"})  # behind a noun that is a stem as well
# "Ten eerste: veranker …", "Tot slot, geef …", "College: rapporteer …"
_OPENER = re.compile(
    r"^(?:(?:Ten \w+|Tot slot|Daarnaast|Verder|Allereerst|Als laatste|Ons (?:advies|voorstel|verzoek))[:,] (?=[a-z])"
    r"|(?:Aan |Voor )?(?:[Hh]et |[Dd]e )?(?:[Dd]agelijks |[Aa]lgemeen )?(?:[Cc]ollege|(?:[Gg]emeente)?[Rr]aad"
    r"|[Bb]estuur|[Gg]emeente|[Bb]urgemeester|[Ww]ethouder|[Mm]inister|[Kk]abinet|[Rr]ijk|[Pp]rovincie|[Ss]taten|[Ww]aterschap"
    r"|[Rr]egio|[Dd]irectie|[Oo]rganisatie|[Gg]riffie): (?=\w))"
)


@cache
def _stems(file: str = "imperatives.txt") -> frozenset[str]:
    text = (files("ingest.dutch") / "rules" / file).read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def is_imperative(sentence: Sentence) -> bool:
    """Opens with a verb stem that is not used as a noun ("Onderzoek naar …", "Deel 2") and is more than a few words."""
    return opens_with_order(sentence.text)


def opens_with_order(text: str, least: int = 4) -> bool:
    """As `is_imperative`, for words that are not a sentence of their own; `least`: so many, and two at least."""
    words = re.findall(r"\w[\w-]*", _OPENER.sub("", re.sub(r"^(?:En|Maar) ", "", text)))
    if len(words) < least or words[0].lower().replace("é", "ë") not in _stems():
        return False
    if (
        words[1].lower() == "of" and len(words) > 2
    ):  # "Onderzoek of de bijdrage kan vervallen", no "Onderzoek of advies"
        return words[2].lower() in {"de", "het", "een", "er", "dit", "dat", "deze", "die", "hun", "uw", "alle", "en"}
    return words[1].lower() not in _NO_ORDER and not words[1].isdigit()


def _is_tagged(sentence: Sentence) -> bool:
    """An order by the tagger's account, of a verb that is not in the list; "Zie bijlage 2" advises nothing."""
    words = sentence.words
    return sentence.imperative and len(words) >= 4 and words[0].known.lemma not in {"zien", "letten", "lezen"}


def _opens_with_stem(sentence: Sentence) -> bool:
    """Opens with the bare stem of a verb without a subject behind it, whatever the tagger takes that word for: at the
    beginning of a sentence it takes many for nouns ("Benoem een coördinator", "Overweeg bovendien om …")."""
    words = sentence.words[1:] if sentence.words and sentence.words[0].form in _JOINING else sentence.words
    if len(words) < 4 or words[1].form in _SUBJECTS or sentence.text.rstrip().endswith("?"):
        return False
    return is_stem(words[0].form, words[0].known.lemma)


def _is_only_verb(sentence: Sentence) -> bool:
    """Opens with what may be the stem of a verb, and has no other verb in that clause: "Handel dit telefonisch af."."""
    words = sentence.words
    if len(words) < 5 or sentence.text.rstrip()[-1:] not in ".!" or words[1].form in _NO_ORDER:
        return False
    if words[0].form not in _stems() | _stems("nouns_too.txt") or words[1].form[:1].isdigit():
        return False
    ends = small_words("openers") | small_words("relatives")
    own = takewhile(lambda word: word.form not in ends and not word.colon, words[1:])
    return not any(word.known.finite for word in own)


def is_stem(form: str, lemma: str) -> bool:
    """Whether a form is the stem of the verb with this lemma, also of one with its particle ("zie" of "afzien")."""
    if not lemma.endswith("n") or form == lemma or len(form) < 2:
        return False
    begin = lemma.rfind(form[0], 0, max(1, len(lemma) - len(form) + 1))
    verb = lemma[max(0, begin) :]
    bare = verb.removesuffix("en")
    hard = bare[:-1] + {"v": "f", "z": "s"}.get(bare[-1:], bare[-1:])
    single = bare[:-1] if bare[-2:-1] == bare[-1:] else bare  # "stel" of "stellen"
    long = hard[:-1] + hard[-2:]  # "overweeg" of "overwegen"
    return form in {verb.removesuffix("n"), verb.removesuffix("an"), single, hard, long}


def is_order(sentence: Sentence, advising: bool, letter: bool) -> bool:
    """By the list of verbs, the tagger, the form of the word or how it is opened, of which two are asked outside a
    section that says that it advises, where only a letter is believed; or because it has no other verb."""
    opened = bool(_OPENER.match(sentence.text)) and is_imperative(sentence)
    signs = (is_imperative(sentence), _is_tagged(sentence), _opens_with_stem(sentence), opened)
    if _is_only_verb(sentence):
        return advising or letter
    return any(signs) if advising else letter and sum(signs) >= 2


def adds_order(sentence: Sentence) -> bool:
    """Goes on with an order behind a semicolon, a colon, or a condition: "Wij missen een termijn; leg die vast."."""
    words = sentence.words
    is_conditional = bool(words) and words[0].form in small_words("conditions")
    for at, (before, word) in enumerate(pairwise(words), 1):
        following = words[at + 1 : at + 2]
        if not following or following[0].form in _SUBJECTS or not word.known.finite or word.known.past:
            continue
        if not is_stem(word.form, word.known.lemma):
            continue
        if (";" in word.gap or before.colon) and not QUOTES.search(word.gap):
            return True
        if is_conditional and "," in word.gap and any(each.form == "dan" for each in words[at + 1 :]):
            return True
    return False


def is_duty(sentence: Sentence) -> bool:
    """Says in its main clause that something must be done or be so: "De terrassen dienen een doorgang vrij te houden."
    Not what the writer must ("Wij moeten …") or what people have to put up with ("Ouders moeten nu …"), and not that
    something must be possible."""
    words = sentence.words
    verb = next((n for n, word in enumerate(words) if word.known.finite), None)
    if verb is None or words[verb].known.past or words[verb].known.lemma not in _MUST:
        return False
    openers = small_words("openers") | small_words("relatives")
    before, behind = words[:verb], words[verb + 1 :]
    if any(word.form in openers for word in before) or _WRITERS & {word.form for word in (*before, *behind[:1])}:
        return False
    if any(word.form in small_words("habits") or word.form == "kunnen" for word in words):
        return False
    if words[verb].known.lemma != "moeten":
        return any(word.form == "te" for word in behind)
    return not any(word.form in small_words("derden") for word in (*before, *behind[:1]))


def is_task(sentence: Sentence) -> bool:
    """What a lead-in as "Wij adviseren u:" goes on with: "het bezwaar ongegrond te verklaren;"."""
    words = sentence.words
    for word, following in pairwise(words):
        if word.known.finite:
            return False
        if word.form == "te" and following.form.endswith("n") and following.known.pos in {"VERB", "AUX"}:
            return len(words) >= 4
    return False


def is_phrase(sentence: Sentence) -> bool:
    """An item without a verb that says what there should be: "Eén vast aanspreekpunt per gezin."."""
    return not sentence.finite and len(sentence.text.split()) >= 3


def is_infinitive(sentence: Sentence) -> bool:
    """An item of a list that says what to do with a phrase: "Samen met scholen een aanpak ontwikkelen."."""
    return sentence.infinitive and len(sentence.text.split()) >= 4
