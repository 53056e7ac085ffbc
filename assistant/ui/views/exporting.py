"""导出: the formats with what each is for, what still stands in the way, and everything in one parcel."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from importlib import resources

import streamlit as st

from assistant.desk import Desk, Who, Work
from assistant.document import FORMATS, Format, substitutions
from assistant.review import State
from assistant.ui import session, shell
from assistant.ui.review import publication

_DRAFT = "（草稿）"
_ILLUSTRATED = "export_illustrated"


def main() -> None:
    """Draw the page."""
    work = shell.open_page("导出")
    style = (resources.files("assistant.ui.views") / "exporting.css").read_text("utf-8")
    st.html(f"<style>{style}</style>")
    left, right = st.columns([3, 2], gap="medium")
    with right:
        draft = not _checklist(work)
        publication.draw(work)
    with left:
        st.checkbox("Word、PDF 和网页后面附图表（三年趋势、本年与上年）", key=_ILLUSTRATED)
        _parcel(work, draft=draft)
        _formats(work, draft=draft)


# ---- what stands in the way ------------------------------------------------------------------------


def _checklist(work: Work) -> bool:
    """Draw what still stands in the way; whether the report is finished."""
    line = session.desk().judging.summary(work, date.today())  # noqa: DTZ011 - the office's calendar day
    errors, warnings, blanks = line.errors, line.warnings, line.blanks
    approved = work.state is State.APPROVED
    with st.container(key="checklist", border=True):
        st.markdown("**公布之前**")
        _item(not blanks, "三张表已经填全", f"还有 {blanks} 个单元格空白", ("figures_page", "去填写"))
        _item(not errors, "没有错误", f"还有 {errors} 个错误没有改正", ("checking", "去校核"))
        _item(not warnings, "提醒都已处理", f"还有 {warnings} 个提醒没有处理", ("checking", "去处理"))
        _item(approved, "领导已经通过", f"还没有定稿，现在是“{shell.plain(work.stage)}”", ("reviewing", "去审阅"))
        if not approved:
            st.caption("定稿之前也可以导出，文件名注明“草稿”。")
    substituted = substitutions()
    if substituted:
        with st.expander(f"字体说明（{len(substituted)}）", key="fonts"):
            for sentence in substituted:
                st.text(sentence)
            st.caption("Word 文档中写的是规定字体，在装有这些字体的电脑上打开即可。")
    return approved


def _item(done: bool, good: str, bad: str, way: tuple[str, str]) -> None:  # noqa: FBT001 - a line of a list
    page, label = way
    with st.container(horizontal=True, vertical_alignment="center", key=f"item_{label}"):
        mark = "done" if done else "open"
        st.html(f'<div class="nb-item nb-{mark}">{good if done else bad}</div>')
        if not done and st.button(label, key=f"go_{label}"):
            shell.go(page)


# ---- downloads -------------------------------------------------------------------------------------


def _name(work: Work, suffix: str, *, draft: bool) -> str:
    from assistant.desk import document_name

    name = document_name(work.report, suffix)
    return name.removesuffix(suffix) + (_DRAFT if draft else "") + suffix


def _maker(work: Work, suffix: str) -> Callable[[], bytes]:
    """Makes the file when it is asked for, not when the page is drawn."""
    report_id, illustrated = work.head.id, bool(session.get(_ILLUSTRATED))
    return session.made_later(lambda desk, _: desk.publishing.export(report_id, suffix, illustrated=illustrated)[1])


def _parcel(work: Work, *, draft: bool) -> None:
    report_id, illustrated = work.head.id, bool(session.get(_ILLUSTRATED))
    names = {suffix: _name(work, suffix, draft=draft) for suffix in FORMATS}

    def packed(desk: Desk, _who: Who) -> bytes:
        parcel = io.BytesIO()
        with zipfile.ZipFile(parcel, "w", zipfile.ZIP_DEFLATED) as archive:
            for suffix, name in names.items():
                archive.writestr(name, desk.publishing.export(report_id, suffix, illustrated=illustrated)[1])
        return parcel.getvalue()

    with st.container(key="parcel", border=True, horizontal=True, vertical_alignment="center"):
        st.html(
            f'<div class="nb-format"><b>全部格式</b><span>{len(FORMATS)} 个文件内容相同，'
            "打成一个压缩包，约需几秒</span></div>"
        )
        st.download_button(
            "打包下载",
            session.made_later(packed),
            file_name=_name(work, ".zip", draft=draft),
            mime="application/zip",
            key="download_all",
            type="primary",
            on_click="ignore",
        )


def _formats(work: Work, *, draft: bool) -> None:
    for form in FORMATS.values():
        _format(work, form, draft=draft)


def _format(work: Work, form: Format, *, draft: bool) -> None:
    name = form.suffix.removeprefix(".")
    with st.container(key=f"format_{name}", horizontal=True, vertical_alignment="center"):
        st.html(f'<div class="nb-format"><b>{form.label}</b><span>{form.purpose}</span></div>')
        st.download_button(
            "下载",
            _maker(work, form.suffix),
            file_name=_name(work, form.suffix, draft=draft),
            mime=form.media_type,
            key=f"download_{name}",
            on_click="ignore",
        )


if __name__ == "__main__":
    main()
