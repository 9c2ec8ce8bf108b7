"""Adding files: hand them to ingest, show how far it is, and how each file ended."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import replace

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from app_pages import _links
from app_pages._gave import gave
from app_pages._html import NOTHING, Column, Html, link, table, tag, text
from app_pages._more import part_of, show_more
from app_pages._parts import badge, heading
from kb import KnowledgeBase
from kb.concealed import literal
from kb.labels import amount
from kb.model import FileReport, Outcome
from kb.temporary import temporary

ROUND = "ronde"  # in the session: counts uploads, so that the box is empty again after each
REPORTS = "meldingen"  # in the session: how the last upload ended
COLUMNS = (
    Column("Bestand", "breed"),
    Column("Uitkomst", "smal"),
    Column("Wat erin is gevonden", "ruim"),
    Column("Meldingen"),
)


def show_upload(kb: KnowledgeBase) -> None:
    """The box for files and the button that adds them."""
    st.html(heading("Documenten toevoegen", 2))
    turn = st.session_state.setdefault(ROUND, 0)
    files = st.file_uploader(
        "Brieven, rapporten, verslagen, e-mails of scans", accept_multiple_files=True, key=f"bestanden-{turn}"
    )
    if files and st.button(f"Voeg {amount(len(files), 'bestand', 'bestanden')} toe", type="primary"):
        keep_outcome(_add(kb, files))
        st.session_state[ROUND] = turn + 1
        st.rerun()


def _add(kb: KnowledgeBase, files: Sequence[UploadedFile]) -> tuple[FileReport, ...]:
    """Each file in a folder of its own, so that two files with one name both count."""
    from ingest.pipeline import add
    from ingest.read.part import shown_name

    tell = reading_progress()
    with temporary(kb.home) as folder:
        paths = []
        for number, file in enumerate(files):
            path = folder / str(number) / shown_name(file.name)
            path.parent.mkdir()
            path.write_bytes(file.getvalue())
            paths.append(path)
        return tuple(_seen(kb, report) for report in add(literal(kb), paths, tell))


def _seen(kb: KnowledgeBase, report: FileReport) -> FileReport:
    """As it may be seen: the name of a file may be that of a resident."""
    if report.document_id is None:
        return report
    messages = tuple(kb.words(each, report.document_id) for each in report.messages)
    return replace(report, file=kb.words(report.file, report.document_id), messages=messages)


def reading_progress() -> Callable[[int, int, str], None]:
    """A bar here, and what moves it."""
    bar, line = st.progress(0.0), st.empty()

    def tell(done: int, total: int, file: str) -> None:
        words = f"{done} van {total} gelezen, bezig met {file}" if file else "Antwoorden aan adviezen koppelen"
        bar.progress(done / max(total, 1))
        line.html(tag("p", text(words), "klein", role="status"))  # the bar's own text would be rendered as markdown

    return tell


def keep_outcome(reports: Sequence[FileReport]) -> None:
    """Remember in this session how adding or splitting ended, for `show_outcome`."""
    st.session_state[REPORTS] = tuple(reports)


def show_outcome(kb: KnowledgeBase) -> None:
    """How the last upload of this session ended and what each file gave; nothing when there was none."""
    reports: tuple[FileReport, ...] = st.session_state.get(REPORTS, ())
    if not reports:
        return
    added = any(report.outcome is not Outcome.FAILED for report in reports)
    st.html(heading("Zojuist toegevoegd" if added else "Niets toegevoegd", 2))
    part = part_of("uitkomst", reports)
    there = {document.id for document in kb.documents()}
    rows = [_row(kb, report, there) for report in part.items]
    st.html(table("Uitkomst per bestand", COLUMNS, rows))
    show_more(part)


def _row(kb: KnowledgeBase, report: FileReport, there: Container[str]) -> tuple[Html, ...]:
    """A file that became a document which is still there leads to it."""
    id_, messages = report.document_id, text(" ".join(report.messages) or "geen")
    failed = report.outcome is Outcome.FAILED
    outcome = badge(report.outcome.value, "fout", "kruis") if failed else text(report.outcome.value)
    if id_ is None or id_ not in there:
        return text(report.file), outcome, NOTHING, messages
    return link(_links.document(id_), report.file), outcome, gave(kb, id_), messages
