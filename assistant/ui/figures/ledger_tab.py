"""The ledger on the figures page: columns confirmed, counted, what was not placed, and the cases behind a cell."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from html import escape

import streamlit as st

from assistant.desk import Work
from assistant.desk.current_reports.importing import cases_of
from assistant.errors import NianbaoError
from assistant.figures import plain
from assistant.findings import Severity
from assistant.ledger import FIELDS, NEEDED, Counted, Headings
from assistant.ui import session, shell
from assistant.ui.markdown import as_it_stands

_NONE = "（没有这一列）"
Cases = Mapping[str, Sequence[tuple[str, str]]]
"""For each counted cell the ledger row and the case number of its applications."""


def draw(work: Work, *, editable: bool) -> None:
    """The ledger's half of the tab; the last counting stays for the session."""
    shell.heading("依申请公开台账")
    st.caption("一行一件申请：收到日期、申请人类型、办理结果、答复日期。程序据此汇总表三，不保存申请人姓名和联系方式。")
    if not editable:
        return
    st.download_button(
        "下载空白台账",
        session.made_later(lambda desk, _: desk.importing.ledger_template(work.report.form)),
        file_name="依申请公开台账.xlsx",
        key="ledger_template",
    )
    key = f"ledger_counted_{work.head.id}"
    file = st.file_uploader("上传台账", type=["xlsx", "csv"], key="ledger_upload")
    if file is not None:
        _confirm(work, file.name, file.getvalue(), key)
    kept: tuple[str, Counted] | None = session.get(key)
    if kept is not None:
        _result(work, *kept)
    elif taken := cases(work.head.id):
        st.markdown("表三已按台账填写。")
        _behind(work, taken)


def cases(report_id: str) -> Cases:
    """The applications behind each cell of the ledger taken last, read once a session."""
    if session.get(_kept(report_id)) is None:
        session.put(_kept(report_id), session.desk().importing.cases(report_id))
    kept: Cases = session.get(_kept(report_id))
    return kept


def _kept(report_id: str) -> str:
    return f"ledger_cases_{report_id}"


def _behind(work: Work, counted: Cases) -> None:
    """Choose a cell, see its applications."""
    if not counted:
        return
    code = st.selectbox(
        "查看每个数字由哪些申请计出",
        list(counted),
        format_func=lambda code: f"{work.report.form.cell_name(code)}：{len(counted[code])} 件",
        key=f"ledger_cell_{work.head.id}",
    )
    if code in counted:
        st.html(_table("计入这一格的申请", ("台账行", "编号"), counted[code]))


def _confirm(work: Work, name: str, data: bytes, key: str) -> None:
    """Which heading was taken for what; counted only once a person has confirmed it."""
    try:
        found = session.desk().importing.ledger_headings(name, data)
    except NianbaoError as problem:
        st.error(as_it_stands(problem.message))
        return
    st.markdown("请确认每一项取自台账的哪一列：")
    columns = _columns(found, name)
    absent = [title for field, title in NEEDED.items() if field not in columns]
    twice = {title for title in columns.values() if list(columns.values()).count(title) > 1}
    if absent:
        st.warning(f"还没有指定{'、'.join(f'“{title}”' for title in absent)}取自哪一列，不能汇总。")
    if twice:
        st.warning(as_it_stands(f"“{min(twice)}”一列被指定了两次，请改正。"))
    if not st.button("列名无误，开始汇总", key="ledger_count", disabled=bool(absent or twice)):
        return
    try:
        session.put(key, (name, _counted(work, name, data, columns)))
    except NianbaoError as problem:
        session.drop(key)
        st.error(as_it_stands(problem.message))


def _counted(work: Work, name: str, data: bytes, columns: Mapping[str, str]) -> Counted:
    return session.desk().importing.count_ledger(name, data, work.head.year, columns, form=work.report.form)


def _columns(found: Headings, name: str) -> dict[str, str]:
    options = [_NONE, *found.titles]
    chosen: dict[str, str] = {}
    left, right = st.columns(2)
    for index, (field, title) in enumerate(FIELDS.items()):
        taken = found.fields.get(field, _NONE)
        with left if index % 2 == 0 else right:
            heading = st.selectbox(
                title if field in NEEDED else f"{title}（可以没有）",
                options,
                index=options.index(taken) if taken in options else 0,
                key=f"ledger_{name}_{field}",
            )
        if heading and heading != _NONE:
            chosen[field] = heading
    return chosen


def _result(work: Work, name: str, counted: Counted) -> None:
    values = counted.figures.values
    received = sum(
        (values[code] for code in values if code.startswith("T3.received.") and "total" not in code), Decimal(0)
    )
    st.markdown(f"“{as_it_stands(name)}”汇总出{counted.year}年新收 **{plain(received)}** 件。")
    for finding in counted.findings:
        if not (finding.severity is Severity.ERROR and counted.unplaced):
            st.warning(as_it_stands(finding.message))
    if counted.unplaced:
        st.error(f"有 {len(counted.unplaced)} 行没有计入，请补正台账后重新上传。")
        rows = [(one.row, counted.numbers.get(one.row, ""), one.reason) for one in counted.unplaced]
        st.html(_table("没有计入的行", ("行", "编号", "原因"), rows))
    _behind(work, cases_of(counted))
    if st.button("采用为表三", type="primary", key="ledger_take"):
        saved = session.desk().importing.take_ledger(work.head.id, counted, who=session.who())
        session.drop(_kept(work.head.id))
        for sentence in saved.refused.values():
            session.tell(sentence, "warning")
        session.tell("表三已按台账填好。")
        st.rerun()


def _table(caption: str, heads: tuple[str, ...], rows: Iterable[Sequence[str]]) -> str:
    """A plain accessible table of a few columns, framed and scrolling by itself when long."""
    rows = list(rows)
    head = "".join(
        f'<th scope="col" style="text-align:left;padding:2px 12px 2px 0">{escape(text)}</th>' for text in heads
    )
    body = "".join(
        "<tr>" + "".join(f'<td style="padding:2px 12px 2px 0">{escape(cell) or "—"}</td>' for cell in row) + "</tr>"
        for row in rows
    )
    return (
        f'<div class="nb-listed" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f"<table><caption style='text-align:left;white-space:nowrap'>{escape(caption)}（共 {len(rows)} 行）</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
