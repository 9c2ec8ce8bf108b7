"""Sentences that say without a subject what should be done: orders, infinitives, and phrases in a list of advice."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from ingest.dutch.pipeline import Sentence


@cache
def _stems() -> frozenset[str]:
    text = (files("ingest.dutch") / "rules" / "imperatives.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def is_imperative(sentence: Sentence) -> bool:
    """Opens with a verb stem that is not used as a noun ("Onderzoek naar …", "Deel 2") and is more than a few words."""
    return opens_with_order(sentence.text)


def opens_with_order(text: str) -> bool:
    """As `is_imperative`, for words that are not a sentence of their own."""
    words = re.findall(r"\w[\w-]*", re.sub(r"^(?:En|Maar) ", "", text))
    if len(words) < 4 or words[0].lower().replace("é", "ë") not in _stems():
        return False
    if words[1].lower() == "of":  # "Onderzoek of de bijdrage kan vervallen", but not "Onderzoek of advies"
        return words[2].lower() in {"de", "het", "een", "er", "dit", "dat", "deze", "die", "hun", "uw", "alle", "en"}
    return words[1].lower() not in {"naar", "van", "gericht", "is", "wordt", "was", "en"} and not words[1].isdigit()


def _is_tagged(sentence: Sentence) -> bool:
    """An order by the tagger's account, of a verb that is not in the list; "Zie bijlage 2" advises nothing."""
    words = re.findall(r"\w[\w-]*", sentence.text)
    return sentence.imperative and len(words) >= 4 and words[0].lower() not in {"zie", "let", "lees"}


def is_order(sentence: Sentence, advising: bool, letter: bool) -> bool:
    """Where the section says that it advises, by the list of verbs or by the tagger; elsewhere in a letter, by both."""
    if advising:
        return is_imperative(sentence) or _is_tagged(sentence)
    return letter and is_imperative(sentence) and _is_tagged(sentence)


def is_phrase(sentence: Sentence) -> bool:
    """An item without a verb that says what there should be: "Eén vast aanspreekpunt per gezin."."""
    return not sentence.finite and len(sentence.text.split()) >= 3


def is_infinitive(sentence: Sentence) -> bool:
    """An item of a list that says what to do with a phrase: "Samen met scholen een aanpak ontwikkelen."."""
    return sentence.infinitive and len(sentence.text.split()) >= 4
