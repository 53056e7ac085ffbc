"""The line a person writes to the assistant in; a message may be a pasted page."""

import streamlit as st

LONGEST = 10_000
"""Characters of one message: a pasted page of a summary has some two thousand."""


def line(key: str, placeholder: str, *, disabled: bool = False, max_chars: int = LONGEST) -> str | None:
    """Draw the line; returns what was just sent, None if nothing was."""
    message = st.chat_input(placeholder, key=key, max_chars=max_chars, disabled=disabled)
    return str(message) if message else None
