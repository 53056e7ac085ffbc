"""Mounting the text editor on a page, and what was typed as it comes back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from assistant.sources.naming.verdicts import Bound

_HTML = """
<div class="sheet">
<div data-role="mirror" aria-hidden="true"></div><textarea lang="zh-CN" spellcheck="false"></textarea>
</div>
<div class="foot"><span data-role="status" role="status"></span><span data-role="count"></span></div>
<div data-role="chips"></div>
"""

_SCRIPTS = ("keeping.js", "marks.js", "editor.js", "mounting.js")


@dataclass(frozen=True)
class Edit:
    """What a person typed, and the stored text the typing started from."""

    text: str
    base: str


@dataclass
class _Heard:
    """What was last taken from one browser's editor, kept in the session under the editor's key."""

    client: str = ""
    seq: int = 0
    raw: str = ""


def text_editor(
    text: str,
    *,
    key: str,
    label: str,
    bind: "Callable[[str], list[Bound]]",
    on_edit: Callable[[Edit], bool],
    locked: Sequence[str] = (),
    saved: str = "",
    placeholder: str = "",
    read_only: bool = False,
    focus: str = "",
) -> None:
    """Draw the editor with the stored `text`.

    `on_edit` is called before the page's body runs; while it returns False the browser keeps the edit and
    sends it again. `bind` says where the numbers of a text come from. `focus` ("12-15") selects a span once.
    """
    heard = _heard(key)
    # What stands in the field may have blank lines that are not stored: the marks belong to the field.
    shown = heard.raw if heard.raw.split() == text.split() else text

    def arrived() -> None:
        payload = (st.session_state.get(key) or {}).get("event")
        if isinstance(payload, Mapping):
            _take(heard, payload, on_edit)

    _component()(
        key=key,
        data={
            "key": key,
            "label": label,
            "text": text,
            "shown": shown,
            "ack": {"client": heard.client, "seq": heard.seq},
            "numbers": [[item.number.start, item.number.end, item.status, item.explain] for item in bind(shown)],
            "locked": list(locked),
            "saved": saved,
            "placeholder": placeholder,
            "readOnly": read_only,
            "focus": focus,
        },
        on_event_change=arrived,
    )


def _take(heard: _Heard, payload: Mapping[str, Any], on_edit: Callable[[Edit], bool]) -> None:
    client, seq = str(payload.get("client", "")), int(payload.get("seq", 0))
    if client == heard.client and seq <= heard.seq:
        return
    text = str(payload.get("text", ""))
    if on_edit(Edit(text, str(payload.get("base", "")))):
        heard.client, heard.seq, heard.raw = client, seq, text


def _heard(key: str) -> _Heard:
    heard: _Heard = st.session_state.setdefault(f"{key}·heard", _Heard())
    return heard


def _component() -> Callable[..., Any]:
    """The registered component; registering is once a process."""
    if not _mounted:
        folder = resources.files(__package__)
        _mounted.append(
            st.components.v2.component(
                "nianbao_text_editor",
                html=_HTML,
                css=(folder / "editor.css").read_text("utf-8"),
                js="\n".join((folder / name).read_text("utf-8") for name in _SCRIPTS),
            )
        )
    return _mounted[0]


_mounted: list[Callable[..., Any]] = []
