"""The browser's side of the pages without a browser: Streamlit's own messages over a real websocket.

Fifty browsers need more than a test machine has; what they say to the server does not. A session asks for a page, waits
until the server has drawn it, and knows what was drawn.
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode, urlsplit

import websockets
from google.protobuf.json_format import MessageToDict
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

FAILED = "这一页暂时打不开"


@dataclass
class Drawn:
    """What came of one run: the elements and their texts, the ids of fields and buttons by label, whether it failed.

    Elements are taken apart when somebody looks at them: fifty sessions that only wait must not take the server's
    processor from it.
    """

    deltas: list[Delta] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    buttons: dict[str, str] = field(default_factory=dict)
    fragments: dict[str, str] = field(default_factory=dict)
    """The part of the page a field stands in, by its id: a browser asks for that part alone to be drawn again."""
    downloads: dict[str, str] = field(default_factory=dict)
    """By label, under which id a file is asked for that is made when somebody presses."""
    failed: bool = False

    @cached_property
    def elements(self) -> list[dict]:
        """What was drawn, in order."""
        return [MessageToDict(delta) for delta in self.deltas]

    @cached_property
    def texts(self) -> list[str]:
        """The same as text."""
        return [str(element) for element in self.elements]

    def has(self, text: str) -> bool:
        """Whether the page shows a text."""
        return any(text in one for one in self.texts)

    @property
    def errors(self) -> list[str]:
        """What is said on red."""
        alerts = [element.get("newElement", {}).get("alert", {}) for element in self.elements]
        return [alert["body"] for alert in alerts if alert.get("format") == "ERROR"]

    @property
    def grid(self) -> dict:
        """What the statutory table was told."""
        return _told(self._component("statutory_table"))

    @property
    def editor(self) -> dict:
        """What the text editor was told."""
        return _told(self._component("text_editor"))

    @property
    def grid_events(self) -> str:
        """The id under which the table's browser side sends what was typed."""
        return _events(self._component("statutory_table"))

    @property
    def editor_fragment(self) -> str:
        """The part of the page that is drawn again by itself when the text editor has something to say."""
        shown = [
            one for one in self.elements if "text_editor" in str(one.get("newElement", {}).get("bidiComponent", {}))
        ]
        return str(shown[0].get("fragmentId", ""))

    @property
    def editor_events(self) -> str:
        """The same for the text editor."""
        return _events(self._component("text_editor"))

    def _component(self, name: str) -> dict:
        shown = [element.get("newElement", {}).get("bidiComponent", {}) for element in self.elements]
        return next((one for one in shown if name in one.get("componentName", "")), {})


def _told(component: dict) -> dict:
    """What a component was told, nothing if it is not drawn."""
    return json.loads(component["mixed"]["json"] if "mixed" in component else component.get("json", "{}"))


def _events(component: dict) -> str:
    return f"$$STREAMLIT_INTERNAL_KEY_{component['id']}__events"


class Session:
    """One visitor's connection."""

    def __init__(self, connection: websockets.ClientConnection) -> None:
        """Speak over an open connection."""
        self._connection = connection
        self._page = self._id = ""
        """What the server calls the page it drew last, and the session."""
        self._query: Mapping[str, str] = {}
        self.drawing = Drawn()
        """What has come of the run so far: all there is of one the server did not live to finish."""

    async def page(self, name: str = "", **query: str) -> Drawn:
        """Ask for a page by its path in the address bar, and wait until it is drawn."""
        self._query = query
        await self._connection.send(self._asked(name, query).SerializeToString())
        return await self._until_drawn()

    async def write(self, drawn: Drawn, label: str, words: str) -> Drawn:
        """Leave a field of that label with other words in it, and wait until the page is drawn again."""
        asked = self._asked("", self._query)
        widget = asked.rerun_script.widget_states.widgets.add()
        widget.id, widget.string_value = drawn.fields[label], words
        asked.rerun_script.fragment_id = drawn.fragments.get(widget.id, "")
        await self._connection.send(asked.SerializeToString())
        return await self._until_drawn()

    async def press(self, drawn: Drawn, label: str) -> Drawn:
        """Press a button, and wait until the page is drawn again."""
        asked = self._asked("", self._query)
        widget = asked.rerun_script.widget_states.widgets.add()
        widget.id, widget.trigger_value = drawn.buttons[label], True
        await self._connection.send(asked.SerializeToString())
        return await self._until_drawn()

    async def download(self, file_id: str) -> str:
        """Ask for a file that is made now: where it is to be had, empty if it is not."""
        asked = BackMsg()
        asked.backend_operation_request.request_id, asked.backend_operation_request.session_id = file_id, self._id
        asked.backend_operation_request.deferred_file.file_id = file_id
        await self._connection.send(asked.SerializeToString())
        while True:
            message = ForwardMsg()
            message.ParseFromString(await self._connection.recv())
            if message.WhichOneof("type") == "backend_operation_response":
                return message.backend_operation_response.deferred_file.url

    async def type(self, events: str, cells: Mapping[str, tuple[str, str]], seq: int, **query: str) -> Drawn:
        """Type into cells of the table of the page drawn last, before and now by code, as the browser sends it."""
        items = [
            {"kind": "edit", "code": code, "before": before, "raw": now, "seq": seq}
            for code, (before, now) in cells.items()
        ]
        return await self.tell(events, {"client": "wire", "focus": "", "items": items}, **query)

    async def tell(self, events: str, value: Mapping[str, object], fragment: str = "", **query: str) -> Drawn:
        """Send what a component of the page drawn last has to say, and wait until page or fragment is drawn again."""
        asked = self._asked("", query)
        asked.rerun_script.fragment_id = fragment
        widget = asked.rerun_script.widget_states.widgets.add()
        widget.id = events
        widget.json_trigger_value = json.dumps([{"event": "event", "value": value}])
        await self._connection.send(asked.SerializeToString())
        return await self._until_drawn()

    def _asked(self, name: str, query: Mapping[str, str]) -> BackMsg:
        asked = BackMsg()
        asked.rerun_script.query_string = urlencode(query)
        if name:
            asked.rerun_script.page_name = name
        else:
            asked.rerun_script.page_script_hash = self._page
        asked.rerun_script.is_auto_rerun = False
        return asked

    async def _until_drawn(self) -> Drawn:
        drawn = self.drawing = Drawn()
        while True:
            message, received = ForwardMsg(), await self._connection.recv()
            message.ParseFromString(received)
            kind = message.WhichOneof("type")
            if kind == "delta":
                drawn.deltas.append(message.delta)
                element = message.delta.new_element
                what = element.WhichOneof("type")
                drawn.failed |= what == "exception" or FAILED.encode() in received
                if what in {"text_input", "text_area"}:
                    made = getattr(element, what)
                    drawn.fields[made.label] = made.id
                    drawn.fragments[made.id] = message.delta.fragment_id
                elif what == "button":
                    drawn.buttons[element.button.label] = element.button.id
                elif what == "download_button":
                    drawn.downloads[element.download_button.label] = element.download_button.deferred_file_id
            elif kind == "new_session":
                self._id = message.new_session.initialize.session_id
            elif kind == "navigation":
                self._page = message.navigation.page_script_hash
            elif kind == "script_finished":
                return drawn


async def connect(address: str, *, headers: Mapping[str, str] | None = None, origin: str | None = None) -> Session:
    """A session at a served address, as a browser opens it from a page of that address."""
    host = urlsplit(address).netloc
    connection = await websockets.connect(
        f"ws://{host}/_stcore/stream",
        origin=websockets.Origin(origin or address),
        additional_headers=dict(headers or {}),
        subprotocols=[websockets.Subprotocol("streamlit")],
        max_size=None,
        open_timeout=120,  # a machine that is busy with fifty others is slow, not wrong
        ping_timeout=None,
    )
    return Session(connection)


async def refused(address: str, *, host: str | None = None, origin: str | None) -> int:
    """The HTTP status a websocket is refused with when it names another host or origin; 0 if it is let in."""
    there = urlsplit(address)
    try:
        connection = await websockets.connect(
            f"ws://{host or there.netloc}/_stcore/stream",
            host=there.hostname,
            port=there.port,
            origin=None if origin is None else websockets.Origin(origin),
            subprotocols=[websockets.Subprotocol("streamlit")],
        )
    except websockets.InvalidStatus as problem:
        return problem.response.status_code
    await connection.close()
    return 0


async def visits(address: str, sessions: int, pages: list[tuple[str, Mapping[str, str]]]) -> list[Drawn]:
    """What so many visitors at the same time see of these pages, each going through them in turn."""

    async def one(number: int) -> list[Drawn]:
        session = await connect(address)
        turned = pages[number % len(pages) :] + pages[: number % len(pages)]
        return [await session.page(name, **query) for name, query in turned]

    seen = await asyncio.gather(*(one(number) for number in range(sessions)))
    return [drawn for pages_seen in seen for drawn in pages_seen]
