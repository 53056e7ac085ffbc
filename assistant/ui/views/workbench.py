"""工作台: the reports in work, whose turn each is, and the way to a new one."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from assistant.desk import Summary
from assistant.desk.handling.publication import lateness
from assistant.desk.judging import SOON, waits_for
from assistant.review import State, stage
from assistant.store import Head
from assistant.ui import session, shell
from assistant.ui.administration import delegations
from assistant.ui.views import new_report

_WIDTHS = [2.8, 1.5, 2.5, 2.1, 1.1]
_HEADS = ["机关和年度", "状态", "待处理", "截止日期", ""]
_MANY = 8
"""Reports from which the list can be filtered: so many are seen at a glance."""
_AT_ONCE = 20
"""Reports on a page of the list: each is opened and judged, and more nobody looks through."""
_WAITING = "轮到我办理的"
_PUBLISHED, _LATE = "已登记公布", "逾期未登记公布"
_STATES = ("全部", _WAITING, *(state.label for state in State), _PUBLISHED, _LATE)


def main() -> None:
    """Draw the page."""
    shell.begin("工作台")
    if new_report.under_way():
        new_report.draw()
        return
    delegations.notice()
    heads = session.desk().judging.heads(session.who())
    if session.allowed("start") and st.button("新建年报", type="primary", key="new_report"):
        new_report.begin()
        st.rerun()
    if not heads:
        st.info("还没有年报。可以新建一份：程序会从上年的年报中读出结转数、补充指标和联系方式。")
        if session.allowed("demo_put_back") and st.button("看看示例", key="show_demo"):
            with st.spinner("正在放入示例……"):
                session.desk().demo.put_back(who=session.who())
            st.rerun()
        delegations.own()
        return
    _turn(heads)
    found = _filtered(heads) if len(heads) > _MANY else heads
    shown = _page(found)
    if not shown:
        st.info("没有符合条件的年报，请放宽筛选条件。")
    _table(session.desk().judging.summaries(session.today(), shown))
    delegations.own()
    _demonstration()


def _turn(heads: Sequence[Head]) -> None:
    """How many reports wait for whoever is at the desk, and how many of them are late or soon due."""
    waiting = session.desk().judging.waiting(heads, session.who(), session.today())
    if not waiting.count:
        return
    told = [f"{waiting.late} 份已逾期"] if waiting.late else []
    told += [f"{waiting.soon} 份 {SOON} 天内到期"] if waiting.soon else []
    with st.container(key="turn", horizontal=True, vertical_alignment="center"):
        st.html(
            f"<p class='nb-turn' data-role='turn'>轮到您办理的 {waiting.count} 份"
            f"{'：' + '，'.join(told) if told else ''}。</p>",
            width="content",
        )
        if len(heads) <= _MANY:
            return
        if session.get("filter_state") == _WAITING:
            st.button("看全部", key="turn_all", on_click=_filter_by, args=("全部",))
        else:
            st.button("只看这些", key="turn_only", on_click=_filter_by, args=(_WAITING,))


def _filter_by(state: str) -> None:
    """List the reports of a state, whatever else was looked for before."""
    for key, wanted in (("filter_organ", ""), ("filter_year", None), ("filter_state", state)):
        session.put(key, wanted)  # not dropped: the browser would go on showing what was typed


def _filtered(heads: Sequence[Head]) -> list[Head]:
    left, middle, right, _ = st.columns([2, 1.4, 1, 1.6])
    wanted = left.text_input("按机关名称查找", key="filter_organ").strip()
    state = middle.selectbox("状态", _STATES, key="filter_state")
    years = sorted({head.year for head in heads}, reverse=True)
    year = right.selectbox(
        "年度", [None, *years], format_func=lambda value: "全部" if value is None else f"{value}年", key="filter_year"
    )
    return [head for head in heads if wanted in head.organ and year in (None, head.year) and _is_in(head, state)]


def _is_in(head: Head, state: str) -> bool:
    if state == _WAITING:
        return waits_for(head, session.who())
    if state == _PUBLISHED:
        return bool(head.published)
    if state == _LATE:
        return not head.published and session.desk().judging.deadline(head) < session.today()
    return state in ("全部", State(head.state).label)


def _page(found: Sequence[Head]) -> Sequence[Head]:
    """The page of the list that is turned to, with the way to the others where there are more."""
    if len(found) <= _AT_ONCE:
        return found
    pages = -(-len(found) // _AT_ONCE)
    st.caption(f"共 {len(found)} 份，每页 {_AT_ONCE} 份。")
    chosen = st.pagination(pages, key=f"list_page_{pages}")
    return found[(chosen - 1) * _AT_ONCE : chosen * _AT_ONCE]


def _table(summaries: list[Summary]) -> None:
    with st.container(key="report_list"):
        for column, head in zip(st.columns(_WIDTHS), _HEADS, strict=True):
            column.html(f"<span class='nb-quiet'>{head}</span>")
        for item in summaries:
            _row(item)


def _row(item: Summary) -> None:
    columns = st.columns(_WIDTHS, vertical_alignment="center")
    name = item.head.organ + ("（示例）" if item.head.demo else "")
    columns[0].html(f"<b>{shell.plain(name)}</b><br>{item.head.year}年")
    turn = f"由{item.state.turn.label}处理" if item.state.turn else "全部完成"
    asked = "<br><span class='nb-chip nb-warn'>已催办</span>" if item.head.reminded else ""
    where = shell.plain(stage(item.head.route, item.state))
    columns[1].html(f"{where}<br><span class='nb-quiet'>{turn}</span>{asked}")
    chips = [
        shell.chip("错误", item.errors, "nb-bad", "nb-good"),
        shell.chip("提醒", item.warnings, "nb-warn"),
        shell.chip("空白", item.blanks),
    ]
    columns[2].html(" ".join(chips))
    columns[3].html(f"{item.deadline:%Y-%m-%d}<br>{_due(item)}")
    if columns[4].button("打开", key=f"open_{item.head.id}"):
        session.open_report(item.head.id)
        shell.go("figures_page" if item.blanks else "drafting")


def _due(item: Summary) -> str:
    """How a report stands to its deadline: published or not, in time or late."""
    day = item.head.published.get("day", "")
    told = lateness(item.deadline, session.today(), date.fromisoformat(day) if day else None)
    if day:
        return f"<span class='nb-quiet'>{day} 公布，{shell.plain(told)}</span>"
    return f"<span class='nb-quiet'>{shell.plain(told or shell.due(item.days))}</span>"


def _demonstration() -> None:
    if not session.desk().demo.is_there() or not session.allowed("demo_remove"):
        return
    with st.container(key="demo", horizontal=True, vertical_alignment="center"):
        st.caption("“示例”是随程序附带的虚构机关，有两个往年和一个填到一半的本年，可以随意试用。")
        if st.button("移除示例", key="remove_demo"):
            session.desk().demo.remove(who=session.who())
            session.close_report()
            session.tell("示例已移除。")
            st.rerun()


main()
