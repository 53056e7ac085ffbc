"""What a search of past reports found: its words marked, and why it may have found less than there is."""

import html
import re

import streamlit as st

from assistant.ui import session
from assistant.ui.markdown import as_it_stands


def amiss() -> None:
    """Say what was amiss with the last searches; nothing if nothing was."""
    for sentence in session.desk().index.amiss:
        st.warning(as_it_stands(sentence))


def marked(text: str, query: str) -> str:
    """The passage with the query's words marked."""
    words = {
        query[at : at + 2] for at in range(len(query) - 1) if re.fullmatch(r"[\u4e00-\u9fff]{2}", query[at : at + 2])
    }
    escaped = html.escape(text)
    if not words:
        return escaped
    pattern = "|".join(re.escape(word) for word in sorted(words))
    return re.sub(f"(?:{pattern})+", lambda match: f"<mark>{match[0]}</mark>", escaped)
