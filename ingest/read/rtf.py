"""RTF: paragraphs, headings by their style, lists, table rows, headers, footers, footnotes, text boxes and the files
that were put into it.

The only module that knows striprtf. That library gives the words of the body alone, so the groups which it leaves out
are taken out first and read one by one, and paragraphs with the style of a heading get a mark that comes through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.layout.choices import EMPTY, TICKED
from ingest.layout.pages import Before, RawLine, RawPage, tidy
from ingest.read.drafts import draft_remarks
from ingest.read.embedded import few_enough, file_of_old
from ingest.read.flow import Flow
from ingest.read.notes import raised
from ingest.read.part import Part
from ingest.read.rtf_rows import all_columns, whole_cells
from ingest.read.symbols import as_signs, is_symbol_font
from kb.errors import UnreadableFile
from kb.model import BlockKind
from kb.settings import Limits

_MARK = 0xE100  # a private character: plus the level it stands before a heading
_GROUP = re.compile(
    r"\{(?:\\\*)?\\(header[lrf]?|footer[lrf]?|footnote|shptxt|dptxbxtext|shprslt|result|objdata|upr|stylesheet)(?![a-z])"
)
_BOXES = ("shptxt", "dptxbxtext", "result")  # text boxes, those of Word 6, and what is shown of an object
_EDGES = ("header", "footer")
_LEAVES = ("shprslt", "objdata", "stylesheet")  # groups without others in them; the first is a shape in its older form
_UNICODE = "{\\*\\ud"  # the second half of a group with the same words twice
_STYLE = re.compile(r"\{\\s(\d+)\b[^{}]*?[ }](?:heading|kop|titel|title)\s*(\d?)\s*;", re.IGNORECASE)
_BRACE = re.compile(r"\\[\\{}]|[{}]")
_TOKEN = re.compile(r"\\([a-zA-Z]+)(-?\d+)? ?|\\'[0-9a-fA-F]{2}|\\[^a-zA-Z]|[{}]|[^\\{}]+")
_UNREAD = {"v": "v", "deleted": "deleted", "strike": "strike", "striked": "strike"}  # words that a reader does not read
_FONT = re.compile(r"\{\\f(\d+)[^{};]{0,200}?[ }]([^{};\\]{1,100});")
_FONT_TABLE, _LONGEST_TABLE = "\\fonttbl", 50_000  # characters
_SYMBOL_FIELD = re.compile(
    r"\{\\field(?:[^{}]|\{\\\*\\fldinst){0,80}\{?[^{}]{0,80}?SYMBOL (\d{1,5}) \\\\f \"?(Wingdings(?: 2)?)", re.I
)
_FORM_LIST = re.compile(
    r"\{\\field(?![a-z])(?:(?!\\fldrslt)[\s\S]){0,600}?\\fftype2(?!\d)([^{}]{0,300})"
    r"((?:\{\\\*\\ff(?:l|name|helptext|stattext|entrymcr|exitmcr|format|deftext)(?![a-z])[^{}]{0,300}\}\s*){1,60})"
)
_FORM_ENTRY = re.compile(r"\{\\\*\\ffl(?![a-z]) ?([^{}]*)\}")
_FORM_BOX = re.compile(r"\{\\field(?![a-z])(?:(?!\\fldrslt)[\s\S]){0,600}?\\fftype1(?!\d)([^{}]{0,300})")
_MOST_GROUPS = 5_000
_DEEPEST = 8  # groups in each other: a note in a box in a header


@dataclass(slots=True)
class _Aside:
    """What stands beside the body: groups of RTF by their name."""

    groups: list[tuple[str, str]] = field(default_factory=list)

    def named(self, *starts: str) -> Iterator[str]:
        return (group for name, group in self.groups if name.startswith(starts))


def read_rtf(name: str, data: bytes, limits: Limits) -> tuple[tuple[RawPage, ...], tuple[Part, ...]]:
    """The text of an RTF file as one page without boxes, and the files in it. UnreadableFile when there is no end to
    it."""
    if data.count(b"{") > 200_000 or data.count(b"{") - data.count(b"}") > 50:
        raise UnreadableFile(f"{name} is beschadigd of afgebroken; sla het opnieuw op als .rtf of lever een pdf aan.")
    aside = _Aside()
    try:
        whole = data.decode("latin-1")
        body = _without_groups(_without_note_marks(without_hidden(_with_rows(_with_signs(_filled_in(whole))))), aside)
        levels = {style: level or "1" for sheet in aside.named("stylesheet") for style, level in _STYLE.findall(sheet)}
        start = body[: body.find("\\pard")] if "\\pard" in body else "{\\rtf1"  # fonts and code page
        flow = Flow()
        for row in _text(_with_marks(body, levels)).split("\n"):
            _add(flow, row)
        for box in aside.named(*_BOXES):
            for row in _text(start + box).split("\n"):
                _add(flow, row)
        head, foot = (
            [RawLine(text, before=Before.SPACE, kind=BlockKind.FURNITURE) for text in _rows(start, aside.named(edge))]
            for edge in _EDGES
        )
        notes = [
            RawLine(f"{number} {tidy(_text(start + note))}", before=Before.SPACE, kind=BlockKind.FOOTNOTE)
            for number, note in enumerate(aside.named("footnote"), 1)
        ]
    except (ValueError, LookupError, RecursionError, TypeError) as error:
        raise UnreadableFile(
            f"{name} is beschadigd en kan niet als rtf worden geopend; sla het opnieuw op of lever een pdf aan."
        ) from error
    lines = (*head, *flow.lines, *notes, *foot)
    return (RawPage(1, lines, remarks=tuple(_remarks(whole))),), few_enough(name, _objects(aside), limits)


def _remarks(rtf: str) -> Iterator[str]:
    """What a reader has to know of a draft."""
    changes, comments = (
        len(re.findall(rf"\\(?:{name})(?![a-z0-9])", rtf)) for name in ("deleted|revised", "annotation")
    )
    return draft_remarks(changes, comments, re.search(r"\\striked?(?:1\d*)?(?![a-z0-9])", rtf) is not None)


def _filled_in(rtf: str) -> str:
    """The RTF with each box of a form as the sign that it shows, each list as what was chosen in it, and labels of
    lists of old programs as those of new ones, which striprtf reads."""
    boxed = _FORM_BOX.sub(lambda found: f"{_coded(TICKED if _is_ticked(found[1]) else EMPTY)} {found[0]}", rtf)
    chosen = _FORM_LIST.sub(lambda found: f"{_chosen(found[1], _FORM_ENTRY.findall(found[2]))}{found[0]}", boxed)
    return re.sub(r"\{\\pntext(?![a-z])", r"{\\listtext", chosen)


def _chosen(settings: str, options: Sequence[str]) -> str:
    """What was chosen in a list, as it stands; where nobody did (25) what it began with."""
    said = dict(re.findall(r"\\ff(res|defres)(\d{1,3})", settings))
    place = int(said.get("defres", 0) if said.get("res", "25") == "25" else said["res"])
    return options[place] if place < len(options) else ""


def _is_ticked(settings: str) -> bool:
    """Whether a box is ticked; where nobody touched it (25) as it began."""
    result = re.search(r"\\ffres(\d+)", settings)
    if result is None or result[1] == "25":
        result = re.search(r"\\ffdefres(\d+)", settings)
    return result is not None and result[1] == "1"


def _with_rows(rtf: str) -> str:
    return all_columns(whole_cells(rtf)) if "\\intbl" in rtf else rtf


def _without_note_marks(rtf: str) -> str:
    """The RTF without raised figures that refer to a note; behind a unit they are signs that are raised themselves."""
    if not re.search(r"\\(?:super|up)(?![a-z])", rtf):
        return rtf
    kept: list[str] = []
    now, above, before = False, list[bool](), ""
    for found in _TOKEN.finditer(rtf):
        token, word = found[0], found[1]
        if token == "{":
            above.append(now)
        elif token == "}":
            now = above.pop() if above else False
        elif word in ("plain", "nosupersub", "sub", "super", "up", "dn"):
            now = word in ("super", "up") and found[2] != "0"
        elif word is None and not token.startswith("\\"):
            words = raised(before, token) if now and before.strip() else token
            token, before = "".join(_coded(sign) if ord(sign) > 0xFF else sign for sign in words), token
        kept.append(token)
    return "".join(kept)


def without_hidden(rtf: str) -> str:
    """The RTF without the words that are hidden, deleted with changes being kept, or struck through: each holds until
    it is switched off, its group ends or `\\plain` comes."""
    if not re.search(r"\\(?:v|deleted|striked?)(?![a-z])", rtf):
        return rtf
    kept: list[str] = []
    now: frozenset[str] = frozenset()
    above: list[frozenset[str]] = []
    for found in _TOKEN.finditer(rtf):
        token, word = found[0], found[1]
        if token == "{":
            above.append(now)
        elif token == "}":
            now = above.pop() if above else frozenset()
        elif word == "plain":
            now = frozenset()
        elif word in _UNREAD:
            now = now - {_UNREAD[word]} if found[2] == "0" else now | {_UNREAD[word]}
        is_words = word is None and token not in "{}"
        if not now or (not is_words and word != "u"):
            kept.append(token)
    return "".join(kept)


def _with_signs(rtf: str) -> str:
    """The RTF with boxes and ticks of fonts of symbols as the signs that they are, also those that Word writes as a
    field."""
    start = max(rtf.find(_FONT_TABLE), 0)
    named = _FONT.findall(rtf[start : start + _LONGEST_TABLE])
    fonts = {number: name for number, name in named if is_symbol_font(name)}
    if not fonts:
        return rtf
    rtf = _SYMBOL_FIELD.sub(lambda found: f"{_coded(as_signs(found[2], chr(int(found[1]))))} {found[0]}", rtf)
    kept: list[str] = []
    now, above, coded = "", list[str](), False
    for found in _TOKEN.finditer(rtf):
        token, word = found[0], found[1]
        behind_code, coded = coded, word == "u"  # then a letter is for programs that do not know the code
        if token == "{":
            above.append(now)
        elif token == "}":
            now = above.pop() if above else ""
        elif word == "f":
            now = fonts.get(found[2] or "", "")
        elif word == "plain":
            now = ""
        elif now and (word == "u" or (token.startswith("\\'") and not behind_code)):
            place = int(found[2] or 0) % 0x10000 if word else int(token[2:], 16)
            sign = as_signs(now, chr(place))
            token = token if sign == chr(place) else f"\\u{ord(sign)} " if word else _coded(sign)
        kept.append(token)
    return "".join(kept)


def _coded(sign: str) -> str:
    return f"\\u{ord(sign)}?"


def _objects(aside: _Aside) -> Iterator[Part]:
    """The files in the objects, whose bytes stand there as pairs of digits."""
    for number, group in enumerate(aside.named("objdata"), 1):
        digits = re.sub(r"[^0-9a-fA-F]", "", group)
        part = file_of_old(f"object {number}", bytes.fromhex(digits[: len(digits) // 2 * 2]))
        if part:
            yield part


def _text(rtf: str) -> str:
    from striprtf.striprtf import rtf_to_text

    return str(rtf_to_text(rtf, errors="replace"))  # type: ignore[no-untyped-call]


def _rows(start: str, groups: Iterator[str]) -> list[str]:
    """The texts of headers or footers, each once."""
    found = dict.fromkeys(tidy(row) for group in groups for row in _text(start + group).split("\n"))
    return [row for row in found if row]


def _add(flow: Flow, row: str) -> None:
    """A line of the text: a table row when cells end in it, a heading when it carries the mark."""
    mark = next((ord(char) - _MARK for char in row if _MARK < ord(char) < _MARK + 10), None)
    words = re.sub(f"[{chr(_MARK + 1)}-{chr(_MARK + 9)}]", "", row)
    if words.rstrip().endswith("|"):
        flow.row(words.rstrip().removesuffix("|").split("|"))
    else:
        flow.paragraph(words, heading=mark)


def _with_marks(body: str, levels: dict[str, str]) -> str:
    """The body with a mark in each paragraph that has the style of a heading."""

    def marked(found: re.Match[str]) -> str:
        level = levels.get(found[1])
        return f"{found[0]}\\u{_MARK + int(level) - 0x10000}?" if level and level != "0" else found[0]

    return re.sub(r"\\s(\d+)(?![\da-z]) ?", marked, body) if levels else body


def _without_groups(rtf: str, aside: _Aside, depth: int = 0, edge: str = "") -> str:
    """The text without the groups that are read apart, and without those in these. A box in a header is header."""
    kept: list[str] = []
    at = 0
    for found in _GROUP.finditer(rtf):
        if found.start() < at or len(aside.groups) >= _MOST_GROUPS:
            continue
        end = _end_of_group(rtf, found.start())
        kept.append(rtf[at : found.start()])
        at = end
        inside = rtf[found.end() : end]
        if found[1] == "upr":
            kept.append("{" + inside.partition(_UNICODE)[2][:-1])
            continue
        place, name = len(aside.groups), edge if edge and found[1] in _BOXES else found[1]
        aside.groups.append((name, ""))
        if found[1] not in _LEAVES and depth < _DEEPEST:
            inside = _without_groups(inside, aside, depth + 1, name if name.startswith(_EDGES) else "")
        aside.groups[place] = (name, "{" + inside)
    return "".join([*kept, rtf[at:]])


def _end_of_group(rtf: str, start: int) -> int:
    """Behind the brace that closes the group which opens here; the end of the text when none does."""
    depth = 0
    for found in _BRACE.finditer(rtf, start):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0:
            return found.end()
    return len(rtf)
