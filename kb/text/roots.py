"""The root that the forms of a Dutch word share: lid and leden, stellen and gesteld, huis and huizen.

Rules of spelling, and a list of what they do not say (`irregular.txt`). Stemmers of a library were measured beside it
(bench/embedding_model/README.md). A root is only compared with other roots, never shown; it keeps long and short
vowels apart, so that wetten (wet) and weten (weet) stay two words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

IRREGULAR = Path(__file__).with_name("irregular.txt")
LEAST = 3  # letters of a root that an ending is taken from
UNMARKED = 4  # letters that are left of a participle at least, when nothing but "ge" stands before them
LONGEST = 12  # letters of the longest irregular form
VOWELS = "aeiouy"
ENDINGS = ("eren", "te", "de", "ers", "en", "es", "s", "e")  # the first that fits
PAST = ("te", "de")
BEFORE_S = ("el", "er", "en", "em", "aar", "eur", "or", "ie", "um", "am", "b", "a", "o", "u", "y", "ee")  # inwoners
LENGTHENING = ("en", "es", "e")  # before which a long vowel is written once
PARTICLES = (
    "aaneen", "achteruit", "bijeen", "ineen", "overeen", "samen", "tegemoet", "terecht", "terug", "tegen", "voorbij",
    "vooruit", "achter", "binnen", "buiten", "onder", "rond", "tussen", "vast", "voort", "voor", "vrij", "weer", "mede",
    "mee", "neer", "over", "open", "aan", "bij", "door", "goed", "los", "mis", "toe", "uit", "weg", "af", "in", "na",
    "om", "op",
)  # fmt: skip
PREFIXES = ("be", "ver", "ont", "her")
_PARTICIPLE = re.compile(rf"(?P<particle>{'|'.join(PARTICLES)}|)ge(?P<stem>[^\W\d_]+?)(?P<ending>d|t)")
_UNSTRESSED = re.compile(r"(?:be|ver|ont|her|er)[^\W\d_]+[^\W\d_aeiouy]d")  # betaald, beloofd: no "ge" before these


@cache
def root(word: str) -> str:
    """The root of a folded word; the word itself when no rule knows better."""
    given = _irregular(word)
    if given is not None:
        return given
    return _participle(word) or _spelled(_without_ending(word))


@cache
def _forms() -> Mapping[str, str]:
    """Form → root of what stands in the list; the first line that has a form counts."""
    found: dict[str, str] = {}
    lines = IRREGULAR.read_text(encoding="utf-8").splitlines()
    for group in (line.split() for line in lines if line and not line.startswith("#")):
        for form in group:
            found.setdefault(form, group[0])
            if (
                form.startswith("ge") and form.endswith("en") and not group[0].startswith("ge")
            ):  # besproken, verschenen: no "ge" behind these
                for prefix in PREFIXES:
                    found.setdefault(prefix + form.removeprefix("ge"), prefix + group[0])
    return found


def _irregular(word: str) -> str | None:
    """By the longest form of the list that the word is, or ends in after two letters or more."""
    forms = _forms()
    if word in forms:
        return forms[word]
    for start in range(max(2, len(word) - LONGEST), len(word) - LEAST + 1):
        form = word[start:]
        if form in forms and forms[form] != form:
            return word[:start] + forms[form]
    return None


def _participle(word: str) -> str | None:
    """Of vastgesteld vaststel, of gewacht wacht; None of what is no participle. Those in -en are in the list."""
    found = _PARTICIPLE.fullmatch(word)
    if found:
        particle, stem, ending = found["particle"], found["stem"], found["ending"]
        bare = ending == "d" and stem[-1] in VOWELS  # uitgebreid: the d is of the root
        if len(stem) >= (LEAST if particle else UNMARKED) and (particle or not bare):
            return particle + _spelled(stem if ending == "d" and not bare else stem + ending)
    if _UNSTRESSED.fullmatch(word):
        return _spelled(word[:-1])
    return None


def _without_ending(word: str) -> str:
    """Without the ending of a diminutive, a noun of doing or its plural; the others are for `_spelled`."""
    for ending in ("ingen", "ing", "tjes", "tje", "pjes", "pje", "jes", "je"):
        if word.endswith(ending) and len(word) - len(ending) >= LEAST + 1:
            left = word.removesuffix(ending)
            return left + "en" if ending.startswith("ing") and left[-1] not in VOWELS else left
    return word


def _spelled(word: str) -> str:
    """The root of what the rules of spelling made of it: scholen school, plannen plan, huizen huis, woont woon."""
    for ending in ENDINGS:
        left = word.removesuffix(ending)
        if left == word or len(left) < LEAST - 1 or not set(left) & set(VOWELS):
            continue
        if ending in PAST and not _takes(left, ending[0]):
            continue  # laten, raden: the consonant is of the root
        if ending == "s" and not _has_plural_in_s(left):
            continue  # mens, plaats, koers: the s is of the root
        if ending == "en" and left[-1] == "e" and left[-2:] != "ee":
            continue  # verleen, steen
        if ending in ("ers", "eren"):
            return _final(f"{left}er")
        return _final(_long(left) if ending in LENGTHENING else left)
    return _final(word)


def _has_plural_in_s(left: str) -> bool:
    return any(left.endswith(end) and set(left.removesuffix(end)) & set(VOWELS) for end in BEFORE_S)


def _takes(left: str, consonant: str) -> bool:
    """Whether "te" and "de" can be a past behind this: behind k, f, s, h and p a t, behind other consonants a d."""
    return len(left) > LEAST and left[-1] not in f"{VOWELS}jdt" and (left[-1] in "kfshp") == (consonant == "t")


def _long(left: str) -> str:
    """What stands before -en: one vowel and one consonant were written for two vowels, two consonants for one."""
    if left[-1] in VOWELS or len(left) < LEAST - 1:
        return left
    if left[-1] == left[-2]:
        return left[:-1]
    is_open = left[-2] in "aeou" and left[-3:-2] not in tuple(VOWELS) and not _is_mute(left)
    return left[:-1] + left[-2] + left[-1] if is_open else left


def _is_mute(left: str) -> bool:
    """Whether the e of the last syllable has no stress: regelen, tekenen, jongere."""
    before = re.sub(rf"^(?:{'|'.join(PREFIXES)})(?=[^aeiouy]+e)", "", left)[:-2]
    return left[-2] == "e" and left[-1] in "lnrm" and bool(set(before) & set(VOWELS))


def _final(left: str) -> str:
    """With the consonant that Dutch writes at the end, without the -t of a verb, and with one e in adviseer."""
    if len(left) > LEAST and left[-1] == "t" and _is_of_a_verb(left[:-1]):
        left = left[:-1]
    if left.endswith("eer") and set(left[:-3]) & set(VOWELS):
        left = f"{left[:-3]}er"
    return left[:-1] + {"v": "f", "z": "s"}.get(left[-1:], left[-1:])


def _is_of_a_verb(left: str) -> bool:
    """Whether a -t behind this is an ending: not in kant, lijst, tekst, kracht, where it mostly is of the root."""
    if left[-1] in f"{VOWELS}t":
        return False
    return left[-1] not in "nsch" or (left[-2] in VOWELS and left[-3:-2] != "" and left[-3] in VOWELS)
