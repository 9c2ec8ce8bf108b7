"""How the elements of an HTML file look, by their own style and by the rules that stand in the file itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

# What a browser sets on lines of its own; every other element, also one that nobody knows, stands within its sentence.
BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir"),
    *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p"),
    *("pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
}
_MAY_BE_INLINE = ("div", "p", "section")
_STRUCK = {"del", "s", "strike"}  # no text of the letter any more
_STRUCK_STYLE = re.compile(r"(?<![-\w])text-decoration(?:-line)?:[^;]*line-through")
_UNSEEN_STYLE = re.compile(r"display:none|visibility:hidden|font-size:0(?![.\d])")
_DISPLAY = re.compile(r"(?<![-\w])display:([a-z-]+)")
_ON_LINES = ("block", "flex", "grid", "list-item", "table", "table-row", "table-cell")
_COMMENT_OF_WORD = re.compile(r"mso-element:comment(?:-list)?(?![-\w])")
_OF_CLASS = re.compile(r"([a-zA-Z0-9]*)\.([-\w]+)")
_MOST = 200_000  # characters of rules that are looked at


def write_out_rules(root: Any) -> None:
    """Give elements what the rules of the file say of their class, where that strikes words through, sets them on lines
    of their own or hides them within a sentence. A panel that is hidden is one that opens on a click."""
    said: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for sheet in root.iter("style"):
        for selectors, style in _rules_in((sheet.text or "")[:_MOST]):
            bare = style.replace(" ", "").lower()
            if _STRUCK_STYLE.search(bare) or _UNSEEN_STYLE.search(bare) or _DISPLAY.search(bare):
                for selector in selectors.split(","):
                    if one := _OF_CLASS.fullmatch(selector.strip()):
                        said[one[2]].append((one[1].lower(), bare))
    for element in root.iter() if said else ():
        for name in (element.get("class") or "").split():
            for tag, bare in said.get(name, ()):
                hides_panel = element.tag in BLOCKS and _UNSEEN_STYLE.search(bare)
                if tag in ("", element.tag) and not hides_panel:
                    element.set("style", f"{bare};{element.get('style') or ''}")


def _rules_in(sheet: str) -> Iterator[tuple[str, str]]:
    """The selectors and the style of each rule; none of those that only hold for some screens."""
    first, *others = sheet.replace("<!--", "").replace("-->", "").split("/*")
    conditional = False
    for rule in "".join([first, *(other.partition("*/")[2] for other in others)]).split("}"):
        *above, style = rule.split("{")
        if not above:  # the end of what holds for some screens
            conditional = False
        elif "@" in above[0].rpartition(";")[2]:
            conditional = len(above) > 1
        elif not conditional:
            yield above[0].rpartition(";")[2], style


def is_block(element: Any) -> bool:
    """Whether an element stands on lines of its own."""
    shown = _DISPLAY.search(style_of(element))
    if element.tag in BLOCKS:
        return not (shown and shown[1] == "inline" and element.tag in _MAY_BE_INLINE)
    return shown is not None and shown[1] in _ON_LINES


def holds_blocks(element: Any) -> bool:
    return any(is_block(inner) for inner in element.iter())


def is_hidden(element: Any) -> bool:
    """Whether the words of an element are not read: hidden, struck through, or a comment as Word writes it."""
    style = style_of(element)
    hidden = element.get("hidden") is not None or _UNSEEN_STYLE.search(style) or _COMMENT_OF_WORD.search(style)
    return bool(hidden) or refers_to_comment(element) or is_struck(element)


def refers_to_comment(element: Any) -> bool:
    """Whether an element is the sign in the text that there is a comment of Word ("[HdB1]")."""
    return element.tag == "a" and (element.get("class") or "").lower() == "msocomanchor"


def is_struck(element: Any) -> bool:
    return element.tag in _STRUCK or _STRUCK_STYLE.search(style_of(element)) is not None


def style_of(element: Any) -> str:
    return (element.get("style") or "").replace(" ", "").lower()
