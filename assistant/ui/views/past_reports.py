"""往年资料: what is in the archive, files taken in with their outcome, and search."""

import html
from decimal import Decimal

import streamlit as st

from assistant.desk import Reread
from assistant.figures import plain
from assistant.form import known, section_name, section_title
from assistant.store import Filed
from assistant.ui import searched, session, shell
from assistant.ui.archive.checking import checking
from assistant.ui.archive.taking_in import take_in
from assistant.ui.markdown import as_it_stands

_KINDS = ["部门", "政府", "乡镇街道", "其他"]


def main() -> None:
    """Draw the page."""
    shell.begin("往年资料")
    tab = session.turned_to("tab", "archive_tab", list(_TABS))
    st.segmented_control(
        "部分",
        list(_TABS),
        label_visibility="collapsed",
        key="archive_tab",
        required=True,
        on_change=session.turn_address,
        args=("tab", "archive_tab"),
    )
    _TABS[tab]()


# ---- what is there


def _matrix() -> None:
    entries = session.desk().archive.entries()
    if not entries:
        st.info("还没有往年资料。存入往年的年报后，起草时可以参考其中的表述，也可以核对跨年数字。")
        return
    years = sorted({entry.year for entry in entries if entry.year}, reverse=True)
    organs: dict[str, dict[int | None, Filed]] = {}
    for entry in entries:
        organs.setdefault(entry.organ or "（机关名称未识别）", {})[entry.year] = entry
    head = "".join(f"<th scope='col'>{year}</th>" for year in years)
    rows = "".join(
        f"<tr><th scope='row'>{html.escape(organ)}</th>"
        + "".join(f"<td>{'有' if year in filed else ''}</td>" for year in years)
        + "</tr>"
        for organ, filed in organs.items()
    )
    st.html(
        f"<table class='nb-matrix'><thead><tr><th scope='col'>机关</th>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )
    st.caption(f"共 {len(organs)} 个机关、{len(entries)} 份年报。")
    if st.button("全部重新读取", key="archive_reread", help="程序升级后，用现在的程序重新读取保存的原文件"):
        _reread([entry.id for entry in entries])
    for outcome in session.get("archive_reread_outcomes", []):
        _reread_outcome(outcome)
    chosen = st.selectbox(
        "查看一份",
        entries,
        index=None,
        placeholder="选择机关和年度",
        format_func=lambda entry: f"{entry.organ or '机关未识别'}　{entry.year or '年度未识别'}",
        key="archive_chosen",
    )
    if chosen is not None:
        _one(chosen)


def _reread(archive_ids: list[str]) -> None:
    """Read originals again, with progress; what changed is shown until the next time."""
    progress = st.progress(0.0)
    outcomes = []
    for outcome in session.desk().archive.reread(archive_ids, who=session.who()):
        outcomes.append(outcome)
        progress.progress(len(outcomes) / len(archive_ids), text=f"已读 {len(outcomes)}/{len(archive_ids)}")
    progress.empty()
    session.put("archive_reread_outcomes", outcomes)


def _reread_outcome(outcome: Reread) -> None:
    if outcome.status in {"same", "kept"}:
        st.caption(as_it_stands(f"{outcome.name}：{outcome.message}"))
        return
    message = st.error if outcome.status == "failed" else st.success
    message(as_it_stands(f"{outcome.name}：{outcome.message}"))
    if outcome.cells:
        with st.expander(f"{as_it_stands(outcome.name)}：变化的单元格 {len(outcome.cells)} 个"):
            said = [f"{cell.name}：{_value(cell.before)} → {_value(cell.after)}" for cell in outcome.cells]
            st.markdown("\n".join(f"- {as_it_stands(one)}" for one in said))


def _value(value: Decimal | None) -> str:
    return "空" if value is None else plain(value)


def _one(entry: Filed) -> None:
    report = session.desk().archive.report(entry.id)
    form = report.form
    shell.heading(report.title or entry.organ)
    st.caption(
        as_it_stands(
            f"来源：{entry.name}　性质：{entry.kind or '未识别'}　层级：{entry.level or '未识别'}　"
            f"地区：{entry.region or '未识别'}　读出单元格 {len(report.figures.values)} 个"
        )
    )
    checking(entry.id, report)
    for section in (*form.narrative, "unplaced"):
        if text := report.section(section):
            with st.expander(as_it_stands(section_name(form, section)), expanded=False):
                st.text(text)
    if report.findings:
        with st.expander(f"读取时发现 {len(report.findings)} 个问题"):
            st.markdown("\n".join(f"- {as_it_stands(item.message)}" for item in report.findings[:100]))
    with st.expander("更正机关、年度和性质"), st.form(f"correct_{entry.id}", border=False):
        organ = st.text_input("机关名称", entry.organ)
        year = st.number_input("年度", min_value=2008, max_value=2100, value=entry.year or 2024, step=1)
        kinds = _KINDS if entry.kind in _KINDS else [entry.kind, *_KINDS]
        kind = st.selectbox("性质", kinds, index=kinds.index(entry.kind))
        level = st.text_input("层级", entry.level)
        region = st.text_input("地区", entry.region)
        if st.form_submit_button("保存更正"):
            shell.attempt(
                lambda: session.desk().archive.correct(
                    entry.id,
                    organ=organ,
                    year=int(year),
                    kind=kind or "",
                    level=level,
                    region=region,
                    who=session.who(),
                ),
                "已更正。",
            )
            st.rerun()
    name, data = session.desk().archive.original(entry.id)
    left, middle, right = st.columns([1, 1, 4])
    if data is not None:
        left.download_button("下载原文件", data, file_name=name, key=f"original_{entry.id}")
        if middle.button("重新读取", key=f"reread_{entry.id}", help="用现在的程序重新读取这份原文件"):
            _reread([entry.id])
            st.rerun()
    if session.allowed("archive_remove") and right.button("从往年资料移除", key=f"remove_{entry.id}"):
        shell.attempt(lambda: session.desk().archive.remove(entry.id, who=session.who()), "已移除。")
        st.rerun()


# ---- search


def _search() -> None:
    parts = dict.fromkeys(section for form in known() for section in form.narrative)
    columns = st.columns([4, 2, 2, 1], vertical_alignment="bottom")
    query = columns[0].text_input("查找的词句", key="archive_query", placeholder="例如：政务新媒体规范管理")
    section = columns[1].selectbox(
        "部分",
        [None, *parts],
        format_func=lambda key: section_title(key) if key else "全部",
        key="archive_section",
    )
    organs = sorted({entry.organ for entry in session.desk().archive.entries() if entry.organ})
    organ = columns[2].selectbox("机关", [None, *organs], format_func=lambda name: name or "全部", key="archive_organ")
    columns[3].button("查找", type="primary", key="archive_find", width="stretch")
    if not query.strip():
        return
    with st.spinner("正在查找，首次查找需要准备索引……"):
        hits = session.desk().archive.search(query, section=section, organ=organ, k=12)
    searched.amiss()
    if not hits:
        st.info("没有找到相近的往年表述。可以换一个说法，或者放宽部分和机关。")
    for hit in hits:
        passage = hit.passage
        years = "、".join(f"{year}年" for year in (hit.years or ((passage.year,) if passage.year else ())))
        st.html(
            f"<div class='nb-passage'><div class='nb-quiet'>{html.escape(passage.organ)}　{years}　"
            f"{html.escape(section_title(passage.section))}</div>{searched.marked(passage.text, query)}</div>"
        )


_TABS = {"资料": _matrix, "查找": _search, "存入": take_in}

main()
