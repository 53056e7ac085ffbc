"""Mounting the original beside what was read of it; page pictures are sent one at a time, when they are looked at."""

import base64
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from importlib import resources
from typing import Any

import streamlit as st

from assistant.desk import HeldBeside
from assistant.errors import NianbaoError
from assistant.ui import session
from assistant.ui.beside.told import original_of, row_of, section_of, tables_of

_SCRIPTS = ("original.js", "cells.js", "texts.js", "beside.js", "mounting.js")
_WIDTH = 1400
"""Pixels a page is drawn wide: digits stay sharp at twice the width it is shown at, in some 300 KB."""
_HTML = """
<div class="nb-beside" data-role="beside">
<section class="nb-beside-left" aria-label="原件">
<div class="nb-beside-bar" data-role="bar">
<button type="button" data-role="before">上一页</button><span data-role="which"></span>
<button type="button" data-role="after">下一页</button>
<button type="button" data-role="smaller">缩小</button><button type="button" data-role="larger">放大</button>
</div>
<div class="nb-beside-original" data-role="original" tabindex="0" role="region" aria-label="原件内容"></div>
</section>
<section class="nb-beside-right" aria-label="读到的内容">
<div class="nb-beside-bar">
<button type="button" data-role="to-cells">表格数字</button><button type="button" data-role="to-texts">文字</button>
<span data-role="counts" role="status"></span><label><input type="checkbox" data-role="filter"> 只看存疑</label>
</div>
<div class="nb-beside-cells" data-role="cells" tabindex="0" role="region" aria-label="单元格"></div>
<div class="nb-beside-texts" data-role="texts" tabindex="0" role="region" aria-label="各部分文字"></div>
</section>
</div>
"""


@st.fragment
def beside(archive_id: str) -> None:
    """Draw the part for an archived report; what is corrected is saved at once."""
    key = f"beside_{archive_id}"
    if session.get(f"{key}_changed"):
        session.drop(f"{key}_changed")
        st.rerun()  # what is said of the report around the part is of the corrected one
    held = session.desk().beside.look(archive_id)
    page = int(session.get(f"{key}_page", _first_page(held)))

    def payload(name: str) -> Mapping[str, Any]:
        sent = (st.session_state.get(key) or {}).get(name)
        return sent if isinstance(sent, Mapping) else {}

    def turned() -> None:
        if wanted := payload("page"):
            session.put(f"{key}_page", max(1, min(held.pages, int(wanted["page"]))))

    def corrected() -> None:
        if sent := payload("correct"):
            session.put(f"{key}_changed", True)
            session.put(f"{key}_told", {"n": sent["n"], "message": _correct(archive_id, sent)})

    _component()(
        key=key,
        data={
            "archive": archive_id,
            "tables": tables_of(held.form),
            "cells": [row_of(cell, held.form) for cell in held.cells],
            "sections": [section_of(section) for section in held.sections],
            "blocks": [] if held.pages else original_of(held.blocks),
            "pages": held.pages,
            "picture": _picture(archive_id, page, f"{key}_picture") if held.pages else None,
            "told": session.get(f"{key}_told"),
            "mayCorrect": session.allowed("archive_correct"),
        },
        on_page_change=turned,
        on_correct_change=corrected,
    )


def _first_page(held: HeldBeside) -> int:
    """The page of the first cell to look at, or of the first there is."""
    pages = [(cell.doubtful, cell.spot.place.page) for cell in held.cells if cell.spot and cell.spot.place]
    return next((page for doubtful, page in pages if doubtful), pages[0][1] if pages else 1)


def _picture(archive_id: str, page: int, slot: str) -> dict[str, Any]:
    """The page as the browser shows it; the last one is kept, so that saving a cell draws nothing anew."""
    kept = session.get(slot)
    if kept is None or kept["page"] != page:
        try:
            drawn = session.desk().beside.page(archive_id, page, _WIDTH)
            kept = {"page": page, "src": f"data:image/png;base64,{base64.b64encode(drawn).decode()}", "problem": ""}
        except NianbaoError as problem:
            kept = {"page": page, "src": "", "problem": problem.message}
        session.put(slot, kept)
    return dict(kept)


def _correct(archive_id: str, sent: Mapping[str, Any]) -> str:
    """Save what was corrected; why it could not be saved, empty if it was."""
    desk, who = session.desk().beside, session.who()
    code, text, base = str(sent["code"]), str(sent["text"]), str(sent["base"])
    try:
        if sent["what"] == "section":
            desk.correct_section(archive_id, code, text, base=base, who=who)
        elif sent["what"] == "move":
            desk.move_paragraph(archive_id, code, int(sent["paragraph"]), str(sent["target"]), base=base, who=who)
        else:
            desk.correct_cell(archive_id, code, text, base=Decimal(base) if base else None, who=who)
    except InvalidOperation:
        return "没有保存，请刷新页面后再试。"
    except NianbaoError as problem:
        return problem.message
    return ""


def _component() -> Callable[..., Any]:
    """The registered component; registering is once a process."""
    if not _mounted:
        folder = resources.files(__package__)
        _mounted.append(
            st.components.v2.component(
                "nianbao_beside",
                html=_HTML,
                css=(folder / "beside.css").read_text("utf-8"),
                js="\n".join((folder / name).read_text("utf-8") for name in _SCRIPTS),
                isolate_styles=False,
            )
        )
    return _mounted[0]


_mounted: list[Callable[..., Any]] = []
