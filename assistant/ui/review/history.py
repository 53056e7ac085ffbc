"""Kept versions of the report, what differs from the present one, and the trail of who did what."""

import streamlit as st

from assistant.desk import Work
from assistant.draft import compare
from assistant.figures import plain
from assistant.report import Report
from assistant.store import Version
from assistant.ui import session, shell, trail_lines
from assistant.ui.markdown import as_it_stands
from assistant.ui.writing import section_list
from assistant.ui.writing.wording_marks import changes_html

_LINES = 200
"""Lines of the trail on the page: more is looked for in a file."""
_CELLS = 40
"""Changed cells listed one by one."""


def show(work: Work) -> None:
    """Draw the list of versions and the trail."""
    versions = session.desk().reviewing.versions(work.head.id)
    with st.expander(f"版本（{len(versions)}）", key="versions"):
        if st.button("把现在的内容存为一版", key="version_keep"):
            shell.attempt(
                lambda: session.desk().reviewing.keep_version(work.head.id, "手动保存", who=session.who()),
                "已存为一版。",
            )
            st.rerun()
        for version in versions:
            _version(work, version)
    entries = session.desk().reviewing.trail(work.head.id)
    with st.expander(f"办理记录（{len(entries)}）", key="trail"):
        for moment, actor, told in trail_lines.in_turn(entries[:_LINES], work.report.form):
            st.text(f"{moment}　{actor}　{told}")
        if len(entries) > _LINES:
            st.caption(f"另有 {len(entries) - _LINES} 条较早的记录，管理员可以导出全部。")


def _version(work: Work, version: Version) -> None:
    when = version.made_at.astimezone().strftime("%m月%d日 %H:%M")
    with st.container(key=f"version_{version.number}", gap="small"):
        st.text(f"第 {version.number} 版　{version.reason}")
        st.caption(as_it_stands(f"{version.actor} {when}"))
        if st.button("与现在比较", key=f"version_compare_{version.number}"):
            _difference(work, version)


@st.dialog("与现在的内容比较", width="large")
def _difference(work: Work, version: Version) -> None:
    st.text(f"第 {version.number} 版（{version.reason}）→ 现在。划去的是当时的文字，下划线的是现在的文字。")
    then = session.desk().reviewing.version(work.head.id, version.number)
    cells = _cells(then, work.report)
    texts = _texts(then, work.report)
    if not cells and not texts:
        st.info("这一版与现在的内容相同。")
    for section, html in texts:
        st.markdown(f"**{as_it_stands(section)}**")
        st.html(html)
    if cells:
        st.markdown(f"**{len(cells)} 个单元格不同**")
        st.markdown("\n".join(f"- {as_it_stands(line)}" for line in cells[:_CELLS]))
        if len(cells) > _CELLS:
            st.caption(f"另有 {len(cells) - _CELLS} 个单元格没有列出。")
    if reason := session.closed(work.head):
        st.caption(as_it_stands(reason))
    elif (cells or texts) and st.button("恢复这一版", key="version_restore"):
        shell.attempt(
            lambda: session.desk().reviewing.restore(work.head.id, version.number, who=session.who()),
            f"已恢复第 {version.number} 版，恢复之前的内容也存为一版。",
        )
        st.rerun()


def _texts(then: Report, now: Report) -> list[tuple[str, str]]:
    out = []
    for section in now.form.narrative:
        before, after = then.section(section), now.section(section)
        if before != after:
            out.append((section_list.title_of(section, now.form), changes_html(before, compare(before, after))))
    return out


def _cells(then: Report, now: Report) -> list[str]:
    out = []
    forms = {code: form for form in (then.form, now.form) for code in form.cells}
    for code, form in forms.items():
        before, after = then.figures.values.get(code), now.figures.values.get(code)
        if before != after:
            words = ["空白" if value is None else plain(value) for value in (before, after)]
            out.append(f"{form.cell_name(code)}：{words[0]} → {words[1]}")
    return out
