"""An app that is shared, in a real Chromium behind a real nginx with a base path: three people with three roles, by the
login of a proxy and by that of a provider; also requests that no button makes."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, Page, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.sync.client import connect

from kb import KnowledgeBase
from kb.access import FILE
from tests.app.browser import SLOW
from tests.app.sharing import (
    BY_PROVIDER,
    BY_PROXY,
    GROUPS,
    PASSWORD,
    SECRET,
    free_port,
    has_nginx,
    nginx,
    shared_app,
)
from tests.app.town import ADVICE, NOTE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not has_nginx(), reason="nginx is not installed (apt install nginx-light)"),
]
PATH = "/zorg/adviesspoor"
NAMES = {"jansen": "J. Jansen", "smit": "M. Smit", "wit": "A. de Wit"}


@pytest.fixture(scope="module")
def shared(town: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int, Path]]:
    """Behind nginx that asks for a name and a password: its address, the port of the app itself, the folder."""
    home = Path(shutil.copytree(town, tmp_path_factory.mktemp("gedeeld") / "kennisbank"))
    (home / FILE).write_text(BY_PROXY, encoding="utf-8")
    (home / "geheim").write_text(SECRET, encoding="utf-8")
    port = free_port()
    with shared_app(home, port, PATH), nginx(home.parent / "nginx", free_port(), {PATH: port}, login=True) as address:
        yield address, port, home


@contextmanager
def sitting(browser: Browser, address: str, who: str | None = None) -> Iterator[Page]:
    """Before a browser, as somebody whom nginx knows."""
    known = {"http_credentials": {"username": who, "password": PASSWORD}} if who else {}
    context = browser.new_context(base_url=address, locale="nl-NL", **known)  # type: ignore[arg-type]
    context.set_default_timeout(SLOW)
    context.route("**://cdn.jsdelivr.net/**", lambda route: route.abort())  # the page of the provider asks for style
    yield context.new_page()
    context.close()


def decided(home: Path) -> list[str]:
    with KnowledgeBase(home) as kb:
        return [one.by for one in kb.decisions()]


def test_three_people_with_three_roles_behind_a_proxy(browser: Browser, shared: tuple[str, int, Path]) -> None:
    address, _, home = shared
    with sitting(browser, address, "jansen") as page:
        page.goto(f"{PATH}/nakijken")
        expect(page.get_by_text("Ingelogd als jansen, rol lezen.")).to_be_visible()
        expect(page.get_by_text("Klopt dit antwoord")).to_be_visible()
        expect(page.get_by_role("button", name="Klopt")).to_have_count(0)
        page.get_by_role("link", name="Adviezen", exact=True).click()  # links stay below the base path
        expect(page).to_have_url(f"{address}{PATH}/adviezen")
    with sitting(browser, address, "smit") as page:
        page.goto(f"{PATH}/nakijken")
        expect(page.get_by_label("Uw naam")).to_be_disabled()
        page.get_by_role("button", name="Klopt").click()
        expect(page.get_by_text("bevestigd door smit")).to_be_visible()
        assert decided(home) == ["smit"]
        page.goto(f"{PATH}/documenten?verwijder={NOTE}")
        expect(page.get_by_role("heading", name="Wat geladen is")).to_be_visible()
        expect(page.get_by_role("button", name="Verwijder definitief")).to_have_count(0)
    with sitting(browser, address, "wit") as page:
        page.goto(f"{PATH}/documenten?verwijder={NOTE}")
        page.get_by_role("button", name="Verwijder definitief").click()
        expect(page.get_by_role("button", name="Verwijder definitief")).to_have_count(0)
    with KnowledgeBase(home) as kb:
        assert NOTE not in {one.id for one in kb.documents()}


def status(address: str, method: str = "GET", **headers: str) -> int:
    from urllib.error import HTTPError

    asked = Request(address, method=method, headers={name.replace("_", "-"): said for name, said in headers.items()})
    try:
        with urlopen(asked, timeout=20) as found:
            return int(found.status)
    except HTTPError as error:
        return error.code


def test_nobody_comes_in_beside_the_proxy_or_with_headers_of_ones_own(shared: tuple[str, int, Path]) -> None:
    address, port, _ = shared
    own = f"http://127.0.0.1:{port}{PATH}"
    assert status(f"{address}{PATH}/") == 401
    assert status(f"{own}/", X_Remote_User="wit") == 403
    assert status(f"{own}/", X_Remote_User="wit", X_Adviesspoor_Secret="geraden") == 403
    assert status(f"{own}/media/0.xlsx", X_Remote_User="wit") == 403
    assert status(f"{own}/_stcore/stream", X_Remote_User="wit") == 403
    reader = basic("jansen")
    assert status(f"{address}{PATH}/", Authorization=reader, X_Remote_User="wit", X_Remote_Groups="beheer") == 200
    upload = f"{address}{PATH}/_stcore/upload_file/sessie/bestand"
    assert status(upload, "PUT", Authorization=reader, X_Remote_User="wit", X_Remote_Groups="beheer") == 403


def basic(who: str) -> str:
    return "Basic " + base64.b64encode(f"{who}:{PASSWORD}".encode()).decode()


def test_a_message_for_a_button_that_is_not_there_does_nothing(browser: Browser, shared: tuple[str, int, Path]) -> None:
    """Who reads sends over the websocket what the browser of a colleague sends when a button is pressed."""
    address, _, home = shared
    with sitting(browser, address, "smit") as page:
        sent: list[bytes] = []
        page.on("websocket", lambda socket: socket.on(
            "framesent", lambda frame: sent.append(frame) if isinstance(frame, bytes) else None))  # fmt: skip
        page.goto(f"{PATH}/adviezen?advies={ADVICE}")
        page.get_by_role("button", name="Klopt").first.click()
        expect(page.get_by_text("Vastgelegd: klopt, door smit.")).to_be_visible()
    pressed = next(one for one in map(BackMsg.FromString, reversed(sent)) if triggers(one))
    assert decided(home)[-1] == "smit"
    before = len(decided(home))
    for who, more in (("jansen", 0), ("wit", 1)):  # of a colleague who may, the same message counts
        uri = f"{address.replace('http', 'ws')}{PATH}/_stcore/stream"
        with connect(uri, additional_headers={"Authorization": basic(who)}, max_size=None) as socket:
            for message in (opening(pressed), pressed):
                socket.send(message.SerializeToString())
                until_done(socket)
        assert len(decided(home)) == before + more


def triggers(message: BackMsg) -> bool:
    return any(one.trigger_value for one in message.rerun_script.widget_states.widgets)


def opening(pressed: BackMsg) -> BackMsg:
    """The same screen, before anything is pressed."""
    message = BackMsg()
    message.CopyFrom(pressed)
    message.rerun_script.ClearField("widget_states")
    return message


def until_done(socket: object) -> None:
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    while True:
        found = ForwardMsg.FromString(socket.recv(timeout=60))  # type: ignore[attr-defined]
        if found.WhichOneof("type") == "script_finished":
            return


# -- a provider -------------------------------------------------------------------------------------------------------
SECRETS = """
[auth]
redirect_uri = "{address}{path}/oauth2callback"
cookie_secret = "een-lang-en-willekeurig-geheim-voor-koekjes"
client_id = "adviesspoor"
client_secret = "geheim-van-de-dienst"
server_metadata_url = "http://localhost:{port}/.well-known/openid-configuration"
"""


@pytest.fixture(scope="module")
def provided(town: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The same town behind nginx that asks nothing, and people who log in at a provider."""
    home = Path(shutil.copytree(town, tmp_path_factory.mktemp("dienst") / "kennisbank"))
    (home / FILE).write_text(BY_PROVIDER, encoding="utf-8")
    people = [
        User(sub=id_, claims={"email": f"{id_}@veenhuizerdam.nl", "name": NAMES[id_], "groups": groups.split(",")})
        for id_, groups in GROUPS.items()
    ]
    port, front = free_port(), free_port()
    with run_server_in_thread(user_claims=people) as provider:
        secrets = home.parent / ".streamlit" / "secrets.toml"
        secrets.parent.mkdir()
        words = SECRETS.format(address=f"http://127.0.0.1:{front}", path=PATH, port=provider.server_port)
        secrets.write_text(words, encoding="utf-8")
        with shared_app(home, port, PATH), nginx(home.parent / "nginx", front, {PATH: port}, login=False) as address:
            yield address, home


def test_three_people_with_three_roles_log_in_at_a_provider(browser: Browser, provided: tuple[str, Path]) -> None:
    address, home = provided
    for who, role, klopt in (("jansen", "lezen", 0), ("smit", "beoordelen", 1), ("wit", "beheren", 1)):
        with sitting(browser, address) as page:
            page.goto(f"{PATH}/nakijken")
            expect(page.get_by_role("button", name="Log in")).to_be_visible()
            expect(page.get_by_text("Klopt dit antwoord")).to_have_count(0)
            page.get_by_role("button", name="Log in").click()
            page.get_by_role("button", name=who, exact=True).click()
            said = f"Ingelogd als {NAMES[who]} ({who}@veenhuizerdam.nl), rol {role}."
            expect(page.get_by_text(said)).to_be_visible()
            page.get_by_role("link", name="Nakijken", exact=True).click()
            expect(page.get_by_text("Klopt dit antwoord")).to_be_visible()
            expect(page.get_by_role("button", name="Klopt")).to_have_count(klopt)
            if who == "smit":
                page.get_by_role("button", name="Klopt").click()
                expect(page.get_by_text("bevestigd door M. Smit")).to_be_visible()
            if who == "wit":
                page.get_by_role("button", name="Log uit").click()
                page.get_by_role("button", name="End session").click()
                expect(page.get_by_role("button", name="Log in")).to_be_visible()
    assert decided(home) == ["M. Smit"]
    assert status(f"{address}{PATH}/media/0.xlsx") == 403
    assert status(f"{address}{PATH}/_stcore/upload_file/sessie/bestand", "PUT") == 403
