"""The list of 补充指标: a row each, every field saved as it is left."""

from html import escape

import streamlit as st

from assistant.figures import Indicator
from assistant.form import Form, section_title
from assistant.ui import session
from assistant.ui.figures.indicator_entry import sections
from assistant.ui.figures.indicator_saving import (
    FIELDS,
    delete,
    edited,
    key_of,
    refused_in,
    save_again,
    text_of,
    unsaved_in,
)
from assistant.ui.markdown import as_it_stands

WIDTHS = [3, 1.6, 1.2, 2.2, 1.4, 1.1]
HEADS = ("名称", "本年", "单位", "写在哪一部分", "上年", "")


def heads() -> None:
    """What stands over the columns."""
    for column, head in zip(st.columns(WIDTHS), HEADS, strict=True):
        column.markdown(f"<span class='nb-quiet'>{head}</span>", unsafe_allow_html=True)


def printed(item: Indicator) -> None:
    """A row that can only be read."""
    shown = (
        text_of(item, "value") or "待填",
        item.unit or "—",
        name_of(item.aspect),
        text_of(item, "last") or "—",
        "",
    )
    columns = st.columns(WIDTHS, vertical_alignment="center")
    columns[0].html(_named(item))
    for column, text in zip(columns[1:], shown, strict=True):
        column.markdown(as_it_stands(text))


def _named(item: Indicator, reason: str = "") -> str:
    """The name with what is to be said of the row: why an entry was not taken, else where the number was told.

    It stands in the name's own cell: a line of its own would move the rows below from under the pointer.
    """
    aside = f"<span class='nb-refused' role='alert'>{escape(reason)}</span>" if reason else ""
    if not reason and item.origin:
        aside = f"<span class='nb-origin' title='{escape(item.origin)}'>{escape(item.origin)}</span>"
    return f"<div class='nb-named'>{escape(item.name)}{aside}</div>"


def draw(report_id: str, item: Indicator, form: Form) -> None:
    """A row to type into, with the reason beside what could not be taken."""
    columns = st.columns(WIDTHS, vertical_alignment="center")
    refused = refused_in(report_id)
    reasons = [refused[item.name, field][1] for field in FIELDS if (item.name, field) in refused]
    columns[0].html(_named(item, reasons[0] if reasons else ""))
    _box(report_id, item, "value", columns[1], "待填")
    _box(report_id, item, "unit", columns[2], "—")
    key = key_of(report_id, item, "aspect")
    # Put in once: a default that changes with every saving would be redrawn under the clerk's hands.
    if session.get(key) is None:
        session.put(key, refused.get((item.name, "aspect"), (item.aspect, ""))[0])
    columns[3].selectbox(
        as_it_stands(f"{item.name}写在哪一部分"),
        [*([] if item.aspect in sections(form) else [item.aspect]), *sections(form)],
        format_func=name_of,
        key=key,
        label_visibility="collapsed",
        on_change=edited,
        args=(report_id, item.name, "aspect", key),
    )
    _box(report_id, item, "last", columns[4], "—")
    columns[5].button("删除", key=key_of(report_id, item, "delete"), on_click=delete, args=(report_id, item.name))


def _box(report_id: str, item: Indicator, field: str, column: st.delta_generator.DeltaGenerator, empty: str) -> None:
    key = key_of(report_id, item, field)
    if session.get(key) is None:
        kept = refused_in(report_id).get((item.name, field))
        session.put(key, kept[0] if kept else text_of(item, field))
    column.text_input(
        as_it_stands(f"{item.name}{'本年' if field == 'value' else '上年' if field == 'last' else '单位'}"),
        key=key,
        label_visibility="collapsed",
        placeholder=empty,
        on_change=edited,
        args=(report_id, item.name, field, key),
    )


def unsaved(report_id: str) -> None:
    """What could not be saved, and the way to save it once more: a box with the same in it is not left anew."""
    if left := unsaved_in(report_id):
        with st.container(key="indicators_unsaved", horizontal=True, vertical_alignment="center"):
            st.warning(f"补充指标有 {len(left)} 处还没有保存，填写的内容仍留在框里。")
            st.button("重新保存", key="indicators_save_again", on_click=save_again, args=(report_id,))


def name_of(section: str) -> str:
    """What a section is called in a list."""
    return section_title(section)
