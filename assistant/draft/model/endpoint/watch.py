"""A watch on one answer: the bytes it has cost, and its connection, which is cut when the answer is given up.

The thread that reads an answer may hang in a read for as long as an endpoint drips; only the loss of the connection
wakes it. So whoever waits for the answer holds the connection too.
"""

import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from contextvars import ContextVar
from typing import Any, NoReturn

from assistant.draft.model.endpoint.failures import ENDLESS
from assistant.draft.thresholds import MOST_BYTES, MOST_BYTES_A_PIECE


class Refused(Exception):
    """The answer is not read further; why stands in the watch, since libraries wrap what is raised in them."""


class Watch:
    """What one answer has cost so far, and the means to end it from another thread."""

    def __init__(self) -> None:
        """Nothing has come yet."""
        self.refused = ""
        self.given_up = threading.Event()
        self._bytes = self._bytes_of_piece = 0
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()

    def count(self, size: int) -> None:
        """Count bytes that came; raises Refused when they are too many, in all or for want of a piece."""
        self._bytes += size
        self._bytes_of_piece += size
        if self._bytes > MOST_BYTES or self._bytes_of_piece > MOST_BYTES_A_PIECE:
            self.refuse(ENDLESS)

    def piece(self) -> None:
        """A piece of the answer was made of what came."""
        self._bytes_of_piece = 0

    def refuse(self, why: str) -> NoReturn:
        """Keep the sentence for the person, and read no further."""
        self.refused = why
        raise Refused

    def trace(self, event: str, about: Mapping[str, Any]) -> None:
        """Take hold of the connection when it is made, and again when it is encrypted (httpx's extension `trace`)."""
        if event.endswith((".connect_tcp.complete", ".start_tls.complete")):
            connection = about["return_value"].get_extra_info("socket")
            with self._lock:
                self._sockets.append(connection)
            if self.given_up.is_set():
                self.give_up()

    def give_up(self) -> None:
        """Cut the connection: a read under way ends, and the endpoint sees that nobody listens."""
        self.given_up.set()
        with self._lock:
            for one in self._sockets:
                with suppress(OSError):  # it is closed already, or went into an encrypted one
                    # The socket's own shutdown: an encrypted one's would take its state from the reading thread.
                    socket.socket.shutdown(one, socket.SHUT_RDWR)
            self._sockets.clear()


WATCH: ContextVar[Watch | None] = ContextVar("WATCH", default=None)
"""The watch on the answer that this thread reads."""
