"""A file that crashes, hangs or eats the memory takes nothing with it, and what comes in other files is linked."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from ingest.pipeline import add
from ingest.reading import read_file
from ingest.result import Problem, ReadFile
from ingest.work.pool import Status, Task
from ingest.work.processes import Worker
from kb.knowledge import KnowledgeBase
from kb.model import FileReport, Outcome
from kb.settings import Limits, Settings
from tests.commands import ADVICE, ANSWER
from tests.ingest.read.samples import Words, pdf
from tests.kb.builders import FakeEmbedder

PAGES = pdf(*[[Words(72, 100, f"Bladzijde {number} van het rapport.")] for number in range(400)])


@pytest.fixture
def kb(home: Path) -> Iterator[KnowledgeBase]:
    with KnowledgeBase(home, embedder=FakeEmbedder()) as opened:
        yield opened


@pytest.fixture
def post(tmp_path: Path) -> Path:
    folder = tmp_path / "post"
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    one = Worker()
    yield one
    one.close()


def outcomes(reports: tuple[FileReport, ...]) -> list[tuple[str, Outcome]]:
    return [(report.file, report.outcome) for report in reports]


def zipped(**members: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def mail(*attachments: tuple[str, bytes], subject: str = "Advies") -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "Adviesraad Sociaal Domein Zandveen <asd@voorbeeld.nl>", subject
    message.set_content("Bijgaand ontvangt u ons advies over de huishoudelijke hulp.")
    for name, data in attachments:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


# -- one worker -------------------------------------------------------------------------------------------------------
def test_a_file_is_read_in_another_process(worker: Worker) -> None:
    answer = worker.read(Task("advies.txt", ADVICE.encode(), Limits()), Status().tell)
    assert isinstance(answer, ReadFile)
    assert answer.reading is not None
    assert answer.reading.document.our_reference == "ASD-2025-07"
    assert answer.reading.statements


def test_a_file_that_takes_too_long_is_stopped_and_the_next_is_read(worker: Worker) -> None:
    stopped = worker.read(Task("traag.pdf", PAGES, replace(Limits(), max_seconds=0)), Status().tell)
    assert stopped == Problem("traag.pdf kost meer dan 0 seconden om te lezen; splits het bestand.")
    assert isinstance(worker.read(Task("advies.txt", ADVICE.encode(), Limits()), Status().tell), ReadFile)


def test_a_file_that_takes_too_much_memory_is_stopped(worker: Worker) -> None:
    stopped = worker.read(Task("groot.pdf", PAGES, replace(Limits(), max_memory_megabytes=1)), Status().tell)
    assert stopped == Problem("groot.pdf kost meer dan 1 MB geheugen; splits het bestand.")


def test_a_worker_that_dies_is_said_and_replaced(worker: Worker) -> None:
    worker.read(Task("advies.txt", ADVICE.encode(), Limits()), Status().tell)
    assert worker._process is not None
    worker._process.stdin.close()  # type: ignore[union-attr]  # for the worker this is the end
    worker._process.wait()
    assert isinstance(worker.read(Task("advies.txt", ADVICE.encode(), Limits()), Status().tell), ReadFile)


def test_it_says_at_which_page_of_a_report_it_is(worker: Worker) -> None:
    said: list[str] = []
    read_file("rapport.pdf", PAGES, Limits(), said.append, embedding=Settings())
    assert "bladzijde 37 van 400" in said
    assert said.index("bladzijde 37 van 400") < said.index("bladzijde 38 van 400")
    assert said[-1].endswith("van 400 (doorzoekbaar maken)")
    status = Status()
    worker.read(Task("rapport.pdf", PAGES, Limits()), status.tell)
    assert status.place == "bladzijde 400 van 400"


def test_of_a_text_without_pages_it_says_which_paragraph() -> None:
    said: list[str] = []
    read_file("advies.txt", ADVICE.encode(), Limits(), said.append)
    assert said[0].startswith("alinea 1 van ")


# -- a batch ----------------------------------------------------------------------------------------------------------
def test_a_mail_is_stored_with_its_attachments(kb: KnowledgeBase, post: Path) -> None:
    (post / "bericht.eml").write_bytes(mail(("advies.txt", ADVICE.encode()), ("stuk.pdf", b"%PDF-1.7 kapot")))
    reports = add(kb, [post])
    assert outcomes(reports) == [
        ("bericht.eml", Outcome.ADDED),
        ("bericht.eml › advies.txt", Outcome.ADDED),
        ("bericht.eml › stuk.pdf", Outcome.FAILED),
    ]
    document = kb.document(reports[0].document_id or "")
    assert document.attachments == (reports[1].document_id,)
    assert kb.document(document.attachments[0]).our_reference == "ASD-2025-07"
    assert kb.check() == ()


def test_adding_a_mail_again_changes_nothing(kb: KnowledgeBase, post: Path) -> None:
    (post / "bericht.eml").write_bytes(mail(("advies.txt", ADVICE.encode())))
    add(kb, [post])
    assert outcomes(add(kb, [post])) == [("bericht.eml", Outcome.UNCHANGED)]


def test_an_attachment_that_was_there_already_is_linked_too(kb: KnowledgeBase, post: Path) -> None:
    (post / "a.txt").write_bytes(ADVICE.encode())
    (post / "b.eml").write_bytes(mail(("advies.txt", ADVICE.encode())))
    first, message, attached = add(kb, [post])
    assert attached.outcome is Outcome.UNCHANGED
    assert kb.document(message.document_id or "").attachments == (first.document_id,)


def test_the_same_file_twice_in_a_batch_is_one_document(kb: KnowledgeBase, post: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (post / name).write_bytes(ADVICE.encode())
    assert outcomes(add(kb, [post])) == [("a.txt", Outcome.ADDED), ("b.txt", Outcome.UNCHANGED)]


def test_the_files_in_a_zip_are_documents(kb: KnowledgeBase, post: Path) -> None:
    inner = zipped(**{"antwoord.txt": ANSWER.encode()})
    (post / "post.zip").write_bytes(zipped(**{"advies.txt": ADVICE.encode(), "binnen.zip": inner}))
    reports = add(kb, [post])
    assert [(name, str(outcome)) for name, outcome in outcomes(reports)] == [
        ("post.zip", "toegevoegd"),
        ("post.zip › advies.txt", "toegevoegd"),
        ("post.zip › binnen.zip", "toegevoegd"),
        ("post.zip › binnen.zip › antwoord.txt", "toegevoegd"),
    ]
    assert len(kb.documents()) == 2
    assert kb.linked


def nested(data: bytes, levels: int) -> bytes:
    for level in range(levels):
        data = zipped(**{f"laag{level}.zip" if level else "advies.txt": data})
    return data


def test_what_is_wrapped_too_deep_is_said(kb: KnowledgeBase, post: Path) -> None:
    (post / "diep.zip").write_bytes(nested(ADVICE.encode(), Limits().max_depth + 1))
    reports = add(kb, [post])
    assert reports[-1].outcome is Outcome.FAILED
    assert "dieper dan 4" in reports[-1].messages[0]
    assert kb.documents() == ()


def test_what_comes_out_of_all_layers_together_is_bounded(home: Path, post: Path) -> None:
    home.mkdir()
    (home / "instellingen.toml").write_text("max_unpacked_megabytes = 1", "utf-8")
    letters = {f"{n}.txt": (f"{n} " + "Wij adviseren u. " * 30_000).encode() for n in range(3)}
    (post / "post.zip").write_bytes(zipped(**{"a.zip": zipped(**letters)}))
    with KnowledgeBase(home, embedder=FakeEmbedder()) as small:
        reports = add(small, [post / "post.zip"])
    assert reports[-1].outcome is Outcome.FAILED
    assert "1 MB" in reports[-1].messages[0]


def test_a_file_that_is_too_large_is_not_even_opened(home: Path, post: Path) -> None:
    home.mkdir()
    (home / "instellingen.toml").write_text("max_megabytes = 1", "utf-8")
    (post / "groot.txt").write_bytes(b"x" * 1_000_001)
    with KnowledgeBase(home, embedder=FakeEmbedder()) as small:
        (report,) = add(small, [post / "groot.txt"])
    assert "groter dan 1 MB" in report.messages[0]


def test_a_bad_file_takes_nothing_with_it_and_progress_reaches_the_end(kb: KnowledgeBase, post: Path) -> None:
    (post / "a.txt").write_bytes(ADVICE.encode())
    (post / "b.pdf").write_bytes(b"%PDF-1.7 kapot")
    (post / "c.txt").write_bytes(ANSWER.encode())
    steps: list[tuple[int, int, str]] = []
    reports = add(kb, [post], lambda *step: steps.append(step))
    assert [report.outcome for report in reports] == [Outcome.ADDED, Outcome.FAILED, Outcome.ADDED]
    assert [done for done, _, _ in steps] == sorted(done for done, _, _ in steps)
    assert steps[-1] == (3, 3, "")
    named = {part.split(":")[0] for _, _, names in steps for part in names.split("; ")}
    assert {"a.txt", "b.pdf", "c.txt"} <= named
    assert [report.file for report in kb.reports() if report.outcome is Outcome.FAILED] == ["b.pdf"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is text")
def test_a_name_that_is_no_text_is_shown_as_far_as_it_is(kb: KnowledgeBase, post: Path) -> None:
    (post / os.fsdecode(b"na\xffam.txt")).write_text("Wij adviseren u een bank te plaatsen.", encoding="utf-8")
    (report,) = add(kb, [post])
    assert (report.file, [each.file for each in kb.documents()]) == ("na\ufffdam.txt", ["na\ufffdam.txt"])


def test_a_setting_for_reading_must_be_a_number(kb: KnowledgeBase) -> None:
    from kb.errors import BadSettings

    (kb.home / "instellingen.toml").write_text('max_pages = "veel"', "utf-8")
    with pytest.raises(BadSettings, match="heel getal"):
        add(kb, [])
