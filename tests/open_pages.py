"""Pages that people have open: each types number after number where it may, and remembers what it was told is saved.

What a page calls saved is read in the server's own messages, as they arrive: the table and the editor say 已保存 of
what their acknowledgement names; a box is saved when it is drawn again after the line 已保存 and nothing is said of it.
"""

import asyncio
import itertools
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import websockets
import wire
from desk_worker import written

CELL, SECTION, NAME, FACTS = "T3.received.business", "other", "接待来访", "problems"
_GONE = (OSError, websockets.WebSocketException, EOFError)
"""What a browser sees of a server that is killed."""


@dataclass
class Page(ABC):
    """One page in a browser. Numbers are what is typed into it, one after the other."""

    report_id: str
    cookie: str
    expected: str
    """What is stored in the place, and so stands there when the page is opened."""
    sent: int = 999
    told: int = 0
    """The last number that is known to be saved, 0 before the first."""
    count: int = 0
    """How often the page said so."""
    opened: asyncio.Event = field(default_factory=asyncio.Event)
    session: wire.Session | None = None
    path, query = "figures", {"tab": "T3"}

    async def works(self, address: str, most: int = 1_000_000) -> None:
        """Connect, send again what was not acknowledged, and type on, so often at most, until the server is gone."""
        self.session = None
        self.begins()
        with self._till_it_is_gone():
            self.session = await wire.connect(address, headers={"Cookie": self.cookie})
            drawn = await self.session.page(self.path, report=self.report_id, **self.query)
            assert (drawn.failed, drawn.errors) == (False, []), drawn.texts[-3:]
            assert self.standing(drawn) == self.expected
            self.opened.set()
            first = self.sent if 0 < self.told < self.sent else self.sent + 1
            for number in itertools.islice(itertools.count(first), most):
                self.sent = number
                drawn = await self.types(drawn, number)
                assert (drawn.failed, drawn.errors) == (False, []), drawn.texts[-3:]
                assert self.acknowledged(drawn), "whoever lives says what became of it"
                self._hears(number)
        if self.session is not None and self.acknowledged(self.session.drawing):
            self._hears(self.sent)

    def _hears(self, number: int) -> None:
        self.count += self.told != number
        self.told = number

    @contextmanager
    def _till_it_is_gone(self) -> Iterator[None]:
        try:
            yield
        except _GONE:
            return

    def value(self, number: int) -> str:
        """What is typed as this number."""
        return str(number)

    def begins(self) -> None:  # noqa: B027 - most pages have nothing to begin anew
        """A new connection, over which nothing was typed yet: what it shows first acknowledges nothing."""

    @abstractmethod
    async def types(self, drawn: wire.Drawn, number: int) -> wire.Drawn:
        """Type a number; what the page says then."""

    @abstractmethod
    def acknowledged(self, drawn: wire.Drawn) -> bool:
        """Whether what has arrived says that the number sent last is saved."""

    @abstractmethod
    def standing(self, drawn: wire.Drawn) -> str:
        """What stands in the place."""


@dataclass
class Table(Page):
    """三张表: a cell."""

    seq: int = 0

    def begins(self) -> None:
        self.seq = 0  # the browser's table counts anew for a server that knows nothing of it

    async def types(self, drawn: wire.Drawn, number: int) -> wire.Drawn:
        assert self.session is not None
        self.seq += 1
        cells = {CELL: (self.standing(drawn), self.value(number))}
        return await self.session.type(drawn.grid_events, cells, self.seq, report=self.report_id, **self.query)

    def acknowledged(self, drawn: wire.Drawn) -> bool:
        told = drawn.grid
        return bool(
            told
            and self.seq
            and told["ack"] == {"client": "wire", "seq": self.seq}
            and CELL not in told["notes"]
            and CELL not in told["refused"]
        )

    def standing(self, drawn: wire.Drawn) -> str:
        return str(drawn.grid["values"].get(CELL, ""))


@dataclass
class Text(Page):
    """文字起草: a section."""

    seq: int = 0
    path, query = "drafting", {"section": SECTION}

    def begins(self) -> None:
        self.seq = 0

    def value(self, number: int) -> str:
        return written(number)

    async def types(self, drawn: wire.Drawn, number: int) -> wire.Drawn:
        assert self.session is not None
        self.seq += 1
        said = {"client": "wire", "seq": self.seq, "text": self.value(number), "base": self.standing(drawn)}
        part = drawn.editor_fragment
        return await self.session.tell(drawn.editor_events, said, part, report=self.report_id, **self.query)

    def acknowledged(self, drawn: wire.Drawn) -> bool:
        return bool(drawn.editor and self.seq and drawn.editor["ack"] == {"client": "wire", "seq": self.seq})

    def standing(self, drawn: wire.Drawn) -> str:
        return str(drawn.editor["text"])


@dataclass
class Box(Page):
    """A box saved as it is left: an indicator's number."""

    written: bool = False
    path, query = "figures", {"tab": "indicators"}
    label = f"{NAME}本年"

    def begins(self) -> None:
        self.written = False

    async def types(self, drawn: wire.Drawn, number: int) -> wire.Drawn:
        assert self.session is not None
        self.written = True
        return await self.session.write(drawn, self.label, self.value(number))

    def acknowledged(self, drawn: wire.Drawn) -> bool:
        said = "data-role='saved'>已保存" in "".join(drawn.texts).replace('\\"', "'").replace("\\'", "'")
        unsaved = drawn.errors or any("nb-refused" in one and "nb-reason" not in one for one in drawn.texts)
        return bool(self.written and said and self.label in drawn.fields and not unsaved)

    def standing(self, drawn: wire.Drawn) -> str:
        shown = [element.get("newElement", {}) for element in drawn.elements]
        fields = [one.get("textInput") or one.get("textArea") or {} for one in shown]
        found = next(one for one in fields if one.get("label") == self.label)
        return str(found.get("value") or found.get("default") or "")


@dataclass
class Facts(Box):
    """工作事实: the lines of a section."""

    path, query = "figures", {"tab": "notes"}
    label = "存在的主要问题"

    def value(self, number: int) -> str:
        return written(number).rpartition("\n")[2]
