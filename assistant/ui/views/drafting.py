"""文字起草: the outline, the editor, and the assistant beside it."""

from importlib import resources

import streamlit as st

from assistant.desk import Work
from assistant.ui import session, shell
from assistant.ui.edited import edited_file
from assistant.ui.markdown import as_it_stands
from assistant.ui.writing import assistant_column, section_list, whole_conversation, writing_desk

_PANES = ("正文", "助手")


def main() -> None:
    """Draw the page."""
    work = shell.open_page("文字起草")
    section = section_list.chosen(work)
    reason = session.closed(work.head)
    if section in {section_list.WHOLE, section_list.EDITED}:
        _beside_sections(work, section, reason)
        return
    pane = _look(work, section, closed_because=reason)
    with st.container(key=f"drafting_{'text' if pane == _PANES[0] else 'assistant'}"):
        if reason:
            st.info(as_it_stands(reason))
        left, right = st.columns([7, 4], gap="medium")
        with left:
            writing_desk.show(work.head.id, section)
        with right:
            assistant_column.show(work.head.id, section, editable=not reason)


def _beside_sections(work: Work, place: str, reason: str) -> None:
    """The outline, and in the editor's and the assistant's place the whole report's conversation or an edited file."""
    _style()
    with st.container(key="drafting_whole"):
        if reason:
            st.info(as_it_stands(reason))
        left, right = st.columns([2, 9], gap="medium")
        with left:
            section_list.show(work, place)
        with right:
            if place == section_list.EDITED:
                edited_file.show(work, editable=not reason)
            else:
                whole_conversation.show(work.head.id, editable=not reason)


def _style() -> None:
    style = (resources.files("assistant.ui.views") / "drafting.css").read_text("utf-8")
    st.html(f"<style>{style}</style>")


def _look(work: Work, section: str, *, closed_because: str) -> str:
    """The page's style, and on narrow screens the choice between text and assistant.

    A section that is opened without a word in it shows the assistant: there is nothing to read, and all to say.
    """
    _style()
    here = f"{work.head.id}:{section}"
    opened = session.get("drafting_pane_of") != here
    session.put("drafting_pane_of", here)
    to_talk = not closed_because and not work.report.section(section).strip()
    first = (_PANES[1] if to_talk else _PANES[0]) if opened else session.get("drafting_pane") or _PANES[0]
    wanted = session.get("drafting_pane_wanted") or first
    session.drop("drafting_pane_wanted")
    session.put("drafting_pane", wanted)
    pane = st.segmented_control("显示", _PANES, required=True, key="drafting_pane", label_visibility="collapsed")
    return pane or _PANES[0]


if __name__ == "__main__":
    main()
