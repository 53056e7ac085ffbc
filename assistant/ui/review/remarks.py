"""The margin of the paper: remarks by place, a new one, and whether it was dealt with."""

from html import escape

import streamlit as st

from assistant.desk import Work
from assistant.desk.reviewing import Remark
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


def look_at(place: str) -> None:
    """Have the paper scroll to a place."""
    times = int(str(session.get("paper_focus", "#0")).rpartition("#")[2]) + 1
    session.put("paper_focus", f"{place}#{times}")


def show(work: Work) -> None:
    """Draw the remarks and the form for a new one."""
    form = work.report.form
    found = session.desk().reviewing.remarks(work)
    waiting = [item for item in found if not item.comment.resolved]
    st.html(f'<h2 class="nb-heading">批注{f"（{len(waiting)} 条待处理）" if waiting else ""}</h2>')
    if session.allowed("comment", work.head.organ, work.state):
        _form(work)
    for item in sorted(waiting, key=lambda item: _order(item.anchor.place, form)):
        _remark(item, work)
    done = [item for item in found if item.comment.resolved]
    if done:
        with st.expander(f"已处理的批注（{len(done)}）", key="remarks_done"):
            for item in done:
                _remark(item, work)


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


def _remark(item: Remark, work: Work) -> None:
    comment, form = item.comment, work.report.form
    with st.container(key=f"remark_{comment.id}", border=True, gap="small"):
        st.markdown(f"**{as_it_stands(_name(item.anchor.place, form))}**")
        _quoted(item)
        st.text(comment.text)
        st.caption(as_it_stands(f"{comment.actor} {_when(comment)}"))
        for answer in item.answers:
            st.html(
                f"<div class='nb-answer'>{escape(answer.text)}<br>"
                f"<span class='nb-quiet'>{escape(answer.actor)} {_when(answer)}</span></div>"
            )
        with st.container(horizontal=True, gap="small"):
            _ways(item, work)


def _quoted(item: Remark) -> None:
    """The words a remark is about, as they were and, where they were changed since, as they are."""
    if not item.comment.quote:
        return
    st.html(f"<blockquote class='nb-quote'>{escape(item.comment.quote)}</blockquote>")
    if item.anchor.gone:
        st.caption("这句话现在已经删去。")
    elif item.anchor.changed:
        st.caption(as_it_stands(f"这句话现在是：{item.anchor.words}"))


def _ways(item: Remark, work: Work) -> None:
    comment, reviewing = item.comment, session.desk().reviewing
    if st.button("看位置", key=f"remark_show_{comment.id}"):
        look_at(item.anchor.place)
        st.rerun()
    if session.allowed("comment", work.head.organ, work.state):
        with st.popover("回复", key=f"remark_reply_{comment.id}"):
            text = st.text_area(
                "回复", key=f"reply_{comment.id}", height=80, max_chars=500, label_visibility="collapsed"
            )
            if st.button("回复", key=f"reply_send_{comment.id}"):
                if shell.attempt(lambda: reviewing.reply(comment.id, text or "", who=session.who()), "回复已保存。"):
                    session.drop(f"reply_{comment.id}")
                st.rerun()
    if session.allowed("resolve_comment", work.head.organ, work.state) and st.button(
        "重新打开" if comment.resolved else "已处理", key=f"remark_resolve_{comment.id}"
    ):
        shell.attempt(lambda: reviewing.resolve(comment.id, who=session.who(), resolved=not comment.resolved))
        st.rerun()


def _when(comment: Comment) -> str:
    return comment.made_at.astimezone().strftime("%m月%d日 %H:%M")
