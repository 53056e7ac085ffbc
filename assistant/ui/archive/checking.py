"""Checking: the switch that opens a file's original beside what was read of it."""

import streamlit as st

from assistant.desk import doubtful_reading
from assistant.report import Report
from assistant.ui import session
from assistant.ui.archive.pages_told import pages_told
from assistant.ui.beside import beside
from assistant.ui.markdown import as_it_stands

_OPEN = "beside_open_{}"


def checking(archive_id: str, report: Report, *, just_read: bool = False) -> None:
    """The switch, and below it the original beside what was read.

    Of a file that was `just_read` it is open at once where the reader was not certain of everything.
    """
    key = _OPEN.format(archive_id)
    if key not in st.session_state:
        st.session_state[key] = just_read and doubtful_reading(report)
    if st.toggle("核对读到的内容", key=key, help="原件和读到的数字、文字并排查看，可以逐处更正"):
        pages = st.empty()
        with st.spinner("正在读取原件……"), pages_told(lambda told: pages.caption(as_it_stands(told))):
            session.desk().beside.look(archive_id)
        pages.empty()
        beside(archive_id)


def open_in_archive(archive_id: str) -> None:
    """Turn 往年资料 to a filed report with its original open beside it; for a button of that page, when pressed."""
    session.put(_OPEN.format(archive_id), value=True)
    session.put("archive_chosen", session.desk().archive.entry(archive_id))
    session.put("archive_tab", "资料")
    session.turn_address("tab", "archive_tab")
