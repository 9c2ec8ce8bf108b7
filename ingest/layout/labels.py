"""Labels: what stands before a list item ("3.", "b)", "•") or in a heading ("Aanbeveling 3:", "6.1")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

BULLET = "•"

# Glyphs that are only ever bullets, the private-use ones that Word takes from Symbol and Wingdings included.
_GLYPH = "•◦▪▫■□●○◆◇◈❖❑❒⬥♦‣⁃∙·►▶➢➤✓✔✗✘☐☑☒\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf02d\uf06f\uf0e0\uf0a0"
# What OCR makes of a check box or a bullet: only before a capital, because "o", "e" and "x" can be words too. A point
# with a space behind it begins no line of prose: a bullet that came through as its own dot.
_MISREAD = r"\]|O|e|x|v[\"”]?|%|»|>"
_LABEL = re.compile(
    rf"""^(?:
      (?P<glyph>[{_GLYPH}])\s*(?=\S|$)
    | (?P<dash>[-–—*o→⇒⟶➔➜➝➞➡])(?:\s+(?=\S)|$)
    | (?P<point>\.)\s+(?=\S)
    | (?P<box>\[{{1,2}}[0OJ ]?\]?)\s+(?=[A-Za-zÀ-ÿ])
    | (?P<misread>{_MISREAD})\s+(?=[A-ZÀ-Ý])
    | \(?(?P<depth>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})[.):]?(?:\s+(?!(?:en|t/m|&|tot\ en\ met)\s+\d)(?=\S)|$)
    | \(?(?P<number>\d{{1,2}}[a-z]?)[.)](?:\s+(?=\S)|(?=[A-ZÀ-Ý‘“"'])|$)
    | \((?P<bracket>\d{{1,2}}|[a-z])\)(?:\s+(?=\S)|$)
    | (?P<letter>[a-zA-Z])[.)](?:\s+(?=\S)|$)
    | (?P<roman>[ivx]{{2,5}}|[IVX]{{2,5}})[.)](?:\s+(?=\S)|$)
    )""",
    re.VERBOSE,
)
_INNER = re.compile(r"(?:\d{1,2}|[a-z])[.)]\s+\S")  # "• a. De wadi": a bullet that was put before a label of its own
_NAMED = re.compile(
    r"""^(?P<word>
      (?:Hoofd)?[Aa]anbeveling(?:en)?|Deel(?:aanbeveling|vraag|advies)|Advies(?:punt)?|Suggestie
    | Vra(?:ag|gen)|(?:Antwoord|Reactie|Beantwoording)(?:en)?
        (?:\s+(?:op|bij)\s+(?:de\s+)?(?:vra(?:ag|gen)|aanbeveling(?:en)?|advies(?:punt)?|punt))?
    | Conclusie|Bevinding|Punt|Agendapunt|Thema|Maatregel|Motie|Amendement|Toezegging|Uitgangspunt|Actie(?:punt)?
    | Beslispunt|Hoofdstuk|Paragraaf|Bijlage|Deel|Onderdeel|Casus|Stap|Ad
    )\s+(?:nr\.?\s*|nummer\s+)?
    (?P<label>\d{1,3}[a-z]?(?:\.\d{1,2})*(?:\s*(?:,|en|t/m|tot\s+en\s+met|&|-|–)\s*\d{1,3}[a-z]?)*|[IVX]{1,5}(?![a-zA-Z])|[A-Z](?![a-zA-Z]))
    (?P<sign>\s*[:.)]|\s+[–-](?=\s)|)(?:\s+|$)(?P<title>.*)$""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a line: `bare` without its dot or bracket, `style` to compare neighbours by, `end` the
    offset at which the text begins."""

    bare: str
    style: str
    end: int

    def follows(self, other: Label) -> bool:
        """Whether this is the next of its kind: 3 after 2, c after b, a bullet after a bullet."""
        if self.style == BULLET:
            return other.style == BULLET
        return self.steps_from(other) == 1

    def steps_from(self, other: Label) -> int:
        """How many places this stands behind the other in their row; 0 when they are of different rows."""
        if "roman" in (self.style, other.style) and self._may_be_roman and other._may_be_roman:
            return _roman(self.bare.lower()) - _roman(other.bare.lower())
        return _rank(self) - _rank(other) if self.style == other.style else 0

    @property
    def _may_be_roman(self) -> bool:
        """Also the single letters "I", "V" and "X", which "II", "VI" and "IX" follow."""
        return self.style == "roman" or (self.style in ("capital", "letter") and self.bare in tuple("IVXivx"))


@dataclass(frozen=True, slots=True)
class Named:
    """A named heading ("Aanbeveling 3: Versterk …"): its number, where its title starts, and what separates the two."""

    word: str
    bare: str
    sign: str
    title: str
    title_start: int


def label_of(text: str) -> Label | None:
    """The list label with which a line begins; None when it begins with text."""
    if text[:1].isalpha() and text[1:2].isalpha() and text[0] not in "ivxIVX":
        return None  # a word: only Roman numbers begin with two letters
    found = _LABEL.match(text)
    if not found:
        return None
    group = found.lastgroup or ""
    if group in ("glyph", "dash", "point", "box", "misread"):
        inner = label_of(text[found.end() :]) if _INNER.match(text, found.end()) else None
        return replace(inner, end=found.end() + inner.end) if inner else Label(BULLET, BULLET, found.end())
    bare = found[group]
    if group == "bracket":
        group = "number" if bare.isdigit() else "letter"
    if group == "letter" and bare.isupper():
        group = "capital"
    return Label(bare, group, found.end())


@lru_cache(maxsize=4096)  # several steps of the layout ask it of the same lines
def named_heading(text: str) -> Named | None:
    """The named, numbered heading at the start of a line; None when the line is something else."""
    if text[:1].islower() and text[0] != "a":
        return None  # of all words only "aanbeveling" may begin small
    found = _NAMED.match(text)
    if not found:
        return None
    bare = " ".join(found["label"].split())
    return Named(found["word"], bare, found["sign"].strip(), found["title"].strip(), found.start("title"))


def _rank(label: Label) -> int:
    """The place of a label in its row."""
    last = label.bare.rsplit(".", 1)[-1]
    digits = re.match(r"\d+", last)
    if digits:
        return int(digits[0])
    return ord(last.lower()[0]) - ord("a") + 1


def _roman(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in text]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )
