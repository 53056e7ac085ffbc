"""How a hostile or broken endpoint behaves, by the name of the model asked for: floods, drips and redirects.

Each behaviour is what goes over the wire, byte for byte, with pauses between. All of them end by themselves after a
while, so that a client without bounds fails a test and does not hang it.
"""

import gzip
import json
import select
import socket
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler

MEGABYTE = 1024 * 1024
_ENOUGH = 128 * MEGABYTE
_LONG = 30.0
_AT_ONCE = 64 * 1024
_HEAD = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/event-stream\r\n"


def piece(text: str, *, ollama: bool, **more: str) -> bytes:
    """One piece of an answer as OpenAI or Ollama streams it."""
    if ollama:
        message = {"role": "assistant", "content": text}
        data = {"model": "m", "created_at": "2026-01-01T00:00:00Z", "message": message, "done": False, **more}
        return json.dumps(data, ensure_ascii=False).encode() + b"\n"
    choice = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": None}
    data = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice], **more}
    return b"data: " + json.dumps(data, ensure_ascii=False).encode() + b"\n\n"


def _flood(begin: bytes, again: bytes) -> Iterator[bytes]:
    yield begin
    block = again * (_AT_ONCE // len(again) or 1)
    for _ in range(_ENOUGH // len(block)):
        yield block


def _drip(begin: bytes, again: bytes, every: float) -> Iterator[bytes]:
    yield begin
    end = time.monotonic() + _LONG
    while time.monotonic() < end:
        time.sleep(every)
        yield again


def _packed(*, ollama: bool) -> Iterator[bytes]:
    """An honest answer that was compressed though nobody asked for it."""
    last = b'{"model": "m", "message": {"role": "assistant", "content": ""}, "done": true, "done_reason": "stop"}\n'
    if not ollama:
        last = b'data: {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}\n\ndata: [DONE]\n\n'
    yield _HEAD + b"Content-Encoding: gzip\r\n\r\n"
    yield gzip.compress(piece("{{year}}年，我局依法公开。", ollama=ollama) + last)


def _bomb() -> Iterator[bytes]:
    yield _HEAD + b"Content-Encoding: gzip\r\n\r\n"
    yield gzip.compress(b"x" * _ENOUGH, 9)


Behaviour = Callable[[bool], Iterator[bytes]]

HOSTILE: dict[str, Behaviour] = {
    "flood-line": lambda _: _flood(_HEAD + b"\r\ndata: ", b"x"),
    "flood-event": lambda _: _flood(_HEAD + b"\r\n", b"data: 1\n"),
    "flood-comments": lambda _: _flood(_HEAD + b"\r\n", b": nothing\n\n"),
    "flood-body": lambda _: _flood(_HEAD.replace(b"event-stream", b"json") + b'\r\n{"a": "', b"x"),
    "flood-error": lambda _: _flood(_HEAD.replace(b"200 OK", b"500 Error") + b"\r\n", b"sorry "),
    "flood-gzip": lambda _: _bomb(),
    "flood-pieces": lambda ollama: _flood(_HEAD + b"\r\n", piece("", ollama=ollama)),
    "flood-words": lambda ollama: _flood(_HEAD + b"\r\n", piece("依法公开。" * 100, ollama=ollama)),
    "flood-wrapping": lambda ollama: _flood(_HEAD + b"\r\n", piece("好", ollama=ollama, more="x" * 4 * _AT_ONCE)),
    "packed": lambda ollama: _packed(ollama=ollama),
    "packed-otherwise": lambda _: iter([_HEAD + b"Content-Encoding: br\r\n\r\n", b"\x8b\x00\x80"]),
    "drip-before": lambda _: _drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.1),
    "drip-head": lambda _: _drip(_HEAD, b"X-More: 1\r\n", 0.1),
    "drip-comments": lambda _: _drip(_HEAD + b"\r\n", b": still here\n\n", 0.1),
    "drip-blanks": lambda _: _drip(_HEAD + b"\r\n", b"\n", 0.1),
    "drip-bytes": lambda _: _drip(_HEAD + b'\r\ndata: {"id": "', b"x", 0.1),
    "drip-error": lambda _: _drip(_HEAD.replace(b"200 OK", b"500 Error") + b"\r\n", b"x", 0.1),
    "drip-pieces": lambda ollama: _drip(_HEAD + b"\r\n", piece("", ollama=ollama), 0.7),
    "drip-words": lambda ollama: _drip(_HEAD + b"\r\n", piece("好", ollama=ollama), 0.1),
}


def redirect(status: int, address: str) -> Iterator[bytes]:
    """An answer that sends elsewhere."""
    yield f"HTTP/1.1 {status} Moved\r\nLocation: {address}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()


def perform(handler: BaseHTTPRequestHandler, pieces: Iterator[bytes], count: Callable[[int], None]) -> bool:
    """Send the pieces, telling `count` the bytes of each; whether the client hung up before the end."""
    handler.close_connection = True
    for sent in pieces:
        if _hung_up(handler.connection):
            return True
        try:
            handler.wfile.write(sent)
        except OSError:
            return True
        count(len(sent))
    return False


def _hung_up(connection: socket.socket) -> bool:
    if not select.select([connection], [], [], 0)[0]:
        return False
    try:
        return connection.recv(1, socket.MSG_PEEK) == b""
    except OSError:
        return True
