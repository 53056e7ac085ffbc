"""The margin of the paper: remarks by place, a new one, and whether it was dealt with."""

import streamlit as st

from assistant.desk import Work
from assistant.form import Form
from assistant.store import Comment
from assistant.ui import session, shell
from assistant.ui.markdown import as_it_stands
from assistant.ui.paper import Selection
from assistant.ui.review import finding_places
from assistant.ui.writing import section_list


def begin(selection: Selection) -> None:
    """Take the words selected on the paper into the form for a new remark."""
    session.put("remark_place", selection.place)
    session.put("remark_quote", selection.quote)
    session.put("remark_begun", True)


def show(work: Work) -> None:
    """Draw the remarks and the form for a new one."""
    form = work.report.form
    comments = session.desk().reviewing.comments(work.head.id)
    waiting = [item for item in comments if not item.resolved]
    st.html(f'<h2 class="nb-heading">批注{f"（{len(waiting)} 条待处理）" if waiting else ""}</h2>')
    _form(work)
    for item in sorted(waiting, key=lambda item: _order(item.place, form)):
        _remark(item, form)
    done = [item for item in comments if item.resolved]
    if done:
        with st.expander(f"已处理的批注（{len(done)}）", key="remarks_done"):
            for item in done:
                _remark(item, form)


def _places(extra: str, form: Form) -> list[str]:
    """Sections and tables in printed order, with the cell or heading that was selected."""
    listed = [part.id for part in form.parts if part.kind != "heading"]
    return listed if not extra or extra in listed else [extra, *listed]


def _name(place: str, form: Form) -> str:
    parts = {part.id for part in form.parts}
    return section_list.title_of(place, form) if place in parts else finding_places.name(place, form) or place


def _order(place: str, form: Form) -> int:
    listed = [part.id for part in form.parts]
    table = place.partition(".")[0]
    return listed.index(place) if place in listed else listed.index(table) if table in listed else len(listed)


def _form(work: Work) -> None:
    if session.get("remark_clear"):
        session.drop("remark_clear")
        session.put("remark_text", "")
        session.put("remark_quote", "")
    with st.container(key="remark_form", border=True):
        options = _places(str(session.get("remark_place", "")), work.report.form)
        place = st.selectbox(
            "批注的位置",
            options,
            format_func=lambda place: _name(place, work.report.form),
            key="remark_place",
        )
        quote = st.text_input("引用的文字", key="remark_quote", placeholder="可在左侧选中文字带入", max_chars=120)
        text = st.text_area("意见", key="remark_text", height=80, max_chars=500, placeholder="请写意见")
        if st.button("添加批注", key="remark_add"):
            if shell.attempt(
                lambda: session.desk().reviewing.comment(
                    work.head.id, str(place), text or "", who=session.who(), quote=quote or ""
                ),
                "批注已保存。",
            ):
                session.put("remark_clear", True)
            st.rerun()


def _remark(item: Comment, form: Form) -> None:
    with st.container(key=f"remark_{item.id}", border=True, gap="small"):
        when = item.made_at.astimezone().strftime("%m月%d日 %H:%M")
        st.markdown(f"**{as_it_stands(_name(item.place, form))}**")
        if item.quote:
            st.markdown(f"> {as_it_stands(item.quote)}")
        st.text(item.text)
        st.caption(as_it_stands(f"{item.actor} {when}"))
        with st.container(horizontal=True, gap="small"):
            if st.button("看位置", key=f"remark_show_{item.id}"):
                times = int(str(session.get("paper_focus", "#0")).rpartition("#")[2]) + 1
                session.put("paper_focus", f"{item.place}#{times}")
                st.rerun()
            if st.button("重新打开" if item.resolved else "已处理", key=f"remark_resolve_{item.id}"):
                shell.attempt(
                    lambda: session.desk().reviewing.resolve(item.id, who=session.who(), resolved=not item.resolved)
                )
                st.rerun()
