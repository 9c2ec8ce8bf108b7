"""The text of a mail: its subject and all text parts that are not attachments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

from ingest.rereading.html_text import html_stretches
from ingest.rereading.rtf_text import rtf_stretches
from ingest.rereading.stretch import Stretch, words
from kb.model import Apart

_UNREADABLE = ("text/calendar",)  # an invitation for a program


def mail_stretches(data: bytes) -> Iterator[Stretch]:
    """Of a text that is there in two forms the one with fewer words is apart."""
    message = message_from_bytes(data, policy=policy.default)
    if isinstance(message, EmailMessage):
        yield Stretch(str(message["Subject"] or ""))
        yield from _part(message)


def two_forms(plain: list[Stretch], html: list[Stretch]) -> list[Stretch]:
    """Both forms of one text, the one with fewer words apart; the plain one where words of the other are struck."""
    struck = any(each.apart is Apart.STRUCK and words(each.text) for each in html)
    fewer = plain if struck or _count(plain) < _count(html) else html
    return [
        Stretch(each.text, Apart.OTHER_FORM if form is fewer else each.apart) for form in (plain, html) for each in form
    ]


def _count(form: list[Stretch]) -> int:
    return sum(Counter(word for each in form if each.apart is None for word in words(each.text)).values())


def _part(part: EmailMessage) -> Iterator[Stretch]:
    kind = part.get_content_type()
    if kind == "message/rfc822" or part.is_attachment() or (part.get_filename() and not part.is_multipart()):
        return
    if kind == "multipart/alternative":
        forms = [list(_part(each)) for each in part.iter_parts() if isinstance(each, EmailMessage)]
        forms = [form for form in forms if form]
        while len(forms) > 1:
            forms[:2] = [two_forms(forms[0], forms[1])]
        yield from forms[0] if forms else ()
    elif part.is_multipart():
        for each in part.iter_parts():
            if isinstance(each, EmailMessage):
                yield from _part(each)
    elif kind.startswith("text/") and kind not in _UNREADABLE:
        payload = part.get_payload(decode=True)
        data = payload if isinstance(payload, bytes) else b""
        if kind == "text/rtf":
            yield from rtf_stretches(data)
            return
        text = _decoded(data, part.get_content_charset() or "ascii")
        yield from html_stretches(text) if kind == "text/html" else [Stretch(text)]


def _decoded(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return data.decode("cp1252", "replace")
