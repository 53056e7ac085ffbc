"""台账与表格文件: the workbook out and in, and the ledger of applications counted into table three."""

from decimal import Decimal

import streamlit as st

from assistant.desk import Work
from assistant.desk.importing import cases_of
from assistant.errors import NianbaoError
from assistant.figures import plain
from assistant.findings import Severity
from assistant.form import load
from assistant.ui import session


def draw(work: Work, *, editable: bool) -> None:
    """Two columns: the workbook, the ledger."""
    left, right = st.columns(2, gap="large")
    with left:
        _workbook(work, editable=editable)
    with right:
        _ledger(work, editable=editable)


def _workbook(work: Work, *, editable: bool) -> None:
    st.markdown("##### 数据填报表（Excel）")
    st.caption("下载后分发填写，填好再上传。表样与法定格式一致，合计自动计算；空白不会当作 0。")
    st.download_button(
        "下载填报表",
        lambda: session.desk().importing.workbook(work.head.id),
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
        st.error(problem.message)
        return
    st.markdown(
        f"读到 {len(report.figures.values)} 个单元格、{len(report.indicators)} 项指标、{len(report.notes)} 条事实。"
    )
    for finding in [
        item for item in report.findings if item.code != "T-01" or report.figures.unreadable.get(item.where)
    ]:
        st.warning(finding.message)
    if st.button("导入到本年报", type="primary", key="workbook_import"):
        saved = session.desk().reports.import_figures(work.head.id, report, who=session.who())
        for sentence in saved.refused.values():
            session.tell(sentence, "warning")
        session.tell("已导入；导入前的内容保存为一个版本，可在“审阅”中恢复。")
        st.rerun()


def _ledger(work: Work, *, editable: bool) -> None:
    st.markdown("##### 依申请公开台账")
    st.caption("一行一件申请：收到日期、申请人类型、办理结果、答复日期。程序据此汇总表三，不保存申请人姓名和联系方式。")
    if not editable:
        return
    file = st.file_uploader("上传台账", type=["xlsx", "csv"], key="ledger_upload")
    if file is None:
        return
    try:
        counted = session.desk().importing.count_ledger(file.name, file.getvalue(), work.head.year)
    except NianbaoError as problem:
        st.error(problem.message)
        return
    form = load()
    values = counted.figures.values
    received = [
        values[code] for code in form.tables["T3"].codes() if code.startswith("T3.received.") and code in values
    ]
    st.markdown(f"汇总出本年新收 {plain(sum(received, Decimal(0)))} 件。")
    for finding in counted.findings:
        (st.error if finding.severity is Severity.ERROR else st.warning)(finding.message)
    with st.expander("每个数字由台账中哪些行计出"):
        st.markdown("\n".join(f"- {name}：{rows}" for name, rows in cases_of(counted).items()) or "没有计出任何一件。")
    if st.button("采用为表三", type="primary", key="ledger_take"):
        saved = session.desk().importing.take_ledger(work.head.id, counted, who=session.who())
        for sentence in saved.refused.values():
            session.tell(sentence, "warning")
        session.tell("表三已按台账填好。")
        st.rerun()
