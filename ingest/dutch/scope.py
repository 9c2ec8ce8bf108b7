"""How far an act goes: a preposition in its clause that nothing explains says where, for whom or how much is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.dutch.words import Clauses, Word, small_words

VERBS, NAMES = {"VERB", "AUX"}, {"NOUN", "PROPN"}
DATE = re.compile(r"(?:\d\d?-\d\d?-)?(?:19|20)\d\d")


def is_limited(words: Sequence[Word], clauses: Clauses, places: Sequence[int]) -> bool:
    """Whether the clauses of these words hold such a preposition: "wij volgen uw advies bij nieuwbouw".

    Explained is what names the advice or its subject ("uw advies over de bus"), a moment, the paper in which it is laid
    down, or how gladly it is done. What stands before the verb is one constituent, so there all that follows the
    advice belongs to it: "uw advies bij nieuwbouw volgen wij".
    """
    of = clauses.of_all(places)
    inside = [at for at, clause in enumerate(clauses.of) if clause in of]
    begun = subject = False  # behind the first verb; within what the advice is about
    for before, at in zip([-1, *inside], inside, strict=False):
        word = words[at]
        if _is_another_act(words, at) or (word.form == "door" and any(words[n].form == "te" for n in inside if n > at)):
            return False
        verb = word.known.pos in VERBS
        begun = begun or verb
        if "," in word.gap or word.known.particle or verb:
            subject = False
        elif not begun:
            subject = subject or word.form in small_words("advies")
        elif _form(words, at - 1) in small_words("advies"):
            subject = _tells_subject(words, at)
            if word.form == "van" and not subject:  # of somebody else
                return True
        elif 0 <= before < at - 1 and clauses.of[before] == clauses.of[at]:  # "om de termijn te verlengen tot mei"
            subject = True
        if begun and not subject and at not in places and _is_manner(words, at):
            return True
        if word.known.pos == "ADP" and not (word.known.particle or subject or _is_explained(words, at)):
            return True
    return False


def _is_another_act(words: Sequence[Word], at: int) -> bool:
    """Whether "en" goes on with another verb, or stands behind a verb that closed what was said: "op te volgen en"."""
    if words[at].form != "en" or not 0 < at < len(words) - 1:
        return False
    before, after = words[at - 1].known, words[at + 1].known
    return before.particle or before.pos in VERBS or after.pos in VERBS


def _is_manner(words: Sequence[Word], at: int) -> bool:
    """Whether a word says how or how surely it is done, and not in full: "mogelijk", "vermoedelijk". Which adverbs
    take nothing away is a short list; those that do are endless."""
    following = words[at + 1].known.pos if at + 1 < len(words) else ""
    loose = words[at].known.pos == "ADV" or (words[at].known.pos == "ADJ" and following not in {"ADJ", "NUM", *NAMES})
    return loose and not words[at].known.particle and words[at].form not in small_words("whole")


def _tells_subject(words: Sequence[Word], at: int) -> bool:
    """Of a word behind "advies". "Voor" does so in "een voorstel voor", not in "uw advies voor nieuwe klanten"; "van"
    in "uw advies van mei" and "het advies van uw raad", not in "het advies van onze accountant"."""
    if words[at].form == "van" and _form(words, at - 2) not in {"u", "uw"}:
        named = set(_object(words, at))
        known = (small_words("adviseur") | {"u", "uw"}) - {"wij", "we", "ons", "onze"}
        return bool(named & known) or any(DATE.fullmatch(n) for n in named)
    if words[at].form != "voor":
        return words[at].form in small_words("about")
    if any(name.endswith(tuple(small_words("times"))) for name in _object(words, at)):
        return False
    return words[at - 1].form not in small_words("verdicts") or _form(words, at + 1) == "een"


def _is_explained(words: Sequence[Word], at: int) -> bool:
    form = words[at].form
    phrase = [form, _form(words, at + 1), _form(words, at + 2)]
    if _form(words, at - 1) == "samen" or any(" ".join(phrase[:n]) in small_words("free") for n in (1, 2, 3)):
        return True
    named = tuple(_object(words, at))
    told = named[: named.index("van")] if form == "in" and "van" in named else named  # "in een lijst van adviezen"
    if not named or any(name in small_words("advies") for name in told):  # nothing: "waar wij gevolg aan geven"
        return True
    if form in {"in", "aan"} and any(name.endswith(tuple(small_words("papers"))) for name in named):
        return True
    if form == "voor":  # "voor mei" is a date, "voor dit jaar" is how far it goes
        return any(name in small_words("maand") | small_words("seasons") for name in named)
    moments = tuple(small_words("maand") | small_words("seasons") | small_words("times"))
    return form in small_words("when") and any(DATE.fullmatch(name) or name.endswith(moments) for name in named)


def _object(words: Sequence[Word], at: int) -> Iterator[str]:
    """The words that a preposition governs: as far as its noun, and beyond that over "van" and names."""
    named = False
    for word in words[at + 1 :]:
        governed = word.known.pos in NAMES or word.form == "van" or word.form[:1].isdigit()
        if word.known.finite or (named and not governed):
            return
        yield word.form
        named = word.form != "van" and (named or word.known.pos in NAMES)


def _form(words: Sequence[Word], at: int) -> str:
    return words[at].form if 0 <= at < len(words) else ""
