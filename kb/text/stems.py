"""Words as the index compares them: without capitals and accents, and by their stem, because Dutch joins words."""

from __future__ import annotations

import re
import unicodedata
from itertools import filterfalse

SHORTEST = 3  # letters: what the full-text file can look up
STEM = 4  # letters that are left at least
ENDINGS = (
    "heden", "ingen", "elijke", "elijk", "tjes", "tje", "jes", "je", "ende", "end", "ing", "en", "er", "es",
    "e", "s", "t", "d",
)  # fmt: skip
COMMON = frozenset(
    """aan al als bij dan dat de den der deze die dit door een er had hebben heeft het hoe hun iets ik in is je kan men
    met naar niet nog nu of om onder ons onze ook op over te tot uit van veel voor waar wat we wel werd wij word worden
    wordt zal ze zich zij zijn zo zou""".split()  # noqa: SIM905  (a list of sixty strings is not easier to read)
)


def folded(text: str) -> str:
    """Lower case, without accents and invisible hyphens: "Eén" becomes "een"."""
    plain = unicodedata.normalize("NFKD", text.replace("\u00ad", ""))
    return "".join(filterfalse(unicodedata.combining, plain)).casefold()


def sounded(text: str) -> str:
    """Folded, and as it sounds: school and scholen, brief and brieven, huis and huizen then begin alike."""
    return re.sub(r"([a-z])\1", r"\1", folded(text)).replace("v", "f").replace("z", "s")


def words(text: str) -> list[str]:
    """The words of a question that say something, folded, each once; signs and quotes fall away."""
    found = plain_words(text)
    return list(dict.fromkeys(word for word in found if len(word) >= SHORTEST and word not in COMMON))


def stem(word: str) -> str:
    """A folded word without its ending, as it sounds; enough to find "scholen" with "school", no more."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= STEM:
            return sounded(word.removesuffix(ending))
    return sounded(word)


def plain_words(text: str) -> list[str]:
    """All words of a text, folded."""
    return re.findall(r"[^\W_]+", folded(re.sub("§+", " paragraaf ", text)))


def spaced(text: str) -> str:
    """As it sounds, signs left out, with one space around every word: what begins and ends a word can be asked for."""
    return f" {sounded(' '.join(plain_words(text)))} "
