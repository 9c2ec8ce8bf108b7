"""The text of an HTML file, tag by tag and without a tree, in time that grows with its length and no faster."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from ingest.rereading.stretch import Stretch, is_note_mark
from kb.model import Apart

_UNSEEN = {"script", "style", "template", "head", "title", "noscript", "svg", "object", "iframe"}
_STRUCK = {"del", "s", "strike"}
_CHOICES = {"select", "button"}
_SOUNDS = {"rt", "rp"}
_UNSEEN_STYLES = ("display:none", "visibility:hidden", "font-size:0;", "font-size:0px", "font-size:0pt")
_COMMENT = re.compile(r"/\*[^*]*\*/|<!--|-->")
_ON_LINES = re.compile(r"(?<![-\w])display:(?:block|flex|grid|list-item|table|table-row|table-cell)(?![-\w])")
_IN_LINE = re.compile(r"(?<![-\w])display:inline(?![-\w])")
_FILLED_IN = ("text", "date", "number", "email", "tel")
_ALONE = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_INLINE = {
    *("ruby", "rb", "rt", "rp", "label", "nobr", "kbd", "output", "meter"),
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "ins", "kbd"),
    *(
        "mark",
        "q",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "del",
        "s",
        "strike",
    ),
}


_ATTRIBUTE = re.compile(r"([^\s\"'>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_NAME = re.compile(r"</?([a-zA-Z][^\s/>]*)")
_RAW = {"script", "style"}  # in which "<" begins no tag
_LONGEST_TAG = 20_000  # characters


def html_stretches(text: str) -> list[Stretch]:
    """What a browser shows; what is struck through or hidden apart."""
    text = text.replace("\x00", "")
    page = _Page(_classes(text))
    for tag, words in _pieces(text):
        if tag:
            name = _NAME.match(tag)
            if name and tag[1] == "/":
                page.close(name[1].lower())
            elif name:
                page.open(name[1].lower(), tag[name.end() :])
        page.say(unescape(words))
    page.end_paragraph()
    return page.found


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Each tag with the words behind it; comments are left out, and what stands in a script."""
    at, tag = 0, ""
    small = text.lower()
    words: list[str] = []
    while at < len(text):
        opens = text.find("<", at)
        if opens < 0:
            words.append(text[at:])
            break
        words.append(text[at:opens])
        if text.startswith("<!--", opens):
            end = text.find("-->", opens + 4)
            if end < 0:
                break
            at = end + 3
            continue
        if not re.match(r"[a-zA-Z/!?]", text[opens + 1 : opens + 2]):
            words.append("<")
            at = opens + 1
            continue
        end = _end_of_tag(text, opens)
        if end < 0:
            break
        yield tag, "".join(words)
        tag, words, at = text[opens : end + 1], [], end + 1
        name = _NAME.match(tag)
        if name and name[1].lower() in _RAW and tag[1] != "/":
            at = small.find(f"</{name[1].lower()}", at)
            if at < 0:
                break
    yield tag, "".join(words)


def _end_of_tag(text: str, start: int) -> int:
    """Where a tag closes, which a ">" between quotes does not do; -1 when it does not close."""
    end = text.find(">", start)
    if end >= 0 and text.count('"', start, min(end, start + _LONGEST_TAG)) % 2:
        quote = text.find('"', end, start + _LONGEST_TAG)
        behind = text.find(">", quote, start + _LONGEST_TAG) if quote >= 0 else -1
        return behind if behind >= 0 else end
    return end


class _Page:
    """What was found so far, and the elements that are open."""

    def __init__(self, classes: dict[str, str]) -> None:
        self._classes = classes
        self.found: list[Stretch] = []
        # tag, why its words are apart, whether they are unseen, whether it stands on lines of its own
        self._open: list[tuple[str, Apart | None, bool, bool]] = []
        self._pieces: list[tuple[str, Apart | None]] = []

    def open(self, tag: str, attributes: str) -> None:
        if tag == "body":
            self._open = [each for each in self._open if each[0] != "head"]  # which need not be closed
        known = {name.lower(): value.strip("\"'") for name, value in _ATTRIBUTE.findall(attributes[:_LONGEST_TAG])}
        style = self._style(tag, known)
        is_block = tag not in _INLINE and ":" not in tag and "-" not in tag
        in_line = tag in ("div", "p", "section") and _IN_LINE.search(style) is not None
        alone = not in_line if is_block else _ON_LINES.search(style) is not None
        if alone:
            self.end_paragraph()
        if tag == "input" and known.get("type", "text").lower() in _FILLED_IN:
            self.say(f" {unescape(known.get('value', ''))} ")
        if tag in _ALONE or attributes.endswith("/>"):
            return
        _, apart, unseen, _ = self._open[-1] if self._open else ("", None, False, False)
        is_chosen = tag == "option" and "selected" in known
        reason = None if is_chosen else apart or _reason(tag, known, style)
        self._open.append((tag, reason, unseen or tag in _UNSEEN, alone))

    def _style(self, tag: str, known: dict[str, str]) -> str:
        """What an element and the rules for its classes say of its look; rules hide no panels: a click opens these."""
        own = [known.get("style", "").replace(" ", "").lower()]
        for name in known.get("class", "").split():
            said = self._classes.get(f"{tag}.{name}", self._classes.get(f".{name}", ""))
            if tag in _INLINE or not any(sign in said for sign in _UNSEEN_STYLES):
                own.append(said)
        return ";".join(own)

    def close(self, tag: str) -> None:
        for at in range(len(self._open) - 1, max(-1, len(self._open) - 200), -1):
            if self._open[at][0] == tag:
                if self._open[at][3]:
                    self.end_paragraph()
                del self._open[at:]
                return
        if tag not in _INLINE and ":" not in tag and "-" not in tag:
            self.end_paragraph()

    def say(self, words: str) -> None:
        _, apart, unseen, _ = self._open[-1] if self._open else ("", None, False, False)
        raised = any(tag == "sup" for tag, *_ in self._open[-3:])
        before = "".join(text for text, _ in self._pieces[-3:])
        if raised and words.strip() and apart is None and is_note_mark(words, before):
            apart = Apart.NOTE_MARK
        if not unseen:
            self._pieces.append((words, apart))

    def end_paragraph(self) -> None:
        for reason in dict.fromkeys(reason for _, reason in self._pieces):
            text = "".join(text if own is reason else "" for text, own in self._pieces)
            if text.strip():
                self.found.append(Stretch(text, reason))
        self._pieces.clear()


def _reason(tag: str, known: dict[str, str], style: str) -> Apart | None:
    if tag in _STRUCK:
        return Apart.STRUCK
    if tag in _CHOICES:
        return Apart.UNTICKED
    if tag in _SOUNDS or known.get("class", "").lower() == "msocomanchor" or "mso-element:comment" in style:
        return Apart.COMMENT
    if "hidden" in known or any(sign in style for sign in _UNSEEN_STYLES):
        return Apart.HIDDEN
    if re.search("wingdings|webdings", style + known.get("face", "").lower()):
        return Apart.LABEL
    return Apart.STRUCK if "line-through" in style else None


def _classes(text: str) -> dict[str, str]:
    """By class, with the element before it where a rule names one, what the rules of the file say; those that hold for
    some screens only say nothing."""
    found: dict[str, str] = {}
    for sheet in re.split(r"<style\b", text, flags=re.I)[1:]:
        depth, selectors, at = 0, "", 0
        plain = _COMMENT.sub("", sheet[sheet.find(">") + 1 : sheet.lower().find("</style")])
        for brace in re.finditer("[{}]", plain):
            piece, at = plain[at : brace.start()], brace.end()
            if brace[0] == "{":
                depth += 1
                selectors = piece if depth == 1 else ""
                continue
            depth = max(depth - 1, 0)
            for name in selectors.split(",") if depth == 0 and "@" not in selectors else ():
                found[name.strip()] = found.get(name.strip(), "") + ";" + piece.replace(" ", "").lower()
    return found
