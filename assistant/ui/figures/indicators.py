"""补充指标: the organ's own figures, a row each, saved as they are typed.

Everything is saved in callbacks, which run even when the same moment also leads to another tab or page, and without a
rerun of our own, which would take that other click back.
"""

import streamlit as st

from assistant.desk import Work
from assistant.ui.figures import indicator_new, indicator_rows, indicator_saving


def draw(work: Work, *, editable: bool) -> None:
    """The list, a row to add, and a box to paste rows from a spreadsheet."""
    st.caption("本机关自己的数字，例如微博发布条数、网站访问量、培训场次。文字中能写的数字，除三张表外只有这些。")
    if editable:
        indicator_saving.show_changes(work.head.id, work.report.indicators)
    with st.container(key="indicators"):
        indicator_rows.heads()
        for item in work.report.indicators:
            if editable:
                indicator_rows.draw(work.head.id, item, work.report.form)
            else:
                indicator_rows.printed(item)
        if editable:
            indicator_rows.unsaved(work.head.id)
            indicator_new.draw(work)
