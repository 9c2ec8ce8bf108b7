"""What the words on the screens mean, in plain Dutch: the single place."""

from __future__ import annotations

from kb.model import CommitmentStatus, Position, Status

STATUSES = {
    Status.ANSWERED: "Er is een antwoord gevonden dat over dit punt gaat.",
    Status.IN_GENERAL: "De brief zegt iets over alle punten samen, maar niets over dit punt zelf.",
    Status.PARTLY_ANSWERED: "Op een deel van de punten of onderdelen is een antwoord gevonden, op een ander deel niet.",
    Status.DEFERRED: "Het antwoord is uitgesteld: er komt later een besluit of eerst onderzoek.",
    Status.WAITING: "Er is nog geen antwoord, en de termijn loopt nog.",
    Status.OVERDUE: "De termijn is voorbij, en er is geen antwoord gevonden in wat geladen is.",
    Status.NOT_IN_REPLY: "Er is wel een reactie geladen, maar daarin is geen antwoord op dit punt gevonden. "
    "Het kan er toch in staan: kijk het na.",
    Status.NOT_FOUND: "Er is geen reactie geladen, en er is geen termijn ingesteld.",
}
POSITIONS = {
    Position.ADOPTED: "Het college neemt het punt over.",
    Position.PARTLY: "Het college neemt een deel over, of doet het onder voorwaarden.",
    Position.REJECTED: "Het college neemt het punt niet over.",
    Position.DEFERRED: "Het college beslist later, of laat het eerst onderzoeken.",
    Position.EXISTING: "Het college zegt dat het dit al doet. Dat telt niet als overgenomen.",
    Position.UNCLEAR: "Er is een antwoord, maar er is geen standpunt in te lezen. Waardering als “wij herkennen dit” "
    "of “wij nemen dit ter harte” is geen standpunt.",
}
PROMISES = {
    CommitmentStatus.OPEN: "Er is nog niets over vastgelegd.",
    CommitmentStatus.IN_PROGRESS: "Er wordt aan gewerkt. Dat heeft iemand vastgelegd.",
    CommitmentStatus.PARTLY_DONE: "Een deel is gedaan. Dat heeft iemand vastgelegd.",
    CommitmentStatus.DONE: "De toezegging is nagekomen. Iemand heeft vastgelegd waar dat staat en op welke dag.",
    CommitmentStatus.LAPSED: "De toezegging hoeft niet meer. Dat heeft iemand vastgelegd.",
}
STEPS = (
    "Het leest uw brieven en rapporten op deze computer. Er gaat niets naar buiten.",
    "Het zoekt de aanbevelingen, verzoeken, toezeggingen en voornemens, met hun letterlijke woorden en de bladzijde.",
    "Het legt elke reactie naast de aanbeveling waar zij bij lijkt te horen, en leest welk standpunt erin staat.",
    "U kijkt het na: klopt het, is het een ander standpunt, hoort het elders, of telt het niet? Uw besluit gaat voor, "
    "blijft bewaard met uw naam en de dag, en is terug te draaien.",
)
CAN = (
    "PDF, Word, OpenDocument, RTF, HTML, mail en platte tekst lezen, en scans als Tesseract is geïnstalleerd.",
    "Bij elk citaat de bladzijde tonen, met de woorden gemarkeerd. Elk citaat staat letterlijk op die plaats.",
    "Bijhouden wat openstaat en wat te laat is, als de termijn van uw gemeente is ingesteld.",
    "Stukken van meer gemeenten, provincies en waterschappen uit elkaar houden. Bij elk stuk staat waar het bij hoort, "
    "en dat is te verbeteren.",
    "Alles meegeven als Excel, CSV of Word.",
)
CANNOT = (
    "Weten wat niet geladen is. “Geen reactie gevonden” betekent: niet gevonden in de geladen stukken.",
    "Elke aanbeveling en elk antwoord vinden. Lees een belangrijk stuk zelf ook.",
    "Beoordelen of een antwoord goed is, of een toezegging echt is nagekomen. Dat doet een mens.",
    "Zeker zijn van een standpunt. Bij twijfel staat er “onduidelijk”, en wordt een verband niet gelegd.",
)
PROPOSAL = (
    "Zolang niemand iets beoordeeld heeft, staat erbij: voorstel van het programma. Bij een voorstel staat waarom het "
    "gedaan is, en of het programma er vrij zeker, redelijk zeker of onzeker van is. Dat zegt welk van twee "
    "voorstellen u het eerst zou nakijken. Ook “vrij zeker” is geen bewijs: alleen het citaat op de bladzijde is dat. "
    "In Excel en CSV staat de zekerheid als getal, van 0 (een gok) tot 1 (zeker)."
)
SUSPECT = (
    "Verandert de tekst onder een besluit, bijvoorbeeld door een nieuwe versie van een brief, dan blijft het besluit "
    "bewaard en vraagt het programma om het opnieuw te bekijken."
)
