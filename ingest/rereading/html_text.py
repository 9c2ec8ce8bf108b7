"""The text of an HTML file by the parser of the standard library, tag by tag and without a tree."""

from __future__ import annotations

from html.parser import HTMLParser

from ingest.rereading.stretch import Stretch
from kb.model import Apart

_UNSEEN = {"script", "style", "template", "head", "title", "noscript", "svg", "object", "iframe"}
_STRUCK = {"del", "s", "strike"}
_CHOICES = {"select", "button"}
_ALONE = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_INLINE = {
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


def html_stretches(text: str) -> list[Stretch]:
    """What a browser shows; what is struck through or hidden apart."""
    parser = _Parser()
    parser.feed(text)
    parser.close()
    parser.end_paragraph()
    return parser.found


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Stretch] = []
        self._open: list[tuple[str, Apart | None, bool]] = []  # tag, why its words are apart, whether they are unseen
        self._pieces: list[tuple[str, Apart | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self._open = [each for each in self._open if each[0] != "head"]  # which need not be closed
        if tag not in _INLINE and ":" not in tag:
            self.end_paragraph()
        if tag in _ALONE:
            return
        _, apart, unseen = self._open[-1] if self._open else ("", None, False)
        self._open.append((tag, apart or _reason(tag, dict(attrs)), unseen or tag in _UNSEEN))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE and ":" not in tag:
            self.end_paragraph()
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at][0] == tag:
                del self._open[at:]
                return

    def handle_data(self, data: str) -> None:
        _, apart, unseen = self._open[-1] if self._open else ("", None, False)
        if not unseen:
            self._pieces.append((data, apart))

    def end_paragraph(self) -> None:
        for reason in dict.fromkeys(reason for _, reason in self._pieces):
            text = "".join(text if own is reason else "" for text, own in self._pieces)
            if text.strip():
                self.found.append(Stretch(text, reason))
        self._pieces.clear()


def _reason(tag: str, attributes: dict[str, str | None]) -> Apart | None:
    if tag in _STRUCK:
        return Apart.STRUCK
    if tag in _CHOICES:
        return Apart.UNTICKED
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return Apart.HIDDEN if "hidden" in attributes or "display:none" in style else None
