"""A second decision about the same is shown before it replaces that of a colleague."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kb.commitment_list.advancing import advance
from kb.concealed import concealed
from kb.decisions.overtaking import told
from kb.errors import Overtaken
from kb.knowledge import KnowledgeBase
from kb.model import CommitmentStatus, Decision, StatementKind, Verdict
from tests.kb.builders import letter, promises, recommends

WISH = "Wij adviseren u de wachttijden elk kwartaal te publiceren."


@pytest.fixture
def base(kb: KnowledgeBase) -> KnowledgeBase:
    kb.put(letter("advies.pdf", recommends("r1", WISH), recommends("r2", "Wij adviseren u te tellen.")))
    return kb


def test_who_did_not_see_it_is_told_who_decided_what(base: KnowledgeBase) -> None:
    mine = base.having_seen({"r1": base.last_decisions().get("r1")})
    base.decide("r1", Verdict.CORRECTED, value=StatementKind.REQUEST, by="M. Smit")
    for seen in (mine, concealed(mine), concealed(base).having_seen({"r1": None})):
        with pytest.raises(Overtaken, match=r"M. Smit koos vandaag om .* uur 'verzoek of vraag' – toch wijzigen?"):
            seen.decide("r1", Verdict.REJECTED, by="A. de Wit")
        with pytest.raises(Overtaken):
            seen.split("r1", 10, by="A. de Wit")
    assert [each.by for each in base.decisions("r1")] == ["M. Smit"]
    base.having_seen(base.last_decisions()).decide("r1", Verdict.REJECTED, by="A. de Wit")
    assert [each.by for each in base.decisions("r1")] == ["M. Smit", "A. de Wit"]


def test_what_one_decided_oneself_or_about_another_point_stops_nobody(base: KnowledgeBase) -> None:
    mine = base.having_seen({"r1": None, "r2": None})
    base.decide("r1", Verdict.CONFIRMED, by="M. Smit")
    mine.decide("r1", Verdict.REJECTED, by="M. Smit")
    mine.decide("r2", Verdict.CONFIRMED, by="A. de Wit")
    assert len(base.decisions()) == 3


def test_of_several_at_once_none_is_decided_when_one_was_overtaken(kb: KnowledgeBase) -> None:
    kb.put(letter("brief.pdf", promises("c1", "Wij zullen u informeren."), promises("c2", "Wij zullen dit evalueren.")))
    mine = kb.having_seen({"c1": None, "c2": None})
    kb.decide("c2", Verdict.CORRECTED, value=CommitmentStatus.IN_PROGRESS, by="M. Smit")
    with pytest.raises(Overtaken, match=r"M. Smit koos vandaag om .* uur 'in behandeling'"):
        advance(mine, ("c1", "c2"), CommitmentStatus.LAPSED, by="A. de Wit")
    assert [each.by for each in kb.decisions()] == ["M. Smit"]
    advance(mine, ("c1", "c2"), CommitmentStatus.LAPSED, by="M. Smit")
    assert len(kb.decisions()) == 3


def test_a_decision_that_was_taken_back_meanwhile_is_told_too(base: KnowledgeBase) -> None:
    base.decide("r1", Verdict.REJECTED, by="M. Smit")
    mine = base.having_seen(base.last_decisions())
    base.withdraw("r1", by="M. Smit")
    with pytest.raises(Overtaken, match=r"M. Smit draaide een besluit hierover terug, vandaag"):
        mine.decide("r1", Verdict.CONFIRMED, by="A. de Wit")


def test_the_day_is_said_as_people_say_it() -> None:
    now = datetime.now(UTC).replace(hour=12, minute=5)
    local = now.astimezone().replace(tzinfo=None)

    def said(days: int) -> str:
        at = now - timedelta(days=days)
        return told(Decision("d", "r1", Verdict.CONFIRMED, "M. Smit", at, "", (), proposed="overgenomen"), local)

    assert said(0) == f"M. Smit bevestigde vandaag om {local:%H.%M} uur 'overgenomen'"
    assert said(1) == "M. Smit bevestigde gisteren 'overgenomen'"
    assert "bevestigde op " in said(3)
