"""The shell around every page: navigation in the order of the work, the top bar, the look, and failures in Chinese."""

import logging
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path

import streamlit as st

from assistant.desk import Work
from assistant.errors import NianbaoError
from assistant.findings import Severity
from assistant.review import Role
from assistant.ui import session

_FOLDER = Path(__file__).resolve().parent
_LOG = logging.getLogger("nianbao")

# file, title, path in the address bar; the order is the order of the work
PAGES: tuple[tuple[str, str, str], ...] = (
    ("workbench", "工作台", "workbench"),
    ("figures_page", "数据填报", "figures"),
    ("drafting", "文字起草", "drafting"),
    ("checking", "校核", "checking"),
    ("reviewing", "审阅", "review"),
    ("exporting", "导出", "export"),
    ("filing", "往年资料", "archive"),
    ("settling", "管理", "admin"),
)


@cache
def page(name: str) -> st.Page:  # type: ignore[valid-type]
    """A page by its file name, as Streamlit wants it for links and switches."""
    title, path = next((title, path) for file, title, path in PAGES if file == name)
    return st.Page(_FOLDER / f"{name}.py", title=f"{title} · 年报助手", url_path=path, default=name == PAGES[0][0])


def navigate() -> None:
    """Set the window up, draw the navigation, and run the page asked for."""
    st.set_page_config(page_title="年报助手", layout="wide", initial_sidebar_state="auto")
    _look()
    current = st.navigation([page(name) for name, _, _ in PAGES], position="hidden")
    try:
        report_id = session.report_id()
        with st.sidebar:
            st.markdown("<div class='nb-brand'>年报助手</div>", unsafe_allow_html=True)
            for name, title, _ in PAGES:
                st.page_link(
                    page(name), label=title, query_params={"report": report_id} if report_id else None, width="stretch"
                )
        current.run()
    except NianbaoError as problem:
        st.error(problem.message)
    except Exception:  # noqa: BLE001 - the last line of defence: a sentence instead of a stack trace
        # Control flow of the framework passes by: its exceptions derive from BaseException.
        _LOG.exception("page failed")
        st.error("这一页暂时打不开，已经保存的内容没有丢失。请刷新页面再试；如果一直如此，请把操作步骤告诉信息化同事。")


def open_page(title: str) -> Work:
    """Begin a page about the current report: top bar, messages; stops with a way out where there is none."""
    report_id = session.report_id()
    if report_id is None:
        begin(title)
        st.info("还没有打开年报。请先在工作台选择一份，或者新建年报。")
        if st.button("去工作台", type="primary"):
            st.switch_page(page("workbench"))
        st.stop()
    work = session.desk().reports.open(report_id)
    _top_bar(title, work)
    _messages()
    return work


def begin(title: str) -> None:
    """Begin a page that is about no report in particular."""
    st.markdown(f"<div class='nb-top'><h1>{title}</h1></div>", unsafe_allow_html=True)
    _messages()


def go(name: str, **places: str) -> None:
    """Go to another page, keeping the current report; `places` are put into the address bar."""
    report_id = session.report_id()
    query = ({"report": report_id} if report_id else {}) | places
    st.switch_page(page(name), query_params=query or None)


def attempt(action: Callable[[], object], done: str = "") -> bool:
    """Do something that may fail with a sentence; says the sentence, or `done`, on the next run."""
    try:
        action()
    except NianbaoError as problem:
        session.tell(problem.message, "error")
        return False
    if done:
        session.tell(done)
    return True


def _messages() -> None:
    for kind, message in session.told():
        {"success": st.success, "warning": st.warning, "error": st.error, "info": st.info}[kind](message)


@st.fragment
def _role_switch() -> None:
    roles = [Role.CLERK, Role.EDITOR, Role.LEADER]
    current = session.who().role
    chosen = st.selectbox(
        "当前身份",
        roles,
        index=roles.index(current),
        format_func=lambda role: f"身份：{role.label}",
        label_visibility="collapsed",
        key="role_choice",
    )
    if chosen is not None and chosen is not current:
        session.set_role(chosen)
        st.rerun()


def _top_bar(title: str, work: Work) -> None:
    judged = session.desk().judging.findings(work.head.id, work)
    errors = sum(item.finding.severity is Severity.ERROR for item in judged)
    warnings = sum(item.finding.severity is Severity.WARNING and item.open for item in judged)
    days = (session.desk().judging.deadline(work) - date.today()).days  # noqa: DTZ011 - the office's calendar day
    due = f"距截止 {days} 天" if days >= 0 else f"已超期 {-days} 天"
    saved = work.head.saved_at.astimezone().strftime("%H:%M:%S")
    left, right = st.columns([6, 1.2], vertical_alignment="center")
    with left:
        st.markdown(
            "<div class='nb-top'>"
            f"<h1>{title}</h1>"
            f"<span class='nb-report'>{_plain(work.head.organ)} {work.head.year}年</span>"
            f"<span class='nb-chip'>{work.state.label}</span>"
            f"<span class='nb-chip{' nb-bad' if errors else ' nb-good'}'>错误 {errors}</span>"
            f"<span class='nb-chip{' nb-warn' if warnings else ''}'>提醒 {warnings}</span>"
            f"<span class='nb-quiet' data-role='saved'>已保存 {saved}</span>"
            f"<span class='nb-quiet'>{due}</span>"
            "</div>",
            unsafe_allow_html=True,
        )
    with right:
        _role_switch()
    if work.head.returned and work.state.turn is session.who().role:
        st.warning(f"退回意见——{work.head.returned}")


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@cache
def _asset(name: str) -> str:
    return (resources.files("assistant.ui") / name).read_text("utf-8")


def _look() -> None:
    st.html(f"<style>{_asset('look.css')}</style>")
    # The language of the page, for screen readers and the browser's own translation offers.
    st.html("<script>document.documentElement.lang = 'zh-CN';</script>", unsafe_allow_javascript=True)
