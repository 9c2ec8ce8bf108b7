"""A second decision about the same: what a colleague decided meanwhile is said before it is replaced."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from kb.decisions.snapshot import Known
from kb.errors import Overtaken
from kb.labels import STATEMENT_KINDS, day
from kb.model import Decision, StatementKind, Verdict

DID = {
    Verdict.CONFIRMED: "bevestigde", Verdict.REJECTED: "wees dit af", Verdict.SPLIT: "splitste dit",
    Verdict.MERGED: "voegde dit samen", Verdict.WITHDRAWN: "draaide een besluit hierover terug",
}  # fmt: skip
CHOSEN = (Verdict.CORRECTED, Verdict.ADDED, Verdict.MOVED, Verdict.PLACED)


def require_newest(known: Known, id_: str, by: str, seen: Mapping[str, str | None]) -> None:
    """Raises Overtaken when somebody else than `by` decided about this after what was seen of it."""
    if id_ not in seen:
        return
    about = [each.decision for each in known.judged if id_ in (each.subject_id, each.decision.subject_id)]
    if about and about[-1].id != seen[id_] and about[-1].by != by:
        raise Overtaken(f"{told(about[-1], datetime.now())} \N{EN DASH} toch wijzigen?")


def told(decision: Decision, now: datetime) -> str:
    """M. Smit koos gisteren 'niet overgenomen'"""
    at = decision.at.astimezone().replace(tzinfo=None)
    when = _when(at, now.date())
    if decision.verdict in CHOSEN:
        return f"{decision.by} koos {when} '{_shown(decision.value)}'"
    did = DID[decision.verdict]
    if decision.verdict is Verdict.CONFIRMED and decision.proposed:
        return f"{decision.by} {did} {when} '{_shown(decision.proposed)}'"
    return f"{decision.by} {did}, {when}"


def _shown(value: str | None) -> str:
    return STATEMENT_KINDS[StatementKind(value)] if value in set(StatementKind) else str(value)


def _when(at: datetime, today: date) -> str:
    if at.date() == today:
        return f"vandaag om {at:%H.%M} uur"
    if at.date() == today - timedelta(days=1):
        return "gisteren"
    return f"op {day(at.date())}"
