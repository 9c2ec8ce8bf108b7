"""What became of the words of a file: each stands in a passage, was set apart with a reason, or is missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ingest.layout.choices import is_open
from ingest.layout.pages import RawPage
from ingest.rereading.stretch import Stretch, words
from kb.model import Apart, BlockKind, Page, PageSource, Passage, WordCount

TOLERANCE = 0.002  # of the words of a file: what a mark of punctuation, read in another way, can make of a word
_MOST, _LONGEST = 300, 80  # words that may be cut otherwise, and letters of one
Words = Counter[str]


def held_on(raw: Sequence[RawPage]) -> tuple[Stretch, ...] | None:
    """The text of the pages of a PDF as its library wrote it in one piece; None of a format without pages. Of a page
    that OCR read there is nothing but what OCR read."""
    if not any(page.width for page in raw):
        return None
    return tuple(
        Stretch(
            page.characters.replace("\u00ad", "-")
            if page.source is PageSource.TEXT_LAYER
            else "\n".join(line.text for line in page.lines),
            page=page.number,
        )
        for page in raw
    )


def count(
    held: Iterable[Stretch], raw: Sequence[RawPage], pages: Sequence[Page], passages: Iterable[Passage]
) -> WordCount:
    """The account of a file by page. `held` is its second reading, `raw` what the first one says that it left out."""
    in_passages = _in_passages(passages)
    left_out = _left_out(raw, pages)
    by_page: dict[int, list[Stretch]] = defaultdict(list)
    for stretch in held:
        by_page[stretch.page].append(stretch)
    total = read = 0
    apart: Counter[Apart] = Counter()
    lost_on = []
    for number, own in sorted(by_page.items()):
        found = _page(own, in_passages[number], left_out[number])
        total, read = total + found.in_file, read + found.read
        apart.update(dict(found.set_apart))
        if found.missing:
            lost_on.append(number)
    return WordCount(total, read, tuple((reason, apart[reason]) for reason in Apart if apart[reason]), tuple(lost_on))


def lost(count: WordCount, paged: bool) -> tuple[str, ...]:
    """The warning that words are missing; none when there are not more than a mark of punctuation explains."""
    many = count.missing
    if many <= TOLERANCE * count.in_file:
        return ()
    shown = ", ".join(map(str, count.lost_on[:10])) + (" en verder" if len(count.lost_on) > 10 else "")
    where = f" (bladzijde {shown})" if paged and count.lost_on else ""
    what = "1 woord van dit bestand is" if many == 1 else f"{many} woorden van dit bestand zijn"
    return (f"{what} niet gelezen{where}; vergelijk met het origineel.",)


def _page(held: Sequence[Stretch], read: Words, left_out: Sequence[tuple[Apart, Words]]) -> WordCount:
    rest: Words = Counter(word for each in held if each.apart is None for word in words(each.text))
    total, apart = rest.total(), Counter[Apart]()
    for each in held:
        if each.apart is not None:
            apart[each.apart] += len(words(each.text))
    total += apart.total()
    others: Words = Counter()
    in_passages = 0
    for reason, own in ((None, read), *left_out):
        there = rest & own
        rest -= there
        others += own - there
        if reason is None:
            in_passages += there.total()
        else:
            apart[reason] += there.total()
    in_passages += _cut_otherwise(rest, others)
    return WordCount(total, in_passages, tuple(apart.items()))


def _in_passages(passages: Iterable[Passage]) -> dict[int, Words]:
    """By page; a word that a line end broke is two here, as it is in the file."""
    found: dict[int, Words] = defaultdict(Counter)
    for passage in passages:
        for box in passage.boxes:
            found[box.page].update(words(passage.text[box.start : box.end]))
    return found


def _left_out(raw: Sequence[RawPage], pages: Sequence[Page]) -> dict[int, list[tuple[Apart, Words]]]:
    found: dict[int, list[tuple[Apart, Words]]] = defaultdict(list)
    for page in pages:
        found[page.number] += [(reason, Counter(words(text))) for reason, text in _beside(page)]
    for own in raw:
        found[own.number] += [(reason, Counter(words(text))) for reason, text in own.apart]
    return found


def _beside(page: Page) -> Iterator[tuple[Apart, str]]:
    """What is on a page and in no passage."""
    for block in page.blocks:
        if block.kind is BlockKind.FURNITURE:
            yield Apart.UNTICKED if is_open(block.lines[0].text) else Apart.FURNITURE, block.text
        elif block.kind is BlockKind.LIST_ITEM and block.label is not None:
            yield Apart.LABEL, block.lines[0].text


def _cut_otherwise(rest: Words, others: Words) -> int:
    """How many words only stand there as other ones: in pieces ("G e m e e n t e"), or with another one in one piece.
    Takes them out of both."""
    found = 0
    if len(rest) > _MOST:  # then it is no matter of how words are cut
        return 0
    for word in sorted((word for word in rest if len(word) <= _LONGEST), key=len, reverse=True):
        for _ in range(rest[word]):
            whole = next((other for other in others if word in other), None)
            if whole is not None:
                others[whole] -= 1
                remainder = whole.replace(word, " ", 1).split()
            else:
                pieces = _pieces(word, others)
                if not pieces:
                    break
                others -= Counter(pieces)
                remainder = []
            others.update(remainder)
            others += Counter()
            rest[word] -= 1
            found += 1
    return found


def _pieces(word: str, others: Words) -> list[str]:
    """The other words that make up a word, one behind the other; empty when they do not."""
    made: dict[int, list[str]] = {0: []}  # by how far the word is made up
    for end in range(1, len(word) + 1):
        for start in range(end):
            if start in made and word[start:end] in others:
                made[end] = [*made[start], word[start:end]]
                break
    return made.get(len(word), [])
