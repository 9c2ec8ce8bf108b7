"""Why a passage was found, in the words of who asked: no figures, and nothing that does not hold for this passage."""

from __future__ import annotations

from collections.abc import Sequence

from kb.search.asked import Word
from kb.search.naming import Naming, Thing

CLOSE = 0.1  # of likeness, on either side of what an answer needs, between which a meaning is related
LIKE = "lijkt in betekenis op de gekozen passage"
SAME, RELATED, FAR = "gaat over hetzelfde", "gaat over iets verwants", "gaat in de verte over iets verwants"


def reason(given: Sequence[str], said: Sequence[Word], headed: bool, meaning: str) -> str:
    """One line: what the letter was named by, what the passage names (`given`), which words stand in it, and what it is
    about. `headed`: the words stand over the letter."""
    words = "" if headed or not said else _stand(said)
    above = "alles wat u typte staat in de kop of het briefhoofd" if headed else ""
    near = "" if meaning == FAR and (given or headed) else meaning  # what was asked by its name is not far off
    return "; ".join(filter(None, (*given, above, words, near)))


def meaning(cosine: float, least: float | None) -> str:
    """How near a passage is to the question; `least` is what an answer needs, where that is known of the model."""
    if least is None or abs(cosine - least) < CLOSE:
        return RELATED
    return SAME if cosine > least else FAR


def named(thing: Thing, text: str) -> str:
    """That a passage names something, with as much of it as stands there."""
    if thing.kind is Naming.ARTICLE and not thing.stands_whole_in(text):
        return f"{thing.said.partition(' lid ')[0]} staat erin"
    article = "" if thing.kind is Naming.ARTICLE else "de " if thing.kind is Naming.DAY else "het "
    return f"{article}{'' if thing.kind is Naming.ARTICLE else f'{thing.kind} '}{thing.said} staat erin"


def _stand(said: Sequence[Word]) -> str:
    shown = [word.typed if not word.slip else f"{word.meant} (u typte {word.typed})" for word in said]
    if len(shown) == 1:
        return f"het woord {shown[0]} staat erin"
    return f"de woorden {', '.join(shown[:-1])} en {shown[-1]} staan erin"
