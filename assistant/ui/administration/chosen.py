"""Settings on 管理 that are kept in the database: the language model, the deadlines, the length of the overview."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from assistant.desk.keeping.choosing import Shown
from assistant.desk.keeping.fields import FIELDS
from assistant.desk.keeping.in_force import DATES, KEY, MODEL
from assistant.ui import session, shell
from assistant.ui.markdown import as_it_stands

_TURN, _SEEN = "chosen_turn", "chosen_seen"
_PROVIDERS = {"openai": "OpenAI 兼容接口", "ollama": "Ollama"}
_PLACEHOLDERS = {
    "llm_base_url": "例如 http://10.0.0.8:8000/v1",
    "llm_model": "例如 qwen3-32b",
    "deadline": "月-日，例如 01-31",
    "government_deadline": "月-日，例如 03-31",
}
_NUMBERS: Mapping[str, Mapping[str, Any]] = {
    "llm_timeout": {"step": 5.0, "format": "%g"},
    "llm_retries": {"step": 1},
    "overview_limit": {"step": 100},
}


def draw() -> None:
    """Both groups, each a form with buttons of its own."""
    shown = session.desk().choosing.shown()
    _forget_what_was_seen(shown)
    shell.heading("语言模型")
    st.caption(
        "接口地址和模型名称都填写，才会使用语言模型。保存后几秒内对所有人生效，不用重新启动；"
        "密钥保存后不再显示，也不放进备份。"
    )
    with st.form("chosen_model", border=False, enter_to_submit=False):
        values = _fields(MODEL[:3], shown)
        key = _key(shown[KEY])
        values |= _fields(MODEL[3:], shown)
        with st.container(horizontal=True):
            save = st.form_submit_button("保存", type="primary", key="chosen_model_save")
            test = st.form_submit_button("测试连接", key="chosen_model_test")
            usual = st.form_submit_button("恢复默认", key="chosen_model_usual")
    if save:
        _save(values, key)
    if test:
        _test(values, key)
    if usual:
        # The key goes with the address it was given for.
        _back_to_usual(MODEL, shown)
    shell.heading("截止日期和字数")
    st.caption("工作台和各页上方按截止日期倒数；总体情况超过字数上限的，校核时提醒。")
    with st.form("chosen_dates", border=False, enter_to_submit=False):
        values = _fields(DATES, shown)
        with st.container(horizontal=True):
            save = st.form_submit_button("保存", type="primary", key="chosen_dates_save")
            usual = st.form_submit_button("恢复默认", key="chosen_dates_usual")
    if save:
        _save(values, None)
    if usual:
        _back_to_usual(DATES, shown)


def _fields(names: tuple[str, ...], shown: Mapping[str, Shown]) -> dict[str, Any]:
    """The fields side by side; what was changed in them."""
    out: dict[str, Any] = {}
    for name, column in zip(names, st.columns(len(names)), strict=True):
        with column:
            value = _field(name, shown[name])
            st.caption(as_it_stands(_origin(name, shown[name])))
        if not shown[name].fixed and value != session.get(_SEEN, {}).get(name):
            out[name] = value
    return out


def _field(name: str, one: Shown) -> Any:
    key = _widget(name)
    label = as_it_stands(FIELDS[name].label)
    if name == "llm_provider":
        kinds = list(_PROVIDERS)
        return st.selectbox(
            label, kinds, kinds.index(one.value), format_func=_PROVIDERS.__getitem__, key=key, disabled=one.fixed
        )
    if name in _NUMBERS:
        return st.number_input(label, value=one.value, key=key, disabled=one.fixed, **_NUMBERS[name])
    typed = st.text_input(
        label, one.value, key=key, disabled=one.fixed, placeholder=_PLACEHOLDERS[name], autocomplete="off"
    )
    return (typed or "").strip()


def _key(one: Shown) -> str | None:
    """What is to become of the key: None to leave it, "" to take it away."""
    left, right = st.columns([2, 1], vertical_alignment="bottom")
    typed = left.text_input(
        "更换密钥" if one.value else "密钥",
        key=_widget(KEY),
        type="password",
        disabled=one.fixed,
        placeholder="已设置，留空为不更换" if one.value else "接口没有密钥的留空",
        autocomplete="new-password",
    )
    own = one.value and not one.fixed
    taken = own and right.checkbox("清除密钥", key=_widget("llm_api_key_clear"))
    said = _origin(KEY, one) if one.fixed else ""
    st.caption(as_it_stands(f"{'已设置' if one.value else '没有设置'}。{said}"))
    if typed and not one.fixed:
        return typed
    return "" if taken else None


def _origin(name: str, one: Shown) -> str:
    if one.fixed:
        return f"由环境变量 NIANBAO_{name.upper()} 设定，在这里不能改"
    return {"本页": "在本页设定", "默认": "默认值"}[one.origin]


def _save(values: Mapping[str, Any], key: str | None) -> None:
    def save() -> None:
        if session.desk().choosing.put(values, who=session.who(), key=key):
            session.tell("接口地址改了，原来的密钥已经清除；新地址需要密钥的，请填写后再保存。", "warning")

    _done(save, "设置已保存，几秒内对所有人生效。")


def _back_to_usual(names: tuple[str, ...], shown: Mapping[str, Shown]) -> None:
    own = dict.fromkeys(name for name in names if shown[name].origin == "本页")
    key = "" if names == MODEL and shown[KEY].origin == "本页" else None
    _done(lambda: session.desk().choosing.put(own, who=session.who(), key=key), "已恢复默认。")


def _done(action: Callable[[], object], said: str) -> None:
    """Do it and draw afresh; what is wrong leaves everything typed as it stands."""
    if shell.attempt(action, said):
        session.put(_TURN, session.get(_TURN, 0) + 1)
    st.rerun()


def _test(values: Mapping[str, Any], key: str | None) -> None:
    with st.spinner("正在测试连接……"):
        said: list[str] = []
        if shell.attempt(lambda: said.append(session.desk().choosing.test(values, who=session.who(), key=key))):
            session.tell(said[0])
    st.rerun()


def _forget_what_was_seen(shown: Mapping[str, Shown]) -> None:
    """What the fields were drawn with, so that only what is changed in them is saved.

    Another may change a setting meanwhile; what was not touched here does not go back to what it was.
    """
    if session.get(_widget("llm_provider")) is None:
        session.put(_SEEN, {name: one.value for name, one in shown.items() if name != KEY})


def _widget(name: str) -> str:
    return f"chosen_{name}_{session.get(_TURN, 0)}"
