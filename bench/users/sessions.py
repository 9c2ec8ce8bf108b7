"""One person before a browser, without the browser: a session over the websocket of the app, in Streamlit's own
messages. What a browser draws costs the computer of whoever sits there, and not the server."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Button_pb2 import Button
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 300.0  # seconds for one answer of the app
FIRST = ""  # the screen that the app opens with
WRONG = "Dit lukt niet"  # the heading of a screen that could not be shown


class FailedError(Exception):
    """A screen that says that something went wrong, or lacks what is pressed."""


@dataclass
class Session:
    """Somebody at one screen after the other."""

    socket: ClientConnection
    screen: str = FIRST
    asked: dict[str, str] = field(default_factory=dict)
    typed: dict[str, WidgetState] = field(default_factory=dict)  # by the id of the field
    shown: list[Element] = field(default_factory=list)
    known: dict[str, ForwardMsg] = field(default_factory=dict)  # what the browser keeps, by its code

    async def open(self, screen: str, **asked: str) -> float:
        """Seconds until a screen stands there whole."""
        self.screen, self.asked = screen, asked
        self.typed.clear()
        return await self._ask()

    async def press(self, label: str) -> float:
        """The same after the first button with this label is pressed."""
        found = self._button(label)
        if found is None:
            raise FailedError(f"no button {label} on {self.screen} {self.asked}")
        return await self._ask(WidgetState(id=found.id, trigger_value=True))

    def can_press(self, label: str) -> bool:
        return self._button(label) is not None

    def _button(self, label: str) -> Button | None:
        return next((one.button for one in self.shown if one.HasField("button") and one.button.label == label), None)

    def fill(self, label: str, words: str) -> bool:
        """Type in the field whose label begins so, which is sent with what is pressed next; whether there is one."""
        fields = [one.text_input for one in self.shown if one.HasField("text_input")]
        found = next((one for one in fields if one.label.startswith(label)), None)
        if found is not None:
            self.typed[found.id] = WidgetState(id=found.id, string_value=words)
        return found is not None

    def html(self) -> str:
        """All that a screen says."""
        return "\n".join(one.html.body for one in self.shown if one.HasField("html"))

    async def _ask(self, *pressed: WidgetState) -> float:
        message = BackMsg()
        asked = message.rerun_script
        asked.page_name, asked.query_string = self.screen, urlencode(self.asked)
        asked.widget_states.widgets.extend((*self.typed.values(), *pressed))
        asked.cached_message_hashes.extend(self.known)
        begun = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        await asyncio.wait_for(self._drawn(), PATIENCE)
        seconds = time.perf_counter() - begun
        if WRONG in self.html():
            raise FailedError(f"{self.screen} {self.asked} could not be shown")
        return seconds

    async def _drawn(self) -> None:
        """Take in what is sent until a run ends that no other follows."""
        self.shown = []
        while True:
            told = ForwardMsg.FromString(await self.socket.recv(decode=False))
            kind = told.WhichOneof("type")
            if kind == "ref_hash":
                told = self.known[told.ref_hash]
                kind = told.WhichOneof("type")
            elif told.metadata.cacheable:
                self.known[told.hash] = told
            if kind == "new_session":
                self.shown = []
            elif kind == "delta" and told.delta.HasField("new_element"):
                self.shown.append(told.delta.new_element)
            elif kind == "script_finished" and told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return


async def begun(address: str) -> Session:
    """A session that has seen nothing yet."""
    uri = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    return Session(await connect(uri, max_size=None, ping_interval=None, compression=None))
