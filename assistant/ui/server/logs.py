"""The log as lines of JSON: when, how serious, where in which program, and the words the programmer wrote.

What a line was filled in with, what an exception says, and what a person typed may hold names, addresses and texts: of
those nothing is told but kinds and places, by which the words can be found in the source.
"""

import json
import logging
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

_OURS = ("nianbao", "assistant")
_KNOWN = (*_OURS, "streamlit", "uvicorn")
"""Loggers whose words are patterns to be filled in. Others may write a line with everything in it already."""
_LAST = 12
"""Places told of a failure: the innermost are those that say why."""


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "at": f"{Path(record.pathname).name}:{record.lineno}",
        }
        if isinstance(record.msg, str) and record.name.partition(".")[0] in _KNOWN:
            line["event"] = record.msg
        if record.name.startswith(_OURS):
            line |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["places"] = _places(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


def _places(trace: TracebackType | None) -> list[str]:
    found = traceback.extract_tb(trace)[-_LAST:]
    return [f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in found]


_HANDLER = logging.StreamHandler()


class _Told(logging.Logger):
    """A logger that tells the one handler alone, whatever handlers its library would hang on it."""

    def addHandler(self, hdlr: logging.Handler) -> None:  # noqa: N802 - logging's own name
        """Taken from no library."""

    def callHandlers(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """Tell the one handler."""
        _HANDLER.handle(record)


def write_json() -> None:
    """From now on every logger writes lines of JSON to stderr, and so does what nobody caught."""
    _HANDLER.setStream(sys.stderr)
    _HANDLER.setFormatter(_Lines())
    logging.setLoggerClass(_Told)
    for known in logging.root.manager.loggerDict.values():
        if isinstance(known, logging.Logger):
            known.__class__ = _Told
    logging.root.handlers = [_HANDLER]
    logging.getLogger("nianbao").setLevel(logging.INFO)
    logging.captureWarnings(capture=True)
    sys.excepthook = _uncaught
    threading.excepthook = lambda told: _uncaught(told.exc_type, told.exc_value, told.exc_traceback)


def _uncaught(kind: type[BaseException], problem: BaseException | None, trace: TracebackType | None) -> None:
    logging.getLogger("nianbao.uncaught").error("uncaught", exc_info=(kind, problem or kind(), trace))
