"""Word's automatic numbering: the label that stands before a paragraph on paper but not in its text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class _Level:
    style: str = "decimal"  # w:numFmt
    text: str = "%1."  # w:lvlText, "%2" for the count on the second level
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """Counts through a document: ask for each numbered paragraph once, in order."""

    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _abstract: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, root: Any) -> Numbering:
        """From the numbering part of a document; None gives a numbering without lists."""
        numbering = cls()
        if root is None:
            return numbering
        for abstract in root.iter(f"{W}abstractNum"):
            levels = {int(level.get(f"{W}ilvl")): _level(level) for level in abstract.iter(f"{W}lvl")}
            numbering._levels[abstract.get(f"{W}abstractNumId")] = levels
        numbering._borrow(root)
        for number in root.iter(f"{W}num"):
            own = number.get(f"{W}numId")
            numbering._abstract[own] = _value(number, "abstractNumId") or ""
            overrides = list(number.iter(f"{W}lvlOverride"))
            if overrides:
                numbering._override(own, overrides)
        return numbering

    def _borrow(self, root: Any) -> None:
        """A list that takes the numbers of a list style has no levels itself: those of the list that defines it."""
        abstracts = list(root.iter(f"{W}abstractNum"))
        styled = {_value(one, "styleLink"): one.get(f"{W}abstractNumId") for one in abstracts}
        for abstract in abstracts:
            source = styled.get(_value(abstract, "numStyleLink") or "-")
            if source:
                self._levels[abstract.get(f"{W}abstractNumId")] = self._levels[source]

    def _override(self, number: str, overrides: list[Any]) -> None:
        """A list of its own, that starts again."""
        levels = dict(self._levels.get(self._abstract[number], {}))
        for override in overrides:
            depth = int(override.get(f"{W}ilvl"))
            full = override.find(f"{W}lvl")
            level = _level(full) if full is not None else levels.get(depth, _Level())
            start = _value(override, "startOverride")
            levels[depth] = _Level(level.style, level.text, int(start)) if start else level
        self._levels[f"num {number}"] = levels
        self._abstract[number] = f"num {number}"

    def label(self, number: str, depth: int) -> str | None:
        """The next label of a list ("2.", "b)", "•"); None when the list has no such level or shows nothing."""
        key = self._abstract.get(number)
        levels = self._levels.get(key or "", {})
        level = levels.get(depth)
        if key is None or level is None or level.style == "none":
            return None
        if level.style == "bullet":
            return "•"
        counts = self._counts[key]
        for above in range(depth):
            counts.setdefault(above, levels.get(above, _Level()).start)
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        text = level.text
        for place, count in counts.items():
            text = text.replace(f"%{place + 1}", spelled(count, levels.get(place, _Level()).style))
        return text.strip() or None


def _level(element: Any) -> _Level:
    return _Level(
        _value(element, "numFmt") or "decimal", _value(element, "lvlText") or "", int(_value(element, "start") or 1)
    )


def _value(element: Any, name: str) -> str | None:
    child = element.find(f"{W}{name}")
    value = None if child is None else child.get(f"{W}val")
    return None if value is None else str(value)


def spelled(count: int, style: str) -> str:
    """A count in the way its level writes it; anything unusual in digits."""
    if style in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if style == "upperLetter" else letter
    if style in ("lowerRoman", "upperRoman") and 0 < count < 40:
        roman = ""
        for value, letters in _ROMAN:
            times, count = divmod(count, value)
            roman += letters * times
        return roman.upper() if style == "upperRoman" else roman
    return f"{count:02d}" if style == "decimalZero" else str(count)
