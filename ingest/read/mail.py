"""Mail (EML): who wrote what to whom and when, the message, and its attachments as files of their own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.errors import HeaderParseError, MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import format_datetime, getaddresses, parsedate_to_datetime

from ingest.layout.pages import Before, RawLine, RawPage, plain_pages, tidy
from ingest.read.html import read_html
from ingest.read.part import Part, shown_name
from ingest.read.thread import Older, older_message
from kb import labels
from kb.errors import UnreadableFile
from kb.model import Apart, BlockKind
from kb.settings import Limits

_BAD = (MessageError, HeaderParseError, RecursionError, ValueError, LookupError, AttributeError, TypeError)
_SIGNATURES = {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}
_REPLY = re.compile(r"(?:(?:re|fw|fwd|antw|doorst)\s?:\s?)+", re.I)
_STUB = 40  # words of a plain form at most that may be nothing but a pointer to the other form
# What programs add to each message
_ADDED = re.compile(
    r"(?:Verstuurd|Verzonden|Sent) (?:vanaf|vanuit|van|met|via|from|using|with|by)\b"
    r"(?=.*\b(?:\w*phone|iPad|Galaxy|Samsung|Android|Outlook|\w*mail|telefoon|mobiel|tablet|Windows)\b)"
    r"(?: [\w-]+){1,6}\.?"
    r"|(?:Download |Get )?Outlook (?:voor|for) (?:iOS|Android|Mac|Windows)(?:\s?<[^<>\s]+>)?(?: downloaden)?\.?",
    re.I,
)
# "Zie onze antwoorden in rood": below the head of the older message they cannot be told from its own words
_IN_COLOUR = re.compile(
    r"\b(?:antwoord|reactie|reageren|opmerking|commentaar|aanvulling|toelichting)\w*\b[^.!?\n]{0,60}"
    r"\b(?:in|met) (?:het |de )?(?:rood|rode|blauwe?|groene?|paarse?|oranje|kleur|cursief|vet)\b",
    re.I,
)
_COLOURED = (
    "Dit bericht noemt antwoorden in een kleur of letter in het oudere bericht; daar zijn zij niet van de vragen te "
    "onderscheiden. Vergelijk met het origineel."
)
LOGO = 100_000  # bytes: a smaller picture within a message is a logo or a signature


@dataclass(frozen=True, slots=True)
class Envelope:
    """What stands above a message."""

    sender: str
    to: Sequence[str]
    copy: Sequence[str]
    sent: datetime | None
    subject: str


def read_mail(name: str, data: bytes, limits: Limits) -> tuple[tuple[RawPage, ...], tuple[Part, ...]]:
    """The message as one page without boxes, and its attachments. UnreadableFile when it is no mail."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        if not isinstance(message, EmailMessage) or not message.keys():
            raise UnreadableFile(f"{name} is geen leesbaar mailbericht; lever het aan als pdf.")
        bodies = _bodies(message)
        parts = _parts(name, message, [form for body in bodies for form in body], limits)
        envelope = _envelope(message)
        texts = [body_text(name, _text(plain), _text(html)) for plain, html in bodies]
        return mail_page(envelope, texts, parts)
    except _BAD as error:
        raise UnreadableFile(f"{name} is beschadigd of te diep genest; lever de mail aan als pdf.") from error


def mail_page(
    envelope: Envelope, texts: Sequence[RawPage], parts: Sequence[Part]
) -> tuple[tuple[RawPage, ...], tuple[Part, ...]]:
    """The page of a mail: its head in Dutch, then its `texts`; and its attachments, with the older message below it,
    which somebody else wrote."""
    body = [line for text in texts for line in text.lines]
    remarks = dict.fromkeys(remark for text in texts for remark in text.remarks)
    own, older = _parted(body)
    quoted = "\n".join(line.text for at, line in enumerate(body) if at not in set(own))
    if older and _IN_COLOUR.search("\n".join(body[at].text for at in own)):
        remarks |= {_COLOURED: None}
    body = [_set_apart(body[at]) for at in own]
    day = envelope.sent
    rows = {
        "Van": envelope.sender,
        "Aan": "; ".join(envelope.to),
        "Cc": "; ".join(envelope.copy),
        "Datum": labels.day(day),
        "Bijlagen": ", ".join(part.name for part in parts),
    }
    head = [
        RawLine(f"{label}: {tidy(value)}", before=Before.SPACE, kind=BlockKind.FURNITURE)
        for label, value in rows.items()
        if tidy(value)
    ]
    if tidy(envelope.subject):
        head.append(RawLine(f"Onderwerp: {tidy(envelope.subject)}", before=Before.SPACE))
    page = RawPage(1, (*head, *body), remarks=tuple(remarks), apart=((Apart.OLDER_MESSAGE, quoted),))
    return (page,), (*parts, *(() if older is None else (_as_part(older, envelope.subject),)))


def _set_apart(line: RawLine) -> RawLine:
    """A line; what a program adds to each message ("Verstuurd vanaf mijn iPhone") as furniture."""
    return line._replace(kind=BlockKind.FURNITURE) if _ADDED.fullmatch(line.text.strip()) else line


def _as_part(older: Older, subject: str) -> Part:
    """The older message as a mail of its own."""
    named = tidy(older.subject) or _REPLY.sub("", tidy(subject))
    to = [older.to] if older.to else []
    data = as_mail(Envelope(older.sender, to, (), older.sent, named), older.text, b"", ())
    return Part(shown_name(f"{(named or 'eerder bericht').replace('/', '-')}.eml"), data)


def body_text(name: str, plain: str, html: str | bytes) -> RawPage:
    """The text of a message, of its plain form where that is more than a stub beside the other, and the other neither
    has words that are struck through nor alone shows where an older message begins."""
    try:
        shown = read_html(name, html, is_mail=True) if html.strip() else RawPage(1, ())
    except UnreadableFile:
        if not plain.strip():
            raise
        shown = RawPage(1, ())
    if not plain.strip() or shown.remarks or (shown.lines and _is_stub(plain, html)):
        return shown
    bare = RawPage(1, tuple(line for page in plain_pages(plain) for line in page.lines))
    return shown if _parted(shown.lines)[1] and not _parted(bare.lines)[1] else bare


def _parted(lines: Sequence[RawLine]) -> tuple[list[int], Older | None]:
    """Which lines are those of who wrote a message, and the older one that they quote."""
    return older_message([line.text for line in lines], [line.before is Before.SPACE for line in lines])


def _is_stub(plain: str, html: str | bytes) -> bool:
    """Whether the plain form only says that there is another one: it has few words, and not those of the other."""
    if not html.strip() or len(plain.split()) > _STUB:
        return False
    words = re.findall(r"\w+", plain.lower())
    other = (html if isinstance(html, str) else html.decode("utf-8", "replace")).lower()
    return sum(word in other for word in words) < 0.8 * len(words)


def as_mail(envelope: Envelope, plain: str, html: bytes, parts: Iterable[Part]) -> bytes:
    """A message that came in another wrapping as EML, the same bytes every time."""
    message = EmailMessage()
    for header, people in (("From", [envelope.sender]), ("To", envelope.to), ("Cc", envelope.copy)):
        known = [Address(display_name=tidy(person)) for person in people if tidy(person)]
        if known:
            message[header] = known
    message["Subject"] = tidy(envelope.subject)
    if envelope.sent:
        message["Date"] = format_datetime(envelope.sent)
    if plain.strip() or not html:
        message.set_content(plain)
    else:
        message.set_content(html, "text", "html")
    for part in parts:
        if part.problem:
            message.add_attachment(f"{part.name} {part.problem}", filename=f"{part.name}.txt")
        else:
            message.add_attachment(part.data, "application", "octet-stream", filename=part.name)
    if message.is_multipart():
        message.set_boundary(f"deel-{hashlib.sha256(plain.encode('utf-8', 'replace') + html).hexdigest()[:32]}")
    return message.as_bytes()


def _envelope(message: EmailMessage) -> Envelope:
    def people(header: str) -> list[str]:
        raw = [str(value) for value in message.get_all(header, [])]
        return [shown or address for shown, address in getaddresses(raw) if shown or address]

    try:
        sent = parsedate_to_datetime(str(message["Date"])) if message["Date"] else None
    except (ValueError, TypeError):
        sent = None
    return Envelope("; ".join(people("From")), people("To"), people("Cc"), sent, str(message["Subject"] or ""))


def _bodies(message: EmailMessage) -> list[tuple[EmailMessage | None, EmailMessage | None]]:
    """The texts of the message itself in order, each in its plain and its HTML form: a phone writes a new one behind
    every picture."""
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    first = tuple(form if isinstance(form, EmailMessage) else None for form in (plain, html))
    if message.get_content_type() != "multipart/mixed":
        return [(first[0], first[1])]
    found: list[tuple[EmailMessage | None, EmailMessage | None]] = []
    for part in message.iter_parts():
        if not isinstance(part, EmailMessage) or part.is_attachment() or part.get_filename():
            continue
        kind = part.get_content_type()
        if kind.startswith("multipart/") and kind != "multipart/mixed":
            found += [forms for forms in _bodies(part) if any(forms)]
        elif kind in ("text/plain", "text/html"):
            found.append((part, None) if kind == "text/plain" else (None, part))
    return found or [(first[0], first[1])]


def _text(part: EmailMessage | None) -> str:
    """The words of a part; those in an unknown encoding as Windows-1252."""
    if part is None:
        return ""
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError):
        return _bytes(part).decode("cp1252", "replace")


def _bytes(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _parts(name: str, message: EmailMessage, body: Sequence[EmailMessage | None], limits: Limits) -> tuple[Part, ...]:
    """The attachments, those of parts of the message included; a mail that was sent along is one too."""
    found: list[Part] = []
    waiting: list[object] = [message]
    while waiting:
        part = waiting.pop()
        if not isinstance(part, EmailMessage) or any(part is own for own in body):
            continue
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0) if part.is_multipart() else None
            if isinstance(inner, EmailMessage):
                found.append(Part(_mail_name(inner), inner.as_bytes()))
        elif part.is_multipart():
            waiting += reversed(list(part.iter_parts()))
        elif part.is_attachment() or part.get_filename() or part.get_content_maintype() != "text":
            found += _leaf(part)
        if len(found) > limits.max_parts:
            raise UnreadableFile(f"{name} heeft meer dan {limits.max_parts} bijlagen; lever ze los aan.")
    return tuple(found)


def _leaf(part: EmailMessage) -> list[Part]:
    """An attachment; nothing for a small picture that stands in the text, which is a logo."""
    if part.get_content_type() in _SIGNATURES:
        return []  # it says who sent the message, and nothing more
    data = _bytes(part)
    inside = part.get_content_maintype() == "image" and part["Content-ID"] is not None and not part.is_attachment()
    if not data.strip() or (inside and len(data) < LOGO):
        return []
    extension = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}.get(part.get_content_type(), "")
    return [Part(shown_name(part.get_filename() or f"bijlage{extension}"), data)]


def _mail_name(inner: EmailMessage) -> str:
    return shown_name(f"{str(inner['Subject'] or 'bericht').replace('/', '-')}.eml")
