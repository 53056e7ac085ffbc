"""送审包: what a leader reads before deciding, on one page with the report itself."""

from assistant.document.packet.content import Answered, ChangedText, Found, Noted, Packet, Signed, Sourced
from assistant.document.packet.page import to_html, to_pdf, to_screen

__all__ = [
    "Answered",
    "ChangedText",
    "Found",
    "Noted",
    "Packet",
    "Signed",
    "Sourced",
    "to_html",
    "to_pdf",
    "to_screen",
]
