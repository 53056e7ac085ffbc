"""工作事实: what was done this year, one a line, under the section it belongs to."""

from html import escape

import streamlit as st

from assistant.desk import Work
from assistant.desk.conversation.told_cards import is_plan
from assistant.figures import Note
from assistant.form import section_name
from assistant.ui import session, shell
from assistant.ui.figures.indicator_entry import sections

_HINTS = {
    "overview.active": "例如：围绕本年重点工作开设“……”专栏，及时发布政策及解读",
    "overview.on_request": "例如：修订依申请公开答复文书范本，建立会商机制",
    "overview.management": "例如：严格执行公开属性源头认定，完成规范性文件集中清理",
    "overview.platform": "例如：完成门户网站信息公开专栏改版",
    "overview.supervision": "例如：将政务公开纳入年度绩效考核，组织业务培训",
    "problems": "例如：政策解读形式比较单一",
    "improvements": "例如：制作图解和短视频，配合政策同步发布",
    "other": "例如：落实年度政务公开工作要点情况",
}


def draw(work: Work, *, editable: bool) -> None:
    """A box a section; saved on leaving it."""
    st.caption("每行写一件今年做的事。建议文字只会依据这里的事实、三张表和补充指标，不会编造。")
    left, right = st.columns(2, gap="medium")
    for index, section in enumerate(sections(work.report.form)):
        with left if index % 2 == 0 else right:
            _box(work, section, editable=editable)


def _box(work: Work, section: str, *, editable: bool) -> None:
    key = f"notes_{work.head.id}_{section}"
    stored = [note for note in work.report.notes if note.aspect == section]
    # The text is put in once: a default that changes with every saving would be redrawn under the clerk's hands. What
    # somebody else changed since is put in while nothing is being typed. What could not be saved stays.
    unsaved = session.get(_unsaved_key(key))
    if unsaved is not None:
        if session.get(key) is None:
            session.put(key, unsaved)
    elif session.get(key) is None or session.get(_seen_key(key)) != stored:
        session.put(key, "\n".join(note.text for note in stored))
        session.put(_seen_key(key), stored)
    # Saved in the callback, which runs even when the same moment also leads to another page; and without a rerun of
    # our own, which would take that other click back.
    st.text_area(
        section_name(work.report.form, section),
        key=key,
        placeholder=_HINTS.get(section, ""),
        height=120,
        disabled=not editable,
        on_change=_save,
        args=(work.head.id, section, key),
    )

    if unsaved is not None and editable:
        with st.container(key=f"unsaved_{key}", horizontal=True, vertical_alignment="center"):
            st.warning("这里填写的还没有保存。")
            st.button("重新保存", key=f"again_{key}", on_click=_save_again, args=(work.head.id, section, key))
    st.html(_asides(work, section))


def _asides(work: Work, section: str) -> str:
    """Which lines were told in the conversation, by whom and when, and which are plans; a line of its height always."""
    told: dict[str, list[str]] = {}
    for number, note in enumerate((note for note in work.report.notes if note.aspect == section), 1):
        if note.origin:
            told.setdefault(note.origin, []).append(str(number))
        if section != "improvements" and is_plan(note.text):
            told.setdefault("计划", []).append(str(number))
    said = "；".join(f"第 {'、'.join(numbers)} 行：{what}" for what, numbers in told.items())
    return f"<div class='nb-origin nb-origins'>{escape(said)}</div>"


def _save(report_id: str, section: str, key: str) -> None:
    """Save a section's lines as they were changed since they were seen; what others changed stays beside them."""
    now = [line.strip() for line in str(session.get(key, "")).splitlines() if line.strip()]
    seen: list[Note] = session.get(_seen_key(key), [])
    session.drop(_unsaved_key(key))
    if now == [note.text for note in seen]:
        return
    if not shell.attempt(lambda: _put(report_id, section, key, now, seen)):
        session.put(_unsaved_key(key), "\n".join(now))


def _save_again(report_id: str, section: str, key: str) -> None:
    """Save what could not be: a box with the same in it is not left anew."""
    _save(report_id, section, key)
    if session.get(_unsaved_key(key)) is None:
        session.tell("已保存。")


def _put(report_id: str, section: str, key: str, now: list[str], seen: list[Note]) -> None:
    work = session.desk().reports.open(report_id)
    order = {name: position for position, name in enumerate(sections(work.report.form))}
    told = {note.text: note for note in (*work.report.notes, *seen) if note.aspect == section}
    lines = [told.get(line, Note(section, line)) for line in now]  # a line left as it is keeps where it was told
    others = [note for note in work.report.notes if note.aspect != section]

    def sorted_in(own: list[Note]) -> list[Note]:
        return sorted([*others, *own], key=lambda note: order.get(note.aspect, 99))

    desk = session.desk().reports
    if desk.set_notes(report_id, sorted_in(lines), who=session.who(), base=sorted_in(seen)):
        session.tell(
            f"“{section_name(work.report.form, section)}”的工作事实刚被别人改过，两边写的都保留了，请核对有没有重复。",
            "warning",
        )
    else:
        session.put(_seen_key(key), [note for note in lines if note.text])


def _seen_key(key: str) -> str:
    """Where the session keeps the lines of a box as they were when it was drawn."""
    return f"{key}_seen"


def _unsaved_key(key: str) -> str:
    """Where it keeps what was typed and could not be saved."""
    return f"{key}_unsaved"
