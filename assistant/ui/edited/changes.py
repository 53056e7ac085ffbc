"""The changes of an edited file: listed, each taken or left; those that are not careful all at once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import streamlit as st

from assistant.desk import CellEdit, Found, TextEdit, Work
from assistant.errors import NianbaoError
from assistant.ui import session
from assistant.ui.edited import edits
from assistant.ui.writing import section_list

SHOWN = 60
"""Changes listed at once: those behind them come when these are dealt with. More than a page of text has sentences."""
_TAKE, _LEAVE = "采用", "不采用"
_KEY = "edited_take_"


@dataclass(frozen=True)
class Listed:
    """A change in the list: its widget's name, whether it may be taken, and whether it is among all."""

    key: str
    edit: CellEdit | TextEdit
    section: str = ""

    @property
    def takeable(self) -> bool:
        """Whether it is a change of what people type."""
        return isinstance(self.edit, TextEdit) or not self.edit.closed


def listed(found: Found, *, cells_first: bool) -> list[Listed]:
    """The changes in the order of the page, each with a name of its own that it keeps while others are taken."""
    met: Counter[str] = Counter()

    def named(*of: object) -> str:
        name = sha256("\n".join(str(one) for one in of).encode()).hexdigest()[:10]
        met[name] += 1
        return f"{_KEY}{name}_{met[name]}"

    cells = [Listed(named(edit.code, edit.now, edit.file), edit) for edit in found.cells]
    texts = [
        Listed(named(section, edit.fitted.change.before, edit.fitted.change.after, edit.fitted.within), edit, section)
        for section, (_, some) in found.texts.items()
        for edit in some
    ]
    return [*cells, *texts] if cells_first else [*texts, *cells]


def forget() -> None:
    """Forget what was ticked."""
    session.drop_all(_KEY)


def bar(work: Work, found: Found, some: Sequence[Listed]) -> None:
    """The buttons that take what was chosen, or all."""
    shown = some[:SHOWN]
    chosen = [one for one in shown if one.takeable and session.get(one.key) == _TAKE]
    every = [one for one in shown if one.takeable and not one.edit.careful and session.get(one.key) != _LEAVE]
    taken: Sequence[Listed] = ()
    if st.button(f"采用选中的 {len(chosen)} 处", key="edited_chosen", type="primary", disabled=not chosen):
        taken = chosen
    if st.button(f"全部采用（{len(every)} 处）", key="edited_all", disabled=not every):
        taken = every
    if taken:
        _take(work, found, taken)
        st.rerun()


def left_out(some: Sequence[Listed]) -> None:
    """Say how many are not taken with all."""
    left = [one for one in some[:SHOWN] if one.takeable and one.edit.careful]
    if left:
        st.caption(f"其中 {len(left)} 处有冲突或者要清空数字，不在“全部采用”之列，请逐处决定。")


def _take(work: Work, found: Found, taken: Sequence[Listed]) -> None:
    """Take the changes by the usual ways to edit; what was refused is told, the rest is in."""
    desk, who, done = session.desk().reading_back, session.who(), 0
    cells = [one.edit for one in taken if isinstance(one.edit, CellEdit)]
    try:
        if cells:
            refused = desk.take_cells(work.head.id, cells, who=who).refused
            for sentence in refused.values():
                session.tell(sentence, "warning")
            done += len(cells) - len(refused)
        for section in dict.fromkeys(one.section for one in taken if one.section):
            chosen = [
                one.edit.fitted.change.index
                for one in taken
                if isinstance(one.edit, TextEdit) and one.section == section
            ]
            desk.take_text(work.head.id, found, section, chosen, who=who)
            done += len(chosen)
    except NianbaoError as problem:
        session.tell(problem.message, "error")
    if done:
        session.tell(f"已采用 {done} 处。")


def show(work: Work, some: Sequence[Listed], *, editable: bool) -> None:
    """Draw the changes, under the section each is in."""
    group = ""
    form = work.report.form
    for number, one in enumerate(some[:SHOWN], 1):
        title = section_list.title_of(one.section, form) if one.section else "表格"
        if title != group:
            st.html(f'<h3 class="nb-heading">{title}</h3>')
            group = title
        with st.container(key=f"edit_{number}", horizontal=True, vertical_alignment="center"):
            st.html(edits.text_html(one.edit) if isinstance(one.edit, TextEdit) else edits.cell_html(one.edit, form))
            if editable and one.takeable:
                st.segmented_control(
                    f"第 {number} 处", (_TAKE, _LEAVE), key=one.key, label_visibility="collapsed", width="content"
                )
    if rest := some[SHOWN:]:
        st.caption(f"还有 {len(rest)} 处没有列出，上面的处理以后接着列出。")
