"""Mounting the paper on a page, and the words selected on it for a remark."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import streamlit as st

_SCRIPTS = ("pages.js", "reading.js", "paper.js")
_HTML = """
<div class="nb-reader" data-role="paper">
<div class="nb-reader-bar">
<button type="button" data-role="smaller">缩小</button><span data-role="percent"></span>
<button type="button" data-role="larger">放大</button><button type="button" data-role="whole">适合宽度</button>
<span data-role="pages"></span>
</div>
<div class="nb-reader-desk" data-role="desk" tabindex="0" aria-label="年报预览"></div>
<div data-role="offered" hidden><button type="button" data-role="remark">批注选中的内容</button
><button type="button" data-role="keep">标记，稍后再看</button></div>
</div>
"""


@dataclass(frozen=True)
class Selection:
    """Words on the paper, selected or remarked on: the section or cell they stand in, and the words."""

    place: str
    quote: str


def paper(
    html: str,
    *,
    key: str,
    remarks: Sequence[Selection] = (),
    marks: Sequence[Selection] = (),
    may_remark: bool = True,
    may_mark: bool = False,
    focus: str = "",
    on_remark: Callable[[Selection], None],
    on_mark: Callable[[Selection], None] | None = None,
) -> None:
    """Draw the preview `html` (whose text is escaped) page by page.

    `remarks` and the person's own `marks` are shown at their places. `focus` ("place#n") scrolls to a place once for
    every new n. `on_remark` and `on_mark` are called before the page's body runs.
    """

    def arrived(name: str, do: Callable[[Selection], None]) -> None:
        payload = (st.session_state.get(key) or {}).get(name)
        if isinstance(payload, Mapping):
            do(Selection(str(payload.get("place", "")), str(payload.get("quote", ""))))

    _component()(
        key=key,
        data={
            "html": html,
            "remarks": [{"place": item.place, "quote": item.quote} for item in remarks],
            "marks": [{"place": item.place, "quote": item.quote} for item in marks],
            "mayRemark": may_remark,
            "mayMark": may_mark and on_mark is not None,
            "focus": focus,
        },
        on_remark_change=lambda: arrived("remark", on_remark),
        on_mark_change=lambda: arrived("mark", on_mark or (lambda _: None)),
    )


def _component() -> Callable[..., Any]:
    """The registered component; registering is once a process. Selection needs the page's own document."""
    if not _mounted:
        folder = resources.files(__package__)
        _mounted.append(
            st.components.v2.component(
                "nianbao_paper",
                html=_HTML,
                css=(folder / "paper.css").read_text("utf-8"),
                js="\n".join((folder / name).read_text("utf-8") for name in _SCRIPTS),
                isolate_styles=False,
            )
        )
    return _mounted[0]


_mounted: list[Callable[..., Any]] = []
