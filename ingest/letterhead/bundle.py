"""Whether a file holds several documents, and where each begins: a proposal, which a person accepts or not.

Precision comes before recall. A page counts as a beginning only for two reasons that do not depend on each other, and
never inside a document whose page numbers or table of contents go on behind it: a report with chapters, annexes and
the answer of the authority in it is one document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.letterhead.head import CLOSING, SALUTATION
from ingest.letterhead.letterhead import Letterhead, letterhead
from ingest.letterhead.numbering import Printed, printed_number
from kb.letters.parties import same_body
from kb.model import Block, BlockKind, BundlePart, CutSign, DocumentKind, Page

_TITLE = re.compile(
    r"(?:raadsvoorstel|statenvoorstel|raadsbesluit|collegevoorstel|raadsinformatiebrief|raadsbrief|raadsmemo|motie|"
    r"amendement|(?:concept-?)?(?:besluitenlijst|verslag|notulen)|toezeggingenlijst|memo|beantwoording (?:van )?"
    r"(?:\w+ )?vragen|schriftelijke vragen|(?:on)?gevraagd advies|aanhangsel van de handelingen|rekenkamer\w*)\b",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"bijlagen?\b(?!\s*+(?:\((?:n|en)\)\s*+)?[:|])(?:\s++(?:[A-Z]|\d{1,2}|[IVX]+)\b)?", re.IGNORECASE)
_ENTRY = re.compile(r"\S.{2,90}?(?P<leader>\s*\.{3,}\s*|\s*…+\s*|\s\|\s|\s)(?P<page>\d{1,3})")
_CONTENTS = re.compile(r"(?:inhoud(?:sopgave)?|index)\W*", re.IGNORECASE)
_LISTS = (
    DocumentKind.DECISION_LIST, DocumentKind.COMMITMENT_LIST, DocumentKind.MOTION, DocumentKind.ANSWERS,
    DocumentKind.COUNCIL_PROPOSAL,
)  # fmt: skip
_TOP = 8  # blocks that are the top of a page
_ENTRIES = 4  # lines that make a table of contents
_FULL, _ENOUGH = 3, 2  # facts of a letterhead that make one without a greeting, and with one
_COVER = 60  # words: a first page with more is no cover
_SHEET = 12  # words of a sheet between letters at most
_LOW = 0.75  # share of the height of a page below which no greeting opens a letter


@dataclass(frozen=True, slots=True)
class _Look:
    """A page as a possible beginning."""

    page: Page
    head: Letterhead
    printed: Printed | None
    greets: bool
    closes: bool
    titled: bool
    annexed: bool
    reach: int  # the last page that a table of contents on this page names; 0 without one
    words: int

    @property
    def fields(self) -> int:
        """How many facts of a letterhead stand on the page itself."""
        head = self.head
        found = (head.date, head.our_reference, head.your_reference, head.addressee, head.subject)
        return sum(value is not None for value in found)

    @property
    def opens(self) -> bool:
        """Whether a letter or a paper of the council begins here."""
        return not self.annexed and (self.greets or self.titled) and self.fields >= _ENOUGH

    @property
    def stands(self) -> bool:
        """Whether it begins what ends by itself: a report may have a letter in it, a letter or a list has not."""
        return self.opens or self.fields >= _FULL or self.head.kind in _LISTS


def proposal(pages: Sequence[Page], outline: Sequence[int] = ()) -> tuple[BundlePart, ...]:
    """The documents that these pages seem to be, first to last; nothing when they are one, or nobody can tell.

    `outline` are the pages to which the highest entries of the file's own bookmarks lead.
    """
    if len(pages) < 2:
        return ()
    looks = [_look(page) for page in pages]
    starts: dict[int, tuple[CutSign, ...]] = {0: ()}
    for at in range(1, len(looks)):
        signs = _signs(looks, max(starts), at, pages[at].number in outline)
        if signs:
            starts[at] = signs
    if len(starts) == 1:
        return ()
    behind_sheets = {at for at in starts if at > 1 and _is_sheet(looks, at - 1)}
    if _is_cover(looks, 0) and not (behind_sheets and _is_sheet(looks, 0)):
        starts = {0: (), 1: (CutSign.LETTERHEAD,)} | starts
    starts = {at - (at in behind_sheets): signs for at, signs in starts.items()}
    ends = [*list(starts)[1:], len(pages)]
    return tuple(_part(pages[first:last], signs) for (first, signs), last in zip(starts.items(), ends, strict=True))


def _is_cover(looks: Sequence[_Look], at: int) -> bool:
    """Whether a page only says what stands behind it; asked of a file that is a bundle anyway."""
    if at + 1 >= len(looks):
        return False
    cover, first = looks[at : at + 2]
    return not cover.opens and not cover.closes and 0 < cover.words <= _COVER and first.greets and first.opens


def _is_sheet(looks: Sequence[_Look], at: int) -> bool:
    """Whether a page is a sheet between letters: "Ingekomen stuk 3"."""
    return _is_cover(looks, at) and looks[at].words <= _SHEET and not looks[at].fields


def _part(pages: Sequence[Page], signs: tuple[CutSign, ...]) -> BundlePart:
    head = letterhead(pages, "")
    return BundlePart(pages[0].number, pages[-1].number, signs, head.title, head.sender, head.date)


def _signs(looks: Sequence[_Look], start: int, at: int, marked: bool) -> tuple[CutSign, ...]:
    """Why a document begins on page `at`, when the one before it began on `start`; nothing when none does."""
    if _goes_on(looks, start, at) or looks[at].annexed:
        return ()
    here, before = looks[at], looks[start:at]
    first = looks[start + 1 if start + 1 < at and _is_sheet(looks, start) else start]
    other = _differ(first.head, here.head)
    enough = _ENOUGH if marked else 1 if here.titled else _FULL
    again, closed = _begins_again(looks, start, at), any(look.closes for look in before[-2:])
    opens = here.opens or (other and here.fields >= enough)
    found = [
        # of a scan the margin with date and reference may be lost; a greeting on a page 1 behind a signature is enough
        (CutSign.LETTERHEAD, opens or (here.greets and again and closed)),
        (CutSign.NUMBERING, again),
        (CutSign.CLOSING, closed),
        (CutSign.OTHER_WRITER, opens and other),
        (CutSign.OUTLINE, marked),
    ]
    signs = tuple(sign for sign, holds in found if holds)
    reasons = set(signs) - {CutSign.LETTERHEAD}
    if not (here.opens and first.stands):
        reasons.discard(CutSign.OTHER_WRITER)
    if CutSign.LETTERHEAD in signs and reasons:
        return signs
    if CutSign.NUMBERING in signs and (here.fields >= _ENOUGH or here.titled or marked):
        return signs
    return ()


def _goes_on(looks: Sequence[_Look], start: int, at: int) -> bool:
    """Whether the document that began on `start` goes on behind page `at`: its numbers or its table of contents."""
    if any(look.reach > at - start for look in looks[start:at]):
        return True
    offsets = {look.printed.number - place for place, look in enumerate(looks[start:at], start) if look.printed}
    later = (look.printed.number - place for place, look in enumerate(looks[at:], at) if look.printed)
    return any(offset in offsets for offset in later)


def _begins_again(looks: Sequence[_Look], start: int, at: int) -> bool:
    """Whether page `at` is page 1 of its own: by the number on it, or by those behind it."""
    first = next(((place, look.printed) for place, look in enumerate(looks[at:], at) if look.printed), None)
    if first is None or first[1].number - (first[0] - at) != 1:
        return False
    return any(look.printed for look in looks[start:at])


def _differ(one: Letterhead, other: Letterhead) -> bool:
    """Whether two letterheads are surely those of two letters."""
    if one.date and other.date and one.date != other.date:
        return True
    if one.our_reference and other.our_reference and one.our_reference != other.our_reference:
        return True
    return bool(one.sender and other.sender and same_body(one.sender, other.sender) is False)


def _look(page: Page) -> _Look:
    top = [block for block in page.blocks if block.kind is not BlockKind.FOOTNOTE]
    greeting = next((place for place, block in enumerate(top) if _greets(block, page)), None)
    above = replace(page, blocks=tuple(top if greeting is None else top[: greeting + 1]))
    words = [block for block in top if block.text.strip()][:_TOP]
    return _Look(
        page=page,
        head=letterhead((above,), ""),
        printed=printed_number(page),
        greets=greeting is not None,
        closes=any(CLOSING.match(line.text) for block in page.blocks for line in block.lines),
        titled=any(_TITLE.match(line.text) and len(line.text) < 100 for block in words for line in block.lines),
        annexed=any(_is_annex(block) for block in words[:3]),
        reach=_reach(page),
        words=len(page.text.split()),
    )


def _greets(block: Block, page: Page) -> bool:
    """A greeting that opens a letter: short, and not at the foot of a page."""
    if not SALUTATION.match(block.text) or len(block.lines[0].text) > 100:
        return False
    box = block.bbox
    return box is None or box.y0 < _LOW * page.height


def _is_annex(block: Block) -> bool:
    return len(block.text) < 150 and _ANNEX.match(block.text) is not None


def _reach(page: Page) -> int:
    """The highest page that a table of contents names; 0 when there is none on this page."""
    lines = list(_lines(page))
    called = any(_CONTENTS.fullmatch(line) for line in lines)
    entries = [match for line in lines if (match := _ENTRY.fullmatch(line)) and (called or match["leader"].strip())]
    found = [int(match["page"]) for match in entries]
    rising = [number for place, number in enumerate(found) if number >= max(found[:place], default=0)]
    return max(rising) if len(rising) >= _ENTRIES and len(rising) >= 0.8 * len(found) else 0


def _lines(page: Page) -> Iterator[str]:
    return (line.text for block in page.blocks for line in block.lines)
