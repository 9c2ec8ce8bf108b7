"""The material without its texts: of each labelled sentence its label, the names of its signs, and a hash by which who
has the text knows it again. Weights are learnt from this as from the texts themselves, until signs change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from bench.says.material import CASES, Example
from ingest.statements.sentence_judge import KINDS

KEPT = Path("bench/says/signs.txt")
HEAD = """# Labelled sentences of public documents and of the trails, without text: written by
# `python -m bench.says FOLDER ... --keep`. First the names of the signs, then per document its folder, group and
# name, and per sentence its hash, the first letter of its label and the numbers of its signs.
"""
_DOCUMENT = "= "
_LABELS = {kind[0]: kind for kind in KINDS}
_RARE = 4  # sentences: a sign that fewer show gets no weight
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def read_kept(path: Path = KEPT) -> Iterator[Example]:
    """The sentences of the file, in its order."""
    if not path.exists():
        return
    names: list[str] = []
    folder = group = letter = ""
    for line in path.read_text(encoding="utf-8").removeprefix(HEAD).splitlines():
        if line.startswith(_DOCUMENT):
            folder, group, letter = line.removeprefix(_DOCUMENT).split("\t")
        elif not folder:
            names.append(line)
        else:
            key, label, *numbers = line.split(" ")
            signs = frozenset(names[int(number, len(_DIGITS))] for number in numbers)
            yield Example(signs, _LABELS[label], group, folder, letter, key)


def kept(given: Iterable[Example]) -> str:
    """What stands in the file: of what somebody judged, the cases of the tests left out, which are at hand."""
    judged = [each for each in given if each.label and each.folder != CASES]
    shown = Counter(sign for each in judged for sign in each.signs)
    names = [sign for sign, times in sorted(shown.items(), key=lambda pair: (-pair[1], pair[0])) if times >= _RARE]
    numbers = {name: _short(number) for number, name in enumerate(names)}
    lines = list(names)
    for place, sentences in groupby(judged, lambda each: (each.folder, each.group, each.letter)):
        lines.append(_DOCUMENT + "\t".join(place))
        lines += (" ".join((each.key, each.label[0], *_numbers(each, numbers))) for each in sentences)
    return HEAD + "\n".join([*lines, ""])


def _numbers(each: Example, numbers: dict[str, str]) -> Sequence[str]:
    return sorted((numbers[sign] for sign in each.signs & numbers.keys()), key=lambda number: (len(number), number))


def _short(number: int) -> str:
    rest, digit = divmod(number, len(_DIGITS))
    return (_short(rest) if rest else "") + _DIGITS[digit]
