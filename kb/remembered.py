"""What follows from what is stored, kept in memory until it can be another: a screen asks it at every click."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import RLock
from typing import Any, TypeVar

T = TypeVar("T")


class Remembered:
    """One value per name, each made once per moment: a counter of the store, or that and the day of today."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[object, Any]] = {}
        self._making = RLock()  # two sessions that ask the same at once wait for one answer

    def __call__(self, name: str, moment: object, make: Callable[[], T]) -> T:
        """The value of this moment, made when it is not there yet."""
        with self._making:
            kept = self._kept.get(name)
            if kept is None or kept[0] != moment:
                self._kept[name] = kept = moment, make()
            value: T = kept[1]
            return value

    def holds(self, name: str, moment: object) -> bool:
        """Whether the value of this moment was made."""
        with self._making:
            return name in self._kept and self._kept[name][0] == moment

    def last(self, name: str) -> Any:
        """The value of whichever moment; None when there is none."""
        with self._making:
            return self._kept[name][1] if name in self._kept else None

    def hold(self, names: Iterable[str], was: object, now: object) -> None:
        """What was made at one moment is the same at another: nothing changed that it follows from."""
        with self._making:
            for name in names:
                kept = self._kept.get(name)
                if kept is not None and kept[0] == was:
                    self._kept[name] = now, kept[1]

    def change(self, name: str, change: Callable[[Any], None]) -> None:
        """Change a value that is there."""
        with self._making:
            if name in self._kept:
                change(self._kept[name][1])

    def clear(self) -> None:
        """After a document is gone: nothing of it stays in memory."""
        with self._making:
            self._kept.clear()
