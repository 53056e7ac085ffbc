"""Mounting a statutory table on a page, and the edits that come back from it.

The browser numbers every edit and keeps sending those that were not acknowledged, so that a rerun
cut short or a lost connection loses nothing; what arrives twice is dropped here by its number.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

import streamlit as st

from assistant.desk.current_reports import closed_cells
from assistant.figures import Figures
from assistant.findings import Finding
from assistant.ui.grid import picture
from assistant.ui.grid.entry import Refusal

_SCRIPTS = (
    "reading.js",
    "arithmetic.js",
    "clipboard.js",
    "drawing.js",
    "sending.js",
    "telling.js",
    "pasting.js",
    "grid.js",
    "changing.js",
    "showing.js",
    "moving.js",
    "keys.js",
    "mounting.js",
)


@dataclass(frozen=True)
class GridEvent:
    """What a person did in the table since the page last heard of it.

    `edits`: cell code → text as typed, "" for blank. `before`: what stood in those cells when they
    were typed into, so that a change made meanwhile by somebody else can be seen. `unlock`: cell
    code → reason given. `focus`: the cell that has the focus. `seq` grows with every edit.
    """

    edits: Mapping[str, str]
    seq: int
    focus: str = ""
    unlock: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, str] = field(default_factory=dict)


@dataclass
class _Heard:
    """What has arrived from one browser table, kept in the session under the table's key."""

    client: str = ""
    """The table in the browser that was heard last; one that was heard has the form."""
    seq: int = 0
    previous: int = 0
    payload: Mapping[str, Any] | None = None


def statutory_table(
    table: str,
    figures: Figures,
    *,
    key: str,
    last: Figures | None = None,
    locked: Collection[str] = (),
    findings: Sequence[Finding] = (),
    changed: Collection[str] = (),
    focus: str = "",
    closed: str = "",
    revision: int = 0,
    refused: Sequence[Refusal] = (),
    notes: Mapping[str, str] | None = None,
    cases: Mapping[str, Sequence[tuple[str, str]]] | None = None,
    on_event: Callable[[GridEvent], None] | None = None,
) -> GridEvent | None:
    """Draw table `T2`, `T3` or `T4` and return what was done in it, None if nothing.

    `key` must differ between reports: unsaved edits are kept in the browser under it. `focus` puts
    the focus on a cell, row or column code once. `closed` says why nothing is typed, empty if it may
    be. A new `revision` says the figures changed from outside. `refused` and `notes` (code → sentence)
    are shown on their cells.

    With `on_event` the event is handed over before the page's body runs (the page then reads figures
    that hold the edit already and needs no second run), and None is returned. It is called with the
    names of the run that drew the table, so it should read the figures afresh rather than keep them.
    Draw the table inside a fragment: an edit then redraws the table alone.
    """
    heard = _heard(key)
    data = {
        "key": key,
        "table": table,
        "revision": revision,
        "readOnly": bool(closed),
        "closed": {"report": closed, "computed": closed_cells.computed(), "locked": closed_cells.locked()},
        "focus": focus,
        "ack": {"client": heard.client, "seq": heard.seq},
        "edition": figures.edition,
        "form": None if heard.client else picture.form_of(table, figures.form),
        "values": picture.values_of(table, figures),
        "unreadable": {code: figures.unreadable[code] for code in picture.of_table(table, figures.unreadable)},
        "last": picture.values_of(table, last) if last else None,
        "locked": picture.of_table(table, locked),
        "changed": picture.of_table(table, changed),
        "findings": picture.findings_of(table, findings),
        "refused": {item.code: [item.raw, item.reason] for item in refused},
        "notes": dict(notes or {}),
        "cases": picture.cases_of(table, cases or {}),
    }

    def arrived() -> None:
        _listen(key)
        if on_event and (event := _take(key)):
            try:
                on_event(event)
            except Exception:
                not_saved(key)
                raise

    _component()(key=key, data=data, on_event_change=arrived)
    return None if on_event else _take(key)


def not_saved(key: str) -> None:
    """Say that the last event could not be saved: the browser keeps it, says so and sends it again."""
    heard = _heard(key)
    heard.seq = heard.previous


def _component() -> Callable[..., Any]:
    """The registered component; registering is once a process, the text is read once."""
    if not _mounted:
        folder = resources.files(__package__)
        _mounted.append(
            st.components.v2.component(
                "nianbao_statutory_table",
                html='<div data-role="grid"></div>',
                css=(folder / "grid.css").read_text("utf-8"),
                js="\n".join((folder / name).read_text("utf-8") for name in _SCRIPTS),
            )
        )
    return _mounted[0]


_mounted: list[Callable[..., Any]] = []


def _heard(key: str) -> _Heard:
    heard: _Heard = st.session_state.setdefault(f"{key}·heard", _Heard())
    return heard


def _listen(key: str) -> None:
    """Keep what the browser sent until the page takes it; a later message repeats all that is not acknowledged."""
    payload = (st.session_state.get(key) or {}).get("event")
    if isinstance(payload, Mapping):
        _heard(key).payload = payload


def _take(key: str) -> GridEvent | None:
    """The edits not yet taken, which are acknowledged with the next drawing."""
    heard = _heard(key)
    payload, heard.payload = heard.payload, None
    if payload is None:
        return None
    client = str(payload.get("client", ""))
    if client != heard.client:  # "" comes from a browser that has lost the form
        heard.client, heard.seq = client, 0
    fresh = [item for item in payload.get("items", ()) if int(item["seq"]) > heard.seq]
    if not fresh:
        return None
    heard.previous, heard.seq = heard.seq, max(int(item["seq"]) for item in fresh)
    edits = [item for item in fresh if item["kind"] == "edit"]
    return GridEvent(
        edits={str(item["code"]): str(item["raw"]) for item in edits},
        seq=heard.seq,
        focus=str(payload.get("focus", "")),
        unlock={str(item["code"]): str(item["raw"]) for item in fresh if item["kind"] == "unlock"},
        before={str(item["code"]): str(item.get("before", "")) for item in edits},
    )
