"""How far people agree with the machine, per kind of proposal: what the tool says about its own reliability."""

from __future__ import annotations

from collections import Counter, defaultdict

from kb.decisions.snapshot import Known
from kb.decisions.state import PROGRESS
from kb.labels import RELATIONS, STATEMENT_KINDS
from kb.model import Agreement, Decision, DecisionState, Judged, Relation, Verdict

ANSWER, POSITION = "antwoord", "standpunt"
OUTCOMES = {
    Verdict.CONFIRMED: "confirmed",
    Verdict.REJECTED: "rejected",
    Verdict.CORRECTED: "corrected",
    Verdict.MOVED: "corrected",
    Verdict.SPLIT: "corrected",
    Verdict.MERGED: "corrected",
}
KINDS = (*STATEMENT_KINDS.values(), ANSWER, POSITION, *(RELATIONS[each] for each in Relation if each != "answers"))


def agreement(known: Known) -> tuple[Agreement, ...]:
    """One for each kind about which something was decided; the last decision about each proposal counts."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for judged in known.judged:
        for kind, what in _counted(judged):
            counts[kind][what] += 1
            if what in OUTCOMES.values():
                counts[kind]["judged"] += 1
    return tuple(Agreement(kind, **counts[kind]) for kind in KINDS if kind in counts)


def _counted(judged: Judged) -> list[tuple[str, str]]:
    """(kind of proposal, what is counted); nothing for what was withdrawn or overruled, or is about a person's work or
    the name of a body."""
    decision, state = judged.decision, judged.state
    if decision.is_about_name or decision.verdict is Verdict.WITHDRAWN:
        return []
    if state in (DecisionState.OVERRULED, DecisionState.WITHDRAWN):
        return []
    kinds = _kinds(decision)
    if state in (DecisionState.SUSPECT, DecisionState.LOOSE):
        return [(kinds[0], "suspect" if state is DecisionState.SUSPECT else "loose")]
    if decision.verdict is Verdict.ADDED:
        return [(kinds[0], "added")]
    if not judged.machine:
        return []
    if decision.relation is not Relation.ANSWERS:
        return [] if decision.value in PROGRESS else [(kinds[0], OUTCOMES[decision.verdict])]
    return _of_answer(decision)


def _of_answer(decision: Decision) -> list[tuple[str, str]]:
    """An answer is proposed with a position: who corrects the position confirms that it is the answer."""
    if decision.verdict is Verdict.CORRECTED:
        return [(ANSWER, "confirmed"), (POSITION, "corrected")]
    if decision.verdict is Verdict.CONFIRMED:
        return [(ANSWER, "confirmed"), (POSITION, "confirmed")]
    return [(ANSWER, OUTCOMES[decision.verdict])]


def _kinds(decision: Decision) -> list[str]:
    if decision.relation is None:
        return [STATEMENT_KINDS[decision.anchors[0].kind]]
    return [ANSWER if decision.relation is Relation.ANSWERS else RELATIONS[decision.relation]]
