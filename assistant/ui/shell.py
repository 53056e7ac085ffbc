"""The shell around every page: navigation in the order of the work, the top bar, the look, and failures in Chinese."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path

import streamlit as st

from assistant.desk import Work
from assistant.desk.handling.reminding import reminder
from assistant.errors import NianbaoError, SignedOut
from assistant.ui import company, session
from assistant.ui.markdown import as_it_stands

_VIEWS = Path(__file__).resolve().parent / "views"
_SCRIPTS = ("words.js", "clicks.js", "afresh.js", "input_method.js", "touch.js")
_LONG_PAST = 60
"""Days after a deadline that are still counted: a judgement; after two months nobody hurries by the day."""
_LOG = logging.getLogger("nianbao")
_STAYING = {"warning": st.warning, "error": st.error}
_PASSING = {"success": st.success, "info": st.info}

# file, title, path in the address bar; the order is the order of the work
PAGES: tuple[tuple[str, str, str], ...] = (
    ("workbench", "工作台", "workbench"),
    ("figures_page", "数据填报", "figures"),
    ("drafting", "文字起草", "drafting"),
    ("checking", "校核", "checking"),
    ("reviewing", "审阅", "review"),
    ("exporting", "导出", "export"),
    ("past_reports", "往年资料", "archive"),
    ("administration", "管理", "admin"),
)


def page(name: str) -> st.Page:
    """A page by its file name, as Streamlit wants it for links and switches.

    Made anew each time: Streamlit writes into it whether it may be called, in this run of this session.
    """
    title, path = next((title, path) for file, title, path in PAGES if file == name)
    return st.Page(_VIEWS / f"{name}.py", title=f"{title} · 年报助手", url_path=path, default=name == PAGES[0][0])


def navigate() -> None:
    """Set the window up, draw the navigation, and run the page asked for."""
    st.set_page_config(page_title="年报助手", layout="wide", initial_sidebar_state="auto")
    _look()
    pages = {name: page(name) for name, _, _ in PAGES}
    current = st.navigation(list(pages.values()), position="hidden")
    with failures_in_words():
        session.ask_again()
        session.who()  # whoever is signed in no more sees nothing of the application
        report_id = session.report_id()
        with st.sidebar:
            st.html("<div class='nb-brand'>年报助手</div>")
            for name, title, _ in PAGES:
                query = {"report": report_id} if report_id else None
                st.page_link(pages[name], label=title, query_params=query, width="stretch")
            _role_switch()
        current.run()


@contextmanager
def failures_in_words() -> Iterator[None]:
    """Around a page, or the part of one that is redrawn alone: what fails is said in a sentence."""
    try:
        yield
    except SignedOut as problem:
        st.error(as_it_stands(problem.message))
        st.html("<p><a href='/login' target='_self'>重新登录</a></p>")
    except NianbaoError as problem:
        st.error(as_it_stands(problem.message))
    except Exception:  # noqa: BLE001 - the last line of defence: a sentence instead of a stack trace
        # Control flow of the framework passes by: its exceptions derive from BaseException.
        _LOG.exception("page failed")
        st.error("这一页暂时打不开，已经保存的内容没有丢失。请刷新页面再试；如果一直如此，请把操作步骤告诉信息化同事。")


def open_page(title: str) -> Work:
    """Begin a page about the current report: top bar, messages; stops with a way out where there is none."""
    head = session.report_head()
    if head is None:
        begin(title)
        if session.gone():
            st.warning("链接中的年报不存在，可能已经移除，或者链接没有复制完整。请在工作台查找，或者向发链接的人核实。")
        else:
            st.info("还没有打开年报。请先在工作台选择一份，或者新建年报。")
        if st.button("去工作台", type="primary"):
            st.switch_page(page("workbench"))
        st.stop()
    work = session.desk().reports.open(head.id, head=head)
    _top_bar(title, work)
    company.draw(title, work)
    _messages()
    return work


def begin(title: str) -> None:
    """Begin a page that is about no report in particular."""
    st.html(f"<div class='nb-top'><h1>{title}</h1></div>")
    _messages()


def heading(text: str) -> None:
    """The heading of a part of the page: one level below the page's own, which readers aloud jump along."""
    st.html(f"<h2 class='nb-heading'>{plain(text)}</h2>")


def go(name: str, **places: str) -> None:
    """Go to another page, keeping the current report; `places` are put into the address bar."""
    report_id = session.report_id()
    query = ({"report": report_id} if report_id else {}) | places
    st.switch_page(page(name), query_params=query or None)


def problem_of(action: Callable[[], object]) -> str:
    """Do something that may fail with a sentence; that sentence, empty if it was done."""
    try:
        action()
    except NianbaoError as problem:
        return problem.message
    return ""


def attempt(action: Callable[[], object], done: str = "") -> bool:
    """Do something that may fail with a sentence; says the sentence, or `done`, on the next run."""
    if problem := problem_of(action):
        session.tell(problem, "error")
        return False
    if done:
        session.tell(done)
    return True


def _messages() -> None:
    # One container whether there is something to say or not: what follows keeps its place, and so its scrolling. Good
    # news lies over the page and fades: a line that comes and goes would move the button that is being pressed.
    told = session.told()
    with st.container(key="messages"):
        for kind, message in told:
            if kind in _STAYING:
                _STAYING[kind](as_it_stands(message))
    with st.container(key=f"passing_{session.turn()}"):
        for kind, message in told:
            if kind in _PASSING:
                _PASSING[kind](as_it_stands(message))


@st.fragment
@failures_in_words()
def _role_switch() -> None:
    person = session.who()
    places, current = session.places(), session.place_taken()
    if person.account:
        st.html(
            f"<div class='nb-person'>{plain(person.signature)}<br>"
            "<a href='/password' target='_self'>修改密码</a><br><a href='/logout' target='_self'>退出登录</a></div>"
        )
    if len(places) == 1:
        return
    keys = list(places)
    chosen = st.selectbox(
        "当前身份",
        keys,
        index=keys.index(current) if current in keys else 0,
        format_func=lambda key: as_it_stands(places[key]),
        key="role_choice",
    )
    if chosen is not None and chosen != current:
        session.take_place(chosen)
        st.rerun()


def _top_bar(title: str, work: Work) -> None:
    line = session.desk().judging.summary(work, date.today())  # noqa: DTZ011 - the office's calendar day
    saved = work.head.saved_at.astimezone().strftime("%H:%M:%S")
    st.html(
        "<div class='nb-top'>"
        f"<h1>{title}</h1>"
        f"<span class='nb-report'>{plain(work.head.organ)} {work.head.year}年</span>"
        f"<span class='nb-chip'>{plain(work.stage)}</span>"
        f"{chip('错误', line.errors, 'nb-bad', 'nb-good')}"
        f"{chip('提醒', line.warnings, 'nb-warn')}"
        f"{chip('空白', line.blanks)}"
        f"<span class='nb-quiet' data-role='saved'>已保存 {saved}</span>"
        f"<span class='nb-quiet'>{due(line.days)}</span>"
        "</div>"
    )
    with st.container(key="returned"):
        if work.head.returned and work.state.turn is session.who().role:
            st.warning(as_it_stands(f"退回意见——{work.head.returned}"))
        if work.head.reminded and work.state.turn is session.who().role:
            st.info(as_it_stands(reminder(work.head)))


def chip(name: str, number: int, css: str = "", none: str = "") -> str:
    """A count with its name, coloured when it is not 0."""
    return f"<span class='nb-chip {css if number else none}'>{name} {number}</span>"


def due(days: int) -> str:
    """The days to the deadline in words; long past, the count says nothing any more."""
    if days >= 0:
        return f"距截止 {days} 天"
    return f"已超期 {-days} 天" if days >= -_LONG_PAST else "已过截止日期"


def plain(text: str) -> str:
    """Text to be shown as it is within HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@cache
def _asset(name: str) -> str:
    return (resources.files("assistant.ui") / name).read_text("utf-8")


def _look() -> None:
    st.html(f"<style>{_asset('look.css')}</style>")
    scripts = "".join(f"<script>{_asset(name)}</script>" for name in _SCRIPTS)
    with st.container(key="scripts"):
        st.html(scripts, unsafe_allow_javascript=True)
        st.button("重新载入", key="afresh")
