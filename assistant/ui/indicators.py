"""补充指标: the organ's own figures, a row each, saved as they are typed."""

from decimal import Decimal

import streamlit as st

from assistant.desk import Work
from assistant.figures import Indicator, plain, read_number
from assistant.form import load, section_name
from assistant.ui import session, shell

_WIDTHS = [3, 1.6, 1.2, 2.2, 1.4, 1.1]
_PASTED = 2


def sections() -> list[str]:
    """The sections an indicator or a work fact can belong to."""
    form = load()
    return [*form.aspects, "problems", "improvements", "other"]


def draw(work: Work, *, editable: bool) -> None:
    """The list, a row to add, and a box to paste rows from a spreadsheet."""
    st.caption("本机关自己的数字，例如微博发布条数、网站访问量、培训场次。文字中能写的数字，除三张表外只有这些。")
    items = list(work.report.indicators)
    for column, head in zip(st.columns(_WIDTHS), ["名称", "本年", "单位", "写在哪一部分", "上年", ""], strict=True):
        column.markdown(f"<span class='nb-quiet'>{head}</span>", unsafe_allow_html=True)
    for index, item in enumerate(items):
        _row(work, items, index, item, editable=editable)
    if not editable:
        return
    _from_last_year(work, items)
    with st.form("indicator_new", clear_on_submit=True, border=False):
        columns = st.columns(_WIDTHS, vertical_alignment="bottom")
        name = columns[0].text_input("名称", key="new_name", placeholder="新增一项", label_visibility="collapsed")
        value = columns[1].text_input("本年", key="new_value", label_visibility="collapsed")
        unit = columns[2].text_input("单位", key="new_unit", label_visibility="collapsed")
        aspect = columns[3].selectbox(
            "部分", sections(), format_func=_name, key="new_aspect", label_visibility="collapsed"
        )
        last = columns[4].text_input("上年", key="new_last", label_visibility="collapsed")
        if columns[5].form_submit_button("添加", key="indicator_add") and name.strip():
            made = _read(name, value, unit, aspect, last)
            if made is not None:
                _save(work, [*items, made])
    with st.expander("从 Excel 粘贴多行"):
        st.caption("每行一项：名称、本年、单位、上年，用制表符或者逗号分开。")
        pasted = st.text_area("粘贴在这里", key="indicator_paste", label_visibility="collapsed", height=120)
        if st.button("添加这些指标", key="indicator_paste_add") and pasted.strip():
            _save(work, [*items, *_pasted(pasted)])


def _row(work: Work, items: list[Indicator], index: int, item: Indicator, *, editable: bool) -> None:
    columns = st.columns(_WIDTHS, vertical_alignment="center")
    key = f"indicator_{work.head.id}_{item.name}"
    columns[0].markdown(_escape(item.name))
    value = columns[1].text_input(
        f"{item.name}本年",
        "" if item.value is None else plain(item.value),
        key=f"{key}_value",
        label_visibility="collapsed",
        placeholder="待填",
        disabled=not editable,
    )
    columns[2].markdown(_escape(item.unit) or "—")
    columns[3].markdown(_name(item.aspect))
    columns[4].markdown("—" if item.last is None else plain(item.last))
    if editable and columns[5].button("删除", key=f"{key}_delete"):
        _save(work, items[:index] + items[index + 1 :])
    shown = "" if item.value is None else plain(item.value)
    if editable and value.strip() != shown:
        reading = read_number(value)
        if reading.state == "unreadable":
            columns[1].error("请填数字")
        else:
            items[index] = Indicator(item.name, reading.value, item.unit, item.aspect, item.last)
            _save(work, items)


def _from_last_year(work: Work, items: list[Indicator]) -> None:
    """Numbers of last year's text, a checkbox each: the old value is kept beside, this year's stays to be filled."""
    offered = session.desk().reports.suggested_indicators(work.head.id)
    if not offered:
        return
    with (
        st.expander(f"从上年报告中找到的数字，勾选后列入（{len(offered)} 项）", expanded=not items),
        st.form("indicators_found", border=False),
    ):
        st.caption("名称取自上年报告的文字，列入后可以删除重加；上年写作“余”“近”的约数不带入，本年数一律留空待填。")
        chosen = []
        for section in dict.fromkeys(item.aspect for item in offered):
            st.markdown(f"<span class='nb-quiet'>{_name(section)}</span>", unsafe_allow_html=True)
            columns = st.columns(2, gap="medium")
            for index, item in enumerate(item for item in offered if item.aspect == section):
                with columns[index % 2]:
                    if st.checkbox(_offer(item), key=f"found_{work.head.id}_{item.name}"):
                        chosen.append(item)
        if st.form_submit_button("列入勾选的指标", key="indicators_take") and chosen:
            _save(work, [*items, *chosen])


def _offer(item: Indicator) -> str:
    unit = f" {item.unit}" if item.unit else ""
    old = "上年为约数" if item.last is None else f"上年 {plain(item.last)}{unit}"
    return f"{_escape(item.name)}（{old}）"


def _read(name: str, value: str, unit: str, aspect: str, last: str) -> Indicator | None:
    numbers: list[Decimal | None] = []
    for raw in (value, last):
        reading = read_number(raw)
        if reading.state == "unreadable":
            st.error(f"“{name}”的“{raw}”不是数字，请改为阿拉伯数字。")
            return None
        numbers.append(reading.value)
    return Indicator(name.strip(), numbers[0], unit.strip(), aspect, numbers[1])


def _pasted(text: str) -> list[Indicator]:
    out = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in (line.split("\t") if "\t" in line else line.replace("，", ",").split(","))]
        if len(cells) < _PASTED or not cells[0]:
            continue
        cells += [""] * (4 - len(cells))
        made = _read(cells[0], cells[1], cells[2], "overview.active", cells[3])
        if made is not None:
            out.append(made)
    return out


def _save(work: Work, items: list[Indicator]) -> None:
    shell.attempt(lambda: session.desk().reports.set_indicators(work.head.id, items, who=session.who()))
    st.rerun()


def _name(section: str) -> str:
    return section_name(load(), section)


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("*", "\\*").replace("_", "\\_").replace("<", "&lt;")
