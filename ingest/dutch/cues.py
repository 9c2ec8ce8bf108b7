"""Cues: the small notation in which a linguist writes what carries a statement.

ADVISEREN          the forms of the verb that rules/verbs.toml lists; of a verb that it does not list, every form
wij|we             one of these words, as written (case does not matter)
@wij               a word list from rules/words.toml
~reactie           a word that ends so: "collegereactie", "reactie"
+over              the word as particle of a verb: in "wij nemen dit over", not in "een besluit over dit advies"
toezegging:        the word with a colon behind it
…                  any words (forty at most), never past the end of the sentence
..                 up to three words
woord?             may be left out
^ja                first word of the sentence
wij$               last word of the sentence
A <> B             A before B or B before A, up to three words in between
A & B & C          all three in one clause, in any order; each may be several words
=overgenomen       all cues of the rule with this id
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from ingest.dutch.matching import Cue, Matcher, Part, Pattern, Step
from kb.errors import BadSettings

LONG_GAP, SHORT_GAP = 40, 3
RULE_FILES = ("recommendation", "request", "commitment", "position", "relation")
FIELDS = {"id", "kind", "cue", "score", "example", "counterexample"}
OPTIONAL = {"not", "soft", "negated", "hypothetical", "stated", "limited"}
CUES = "cues"  # where the pipeline puts what it found: doc.spans[CUES]
WORDS = "words"  # and the words of each sentence as cues see them, by its first token: doc.user_data[WORDS]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of rules/*.toml. `kind` is what it finds; a sentence that fits a `nots` cue does not count.

    `negated = false` asks that no negation stands in the clause of the cue, `true` that one does; `hypothetical` the
    same of a condition ("als", "of", "zou"). `stated = true` asks that the cue is what the writer says for now: in a
    main clause, and not as past, wish, duty, quotation or another body's; `limited = true` that its clause says how far
    it goes (see `reach`). `example` must be found by this rule, `counterexample` must not: the tests hold every rule to
    both.
    """

    id: str
    kind: str
    cues: tuple[str, ...]
    nots: tuple[str, ...]
    score: float
    example: str
    counterexample: str
    soft: bool = False
    negated: bool | None = None
    hypothetical: bool | None = None
    stated: bool = False
    limited: bool = False


def load_rules(name: str) -> tuple[Rule, ...]:
    """The rules of rules/NAME.toml. Raises BadSettings when a rule lacks a field or names one that does not exist."""
    return tuple(_rule(name, entry) for entry in _toml(name)["rule"])


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule that is shipped, by id."""
    return {rule.id: rule for name in RULE_FILES for rule in load_rules(name)}


class Lexicon:
    """Verb forms and word lists: what the capitals and the @-names in a cue stand for."""

    def __init__(self, verbs: Mapping[str, Sequence[str]], words: Mapping[str, Sequence[str]]) -> None:
        self.verbs, self.words = verbs, words
        self._parts: dict[str, Part] = {}  # as they are written: most stand in several cues

    @classmethod
    def load(cls) -> Lexicon:
        """The lexicon that is shipped."""
        verbs = {name: forms.split() for group in _toml("verbs").values() for name, forms in group.items()}
        return cls(verbs, {name: tuple(words) for name, words in _toml("words").items()})

    def matcher(self, rules: Mapping[str, Rule]) -> Matcher:
        """One that looks for all these rules."""
        return Matcher({name: self.pattern(rule, rules) for name, rule in rules.items()})

    def pattern(self, rule: Rule, rules: Mapping[str, Rule]) -> Pattern:
        """What a rule looks for. "=overgenomen" among its cues stands for all cues of that rule."""
        written = [cue for each in rule.cues for cue in _borrowed(each, rules)]
        return Pattern(
            self.cues(written), self.cues(rule.nots), rule.negated, rule.hypothetical, rule.stated, rule.limited
        )

    def cues(self, written: Sequence[str]) -> tuple[Cue, ...]:
        """Each cue in every order and length that its signs allow."""
        return tuple(
            Cue(tuple(self._steps(run, cue) for run in reading.split(" & ")))
            for cue in written for reading in _readings(cue)
        )  # fmt: skip

    def _steps(self, run: str, cue: str) -> tuple[Step, ...]:
        steps: list[Step] = []
        reach = 1
        for part in run.split():
            if part in {"…", ".."}:
                reach = 1 + (LONG_GAP if part == "…" else SHORT_GAP)
            else:
                if part not in self._parts:
                    self._parts[part] = self._part(part, cue)
                steps.append(Step(self._parts[part], reach))
                reach = 1
        if not steps:
            raise BadSettings(f"Aanwijzing “{cue}”: er staat geen woord tussen twee tekens.")
        return tuple(steps)

    def _part(self, text: str, cue: str) -> Part:
        bare = text.lstrip("^+").removesuffix(":").removesuffix("$")
        forms: set[str] = set()
        lemmas: set[str] = set()
        endings: list[str] = []
        for option in bare.split("|"):
            if option.startswith("~"):
                endings.append(option[1:])
            elif option.startswith("@"):
                forms.update(self._listed(option[1:], cue))
            elif len(option) > 1 and option.isupper() and option not in self.verbs:
                lemmas.add(option.lower())
            else:
                forms.update(self.verbs.get(option, (option.lower(),)))
        return Part(
            frozenset(forms), tuple(endings), frozenset(lemmas),
            first=text.startswith("^"), last=text.endswith("$"),
            particle=text.startswith("+"), colon=text.endswith(":"),
        )  # fmt: skip

    def _listed(self, name: str, cue: str) -> Sequence[str]:
        if name not in self.words:
            raise BadSettings(f"Aanwijzing “{cue}”: @{name} staat niet in words.toml.")
        return self.words[name]


def _rule(name: str, entry: Mapping[str, Any]) -> Rule:
    wrong = (set(entry) - FIELDS - OPTIONAL) | (FIELDS - set(entry))
    if wrong:
        named = ", ".join(sorted(wrong))
        raise BadSettings(f"Regel {entry.get('id', '?')} in {name}.toml klopt niet: kijk naar {named}.")
    return Rule(
        entry["id"], entry["kind"], tuple(entry["cue"]), tuple(entry.get("not", ())), float(entry["score"]),
        entry["example"], entry["counterexample"], bool(entry.get("soft", False)),
        entry.get("negated"), entry.get("hypothetical"),
        bool(entry.get("stated", False)), bool(entry.get("limited", False)),
    )  # fmt: skip


def _borrowed(cue: str, rules: Mapping[str, Rule]) -> Sequence[str]:
    if not cue.startswith("="):
        return (cue,)
    if cue[1:] not in rules:
        raise BadSettings(f"Aanwijzing “{cue}”: er is geen regel {cue[1:]}.")
    return rules[cue[1:]].cues


def _readings(cue: str) -> Iterator[str]:
    """The cue in every order that its `<>` signs allow, with and without each word that may be left out."""
    orders = [cue]
    while "<>" in orders[0]:
        orders = [order for text in orders for order in _both_orders(text)]
    for order in orders:
        choices = [
            (part.removesuffix("?"), "") if len(part) > 1 and part.endswith("?") else (part,) for part in order.split()
        ]
        for chosen in product(*choices):
            yield " ".join(part for part in chosen if part)


def _both_orders(cue: str) -> tuple[str, str]:
    """The two readings of the first "A <> B" in a cue; A and B are the single parts beside the sign."""
    parts = cue.split()
    at = parts.index("<>")
    before, a, b, after = parts[: at - 1], parts[at - 1], parts[at + 1], parts[at + 2 :]
    return " ".join([*before, a, "..", b, *after]), " ".join([*before, b, "..", a, *after])


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((files("ingest.dutch") / "rules" / f"{name}.toml").read_text(encoding="utf-8"))
