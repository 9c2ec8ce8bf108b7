"""For tests of the command line: two letters about one matter, and running a command on them."""

from __future__ import annotations

import contextlib
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cli import run

ADVICE = """Adviesraad Sociaal Domein Zandveen

Aan het college van burgemeester en wethouders van Zandveen

Datum
4 maart 2025

Ons kenmerk
ASD-2025-07

Betreft: ongevraagd advies over de huishoudelijke hulp

Geacht college,

De afgelopen maanden spraken wij met inwoners die lang op huishoudelijke hulp wachten.

De adviesraad adviseert u om de wachttijd voor huishoudelijke hulp terug te brengen tot vier weken.

De adviesraad adviseert u om cliënten elk half jaar naar hun ervaringen te vragen.

Met vriendelijke groet,
namens de Adviesraad Sociaal Domein Zandveen
"""

ANSWER = """Gemeente Zandveen

Aan de Adviesraad Sociaal Domein Zandveen

Datum
20 mei 2025

Uw kenmerk
ASD-2025-07

Ons kenmerk
Z25-114

Betreft: reactie op uw advies over de huishoudelijke hulp

Geachte leden van de adviesraad,

Op 4 maart 2025 bracht u een ongevraagd advies uit. Hieronder leest u onze reactie.

U adviseert om de wachttijd voor huishoudelijke hulp terug te brengen tot vier weken.

Wij nemen dit advies over. Wij zullen u voor 1 oktober 2025 informeren over de wachttijden.

U adviseert om cliënten elk half jaar naar hun ervaringen te vragen.

Dit advies nemen wij niet over. Cliënten worden al genoeg bevraagd.

Burgemeester en wethouders van Zandveen
"""


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The answer of a command that was asked for JSON."""
        return json.loads(self.out)


def adviesspoor(home: Path, *arguments: str | Path) -> Ended:
    """Run the command with this knowledge base."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(["--home", str(home), *map(str, arguments)])
    return Ended(code, out.getvalue(), err.getvalue())
