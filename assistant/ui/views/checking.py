"""校核: every finding as one sentence with its place and the way there, hardest first."""

from collections.abc import Sequence
from importlib import resources

import streamlit as st

from assistant.desk import Judged, Work
from assistant.findings import Finding, Severity
from assistant.form import Form
from assistant.ui import session, shell
from assistant.ui.markdown import as_it_stands
from assistant.ui.review import finding_places

_GROUPS = (
    (Severity.ERROR, "必须改", "错误改正之前不能送审。"),
    (Severity.WARNING, "请确认", "请改正，或者说明理由后保留。"),
    (Severity.INFO, "提示", "供参考，不影响送审。"),
)
# Lines of a group drawn at once: a page of two hundred buttons is slow and read by nobody.
_SHOWN = 25


def main() -> None:
    """Draw the page."""
    work = shell.open_page("校核")
    style = (resources.files("assistant.ui.views") / "checking.css").read_text("utf-8")
    st.html(f"<style>{style}</style>")
    judged = session.desk().judging.findings(work.head.id, work)
    blanks = [item for item in judged if _is_blank(work, item)]
    others = [item for item in judged if not _is_blank(work, item)]
    if not any(item.open for item in judged):
        _all_clear(work)
    for severity, title, hint in _GROUPS:
        folded = blanks if severity is Severity.ERROR else []
        _group(work, title, hint, [item for item in others if item.finding.severity is severity], folded)
    if any(item.open for item in judged):
        _first_step(judged, work.report.form)


def _is_blank(work: Work, item: Judged) -> bool:
    """Whether a finding only says that a cell is still blank: such ones are folded, a line a table."""
    code = item.finding.where
    figures = work.report.figures
    return (
        item.finding.code == "T-01"
        and code in work.report.form.cells
        and figures.values.get(code) is None
        and code not in figures.unreadable
    )


def _all_clear(work: Work) -> None:
    with st.container(key="all_clear", border=True):
        st.markdown("**全部校核通过**：表内勾稽、跨年衔接、文字数据和内容要求都没有发现需要处理的问题。")
        if st.button("下一步：审阅", key="next", type="primary"):
            shell.go("reviewing")
        if work.state.turn is not None:
            st.caption(as_it_stands(f"年报现在是“{work.stage}”，由{work.state.turn.label}办理。"))


def _first_step(judged: Sequence[Judged], form: Form) -> None:
    """The page's one primary act: the first thing to mend, or on to review when only reasons are wanting."""
    mended = (item.finding for item in judged if item.open and finding_places.target(item.finding, form))
    first = next(mended, None)
    with st.container(key="next_step", horizontal=True, horizontal_alignment="right"):
        if first is not None and st.button("下一步：修改第一处", key="next", type="primary"):
            _go(first, form)


def _go(finding: Finding, form: Form) -> None:
    target = finding_places.target(finding, form)
    if target is not None:
        shell.go(target.page, **target.query)


# ---- a group ---------------------------------------------------------------------------------------


def _group(work: Work, title: str, hint: str, items: list[Judged], blanks: list[Judged]) -> None:
    if not items and not blanks:
        return
    count = f"{len(items)} 条" + (f"，空白单元格 {len(work.to_fill)} 个" if work.to_fill else "")
    with st.container(key=f"group_{title}", gap=None):
        st.html(f'<div class="nb-group"><b>{title}</b> {count}<span>{hint}</span></div>')
        for table, codes in _by_table(blanks, work.report.form).items():
            _folded(table, codes, work.report.form)
        slot = f"checking_shown:{title}"
        shown = int(session.get(slot, _SHOWN))
        for number, item in enumerate(items[:shown]):
            _line(work, item, key=f"{item.finding.fingerprint}_{number}")
        if len(items) > shown and st.button(f"再显示 {len(items) - shown} 条", key=f"more_{title}"):
            session.put(slot, len(items))
            st.rerun()


def _by_table(blanks: Sequence[Judged], form: Form) -> dict[str, list[str]]:
    tables: dict[str, list[str]] = {}
    for item in blanks:
        tables.setdefault(form.cells[item.finding.where].table, []).append(item.finding.where)
    return tables


def _folded(table: str, codes: list[str], form: Form) -> None:
    typed = [code for code in codes if not form.cells[code].computed]
    with st.container(key=f"blanks_{table}", horizontal=True, vertical_alignment="center"):
        name = form.tables[table].name
        if typed:
            text = f"{name}还有 {len(typed)} 个空白单元格，请填写；没有发生的填 0。"
        else:
            text = f"{name}还有 {len(codes)} 个合计没有算出，请先填写有关单元格。"
        st.html(f'<div class="nb-finding">{text}</div>')
        if st.button("去填写", key=f"fill_{table}"):
            shell.go("figures_page", tab=table, cell=(typed or codes)[0])


def _line(work: Work, item: Judged, *, key: str) -> None:
    finding, form = item.finding, work.report.form
    with st.container(key=f"finding_{key}", horizontal=True, vertical_alignment="center"):
        st.html(finding_places.sentence_html(finding, form, waived=item.waiver.reason if item.waiver else ""))
        if finding_places.target(finding, form) is not None and st.button("去修改", key=f"go_{key}"):
            _go(finding, form)
        if session.closed(work.head):
            return
        if item.waiver is not None:
            if st.button(
                "收回", key=f"unwaive_{key}", help=as_it_stands(f"{item.waiver.actor}说明的理由，收回后重新列为提醒。")
            ):
                _unwaive(work, finding)
        elif finding.severity is Severity.WARNING:
            _waive(work, finding, key)
        elif finding.code == "G-01" and finding.values.get("text"):
            _confirm(work, finding, key)


def _waive(work: Work, finding: Finding, key: str) -> None:
    with st.popover("说明理由后保留", key=f"waive_{key}"):
        reason = st.text_input(
            "保留的理由",
            key=f"reason_{key}_{work.head.id}",
            placeholder="例如：职能划转，数据口径变化",
            max_chars=200,
            persist_state="session",
        )
        if st.button("保留", key=f"waive_save_{key}"):
            shell.attempt(
                lambda: session.desk().judging.waive(
                    work.head.id, finding.fingerprint, reason or "", who=session.who()
                ),
                "已保留，理由已记录；有关数据变化后会重新提醒。",
            )
            st.rerun()


def _unwaive(work: Work, finding: Finding) -> None:
    shell.attempt(
        lambda: session.desk().judging.unwaive(work.head.id, finding.fingerprint, who=session.who()), "已收回。"
    )
    st.rerun()


def _confirm(work: Work, finding: Finding, key: str) -> None:
    number = str(finding.values["text"])
    with st.popover("确认数字", key=f"confirm_{key}"):
        st.caption("数字属实而表格和补充指标中没有的，写明出处后确认。")
        note = st.text_input(
            as_it_stands(f"“{number}”的出处"),
            key=f"note_{key}_{work.head.id}",
            placeholder="例如：办公室培训签到册",
            max_chars=200,
            persist_state="session",
        )
        if st.button("确认", key=f"confirm_save_{key}"):
            shell.attempt(
                lambda: session.desk().judging.confirm_number(
                    work.head.id, finding.where, number, note or "", who=session.who()
                ),
                f"已确认“{number}”，出处已记录。",
            )
            st.rerun()


if __name__ == "__main__":
    main()
