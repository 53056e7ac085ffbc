"""The comments of an edited file: each made a remark of the report, or all."""

from collections.abc import Iterable

import streamlit as st

from assistant.desk import CommentFound, Found, Work
from assistant.ui import session, shell
from assistant.ui.edited import edits

_SHOWN = 60
"""Comments listed at once: the others can be made remarks with all, and are read there."""


def show(work: Work, found: Found) -> None:
    """Draw them."""
    if not found.comments:
        return
    st.html('<h3 class="nb-heading">批注</h3>')
    waiting = [one for one in found.comments if not one.kept]
    allowed = session.allowed("comment", work.head.organ, work.state)
    if allowed and len(waiting) > 1 and st.button(f"全部转为批注（{len(waiting)} 条）", key="edited_comments"):
        _remark(work, waiting)
    for number, one in enumerate(found.comments[:_SHOWN], 1):
        with st.container(key=f"edit_comment_{number}", horizontal=True, vertical_alignment="center"):
            st.html(edits.comment_html(one, work.report.form.cell_name(one.place)))
            if one.kept:
                st.html('<span class="nb-quiet">已转为批注</span>')
            elif allowed and st.button("转为批注", key=f"edited_comment_{number}"):
                _remark(work, [one])
    if len(found.comments) > _SHOWN:
        st.caption(f"另有 {len(found.comments) - _SHOWN} 条批注没有列出，可以全部转为批注，在“审阅”中查看。")


def _remark(work: Work, some: Iterable[CommentFound]) -> None:
    """Make remarks of comments."""

    def make() -> None:
        for one in some:
            session.desk().reading_back.take_comment(work.head.id, one, who=session.who())

    shell.attempt(make, "已转为批注，在“审阅”中可以看到。")
    st.rerun()
