"""How much of residents' data is hidden, and how much else: `python -m bench.privacy [--misses] [FILE…]`.

The truth is marked in the letters: `[[P1 J. de Vries]]` is the first person of a letter, A an address, T a telephone
number, M a mail address, R an account, B a BSN. `letters.txt` was looked at while the rules were made;
`first_sight.txt` was written before and `second_sight.txt` after them, each measured once (FIRST) and mended by then.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from kb.privacy.hiding import hiding

HERE = Path(__file__).parent
# What was found of persons when a set was seen for the first time: hidden, missed, hidden too much. This, and not what
# the table says now, is what to expect of a letter that nobody looked at.
FIRST = {"first_sight": (32, 1, 2), "second_sight": (13, 7, 6)}
MARK = re.compile(r"\[\[([PATMRB])(\d*) (.*?)\]\]")
KINDS = {
    "P": "persoon", "A": "adres", "T": "telefoonnummer", "M": "e-mailadres", "R": "rekeningnummer", "B": "BSN",
}  # fmt: skip
TELLS = re.compile(r"[A-ZÀ-Þ]\w{2,}|\d")  # what of a name or number may not stay


def letters(path: Path) -> Iterator[str]:
    yield from path.read_text(encoding="utf-8").split("=====\n")


def marked(raw: str) -> tuple[str, list[tuple[int, int, str, str]]]:
    """The text, and start, end, kind and number of what is a resident's in it."""
    text, truth, at = "", [], 0
    for match in MARK.finditer(raw):
        text += raw[at : match.start()]
        truth.append((len(text), len(text) + len(match[3]), match[1], match[2]))
        text += match[3]
        at = match.end()
    return text + raw[at:], truth


def measured(path: Path, misses: bool) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for raw in letters(path):
        text, truth = marked(raw)
        spans = hiding(text).spans(text)
        labels = defaultdict(set)
        for start, end, kind, number in truth:
            inside = [one for one in spans if one[0] < end and start < one[1]]
            left = [m for m in TELLS.finditer(text, start, end)
                    if not any(a <= m.start() and m.end() <= b for a, b, _ in inside)]  # fmt: skip
            counts[kind]["missed" if left or not inside else "hidden"] += 1
            if (left or not inside) and misses:
                print(f"  gemist: {text[start:end]!r}", file=sys.stderr)
            if kind == "P":
                labels[number].update(label for _, _, label in inside)
        for start, end, label in spans:
            if not any(start < b and a < end for a, b, _, _ in truth):
                kind = next((one for one, name in KINDS.items() if label.startswith(f"[{name}")), "P")
                counts[kind]["wrong"] += 1
                if misses:
                    print(f"  te veel: {text[start:end]!r}", file=sys.stderr)
        counts["P"]["people"] += len(labels)
        counts["P"]["one label"] += sum(len(each) == 1 for each in labels.values())
    return counts


def table(name: str, counts: dict[str, Counter[str]]) -> Iterator[str]:
    yield f"| {name} | te verbergen | verborgen | gemist | te veel |"
    yield "|---|---:|---:|---:|---:|"
    for kind, title in KINDS.items():
        c = counts[kind]
        yield f"| {title} | {c['hidden'] + c['missed']} | {c['hidden']} | {c['missed']} | {c['wrong']} |"
    yield f"\n{counts['P']['one label']} van {counts['P']['people']} personen met één label per document"
    if name in FIRST:
        hidden, missed, wrong = FIRST[name]
        yield f"Op het eerste gezicht: {hidden} personen verborgen, {missed} gemist, {wrong} te veel"
    yield ""


def main(arguments: list[str]) -> None:
    misses = "--misses" in arguments
    names = [each for each in arguments if each != "--misses"]
    paths = [Path(each) for each in names] or [HERE / f"{name}.txt" for name in ("letters", *FIRST)]
    for path in paths:
        print("\n".join(table(path.stem, measured(path, misses))))


if __name__ == "__main__":
    main(sys.argv[1:])
