"""Nouns with labels in the place of what is hidden: copies for whoever looks; what is stored stays literal."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import reduce
from typing import Any, TypeVar

from kb.errors import NotFound
from kb.model import (
    Alike,
    Anchor,
    Answering,
    Block,
    Body,
    Citation,
    Decision,
    Document,
    FileReport,
    Ground,
    Hit,
    Judged,
    Line,
    LinePart,
    Link,
    Missing,
    NameInLetters,
    Page,
    Passage,
    Statement,
    TextBox,
    Verdict,
)
from kb.privacy.hiding import Hiding, Span

Noun = TypeVar("Noun")


@dataclass(frozen=True)
class Masked:
    """A text with labels, and where its characters went."""

    literal: str
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        parts, at = [], 0
        for start, end, label in self.spans:
            parts += [self.literal[at:start], label]
            at = end
        return "".join([*parts, self.literal[at:]])

    def moved(self, at: int, *, end: bool = False) -> int:
        """Where a position went; inside what is hidden the beginning of the label, or its end."""
        shift = 0
        for first, last, label in self.spans:
            if at <= first:
                break
            if at < last:
                return first + shift + (len(label) if end else 0)
            shift += len(label) - (last - first)
        return at + shift

    def literal_at(self, at: int) -> int:
        """The position in the literal text of one in the text with labels; inside a label the beginning."""
        shift = 0
        for first, last, label in self.spans:
            begins = first + shift
            if at <= begins:
                break
            if at < begins + len(label):
                return first
            shift += len(label) - (last - first)
        return at - shift

    def literal_after(self, at: int) -> int:
        """The same for an end: inside a label the end of what is hidden."""
        for first, last, label in self.spans:
            begins = self.moved(first)
            if begins < at <= begins + len(label):
                return last
        return self.literal_at(at)

    def range(self, start: int, end: int) -> tuple[int, int]:
        return self.moved(start), self.moved(end, end=True)


class Masker:
    """Hides what has to be hidden in whatever it is given, for as long as nothing changes.

    `hiding_of` a document by its id; `passages_of` are the literal passages of one. `link_ends` gives the documents of
    a statement, for the words in which a link is explained; `with_name` those that write the name of a body.
    """

    def __init__(
        self,
        hiding_of: Callable[[str], Hiding],
        passage_of: Callable[[str], Passage],
        document_of: Callable[[str], str | None],
        with_name: Callable[[str], Iterable[str]] = lambda name: (),
    ) -> None:
        self._with_name = with_name
        self._hiding_of, self._passage_of, self._document_of = hiding_of, passage_of, document_of
        self._hidings: dict[str, Hiding | None] = {}
        self._passages: dict[str, Masked | None] = {}
        self._ways: dict[type, Callable[[Any], Any]] = {
            Document: self._document, Passage: self._passage, Statement: self._statement, Citation: self._citation,
            Hit: self._hit, Decision: self._decision, Link: self._link, FileReport: self._report,
            Missing: self._missing, Answering: self._answering, Judged: self._judged, Body: self._body,
            NameInLetters: self._name_in_letters, Alike: self._alike,
        }  # fmt: skip

    def hide(self, noun: Noun) -> Noun:
        """A copy without what is hidden; also of tuples, and of nouns that hold others."""
        way = self._ways.get(type(noun))
        if way:
            return way(noun)  # type: ignore[no-any-return]
        if isinstance(noun, tuple):
            return tuple(map(self.hide, noun))  # type: ignore[return-value]
        if is_dataclass(noun) and not isinstance(noun, type):
            changes = {each.name: self.hide(getattr(noun, each.name)) for each in fields(noun)}
            return replace(noun, **changes)
        return noun

    def words(self, text: str, *document_ids: str | None) -> str:
        """A text in which words of these documents may stand."""
        known = filter(None, (self._hiding(each) for each in dict.fromkeys(document_ids) if each))
        return reduce(lambda text, hiding: hiding.mask(text), known, text)

    def name(self, name: str, *document_ids: str) -> str:
        """The name of a body, which may stand with letters that do not write it."""
        return self.words(name, *document_ids, *self._with_name(name))

    def pages(self, document_id: str, pages: Iterable[Page]) -> tuple[Page, ...]:
        hiding = self._hiding(document_id)
        if hiding is None:
            return tuple(pages)
        return tuple(replace(page, blocks=tuple(_block(one, hiding) for one in page.blocks)) for page in pages)

    def masked(self, passage: Passage) -> Masked:
        """Where its characters go."""
        hiding = self._hiding(passage.document_id)
        return Masked(passage.text, hiding.spans(passage.text) if hiding else ())

    def _hiding(self, document_id: str) -> Hiding | None:
        """None for a document that is no longer there."""
        if document_id not in self._hidings:
            try:
                self._hidings[document_id] = self._hiding_of(document_id)
            except NotFound:
                self._hidings[document_id] = None
        return self._hidings[document_id]

    def _maybe(self, text: str | None, *document_ids: str | None) -> str | None:
        return None if text is None else self.words(text, *document_ids)

    # -- one way per noun ---------------------------------------------------------------------------------------------
    def _document(self, one: Document) -> Document:
        names = ("file", "title", "sender", "addressee", "our_reference", "your_reference", "subject")
        lists = ("answers", "signatories", "enclosures")
        changes: dict[str, Any] = {name: self._maybe(getattr(one, name), one.id) for name in names}
        changes |= {name: tuple(self.words(each, one.id) for each in getattr(one, name)) for name in lists}
        for name in ("known_as", "addressee_known_as"):
            known_as = getattr(one, name)
            changes[name] = self.name(known_as, one.id) if known_as else None
        return replace(one, **changes)

    def _passage(self, one: Passage) -> Passage:
        masked = self.masked(one)
        return replace(
            one,
            text=masked.text,
            boxes=tuple(_box(box, masked) for box in one.boxes),
            section=tuple(self.words(each, one.document_id) for each in one.section),
            label=self._maybe(one.label, one.document_id),
            also=tuple(each for each in one.also if self.words(each, one.document_id) == each),
        )

    def _statement(self, one: Statement) -> Statement:
        if one.passage_id not in self._passages:
            try:
                self._passages[one.passage_id] = self.masked(self._passage_of(one.passage_id))
            except NotFound:
                self._passages[one.passage_id] = None
        masked = self._passages[one.passage_id]
        if masked is None or masked.literal[one.start : one.end] != one.text:
            text = self.words(one.text, one.document_id)
            start, end = one.start, one.start + len(text)
        else:
            start, end = masked.range(one.start, one.end)
            text = masked.text[start:end]
        names = ("label", "actor", "addressee", "due_text")
        changes: dict[str, Any] = {name: self._maybe(getattr(one, name), one.document_id) for name in names}
        grounds = tuple(self._ground(each, one.document_id) for each in one.grounds)
        return replace(one, text=text, start=start, end=end, grounds=grounds, **changes)

    def _citation(self, one: Citation) -> Citation:
        id_ = one.document_id
        return replace(
            one,
            title=self.words(one.title, id_),
            reference=self._maybe(one.reference, id_),
            quote=self.words(one.quote, id_),
        )

    def _hit(self, one: Hit) -> Hit:
        masked = self.masked(one.passage)
        hidden = [masked.range(first, last)[0] for first, last, _ in masked.spans]
        marks = tuple(masked.range(*mark) for mark in one.marks)
        return replace(
            one,
            passage=self._passage(one.passage),
            document=self._document(one.document),
            citation=self._citation(one.citation),
            why=self._why(one, masked),
            statements=self.hide(one.statements),
            marks=tuple(mark for mark in marks if not any(mark[0] <= at < mark[1] for at in hidden)),
            before=self.hide(one.before),
            after=self.hide(one.after),
        )

    def _why(self, one: Hit, masked: Masked) -> str:
        """Without words that were found in what is hidden, however little of these was asked for."""
        why = self.words(one.why, one.document.id)
        around = " ".join(each.text for each in (*one.before, *one.after))
        hiding = self._hiding(one.document.id)
        hidden = {
            word.casefold() for first, last, _ in masked.spans for word in _WORD.findall(masked.literal[first:last])
        }
        if hiding:
            hidden |= {w.casefold() for a, b, _ in hiding.spans(around) for w in _WORD.findall(around[a:b])}
        return _WORD.sub(lambda word: "…" if word[0].casefold() in hidden else word[0], why)

    def _decision(self, one: Decision) -> Decision:
        if one.is_about_name:
            value = self.name(one.value) if one.value and one.verdict is not Verdict.WITHDRAWN else one.value
            reason = self.words(one.reason, *self._with_name(one.subject_id), *self._with_name(one.value or ""))
            return replace(one, subject_id=self.name(one.subject_id), value=value, reason=reason)
        ids = [anchor.document_id for anchor in one.anchors]
        return replace(one, reason=self.words(one.reason, *ids), anchors=tuple(map(self._anchor, one.anchors)))

    def _judged(self, one: Judged) -> Judged:
        decision = self._decision(one.decision)
        return replace(
            one, decision=decision, subject_id=decision.subject_id if decision.is_about_name else one.subject_id
        )

    def _body(self, one: Body) -> Body:
        return replace(one, name=self.name(one.name), names=self.hide(one.names))

    def _name_in_letters(self, one: NameInLetters) -> NameInLetters:
        return replace(one, name=self.name(one.name), decision=self.hide(one.decision))

    def _alike(self, one: Alike) -> Alike:
        return replace(one, name=self.name(one.name), into=self.name(one.into))

    def _anchor(self, one: Anchor) -> Anchor:
        return replace(one, quote=self.words(one.quote, one.document_id))

    def _link(self, one: Link) -> Link:
        ends = (self._document_of(one.source_id), self._document_of(one.target_id))
        return replace(one, grounds=tuple(self._ground(ground, *ends) for ground in one.grounds))

    def _ground(self, one: Ground, *ids: str | None) -> Ground:
        return replace(
            one,
            label=self._maybe(one.label, *ids),
            quote=self._maybe(one.quote, *ids),
            title=self._maybe(one.title, *ids),
            words=tuple(shared._replace(word=self._shared(shared.word, *ids)) for shared in one.words),
        )

    def _shared(self, word: str, *ids: str | None) -> str:
        """A word in lower case, also when it is a name."""
        hidden = self.words(word.title(), *ids)
        return self.words(word, *ids) if hidden == word.title() else hidden

    def _report(self, one: FileReport) -> FileReport:
        messages = tuple(self.words(each, one.document_id) for each in one.messages)
        return replace(one, file=self.words(one.file, one.document_id), messages=messages)

    def _missing(self, one: Missing) -> Missing:
        ids = [each.id for each in one.named_in]
        return replace(
            one,
            words=self.words(one.words, *ids),
            reference=self.words(one.reference, *ids) if one.reference else None,
            named_in=self.hide(one.named_in),
            citation=self.hide(one.citation),
        )

    def _answering(self, one: Answering) -> Answering:
        return replace(
            one,
            document=self.hide(one.document),
            body=self.name(one.body, one.document.id) if one.body else None,
            excluded=self.hide(one.excluded),
        )


def parts(page: Page, passages: Iterable[Passage], hiding: Hiding) -> Iterator[LinePart]:
    """What has to be covered on the picture of a page: in its lines, and in what was broken off at the end of one."""
    for block in page.blocks:
        for line, spans in _by_line(block, hiding.spans(block.text)):
            yield from (LinePart(line, start, end) for start, end, _ in spans)
    for passage in passages:
        for start, end, _ in hiding.spans(passage.text):
            for box in passage.boxes:
                first, last = max(start, box.start), min(end, box.end)
                if box.page == page.number and first < last:
                    line = Line(passage.text[box.start : box.end], box.bbox)
                    yield LinePart(line, first - box.start, last - box.start)


_WORD = re.compile(r"\w+")


def _box(box: TextBox, masked: Masked) -> TextBox:
    start, end = masked.range(box.start, box.end)
    return replace(box, start=start, end=end)


def _by_line(block: Block, spans: Sequence[Span]) -> Iterator[tuple[Line, list[Span]]]:
    """Per line what is hidden in it; of what goes on in the next line, the label stands in the first."""
    at = 0
    for line in block.lines:
        end = at + len(line.text)
        inside = [(max(a, at) - at, min(b, end) - at, label if a >= at else "") for a, b, label in spans]
        yield line, [one for one in inside if one[0] < one[1]]
        at = end + 1


def _block(block: Block, hiding: Hiding) -> Block:
    spans = hiding.spans(block.text)
    if not spans:
        return block
    lines = tuple(_line(line, inside) for line, inside in _by_line(block, spans))
    return replace(block, lines=lines, label=hiding.mask(block.label) if block.label else block.label)


def _line(line: Line, spans: Sequence[Span]) -> Line:
    """The line with labels; a word of a label is sure, the others as sure as OCR was of them."""
    if not spans:
        return line
    masked = Masked(line.text, tuple(spans))
    if not line.sure:
        return replace(line, text=masked.text)
    begins = [match.start() for match in re.finditer(r"\S+", line.text)]
    labels = [(masked.moved(a), masked.moved(b, end=True)) for a, b, _ in spans]
    sure = tuple(
        1.0
        if any(a < match.end() and match.start() < b for a, b in labels)
        else line.sure[max(0, bisect_right(begins, masked.literal_at(match.start())) - 1)]
        for match in re.finditer(r"\S+", masked.text)
    )
    return replace(line, text=masked.text, sure=sure)
