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
    page = _Page()
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

    def __init__(self) -> None:
        self.found: list[Stretch] = []
        self._open: list[tuple[str, Apart | None, bool]] = []  # tag, why its words are apart, whether they are unseen
        self._pieces: list[tuple[str, Apart | None]] = []

    def open(self, tag: str, attributes: str) -> None:
        if tag == "body":
            self._open = [each for each in self._open if each[0] != "head"]  # which need not be closed
        if tag not in _INLINE and ":" not in tag and "-" not in tag:
            self.end_paragraph()
        if tag in _ALONE or attributes.endswith("/>"):
            return
        _, apart, unseen = self._open[-1] if self._open else ("", None, False)
        self._open.append((tag, apart or _reason(tag, attributes), unseen or tag in _UNSEEN))

    def close(self, tag: str) -> None:
        if tag not in _INLINE and ":" not in tag and "-" not in tag:
            self.end_paragraph()
        for at in range(len(self._open) - 1, max(-1, len(self._open) - 200), -1):
            if self._open[at][0] == tag:
                del self._open[at:]
                return

    def say(self, words: str) -> None:
        tag, apart, unseen = self._open[-1] if self._open else ("", None, False)
        if tag == "sup" and apart is None and is_note_mark(words, self._pieces[-1][0] if self._pieces else ""):
            apart = Apart.NOTE_MARK
        if not unseen:
            self._pieces.append((words, apart))

    def end_paragraph(self) -> None:
        for reason in dict.fromkeys(reason for _, reason in self._pieces):
            text = "".join(text if own is reason else "" for text, own in self._pieces)
            if text.strip():
                self.found.append(Stretch(text, reason))
        self._pieces.clear()


def _reason(tag: str, attributes: str) -> Apart | None:
    if tag in _STRUCK:
        return Apart.STRUCK
    if tag in _CHOICES:
        return Apart.UNTICKED
    if tag in _SOUNDS:
        return Apart.COMMENT
    known = {name.lower(): value.strip("\"'") for name, value in _ATTRIBUTE.findall(attributes[:_LONGEST_TAG])}
    style = known.get("style", "").replace(" ", "").lower()
    if "hidden" in known or any(sign in style for sign in _UNSEEN_STYLES):
        return Apart.HIDDEN
    if re.search("wingdings|webdings", style + known.get("face", "").lower()):
        return Apart.LABEL
    return Apart.STRUCK if "line-through" in style else None
