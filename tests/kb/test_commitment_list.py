"""The list of commitments as a griffie keeps it: who answers, what is chosen, and a kept list that is read back."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import Workbook, load_workbook

from kb.commitment_list.advancing import advance
from kb.commitment_list.choosing import Ends, Entry, Order, Progress, Wanted, chosen, entries, ordered
from kb.commitment_list.columns import COLUMNS
from kb.commitment_list.kept_file import read_list
from kb.commitment_list.reading_back import Comparison, compared, take_over
from kb.commitment_list.writing import WIDTHS, write_list
from kb.errors import BadDecision, BadList
from kb.knowledge import KnowledgeBase
from kb.model import Commitment, CommitmentStatus, DocumentKind, Proof, Relation, Verdict
from tests.kb.builders import PAGE, answers, intends, letter, link, promises, without_pages

TODAY = date(2026, 5, 20)
COLLEGE = "College van burgemeester en wethouders van Waterstad"
PLAN, MAP, TALK = (
    "Wij sturen de raad vóór 1 juli een plan.",
    "Wethouder Van Dam zegt een kaart van de wijk toe.",
    "Wij komen met een gesprek over de kade bij u terug.",
)
LETTER = letter(
    "brief.pdf",
    "Portefeuillehouder: J. Visser",
    promises("c1", PLAN, due=date(2026, 7, 1), actor=COLLEGE),
    promises("c2", MAP, due=date(2026, 6, 1), actor="wethouder Van Dam"),
    intends("i1", "Wij zetten in op kortere lijnen."),
    title="Brief over de wijk",
    date=date(2026, 2, 3),
    sender=COLLEGE,
    addressee="Gemeenteraad van Waterstad",
)
MINUTES = letter(
    "verslag.pdf",
    promises("c3", TALK, due=date(2026, 4, 15), actor=COLLEGE),
    promises("c4", "Dat zoeken wij uit.", actor=COLLEGE),
    title="Verslag van de commissie",
    date=date(2026, 3, 4),
    sender="Gemeenteraad Waterstad",
)
NEWS = letter(
    "bericht.pdf", "Geachte raad,", PAGE, answers("n1", "Hierbij ontvangt u het plan."),
    title="Raadsbrief over het plan", date=date(2026, 5, 6), sender=COLLEGE, our_reference="RIB-2026-14",
    kind=DocumentKind.COUNCIL_LETTER,
)  # fmt: skip
LISTED = letter(
    "lijst.pdf", promises("l3", "De raad hoort meer over de kade.", actor="Visser", restated=True),
    title="Lijst toezeggingen", date=date(2026, 4, 1), sender="Griffie Waterstad",
    kind=DocumentKind.COMMITMENT_LIST,
)  # fmt: skip


@pytest.fixture(autouse=True)
def _loaded(kb: KnowledgeBase) -> None:
    for reading in (LETTER, MINUTES, NEWS, LISTED):
        kb.put(reading)
    kb.put_links([link("n1", Relation.FULFILS, "c1"), link("l3", Relation.REPEATS, "c3")])


def listed(kb: KnowledgeBase) -> tuple[Entry, ...]:
    found = entries(kb, kb.commitments(today=TODAY))
    return tuple(one for one in found if one.commitment.statement.id != "i1")


def ids(found: Any) -> str:
    return " ".join(one.commitment.statement.id for one in found)


# -- who answers for it -----------------------------------------------------------------------------------------------
def test_no_word_above_a_column_of_the_word_list_is_broken() -> None:
    """A letter of Calibri, bold, 9 points, takes .155 cm on average."""
    titles = {column.key: column.title for column in COLUMNS}
    longest = {key: max(map(len, titles[key].split())) for key in WIDTHS}
    assert [key for key, letters in longest.items() if letters * 0.155 > WIDTHS[key]] == []


def test_the_portefeuillehouder_comes_from_the_words_the_list_or_the_letterhead(kb: KnowledgeBase) -> None:
    assert {one.commitment.statement.id: one.holder for one in listed(kb)} == {
        "c1": "J. Visser",  # the letterhead
        "c2": "wethouder Van Dam",  # the words
        "c3": "Visser",  # the table that repeats it
        "c4": None,  # nothing names anybody
    }


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Burgemeester De Wit belt terug.", "burgemeester De Wit"),
        ("Wethouder J. van der Meer stuurt dat na.", "wethouder J. van der Meer"),
        ("De portefeuillehouder, wethouder El Idrissi, zegt dat toe.", "wethouder El Idrissi"),
        ("Wethouder Bos en wethouder Kok zeggen dat toe.", None),
        ("Burgemeester en wethouders van Waterstad sturen dat na.", None),
        ("De wethouder van Financiën stuurt dat na.", None),
        ("De wethouder stuurt dat na.", None),
    ],
)
def test_only_a_person_who_is_named_alone_is_taken(text: str, holder: str | None, kb: KnowledgeBase) -> None:
    kb.put(letter("los.pdf", promises("x1", text), date=date(2026, 1, 2)))
    (found,) = (one for one in listed(kb) if one.commitment.statement.id == "x1")
    assert found.holder == holder


def test_one_person_has_one_name(kb: KnowledgeBase) -> None:
    kb.put(letter("los.pdf", promises("x1", "Wethouder Visser zegt een brief toe."), date=date(2026, 1, 2)))
    assert {one.holder for one in listed(kb) if one.commitment.statement.id in {"x1", "c3", "c1"}} == {
        "wethouder Visser"
    }


# -- what is chosen ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), "c3 c2 c1 c4"),
        (Wanted(ends=Ends.LATE), "c3"),
        (Wanted(ends=Ends.SOON), "c2"),
        (Wanted(ends=Ends.QUARTER), "c3 c2"),
        (Wanted(since=date(2026, 6, 1), until=date(2026, 7, 1)), "c2 c1"),
        (Wanted(promised_since=date(2026, 3, 1)), "c3 c4"),
        (Wanted(who="wethouder Van Dam"), "c2"),
        (Wanted(body="Gemeenteraad van Waterstad"), "c2 c1"),
        (Wanted(words="KAART dam"), "c2"),
        (Wanted(progress=Progress.POSSIBLY), "c1"),
        (Wanted(progress=Progress.CLOSED), ""),
    ],
    ids=str,
)
def test_a_filter_keeps_what_it_says(wanted: Wanted, found: str, kb: KnowledgeBase) -> None:
    assert ids(chosen(listed(kb), wanted, TODAY)) == found


def test_what_is_done_is_no_longer_about_to_end_and_stays_in_its_quarter(kb: KnowledgeBase) -> None:
    advance(kb, ["c2"], CommitmentStatus.LAPSED, by="Ans de Wit")
    assert ids(chosen(listed(kb), Wanted(ends=Ends.SOON), TODAY)) == ""
    assert ids(chosen(listed(kb), Wanted(Ends.SOON, Progress.CLOSED), TODAY)) == "c2"
    assert ids(chosen(listed(kb), Wanted(ends=Ends.QUARTER), TODAY)) == "c3 c2"
    assert ids(chosen(listed(kb), Wanted(Ends.QUARTER, Progress.OPEN), TODAY)) == "c3"


@pytest.mark.parametrize(
    ("by", "descending", "found"),
    [
        (Order.TERM, False, "c3 c2 c1 c4"), (Order.TERM, True, "c1 c2 c3 c4"), (Order.TEXT, False, "c4 c2 c3 c1"),
        (Order.SOURCE, True, "c3 c4 c2 c1"), (Order.WHO, False, "c4 c1 c3 c2"), (Order.STATUS, False, "c3 c2 c1 c4"),
    ],
)  # fmt: skip
def test_a_list_is_put_in_order_and_what_is_empty_comes_last(
    by: Order, descending: bool, found: str, kb: KnowledgeBase
) -> None:
    assert ids(ordered(listed(kb), by, descending=descending)) == found


# -- several at once --------------------------------------------------------------------------------------------------
def test_several_get_one_status_and_nothing_happens_without_a_choice_or_a_name(kb: KnowledgeBase) -> None:
    for chosen_ids, by in ([], "Ans"), (["c1", "weg"], "Ans"), (["c1"], " "):
        with pytest.raises(BadDecision):
            advance(kb, chosen_ids, CommitmentStatus.IN_PROGRESS, by=by)
    with pytest.raises(BadDecision, match="bewijs"):
        advance(kb, ["c1", "c2"], CommitmentStatus.DONE, by="Ans")
    assert kb.decisions() == ()
    advance(kb, ["c1", "c2"], CommitmentStatus.IN_PROGRESS, by="Ans", reason="Loopt.")
    assert [(each.subject_id, each.value, each.reason) for each in kb.decisions()] == [
        ("c1", "in behandeling", "Loopt."), ("c2", "in behandeling", "Loopt."),
    ]  # fmt: skip


# -- a list that goes out and comes back ------------------------------------------------------------------------------
HEADS = [column.title for column in COLUMNS]


def out(kb: KnowledgeBase, form: str) -> Path:
    path = kb.home / f"lijst.{form}"
    write_list(kb, form, path, listed(kb))
    return path


def back(kb: KnowledgeBase, path: Path) -> Comparison:
    return compared(kb, read_list(path))


def in_excel(path: Path, edits: dict[str, dict[str, object]]) -> None:
    book = load_workbook(path)
    sheet = book.active
    for row in sheet.iter_rows(min_row=2):
        for title, value in edits.get(str(row[HEADS.index("ID")].value).split("/")[0], {}).items():
            row[HEADS.index(title)].value = value
    book.save(path)


def in_csv(path: Path, edits: dict[str, dict[str, object]]) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    for row in rows:
        row.update({title: str(value) for title, value in edits.get(row["ID"].split("/")[0], {}).items()})
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.DictWriter(file, HEADS, delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


def in_word(path: Path, edits: dict[str, dict[str, object]]) -> None:
    book = docx.Document(str(path))
    (table,) = book.tables
    heads = [cell.text for cell in table.rows[0].cells]
    for row in table.rows[1:]:
        id_ = row.cells[heads.index("ID")].text.strip().split("/")[0]
        for title, value in edits.get(id_, {}).items():
            row.cells[heads.index(title)].text = str(value)
    book.save(str(path))


EDIT: dict[str, Callable[[Path, dict[str, dict[str, object]]], None]] = {
    "xlsx": in_excel, "csv": in_csv, "docx": in_word,
}  # fmt: skip
EDITS: dict[str, dict[str, object]] = {
    "c1": {"Status": "afgedaan", "Afgedaan op": "7-5-2026", "Afgedaan met": "Raadsbrief over het plan, p. 2"},
    "c3": {"Status": "In behandeling", "Toelichting": "Gesprek staat in de agenda."},
    "c4": {"Toelichting": "Nagevraagd."},
}


@pytest.mark.parametrize("form", EDIT)
def test_a_list_that_comes_back_unchanged_proposes_nothing(form: str, kb: KnowledgeBase) -> None:
    advance(
        kb, ["c2"], CommitmentStatus.DONE, Proof("bericht", date(2026, 5, 6), page=2), by="Bo", reason="=zie; brief"
    )
    found = back(kb, out(kb, form))
    assert (found.changes, found.left, found.same, found.absent) == ((), (), 4, 0)


@pytest.mark.parametrize("form", EDIT)
def test_exactly_the_edits_are_proposed_and_decided_in_one_name(form: str, kb: KnowledgeBase) -> None:
    advance(kb, ["c2"], CommitmentStatus.DONE, Proof("bericht", date(2026, 5, 6), page=2), by="Bo", reason="gezien")
    path = out(kb, form)
    EDIT[form](path, EDITS)
    found = back(kb, path)
    assert found.left == ()
    assert {one.entry.commitment.statement.id: one.words for one in found.changes} == {
        "c1": "openstaand wordt afgedaan; bewijs: Raadsbrief over het plan, p. 2, gedaan op 7 mei 2026",
        "c3": "openstaand wordt in behandeling; toelichting: Gesprek staat in de agenda.",
        "c4": "blijft openstaand; toelichting: Nagevraagd.",
    }
    with pytest.raises(BadDecision):
        take_over(kb, found.changes, by="")
    assert len(kb.decisions()) == 1
    take_over(kb, found.changes, by="Ans de Wit")
    made = {each.subject_id: each for each in kb.decisions()[1:]}
    assert {id_: (each.by, each.value, each.reason, each.proof) for id_, each in made.items()} == {
        "c1": ("Ans de Wit", "afgedaan", "", Proof("bericht", date(2026, 5, 7), page=2)),
        "c3": ("Ans de Wit", "in behandeling", "Gesprek staat in de agenda.", None),
        "c4": ("Ans de Wit", "openstaand", "Nagevraagd.", None),
    }
    assert back(kb, path).changes == ()


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")
def test_a_list_that_libreoffice_saved_proposes_exactly_the_edits(kb: KnowledgeBase, tmp_path: Path) -> None:
    advance(kb, ["c2"], CommitmentStatus.DONE, Proof("bericht", date(2026, 5, 6), page=2), by="Bo", reason="gezien")
    path = out(kb, "xlsx")
    in_excel(path, EDITS)
    saved = by_libreoffice(by_libreoffice(path, "ods", tmp_path), "xlsx", tmp_path)
    found = back(kb, saved)
    assert (ids(one.entry for one in found.changes), found.left, found.same) == ("c3 c1 c4", (), 1)


def by_libreoffice(path: Path, form: str, folder: Path) -> Path:
    """The same workbook, opened by LibreOffice and saved in another format."""
    profile = (folder / "profiel").as_uri()
    command = [
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        form,
        "--outdir",
        str(folder),
    ]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=180)
    return folder / f"{path.stem}.{form}"


def test_excel_offers_the_statuses_and_holds_real_dates(kb: KnowledgeBase) -> None:
    sheet = load_workbook(out(kb, "xlsx")).active
    assert [cell.value for cell in sheet[1]] == HEADS
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"openstaand,in behandeling,deels afgedaan,afgedaan,vervallen"'
    first = dict(zip(HEADS, (cell.value for cell in sheet[2]), strict=True))
    assert (first["Nr"], first["Toezegging"], first["Termijn"].date()) == (1, TALK, date(2026, 4, 15))
    third = dict(zip(HEADS, (cell.value for cell in sheet[4]), strict=True))
    assert third["Mogelijk nagekomen in (voorstel)"] == "Raadsbrief over het plan, 6 mei 2026, p. 2"


def test_a_list_from_when_the_status_was_called_otherwise_is_read_back(kb: KnowledgeBase) -> None:
    path = out(kb, "csv")
    in_csv(path, {"c3": {"Status": "in behandeling"}})
    path.write_bytes(path.read_bytes().replace(b";Status;", b";Stand;"))
    assert [one.words for one in back(kb, path).changes] == ["openstaand wordt in behandeling"]


def test_the_workbook_says_what_it_is_and_who_made_it(kb: KnowledgeBase) -> None:
    about = load_workbook(out(kb, "xlsx")).properties
    assert (about.title, about.subject, about.creator) == (
        "Lijst toezeggingen, Waterstad",
        "4 toezeggingen",
        "Adviesspoor",
    )


# -- what cannot be taken over ----------------------------------------------------------------------------------------
def test_an_edit_of_what_the_documents_say_is_named_and_not_taken_over(kb: KnowledgeBase) -> None:
    path = out(kb, "xlsx")
    in_excel(path, {"c1": {"Termijn": date(2027, 1, 1)}})
    found = back(kb, path)
    assert found.changes == ()
    assert [(one.place, one.words) for one in found.left] == [
        ("rij 4", "Termijn blijft zoals in de documenten: 1 juli 2026.")
    ]


def test_what_somebody_else_decided_meanwhile_is_not_undone(kb: KnowledgeBase) -> None:
    path = out(kb, "xlsx")
    advance(kb, ["c1", "c3"], CommitmentStatus.LAPSED, by="Bo")
    in_excel(path, {"c3": {"Status": "in behandeling"}})
    found = back(kb, path)
    assert found.changes == ()
    assert [one.words[:40] for one in found.left] == ["intussen besloot iemand anders hierover "]


@pytest.mark.parametrize(
    ("edits", "why"),
    [
        ({"Status": "klaar voor nu"}, "is geen status; kies uit openstaand, in behandeling"),
        ({"Status": "afgedaan"}, "noem bij Afgedaan met het document en de bladzijde"),
        ({"Status": "afgedaan", "Afgedaan met": "Raadsbrief over het plan, p. 9"}, "heeft geen bladzijde 9"),
        ({"Status": "afgedaan", "Afgedaan met": "een mail, p. 1"}, "is geen document dat is geladen"),
        ({"Status": "afgedaan", "Afgedaan op": "ooit", "Afgedaan met": "RIB-2026-14, p. 2"}, "is geen datum"),
        ({"Afgedaan met": "RIB-2026-14, p. 2"}, "de status is niet afgedaan"),
        ({"ID": "weg/123456"}, "er is geen toezegging (meer) met ID weg"),
        ({"ID": "c3"}, "het ID en de woorden horen bij verschillende toezeggingen"),
    ],
    ids=str,
)
def test_a_row_that_cannot_be_used_says_why(edits: dict[str, object], why: str, kb: KnowledgeBase) -> None:
    path = out(kb, "xlsx")
    in_excel(path, {"c4": edits})
    found = back(kb, path)
    assert found.changes == ()
    assert [one.place for one in found.left] == ["rij 5"]
    assert why in found.left[0].words


def own_list(path: Path, *rows: tuple[object, ...]) -> Path:
    """A list that a griffie keeps itself, with a title above it and other headings."""
    book = Workbook()
    for row in (("Lijst toezeggingen Waterstad",), (), ("Nr.", "Omschrijving", "Stand van zaken"), *rows):
        book.active.append(row)
    book.save(path)
    return path


def test_a_list_without_ids_is_matched_by_words_where_one_fits(kb: KnowledgeBase, tmp_path: Path) -> None:
    kb.put(letter("twee.pdf", promises("x1", "Wij sturen de raad een plan voor de haven."), date=date(2026, 1, 9)))
    path = own_list(
        tmp_path / "lijst.xlsx",
        ("T1", "Kaart van de wijk (wethouder Van Dam)", "Loopt."),
        ("T2", "De raad hoort meer over de kade.", "Afgedaan met RIB-2026-14, p. 2"),  # as a loaded list has it
        ("T3", "De raad een plan sturen", "Vervallen"),
        ("T4", "Het zwembad gaat open", "Loopt."),
        ("T5", "Dat zoeken wij uit.", "Nog niets ontvangen."),
    )
    found = back(kb, path)
    assert {one.entry.commitment.statement.id: (one.status, one.reason) for one in found.changes} == {
        "c2": (CommitmentStatus.IN_PROGRESS, "Loopt."),
        "c3": (CommitmentStatus.DONE, "Afgedaan met RIB-2026-14, p. 2"),
    }
    assert [(one.place, one.words) for one in found.left] == [
        ("rij 6", "zonder ID, en de woorden passen bij meer dan één toezegging."),
        ("rij 7", "zonder ID, en de woorden passen bij geen enkele toezegging in de documenten."),
    ]
    assert found.same == 1


def test_the_page_of_a_proof_is_never_invented(kb: KnowledgeBase, tmp_path: Path) -> None:
    kb.put(without_pages(letter("mail.txt", "Geachte raad,", "Bijgaand de kaart.", title="Mail met de kaart")))
    path = own_list(
        tmp_path / "lijst.xlsx",
        ("T1", PLAN, "Afgedaan met RIB-2026-14"),  # the page on which it was found to be kept
        ("T2", TALK, "Afgedaan met RIB-2026-14"),
        ("T3", MAP, "Afgedaan met de Mail met de kaart, alinea 2, gedaan op 3 mei 2026"),
    )
    found = back(kb, path)
    assert {one.entry.commitment.statement.id: one.proof for one in found.changes} == {
        "c1": Proof("bericht", date(2026, 5, 6), page=2),
        "c2": Proof("mail", date(2026, 5, 3), paragraph=2),
    }
    assert ["ook de bladzijde van “Raadsbrief over het plan”" in one.words for one in found.left] == [True]


def test_two_rows_about_one_commitment_count_once(kb: KnowledgeBase, tmp_path: Path) -> None:
    found = back(kb, own_list(tmp_path / "l.xlsx", ("1", PLAN, "Loopt."), ("2", PLAN, "Vervallen")))
    assert [one.status for one in found.changes] == [CommitmentStatus.IN_PROGRESS]
    assert [one.words for one in found.left] == ["gaat over dezelfde toezegging als rij 4; alleen de eerste rij telt."]


# -- files that are no list -------------------------------------------------------------------------------------------
def broken(folder: Path) -> dict[str, tuple[Path, str]]:
    files: dict[str, tuple[Path, str]] = {}
    for name, data, said in (
        ("lijst.pdf", b"%PDF-1.7", "een Excel-bestand (.xlsx), een Word-bestand (.docx) of een CSV-bestand (.csv)"),
        ("kapot.xlsx", b"PK\x03\x04 en verder niets", "kan niet worden gelezen als Excel-bestand"),
        ("oud.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 40, "zonder wachtwoord opnieuw op als .docx"),
        ("leeg.csv", b"", "geen rij met kolomkoppen"),
        ("brief.csv", b"Geachte raad;\nHierbij;de lijst\n", "geen rij met kolomkoppen"),
        ("koppen.csv", b"ID;Toezegging;Stand\n", "geen enkele toezegging"),
        ("beeld.csv", b"\x00\x01\x02", "kan niet worden gelezen als CSV-bestand"),
    ):
        (folder / name).write_bytes(data)
        files[name] = folder / name, said
    return files


@pytest.mark.parametrize(
    "name", ["lijst.pdf", "kapot.xlsx", "oud.docx", "leeg.csv", "brief.csv", "koppen.csv", "beeld.csv"]
)
def test_a_file_that_is_no_list_is_refused_in_one_sentence(name: str, tmp_path: Path) -> None:
    path, said = broken(tmp_path)[name]
    with pytest.raises(BadList) as refused:
        read_list(path)
    assert str(refused.value).startswith(name)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_residents_are_hidden_in_a_list_that_asks_it(kb: KnowledgeBase, tmp_path: Path) -> None:
    kb.put(
        letter("klacht.pdf", promises("p1", "Wij bellen mevrouw Jansen op 06-12345678 terug."), date=date(2026, 1, 1))
    )
    path = tmp_path / "lijst.csv"
    write_list(kb, "csv", path, listed(kb), privacy=True)
    assert "06-12345678" not in path.read_text("utf-8-sig")
    assert "kaart van de wijk" in path.read_text("utf-8-sig")
    assert back(kb, path).changes == ()


def judged(kb: KnowledgeBase) -> Commitment:
    return next(each for each in kb.commitments() if each.statement.id == "c1")


def test_a_later_judgement_of_the_kind_leaves_the_proof_in_the_list(kb: KnowledgeBase) -> None:
    advance(kb, ["c1"], CommitmentStatus.DONE, Proof("bericht", date(2026, 5, 6), page=2), by="Bo")
    kb.decide("c1", Verdict.CONFIRMED, by="Ans")
    assert judged(kb).decision is not None
    assert "Raadsbrief over het plan, 6 mei 2026, p. 2" in out(kb, "csv").read_text("utf-8-sig")
