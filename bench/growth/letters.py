"""As many letters as are asked, made from the texts of the corpus with other names, dates, numbers and sentences.

They come in rounds: each round is the whole corpus once more, about other subjects, by other bodies and at another
time, in which the letters still answer each other. No letter is a version of another.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from bench.corpus.source import MONTHS, Source, dutch_date, read_source
from bench.corpus.word import render_word

TEXTS = Path(__file__).parents[1] / "corpus" / "teksten"
ROUND = 26  # letters: the texts of the corpus
BETWEEN = 23  # days from one round to the next
DROPPED, NEW = 0.3, 0.35  # share of the sentences that go, and after which another one comes
STEMS = ("water", "bos", "kade", "molen", "brug", "haven", "dijk", "akker", "weide", "polder", "toren", "markt")
ENDS = [
    "zorg",
    "hulp",
    "wonen",
    "vervoer",
    "school",
    "sport",
    "kunst",
    "groen",
    "spel",
    "leer",
    "werk",
    "rust",
    "zicht",
    "loop",
    "taal",
]
NAMES = [
    "Adema",
    "Bakels",
    "Couprie",
    "Drost",
    "Elzinga",
    "Faber",
    "Gorter",
    "Hazes",
    "Idema",
    "Jonkers",
    "Kuiper",
    "Lansink",
    "Meinema",
    "Nolte",
    "Overweg",
]
BODIES = [
    "Seniorenraad",
    "Jongerenraad",
    "Wijkraad",
    "Cultuurraad",
    "Sportraad",
    "Groenraad",
    "Cliëntenraad",
    "Huurdersraad",
]
SAID = (
    "Bij de {thing} waren dit jaar {number} inwoners betrokken.",
    "Over de {thing} spraken wij met {number} mensen uit {place}.",
    "De {thing} kost {number} euro per maand en wordt in {place} het meest gebruikt.",
    "In {place} ligt dat anders, omdat daar de {thing} ontbreekt.",
    "Van de {number} reacties ging een derde over de {thing}.",
)  # fmt: skip
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})\b")
_SENTENCE = re.compile(r"(?<=[a-zë]{3}[.!?]) (?=[A-Z])")
_REFERENCE = re.compile(r"\b([A-Z]{1,4}\d{2}-|[A-Z]{2,5}-\d{4}-|RIB \d{4}-|M\d{2}-)(\d+)\b")


def write_letters(folder: Path, count: int, first: int = 0) -> list[Path]:
    """Write so many letters, from the `first` on; the same number is always the same letter."""
    folder.mkdir(parents=True, exist_ok=True)
    sources = [read_source(path) for path in sorted(TEXTS.glob("*.txt"))]
    written = []
    for number in range(first, first + count):
        turn, which = divmod(number, len(sources))
        path = folder / f"{number:05}.docx"
        render_word(letter(sources[which], turn), path)
        written.append(path)
    return written


def letter(source: Source, turn: int) -> Source:
    """The text in this round."""
    of_round = random.Random(turn)
    words = _other_words(of_round, turn)
    own = random.Random(f"{turn} {source.path.name}")
    head = {name: _other(value, turn, words) for name, value in source.head.items()}
    body = "\n\n".join(_rewritten(_other(block, turn, words), own) for block in source.body.split("\n\n"))
    return replace(source, head=head, body=body)


def _other_words(chance: random.Random, turn: int) -> dict[str, str]:
    """The names and nouns of the corpus, and what stands for them in this round; nothing changes in the first."""
    if not turn:
        return {}
    body = f"{chance.choice(BODIES)} {_thing(chance).capitalize()}"
    short = "".join(word[0] for word in body.split()) + chr(ord("A") + turn % 26)
    nouns = [
        "wachttijden",
        "schulden",
        "vervoer",
        "mantelzorg",
        "dagbesteding",
        "brieven",
        "toegankelijkheid",
        "jeugdhulp",
        "kosten",
    ]
    subjects = {noun: _thing(chance) for noun in nouns}
    people = ("Slotboom", "Rozenboom", "Brandsema")
    return {
        "Adviesraad Sociaal Domein": body,
        "ASD": short,
        **subjects,
        **{who: chance.choice(NAMES) for who in people},
    }


def _thing(chance: random.Random) -> str:
    return chance.choice(STEMS) + chance.choice(STEMS) + chance.choice(ENDS)


def _other(text: str, turn: int, words: dict[str, str]) -> str:
    for old, new in words.items():
        text = re.sub(rf"\b{old}\b", new, text)
    text = _DAY.sub(lambda found: _later(dutch_date(found[0]), turn), text)
    return _REFERENCE.sub(lambda found: f"{found[1]}{int(found[2]) + 1000 * turn}", text)


def _later(day: date, turn: int) -> str:
    then = day + timedelta(days=BETWEEN * turn)
    return f"{then.day} {MONTHS[then.month - 1]} {then.year}"


def _rewritten(block: str, chance: random.Random) -> str:
    """A paragraph without some of its sentences and with others; other blocks as they are."""
    if not re.match(r"[A-Z“]", block):
        return block
    return " ".join(_sentences(block, chance))


def _sentences(block: str, chance: random.Random) -> Iterator[str]:
    for number, sentence in enumerate(_SENTENCE.split(block)):
        if number == 0 or chance.random() > DROPPED:
            yield sentence
        if number and chance.random() < NEW:
            number_of, place = chance.randint(11, 9999), _thing(chance).capitalize()
            yield chance.choice(SAID).format(thing=_thing(chance), number=number_of, place=place)
