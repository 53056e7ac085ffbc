"""Taking in: files chosen for 往年资料, filed one after the other, each with its outcome."""

import streamlit as st

from assistant.desk import READABLE, Outcome
from assistant.ui import session
from assistant.ui.archive.checking import open_in_archive
from assistant.ui.archive.pages_told import pages_told
from assistant.ui.markdown import as_it_stands

_STATUS = {"filed": "已存入", "replaced": "已替换", "duplicate": "已有", "failed": "未存入"}


def take_in() -> None:
    """Choose files and file them; what became of each stays until the next time."""
    st.caption(
        "可以一次选择多个文件，也可以是含有多份年报的压缩包（zip）。读出的机关、年度和问题逐个列出，原文件一并保存。"
    )
    files = st.file_uploader(
        "往年年报",
        type=[suffix.removeprefix(".") for suffix in READABLE],
        accept_multiple_files=True,
        label_visibility="collapsed",
        key="archive_files",
        max_upload_size=session.desk().settings.upload_limit_mb,
    )
    on_duplicate = st.radio(
        "同一机关同一年度已有时",
        ["skip", "replace"],
        format_func={"skip": "保留已有的", "replace": "用新的替换"}.get,
        horizontal=True,
        key="archive_duplicate",
    )
    if files and st.button(f"存入 {len(files)} 个文件", type="primary", key="archive_take"):
        progress = st.progress(0.0)
        outcomes: list[Outcome] = []
        for index, file in enumerate(files, 1):
            reading = f"正在读取 {as_it_stands(file.name)}（{index}/{len(files)}）"
            share = (index - 1) / len(files)
            progress.progress(share, text=reading)

            def tell(pages: str, share: float = share, reading: str = reading) -> None:
                progress.progress(share, text=f"{reading}：{as_it_stands(pages)}")

            with pages_told(tell):
                outcomes.extend(
                    session.desk().archive.add_all(
                        file.name,
                        file.getvalue(),
                        who=session.who(),
                        on_duplicate="replace" if on_duplicate == "replace" else "skip",
                    )
                )
        progress.empty()
        session.put("archive_outcomes", outcomes)
    for outcome in session.get("archive_outcomes", []):
        _outcome(outcome)


def _outcome(outcome: Outcome) -> None:
    message = {"filed": st.success, "replaced": st.success, "duplicate": st.warning, "failed": st.error}[outcome.status]
    message = st.warning if outcome.unindexed else message
    # The sentence may begin with the outcome and name the file itself: neither is said twice.
    status = _STATUS[outcome.status]
    sentence = outcome.message.removeprefix(f"{status}：")
    message(
        as_it_stands(f"{status}：{sentence}" if outcome.name in sentence else f"{status} {outcome.name}：{sentence}")
    )
    if outcome.status in {"filed", "replaced"} and outcome.findings:
        with st.expander(f"{as_it_stands(outcome.name)}：读取时发现 {len(outcome.findings)} 个问题"):
            st.markdown("\n".join(f"- {as_it_stands(item.message)}" for item in outcome.findings[:100]))
        st.button(
            "对照原件核对",
            key=f"archive_check_{outcome.archive_id}",
            help="原件和读到的数字、文字并排查看，可以逐处更正",
            on_click=open_in_archive,
            args=(outcome.archive_id,),
        )
