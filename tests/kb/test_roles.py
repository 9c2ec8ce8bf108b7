"""Who may do what with a knowledge base: kept by every method that writes, whichever face asks."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

import kb.concerned
import kb.decisions.corrections
import kb.decisions.people
import kb.documents
import kb.indexed
import kb.knowledge
from kb import KnowledgeBase
from kb.access import FILE, Access, Via, access
from kb.concealed import concealed, literal
from kb.errors import BadDecision, BadSettings, NotAllowed, NotFound
from kb.model import Person, Role, Verdict
from tests.app.town import ADVICE, COUNCIL, NOTE, found_town

LOGIN = """
[inloggen]
via = "proxy"
persoon = "X-Remote-User"
geheim = "X-Secret"
geheim_bestand = "geheim"
"""
ANSWER_LINK = "a1-beantwoordt-r1"
UPKEEP = {"search", "_open"}  # what brings the index up to date, whoever looks
PARTS = (kb.concerned, kb.decisions.corrections, kb.decisions.people, kb.documents, kb.indexed, kb.knowledge)


@dataclass
class Somebody:
    role: Role | None
    name: str = "M. Smit"
    ask: str = "de griffie"


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """To look at and not to change."""
    home = tmp_path_factory.mktemp("stad") / "kennisbank"
    found_town(home)
    return home


@pytest.fixture
def town(founded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(founded, tmp_path / "kennisbank"))


WRITES: dict[str, tuple[Role, Callable[[KnowledgeBase], object]]] = {
    "besluit": (Role.JUDGE, lambda kb: kb.decide("r1", Verdict.CONFIRMED, by="x")),
    "intrekken": (Role.JUDGE, lambda kb: kb.withdraw("r1", by="x")),
    "verbergen": (Role.JUDGE, lambda kb: kb.correct(ADVICE, "balies", hide=True, by="x")),
    "wat verborgen is": (Role.JUDGE, lambda kb: kb.hidden(ADVICE)),
    "koppelingen": (Role.JUDGE, lambda kb: kb.put_links([])),
    "vergeten": (Role.MANAGE, lambda kb: kb.forget(ADVICE)),
    "namen": (Role.MANAGE, lambda kb: kb.merge_bodies("Seniorenraad", COUNCIL, by="x")),
    "uit elkaar": (Role.MANAGE, lambda kb: kb.keep_bodies_apart("Seniorenraad", COUNCIL, by="x")),
    "index": (Role.MANAGE, lambda kb: kb.reindex()),
    "reservekopie": (Role.MANAGE, lambda kb: kb.backup(kb.home.with_name("kopie"))),
    "heel laten": (Role.MANAGE, lambda kb: kb.keep_whole(ADVICE)),
}


@pytest.mark.parametrize("what", WRITES)
def test_who_lacks_the_role_changes_nothing(founded: Path, what: str) -> None:
    needed, write = WRITES[what]
    lacking = [None, *(role for role in Role if not role.covers(needed))]
    with KnowledgeBase(founded) as whole:
        before = whole.revision
        for own in lacking:
            mine = whole.acted_on_by(Somebody(own))
            for seen in (mine, concealed(mine), literal(concealed(mine))):
                with pytest.raises(NotAllowed, match=f"de rol {needed} nodig. Vraag die aan de griffie"):
                    write(seen)
        assert whole.revision == before
        assert not founded.with_name("kopie").exists()


def test_who_has_the_role_does_it(town: Path) -> None:
    with KnowledgeBase(town) as whole:
        for needed, write in WRITES.values():
            with suppress(NotFound, BadDecision):  # nothing of this kind is left to do in this town
                write(whole.acted_on_by(Somebody(needed)))
        assert ADVICE not in {one.id for one in whole.documents()}


def test_undoing_a_decision_about_a_name_takes_the_role_that_takes_it(town: Path) -> None:
    with KnowledgeBase(town) as whole:
        made = whole.merge_bodies("Seniorenraad", COUNCIL, by="A. de Wit")
        with pytest.raises(NotAllowed):
            whole.acted_on_by(Somebody(Role.JUDGE)).withdraw(made.id, by="x")
        whole.acted_on_by(Somebody(Role.MANAGE)).withdraw(made.id, by="x")


def test_who_decides_is_who_is_logged_in(town: Path) -> None:
    with KnowledgeBase(town) as whole:
        mine = whole.acted_on_by(Somebody(Role.JUDGE))
        assert mine.decide("r1", Verdict.CONFIRMED, by="A. Ander").by == "M. Smit"
        assert mine.correct(ADVICE, "balies", hide=True, by="A. Ander").by == "M. Smit"
        assert whole.decide("r2", Verdict.CONFIRMED, by="A. Ander").by == "A. Ander"


def test_every_method_that_writes_says_which_role_it_takes() -> None:
    """A method without one could be called by anybody: it fails here, and not in the app of a municipality."""
    silent = []
    for module in PARTS:
        tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
        for method in (each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)):
            calls = {one.func.attr for one in ast.walk(method)
                     if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute)}  # fmt: skip
            if "_writing" in calls and method.name not in UPKEEP:
                known = getattr(getattr(KnowledgeBase, method.name), "role", None)
                silent += [] if isinstance(known, Role) else [method.name]
    assert silent == []


# -- toegang.toml -----------------------------------------------------------------------------------------------------
def said(home: Path, words: str) -> Access:
    home.mkdir(exist_ok=True)
    (home / FILE).write_text(words, encoding="utf-8")
    return access(home)


def test_without_a_file_nobody_logs_in(tmp_path: Path) -> None:
    assert access(tmp_path).login is None


def test_whoever_is_logged_in_reads_and_the_highest_role_counts(tmp_path: Path) -> None:
    known = said(tmp_path, '[rollen]\nbeoordelen = ["groep:griffie"]\nbeheren = ["wit"]\n' + LOGIN)
    assert known.login is not None
    assert (known.login.via, known.login.name) == (Via.PROXY, "X-Remote-User")
    assert known.role(Person("jansen", "J. Jansen")) is Role.READ
    assert known.role(Person("smit", "M. Smit", frozenset({"griffie"}))) is Role.JUDGE
    assert known.role(Person("wit", "A. de Wit", frozenset({"griffie"}))) is Role.MANAGE
    for named_so in ("griffie", "groep:griffie", "*"):
        assert known.role(Person(named_so, "wie zo heet")) is Role.READ
    assert known.role(Person("x", "x", frozenset({"wit"}))) is Role.READ


def test_reading_can_be_for_some_alone(tmp_path: Path) -> None:
    known = said(tmp_path, '[rollen]\nlezen = ["smit"]\n' + LOGIN)
    assert known.role(Person("smit", "M. Smit")) is Role.READ
    assert known.role(Person("jansen", "J. Jansen")) is None


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ('[rollen]\nschrijven = ["x"]', "rollen.schrijven"),
        ('[rollen]\nbeheren = "x"', "moet een lijst zijn"),
        ('[inloggen]\nvia = "wachtwoord"', "proxy, oidc"),
        ('[inloggen]\nvia = "proxy"\npersoon = "X-User"', "ontbreekt"),
        ('inloggen = "oidc"', "als kop"),
        ("vraag = 3", "aanhalingstekens"),
    ],
)
def test_what_is_wrong_is_said_and_lets_nobody_in(tmp_path: Path, words: str, why: str) -> None:
    with pytest.raises(BadSettings, match=why):
        said(tmp_path, words)


def test_a_secret_that_can_be_guessed_is_refused(tmp_path: Path) -> None:
    login = said(tmp_path, LOGIN).login
    assert login is not None
    with pytest.raises(BadSettings, match="kan niet worden gelezen"):
        login.secret_value()
    (tmp_path / "geheim").write_text("kort\n")
    with pytest.raises(BadSettings, match="te kort"):
        login.secret_value()
    (tmp_path / "geheim").write_text("0123456789abcdef\n")
    assert login.secret_value() == "0123456789abcdef"


# -- who forgot what --------------------------------------------------------------------------------------------------
def test_who_forgot_what_and_when_is_kept_without_what_it_said(town: Path) -> None:
    with KnowledgeBase(town) as whole:
        whole.acted_on_by(Somebody(Role.MANAGE)).forget(ADVICE, by="Z. Ander")
        whole.forget(NOTE, by="A. de Wit")
        assert [(one.document_id, one.by) for one in whole.forgotten()] == [(NOTE, "A. de Wit"), (ADVICE, "M. Smit")]
        assert {one.day for one in whole.forgotten()} == {date.today()}
        with pytest.raises(NotAllowed):
            whole.acted_on_by(Somebody(Role.JUDGE)).forgotten()
        with whole._store._engine.connect() as connection:
            kept = connection.exec_driver_sql("SELECT * FROM forgotten").mappings().all()
    assert {*kept[0]} == {"sequence", "document_id", "by", "day", "seal"}
