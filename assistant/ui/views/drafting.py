"""文字起草: the outline, the editor, and the assistant beside it."""

from importlib import resources

import streamlit as st

from assistant.desk import Work
from assistant.review import may_edit
from assistant.ui import session, shell
from assistant.ui.writing import assistant_column, section_list, writing_desk

_PANES = ("正文", "助手")


def main() -> None:
    """Draw the page."""
    work = shell.open_page("文字起草")
    section = section_list.chosen(work)
    pane = _look()
    editable = may_edit(work.state, session.who().role)
    with st.container(key=f"drafting_{'text' if pane == _PANES[0] else 'assistant'}"):
        if not editable:
            _not_yours(work)
        left, right = st.columns([7, 4], gap="medium")
        with left:
            writing_desk.show(work.head.id, section)
        with right:
            assistant_column.show(work.head.id, section, editable=editable)


def _look() -> str:
    """The page's style, and on narrow screens the choice between text and assistant."""
    style = (resources.files("assistant.ui.views") / "drafting.css").read_text("utf-8")
    st.html(f"<style>{style}</style>")
    wanted = session.get("drafting_pane_wanted") or session.get("drafting_pane") or _PANES[0]
    session.drop("drafting_pane_wanted")
    session.put("drafting_pane", wanted)
    pane = st.segmented_control("显示", _PANES, required=True, key="drafting_pane", label_visibility="collapsed")
    return pane or _PANES[0]


def _not_yours(work: Work) -> None:
    turn = f"，现在由{work.state.turn.label}处理" if work.state.turn else ""
    st.info(f"年报{work.state.label}{turn}。当前身份是{session.who().role.label}，这里只能查看。")


if __name__ == "__main__":
    main()
