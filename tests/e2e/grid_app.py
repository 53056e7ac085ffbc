"""A page with nothing but a statutory table, for driving it in a browser.

`?table=T4` chooses the table, `&full=1` starts from balanced figures, `&last=1` shows last year's and locks what is
carried over, `&slow=2` makes every saving take that many seconds, `&plain=1` takes the event as a returned value.
"""

import time
from decimal import Decimal

import streamlit as st

from assistant.figures import Figures
from assistant.tables import fill
from assistant.ui.grid import GridEvent, apply, statutory_table

st.set_page_config(layout="wide", page_title="表格")
chosen = st.query_params
table = chosen.get("table", "T3")
key = f"demo-{table}"


@st.cache_resource
def kept() -> dict[str, Figures]:
    """What has been typed and saved, outliving a reload of the page; totals are computed when it is shown."""
    return {}


def start() -> Figures:
    """The figures the page begins with."""
    if not chosen.get("full"):
        return Figures()
    values = {code: Decimal(0) for code, cell in Figures().form.cells.items() if not cell.computed}
    for code in ("received", "granted"):
        values[f"T3.{code}.business"] = Decimal(75)
    return Figures(values)


name = chosen.get("name", "demo")
saved = kept()
saved.setdefault(name, start())
last = None
if chosen.get("last"):
    previous = {code: Decimal(3) for code in Figures().form.cells}
    last = Figures({**previous, "T3.carried_out.natural_person": Decimal(2)})
locked = {f"T3.carried_in.{column}" for column in last.form.tables["T3"].columns} if last else set()
locked -= st.session_state.get("unlocked", set())


def save(event: GridEvent) -> None:
    """Keep what was typed, as the desk does."""
    time.sleep(float(chosen.get("slow", "0")))
    changes, refusals = apply(event.edits, saved[name], locked=locked)
    saved[name] = saved[name].with_values(changes)
    st.session_state["refused"] = refusals
    st.session_state["unlocked"] = st.session_state.get("unlocked", set()) | set(event.unlock)


@st.fragment
def draw() -> None:
    """The table alone is drawn anew after an edit."""
    event = statutory_table(
        table,
        fill(saved[name]).figures,
        key=key,
        last=last,
        locked=locked - st.session_state.get("unlocked", set()),
        changed={"T3.granted.business"} if last else (),
        focus=chosen.get("focus", ""),
        closed="现在只能查看。" if chosen.get("read_only") else "",
        refused=st.session_state.get("refused", []),
        on_event=None if chosen.get("plain") else save,
    )
    if event:
        save(event)
        st.rerun(scope="fragment")
    st.markdown(f"<span data-role='saved-cells'>{len(fill(saved[name]).figures.values)}</span>", unsafe_allow_html=True)


draw()
