"""The knowledge base of this app and what a session remembers."""

from __future__ import annotations

import gc
from base64 import b64encode
from collections import deque
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar
from urllib.parse import urljoin

import streamlit as st

from app_pages import _words
from app_pages._bases import open_home
from app_pages._login import Visitor, is_shared
from kb import KnowledgeBase
from kb.commitment_list.choosing import Entry, entries
from kb.commitment_list.writing import write_list
from kb.concealed import seen
from kb.errors import Moved
from kb.export import export, export_hits, export_points
from kb.labels import day
from kb.log import keep
from kb.model import (
    Advice,
    BBox,
    Commitment,
    Document,
    Filter,
    Hit,
    LinePart,
    Page,
    Point,
    Proposed,
    ReadingQuality,
    Role,
)
from kb.page_image import page_image
from kb.reading_quality import quality
from kb.temporary import temporary
from kb.trails.points import points

Item = TypeVar("Item")
NAME = "naam"  # in the session: who decides
NOTE = "toelichting-"  # in the session, before the id of a proposal: what is typed with the decision about it
_NOTICES: deque[str] = deque(maxlen=20)
COLLECTED_AT = 50_000  # objects more than before: what is known of the letters stays, and is no garbage to look for
CHOICES = 32  # of filters and orders, of all screens together, of which the list is kept
ZOOM = 2.0  # pictures at 144 dots per inch: sharp at the width of a screen, about 200 kB


def knowledge() -> KnowledgeBase:
    """The knowledge base that is chosen, as its settings want it seen, opened once for all sessions; where people
    log in, for whoever is logged in. Raises Moved when that folder is gone; what was put in its place is opened anew.
    Raises NotAllowed when this person may not read it."""
    home = open_home()
    kb = _open(home)
    try:
        kb.require_in_place()
    except Moved:
        if not (home / "originals").is_dir():
            raise  # opening would make an empty knowledge base there
        kb.close()
        _open.clear(home)
        kb = _open(home)
    if not is_shared():
        return seen(kb)
    own = kb.acted_on_by(Visitor(home))
    own.require(Role.READ)
    return seen(own)


def notices() -> list[str]:
    """What went wrong without stopping anything since this was asked last, in a sentence each."""
    return [_NOTICES.popleft() for _ in range(len(_NOTICES))]


@st.cache_resource(show_spinner=False)
def _open(home: Path) -> KnowledgeBase:
    keep(home)
    gc.set_threshold(COLLECTED_AT, 20, 50)
    return KnowledgeBase(home, tell=_NOTICES.append)


def once(kb: KnowledgeBase, name: str, make: Callable[[], Item], *chosen: Hashable) -> Item:
    """What a screen makes of a whole list for what was chosen, remembered until something changes. It follows from the
    list and the choice alone, and nobody alters it."""
    made: Item = _once(kb.home, kb.concealing, kb.revision, date.today(), name, repr(chosen), make)
    return made


@st.cache_resource(show_spinner=False, max_entries=CHOICES)
def _once(
    home: Path, concealing: bool, revision: int, today: date, name: str, chosen: str, _make: Callable[[], Item]
) -> Item:
    return _make()


def advices(kb: KnowledgeBase) -> tuple[Advice, ...]:
    """All advices as they stand today, remembered until something changes."""
    return _advices(kb, kb.home, kb.concealing, kb.revision, date.today())


@st.cache_resource(show_spinner=False, max_entries=4)
def _advices(_kb: KnowledgeBase, home: Path, concealing: bool, revision: int, today: date) -> tuple[Advice, ...]:
    return _kb.advices(today=today)


@dataclass(frozen=True, slots=True)
class Listed(Generic[Item]):
    """A row of a list with what filters look at."""

    item: Item
    who: str
    words: str  # in small letters


def listed_advices(kb: KnowledgeBase) -> tuple[Listed[Advice], ...]:
    """All advices, newest first, with their adviser and all words that are looked for."""
    return _listed_advices(kb, kb.home, kb.concealing, kb.revision, date.today())


@st.cache_resource(show_spinner=False, max_entries=4)
def _listed_advices(
    _kb: KnowledgeBase, home: Path, concealing: bool, revision: int, today: date
) -> tuple[Listed[Advice], ...]:
    kept, found = _listed_before(home, concealing), {}
    for one in advices(_kb):
        before = kept.get(one.document.id)
        found[one.document.id] = before if before is not None and before.item is one else _listed(one)
    kept.clear()
    kept.update(found)
    return tuple(found.values())


def _listed(one: Advice) -> Listed[Advice]:
    return Listed(one, _words.adviser(one), " ".join(_said(one)).casefold())


@st.cache_resource(show_spinner=False, max_entries=4)
def _listed_before(home: Path, concealing: bool) -> dict[str, Listed[Advice]]:
    """By document what was listed last: most advices stay what they are when a person decides about one."""
    return {}


def _said(advice: Advice) -> list[str]:
    document = advice.document
    points = [trail.recommendation.text for _, trail in _words.named(advice.trails)]
    names = (_words.adviser(advice), advice.body_in_letter or "")
    known_by = (document.title, document.subject or "", day(document.date), document.our_reference or "")
    return [*known_by, *names, *points]


def listed_documents(kb: KnowledgeBase, wanted: Sequence[str]) -> list[Document]:
    """The documents that these words (small letters) name, in the order in which advices stand in their list; those
    without a date last."""
    listed = once(kb, "documenten", lambda: _listed_documents(kb.documents()))
    return [one for one, words in listed if all(word in words for word in wanted)]


def _listed_documents(documents: Sequence[Document]) -> list[tuple[Document, str]]:
    newest = sorted(documents, key=lambda one: one.date or date.min, reverse=True)
    return [(one, _words.names_of(one)) for one in newest]


def commitment_entries(kb: KnowledgeBase) -> tuple[Entry, ...]:
    """All commitments and intentions, soonest term first, with who answers for them."""
    return _entries(kb, kb.home, kb.concealing, kb.revision, date.today())


@st.cache_resource(show_spinner=False, max_entries=4)
def _entries(_kb: KnowledgeBase, home: Path, concealing: bool, revision: int, today: date) -> tuple[Entry, ...]:
    return entries(_kb, commitments(_kb), _holders(home, concealing, _kb.texts))


@st.cache_resource(show_spinner=False, max_entries=4)
def _holders(home: Path, concealing: bool, texts: int) -> dict[str, str | None]:
    """Who is named around a commitment: a decision alters nothing in that."""
    return {}


def commitments(kb: KnowledgeBase) -> tuple[Commitment, ...]:
    """All commitments and intentions as they stand today, remembered until something changes."""
    return _commitments(kb, kb.home, kb.concealing, kb.revision, date.today())


@st.cache_resource(show_spinner=False, max_entries=4)
def _commitments(
    _kb: KnowledgeBase, home: Path, concealing: bool, revision: int, today: date
) -> tuple[Commitment, ...]:
    return _kb.commitments(today=today)


def listed_points(kb: KnowledgeBase) -> tuple[Point, ...]:
    """Every point of every advice, the newest advice first, remembered until something changes."""
    return _listed_points(kb, kb.home, kb.concealing, kb.revision, date.today())


@st.cache_resource(show_spinner=False, max_entries=4)
def _listed_points(_kb: KnowledgeBase, home: Path, concealing: bool, revision: int, today: date) -> tuple[Point, ...]:
    return points(advices(_kb))


def review(kb: KnowledgeBase) -> tuple[Proposed, ...]:
    """What a person is asked to judge or judged, the most doubtful first, remembered until something changes."""
    return _review(kb, kb.home, kb.concealing, kb.revision, date.today())


@st.cache_resource(show_spinner=False, max_entries=4)
def _review(_kb: KnowledgeBase, home: Path, concealing: bool, revision: int, today: date) -> tuple[Proposed, ...]:
    return _kb.review(today)


def last_decision(kb: KnowledgeBase, subject_id: str) -> str | None:
    """The id of the newest decision about this statement, link or name; None while there is none."""
    return _last_decisions(kb, kb.home, kb.revision).get(subject_id)


@st.cache_resource(show_spinner=False, max_entries=4)
def _last_decisions(_kb: KnowledgeBase, home: Path, revision: int) -> dict[str, str]:
    return _kb.last_decisions()


def follow(kb: KnowledgeBase) -> None:
    """After a person decided: lay at once the links that follow from it. Of most decisions none do."""
    from ingest.pipeline import follow_decision

    follow_decision(kb)


def reading_qualities(kb: KnowledgeBase, shown: Sequence[Document]) -> dict[str, ReadingQuality]:
    """By document how it was read, remembered until documents change."""
    found = _qualities(kb.home, kb.texts)
    unseen = [one.id for one in shown if one.id not in found]
    if unseen:
        pages = kb.how_read(unseen)
        found |= {id_: quality(pages.get(id_, ())) for id_ in unseen}
    return found


@st.cache_resource(show_spinner=False, max_entries=2)
def _qualities(home: Path, texts: int) -> dict[str, ReadingQuality]:
    return {}


MIME = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "ris": "application/x-research-info-systems",
}


def download(kb: KnowledgeBase, form: str, where: Filter, *, label: str, name: str, privacy: bool = False) -> None:
    """A button that makes the export when it is pressed; with `privacy` residents' data are hidden in it."""
    write = partial(export, kb, form, where=where, base_url=_base_url(), privacy=privacy)
    _offer(kb, form, lambda out: write(out=out), label=label, name=f"{name}.{form}")


def download_points(
    kb: KnowledgeBase, form: str, shown: Sequence[Point], columns: Collection[str], *, label: str, privacy: bool = False
) -> None:
    """A button that writes these points, in this order and with these columns, when it is pressed."""
    write = partial(export_points, kb, form, columns=columns, base_url=_base_url(), privacy=privacy)
    _offer(
        kb, form, lambda out: write(out=out, ids=[one.id for one in shown]), label=label, name=f"aanbevelingen.{form}"
    )


def download_hits(
    kb: KnowledgeBase, form: str, hits: Callable[[], Sequence[Hit]], choice: str, *, label: str, privacy: bool = False
) -> None:
    """A button that writes what search found, in this order, when it is pressed."""
    write = partial(export_hits, kb, form, choice=choice, base_url=_base_url(), privacy=privacy)
    _offer(kb, form, lambda out: write(out=out, hits=hits()), label=label, name=f"gevonden.{form}")


def _offer(kb: KnowledgeBase, form: str, write: Callable[[Path], None], *, label: str, name: str) -> None:
    """A button that makes a file when it is pressed."""
    st.download_button(label, lambda: _made(kb, name, write), name, MIME[form], on_click="ignore")


def _made(kb: KnowledgeBase, name: str, write: Callable[[Path], None]) -> bytes:
    with temporary(kb.home) as folder:
        out = folder / name
        write(out)
        return out.read_bytes()


def _base_url() -> str | None:
    """Where this app is, as the browser knows it: links in a file lead there."""
    return urljoin(st.context.url, ".") if st.context.url else None


def download_list(kb: KnowledgeBase, form: str, shown: Sequence[Entry], *, label: str, privacy: bool = False) -> None:
    """The same for exactly these commitments, as a list that can be read back."""
    name = f"toezeggingen-{date.today().isoformat()}.{form}"
    _offer(kb, form, lambda out: write_list(kb, form, out, shown, privacy=privacy), label=label, name=name)


def choose_privacy(kb: KnowledgeBase) -> bool:
    """Whether exports hide residents' data: asked where the settings do not hide them anyway."""
    return kb.concealing or st.checkbox(
        "Verberg namen, adressen en nummers van inwoners in het bestand", key="uitvoer-privacy"
    )


def picture(kb: KnowledgeBase, document: Document, page: Page, boxes: tuple[BBox, ...]) -> str:
    """A page as PNG with these boxes marked and what is hidden covered, remembered while the document is there: the
    picture itself as an address (`data:`), because what Streamlit serves at an address of its own stays there after the
    screen is closed."""
    hidden = kb.hidden_parts(document.id, page.number)
    png = _picture(kb.original(document.id), page.number, boxes, page.turn, hidden)
    return f"data:image/png;base64,{b64encode(png).decode()}"


def forget(kb: KnowledgeBase, document_id: str) -> None:
    """Delete a document, also from the memory of this app and from what it serves."""
    from ingest.pipeline import keep_linked

    kb.forget(document_id, by=str(st.session_state.get(NAME, "")))
    keep_linked(kb)
    let_go()


def let_go() -> None:
    """After a document is gone: leave nothing of it in the memory of this app and in what it serves."""
    for remembered in (
        _once,
        _picture,
        _qualities,
        _advices,
        _commitments,
        _listed_advices,
        _listed_before,
        _listed_points,
        _entries,
        _holders,
        _review,
    ):
        remembered.clear()
    _drop_downloads()


def _drop_downloads() -> None:
    """Exports that were downloaded, which Streamlit keeps at an address of their own: the first call marks those that
    no button shows any more, the second deletes them. A button makes its export anew when it is pressed."""
    from streamlit.runtime import exists, get_instance

    if exists():
        for _ in range(2):
            get_instance().media_file_mgr.remove_orphaned_files()


@st.cache_data(show_spinner=False, max_entries=64)
def _picture(original: Path, page: int, boxes: tuple[BBox, ...], turn: int, hidden: tuple[LinePart, ...]) -> bytes:
    return page_image(original, page, boxes, ZOOM, turn, hidden)
