"""The words by which a person, an office and a body are known, as patterns."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

HONORIFIC = (
    r"(?:[Mm]evrouw|[Mm]w\.?|[Mm]evr\.?|(?:[Dd]e\s+)?[Hh]eer|[Dd]hr\.?|[Mm]eneer|[Mm]ijnheer|[Ff]amilie|[Ff]am\.)"
)
TITLE = r"(?:(?:[Dd]rs|[Mm]r|[Dd]r|[Ii]r|[Ii]ng|[Pp]rof|MSc|MA|BSc|RA)\.?\s*)"
PREFIX = (
    r"(?:(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Dd]es|[Tt]er|[Tt]en|[Tt]e|[Ee]l|[Aa]l|[Ll]a|[Ll]e|[Dd]u|[Dd]a|[Dd]i|[Bb]en|"
    r"[Bb]in|(?:[Ii]n|[Oo]p|[Uu]it)(?=[ ](?:'t|’t|den)\b)|[Vv]on|'t|’t|'s)[ \t\u00a0]+)"
)
# Offices whose holders act in public: who is named with one stays visible.
OFFICES = (
    "wethouder", "burgemeester", "minister", "minister-president", "staatssecretaris", "raadslid", "raadsleden",
    "griffier", "raadsgriffier", "voorzitter", "vicevoorzitter", "vice-voorzitter", "secretaris",
    "gemeentesecretaris", "commissaris", "ombudsman", "gedeputeerde", "statenlid", "kamerlid", "kamerleden", "lid",
    "leden", "fractievoorzitter", "commissielid", "commissieleden", "raadscommissielid", "burgerlid", "directeur",
    "bestuurder", "bestuurslid", "dijkgraaf", "heemraad", "formateur", "informateur", "loco-burgemeester",
    "waarnemend burgemeester", "penningmeester", "teammanager", "afdelingshoofd", "clustermanager", "concerndirecteur",
    "collegelid", "senator", "president", "vicepresident", "vice-president", "rekenkamerlid",
    "onderzoeker", "hoogleraar", "rechter",
)  # fmt: skip
OFFICE = rf"(?:{'|'.join(sorted(OFFICES, key=len, reverse=True))})s?"
PARTY = (
    r"(?:VVD|PvdA|CDA|D66|GroenLinks(?:[-/]PvdA)?|GL|SP|ChristenUnie|CU|SGP|PVV|FvD|BBB|DENK|Denk|PvdD|50PLUS|Volt|NSC|"
    r"JA21|BIJ1|Leefbaar|Lokaal|Gemeentebelangen|Stadsbelang\w*|Partij voor de Dieren)"
)
BODY = (
    r"\b(?:[Gg]emeente(?:huis|raad)?|[Cc]ollege van|[Bb]urgemeester en [Ww]ethouders|[Gg]emeenteraad|[Rr]ekenkamer\w*|"
    r"\w*[Aa]dviesraad|\w*[Rr]aad voor|[Ss]eniorenraad|[Jj]ongerenraad|[Cc]liëntenraad|[Dd]orpsraad|[Ww]ijkraad|"
    r"[Ww]mo-?raad|[Mm]inisterie|[Pp]rovincie|[Ww]aterschap|[Ss]tichting|[Vv]ereniging|[Cc]ommissie|[Oo]mbudsman|"
    r"[Ss]tadhuis|[Rr]aadhuis|[Dd]orpshuis|[Bb]uurthuis|[Ww]ijkcentrum|[Bb]ibliotheek|[Ss]chool|[Kk]antoor|"
    r"[Bb]ezoekadres|[Pp]ostadres|[Pp]ostbus|[Tt]weede Kamer|[Ee]erste Kamer|[Aa]utoriteit|[Rr]echtbank|[Gg]riffie|"
    r"KvK|K\.v\.K\.|B\.?V\.|N\.?V\.|Rijksoverheid|GGD|VNG|[Vv]eiligheidsregio|[Dd]irectoraat|[Kk]abinet|UWV|www\.)"
)

# Names of persons that name something else.
NO_RESIDENTS = {
    "Albert Heijn", "Anne Frank", "Anton de Kom", "Jan Linders", "Jeroen Bosch", "Johan Cruijff", "Philip Morris",
    "Vincent van Gogh", "Willem Alexander", "Tony Chocolonely", "Martini Ziekenhuis", "Max Havelaar",
}  # fmt: skip


@cache
def first_names() -> frozenset[str]:
    lines = files("kb.privacy").joinpath("first_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())
