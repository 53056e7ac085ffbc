"""What was read of a file that was just taken in, in some lines."""

import streamlit as st

from assistant.figures import plain
from assistant.findings import Severity, blank_cells
from assistant.form import section_name
from assistant.report import Report
from assistant.ui.markdown import as_it_stands


def what_was_read(report: Report) -> None:
    """How much of a report was read, what of it is carried over, and what a person must look at."""
    form = report.form
    cells = len(report.figures.values)
    st.markdown(f"**读到的内容**：三张表共 {len(form.cells)} 个单元格，读到 {cells} 个")
    if not cells and not report.organ:
        st.error("这个文件不像政府信息公开工作年度报告，请确认没有选错文件。")
    carried = [
        f"{column.label} {plain(value)}"
        for column in form.tables["T3"].columns.values()
        if (value := report.figures.values.get(f"T3.carried_out.{column.id}")) is not None
    ]
    st.markdown("结转下年度继续办理（带入本年的上年结转）：" + ("，".join(carried) if carried else "没有读到"))
    sections = [f"{section_name(form, key)} {len(text)} 字" for key, text in report.sections.items() if text]
    st.markdown("文字：" + (as_it_stands("；".join(sections)) if sections else "没有读到"))
    blanks = [item for item in report.findings if item.code == "T-01"]
    serious = [item for item in report.findings if item.code != "T-01" and item.severity is not Severity.INFO]
    for item in serious[:8]:
        st.warning(as_it_stands(item.message))
    if blanks:
        count = sum(len(blank_cells(item)) for item in blanks)
        with st.expander(as_it_stands(f"有 {count} 个单元格是空白或者没有读出")):
            st.markdown("\n".join(f"- {as_it_stands(item.message)}" for item in blanks[:60]))
