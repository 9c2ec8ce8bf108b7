"""How likely it is that a sentence advises, promises or intends, by its signs and the weights that were learnt for
them, and by its words as a branch of the encoder reads them; and the statements that this adds where the rules find
nothing.

The weights stand in rules/statement_weights.toml; `python -m bench.says` makes them, `python -m bench.says.branch` the
branch.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from ingest.dutch.orders import is_order, is_task
from ingest.dutch.pipeline import Sentence
from ingest.passages.voice import Voice
from ingest.statements.actor import Actors
from ingest.statements.clause_signs import EMPTY, asks_you, tells_of_advice
from ingest.statements.draft import Draft, Part
from ingest.statements.points_in_order import SEEN
from ingest.statements.recommendations import ADVICE_SECTION, ANNOUNCES, FINDING, OF_ITSELF
from ingest.statements.sentence_context import Context
from ingest.statements.sentence_signs import Said, lead_ins, read_signs
from ingest.statements.speaker import LATER, Speaker, speakers
from ingest.statements.table_columns import is_header_of_points
from ingest.statements.writer import Writer
from kb.making import taken_for
from kb.model import BlockKind, Document, DocumentKind, GroundKind, StatementKind

NOTHING = "niets"
KINDS = ("aanbeveling", NOTHING, "toezegging", "voornemen")  # the columns of the table
# How likely a kind must be, what the branch weighs beside the signs, and below which chance it takes back what a rule
# found by words: chosen on four folders that neither rules, signs nor branch had seen (bench/says). Of what was between
# .5 and .55 likely to advise a quarter did, on sixteen folders that the branch had not seen.
LEAST_ADVICE = 0.55
LEAST_PROMISE = 0.45  # that it promises or intends
OF_WORDS = 0.6
# By the signs, the chance of anything, and of what may be found in that place, from which the branch is asked: below,
# it made no difference.
OPEN, OPEN_TO_KIND = 0.05, 0.03
HARDLY_ADVICE = 0.08
HARDLY_PROMISE = 0.15
FLOOR = 1e-6

# Grounds that are no more than words: what stands at a certain place needs no second reading.
BY_WORDS = frozenset(
    {GroundKind.CUE, GroundKind.DUTY, GroundKind.IMPERATIVE, GroundKind.INFINITIVE, GroundKind.LISTED_AFTER}
)
READ = 90  # words of a sentence that the branch reads whole

# Letters that repeat the points that they answer: a list in one may as well be of what the writer is going to do.
REPEATING = frozenset({DocumentKind.RESPONSE_LETTER, DocumentKind.COUNCIL_LETTER})

FIELD = re.compile(
    r"\W*(?:onderwerp|betreft|betreffende|van|aan|datum|cc)\s*:", re.I
)  # of the head of a letter or mail

_PROMISES = frozenset({StatementKind.COMMITMENT, StatementKind.INTENTION})

Around = Mapping[tuple[str, int], Context]  # as `contexts` gives it
Chances = Mapping[str, float]
Table = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a sentence is taken for, and how sure that is."""

    kind: StatementKind
    chance: float


@cache
def learnt() -> Table:
    """The weights that are shipped."""
    table: Table = tomllib.loads((files("ingest.dutch") / "rules" / "statement_weights.toml").read_text("utf-8"))
    return table


def stands(draft: Draft, around: Around) -> bool:
    """Whether what a rule found is likely enough as the branch reads it, where only words speak for it. Who repeats
    or supports the advice of another advises nothing himself: that is left to the rules."""
    by_words = draft.ground.kind in BY_WORDS and not draft.restated and not _completes(draft)
    if not by_words or draft.kind not in _PROMISES | {StatementKind.RECOMMENDATION}:
        return True
    return any(
        len(each.text.split()) > READ
        or each.rule("endorsement")
        or _may_be(draft.kind, _by_words(draft.part, each, around))
        for each in draft.part.sentences
        if each.start < draft.end and draft.start < each.end
    )


def _completes(draft: Draft) -> bool:
    """Whether it is an item that goes on with the sentence above its list: "De commissie adviseert:", "het bezwaar
    gegrond te verklaren;". What it says is for that sentence to tell."""
    return draft.ground.kind is GroundKind.LISTED_AFTER and is_task(draft.part.sentences[0])


def _may_be(kind: StatementKind, words: Sequence[float]) -> bool:
    chance = dict(zip(KINDS, words, strict=True))
    if kind is StatementKind.RECOMMENDATION:
        return chance["aanbeveling"] >= HARDLY_ADVICE
    return chance["toezegging"] + chance["voornemen"] >= HARDLY_PROMISE


def judged(parts: Sequence[Part], document: Document, found: Iterable[Draft], around: Around) -> Iterator[Draft]:
    """What the signs say of sentences in which the rules found no advice, request or promise."""
    taken: dict[str, list[Draft]] = {}
    for draft in found:
        taken.setdefault(draft.part.passage.id, []).append(draft)
    turns, actors, writer = speakers(parts), Actors(parts, document), Writer.of(document, parts)
    seen = _of_what_was_seen(parts)
    advises = document.kind in {DocumentKind.ADVICE, DocumentKind.AUDIT_REPORT}  # and promises nothing itself
    for said in read_signs(parts, document):
        sentence, part = said.sentence, said.part
        near = taken.get(part.passage.id, [])
        if any(d.start < sentence.end and sentence.start < d.end for d in near):
            continue
        if is_header_of_points(part) or sentence.text.rstrip().endswith((":", "?")):
            continue
        if any(each.match(sentence.text) for each in (FIELD, FINDING)) or ANNOUNCES.search(sentence.text):
            continue
        told = (advises and part.under(OF_ITSELF)) or any(each.rule == GroundKind.ROW for each in near)
        told |= part.voice is Voice.ADVISER and writer.leaves_to_others(sentence)
        told |= tells_of_advice(sentence) or _only_titles(part) or part.passage.id in seen
        told |= document.kind in REPEATING and part.passage.kind is BlockKind.LIST_ITEM
        may_advise = EMPTY not in said.signs and not told
        may_promise = not (advises and part.voice is Voice.ADVISER) and binds(sentence, turns.get(part.passage.id))
        may_promise &= not asks_you(sentence)
        found_as = verdict(_weighed(said, around, may_advise, may_promise)) if may_advise or may_promise else None
        if found_as is None:
            continue
        label = part.passage.label if sentence is part.sentences[0] else None
        draft = Draft(
            found_as.kind, part, sentence.start, sentence.end, GroundKind.WEIGHED, round(found_as.chance, 2), label
        )
        if found_as.kind is StatementKind.RECOMMENDATION:
            if may_advise:
                yield replace(draft, restated=part.voice is Voice.AUTHORITY)
        elif may_promise:
            yield replace(draft, label=None, actor=actors.of(part, sentence))


def _of_what_was_seen(parts: Sequence[Part]) -> frozenset[str]:
    """The passages in lists that a lead-in calls what was found: "Tijdens de schouw zagen wij de volgende punten:"."""
    found = []
    for part, lead in zip(parts, lead_ins(parts), strict=True):
        last = parts[lead].sentences[-1:] if lead is not None else ()
        if part.passage.kind is BlockKind.LIST_ITEM and any(SEEN.search(each.text) for each in last):
            found.append(part.passage.id)
    return frozenset(found)


def _weighed(said: Said, around: Around, may_advise: bool, may_promise: bool) -> Chances:
    """The chances of a sentence, by the branch as well where its signs leave open what it may do in this place."""
    alone = chances(said.signs, learnt())
    advises = may_advise and alone["aanbeveling"] >= OPEN_TO_KIND
    promises = may_promise and alone["toezegging"] + alone["voornemen"] >= OPEN_TO_KIND
    if 1 - alone[NOTHING] >= OPEN and (advises or promises):
        return both(alone, _by_words(said.part, said.sentence, around))
    return alone


def _by_words(part: Part, sentence: Sentence, around: Around) -> Sequence[float]:
    """The chances of KINDS by the branch."""
    here = around[part.passage.id, sentence.start]
    return taken_for(sentence.text, here.before, "sentences", here.after)


def both(alone: Chances, words: Sequence[float]) -> Chances:
    """The chances of the signs with those of the branch, in the order of KINDS: their product, each to the power that
    it weighs."""
    powers = {
        kind: alone[kind] ** (1 - OF_WORDS) * max(chance, FLOOR) ** OF_WORDS
        for kind, chance in zip(KINDS, words, strict=True)
    }
    return {kind: power / sum(powers.values()) for kind, power in powers.items()}


def _only_titles(part: Part) -> bool:
    """Whether it is a heading that names what stands below it: under no heading of advice only an order advises."""
    if not part.heading or part.under(ADVICE_SECTION):
        return False
    return not any(is_order(sentence, False, True) for sentence in part.sentences)


def binds(sentence: Sentence, speaker: Speaker | None) -> bool:
    """Whether who has the floor can promise for the authority, as no member can, and does not only say what comes later
    in the debate."""
    if speaker is None:
        return True
    return (speaker.office is not None or speaker.chair) and not LATER.search(sentence.text)


def verdict(found: Chances) -> Verdict | None:
    """What a sentence with these chances is taken for; None where nothing is likely enough."""
    promise = found["toezegging"] + found["voornemen"]
    if found["aanbeveling"] >= LEAST_ADVICE:
        return Verdict(StatementKind.RECOMMENDATION, found["aanbeveling"])
    if promise < LEAST_PROMISE:
        return None
    is_firm = found["toezegging"] >= found["voornemen"]
    return Verdict(StatementKind.COMMITMENT if is_firm else StatementKind.INTENTION, promise)


def chances(signs: Iterable[str], weights: Table) -> Chances:
    """The chance of each of KINDS: the softmax of the summed weights."""
    sums = list(weights[""])
    for sign in signs:
        row = weights.get(sign)
        if row is not None:
            sums = [total + weight for total, weight in zip(sums, row, strict=True)]
    highest = max(sums)
    powers = [math.exp(total - highest) for total in sums]
    return {kind: power / sum(powers) for kind, power in zip(KINDS, powers, strict=True)}
