"""送审包 in the place of the paper: to be read here, printed by the browser, or taken away as one file."""

import streamlit as st

from assistant.desk import Work, packet_name
from assistant.document import packet
from assistant.ui import session

_PLACE = "packet"
_STYLE = """<style>
.st-key-packet_bar button { min-height: 44px; }
@media print {
  [data-testid="stSidebar"], [data-testid="stHeader"], .nb-top, .st-key-packet_bar, .st-key-company {
    display: none !important; }
  [data-testid="stApp"], [data-testid="stAppViewContainer"], [data-testid="stMain"],
  [data-testid="stMainBlockContainer"] { position: static !important; display: block !important;
    height: auto !important; overflow: visible !important; padding: 0 !important; }
}
</style>"""


def wanted() -> bool:
    """Whether the address asks for the packet."""
    return bool(session.place(_PLACE))


def open_it() -> None:
    """Have the page show the packet, under an address that can be sent."""
    session.set_place(_PLACE, "1")


def show(work: Work) -> None:
    """Draw the packet, the way back, and both files."""
    packets, report_id, person = session.desk().packets, work.head.id, session.who()
    st.html(_STYLE)
    with st.container(key="packet_bar", horizontal=True):
        st.button("返回审阅", key="packet_close", on_click=session.drop_place, args=(_PLACE,))
        st.download_button(
            "下载网页",
            session.made_later(lambda desk, who: desk.packets.html(report_id, who=who)),
            file_name=packet_name(work.report, ".html"),
            mime="text/html",
            key="packet_html",
            on_click="ignore",
        )
        st.download_button(
            "下载 PDF",
            session.made_later(lambda desk, who: desk.packets.pdf(report_id, who=who)),
            file_name=packet_name(work.report, ".pdf"),
            mime="application/pdf",
            key="packet_pdf",
            type="primary",
            on_click="ignore",
        )
    with st.container(key="packet"):
        st.html(packet.to_screen(packets.packet(report_id, who=person)))
