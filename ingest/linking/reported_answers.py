"""Links of answers that are told by another document than the authority's reply: to the advice of the body that they
name, when just one that is loaded fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.dutch.pipeline import Sentence
from ingest.linking.adviser_mentions import (
    has_subject,
    is_about,
    mentions,
    narrower,
    others,
    owner,
    speaks_of,
    without_names,
)
from ingest.linking.facets import Facet, names_in
from ingest.linking.letter import Letter
from ingest.linking.neighbours import Neighbours
from ingest.linking.proposal import Finder, by_likeness, proposal
from ingest.linking.similarity import Encode, likeness, nearest
from ingest.linking.weights import SUBJECT
from ingest.passages.voice import Voice
from ingest.statements.draft import Part
from ingest.statements.named_points import meant, named
from ingest.statements.position import read_position, takes_position
from ingest.statements.reported import spelled_out
from kb.model import DocumentKind, Ground, GroundKind, Link, Position, Relation, Statement, StatementKind

MOST = 12  # main points: what is said of a longer row in one sentence is not said of each
_WHOLE = re.compile(
    r"\b(?:het|dit)\s+(?:\w+\s+)?advies\b|\b(?:de|deze|alle|al\s+de|beide)\s+(?:\w+\s+)?(?:aanbevelingen|adviezen)\b",
    re.I,
)
_ONE = re.compile(r"\b(?:aanbeveling|advies|adviespunt)\b[^.;]{0,200}?\b(?:om|dat)\b\s", re.I)
_SINGLE = re.compile(r"\b(?:aanbeveling|advies|adviespunt)\b", re.I)
_BACK = re.compile(r"\b(?:dit\s+advies|deze\s+aanbeveling|de\s+aanbeveling)\b(?!\s+(?:van|uit)\b)", re.I)
# "De eerste twee zijn uitgevoerd, de derde niet.": of each something else
_MIXED = re.compile(
    r"[,;]\s+(?:maar\s+)?(?:de|het|aanbeveling|advies)\s+[\w ]{1,30}\b(?:niet|wel|deels|gedeeltelijk)\b\W*$", re.I
)
_SAYS = re.compile(
    r"^\W*(?:(?:constateert|concludeert|stelt|merkt|vindt|meent|schrijft|betreurt|signaleert|ziet|zegt|waarschuwt)\b"
    r"|is\s+van\s+(?:mening|oordeel)\b)",
    re.I,
)
_GOVERNS = re.compile(
    r"\b(?:college|gemeente|gemeenteraad|raad|minister\w*|staatssecretaris|burgemeester|wethouder|provincie|bestuur)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Told:
    """A told answer in its passage. `text`: its first sentence; `decides`: that says what becomes of the advice."""

    part: Part
    response: Statement
    text: str
    decides: bool

    @property
    def points_back(self) -> bool:
        """Whether "dit advies" or "de aanbeveling" points at what the paragraph said before."""
        later = self.response.start > self.part.sentences[0].start
        return later and bool(_BACK.search(self.text)) and not _ONE.search(self.text)


def hearsay(
    letter: Letter,
    originals: Sequence[Letter],
    links: Sequence[Link],
    near: Neighbours,
    encode: Encode,
) -> Iterator[Link]:
    """One link for each point of which a letter tells. `originals`: the documents that it replies to, whose points it
    answers itself with these `links`. A point that an authority answers in its own reply gets none, unless that puts it
    off."""
    linked = {link.source_id for link in links if link.relation is Relation.ANSWERS}
    tells = [
        each for each in letter.of_kind(StatementKind.RESPONSE)
        if each.rests_on(GroundKind.TOLD, GroundKind.POINTING) and each.id not in linked
    ]  # fmt: skip
    if not tells:
        return
    whole = "\n".join(part.passage.text for part in letter.parts)
    replied = {original.document.id for original in originals}
    advices = [
        each for each in near.find(Facet.BODY, names_in(whole))
        if each.document.id not in replied and each.document.sender and not _earlier(letter, each)
        and is_about(f"{letter.document.title}\n{whole}", each) and _points(each)
    ]  # fmt: skip
    told: set[str] = set()
    for response in tells:
        fitting = [each for each in advices if _is_meant(letter, response, whole, each)]
        advice = _the_one(letter, response, fitting)
        found = list(_links(letter, response, advice, encode)) if advice else []
        settled = _settled(advice, links, near) if advice and found else set()
        for link in found:
            if link.target_id not in settled and link.target_id not in told:
                told.add(link.target_id)
                yield link


def _links(letter: Letter, response: Statement, advice: Letter, encode: Encode) -> Iterator[Link]:
    part = letter.part(response)
    said = _said(part, response)
    said = [spelled_out(said[0]), *said[1:]]
    reading = read_position(said)
    outsider = _is_outsider(letter)
    finder = Finder.HEARSAY if outsider else Finder.LETTERS
    if _MIXED.search(said[0].text):
        return
    about = _Told(part, response, said[0].text, takes_position(said[0]))
    teller = (Ground(GroundKind.ANOTHER_TELLS),) if outsider else ()
    decided = reading.position is not Position.UNCLEAR
    verdict = (Ground(GroundKind.VERDICT, quote=_short(reading.words)),) if decided else ()
    for point, ground, score in _told_points(about, advice, encode):
        grounds = (*teller, ground, Ground(GroundKind.TOLD_IN, title=letter.document.title), *verdict)
        certainty = min(score, reading.score + 0.2)
        yield proposal(response, point, Relation.ANSWERS, grounds, certainty, reading.position, finder)


def _told_points(about: _Told, advice: Letter, encode: Encode) -> Iterator[tuple[Statement, Ground, float]]:
    """The points that a sentence names, all main points where it speaks of the advice as a whole, or the one that it is
    clearly about. "Diverse aanbevelingen" does not say which."""
    points = _points(advice)
    what = named(about.text)
    if what and not what.every:
        for point in meant(what, points):
            yield point, Ground(GroundKind.NAMES_POINT, point.label), 0.8
        return
    mains = [point for point in points if point.parent_id is None]
    whole = about.decides and _WHOLE.search(about.text) and not _ONE.search(about.text) and not about.points_back
    if whole and not narrower(about.text, advice):
        left_out = what.but if what else ()
        for point in mains if len(mains) <= MOST else ():
            if (point.label or "").lower() not in left_out:
                yield point, Ground(GroundKind.WHOLE), 0.45
    elif _SINGLE.search(about.text) and mains:
        yield from _by_subject(about, mains, advice, encode)


def _by_subject(
    about: _Told, mains: Sequence[Statement], advice: Letter, encode: Encode
) -> Iterator[tuple[Statement, Ground, float]]:
    """The point that is nearest by far; the name of the adviser, which may stand in all of them, says nothing."""
    text = about.part.passage.text if about.points_back else about.response.text
    bare = [without_names(each, advice) for each in (text, *(point.text for point in mains))]
    row = likeness(bare[:1], bare[1:], encode)[0]
    best = nearest(row, SUBJECT)
    same = None if best is None else by_likeness(bare[0], bare[1 + best], bare, row[best])
    if best is not None and same and same.words:
        yield mains[best], same, 0.5


def _is_meant(letter: Letter, response: Statement, whole: str, advice: Letter) -> bool:
    """Whether the words name the sender of this advice: the sentence itself, else its paragraph, else the headings
    above it; another body in the same place makes it doubtful. And whether they speak of this advice of that sender."""
    part = letter.part(response)
    text = _said(part, response)[0].text
    headings = [each for each in part.passage.section if each]
    by = owner(text)
    own = mentions(text, advice, whole)
    if any(_SAYS.match(text[end:]) for _, end in own):
        return False  # what the adviser itself finds
    if own:
        sure = by is not None and any(a <= by[0] < b for a, b in own)
        named_here = sure or (not others(text, own) and (by is None or not by[1][0].isupper()))
    elif (by and by[1][0].isupper()) or others(text, ()):
        named_here = False
    else:
        around = [part.passage.text, *reversed(headings)]
        near = next((each for each in around if mentions(each, advice, whole) or others(each, ())), "")
        own = mentions(near, advice, whole)
        named_here = bool(own) and not others(near, own)
    return named_here and speaks_of(text, headings[-1:], f"{letter.document.title}\n{whole}", advice)


def _the_one(letter: Letter, response: Statement, fitting: Sequence[Letter]) -> Letter | None:
    """The only advice that fits; of several the only one whose subject stands in the paragraph or section."""
    if len(fitting) > 1:
        passage = letter.part(response).passage
        fitting = [each for each in fitting if has_subject("\n".join((*passage.section, passage.text)), each)]
    return fitting[0] if len(fitting) == 1 else None


def _settled(advice: Letter, links: Sequence[Link], near: Neighbours) -> set[str]:
    """What of an advice is answered by a reply, with its sub-items and the point of which it is one, and what it
    repeats."""
    links = [*links, *(link for _, others in near.answers_to(advice) for link in others)]
    done = {
        each.target_id for each in links if each.relation is Relation.ANSWERS and each.position is not Position.DEFERRED
    }
    again = [each for each in links if each.relation in (Relation.RESTATES, Relation.REPEATS)]
    while more := {each.target_id for each in again if each.source_id in done} - done:
        done |= more
    for each in (s for s in advice.statements if s.parent_id):
        if each.id in done and each.parent_id:
            done.add(each.parent_id)
        elif each.parent_id in done:
            done.add(each.id)
    return done


def _said(part: Part, response: Statement) -> list[Sentence]:
    """The sentences of an answer; of one that a person cut, also the one of which it is a piece."""
    return [s for s in part.sentences if s.start < response.end and response.start < s.end]


def _points(advice: Letter) -> list[Statement]:
    """The recommendations of its own, of the one who advises."""
    if all(part.voice is not Voice.ADVISER for part in advice.parts):
        return []
    return [s for s in advice.of_kind(StatementKind.RECOMMENDATION) if not s.restated]


def _is_outsider(letter: Letter) -> bool:
    """Whether the document is neither the authority's own nor its council's."""
    return letter.document.kind is DocumentKind.OTHER and not _GOVERNS.search(letter.document.sender or "")


def _earlier(letter: Letter, advice: Letter) -> bool:
    one, other = letter.document.date, advice.document.date
    return one is not None and other is not None and one < other


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:77]}…"
