"""审阅: the report as it will be printed, remarks in the margin, the way on, and what happened before."""

from importlib import resources

import streamlit as st

from assistant.desk import Work
from assistant.review import Act, Move, Role, State
from assistant.ui import session, shell
from assistant.ui.markdown import as_it_stands
from assistant.ui.paper import Selection, paper
from assistant.ui.review import history, news, remarks

_REMARKING = "remarking"
"""On small screens the form for a remark lies over the page while one is being written."""


def main() -> None:
    """Draw the page."""
    work = shell.open_page("审阅")
    style = (resources.files("assistant.ui.views") / "reviewing.css").read_text("utf-8")
    st.html(f"<style>{style}</style>")
    _bar(work)
    news.show(work)
    _remarking()
    left, right = st.columns([7, 3], gap="medium")
    with left:
        _paper(work)
    with right, st.container(key="margin"):
        remarks.show(work)
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
    origins = st.toggle("显示数字来源", key="origins", help="打开后，文字中的数字加底色，指向数字可以看到出处。")
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
        focus=str(session.get("paper_focus", "")),
        on_remark=_begin,
    )
    if session.get("remark_begun"):
        session.drop("remark_begun")
        st.rerun()


def _confirmed(work: Work) -> int:
    """Confirming a number changes where it comes from without changing the text."""
    return sum(entry.act == "确认数字" for entry in session.desk().reviewing.trail(work.head.id))


@st.cache_data(show_spinner=False, max_entries=20)
def _preview(report_id: str, saved_at: str, confirmed: int, *, origins: bool) -> str:
    """The preview of exactly this content: drawing it again costs a second for a long report."""
    del saved_at, confirmed
    return session.desk().publishing.preview(report_id, origins=origins)


# ---- the way on ------------------------------------------------------------------------------------


def _bar(work: Work) -> None:
    person = session.who()
    role = person.role
    moves = session.desk().reviewing.moves(work, role) if person.role_in(work.head.organ) else []
    with st.container(key="review_bar", horizontal=True, vertical_alignment="center"):
        if all(move.act is Act.WITHDRAW for move, _ in moves) or work.state is State.APPROVED:
            _waiting(work, role)
        obstacles: list[str] = []
        for move, blocked in moves:
            if move.act is Act.WITHDRAW:
                _withdraw(work, blocked)
                continue
            _move(work, move, blocked)
            obstacles += [sentence for sentence in blocked if sentence not in obstacles]
        _confidentiality(work)
        if session.allowed("comment", work.head.organ, work.state):
            st.button("批注", key="remark_open", on_click=session.put, args=(_REMARKING, True))
    for sentence in obstacles:
        with st.container(key=f"obstacle_{obstacles.index(sentence)}", horizontal=True, vertical_alignment="center"):
            st.markdown(f":orange[{as_it_stands(sentence)}]", width="content")
            if "校核" in sentence and st.button("去校核", key=f"obstacle_go_{obstacles.index(sentence)}"):
                shell.go("checking")
            if "填报" in sentence and st.button("去填写", key="obstacle_fill"):
                shell.go("figures_page")


def _waiting(work: Work, role: Role) -> None:
    if work.state is State.APPROVED:
        st.markdown("年报已经定稿。", width="content")
        if st.button("下一步：导出", key="next", type="primary"):
            shell.go("exporting")
    elif work.state.turn is not None:
        st.markdown(
            f"年报{work.state.label}，现在由{work.state.turn.label}办理；当前身份是{role.label}，可以阅读和批注。",
            width="content",
        )


def _move(work: Work, move: Move, blocked: list[str]) -> None:
    key = f"move_{move.act.value}"
    if move.needs_reason:
        with st.popover(move.act.label, key=key):
            reason = st.text_area(
                f"{move.act.label}的理由",
                key=f"reason_{move.act.value}",
                height=110,
                max_chars=500,
                placeholder="请写明需要修改的地方",
            )
            if st.button(f"确定{move.act.label}", key=f"{key}_confirm"):
                _act(work, move.act, reason or "")
        return
    label = f"下一步：{move.act.label}" if move.act is not Act.APPROVE else "通过"
    if st.button(label, key=key, type="primary", disabled=bool(blocked)):
        _act(work, move.act, "")


def _withdraw(work: Work, blocked: list[str]) -> None:
    """Taking back what was just sent; nothing once somebody has begun with it."""
    if not blocked and st.button("撤回", key="move_withdraw"):
        _act(work, Act.WITHDRAW, "")


def _act(work: Work, act: Act, reason: str) -> None:
    done = {
        Act.SUBMIT: "已送编辑审核。",
        Act.FORWARD: "已报领导审阅。",
        Act.APPROVE: "已通过，年报定稿，可以导出。",
        Act.RETURN: "已退回，理由会显示给对方。",
        Act.WITHDRAW: "已撤回，可以继续修改。",
        Act.REOPEN: "已撤回，由编辑继续修改。",
    }[act]
    shell.attempt(lambda: session.desk().reviewing.act(work.head.id, act, who=session.who(), reason=reason), done)
    st.rerun()


def _confidentiality(work: Work) -> None:
    signed = session.desk().judging.standing(work).confidentiality_signed
    if signed:
        by = as_it_stands(str(work.head.confidentiality.get("by", "")))
        st.markdown(f":green[已签署保密审查：{by}]", width="content")
    elif session.allowed("sign_confidentiality", work.head.organ, work.state):
        with st.popover("签署保密审查", key="confidentiality"):
            st.markdown("我已审阅全文和三张表，确认不含国家秘密、工作秘密和其他不宜公开的内容。")
            if st.button("签署", key="confidentiality_sign"):
                shell.attempt(
                    lambda: session.desk().reviewing.sign_confidentiality(work.head.id, who=session.who()),
                    "已签署。内容改动后需要重新签署。",
                )
                st.rerun()


if __name__ == "__main__":
    main()
