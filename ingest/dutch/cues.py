"""Cues: the small notation in which a linguist writes what carries a statement, and its translation to expressions.

ADVISEREN          any form of the verb, as listed in rules/verbs.toml
wij|we             one of these words, as written (case does not matter)
@wij               a word list from rules/words.toml
~reactie           a word that ends so: "collegereactie", "reactie"
…                  any words (forty at most), never past the end of the sentence
..                 up to three words
woord?             may be left out
^ja                first word of the sentence
A <> B             A before B or B before A, up to three words in between
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kb.errors import BadSettings

LONG_GAP, SHORT_GAP = 40, 3
RULE_FILES = ("recommendation", "request", "commitment", "position")
_WORD, _BETWEEN = r"[\w’'-]+", r"\W+"
CUES = "cues"  # where the pipeline puts what it found: doc.spans[CUES]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of rules/*.toml. `kind` is what it finds; a sentence that fits a `nots` cue does not count.

    `example` must be found by this rule, `counterexample` must not: the tests hold every rule to both.
    """

    id: str
    kind: str
    cues: tuple[str, ...]
    nots: tuple[str, ...]
    score: float
    example: str
    counterexample: str
    soft: bool = False


def load_rules(name: str) -> tuple[Rule, ...]:
    """The rules of rules/NAME.toml. Raises BadSettings when a rule lacks a field or names one that does not exist."""
    rules = []
    for entry in _toml(name)["rule"]:
        unknown = set(entry) - {"id", "kind", "cue", "not", "score", "soft", "example", "counterexample"}
        missing = {"id", "kind", "cue", "score", "example", "counterexample"} - set(entry)
        if unknown or missing:
            wrong = ", ".join(sorted(unknown | missing))
            raise BadSettings(f"Regel {entry.get('id', '?')} in {name}.toml klopt niet: kijk naar {wrong}.")
        rules.append(
            Rule(
                entry["id"], entry["kind"], tuple(entry["cue"]), tuple(entry.get("not", ())), float(entry["score"]),
                entry["example"], entry["counterexample"], bool(entry.get("soft", False)),
            )
        )  # fmt: skip
    return tuple(rules)


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule that is shipped, by id."""
    return {rule.id: rule for name in RULE_FILES for rule in load_rules(name)}


class Lexicon:
    """Verb forms and word lists: what the capitals and the @-names in a cue stand for."""

    def __init__(self, verbs: Mapping[str, Sequence[str]], words: Mapping[str, Sequence[str]]) -> None:
        self.verbs, self.words = verbs, words

    @classmethod
    def load(cls) -> Lexicon:
        """The lexicon that is shipped."""
        verbs = {name: forms.split() for group in _toml("verbs").values() for name, forms in group.items()}
        return cls(verbs, {name: tuple(words) for name, words in _toml("words").items()})

    def pattern(self, cues: Iterable[str]) -> re.Pattern[str]:
        """One expression for all these cues, to be searched for in a single sentence."""
        readings = [reading for cue in cues for reading in _readings(cue)]
        return re.compile("|".join(self._sequence(reading) for reading in readings), re.IGNORECASE)

    def _sequence(self, cue: str) -> str:
        made, gap = "", ""
        for part in cue.split():
            if part in {"…", ".."}:
                gap = f"(?:{_BETWEEN}{_WORD}){{0,{LONG_GAP if part == '…' else SHORT_GAP}}}?"
                continue
            word = part.removesuffix("?") if len(part) > 1 else part
            step = f"{gap}{_BETWEEN}{self._word(word, cue)}" if made else self._word(word, cue)
            made += f"(?:{step})?" if word != part else step
            gap = ""
        return made

    def _word(self, word: str, cue: str) -> str:
        opening = r"^\W*" if word.startswith("^") else r"(?<!\w)"
        forms = [form for option in word.lstrip("^").split("|") for form in self._forms(option, cue)]
        return f"{opening}(?:{'|'.join(forms)})(?!\\w)"

    def _forms(self, option: str, cue: str) -> Iterable[str]:
        if option.startswith("~"):
            return [r"[\w-]*" + re.escape(option[1:])]
        if option.startswith("@"):
            return map(re.escape, self._look_up(self.words, option[1:], cue))
        if len(option) > 1 and option.isupper():
            return map(re.escape, self._look_up(self.verbs, option, cue))
        return [re.escape(option)]

    def _look_up(self, table: Mapping[str, Sequence[str]], name: str, cue: str) -> Sequence[str]:
        if name not in table:
            raise BadSettings(f"Aanwijzing “{cue}”: {name} staat niet in verbs.toml of words.toml.")
        return table[name]


def _readings(cue: str) -> list[str]:
    """The cue in every order that its `<>` signs allow."""
    orders = [cue]
    while "<>" in orders[0]:
        orders = [order for text in orders for order in _both_orders(text)]
    return orders


def _both_orders(cue: str) -> tuple[str, str]:
    """The two readings of the first "A <> B" in a cue; A and B are the single parts beside the sign."""
    parts = cue.split()
    at = parts.index("<>")
    before, a, b, after = parts[: at - 1], parts[at - 1], parts[at + 1], parts[at + 2 :]
    return " ".join([*before, a, "..", b, *after]), " ".join([*before, b, "..", a, *after])


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((files("ingest.dutch") / "rules" / f"{name}.toml").read_text(encoding="utf-8"))
