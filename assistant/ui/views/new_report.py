"""新建年报 in three short steps: last year's report, what was read of it, and the new one."""

from datetime import date

import streamlit as st

from assistant.desk import READABLE, Outcome
from assistant.ui import session, shell
from assistant.ui.archive.checking import checking
from assistant.ui.archive.pages_told import pages_told
from assistant.ui.archive.what_was_read import what_was_read
from assistant.ui.markdown import as_it_stands

_STEP = "starting_step"
_LAST = "starting_last"
_ADDED = "starting_added"
_STEPS = ("上年的年报", "核对读到的内容", "建立")


def under_way() -> bool:
    """Whether somebody is starting a report in this session."""
    return session.get(_STEP) is not None


def begin() -> None:
    """Take the first step."""
    session.put(_STEP, 1)
    session.put(_LAST, None)


def _end() -> None:
    for slot in (_STEP, _LAST, _ADDED):
        session.drop(slot)


def _withdraw() -> None:
    """Take back the file just uploaded if it turned out to be no annual report: it has no place in the archive."""
    added = session.get(_ADDED)
    session.drop(_ADDED)
    if added is not None:
        report = session.desk().archive.report(added)
        if not report.organ or not report.year or not report.figures.values:
            session.desk().archive.remove(added, who=session.who())


def draw() -> None:
    """Draw the present step."""
    step = int(session.get(_STEP, 1))
    marks = "　›　".join(
        f"<b>{index}. {name}</b>" if index == step else f"{index}. {name}" for index, name in enumerate(_STEPS, 1)
    )
    st.markdown(f"<div class='nb-steps'>新建年报　{marks}</div>", unsafe_allow_html=True)
    {1: _choose, 2: _confirm, 3: _create}[step]()
    with st.container(key="starting_ways", horizontal=True):
        if step > 1 and st.button("上一步：重新选择上年的年报", key="starting_back"):
            _withdraw()
            _go(1)
        if st.button("放弃新建", key="starting_cancel"):
            _withdraw()
            _end()
            st.rerun()


def _go(step: int) -> None:
    session.put(_STEP, step)
    st.rerun()


# ---- step 1


def _choose() -> None:
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("**上传上年的年报**（Word、PDF、OFD、扫描件和图片、网页、文本、Excel 都可以）")
        file = st.file_uploader(
            "上年的年报",
            type=[suffix.removeprefix(".") for suffix in READABLE],
            label_visibility="collapsed",
            key="starting_file",
            max_upload_size=session.desk().settings.upload_limit_mb,
        )
        if file is not None:
            _take(file.name, file.getvalue())
    with right:
        st.markdown("**或者从往年资料中选择**")
        entries = [entry for entry in session.desk().archive.entries() if entry.year]
        chosen = st.selectbox(
            "往年资料",
            entries,
            index=None,
            format_func=lambda entry: f"{entry.organ}　{entry.year}年",
            placeholder="请选择",
            label_visibility="collapsed",
            key="starting_entry",
        )
        if chosen is not None and st.button("用这一份", type="primary", key="starting_use"):
            session.put(_LAST, chosen.id)
            _go(2)
        st.markdown("**没有上年的年报**")
        if st.button("直接填写机关名称和年度", key="starting_none"):
            _go(3)


def _take(name: str, data: bytes) -> None:
    pages = st.empty()
    with st.spinner("正在读取……"), pages_told(lambda told: pages.caption(as_it_stands(told))):
        outcome = session.desk().archive.add(name, data, who=session.who(), on_duplicate="ask")
    if outcome.status == "failed":
        st.error(as_it_stands(outcome.message))
    elif outcome.status == "duplicate":
        _duplicate(outcome, name, data)
    else:
        _say_unindexed(outcome)
        session.put(_LAST, outcome.archive_id)
        session.put(_ADDED, outcome.archive_id)
        _go(2)


def _duplicate(outcome: Outcome, name: str, data: bytes) -> None:
    st.warning(as_it_stands(outcome.message))
    use, replace = st.columns(2)
    if use.button("用已有的这份", type="primary", key="starting_existing"):
        session.put(_LAST, outcome.archive_id)
        _go(2)
    if replace.button("用新上传的替换", key="starting_replace"):
        done = session.desk().archive.add(name, data, who=session.who(), on_duplicate="replace")
        _say_unindexed(done)
        session.put(_LAST, done.archive_id)
        _go(2)


def _say_unindexed(outcome: Outcome) -> None:
    if outcome.unindexed:
        session.tell(outcome.message, "warning")


# ---- step 2


def _confirm() -> None:
    archive_id = session.get(_LAST)
    entry = session.desk().archive.entry(archive_id)
    report = session.desk().archive.report(archive_id)
    left, right = st.columns([3, 2], gap="large")
    with left:
        what_was_read(report)
    with right:
        st.markdown("**请核对**")
        organ = st.text_input("机关名称", report.organ, key="starting_organ")
        year = st.number_input(
            "上年年报的年度",
            min_value=2008,
            max_value=date.today().year,  # noqa: DTZ011 - the office's calendar day
            value=report.year or date.today().year - 2,  # noqa: DTZ011
            step=1,
            key="starting_last_year",
        )
        named = as_it_stands(organ) or "（请填写机关名称）"
        st.markdown(f"将新建：**{named} {int(year) + 1} 年**政府信息公开工作年度报告")
        if st.button("下一步：建立年报", type="primary", key="starting_create"):
            if (organ.strip(), int(year)) != (report.organ, report.year):
                changed = shell.attempt(
                    lambda: session.desk().archive.correct(
                        archive_id,
                        organ=organ,
                        year=int(year),
                        kind=entry.kind,
                        level=entry.level,
                        region=entry.region,
                        who=session.who(),
                    )
                )
                if not changed:
                    st.rerun()
            _start(organ, int(year) + 1, archive_id)
    checking(archive_id, report, just_read=True)


# ---- step 3


def _create() -> None:
    st.markdown("**填写机关名称和年度**")
    organ = st.text_input("机关名称", key="starting_plain_organ", placeholder="例如：××市××区教育局")
    year = st.number_input(
        "报告年度",
        min_value=2008,
        max_value=date.today().year + 1,  # noqa: DTZ011 - the office's calendar day
        value=date.today().year - (date.today().month < 11),  # noqa: DTZ011, PLR2004 - from November on one prepares this year's
        step=1,
        key="starting_plain_year",
    )
    if st.button("下一步：建立年报", type="primary", key="starting_plain_create"):
        _start(organ, int(year), None)


def _start(organ: str, year: int, last_id: str | None) -> None:
    made: list[str] = []

    def start() -> None:
        made.append(session.desk().reports.start(organ, year, last_id=last_id, who=session.who()))

    if shell.attempt(start):
        session.tell(f"已建立{organ.strip()}{year}年的年报{_brought(made[0])}。")
        _end()
        session.open_report(made[0])
        shell.go("figures_page")
    st.rerun()


def _brought(report_id: str) -> str:
    """What the new report took over from last year's, as a clause."""
    report = session.desk().reports.open(report_id).report
    parts = {
        "上年结转": report.figures.values,
        "补充指标": report.indicators,
        "导语": report.section("preamble"),
    }
    names = [name for name, value in parts.items() if value]
    return f"，已带入{'、'.join(names)}" if names else ""
