"""The bar of 审阅: the steps a report goes through, what is signed, and the moves of whoever is at the desk."""

from collections.abc import Callable, Mapping, Sequence
from html import escape

import streamlit as st

from assistant.desk import Work
from assistant.review import Act, Move, Role, Route, Sign, State
from assistant.ui import session, shell
from assistant.ui.markdown import as_it_stands

_DECLARED = {
    Sign.FIGURES: "我已对照台账和原始记录核对三张表和补充指标，数据真实、准确、完整。",
    Sign.CONFIDENTIALITY: "我已审阅全文和三张表，确认不含国家秘密、工作秘密和其他不宜公开的内容。",
}
"""What is declared by signing."""


def show(work: Work, *, on_remark: Callable[[], None]) -> None:
    """The steps in a line, the bar, and what stands in the way under it."""
    route = session.desk().steps.route(work.head)
    ways = session.desk().moving.moves(work, session.who())
    st.html(_steps(route, session.desk().steps.signatures(work)))
    obstacles: list[str] = []
    with st.container(key="review_bar", horizontal=True, vertical_alignment="center"):
        if all(move.act is Act.WITHDRAW for move, _ in ways) or work.state is State.APPROVED:
            _waiting(route, session.who().role)
        for move, blocked in ways:
            if move.onward:
                _onward(work, move, blocked)
                obstacles += blocked
            elif move.act is Act.REOPEN:
                _back(work, [move])
            elif move.act is Act.WITHDRAW and not blocked:
                _withdraw(work)
        if returns := [move for move, _ in ways if move.act is Act.RETURN]:
            _back(work, returns)
        _signing(work)
        _reminding(work)
        if session.allowed("comment", work.head.organ, work.state):
            st.button("批注", key="remark_open", on_click=on_remark)
    for place, sentence in enumerate(obstacles):
        _obstacle(place, sentence)


def _obstacle(place: int, sentence: str) -> None:
    with st.container(key=f"obstacle_{place}", horizontal=True, vertical_alignment="center"):
        st.markdown(f":orange[{as_it_stands(sentence)}]", width="content")
        if "校核" in sentence and st.button("去校核", key=f"obstacle_go_{place}"):
            shell.go("checking")
        if "填报" in sentence and st.button("去填写", key="obstacle_fill"):
            shell.go("figures_page")


def _steps(route: Route, signed: Mapping[Sign, str]) -> str:
    """All the steps: whose each is or who sent it on, and what is to be signed in it or was."""
    out = []
    for place, step in enumerate(route.process.steps):
        css = " class='nb-done'" if place < route.at else ""
        current = " aria-current='step'" if place == route.at else ""
        by = route.passed[place].by if place < len(route.passed) else ""
        told = [by or step.role.label, *(_signature(sign, signed, by) for sign in step.signs)]
        out.append(
            f"<li{css}{current}><b>{escape(step.name)}</b> <span class='nb-quiet'>{escape('，'.join(told))}</span></li>"
        )
    end = " aria-current='step'" if route.step is None else ""
    return f"<ol class='nb-route' aria-label='审核环节'>{''.join(out)}<li{end}><b>{State.APPROVED.label}</b></li></ol>"


def _signature(sign: Sign, signed: Mapping[Sign, str], by: str) -> str:
    """What is to be signed, or that it was and, if not by whoever sent the report on, by whom."""
    if sign not in signed:
        return f"须签署{sign.label}"
    return f"已签署{sign.label}" + (f"：{signed[sign]}" if signed[sign] != by else "")


def _waiting(route: Route, role: Role) -> None:
    if route.step is None:
        st.markdown("年报已经定稿。", width="content")
        if st.button("下一步：导出", key="next", type="primary"):
            shell.go("exporting")
    else:
        st.markdown(
            as_it_stands(
                f"年报在“{route.step.name}”环节，现在由{route.step.role.label}办理；"
                f"当前身份是{role.label}，可以阅读和批注。"
            ),
            width="content",
        )


def _onward(work: Work, move: Move, blocked: Sequence[str]) -> None:
    label = move.label if move.act is Act.APPROVE else f"下一步：{move.label}"
    if st.button(as_it_stands(label), key=f"move_{move.act.value}", type="primary", disabled=bool(blocked)):
        _act(work, move, "")


def _back(work: Work, ways: Sequence[Move]) -> None:
    """退回 to any step before, or 撤回定稿: with the reason, and for remarks at their places."""
    move = ways[0]
    key = move.act.value
    with st.popover(move.act.label, key=f"move_{key}"):
        if len(ways) > 1:
            move = st.selectbox("退回到", ways, key=f"to_{key}", format_func=lambda one: as_it_stands(one.step))
        if move.target.turn:
            st.caption(f"之后由{move.target.turn.label}办理。")
        reason = st.text_area(
            f"{move.act.label}的理由",
            key=f"reason_{key}",
            height=110,
            max_chars=500,
            placeholder="请写明需要修改的地方",
            help="针对某一句、某一格的意见，请先在该处批注；退回后对方在“审阅”逐条看到。" if key == "return" else None,
        )
        if st.button(f"确定{move.act.label}", key=f"move_{key}_confirm"):
            _act(work, move, reason or "")


def _withdraw(work: Work) -> None:
    """Taking back what was just sent; nothing once somebody has begun with it."""
    if st.button("撤回", key="move_withdraw"):
        shell.attempt(
            lambda: session.desk().moving.act(work.head.id, Act.WITHDRAW, who=session.who()), "已撤回，可以继续修改。"
        )
        st.rerun()


def _act(work: Work, move: Move, reason: str) -> None:
    done = {
        Act.SUBMIT: f"已送审，现在是“{move.step}”。",
        Act.FORWARD: f"已报{move.step}。",
        Act.APPROVE: "已通过，年报定稿，可以导出。",
        Act.RETURN: f"已退回到“{move.step}”，理由会显示给对方。",
        Act.REOPEN: f"已撤回，从“{move.step}”继续修改。",
    }[move.act]
    to = move.to if move.act is Act.RETURN else None
    shell.attempt(
        lambda: session.desk().moving.act(work.head.id, move.act, who=session.who(), reason=reason, to=to), done
    )
    st.rerun()


def _reminding(work: Work) -> None:
    """Asking whoever's turn it is to go on, for the others."""
    if not session.allowed("remind", work.head.organ, work.state):
        return
    with st.popover("催办", key="remind"):
        note = st.text_input("说明", key="remind_note", max_chars=100, placeholder="例如：请于周五前审完")
        if st.button("催办", key="remind_send"):
            shell.attempt(
                lambda: session.desk().reminding.remind(work.head.id, note, who=session.who()),
                "已催办，对方在工作台和这份年报上方看到。",
            )
            session.drop("remind_note")
            st.rerun()


def _signing(work: Work) -> None:
    """What this person is to sign."""
    for sign in session.desk().steps.to_sign(work):
        if session.allowed(sign.use, work.head.organ, work.state):
            _sign(work, sign)


def _sign(work: Work, sign: Sign) -> None:
    with st.popover(f"签署{sign.label}", key=sign.value):
        st.markdown(_DECLARED[sign])
        if st.button("签署", key=f"{sign.value}_sign"):
            lapses = "数据改动后" if sign is Sign.FIGURES else "内容改动后"
            shell.attempt(
                lambda: session.desk().moving.sign(work.head.id, sign, who=session.who()),
                f"已签署。{lapses}需要重新签署。",
            )
            st.rerun()
