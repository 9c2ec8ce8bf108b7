"""What somebody does who is at work in the app: looks, searches, opens an advice, judges an answer in it."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from itertools import cycle

from bench.users.sessions import Session

SCREEN, DECISION = "screen", "decision"
QUESTIONS = ("wachttijd", "vervoer naar de dagbesteding", "brief in gewone taal", "kosten van hulp", "toezegging raad")
NAME, JUDGE, KEEP = "Uw naam", "Klopt", "Leg besluit vast"
SEARCH = "zoeken"


@dataclass(frozen=True)
class Course:
    """The screens of a build that somebody opens in any order, and the one that shows an advice."""

    screens: Sequence[str]
    advice: str


WHOLE = Course(
    ("", "adviezen", "aanbevelingen", "nakijken", "toezeggingen", "zoeken", "documenten"), "adviezen"
)  # fmt: skip
SHORT = Course(("adviezen", "toezeggingen", "zoeken"), "adviezen")  # what an older build has too
OLDER = Course(("", "toezeggingen", "zoeken"), "")


async def at_work(
    session: Session, course: Course, who: str, advices: Sequence[str], think: float
) -> AsyncGenerator[tuple[str, float], None]:
    """What was done and how many seconds it took, without end, with about `think` seconds between. `advices` have an
    answer, and nobody else decides about them."""
    chance = random.Random(who)
    questions = cycle(chance.sample(QUESTIONS, len(QUESTIONS)))

    async def thought() -> None:
        await asyncio.sleep(think * chance.uniform(0.5, 1.5))

    await thought()
    for own in cycle(advices):
        for screen in chance.sample(course.screens, len(course.screens)):
            yield SCREEN, await session.open(screen, **({"q": next(questions)} if screen == SEARCH else {}))
            await thought()
        yield SCREEN, await session.open(course.advice, advies=own)
        await thought()
        if session.can_press(JUDGE):  # else all its answers are judged
            yield DECISION, await decided(session, who)
            await thought()


async def decided(session: Session, who: str) -> float:
    """An answer is judged right; at the first time who decides is asked, and the second press counts."""
    seconds = await session.press(JUDGE)
    if session.fill(NAME, who):
        seconds = await session.press(KEEP)
    return seconds
