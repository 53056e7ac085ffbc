"""New 补充指标: one typed, rows pasted from a spreadsheet, numbers found in last year's text."""

from html import escape

import streamlit as st

from assistant.desk import Work
from assistant.figures import Indicator, plain
from assistant.form import Form
from assistant.ui import session, shell
from assistant.ui.figures import indicator_entry
from assistant.ui.figures.indicator_entry import ACTIVE, sections
from assistant.ui.figures.indicator_rows import HEADS, WIDTHS, name_of
from assistant.ui.figures.indicator_saving import items_to_change, redraw, save
from assistant.ui.markdown import as_it_stands

_FIELDS = ("name", "value", "unit", "aspect", "last")


def draw(work: Work) -> None:
    """The three ways."""
    _found(work)
    _row(work.head.id, work.report.form)
    _paste(work.head.id, work.report.form)


# ---- one typed


def _row(report_id: str, form: Form) -> None:
    """Boxes for one more. What is typed in them stays until it is added, whatever is clicked meanwhile."""
    columns = st.columns(WIDTHS, vertical_alignment="bottom")
    for field, column, label in zip(_FIELDS, columns, HEADS, strict=False):
        key = _key(report_id, field)
        if field == "aspect":
            column.selectbox(
                label,
                sections(form),
                format_func=name_of,
                key=key,
                label_visibility="collapsed",
                persist_state="session",
            )
        else:
            column.text_input(
                f"新增的{label}",
                key=key,
                placeholder="新增一项" if field == "name" else label,
                label_visibility="collapsed",
                persist_state="session",
            )
    columns[5].button("添加", key="indicator_add", on_click=_add, args=(report_id,))
    # Always there, so that what follows keeps its place.
    reason = escape(session.get(f"indicator_reason_{report_id}", ""))
    st.html(f"<div class='nb-refused nb-reason' role='alert'>{reason}</div>")


def _add(report_id: str) -> None:
    name, value, unit, aspect, last = (str(session.get(_key(report_id, field)) or "") for field in _FIELDS)
    item, reason = indicator_entry.typed(name, value, unit, aspect or ACTIVE, last)
    if (standing := items_to_change(report_id)) is None:
        return
    if item is not None and any(other.name == item.name for other in standing):
        reason = f"“{item.name}”已经在列表中，请直接修改那一行，或者改用不同的名称。"
    session.put(f"indicator_reason_{report_id}", reason)
    if item is not None and not reason and save(report_id, [*standing, item], standing) is not None:
        for field in ("name", "value", "unit", "last"):  # the next one usually belongs to the same part
            session.put(_key(report_id, field), "")


def _key(report_id: str, field: str) -> str:
    return f"indicator_new_{report_id}_{field}"


# ---- rows from a spreadsheet


def _paste(report_id: str, form: Form) -> None:
    reasons = session.get(f"indicator_pasted_{report_id}", ())
    with st.expander("从 Excel 粘贴多行", expanded=bool(reasons)):
        st.caption(
            "每行一项：名称、本年、单位、上年，用制表符或者逗号分开，后面还可以写明写在哪一部分。"
            "名称与列表中相同的，更新那一项。"
        )
        st.text_area(
            "粘贴在这里",
            key=_key(report_id, "rows"),
            label_visibility="collapsed",
            height=120,
            persist_state="session",
        )
        st.button("添加这些指标", key="indicator_paste_add", on_click=_take_pasted, args=(report_id, form))
        if reasons:
            st.warning("没有列入的行留在上面，改正后可以再添加。\n\n" + "\n\n".join(map(as_it_stands, reasons)))


def _take_pasted(report_id: str, form: Form) -> None:
    key = _key(report_id, "rows")
    if (standing := items_to_change(report_id)) is None:
        return
    taken = indicator_entry.pasted(str(session.get(key) or ""), standing, form)
    if list(taken.items) != standing and save(report_id, list(taken.items), standing) is None:
        return
    session.put(key, "\n".join(taken.left))
    session.put(f"indicator_pasted_{report_id}", taken.reasons)
    redraw(report_id)
    if taken.said:
        session.tell(taken.said)


# ---- numbers of last year's text


def _found(work: Work) -> None:
    """Numbers of last year's text, a checkbox each: the old value is kept beside, this year's stays to be filled."""
    report_id = work.head.id
    offered = session.desk().reports.suggested_indicators(report_id, work)
    if not offered:
        return
    with (
        st.expander(f"从上年报告中找到的数字，勾选后列入（{len(offered)} 项）", expanded=not work.report.indicators),
        st.form("indicators_found", border=False),
    ):
        st.caption("名称取自上年报告的文字，列入后可以删除重加；上年写作“余”“近”的约数不带入，本年数一律留空待填。")
        for section in dict.fromkeys(item.aspect for item in offered):
            st.html(f"<span class='nb-quiet'>{escape(name_of(section))}</span>")
            columns = st.columns(2, gap="medium")
            for index, item in enumerate(item for item in offered if item.aspect == section):
                columns[index % 2].checkbox(as_it_stands(_offer(item)), key=_tick(report_id, item))
        st.form_submit_button("列入勾选的指标", key="indicators_take", on_click=_take_found, args=(report_id,))


def _take_found(report_id: str) -> None:
    offered: list[Indicator] = []
    reports = session.desk().reports
    if not shell.attempt(lambda: offered.extend(reports.suggested_indicators(report_id))):
        return
    chosen = [item for item in offered if session.get(_tick(report_id, item))]
    if chosen and (standing := items_to_change(report_id)) is not None:
        save(report_id, [*standing, *chosen], standing)


def _tick(report_id: str, item: Indicator) -> str:
    return f"found_{report_id}_{item.name}"


def _offer(item: Indicator) -> str:
    unit = f" {item.unit}" if item.unit else ""
    old = "上年为约数" if item.last is None else f"上年 {plain(item.last)}{unit}"
    return f"{item.name}（{old}）"
