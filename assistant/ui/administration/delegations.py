"""委托: a leader hands what waits for them to a colleague for some days; an administrator may for one who cannot."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

import streamlit as st

from assistant.desk.persons.seats import leads
from assistant.store import EVERY_ORGAN, Account, Delegation
from assistant.ui import session, shell
from assistant.ui.days import day_of
from assistant.ui.markdown import as_it_stands

_EVERY = "我任领导的全部机关"
_PAST = 10
"""Delegations that are over and still listed: a judgement; the rest stand in the trail."""


def own() -> None:
    """A leader's own delegations on 工作台; nothing for others, nor where there are no accounts."""
    person = session.who()
    if not person.account or person.deputy_for or not session.allowed("delegate"):
        return
    account = next((one for one in session.desk().people.all() if one.name == person.account), None)
    if account is not None and leads(account):
        given = session.desk().delegating.given(account.name)
        with st.expander(_title(given), key="delegations"):
            st.caption("出差、休假期间，把轮到自己审阅的年报交给同事办理。对方以“代您”的名义签署，您仍然可以办理。")
            _list(given)
            _form(account)


def everybodys() -> None:
    """Every leader's delegations on 管理."""
    leaders = [one for one in session.desk().people.looked_after(session.who()) if one.enabled and leads(one)]
    theirs = {one.name for one in leaders}
    given = [one for one in session.desk().delegating.given() if one.giver in theirs]
    if not leaders:
        return
    with st.expander(_title(given), key="delegations"):
        st.caption("领导出差、休假的，由本人在工作台委托；本人不便时，在这里代为设置。")
        account = st.selectbox(
            "委托人",
            leaders,
            index=None,
            format_func=lambda one: as_it_stands(one.known_as),
            key="delegate_giver",
            placeholder="请选择哪位领导",
        )
        if account is None:
            _list(given, givers={one.name: one.known_as for one in leaders})
        else:
            _list([one for one in given if one.giver == account.name])
            _form(account)


def notice() -> None:
    """What others delegated to the person at the desk, and how to take it up."""
    person = session.who()
    seats = session.desk().delegating.seats(person.account, session.today()) if person.account else ()
    for seat in seats:
        if person.deputy_of != seat.giver.name:
            st.info(
                as_it_stands(
                    f"{seat.person}委托您代为审阅（{'、'.join(sorted(filter(None, seat.organs))) or '全部机关'}），"
                    f"至{seat.delegation.last}。请在左侧“当前身份”选择“领导（代{seat.person}）”后办理。"
                )
            )


def _title(given: Sequence[Delegation]) -> str:
    return f"委托（{sum(one.holds(session.today()) for one in given)}）"


def _list(given: Sequence[Delegation], givers: Mapping[str, str] | None = None) -> None:
    """Those in force and the last that are over; `givers` says whose, where they are several people's."""
    names, whose = session.desk().delegating.names(), givers or {}
    today = session.today()
    current = [one for one in given if not one.ended and one.last >= today]
    over = [one for one in given if one.ended or one.last < today][:_PAST]
    for one in current:
        with st.container(key=f"delegation_{one.id}", horizontal=True, vertical_alignment="center"):
            st.text(_line(one, names, whose.get(one.giver, "")))
            st.button("收回", key=f"delegation_end_{one.id}", on_click=_end, args=(one.id,))
    for one in over:
        st.caption(
            as_it_stands(f"{_line(one, names, whose.get(one.giver, ''))}（{'已收回' if one.ended else '已到期'}）")
        )


def _end(delegation_id: str) -> None:
    shell.attempt(lambda: session.desk().delegating.end(delegation_id, who=session.who()), "委托已收回。")


def _line(one: Delegation, names: Mapping[str, str], giver: str) -> str:
    note = f"，{one.note}" if one.note else ""
    return f"{one.first}至{one.last}　{giver}委托给{names.get(one.deputy, one.deputy)}　{one.organ or '全部机关'}{note}"


def _told(names: Mapping[str, str], name: str) -> str:
    """A colleague with their account, which tells two of one name apart and is in the name of these already."""
    return names[name] if names[name].endswith(f"〔{name}〕") else f"{names[name]}（{name}）"


def _form(account: Account) -> None:
    names = {name: person for name, person in session.desk().delegating.names().items() if name != account.name}
    if not names:
        st.caption("没有其他账号，暂时不能委托。")
        return
    organs = [EVERY_ORGAN, *sorted(organ for organ in leads(account) if organ)]
    today = session.today()
    columns = st.columns([2, 2.4, 1.4, 1.4], vertical_alignment="bottom")
    deputy = columns[0].selectbox(
        "委托给",
        list(names),
        index=None,
        format_func=lambda name: as_it_stands(_told(names, name)),
        key="delegate_to",
        placeholder="请选择同事",
    )
    organ = columns[1].selectbox(
        "范围", organs, format_func=lambda one: as_it_stands(one) if one else _EVERY, key="delegate_organ"
    )
    first = columns[2].text_input("开始日期", today.isoformat(), key="delegate_first", max_chars=10)
    last = columns[3].text_input("截止日期", (today + timedelta(days=7)).isoformat(), key="delegate_last", max_chars=10)
    note = st.text_input("说明", key="delegate_note", max_chars=100, placeholder="例如：外出学习")
    if st.button("委托", key="delegate_give"):
        done = shell.attempt(
            lambda: session.desk().delegating.give(
                deputy or "",
                who=session.who(),
                giver=account.name,
                organ=str(organ or EVERY_ORGAN),
                first=day_of(first),
                last=day_of(last),
                today=today,
                note=note,
            ),
            "委托已设置。",
        )
        if done:
            session.drop("delegate_note")
        st.rerun()
