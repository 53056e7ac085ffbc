"""台账与表格文件: the workbook out and in, the ledger counted into table three, an edited Word file read back."""

from collections.abc import Sequence

import streamlit as st

from assistant.desk import Work
from assistant.errors import NianbaoError
from assistant.findings import Finding
from assistant.ui import session, shell
from assistant.ui.figures import ledger_tab
from assistant.ui.markdown import as_it_stands

_SHOWN = 8


def draw(work: Work, *, editable: bool) -> None:
    """Two columns: the workbook, the ledger; below them an edited Word file."""
    from assistant.ui.edited import edited_file  # with all that is known of wording, which no table needs

    left, right = st.columns(2, gap="large")
    with left:
        _workbook(work, editable=editable)
    with right:
        ledger_tab.draw(work, editable=editable)
    st.divider()
    edited_file.show(work, editable=editable, cells_first=True)


def _workbook(work: Work, *, editable: bool) -> None:
    shell.heading("数据填报表（Excel）")
    st.caption("下载后分发填写，填好再上传。表样与法定格式一致，合计自动计算；空白不会当作 0。")
    st.download_button(
        "下载填报表",
        session.made_later(lambda desk, _: desk.importing.workbook(work.head.id)),
        file_name=f"{work.head.organ}{work.head.year}年数据填报表.xlsx",
        key="workbook_download",
    )
    if not editable:
        return
    file = st.file_uploader("上传填好的填报表", type=["xlsx"], key="workbook_upload")
    if file is None:
        return
    try:
        report = session.desk().importing.read_workbook(file.name, file.getvalue())
    except NianbaoError as problem:
        st.error(as_it_stands(problem.message))
        return
    st.markdown(
        f"读到 {len(report.figures.values)} 个单元格、{len(report.indicators)} 项指标、{len(report.notes)} 条事实。"
    )
    _said(report.findings)
    if st.button("导入到本年报", type="primary", key="workbook_import"):
        saved = session.desk().reports.import_figures(work.head.id, report, who=session.who())
        for sentence in saved.refused.values():
            session.tell(sentence, "warning")
        session.tell("已导入；导入前的内容保存为一个版本，可在“审阅”中恢复。")
        st.rerun()


def _said(findings: Sequence[Finding]) -> None:
    """What was not read as it stands, sheet and cell named; a long list folds."""
    for finding in findings[:_SHOWN]:
        st.warning(as_it_stands(finding.message))
    if rest := findings[_SHOWN:]:
        with st.expander(f"还有 {len(rest)} 处"):
            st.markdown("\n".join(f"- {as_it_stands(finding.message)}" for finding in rest))
