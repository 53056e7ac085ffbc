"""改一改: a told fact changed before it is recorded; what cannot be taken stays in its box with the reason."""

from dataclasses import replace

import streamlit as st

from assistant.desk import Work
from assistant.desk.conversation.told_cards import name_of
from assistant.form import section_title
from assistant.listening.told import Told
from assistant.prose import read_value, value_text
from assistant.ui import session
from assistant.ui.markdown import as_it_stands

_NO_NUMBER = "“{}”不是数字，请填阿拉伯数字；约数可写“1000余”“约80”“近100”。"


def _slot(key: str) -> str:
    return f"told_form:{key}"


def is_open(key: str) -> bool:
    """Whether a card is being changed."""
    return bool(session.get(_slot(key)))


def open_form(key: str) -> None:
    """Change a card."""
    session.put(_slot(key), value=True)


def show(work: Work, told: Told, key: str) -> Told | None:
    """Draw the form; returns the fact as it is to be recorded once that was pressed."""
    with st.form(f"told_form_{key}", border=False):
        name, value, unit = told.name, "", told.unit
        if told.kind == "note":
            text = st.text_area("工作事实", told.text, key=f"told_text_{key}", height=80)
        else:
            text = told.text
            left, middle, right = st.columns([3, 2, 1.4], gap="small")
            if told.kind == "indicator":
                name = left.text_input("名称", told.name, key=f"told_name_{key}")
                unit = right.text_input("单位", told.unit, key=f"told_unit_{key}")
            else:
                left.text_input("单元格", name_of(told, work.report.form), key=f"told_name_{key}", disabled=True)
            shown = "" if told.value is None else value_text(told.value, told.about)
            value = middle.text_input("本年数", shown, key=f"told_value_{key}")
        section = told.section if told.kind == "figure" else _section(work, told, key)
        with st.container(horizontal=True, gap="small"):
            recorded = st.form_submit_button("记下", key=f"told_save_{key}", type="primary")
            if st.form_submit_button("取消", key=f"told_cancel_{key}"):
                session.drop(_slot(key))
                st.rerun()
    if not recorded:
        return None
    name, text = " ".join(name.split()), " ".join(text.split())
    return _checked(replace(told, name=name, unit=unit.strip(), section=section, text=text), value, key)


def _section(work: Work, told: Told, key: str) -> str:
    narrative = [part for part in work.report.form.narrative if part not in {"preamble", "overview"}]
    at = narrative.index(told.section) if told.section in narrative else 0
    chosen = st.selectbox("写在哪一节", narrative, index=at, format_func=section_title, key=f"told_section_{key}")
    return chosen or told.section


def _checked(told: Told, raw: str, key: str) -> Told | None:
    if told.kind == "note":
        if told.text:
            session.drop(_slot(key))
            return told
        st.error("工作事实是空的，请写一句做了什么，或者点“取消”后选“不记”。")
        return None
    value = read_value(raw)
    if value.number is None:
        st.error(as_it_stands(_NO_NUMBER.format(raw)))
        return None
    if not told.name:
        st.error("请填写名称，例如“政务公开培训”。")
        return None
    session.drop(_slot(key))
    return replace(told, value=value.number, about=value.about, unit=told.unit or value.unit, spoken="")
