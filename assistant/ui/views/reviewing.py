"""审阅: the report as it will be printed or in its 送审包, remarks in the margin, the way on, and what was before."""

from importlib import resources

import streamlit as st

from assistant.desk import Work
from assistant.ui import session, shell
from assistant.ui.paper import Selection, paper
from assistant.ui.review import history, marks, news, packet, remarks, way_on

_REMARKING = "remarking"
"""On small screens the form for a remark lies over the page while one is being written."""


def main() -> None:
    """Draw the page."""
    work = shell.open_page("审阅")
    style = (resources.files("assistant.ui.views") / "reviewing.css").read_text("utf-8")
    st.html(f"<style>{style}</style>")
    if packet.wanted():
        packet.show(work)
        return
    way_on.show(work, on_remark=lambda: session.put(_REMARKING, value=True))
    news.show(work)
    _remarking()
    left, right = st.columns([7, 3], gap="medium")
    with left:
        _paper(work)
    with right, st.container(key="margin"):
        remarks.show(work)
        marks.show(work)
        history.show(work)


def _remarking() -> None:
    if session.get("remark_clear"):  # the remark is kept
        session.drop(_REMARKING)
    # One container in either case: the paper below would be drawn anew if its place among the others changed.
    with st.container(key="remarking" if session.get(_REMARKING) else "remarking_not"):
        if session.get(_REMARKING):
            st.button("收起", key="remark_close", on_click=session.drop, args=(_REMARKING,))


def _begin(selection: Selection) -> None:
    remarks.begin(selection)
    session.put(_REMARKING, value=True)


@st.fragment
@shell.failures_in_words()
def _paper(work: Work) -> None:
    with st.container(key="paper_bar", horizontal=True, vertical_alignment="center"):
        origins = st.toggle("显示数字来源", key="origins", help="打开后，文字中的数字加底色，指向数字可以看到出处。")
        if st.button("送审包", key="packet_open"):
            packet.open_it()
            st.rerun()
    report_id = work.head.id
    html = _preview(report_id, str(work.head.saved_at), _confirmed(work), origins=bool(origins))
    paper(
        html,
        key=f"paper_{report_id}",
        remarks=[
            Selection(one.anchor.place, one.anchor.words)
            for one in session.desk().reviewing.remarks(work)
            if not one.comment.resolved
        ],
        marks=marks.places(work),
        may_mark=session.allowed("mark", work.head.organ, work.state),
        focus=str(session.get("paper_focus", "")),
        on_remark=_begin,
        on_mark=lambda selection: marks.take(work, selection),
    )
    for arrived in ("remark_begun", "mark_taken"):
        if session.get(arrived):
            session.drop(arrived)
            st.rerun()


def _confirmed(work: Work) -> int:
    """Confirming a number changes where it comes from without changing the text."""
    return sum(entry.act == "确认数字" for entry in session.desk().reviewing.trail(work.head.id))


@st.cache_data(show_spinner=False, max_entries=20)
def _preview(report_id: str, saved_at: str, confirmed: int, *, origins: bool) -> str:
    """The preview of exactly this content: drawing it again costs a second for a long report."""
    del saved_at, confirmed
    return session.desk().publishing.preview(report_id, origins=origins)


if __name__ == "__main__":
    main()
