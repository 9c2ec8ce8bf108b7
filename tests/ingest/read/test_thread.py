"""A mail with an older one below it: each is told by whoever wrote it."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from ingest.letterhead.letterhead import letterhead
from ingest.passages.build import passages
from ingest.read.files import RawFile, read
from ingest.read.thread import older_message
from ingest.statements.find import find_statements
from kb.model import BlockKind, Document, DocumentKind, StatementKind

OWN = "Geachte leden,\n\nWij nemen uw advies over.\n\nMet vriendelijke groet,\nhet college\n\n"
OLDER = "Geacht college,\n\nDe adviesraad adviseert u om de brieven te herschrijven.\n\nA. de Boer, voorzitter"
QUOTED = "\n".join(f"> {row}" if row else ">" for row in OLDER.split("\n"))
MARKS = {
    "gmail": f"Op di 12 mrt. 2031 om 10:15 schreef Adviesraad Veldwijk <asd@veldwijk.example>:\n\n{QUOTED}",
    "two rows": f"Op di 12 mrt. 2031 om 10:15 schreef Adviesraad Veldwijk\n<asd@veldwijk.example>:\n{QUOTED}",
    "comma": f"Op 12/03/2031 10:15, Adviesraad Veldwijk schreef:\n{QUOTED}",
    "writer first": f"Adviesraad Veldwijk <asd@veldwijk.example> schreef op 12 maart 2031 om 10:15:\n\n{OLDER}",
    "writer first, quoted": f"Adviesraad Veldwijk schreef op 12-03-2031 10:15:\n{QUOTED}",
    "figures": f"On 2031-03-12 10:15, Adviesraad Veldwijk wrote:\n{QUOTED}",
    "stars": "*Van: *Adviesraad Veldwijk <asd@veldwijk.example>\n*Datum: *woensdag 12 maart 2031 10:15\n"
    f"*Aan: *College\n*Onderwerp: *Advies brieven\n\n{OLDER}",
    "english": f"On Wed, Mar 12, 2031 at 10:15 AM Adviesraad Veldwijk <asd@veldwijk.example> wrote:\n\n{QUOTED}",
    "apple": f"Op 12 maart 2031 om 10:15 heeft Adviesraad Veldwijk <a@b.example> het volgende geschreven:\n\n{QUOTED}",
    "outlook": "Van: Adviesraad Veldwijk <asd@veldwijk.example>\nVerzonden: woensdag 12 maart 2031 10:15\n"
    f"Aan: College <college@veldwijk.example>\nOnderwerp: Advies brieven\n\n{OLDER}",
    "outlook with a rule": "-----Oorspronkelijk bericht-----\nVan: Adviesraad Veldwijk\nVerzonden: 12 maart 2031\n"
    f"Aan: College\nOnderwerp: Advies brieven\n\n{OLDER}",
    "a mark that is quoted too": "> Op 12 maart 2031 om 10:15 heeft Adviesraad Veldwijk <a@b.example> het volgende "
    f"geschreven:\n> \n{QUOTED}",
    "arrows": f">>> Adviesraad Veldwijk <asd@veldwijk.example> 12-3-2031 10:15 >>>\n{OLDER}",
    "another name for the rule": "----Origineel Bericht----\nVan : Adviesraad Veldwijk\nDatum : 12/03/2031 10:15\n"
    f"Aan : College\nOnderwerp : Advies brieven\n\n{OLDER}",
    "a rule above it": "------- Original Message -------\nOn Wednesday, March 12th, 2031 at 10:15 AM, "
    f"Adviesraad Veldwijk <asd@veldwijk.example> wrote:\n\n{QUOTED}",
    "more fields": "Van: Adviesraad Veldwijk\nVerzonden op: woensdag 12 maart 2031 10:15\nAan: College\n"
    f"Onderwerp: Advies brieven\nUrgentie: Hoog\n\n{OLDER}",
    "forwarded": "---------- Forwarded message ---------\nFrom: Adviesraad Veldwijk <asd@veldwijk.example>\n"
    f"Date: Wed, Mar 12, 2031 at 10:15 AM\nSubject: Advies brieven\nTo: College\n\n{OLDER}",
}


def mail(text: str, subtype: str = "plain") -> RawFile:
    message = EmailMessage()
    message["From"], message["To"] = "College <college@veldwijk.example>", "Adviesraad <asd@veldwijk.example>"
    message["Subject"] = "RE: Advies brieven"
    message.set_content(text, subtype)
    return read(Path("antwoord.eml"), message.as_bytes())


@pytest.mark.parametrize("mark", MARKS)
def test_the_older_message_is_a_mail_of_its_own(mark: str) -> None:
    found = mail(OWN + MARKS[mark])
    words = found.pages[0].text
    assert "Wij nemen uw advies over." in words
    assert "De adviesraad adviseert" not in words
    assert [part.name for part in found.parts] == ["Advies brieven.eml"]
    older = read(Path("Advies brieven.eml"), found.parts[0].data).pages[0].text
    assert "De adviesraad adviseert u om de brieven te herschrijven." in older
    assert "Van: Adviesraad Veldwijk" in older
    assert "Datum: 12 maart 2031" in older


def test_who_is_told_to_have_written_something_is_no_mark() -> None:
    found = mail("Geachte leden,\n\nUw raad schreef op 12 maart 2031:\n\nOpen het loket op zaterdag.\n\nDat doen wij.")
    assert "Open het loket op zaterdag." in found.pages[0].text
    assert found.parts == ()


def test_a_head_that_is_a_table_says_who_wrote() -> None:
    head = (
        ("Van:", "Adviesraad Veldwijk"),
        ("Datum:", "12 maart 2031"),
        ("Aan:", "College"),
        ("Onderwerp:", "Brieven"),
    )
    rows = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in head)
    quote = OLDER.replace("\n\n", "</p><p>")
    found = mail(
        f"<html><body><p>Wij nemen uw advies over.</p><table>{rows}</table><p>{quote}</p></body></html>", "html"
    )
    older = read(Path("Brieven.eml"), found.parts[0].data).pages[0].text
    assert "Van: Adviesraad Veldwijk" in older
    assert "Datum: 12 maart 2031" in older


def test_in_html_too() -> None:
    quote = OLDER.replace("\n\n", "</p><p>")
    body = (
        "<p>Wij nemen uw advies over.</p><div><b>Van:</b> Adviesraad Veldwijk<br><b>Verzonden:</b> 12 maart 2031<br>"
        f"<b>Aan:</b> College<br><b>Onderwerp:</b> Advies brieven</div><p>{quote}</p>"
    )
    found = mail(f"<html><body>{body}</body></html>", "html")
    assert "De adviesraad adviseert" not in found.pages[0].text
    assert len(found.parts) == 1


def test_a_mark_may_say_who_without_when() -> None:
    found = mail(f"{OWN}Citeren Adviesraad Veldwijk <asd@veldwijk.example>:\n\n{QUOTED}")
    assert "Citeren" not in found.pages[0].text
    older = read(Path("Advies brieven.eml"), found.parts[0].data).pages[0].text
    assert "Van: Adviesraad Veldwijk" in older
    assert "Datum" not in older


@pytest.mark.parametrize("look", ["", ' style="padding:0 0.4em; border-left:#10f 2px solid"', ' class="gmail_quote"'])
def test_a_quotation_in_a_mail_is_the_older_message(look: str) -> None:
    quote = OLDER.replace("\n\n", "</p><p>")
    found = mail(f"<html><body><p>Dat nemen wij over.</p><blockquote{look}><p>{quote}</p></blockquote></body>", "html")
    assert "De adviesraad adviseert" not in found.pages[0].text
    assert "De adviesraad adviseert" in read(Path("brief.eml"), found.parts[0].data).pages[0].text


def test_words_that_are_only_set_out_in_a_mail_and_a_quotation_in_a_page_are_no_older_message() -> None:
    words = "<p>Wij nemen uw advies over.</p><p>Dat doen wij nog voor de zomer van dit jaar.</p>"
    indented = f'<blockquote style="margin: 0 0 0 40px; border: none; padding: 0px">{words}</blockquote>'
    found = mail(f"<html><body><p>Geachte leden,</p>{indented}</body></html>", "html")
    assert "Wij nemen uw advies over. Dat doen wij nog" in " ".join(found.pages[0].text.split())
    assert found.parts == ()
    page = f"<html><body><p>Het college zei:</p><blockquote>{words}</blockquote></body></html>"
    assert ">" not in read(Path("nieuws.html"), page.encode()).pages[0].text


def test_words_that_are_struck_in_a_mail_are_no_answer_in_its_plain_form_either() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "college@veldwijk.example", "Advies brieven"
    message.set_content("Wij nemen uw advies over de brieven niet over.")
    message.add_alternative("<html><body><p>Wij nemen uw advies over de brieven <s>niet</s> over.</p></body>", "html")
    found = read(Path("antwoord.eml"), message.as_bytes())
    assert "Wij nemen uw advies over de brieven over." in found.pages[0].text
    assert found.warnings == ("Doorgehaalde woorden zijn weggelaten; vergelijk met het origineel.",)


def test_a_mail_of_which_the_other_form_is_empty_is_read() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "college@veldwijk.example", "Advies brieven"
    message.set_content("Wij nemen uw advies over de brieven over.")
    message.add_alternative("<!-- -->", "html")
    assert "Wij nemen uw advies" in read(Path("antwoord.eml"), message.as_bytes()).pages[0].text


def test_answers_between_quoted_rows_are_the_answerers_own() -> None:
    rows = f"Op 12 maart 2031 schreef A. de Boer:\n{QUOTED}\n\nDit doen wij al.\n\n> En graag snel.".split("\n")
    own, older = older_message(rows)
    assert "Dit doen wij al." in [rows[at] for at in own]
    assert older is not None
    assert older.sent == datetime(2031, 3, 12, 12, tzinfo=UTC)
    assert "En graag snel." in older.text


def test_what_html_quotes_of_the_older_message_is_no_word_of_whoever_answers_between_it() -> None:
    quotes = ("De adviesraad adviseert u om de brieven te herschrijven.", "Wij spreken u daarover graag in juni.")
    first, second = (f'<blockquote type="cite"><p>{words}</p></blockquote>' for words in quotes)
    mark = "<p>Adviesraad Veldwijk schreef op 12-03-2031 10:15:</p>"
    found = mail(f"<html><body><p>Dank.</p>{mark}{first}<p>Dat nemen wij over.</p>{second}</body></html>", "html")
    assert "Dat nemen wij over." in found.pages[0].text
    assert not any(words in found.pages[0].text for words in quotes)
    older = read(Path("Brieven.eml"), found.parts[0].data).pages[0].text
    assert all(words in older for words in quotes)
    assert "Dat nemen wij over." not in older
    assert "Datum: 12 maart 2031" in older


def test_rows_that_are_quoted_one_by_one_stay_where_they_are_answered() -> None:
    rows = [
        "Beste leden,",
        "",
        "> Verlaag de drempel.",
        "Dat is gebeurd.",
        "",
        "> Plaats een bank.",
        "Die komt er niet.",
    ]
    assert older_message(rows) == (list(range(len(rows))), None)


@pytest.mark.parametrize("text", [
    "Van: de voorzitter mag dit niet zo heten.\n\nOp 12 maart 2031 schreef de raad een brief.",
    "Op verzoek van de raad: zie hierna.\n\nDatum: 12 maart 2031\n\nGeacht college,",
])  # fmt: skip
def test_what_only_looks_like_a_mark_cuts_nothing(text: str) -> None:
    rows = text.split("\n")
    assert older_message(rows) == (list(range(len(rows))), None)


def test_the_form_that_shows_where_the_older_message_begins_is_read() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "college@veldwijk.example", "RE: Advies"
    answer, advice = "Wij nemen uw advies niet over.", "Wij adviseren u om het loket te openen."
    message.set_content(f"{answer}\n\n{advice}\n")
    mark = "<b>From:</b> ASD Veldwijk<br><b>Sent:</b> Thursday, April 4, 2024 9:30 AM<br><b>Subject:</b> Advies"
    message.add_alternative(f"<html><body><p>{answer}</p><div>{mark}</div><p>{advice}</p></body></html>", "html")
    found = read(Path("bericht.eml"), message.as_bytes())
    assert answer in found.pages[0].text
    assert advice not in found.pages[0].text
    assert len(found.parts) == 1


def test_all_texts_of_a_message_are_read() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "asd@veldwijk.example", "Advies drempels"
    message.set_content("Bij ons bezoek zagen wij dit bordes:")
    message.add_attachment(b"\x89PNG\r\n\x1a\n" + bytes(200), "image", "png", disposition="inline", cid="<een>")
    message.attach(EmailMessage())
    message.get_payload()[-1].set_content("Wij adviseren u om een hellingbaan te maken.")
    text = read(Path("bericht.eml"), message.as_bytes()).pages[0].text
    assert "zagen wij dit bordes" in text
    assert "adviseren u om een hellingbaan" in text


def test_a_plain_form_that_only_points_at_the_other_is_no_letter() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "asd@veldwijk.example", "Advies"
    message.set_content("Uw programma kan dit bericht niet tonen. Open het in de browser.")
    message.add_alternative("<html><body><p>Wij adviseren u om het loket te openen.</p></body></html>", "html")
    text = read(Path("bericht.eml"), message.as_bytes()).pages[0].text
    assert "Wij adviseren u om het loket te openen." in text
    assert "browser" not in text


INLINE = """Hieronder ons antwoord.

Op 12 maart 2031 schreef Adviesraad Veldwijk <asd@veldwijk.example>:

> 1. De adviesraad adviseert u om de brieven te herschrijven.

Dit advies nemen wij over.

> 2. De adviesraad adviseert u om het loket ook in de avond te openen. Wij bellen u daarover in mei.

Dit advies nemen wij niet over.

> 3. De adviesraad adviseert u om een folder te maken.

Dat doen wij al.
"""


def test_points_that_are_answered_one_by_one_stay_where_they_are_answered_and_are_a_message_too() -> None:
    found = mail(INLINE)
    own = found.pages[0].text
    assert own.index("brieven te herschrijven") < own.index("nemen wij over") < own.index("loket ook in de avond")
    older = read(Path("Advies.eml"), found.parts[0].data).pages[0].text
    assert "een folder te maken" in older
    assert "Dat doen wij al" not in older


def test_what_is_quoted_in_a_mail_promises_nothing_in_the_name_of_who_answers() -> None:
    pages = mail(INLINE).pages
    letter = Document("d", "antwoord.eml", "", "", kind=DocumentKind.RESPONSE_LETTER)
    found = tuple(find_statements(letter, passages("d", pages)))
    assert not any(statement.kind is StatementKind.COMMITMENT for statement in found)
    assert [s.text for s in found if s.kind is StatementKind.RESPONSE][:2] == [
        "Dit advies nemen wij over.", "Dit advies nemen wij niet over.",
    ]  # fmt: skip
    assert sum(statement.restated for statement in found) == 3


@pytest.mark.parametrize("added", [
    "Verstuurd vanaf mijn iPhone", "Verzonden met Proton Mail", "Sent from my Galaxy", "Verstuurd via Outlook voor iOS",
    "Outlook voor Android<https://aka.ms/x> downloaden", "Get Outlook for iOS",
])  # fmt: skip
def test_what_a_program_adds_to_each_message_is_no_word_of_it(added: str) -> None:
    found = mail(f"Wij nemen uw advies niet over.\n\n{added}\n")
    shown = [block for block in found.pages[0].blocks if block.kind is not BlockKind.FURNITURE]
    assert not any(added[:12] in block.text for block in shown)
    assert any("Wij nemen uw advies niet over." in block.text for block in shown)


@pytest.mark.parametrize("text", ["Verzonden met de brief van 12 maart aan alle leden van de raad van Veldwijk.",
                                  "Sent by the college"])  # fmt: skip
def test_a_sentence_that_only_begins_so_is_read(text: str) -> None:
    found = mail(f"Wij nemen uw advies niet over.\n\n{text} Dank u wel.\n")
    assert any("Dank u wel." in block.text for block in found.pages[0].blocks if block.kind is not BlockKind.FURNITURE)


@pytest.mark.parametrize("own", ["Zie onze antwoorden in rood.", "Mijn opmerkingen staan hieronder in het blauw."])
def test_answers_in_a_colour_within_the_older_message_are_warned_of(own: str) -> None:
    head = "Van: Adviesraad Veldwijk\nVerzonden: 12 maart 2031\nAan: College\nOnderwerp: Advies brieven\n\n"
    assert any("in een kleur" in said for said in mail(f"{own}\n\n{head}{OLDER}").warnings)
    assert not any("in een kleur" in said for said in mail(f"Dank u.\n\n{head}{OLDER}").warnings)
    assert not any("in een kleur" in said for said in mail(own).warnings)


@pytest.mark.parametrize(("subject", "to", "kind"), [
    ("RE: Advies brieven", "Adviesraad Veldwijk", DocumentKind.RESPONSE_LETTER),
    ("Advies brieven", "College van burgemeester en wethouders", DocumentKind.ADVICE),
])  # fmt: skip
def test_who_answers_a_mail_of_an_adviser_gives_no_advice(subject: str, to: str, kind: DocumentKind) -> None:
    text = f"Van: A. Bakker\nAan: {to}\nDatum: 14 maart 2031\nOnderwerp: {subject}\n\nDit nemen wij niet over.\n"
    assert letterhead(read(Path("brief.txt"), text.encode()).pages, "brief.txt").kind is kind
