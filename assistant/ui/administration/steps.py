"""审核环节 in 管理: the process in force, another of the shipped ones, or one of the office's own making."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from assistant.review import Process, Role, Sign, Step, presets
from assistant.ui import session, shell
from assistant.ui.markdown import as_it_stands

_DRAFT = "steps_draft"
_ROLES = (Role.EDITOR, Role.LEADER)
"""Whose a step may be that is not the first: the first is a clerk's."""


def draw() -> None:
    """The steps as they are, and the way to change them."""
    shell.heading("审核环节")
    process = session.desk().steps.in_force()
    st.html(f"<p><b>{escape(process.name)}</b>：{escape(_line(process))}</p>")
    if process.different:
        st.caption("同一个账号不能连续办理两个环节。")
    st.caption("新的安排用于此后送审的年报；已经送审的，按送审时的安排办完。")
    if session.allowed("set_steps") and st.button("更改审核环节", key="steps_change"):
        session.drop_all("steps_")
        session.put(_DRAFT, process)
        _change()


def _line(process: Process) -> str:
    return " → ".join(f"{step.name}（{'，'.join(_about(step))}）" for step in process.steps)


def _about(step: Step) -> Sequence[str]:
    return [step.role.label, *(f"签署{sign.label}" for sign in step.signs)]


@st.dialog("更改审核环节", width="large")
def _change() -> None:
    current: Process = session.get(_DRAFT)
    shipped = list(presets().values())
    chosen = st.selectbox(
        "从一种安排开始",
        [None, *shipped],
        format_func=lambda one: "现在的安排" if one is None else as_it_stands(one.name),
        key="steps_from",
    )
    if chosen is not None:
        st.caption(as_it_stands(chosen.about))
        if st.button("换成这一种", key="steps_take"):
            _again(chosen)
    # Widgets are made anew when steps are added or taken away: a box must not keep what belonged to another step.
    turn = int(session.get("steps_turn", 0))
    name = st.text_input("名称", current.name, key=f"steps_name_{turn}", max_chars=30)
    lines = [_step(place, step, turn, len(current.steps)) for place, step in enumerate(current.steps)]
    steps = tuple(step for step, dropped in lines if not dropped)
    different = st.checkbox("同一个账号不能连续办理两个环节", current.different, key=f"steps_different_{turn}")
    about = current.about if steps == current.steps else ""
    made = Process(name.strip(), steps, different, about)
    if len(steps) < len(lines):
        _again(made)
    if st.button("加一个环节", key="steps_add"):
        new = Step(f"第{len(steps) + 1}个环节", Role.EDITOR)
        _again(replace(made, steps=(*steps[:-1], new, steps[-1])))
    if problem := session.get("steps_problem"):
        st.error(as_it_stands(problem))
    if st.button("保存", type="primary", key="steps_save"):
        problem = shell.problem_of(lambda: session.desk().steps.choose(made, who=session.who()))
        session.put("steps_problem", problem)
        if problem:
            st.rerun(scope="fragment")
        session.tell("审核环节已保存，用于此后送审的年报。")
        st.rerun()


def _step(place: int, step: Step, turn: int, count: int) -> tuple[Step, bool]:
    """One step's line as it is filled in, and whether it is to be taken away."""
    left, middle, right, end = st.columns([3, 2, 3, 1.2], vertical_alignment="bottom")
    name = left.text_input(f"第{place + 1}个环节", step.name, key=f"steps_{turn}_{place}_name", max_chars=12)
    role = step.role
    if place == 0:
        middle.text_input("由谁办理", role.label, key=f"steps_{turn}_{place}_role", disabled=True)
    else:
        role = middle.selectbox(
            "由谁办理",
            _ROLES,
            index=_ROLES.index(step.role),
            format_func=lambda one: one.label,
            key=f"steps_{turn}_{place}_role",
        )
    signs = right.pills(
        "须签署",
        list(Sign),
        selection_mode="multi",
        default=list(step.signs),
        format_func=lambda one: one.label,
        key=f"steps_{turn}_{place}_signs",
    )
    between = 0 < place < count - 1
    dropped = between and end.button("去掉", key=f"steps_{turn}_{place}_drop")
    return Step(name.strip(), role, tuple(sign for sign in Sign if sign in signs)), dropped


def _again(process: Process) -> None:
    session.put(_DRAFT, process)
    session.put("steps_turn", int(session.get("steps_turn", 0)) + 1)
    session.put("steps_problem", "")
    st.rerun(scope="fragment")
