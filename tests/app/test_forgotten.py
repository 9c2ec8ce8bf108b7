"""What is left of a forgotten letter while the app runs: nothing on disk, and nothing at an address."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import numpy as np
import pymupdf
import pytest
from playwright.sync_api import Page, expect

from kb import KnowledgeBase
from kb.search.windows import windows
from tests.app.browser import COMPLETE, SLOW, chromium, running_app

pytestmark = pytest.mark.browser

READ = 120_000  # milliseconds: workers that start and load their models
SECRET = ("krekelmolen", "vlierbesdreef")
LETTER = (
    "Adviesraad Sociaal Domein Veenhuizerdam\nDatum: 2 september 2024\nOns kenmerk: ASD-24-77\n"
    "Onderwerp: hulp aan huis\n\nGeacht college,\n\n"
    "Mevrouw Krekelmolen van de Vlierbesdreef kreeg geen hulp.\n\n"
    "Wij adviseren u de hulp aan huis voor mevrouw Krekelmolen te hervatten.\n"
)
OTHER = "Adviesraad Sociaal Domein Veenhuizerdam\nDatum: 3 september 2024\n\nWij adviseren u het loket te openen.\n"


def _pdf(path: Path, words: str) -> Path:
    with pymupdf.open() as made:  # type: ignore[no-untyped-call]
        made.new_page().insert_text((72, 72), words)
        made.save(path)
    return path


@pytest.fixture
def temp(tmp_path: Path) -> Path:
    """The folder for temporary files of the app and its workers."""
    folder = tmp_path / "temp"
    folder.mkdir()
    return folder


@pytest.fixture
def page(temp: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    with chromium() as browser:
        monkeypatch.setenv("TMPDIR", str(temp))
        with running_app(tmp_path / "kennisbank") as address:
            context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
            context.set_default_timeout(SLOW)
            expect.set_options(timeout=SLOW)
            yield context.new_page()
            context.close()


def _vectors(home: Path, document_id: str) -> list[bytes]:
    """The bytes of the vectors of this document, as float32 with the lowest byte first."""
    with KnowledgeBase(home) as kb:
        found = kb.embedder.passages(windows(kb.passages(document_id)))
    return [np.asarray(vector, "<f4").tobytes() for vector in found]


def _traces(folders: tuple[Path, ...], vectors: list[bytes]) -> list[tuple[Path, str]]:
    found = []
    for path in (each for folder in folders for each in folder.rglob("*") if each.is_file()):
        data = path.read_bytes()
        found += [(path, "words") for word in SECRET for code in ("utf-8", "utf-16-le")
                  if word.encode(code) in data.lower()]  # fmt: skip
        found += [(path, "vectors") for vector in vectors if vector in data]
    return found


def _served(address: str) -> bytes:
    """What stands at this address now; nothing when it is gone."""
    try:
        with urlopen(address, timeout=10) as answer:
            return bytes(answer.read())
    except HTTPError:
        return b""


def test_nothing_of_a_forgotten_letter_is_left_on_disk_or_served(page: Page, temp: Path, tmp_path: Path) -> None:
    home, seen = tmp_path / "kennisbank", []
    page.on("request", lambda request: seen.append(request.url))
    page.goto("/documenten")
    files = [_pdf(tmp_path / "geheim.pdf", LETTER), _pdf(tmp_path / "loket.pdf", OTHER)]
    page.locator('input[type="file"]').set_input_files(files)
    page.get_by_role("button", name="Voeg 2 bestanden toe").click()
    expect(page.get_by_role("table", name="Geladen documenten")).to_be_visible(timeout=READ)
    with KnowledgeBase(home) as kb:
        secret = next(each for each in kb.documents() if each.file == "geheim.pdf")
    vectors = _vectors(home, secret.id)
    assert {kind for _, kind in _traces((home, temp), vectors)} == {"words", "vectors"}, "the test sees what is there"
    assert not _traces((temp,), vectors)

    page.goto(f"/document?document={secret.id}")
    expect(page.get_by_role("img", name="Pagina 1 van")).to_be_visible()
    page.goto(f"/adviezen?advies={secret.id}")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download als CSV").click()
    assert "krekelmolen" in download.value.path().read_text("utf-8-sig").lower()
    seen.append(download.value.url)

    page.goto(f"/documenten?verwijder={secret.id}")
    expect(
        page.get_by_role("table", name="Geladen documenten")
    ).to_be_visible()  # all of it stands there, and then goes
    page.get_by_role("button", name="Verwijder definitief").click()
    expect(page.get_by_text("geheim.pdf")).to_have_count(0)
    expect(page.locator(COMPLETE)).to_be_visible()
    page.close()

    assert _traces((home, temp), vectors) == []
    media = [each for each in seen if "/media/" in each and "/static/" not in each]
    assert media, "the download had an address"
    assert [each for each in media if _served(each)] == []
    with KnowledgeBase(home) as kb:
        assert not kb.check()
        assert kb.search("loket openen")[0].document.file == "loket.pdf"
