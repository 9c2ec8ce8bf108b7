"""What stands in a Word file and is not shown, or is no text: words within the instruction of a field, words that a
style hides or strikes through, and the prompt of a field that nobody filled in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ingest.read.numbering import W

_SHOWN = {f"{W}{tag}" for tag in ("t", "tab", "br", "cr", "sym", "noBreakHyphen", "ptab")}
_FIELD, _INSTRUCTION = f"{W}fldChar", f"{W}instrText"
_PROMPT = "placeholder text"  # the name of the style of prompts, in Word of every language
MARKS = ("vanish", "strike", "dstrike")
OFF = ("0", "false", "off")  # values of what is not so


@dataclass(frozen=True, slots=True)
class Unseen:
    """By the id of each style that hides its words or strikes them through the marks with which it does; and the ids of
    the styles of prompts."""

    marks: Mapping[str, Collection[str]]
    prompts: Collection[str]

    @classmethod
    def of(cls, styles: Any) -> Unseen:
        """What the styles of a document say, themselves or by those they are based on."""
        raw = {style.get(f"{W}styleId") or "": style for style in styles.iter(f"{W}style")}
        marks = {key: _marks_of(key, raw) for key in raw}
        prompts = {key for key, style in raw.items() if _value(style, "name").lower() == _PROMPT}
        return cls({key: own for key, own in marks.items() if own}, prompts)

    def leave_out(self, root: Any) -> None:
        """Mark what is not shown as hidden or struck through where it stands, and what belongs to an instruction as
        that."""
        _set_instructions_apart(root)
        for control in root.iter(f"{W}sdt") if self.prompts else ():
            if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
                for run in control.iter(f"{W}r"):
                    _write_out(run, ["vanish"] if _value(run, "rPr/rStyle") in self.prompts else [])
        for paragraph in root.iter(f"{W}p") if self.marks else ():
            above = self.marks.get(_value(paragraph, "pPr/pStyle"), ())
            for run in paragraph.iter(f"{W}r"):
                _write_out(run, {*above, *self.marks.get(_value(run, "rPr/rStyle"), ())})


def _set_instructions_apart(root: Any) -> None:
    """What fills in a condition ("IF … = …", in which other fields stand) is not shown. A file in which fields do not
    end stays as it is: nobody knows what is shown of it."""
    open_: list[bool] = []  # of each field that began whether its result did
    unread: list[Any] = []
    for node in root.iter(_FIELD, *_SHOWN):
        if node.tag != _FIELD:
            unread += [] if all(open_) else [node]
            continue
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            open_.append(False)
        elif not open_:
            return
        elif kind == "separate":
            open_[-1] = True
        else:
            open_.pop()
    for node in [] if open_ else unread:
        node.tag = _INSTRUCTION


def _marks_of(key: str, styles: Mapping[str, Any]) -> Collection[str]:
    said: dict[str, bool] = {}
    seen: set[str] = set()
    while key in styles and key not in seen:
        seen.add(key)
        for name in MARKS:
            mark = styles[key].find(f"{W}rPr/{W}{name}")
            if mark is not None:
                said.setdefault(name, mark.get(f"{W}val") not in OFF)
        key = _value(styles[key], "basedOn")
    return [name for name, holds in said.items() if holds]


def _write_out(run: Any, marks: Collection[str]) -> None:
    """Give a run the marks that hold for it where it does not say otherwise itself."""
    properties = run.find(f"{W}rPr")
    if marks and properties is None:
        properties = run.makeelement(f"{W}rPr")
        run.insert(0, properties)
    for name in marks:
        if properties.find(f"{W}{name}") is None:
            properties.append(properties.makeelement(f"{W}{name}"))


def _value(element: Any, path: str) -> str:
    """The w:val of a descendant; empty when it is not there."""
    found = element.find("/".join(f"{W}{part}" for part in path.split("/")))
    return "" if found is None else found.get(f"{W}val") or ""
