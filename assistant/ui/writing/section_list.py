"""The outline beside the editor: every section in printed order, with what is already there."""

import streamlit as st

from assistant.desk import Work
from assistant.form import Form, Part, section_name
from assistant.ui import session


def is_open(text: str) -> bool:
    """Whether a section still wants words."""
    return not text.strip() or "【待" in text


def state_of(text: str) -> str:
    """空, 有待填, or how much is written."""
    if not text.strip():
        return "空"
    if "【待" in text:
        return f"有待填 {text.count('【待')} 处"
    return f"已写 {len(''.join(text.split()))} 字"


WHOLE = "whole"
"""The whole report, in the address bar and in the outline."""
EDITED = "edited"
"""An edited Word file in place of a section."""


def chosen(work: Work) -> str:
    """The section in the address bar, else the one shown last, else the first that still wants words.

    Where nothing is written yet it is the whole report.
    """
    narrative = work.report.form.narrative
    slot = f"section:{work.head.id}"
    # Remembered beside the address bar: what is written into it on arrival would be a step the way back can't pass.
    wanted = session.place("section") or session.get(slot, "")
    known = {*narrative, WHOLE, EDITED}
    if wanted not in known and not any(_text(work, item).strip() for item in narrative[1:]):
        wanted = WHOLE
    if wanted not in known:
        open_ones = (item for item in narrative if is_open(_text(work, item)) and item != "overview")
        wanted = next(open_ones, narrative[0])
    session.put(slot, wanted)
    return str(wanted)


def following(work: Work, section: str) -> str | None:
    """The next section that still wants words, going round once; None when all are written."""
    narrative = work.report.form.narrative
    at = narrative.index(section) + 1
    ring = [item for item in (*narrative[at:], *narrative[: at - 1]) if item != "overview"]
    return next((item for item in ring if is_open(_text(work, item))), None)


def title_of(section: str, form: Form) -> str:
    """The printed title, 导语 for the preamble."""
    return form.part(section).title or section_name(form, section)


def _text(work: Work, section: str) -> str:
    return work.report.section(section)


def open_section(section: str) -> None:
    """Go on to a section; a span shown in the one before is left behind."""
    session.drop_place("span")
    session.set_place("section", section)
    st.rerun()


def show(work: Work, section: str) -> None:
    """Draw the outline; choosing a section opens it and puts it into the address bar."""
    with st.container(key="outline", gap=None):
        _beside_sections(WHOLE, section)
        _beside_sections(EDITED, section)
        for part in work.report.form.parts:
            if part.kind == "text":
                _line(work, part, chosen_now=part.id == section)
            elif part.kind == "heading":
                st.html(f'<div class="nb-outline-part">{part.title}</div>')


def _beside_sections(place: str, chosen_now: str) -> None:
    label = "全文  \n:gray[问答和起草]" if place == WHOLE else "读回修改稿  \n:gray[逐处采用]"
    now = "now" if chosen_now == place else "at"
    with st.container(key=f"outline_{now}_{place}", gap=None):
        if st.button(label, key=f"outline_{place}", type="tertiary", width="stretch"):
            open_section(place)


def _line(work: Work, part: Part, *, chosen_now: bool) -> None:
    text = _text(work, part.id)
    state = state_of(text)
    if part.id == "overview" and not text.strip():
        state = "可不写"
    colour = "orange" if "待填" in state else "gray"
    name = part.id.replace(".", "-")
    with st.container(key=f"outline_now_{name}" if chosen_now else f"outline_at_{name}", gap=None):
        title = title_of(part.id, work.report.form)
        if st.button(f"{title}  \n:{colour}[{state}]", key=f"outline_{name}", type="tertiary", width="stretch"):
            open_section(part.id)
