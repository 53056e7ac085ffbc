"""Proposed wording against the present text, change by change: each is taken or left, nothing is overwritten."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256

import streamlit as st

from assistant.draft import Change, apply, compare
from assistant.errors import Conflict, NianbaoError
from assistant.ui import session
from assistant.ui.markdown import as_it_stands
from assistant.ui.writing.wording_marks import change_html, changes_html, prose_html

_TAKE, _LEAVE = "采用", "不采用"


@dataclass(frozen=True)
class Comparison:
    """Another wording for a section beside the text it was compared with (`base`, as stored)."""

    report: str
    section: str
    base: str
    proposed: str
    way: str
    notice: str = ""

    @property
    def token(self) -> str:
        """Names the widgets of this comparison alone."""
        return sha256(f"{self.section}\n{self.base}\n{self.proposed}".encode()).hexdigest()[:8]


def _slot(report: str, section: str) -> str:
    return f"comparison:{report}:{section}"


def begin(comparison: Comparison) -> None:
    """Show a comparison in the editor's place."""
    session.put(_slot(comparison.report, comparison.section), comparison)


def current(report: str, section: str) -> Comparison | None:
    """The comparison under way in a section."""
    found: Comparison | None = session.get(_slot(report, section))
    return found


def end(comparison: Comparison) -> None:
    """Leave the comparison; the text stays as it is."""
    session.drop(_slot(comparison.report, comparison.section))


def show(comparison: Comparison, *, locked: list[str], on_adopted: Callable[[str, str], None]) -> None:
    """Draw the comparison; `on_adopted` is told the text before and after, once it is saved."""
    changes = compare(comparison.base, comparison.proposed, locked)
    with st.container(key="comparison"):
        if comparison.notice:
            st.warning(as_it_stands(comparison.notice))
        st.markdown(f"**对照**：{as_it_stands(comparison.way)}与现有文字。划去的是现有文字，下划线的是建议文字。")
        if not changes:
            st.info("建议文字与现有文字相同，没有需要采用的地方。")
        elif not comparison.base.strip():
            st.html(prose_html(comparison.proposed))
        else:
            st.html(changes_html(comparison.base, changes))
        if len(compare(comparison.base, comparison.proposed)) > len(changes):
            st.caption("已锁定的句子保持原文，不在可采用之列。")
        _buttons(comparison, changes, on_adopted)
        if comparison.base.strip():
            _choices(comparison, changes)


def _key(comparison: Comparison, change: Change) -> str:
    return f"take_{comparison.token}_{change.index}"


def _choices(comparison: Comparison, changes: list[Change]) -> None:
    for number, change in enumerate(changes, 1):
        with st.container(key=f"change_{number}", horizontal=True, vertical_alignment="center"):
            st.html(f'<div class="nb-change"><sup>{number}</sup>{change_html(change)}</div>')
            st.segmented_control(
                f"第 {number} 处",
                (_TAKE, _LEAVE),
                key=_key(comparison, change),
                label_visibility="collapsed",
                width="content",
            )


def _buttons(comparison: Comparison, changes: list[Change], on_adopted: Callable[[str, str], None]) -> None:
    every = {change.index for change in changes}
    taken = {change.index for change in changes if session.get(_key(comparison, change)) == _TAKE}
    chosen: set[int] = set()
    with st.container(key="comparison_bar", horizontal=True, vertical_alignment="center"):
        if not comparison.base.strip():
            if st.button("采用", key="take_all", type="primary", disabled=not every):
                chosen = every
        else:
            if st.button(f"采用选中的 {len(taken)} 处", key="take_chosen", type="primary", disabled=not taken):
                chosen = taken
            if st.button("全部采用", key="take_all", disabled=not every):
                chosen = every
        if st.button("不采用，留在备选" if comparison.notice else "取消", key="take_none"):
            end(comparison)
            st.rerun()
    if chosen:
        _adopt(comparison, apply(comparison.base, changes, chosen), on_adopted)
        st.rerun()


def _adopt(comparison: Comparison, text: str, on_adopted: Callable[[str, str], None]) -> None:
    desk, who = session.desk(), session.who()
    try:
        kept = desk.words.adopt(
            comparison.report, comparison.section, text, base=comparison.base, way=comparison.way, who=who
        )
    except Conflict as problem:
        # Somebody was faster: the same proposal is compared with what stands there now.
        stored = desk.reports.open(comparison.report).report.section(comparison.section)
        begin(replace(comparison, base=stored, notice=problem.message))
    except NianbaoError as problem:
        session.tell(problem.message, "error")
    else:
        end(comparison)
        on_adopted(comparison.base, kept)
