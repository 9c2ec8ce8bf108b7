"""Who is logged in, what each role sees, and that requests which are made by hand do no more than the role may."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import pytest
from streamlit.runtime.context import StreamlitHeaders
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextInput

from app_pages._door import Door
from app_pages._login import LOST, NOBODY, SHARED, by_claims, by_headers, require_safe_address
from kb import KnowledgeBase
from kb.access import FILE, Login, Via
from kb.errors import NotAllowed
from kb.model import Person
from tests.app.conftest import Opener, button, markup, problems, words
from tests.app.town import ADVICE, PROMISE

SECRET = "een-geheim-van-de-proxy"
SETTINGS = """
vraag = "de griffie, tst. 12"
[inloggen]
via = "proxy"
persoon = "X-Remote-User"
naam = "X-Remote-Name"
groepen = "X-Remote-Groups"
geheim = "X-Secret"
geheim_bestand = "geheim"
[rollen]
beoordelen = ["groep:griffie"]
beheren = ["wit"]
"""
READER = {"X-Remote-User": "jansen", "X-Remote-Name": "J. Jansen"}
JUDGE = {"X-Remote-User": "smit", "X-Remote-Name": "M. Smit", "X-Remote-Groups": "raad, griffie"}
MANAGER = {"X-Remote-User": "wit", "X-Remote-Name": "ZoÃ« de Wit"}  # UTF-8, as headers are read


@pytest.fixture
def shared_town(own_town: Path) -> Path:
    (own_town / FILE).write_text(SETTINGS, encoding="utf-8")
    (own_town / "geheim").write_text(SECRET, encoding="utf-8")
    return own_town


@pytest.fixture
def login(tmp_path: Path) -> Login:
    (tmp_path / "geheim").write_text(SECRET, encoding="utf-8")
    return Login(Via.PROXY, "X-Remote-User", "X-Remote-Name", "X-Remote-Groups", "X-Secret", tmp_path / "geheim")


def come_as(monkeypatch: pytest.MonkeyPatch, given: dict[str, str], secret: str = SECRET) -> None:
    """What a proxy adds to every request of this person."""
    found = StreamlitHeaders([*given.items(), ("X-Secret", secret)])
    monkeypatch.setattr("streamlit.runtime.context.ContextProxy.headers", property(lambda self: found))


# -- a proxy and its secret -------------------------------------------------------------------------------------------
def of(login: Login, *given: tuple[str, str]) -> Person | None:
    return by_headers(login, StreamlitHeaders(given).get_all)


def test_a_proxy_that_proves_itself_is_believed(login: Login) -> None:
    found = of(login, *JUDGE.items(), ("X-Secret", SECRET))
    assert found == Person("smit", "M. Smit", frozenset({"raad", "griffie"}))
    named = of(login, *MANAGER.items(), ("X-Secret", SECRET))
    assert named is not None
    assert named.name == "Zoë de Wit"
    assert of(login, ("X-Remote-User", "smit"), ("X-Secret", SECRET)) == Person("smit", "smit")


@pytest.mark.parametrize(
    "given",
    [
        [("X-Remote-User", "wit")],
        [("X-Remote-User", "wit"), ("X-Secret", "")],
        [("X-Remote-User", "wit"), ("X-Secret", SECRET + "x")],
        [("X-Remote-User", "wit"), ("X-Secret", "x"), ("X-Secret", SECRET)],
        [("X-Remote-User", "wit"), ("X-Remote-User", "smit"), ("X-Secret", SECRET)],
        [("X-Remote-User", " "), ("X-Secret", SECRET)],
        [("X-Secret", SECRET)],
    ],
)
def test_what_does_not_prove_that_it_is_the_proxy_is_nobody(login: Login, given: list[tuple[str, str]]) -> None:
    assert of(login, *given) is None


# -- claims of a provider ---------------------------------------------------------------------------------------------
CLAIMS = Login(Via.OIDC, "email", "name", "groups")


def test_claims_say_who_it_is() -> None:
    said = {"email": "m@x.nl", "name": "M. Smit", "groups": ["griffie", 3], "email_verified": True}
    assert by_claims(CLAIMS, said) == Person("m@x.nl", "M. Smit", frozenset({"griffie"}))
    assert by_claims(CLAIMS, {"email": "m@x.nl", "groups": "griffie"}) == Person("m@x.nl", "m@x.nl", {"griffie"})


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"email": None},
        {"email": ""},
        {"email": "m@x.nl", "email_verified": False},
        {"email": "m@x.nl", "email_verified": "false"},
    ],
)
def test_claims_that_prove_nothing_are_nobody(said: dict[str, Any]) -> None:
    assert by_claims(CLAIMS, said) is None


# -- the door ---------------------------------------------------------------------------------------------------------
def status(home: Path, path: str, given: dict[str, str], kind: str = "http") -> int:
    """How a request ends at the door: 200 when it was let through, else the status or the code of the websocket."""
    sent: list[MutableMapping[str, Any]] = []

    async def app(scope: MutableMapping[str, Any], receive: object, send: object) -> None:
        sent.append({"status": 200})

    async def receive() -> MutableMapping[str, Any]:
        return {"type": f"{kind}.request"}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in given.items()]
    scope = {"type": kind, "path": path, "headers": headers, "method": "GET"}
    asyncio.run(Door(app, home)(scope, receive, send))
    return int(sent[0].get("status") or sent[0]["code"])


PROVEN = {"X-Secret": SECRET}
MEDIA, UPLOAD, STREAM = "/media/a.xlsx", "/_stcore/upload_file/s/f", "/_stcore/stream"


@pytest.mark.parametrize(
    ("path", "given", "kind", "wanted"),
    [
        ("/", {}, "http", 403), (MEDIA, {}, "http", 403), (UPLOAD, {}, "http", 403), (STREAM, {}, "websocket", 1008),
        ("/", READER, "http", 403), ("/_stcore/health", {}, "http", 200), ("/_stcore/metrics", {}, "http", 403),
        ("/", READER | PROVEN, "http", 200), (MEDIA, READER | PROVEN, "http", 200),
        (UPLOAD, READER | PROVEN, "http", 403), (UPLOAD, JUDGE | PROVEN, "http", 200),
        (STREAM, READER | PROVEN, "websocket", 200),
    ],
)  # fmt: skip
def test_the_door_lets_pass_who_may(
    shared_town: Path, path: str, given: dict[str, str], kind: str, wanted: int
) -> None:
    assert status(shared_town, path, given, kind) == wanted


def test_settings_that_cannot_be_read_let_nobody_in(shared_town: Path) -> None:
    (shared_town / FILE).write_text("[inloggen\n", encoding="utf-8")
    assert status(shared_town, "/", READER | PROVEN) == 403


def test_without_login_only_this_computer_is_listened_to(own_town: Path, shared_town: Path) -> None:
    require_safe_address(shared_town, "0.0.0.0")
    (shared_town / FILE).unlink()
    for here in ("127.0.0.1", "::1", "localhost"):
        require_safe_address(own_town, here)
    for elsewhere in ("0.0.0.0", "::", "10.0.0.7", "adviesspoor.waterstad.nl", ""):
        with pytest.raises(NotAllowed, match="alleen te openen op deze computer"):
            require_safe_address(own_town, elsewhere)


# -- what each sees ---------------------------------------------------------------------------------------------------
def decisions(home: Path) -> list[tuple[str, str]]:
    with KnowledgeBase(home) as kb:
        return [(one.subject_id, one.by) for one in kb.decisions()]


@pytest.mark.parametrize("secret", ["", "geraden"])
def test_without_login_nothing_is_shown(
    shared_town: Path, open_screen: Opener, monkeypatch: pytest.MonkeyPatch, secret: str
) -> None:
    come_as(monkeypatch, MANAGER, secret)
    app = open_screen(shared_town, "adviezen", advies=ADVICE)
    assert problems(app) == [NOBODY]
    assert "loket" not in words(app)


def type_by_hand(field: TextInput, words: str) -> None:
    """As a message over the websocket can: a browser lets nobody type in a field that is locked."""
    field.proto.disabled = False
    field.set_value(words)


def labels(app: AppTest) -> set[str]:
    return {one.label for one in app.button}


def test_who_reads_sees_no_buttons_and_whom_to_ask(
    shared_town: Path, open_screen: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    come_as(monkeypatch, READER)
    app = open_screen(shared_town, "adviezen", advies=ADVICE)
    assert "Ingelogd als J. Jansen (jansen), rol lezen." in words(app)
    assert "Vraag dat aan de griffie, tst. 12." in words(app)
    assert not labels(app) & {"Klopt", "Ander standpunt", "Telt niet als advies", "Meer …"}
    assert not labels(open_screen(shared_town, "nakijken")) & {"Klopt", "Telt niet"}
    for parameters in ({"verwijder": ADVICE}, {}):
        documents = open_screen(shared_town, "documenten", **parameters)
        assert not labels(documents) & {"Verwijder definitief", "Dit is dezelfde"}
        assert "Documenten toevoegen" not in words(documents)
        assert "verwijder=" not in markup(documents)
    promise = open_screen(shared_town, "toezeggingen", toezegging="c1", werk="bij")
    assert PROMISE in words(promise)
    assert "Werk de status bij" not in labels(promise)
    assert "Bijgewerkte lijst" not in words(open_screen(shared_town, "toezeggingen", lijst="terug"))
    assert "verborgen" not in {one.label for one in open_screen(shared_town, "document", document=ADVICE).checkbox}


def test_who_judges_decides_under_the_name_of_the_login(
    shared_town: Path, open_screen: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    come_as(monkeypatch, JUDGE)
    app = open_screen(shared_town, "nakijken")
    field = app.text_input(key="nakijken-naam")
    assert (field.value, field.disabled) == ("M. Smit", True)
    type_by_hand(field, "Z. Ander")
    button(app, "Klopt").click().run()
    assert [by for _, by in decisions(shared_town)] == ["M. Smit"]
    assert "Verwijder definitief" not in labels(open_screen(shared_town, "documenten", verwijder=ADVICE))


def test_who_manages_is_offered_everything(
    shared_town: Path, open_screen: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    come_as(monkeypatch, MANAGER)
    app = open_screen(shared_town, "documenten", verwijder=ADVICE)
    assert "Ingelogd als Zoë de Wit (wit), rol beheren." in words(app)
    button(app, "Verwijder definitief").click().run()
    assert f"Wat is verwijderd 1 document Document Verwijderd door Wanneer {ADVICE} Zoë de Wit" in words(app)
    come_as(monkeypatch, JUDGE)
    assert "Wat is verwijderd" not in words(open_screen(shared_town, "documenten"))


def test_a_button_of_before_does_nothing_when_the_role_is_taken_away(
    shared_town: Path, open_screen: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    come_as(monkeypatch, JUDGE)
    app = open_screen(shared_town, "nakijken")
    (shared_town / FILE).write_text(SETTINGS.replace("groep:griffie", "niemand"), encoding="utf-8")
    button(app, "Klopt").click().run()
    assert decisions(shared_town) == []
    assert "rol lezen" in words(app)


def test_an_app_that_is_shared_opens_nothing_when_its_settings_vanish(
    shared_town: Path, open_screen: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    come_as(monkeypatch, READER)
    monkeypatch.setenv(SHARED, "1")
    app = open_screen(shared_town, "nakijken")
    assert "rol lezen" in words(app)
    (shared_town / FILE).unlink()
    app.run()
    assert problems(app) == [LOST]
    assert "Klopt" not in labels(app)


def test_the_form_of_a_decision_has_the_name_of_the_login(
    shared_town: Path, open_screen: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    come_as(monkeypatch, JUDGE)
    app = open_screen(shared_town, "adviezen", advies=ADVICE)
    button(app, "Telt niet als advies").click().run()
    field = next(one for one in app.text_input if one.label.startswith("Uw naam"))
    assert (field.value, field.disabled) == ("M. Smit", True)
    type_by_hand(field, "Z. Ander")
    next(one for one in app.text_area if one.label.startswith("Reden")).set_value("gaat over iets anders")
    button(app, "Leg besluit vast").click().run()
    assert [by for _, by in decisions(shared_town)] == ["M. Smit"]
    assert "door M. Smit" in words(app)
