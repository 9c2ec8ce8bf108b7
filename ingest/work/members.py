"""Which workers of a cluster may read, and which of them have nothing to do."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ingest.work.sameness import difference, makings
from kb.errors import NoCluster

PATIENCE = 30.0  # seconds without a worker until there is none: those that are started anew are back by then
LOOK = 0.5  # seconds between two looks at which workers there are


@dataclass(slots=True, eq=False)
class Member:
    """A worker that may read, until it is gone; `unseen`: only because the scheduler was away."""

    address: str
    threads: int
    gone: threading.Event = field(default_factory=threading.Event)
    unseen: bool = False


class Members:
    """The workers of a cluster that read with what this machine reads with; who comes later is looked at then."""

    def __init__(self, address: str, client: Any, pipeline: str, tell: Callable[[str], None], *, ocr: bool) -> None:
        """`client`: of Dask, connected to the scheduler at this address. `tell` hears of workers that read with
        something else."""
        self._address, self._client, self._tell = address, client, tell
        self._pipeline, self._ocr = pipeline, ocr
        self._own = makings(pipeline, ocr=ocr)
        self._members: dict[str, Member] = {}
        self._others: dict[str, str] = {}  # workers that are no member: why not; "" while that is being looked at
        self._idle: deque[Member] = deque()  # once for each thread that does nothing
        self._changed = threading.Condition()  # guards these three
        self._over = threading.Event()
        threading.Thread(target=self._look_after, daemon=True).start()

    @property
    def threads(self) -> int:
        """How many files can be read at a time."""
        with self._changed:
            return sum(member.threads for member in self._members.values())

    def take(self) -> Member:
        """One that has nothing to do, once there is one. Raises NoCluster when none is to be expected."""
        until = time.monotonic() + PATIENCE
        with self._changed:
            while True:
                while self._idle and self._client.status == "running" and not self._over.is_set():
                    member = self._idle.popleft()
                    if not member.gone.is_set():
                        return member
                if self._members or "" in self._others.values():
                    until = time.monotonic() + PATIENCE
                ended = self._over.is_set() or self._client.status == "closed"
                hopeless = not self._members and bool(self._others) and all(self._others.values())
                if ended or hopeless or time.monotonic() > until:
                    raise NoCluster(self._why_none())
                self._changed.wait(LOOK)

    def _why_none(self) -> str:
        if self._client.status != "running":
            return (
                f"Het cluster {self._address} is weggevallen. Wat gelezen was, is opgeslagen: geef het commando "
                "opnieuw als het er weer is."
            )
        nobody = f"Bij {self._address} is geen werker: start er een met dask worker {self._address}"
        return next(iter(self._others.values()), nobody)

    def give_back(self, member: Member) -> None:
        with self._changed:
            self._idle.append(member)
            self._changed.notify()

    def part(self, address: str, *, unseen: bool = False) -> None:
        """This worker is gone, or has to be met anew."""
        with self._changed:
            self._others.pop(address, None)
            member = self._members.pop(address, None)
        if member:
            member.unseen = unseen
            member.gone.set()

    def leave_out(self, member: Member, why: str) -> None:
        """This worker gets no more files as long as it runs."""
        said = f"De werker {member.address} leest niet verder mee: {why}"
        with self._changed:
            first = self._members.pop(member.address, None) is not None
            if first:
                self._others[member.address] = said
            self._changed.notify_all()
        member.gone.set()
        if first:
            self._tell(said)

    def close(self) -> None:
        """Whoever waits for a worker or its answer, waits no more."""
        self._over.set()
        for address in list(self._members):
            self.part(address)

    def _look_after(self) -> None:
        """Keep up with which workers there are."""
        while not self._over.is_set():
            away = self._client.status != "running"
            there = {} if away else self._there()
            if there is not None:
                self._compare(there, away=away)
            self._over.wait(LOOK)

    def _there(self) -> Mapping[str, int] | None:
        """How many files each worker of the cluster can read at a time; None when that cannot be said now."""
        try:
            there: Mapping[str, int] = self._client.nthreads()
        except Exception:  # the border: Dask says in many ways that a scheduler is busy, or falls away at this moment
            return None
        return there

    def _compare(self, there: Mapping[str, int], *, away: bool) -> None:
        """Part with who is not there, and meet who is new."""
        with self._changed:
            known = {*self._members, *self._others}
            self._others |= dict.fromkeys(there.keys() - known, "")
        for address in known.difference(there):
            self.part(address, unseen=away)
        for address in there.keys() - known:
            threading.Thread(target=self._meet, args=(address, there[address]), daemon=True).start()

    def _meet(self, address: str, threads: int) -> None:
        """Let a worker take part when it reads with what this machine does."""
        wrong = self._difference(address)
        with self._changed:
            if address not in self._others:
                return  # it fell away meanwhile
            if wrong:
                self._others[address] = wrong
            else:
                del self._others[address]
                self._members[address] = member = Member(address, threads)
                self._idle.extend([member] * threads)
            self._changed.notify_all()
        if wrong:
            self._tell(wrong)

    def _difference(self, address: str) -> str:
        """Why a worker may not read; "" when it may."""
        try:
            (there,) = self._client.run(makings, self._pipeline, ocr=self._ocr, workers=[address]).values()
            other = difference(self._own, there)
        except ImportError:
            other = "Adviesspoor staat daar niet, of een andere versie"
        except OSError as error:
            self._over.wait(2 * LOOK)  # when it fell away meanwhile a look parts with it, and nothing is said
            return (
                f"De werker {address} leest niet mee: er komt geen antwoord ({type(error).__name__}). Kijk of de "
                "scheduler de machine en de poort van de werker kan bereiken."
            )
        except Exception as error:  # the border: whatever goes wrong on another machine is a reason not to use it
            other = f"daar gaat iets mis ({type(error).__name__})"
        return f"De werker {address} leest niet mee: {other}. Installeer daar hetzelfde als hier." if other else ""
