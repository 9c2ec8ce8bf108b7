"""What the fields of an OpenDocument file show: controls of a form, boxes and lists from Word, and what is hidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ingest.layout.choices import EMPTY, TICKED

_URN = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, _DRAW, _FORM = (_URN % name for name in ("text", "drawing", "form"))
_LO = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_MARK = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_BOXES = (f"{_FORM}checkbox", f"{_FORM}radio")
CONTROL, FROM_WORD = f"{_DRAW}control", f"{_MARK}fieldmark"


def is_hidden(element: Any) -> bool:
    """Whether an element says itself that it is not shown: a section, words under a condition, a variable that is set;
    or is a paragraph of which something in it says so."""
    if element.get(f"{TEXT}display") == "none" or element.get(f"{TEXT}is-hidden") == "true":
        return True
    return any(one.get(f"{TEXT}is-hidden") == "true" for one in element.iterfind(f"{TEXT}hidden-paragraph"))


def is_prompt(element: Any) -> bool:
    """Whether an element holds what asks to fill it in, and nobody did."""
    return bool(element.get(f"{_LO}showing-place-holder") == "true")


def controls_in(content: Any) -> Mapping[str, str]:
    """What each control of a form shows, by its id."""
    shown = {each: _shown(each) for form in content.iter(f"{_FORM}form") for each in form}
    return {each.get(_ID) or each.get(f"{_FORM}id") or "": f" {words} " for each, words in shown.items() if words}


def _shown(control: Any) -> str:
    label = control.get(f"{_FORM}label") or ""
    if control.tag in _BOXES:
        states = ("current-state", "state", "current-selected", "selected")
        state = next((found for name in states if (found := control.get(f"{_FORM}{name}"))), "")
        return f"{TICKED if state in ('checked', 'true') else EMPTY} {label}".strip()
    if control.tag == f"{_FORM}listbox":
        return " ".join(_selected(control, "current-selected") or _selected(control, "selected"))
    if control.tag in (f"{_FORM}button", f"{_FORM}image", f"{_FORM}hidden", f"{_FORM}password"):
        return ""
    return control.get(f"{_FORM}current-value") or control.get(f"{_FORM}value") or label


def _selected(options: Any, name: str) -> list[str]:
    return [one.get(f"{_FORM}label") or "" for one in options if one.get(f"{_FORM}{name}") == "true"]


def from_word(field: Any) -> str:
    """What a field shows that LibreOffice took from a form of Word: a box, or what was chosen of a list."""
    sort = field.get(f"{_MARK}type") or ""
    said = list(_said(field))
    if sort.endswith("FORMCHECKBOX"):
        return TICKED if ("Checkbox_Checked", "true") in said else EMPTY
    names = [value for name, value in said if name == "Dropdown_ListEntry"]
    place = next((value for name, value in said if name == "Dropdown_Selected"), "0")
    return names[int(place)] if place.isdigit() and int(place) < len(names) else ""


def _said(field: Any) -> Iterator[tuple[str, str]]:
    for one in field.iterfind(f"{_MARK}param"):
        yield one.get(f"{_MARK}name") or "", one.get(f"{_MARK}value") or ""
