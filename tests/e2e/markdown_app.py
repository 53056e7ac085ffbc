"""A page with nothing but texts that stand as they are: in a paragraph, on a button, in a message."""

import json
from pathlib import Path

import streamlit as st

from assistant.ui.markdown import as_it_stands

cases = json.loads((Path(__file__).parents[1] / "cases" / "markdown.json").read_text("utf-8"))
for number, case in enumerate(cases):
    with st.container(key=f"text_{number}"):
        st.markdown(as_it_stands(case))
        st.button(as_it_stands(case), key=f"button_{number}")
        st.warning(as_it_stands(case))
