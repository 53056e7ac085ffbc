"""The file in hand: chosen, compared, what it has in a line; its changes and its comments stand below."""

from importlib import resources

import streamlit as st

from assistant.desk import Found, Work
from assistant.errors import NianbaoError
from assistant.ui import session, shell
from assistant.ui.edited import changes, comments
from assistant.ui.markdown import as_it_stands

_NOTES = 6
"""Sentences told one by one; the others fold."""


def show(work: Work, *, editable: bool, cells_first: bool = False) -> None:
    """Draw it all: the file to choose, then what it has otherwise; `cells_first` where the tables are the page's."""
    style = (resources.files("assistant.ui.edited") / "edited.css").read_text("utf-8")
    with st.container(key="edited"):
        st.html(f"<style>{style}</style>")
        shell.heading("读回 Word 修改稿")
        st.caption(
            "导出的 Word 文件用 Word 或 WPS 改过以后，在这里读回：与现在的内容逐处对照，采用哪几处由您决定；"
            "文件中的批注可以转为这份年报的批注。"
        )
        held = session.get(_slot(work))
        if held is None:
            _choose(work)
            return
        name, file = held
        try:
            found = session.desk().reading_back.compare(work.head.id, file)
        except NianbaoError as problem:
            st.error(as_it_stands(problem.message))
            _another(work)
            return
        listed = changes.listed(found, cells_first=cells_first)
        _told(name, found)
        with st.container(key="edited_bar", horizontal=True, vertical_alignment="center"):
            if listed and editable:
                changes.bar(work, found, listed)
            _another(work)
        if editable:
            changes.left_out(listed)
        changes.show(work, listed, editable=editable)
        comments.show(work, found)


def _slot(work: Work) -> str:
    return f"edited_file:{work.head.id}"


def _choose(work: Work) -> None:
    turn = int(session.get("edited_turn", 0))
    file = st.file_uploader("选择改过的文件", type=["docx"], key=f"edited_upload_{turn}")
    if file is None:
        return
    try:
        session.put(_slot(work), (file.name, session.desk().reading_back.read(file.name, file.getvalue())))
    except NianbaoError as problem:
        st.error(as_it_stands(problem.message))
        return
    session.put("edited_turn", turn + 1)
    st.rerun()


def _another(work: Work) -> None:
    if st.button("换一个文件", key="edited_another"):
        session.drop(_slot(work))
        changes.forget()
        st.rerun()


def _told(name: str, found: Found) -> None:
    """What the file has, in a line, and what could not be compared."""
    waiting = [one for one in found.comments if not one.kept]
    if found.is_empty:
        st.info(as_it_stands(f"“{name}”与现在的内容相同，没有需要采用的地方。"))
    else:
        texts = sum(len(some) for _, some in found.texts.values())
        said = f"“{name}”：表格有 {len(found.cells)} 处、文字有 {texts} 处与现在不同，批注有 {len(waiting)} 条待转。"
        st.markdown(as_it_stands(said))
    if found.notes:
        st.warning(as_it_stands("\n".join(found.notes[:_NOTES])))
    if rest := found.notes[_NOTES:]:
        with st.expander(f"还有 {len(rest)} 处说明"):
            st.markdown("\n".join(f"- {as_it_stands(note)}" for note in rest))
