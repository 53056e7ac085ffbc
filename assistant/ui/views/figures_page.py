"""数据填报: the three statutory tables, the organ's own figures, the year's work facts, and spreadsheets."""

import streamlit as st

from assistant.desk import Work
from assistant.form import Form
from assistant.ui import session, shell
from assistant.ui.figures import charts_tab, indicators, spreadsheets, tables_tab, work_facts
from assistant.ui.markdown import as_it_stands

_FILLED = 5
"""So many tabs are gone through in turn; the others are there when wanted."""
_LEAVING = "figures_leaving"
_TABS = ("T2", "T3", "T4", "indicators", "notes", "files", "charts")


@st.fragment
def main() -> None:
    """Draw the page. A fragment: an edit redraws it without the navigation beside it."""
    with shell.failures_in_words():
        _draw()


def _draw() -> None:
    if session.get(_LEAVING):
        session.drop(_LEAVING)
        shell.go("drafting")
    work = shell.open_page("数据填报")
    form = work.report.form
    reason = session.closed(work.head)
    editable = not reason
    if reason:
        st.info(as_it_stands(reason))
    tab = session.turned_to("tab", "figures_tab", _TABS)
    st.segmented_control(
        "部分",
        _TABS,
        format_func=lambda key: _label(key, form),
        label_visibility="collapsed",
        key="figures_tab",
        required=True,
        on_change=session.turn_address,
        args=("tab", "figures_tab"),
    )
    # Not in the labels: a choice is known by its label, and one that changes while somebody types would be lost.
    left = [f"{_label(key, form)} {count}" for key, count in _todo(work).items() if count]
    done = "数据已经填齐。" if not left else f"待填：{'　'.join(left)}"
    st.markdown(f"<span class='nb-quiet' data-role='todo'>{done}</span>", unsafe_allow_html=True)
    if tab in form.tables:
        tables_tab.draw(work, tab, closed=reason)
    elif tab == "indicators":
        indicators.draw(work, editable=editable)
    elif tab == "notes":
        work_facts.draw(work, editable=editable)
    elif tab == "charts":
        charts_tab.draw(work)
    else:
        spreadsheets.draw(work, editable=editable)
    st.divider()
    position = _TABS.index(tab) + 1
    following = _TABS[position] if position < _FILLED else ""
    st.button(
        f"下一步：{_label(following, form) if following else '文字起草'}",
        type="primary",
        key="figures_next",
        on_click=_go_on,
        args=(following,),
    )


def _go_on(following: str) -> None:
    """Go to the next tab, or leave the page. A callback runs even when an edit's answer overtakes the press."""
    if following:
        session.put("figures_tab", following)
        session.set_place("tab", following)
    else:
        session.put(_LEAVING, value=True)


def _todo(work: Work) -> dict[str, int]:
    """What is left to do on each tab."""
    form = work.report.form
    out = dict.fromkeys(form.tables, 0)
    for code in work.to_fill:
        out[form.cells[code].table] += 1
    out["indicators"] = sum(item.value is None for item in work.report.indicators)
    return out


def _label(key: str, form: Form) -> str:
    names = {"indicators": "补充指标", "notes": "工作事实", "files": "台账与表格文件", "charts": "图表"}
    return names.get(key) or form.tables[key].name


main()
