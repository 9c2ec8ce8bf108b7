"""Finds in an answering letter the words that answer each point of an advice, by laying the two beside each other.

What answers is what is about a point: cue words are no gate. An answer that a rule has found by grammar or number stays
where it is, and the points that it answers are no longer looked for.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.dutch.pipeline import Sentence, analyse
from ingest.letterhead.head import SALUTATION
from ingest.linking.alignment import Matrix, Point, Unit
from ingest.linking.best_path import align, chances
from ingest.linking.letter import Letter
from ingest.linking.questions import asks, below_questions
from ingest.linking.several_advices import about_another
from ingest.linking.similarity import Encode, shared_words, weighed
from ingest.linking.unrestated import MARK
from ingest.linking.weights import WEIGHTS, Weights
from ingest.statements.draft import Draft, Part, statements
from ingest.statements.named_points import clause_about, meant, named
from ingest.statements.position import takes_position
from ingest.statements.recommendations import OF_A_LETTER
from ingest.statements.responses import CLOSING, own_heading
from kb.model import BlockKind, GroundKind, Shared, Statement, StatementKind

SHORTEST = 3  # words of a sentence that can answer
_CUT_OFF = 20  # letters from which words that stand in the point itself answer nothing
_IDLE = re.compile(
    r"\b(?:hartelijk dank|(?:wij )?danken u|dank (?:voor|u)|bedank\w*|met (?:veel )?(?:belangstelling|waardering)"
    r"|ontvingen wij|hebben wij (?:uw|het) (?:\w+ )?(?:advies|brief|rapport)\w* (?:\w+ )*(?:ontvangen|gelezen)"
    r"|(?:advies|rapport|brief) (?:[\w-]+ ){0,8}(?:aangeboden|uitgebracht|toegezonden|gestuurd|ontvangen|gepubliceerd)"
    r"|in deze brief|hiermee voldoende|voldoende te hebben|vertrouwen (?:wij )?erop|goede samenwerking|contact opnemen"
    r"|geachte|beste|onderwerp|betreft|met vriendelijke|hoogachtend|respect|compliment\w*|erkentelijk|excuses"
    r"|(?:wij|we) hopen|begrip|vertrouwen\b[^.]{0,30}\btegemoet|uw (?:betrokkenheid|inzet|volharding))\b",
    re.I,
)


# "B, tweede deel | …", "IV. Baggeren | …", "Aanbeveling 3 | …", "2.3 Inkoop", "Par. 2.3 | …"
_MARK = re.compile(
    r"\W*(?:(?:aanbeveling|advies|punt|nr\.?|par(?:agraaf|\.)?)\s+)?"
    r"(?P<mark>\d{1,2}(?:\.\d{1,2})++(?!\d|\.\d)|(?:[A-Za-z]|[IVX]{1,4}|\d{1,2}[a-z]?)(?=[.,:)](?!\d)|\s*\||\s*$))",
    re.I,
)
_AD = re.compile(r"\W*ad\s+\d", re.I)  # "Ad 2 en 4. De termijn …"
_QUESTION = re.compile(r"\W*(?:vraag|opmerking|zienswijze|inspraak)\b(?: \d+\w?)?\s*[:.]", re.I)
_CELL = r"(?:[^\W\d_][\w/-]*+ ?){1,4}+"
_COLUMNS = re.compile(
    rf"(?=.*\b(?:advies|aanbeveling|punt|vraag|reactie|antwoord|actie|standpunt|toelichting|onderwerp)\w*\b)"
    rf"\W*(?:nr|{_CELL})?(?:\s*\|\s*{_CELL})+\W*",
    re.I,
)
_FIELD = re.compile(
    r"\W*(?:aan|van|datum|onderwerp|(?:ons|uw) kenmerk|zaaknummer|briefnummer|telefoon\w*|bijlagen?|contact\w*"
    r"|behandeld door|portefeuillehouder|betreft)\s*(?::|\|)",
    re.I,
)
_NUMBERED_TITLE = re.compile(r"\d{1,2}[.)]? +[A-Z]")
_IN_QUOTES = re.compile(r"[“\"„‘']([^“”\"„]{20,})[”\"’']")
_FAREWELL = re.compile(r"(?:hoogachtend|(?:met (?:\w+ ){0,2})?(?:groet(?:en|jes)?|hoogachting))\b", re.I)
_SIGNATURE = 20  # words of a passage behind the farewell that says who writes
_HEAD, _LINE, _TITLE_WORDS = 15, 80, 8  # passages of a head at most; characters, words of a line on its own


@dataclass(frozen=True, slots=True)
class Laid:
    """Words of a letter that answer a point, with all `sentences` of the stretch, which may go on behind them in the
    next paragraphs; `words` are those that they share with the point. `named`: they name it by its number."""

    draft: Draft
    point: Statement
    sentences: tuple[Sentence, ...]
    score: float
    words: tuple[Shared, ...]
    named: bool = False

    def response(self, letter: Letter, before: Sequence[Statement] = ()) -> Statement:
        """The statement that the letter has already for these words, or that was made `before`, else a new one."""
        made = next(statements(letter.document, [self.draft]))
        known = [*letter.of_kind(StatementKind.RESPONSE), *before]
        here = [s for s in known if s.passage_id == made.passage_id]
        same = [s for s in (*letter.answers(), *before) if s in here and _mostly(s, made)]
        same += [s for s in here if s.id == made.id]
        if same:
            return same[0]
        taken = any(s.id == made.id for s in known)  # the same words at another place
        return replace(made, id=f"{made.id}-{made.passage_id.rpartition('.')[2]}") if taken else made


def laid_beside(
    letter: Letter,
    original: Letter,
    points: Sequence[Statement],
    answered: Container[str],
    encode: Encode,
    weights: Weights = WEIGHTS,
) -> Iterator[Laid]:
    """Answers to these points among the words of the letter. Those that are `answered` without doubt hold their place
    in the order, and get no other answer here."""
    places, units, asked = laid_out(letter, original, points)
    for stretch in align(units, asked, encode, weights):
        inside = places[stretch.first : stretch.last + 1]
        own = _from_the_point([place for place in inside if not place.repeats], points[stretch.point])
        if not own or points[stretch.point].id in answered:
            continue
        part = _core(own, {place.key: chance for place, chance in zip(inside, stretch.near, strict=True)})
        here = [place for place in own if place.part is part]
        score = min(0.8, max(0.5, stretch.score))
        draft = Draft(StatementKind.RESPONSE, part, here[0].start, here[-1].end, GroundKind.ALIGNED, score)
        point = points[stretch.point]
        told = [each for place in own for each in place.sentences if not only_repeats(each.text, point.text)]
        said = tuple(said_of(point, points, told))
        words = weighed(stretch.words, [each.text for each in points])
        by_number = any(point.id in unit.named for unit in units[stretch.first : stretch.last + 1])
        yield Laid(draft, point, said, min(0.8, stretch.score), words, by_number)


def said_of(point: Statement, points: Sequence[Statement], sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences, of one that says of several points what becomes of each only what it says of this one."""
    texts = [clause_about(each.text, point, points) for each in sentences]
    return [
        part for each, text in zip(sentences, texts, strict=True)
        for part in ([each] if text == each.text else next(analyse([text])))
    ]  # fmt: skip


def _core(places: Sequence[Place], near: Mapping[tuple[int, int], float]) -> Part:
    """The paragraph that is most about the point: what leads up to it or goes on behind it is not quoted."""
    weight: dict[int, float] = {}
    for place in places:
        number = place.part.passage.number
        weight[number] = weight.get(number, 0.0) + near[place.key]
    best = max(weight, key=lambda number: weight[number])
    return next(place.part for place in places if place.part.passage.number == best)


def _from_the_point(places: Sequence[Place], point: Statement) -> Sequence[Place]:
    """Without the sentences of the first paragraph that lead up to the first which has words of the point, or says what
    becomes of it."""
    here = [place for place in places if place.part is places[0].part]
    for n, place in enumerate(here):
        if shared_words(place.text, point.text) or any(map(takes_position, place.sentences)):
            return places[n:]
    return places


def nearness(
    letter: Letter, original: Letter, points: Sequence[Statement], encode: Encode
) -> tuple[list[Place], Matrix]:
    """The sentences and rows of a letter, and the chance of each (a row) to be about each point (a column)."""
    places, units, asked = laid_out(letter, original, points)
    return places, chances(units, asked, encode)


def laid_out(
    letter: Letter, original: Letter, points: Sequence[Statement]
) -> tuple[list[Place], list[Unit], list[Point]]:
    """The sentences and rows of a letter that may answer, the same as units, and the points that may be answered."""
    places = list(_places(letter, original))
    marks = _marks(original, points)
    return (
        places,
        [_unit(place, points, marks) for place in places],
        [_point(original, each, points) for each in points],
    )


def _marks(original: Letter, points: Sequence[Statement]) -> dict[str, frozenset[str]]:
    """The main points by the number or letter before them, else before the heading right above them."""
    found: dict[str, set[str]] = {}
    for point in points:
        above = _MARK.match((original.part(point).passage.section or ("",))[-1])
        mark = point.label if point.parent_id is None and point.label else above["mark"] if above else ""
        found.setdefault(mark.casefold(), set()).add(point.id)
    return {mark: frozenset(ids) for mark, ids in found.items() if mark}


def _mostly(one: Statement, other: Statement) -> bool:
    """Whether two statements of a passage are for the greater part the same words."""
    both = min(one.end, other.end) - max(one.start, other.start)
    return 2 * both > max(one.end - one.start, other.end - other.start)


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of the letter, or a row of a table as a whole. `repeats`: it says what was advised."""

    part: Part
    section: int
    start: int
    end: int
    repeats: bool
    title: str = ""  # or question above it, where that is no heading

    @property
    def key(self) -> tuple[int, int]:
        """What tells it from the other places of a letter."""
        return self.part.passage.number, self.start

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        own = tuple(s for s in self.part.sentences if self.start <= s.start < self.end)
        return (*self.part.ticked, *own)

    @property
    def text(self) -> str:
        return self.part.passage.text[self.start : self.end]


def _places(letter: Letter, original: Letter) -> Iterator[Place]:
    section, above, title, signed = 0, None, "", False
    told = _plain(" ".join(part.passage.text for part in original.parts)) if original is not letter else ""
    first, questions = _first(letter), below_questions(letter.parts)
    asking = frozenset(questions.values())
    for place, part in enumerate(letter.parts):
        titles = _is_title(part, letter.parts[place + 1] if place + 1 < len(letter.parts) else None)
        if part.passage.section != above or part.heading or titles or place in asking:
            section, above = section + 1, part.passage.section
            title = part.passage.text if titles and not part.heading else ""
        signed = not part.heading and (signed or _closes(part))
        if part.heading or title == part.passage.text or not part.sentences or place < first:
            continue
        if signed and _is_of_a_signature(part):
            continue
        if _is_about_another(letter, part, original):
            continue
        over = letter.parts[questions[place]].passage.text if place in questions else title
        if part.passage.kind is BlockKind.TABLE_ROW:
            if _is_head_of_table(letter, place):
                continue
            yield Place(part, section, part.sentences[0].start, part.sentences[-1].end, False, over)
            continue
        for each in part.sentences:
            says = len(each.text.split()) >= SHORTEST or takes_position(each)
            if says and not _names_another(each.text, original):
                asked = _QUESTION.match(each.text) or asks(each)
                again = bool(each.rule("restated") or asked) or _plain(each.text) in told or _quotes(each.text, told)
                yield Place(part, section, each.start, each.end, again, over)


def _is_head_of_table(letter: Letter, place: int) -> bool:
    """Whether a row says what stands in the columns below it, or belongs to the head of a letter."""
    text = letter.parts[place].passage.text
    above = letter.parts[place - 1].passage.kind if place else None
    return (_COLUMNS.fullmatch(text) is not None and above is not BlockKind.TABLE_ROW) or _FIELD.match(text) is not None


def _closes(part: Part) -> bool:
    return len(part.passage.text.split()) <= _SIGNATURE and _FAREWELL.match(part.passage.text) is not None


def _is_of_a_signature(part: Part) -> bool:
    """Whether a passage behind the farewell says who writes; an annex may follow without a heading."""
    return part.passage.kind is not BlockKind.TABLE_ROW and len(part.passage.text.split()) <= _SIGNATURE


def _first(letter: Letter) -> int:
    """The place of the first part that is no letterhead: behind the salutation, where there is one near the top."""
    for place, part in enumerate(letter.parts[:_HEAD]):
        if SALUTATION.match(part.passage.text):
            return place if len(part.passage.text) > _LINE else place + 1
    return 0


def _is_title(part: Part, after: Part | None) -> bool:
    """Whether a line that did not become a heading stands above a list, as the title of a slide, or has a number and
    stands above text: "02 Smileys"."""
    text = part.passage.text.rstrip()
    short = len(text.split()) <= _TITLE_WORDS and text[-1:].isalnum()
    lists = after is not None and after.passage.kind is BlockKind.LIST_ITEM
    numbers = after is not None and after.passage.kind is BlockKind.TEXT and _NUMBERED_TITLE.match(text) is not None
    return short and (lists or numbers) and part.passage.kind is BlockKind.TEXT


def only_repeats(text: str, point: str) -> bool:
    """Whether words are those of a point, with at most its number or a mark. A narrow cell may cut them off, or break a
    word without a hyphen."""
    own, told = ("".join(filter(str.isalpha, each.casefold())) for each in (text, point))
    is_point = told in own and len(own) - len(told) < 2
    return not own or is_point or (len(own) >= _CUT_OFF and own in told)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _quotes(text: str, told: str) -> bool:
    """Whether a sentence is for the greater part a quotation of what is told: "Zij schrijft: 'Wijs … aan.'"."""
    quoted = _IN_QUOTES.search(text)
    return quoted is not None and 2 * len(quoted[1]) > len(text) and _plain(quoted[1]) in told


def _names_another(text: str, original: Letter) -> bool:
    what = named(text)
    theirs = f"{original.document.sender or ''} {original.document.title}".lower()
    return what is not None and bool(what.whose) and what.whose.lower() not in theirs


def _is_about_another(letter: Letter, part: Part, original: Letter) -> bool:
    here = next((s for s in letter.statements if s.passage_id == part.passage.id), None)
    return here is not None and about_another(letter, here, original)


def _unit(place: Place, points: Sequence[Statement], marks: Mapping[str, frozenset[str]]) -> Unit:
    passage = place.part.passage
    title = place.title or own_heading(passage.section)
    title = "" if OF_A_LETTER.match(title) else title
    head = named(passage.text[:MARK].partition(".")[0]) if _AD.match(passage.text) else None
    what = named(place.text) or head or named(title)
    meant_here = frozenset(each.id for each in meant(what, points)) if what and not what.every else frozenset()
    if passage.kind is BlockKind.TABLE_ROW and (mark := _MARK.match(passage.text)):
        meant_here |= marks.get(mark["mark"].casefold(), frozenset())
    return Unit(
        place.text, passage.number, place.section, title, passage.text,
        meant_here, bool(_IDLE.search(place.text) or CLOSING.match(place.text)),
        place.repeats,
    )  # fmt: skip


def _point(original: Letter, point: Statement, points: Sequence[Statement]) -> Point:
    """A point with what stands around it, where nothing else is advised there."""
    beside = [each for each in points if each.passage_id == point.passage_id]
    parent = next((each.text for each in points if each.id == point.parent_id), "")
    passage = original.part(point).passage
    around = passage.text if len(beside) == 1 else f"{parent} {point.text}".strip()
    return Point(point.id, point.text, around)
