"""The text of an RTF file by a small machine over its tokens, after the RTF Specification 1.9.1."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ingest.rereading.stretch import Stretch, is_note_mark
from kb.model import Apart

_TOKEN = re.compile(r"\\([a-zA-Z]+)(-?\d+)? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]")
_SYMBOL_FONT = re.compile(r"\{\\f(\d+)[^{};]{0,200}?\\fcharset2(?!\d)")
# Destinations that hold no words of the text, or hold them a second time.
_BESIDE = {
    *("fonttbl", "colortbl", "stylesheet", "info", "pict", "objdata", "objclass", "objname", "themedata", "datastore"),
    *("listtable", "listoverridetable", "rsidtbl", "generator", "xmlnstbl", "latentstyles", "fldinst", "datafield"),
    *("bkmkstart", "bkmkend", "colorschememapping", "shprslt", "nonshppict", "sp", "private", "revtbl", "atnid"),
    *("atnauthor", "atrfstart", "atrfend", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "pgptbl", "filetbl", "mmathPr"),
}
_READ = {  # what is read although it may be left out by programs that do not know it
    *(
        "shptxt",
        "shpinst",
        "shp",
        "dptxbxtext",
        "do",
        "result",
        "footnote",
        "annotation",
        "pntext",
        "listtext",
        "fldrslt",
    ),
    *("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "ud"),
}
_MARKS = {"v": Apart.HIDDEN, "deleted": Apart.DELETED, "strike": Apart.STRUCK, "striked": Apart.STRUCK}
_LIST, _UNTOUCHED = 2, 25  # the kind of field of a list, and its result where nobody chose
_ENDS = {"par", "line", "cell", "row", "sect", "page", "nestcell", "nestrow"}
_SIGNS = {"tab": " ", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
          "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " "}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a group: whether its words count, why they are apart, and how many characters stand behind a
    Unicode one for programs that do not know it; whether it is a note or a box (`inner`) that stands within a sentence
    of another, and whether it names what can be chosen in a list (`entry`)."""

    beside: bool = False
    marks: frozenset[Apart] = frozenset()
    comment: bool = False
    raised: bool = False
    font: str = ""
    skip: int = 1
    inner: bool = False
    entry: bool = False


@dataclass(slots=True)
class _Machine:
    encoding: str = "cp1252"
    state: _State = field(default_factory=_State)
    above: list[_State] = field(default_factory=list)
    found: list[Stretch] = field(default_factory=list)
    pieces: list[tuple[str, Apart | None]] = field(default_factory=list)
    to_skip: int = 0
    starred: bool = False
    symbols: frozenset[str] = frozenset()  # fonts of which the letters are signs
    outer: list[list[tuple[str, Apart | None]]] = field(default_factory=list)  # what stands around notes and boxes
    entries: list[str] = field(default_factory=list)  # of a list of a form
    chosen: dict[str, int] = field(default_factory=dict)

    def say(self, text: str) -> None:
        if self.to_skip:
            left = text[self.to_skip :]
            self.to_skip = max(0, self.to_skip - len(text))
            text = left
        if self.state.entry and self.entries:
            self.entries[-1] += text
        elif not self.state.beside:
            reason = Apart.COMMENT if self.state.comment else next(iter(sorted(self.state.marks)), None)
            before = "".join(piece for piece, _ in self.pieces[-3:])
            if reason is None and self.state.raised and before.strip() and is_note_mark(text, before):
                reason = Apart.NOTE_MARK
            elif reason is None and self.state.font in self.symbols:
                reason = Apart.LABEL
            self.pieces.append((text, reason))

    def end(self) -> None:
        for reason in dict.fromkeys(reason for _, reason in self.pieces):
            text = "".join(text if own is reason else "" for text, own in self.pieces)
            if text.strip():
                self.found.append(Stretch(text, reason))
        self.pieces.clear()

    def word(self, name: str, number: str | None) -> None:
        starred, self.starred = self.starred, False
        if name == "u" and number:
            self.to_skip = 0
            self.say(chr(int(number) % 0x10000))
            self.to_skip = self.state.skip
        elif name == "uc" and number:
            self.state = replace(self.state, skip=int(number))
        elif name == "ansicpg" and number:
            self.encoding = f"cp{number}"
        elif name in _ENDS:
            self.end()
        elif name in _SIGNS:
            self.say(_SIGNS[name])
        elif name == "plain":
            self.state = replace(self.state, marks=frozenset(), raised=False, font="")
        elif name == "f":
            self.state = replace(self.state, font=number or "")
        elif name in ("super", "sub", "nosupersub", "up", "dn"):
            self.state = replace(self.state, raised=name in ("super", "up") and number != "0")
        elif name in _MARKS:
            mark = frozenset((_MARKS[name],))
            marks = self.state.marks - mark if number == "0" else self.state.marks | mark
            self.state = replace(self.state, marks=marks)
        elif name == "upr":
            self.state = replace(self.state, beside=True)
        elif name == "ud":
            self.state = replace(self.state, beside=False)
        elif name == "formfield":
            self.entries, self.chosen = [], {}
        elif name in ("ffres", "ffdefres", "fftype"):
            self.chosen[name] = int(number or 0)
        elif name == "ffl":
            self.entries.append("")
            self.state = replace(self.state, entry=True)
        elif name == "fldrslt" and self.chosen.get("fftype") == _LIST:
            place = self.chosen.get("ffres", _UNTOUCHED)
            place = self.chosen.get("ffdefres", 0) if place == _UNTOUCHED else place
            self.say(self.entries[place] if place < len(self.entries) else "")
            self.chosen = {}
        elif name in _BESIDE or (starred and name not in _READ):
            self.state = replace(self.state, beside=True)
        elif name in _READ - {"pntext", "listtext", "fldrslt"}:
            if not self.state.inner:
                self.outer.append(self.pieces)
                self.pieces = []
            self.state = replace(self.state, comment=self.state.comment or name == "annotation", inner=True)


def rtf_stretches(data: bytes) -> list[Stretch]:
    """All words: of the body, its boxes, notes, headers and footers; comments and what is hidden, deleted or struck
    through apart."""
    text_of_file = data.decode("latin-1")
    machine = _Machine(symbols=frozenset(_SYMBOL_FONT.findall(text_of_file)))
    for found in _TOKEN.finditer(text_of_file):
        name, number, pair, sign, brace, text = found.groups()
        if brace == "{":
            machine.above.append(machine.state)
        elif brace == "}":
            before = machine.state
            machine.state = machine.above.pop() if machine.above else _State()
            if before.inner and not machine.state.inner:
                machine.end()
                machine.pieces = machine.outer.pop()
        elif name:
            machine.word(name, number)
        elif pair:
            machine.say(bytes.fromhex(pair).decode(machine.encoding, "replace"))
        elif sign == "*":
            machine.starred = True
        elif sign in ("\\", "{", "}"):
            machine.say(sign)
        elif sign in ("~", "_"):
            machine.say(" " if sign == "~" else "-")
        elif text:
            machine.say(text.encode("latin-1").decode(machine.encoding, "replace"))
    machine.end()
    for pieces in reversed(machine.outer):  # of groups that do not end
        machine.pieces = pieces
        machine.end()
    return machine.found
