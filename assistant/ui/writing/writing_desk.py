"""The editor's side of 文字起草: outline and editor, numbers to confirm, locked sentences, variants, undo."""

from collections.abc import Mapping
from html import escape
from zlib import crc32

import streamlit as st

from assistant.desk import Work
from assistant.draft import WAY_NAMES, compare
from assistant.errors import Conflict, NianbaoError
from assistant.prose import sentences, value_text
from assistant.sources.naming.verdicts import Bound
from assistant.ui import adoption, place_changes, session, shell
from assistant.ui.editor import Edit, text_editor
from assistant.ui.markdown import as_it_stands
from assistant.ui.writing import section_list, text_changes
from assistant.ui.writing.text_changes import Comparison
from assistant.ui.writing.wording_marks import changes_html, prose_html


@st.fragment
@shell.failures_in_words()
def show(report_id: str, section: str) -> None:
    """Draw outline and editor; they are redrawn by themselves as one types."""
    work = session.desk().reports.open(report_id)
    editable = not session.closed(work.head)
    left, right = st.columns([2, 5], gap="medium")
    with left:
        section_list.show(work, section)
    with right, st.container(key="drafting_editor"):
        form = work.report.form
        part = form.part(section)
        st.html(f'<h2 class="nb-heading" title="{escape(part.basis)}">{section_list.title_of(section, form)}</h2>')
        comparison = text_changes.current(report_id, section)
        if comparison is not None:
            text_changes.show(
                comparison,
                locked=session.desk().words.locked(report_id, section),
                on_adopted=lambda before, after: adoption.remember(report_id, section, before, after),
            )
            return
        _editor(work, section, editable=editable)
        if editable:
            _numbers_to_confirm(work, section)
            _tools(work, section)
        _next_step(work, section)


def _editor(work: Work, section: str, *, editable: bool) -> None:
    desk = session.desk()
    if problem := session.get("not_saved"):
        st.error(as_it_stands(problem))
    text_editor(
        work.report.section(section),
        key=f"editor_{work.head.id}_{section}",
        label=section_list.title_of(section, work.report.form),
        bind=lambda text: desk.words.bind(work.head.id, section, text, work),
        on_edit=lambda edit: save(work.head.id, section, edit),
        locked=desk.words.locked(work.head.id, section),
        saved=work.head.saved_at.astimezone().strftime("%H:%M:%S"),
        placeholder="在这里写，停顿时自动保存；也可以请助手先起草。" if editable else "这一节还没有文字。",
        read_only=not editable,
        focus=session.place("span"),
    )


def save(report_id: str, section: str, edit: Edit) -> bool:
    """Save what was typed; a text changed by somebody else meanwhile is compared, never overwritten.

    Returns whether the browser may forget the edit.
    """
    try:
        _save(report_id, section, edit)
    except NianbaoError as problem:
        session.put("not_saved", problem.message)
        return False
    session.drop("not_saved")
    return True


def _save(report_id: str, section: str, edit: Edit) -> None:
    desk, who = session.desk(), session.who()
    try:
        desk.reports.set_section(report_id, section, edit.text, who=who, base=edit.base)
    except Conflict as problem:
        stored = desk.reports.open(report_id).report.section(section)
        desk.words.keep_variant(report_id, section, edit.text, way="同时修改时您的文字", who=who)
        text_changes.begin(Comparison(report_id, section, stored, edit.text, "您刚才写的文字", problem.message))


def _numbers_to_confirm(work: Work, section: str) -> None:
    """Numbers without an origin, each with a place to name one; contradicted ones can only be mended."""
    bound = session.desk().words.bind(work.head.id, section, work.report.section(section), work)
    unbound = {item.number.text: item for item in bound if item.status == "unbound"}
    wrong = {item.number.text: item for item in bound if item.status == "contradicted"}
    for text, item in wrong.items():
        st.error(as_it_stands(f"“{text}”：{item.explain}"))
    if not unbound:
        return
    with st.container(key="unbound_numbers", border=True):
        st.markdown(f"**{len(unbound)} 个数字没有出处**：请改正，补到“补充指标”，或者写明出处后确认。")
        for text, item in unbound.items():
            _confirm(work.head.id, section, text, item)


def _confirm(report_id: str, section: str, text: str, item: Bound) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{as_it_stands(text)}**", width="content")
        note = st.text_input(
            as_it_stands(f"“{text}”的出处"),
            key=f"confirm_note_{section}_{text}_{report_id}",
            placeholder="出处，例如：办公室培训签到册",
            label_visibility="collapsed",
            persist_state="session",
        )
        if st.button("确认数字", key=f"confirm_number_{section}_{text}", help=as_it_stands(item.explain)):
            shell.attempt(
                lambda: session.desk().judging.confirm_number(report_id, section, text, note or "", who=session.who()),
                f"已确认“{text}”，出处已记录。",
            )
            st.rerun()


def _tools(work: Work, section: str) -> None:
    text = work.report.section(section)
    with st.container(key="editor_tools", horizontal=True):
        before = adoption.before(work.head.id, section, text)
        if before is not None and st.button("撤销上次采用", key="undo_adoption"):
            shell.attempt(
                lambda: session.desk().reports.set_section(work.head.id, section, before, who=session.who(), base=text),
                "已恢复采用之前的文字。",
            )
            adoption.forget(work.head.id, section)
            st.rerun()
        if text.strip():
            _locks(work, section, text)
        _variants(work, section, text)
        _material(work, section)
        place_changes.offer(
            work.head.id,
            [section],
            work.report.form,
            key="section_changes",
            drawn=lambda old, new: changes_html(old, compare(old, new)),
            text=text,
        )


def _locks(work: Work, section: str, text: str) -> None:
    words = session.desk().words
    stored = [item.strip() for item in words.locked(work.head.id, section)]
    tick = {
        one: f"lock_{section}_{place}_{crc32(item.encode())}_{work.head.id}"
        for place, item in enumerate(sentences(text))
        if (one := item.strip())
    }
    seen = _locks_seen(work.head.id, section, stored, tick)
    with st.popover(f"锁定句子{f'（{len(stored)}）' if stored else ''}", key="lock_sentences"):
        st.caption("锁定的句子，助手的建议不会改动；您自己仍然可以修改。")
        # A tick outlives a page that cannot be drawn for a while.
        ticked = {one: st.checkbox(as_it_stands(one), key=key, persist_state="session") for one, key in tick.items()}
        wanted = [one for one, chosen in ticked.items() if chosen]
        if set(wanted) != set(seen) and st.button("保存锁定", key="lock_save"):
            if shell.attempt(
                lambda: words.lock(work.head.id, section, wanted, who=session.who(), base=seen), "锁定的句子已保存。"
            ):
                session.drop(_seen_key(work.head.id, section))
            st.rerun()


def _locks_seen(report_id: str, section: str, stored: list[str], tick: Mapping[str, str]) -> list[str]:
    """The locks as the person saw them before ticking; those of others are ticked while nothing waits to be saved."""
    key = _seen_key(report_id, section)
    seen: list[str] | None = session.get(key)
    waiting = seen is not None and {one for one, name in tick.items() if session.get(name)} != {*seen} & {*tick}
    if seen is None or not waiting:
        for one, name in tick.items():
            session.put(name, one in stored)
        session.put(key, stored)
        return stored
    return seen


def _seen_key(report_id: str, section: str) -> str:
    return f"locks_seen_{report_id}_{section}"


def _variants(work: Work, section: str, text: str) -> None:
    words = session.desk().words
    kept = words.variants(work.head.id, section)
    if not kept:
        return
    with st.popover(f"备选（{len(kept)}）", key="variants"):
        for item in reversed(kept):
            way = str(item.content.get("way", ""))
            name = WAY_NAMES.get(way, way) or "备选"
            st.markdown(f"**{as_it_stands(name)}** · {item.made_at.astimezone().strftime('%m月%d日 %H:%M')}")
            st.html(prose_html(item.text))
            with st.container(horizontal=True):
                if st.button("比较并采用", key=f"variant_compare_{item.id}"):
                    text_changes.begin(Comparison(work.head.id, section, text, item.text, f"备选（{name}）"))
                    st.rerun()
                if st.button("删除", key=f"variant_forget_{item.id}", type="tertiary"):
                    words.forget(work.head.id, item.id, who=session.who())
                    st.rerun(scope="fragment")


def _material(work: Work, section: str) -> None:
    """What the section may speak of: indicators and notes, and the way to add to them."""
    indicators = [
        f"{item.name}：{value_text(item.value, item.about)}{item.unit}"
        for item in work.report.indicators
        if item.aspect == section and item.value is not None
    ]
    notes = [item for item in work.report.notes if item.aspect == section]
    with st.popover(f"本节素材（{len(indicators) + len(notes)}）", key="material"):
        for indicator in indicators:
            st.markdown(f"- {as_it_stands(indicator)}")
        for note in notes:
            st.markdown(f"- {as_it_stands(note.text)}")
        if not indicators and not notes:
            st.caption("这一节还没有补充指标和工作事实。")
        if st.button("去补充工作事实", key="material_add"):
            shell.go("figures_page", tab="notes")


def _next_step(work: Work, section: str) -> None:
    following = section_list.following(work, section)
    with st.container(key="next_step", horizontal=True, horizontal_alignment="right"):
        if following and following != section:
            if st.button(f"下一步：{section_list.title_of(following, work.report.form)}", key="next", type="primary"):
                section_list.open_section(following)
        elif following is None and st.button("下一步：校核", key="next", type="primary"):
            shell.go("checking")
