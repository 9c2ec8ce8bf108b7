"""A Chroma server as the place of the vectors: how it is asked, and what is said when it cannot be used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from kb.errors import BadSettings, NoVectors
from kb.search.graph import SHAPE
from kb.settings import Settings
from kb.silence import keep_silent

KNOCKING = 5.0  # seconds for a server to say that it is there
PATIENCE = 60.0  # seconds for it to do something
DENIED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)


@dataclass(frozen=True)
class Server:
    """Where it is, and what is shown to a proxy before it. Whatever goes wrong there is raised as NoVectors."""

    url: str
    token: str = field(default="", repr=False)

    def open(self, name: str, *, make: bool) -> tuple[Any, Any]:
        """A client and the collection of this name, which must be there unless it may be made."""
        with self.explained():
            client = self._client()
            if make:
                return client, client.get_or_create_collection(name, embedding_function=None, configuration=SHAPE)
            return client, client.get_collection(name, embedding_function=None)

    def drop(self, name: str) -> None:
        """Leave no collection of this name."""
        with self.explained():
            keep_silent()
            from chromadb.errors import NotFoundError

            client = self._client()
            try:
                client.delete_collection(name)
            except NotFoundError:
                pass
            finally:
                client.close()

    def knock(self) -> None:
        """Raises NoVectors when nobody answers or lets in."""
        with self.explained():
            import httpx

            answer = httpx.get(f"{self.url}/api/v2/heartbeat", headers=self._shown(), timeout=KNOCKING)
            answer.raise_for_status()

    def _client(self) -> Any:
        self.knock()  # because the client has no end to its patience until it is made
        keep_silent()
        import chromadb
        import httpx
        from chromadb.config import Settings as ChromaSettings

        client: Any = chromadb.HttpClient(
            self.url, headers=self._shown(), settings=ChromaSettings(anonymized_telemetry=False)
        )
        client._server._session.timeout = httpx.Timeout(PATIENCE, connect=KNOCKING)
        return client

    def _shown(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    @contextmanager
    def explained(self) -> Iterator[None]:
        """The border with the server; what is wrong with the program stays as it is."""
        keep_silent()
        import httpx
        from chromadb.errors import ChromaError, NotFoundError

        try:
            yield
        except NotFoundError as error:
            raise self.lost() from error
        except ChromaError as error:
            raise self._trouble(f"werkt niet mee ({' '.join(str(error).split())})") from error
        except httpx.HTTPStatusError as error:
            raise self._refused(error.response.status_code) from error
        except httpx.HTTPError as error:
            raise self._away() from error
        except Exception as error:
            if type(error) not in (Exception, ValueError):  # how its client says that no server of Chroma answered
                raise
            raise self._away() from error

    def lost(self) -> NoVectors:
        """It does not hold what it should."""
        return self._trouble(
            "heeft de vectoren van deze kennisbank niet, of niet allemaal: maak de zoekindex opnieuw met "
            '"adviesspoor reindex"'
        )

    def _away(self) -> NoVectors:
        return self._trouble(
            'is niet te bereiken of antwoordt niet: start hem, of kijk of "chroma" in instellingen.toml klopt'
        )

    def _refused(self, status: int) -> NoVectors:
        if status in DENIED:
            return self._trouble('laat dit programma niet toe: kijk of "chroma_token" in instellingen.toml klopt')
        return self._away()

    def _trouble(self, words: str) -> NoVectors:
        return NoVectors(f"De Chroma-server op {self.url} {words}.")


def server_of(chosen: Settings) -> Server | None:
    """The server that the settings name; None when the vectors stand in the folder. Raises BadSettings."""
    if not chosen.chroma:
        return None
    parts = urlsplit(chosen.chroma)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise BadSettings(
            '"chroma" in instellingen.toml is geen adres van een Chroma-server, zoals http://127.0.0.1:8000.'
        )
    return Server(chosen.chroma.rstrip("/"), chosen.chroma_token)
