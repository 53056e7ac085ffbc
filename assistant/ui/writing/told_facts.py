"""Facts that were told, as cards: what will be recorded, 记下, 改一改, 不记; two values where they differ."""

from collections.abc import Callable
from html import escape

import streamlit as st

from assistant.desk import Work
from assistant.desk.conversation.told_cards import Card, cards_of, is_plan, name_of, place_of, to_add, value_of
from assistant.listening.told import Told
from assistant.prose import value_text
from assistant.store import Message
from assistant.ui import session, shell
from assistant.ui.markdown import as_it_stands
from assistant.ui.writing import exchange, told_form

_LISTED = 6
"""From so many facts on they are a list with checkboxes: as cards they would not be seen at once."""


def show(work: Work, section: str, turn: Message, *, editable: bool) -> None:
    """Draw the cards of a turn: open ones with what can be done, the others in a line each."""
    cards = dict(enumerate(cards_of(turn.content)))
    waiting = {place: card for place, card in cards.items() if card.state == "open"}
    plain = {place: card for place, card in waiting.items() if card.told.conflict is None}
    with st.container(key=f"told_{turn.id}", gap="small"):
        _done(work, turn, [card for card in cards.values() if card.state in {"recorded", "dropped"}])
        if not editable:
            for card in waiting.values():
                st.html(_line(work, card, "还没有记"))
            return
        if len(plain) >= _LISTED:
            _list(work, section, turn, plain)
        else:
            for place, card in plain.items():
                _card(work, section, turn, place, card)
            if len(plain) > 1 and st.button(f"全部记下（{len(plain)} 项）", key=f"told_all_{turn.id}", type="primary"):
                _record(work, section, turn, list(plain))
        for place, card in waiting.items():
            if card.told.conflict is not None:
                _differing(work, section, turn, place, card)


def _card(work: Work, section: str, turn: Message, place: int, card: Card) -> None:
    key = f"{turn.id}_{place}"
    with st.container(key=f"fact_{key}", border=True, gap="small"):
        st.html(_what(work, card))
        if card.said:
            st.caption(as_it_stands(card.said))
        if told_form.is_open(key):
            changed = told_form.show(work, card.told, key)
            if changed is not None:
                _record(work, section, turn, [place], {place: changed})
            return
        with st.container(key=f"fact_bar_{key}", horizontal=True, gap="small"):
            if st.button("记下", key=f"told_record_{key}", type="primary"):
                _record(work, section, turn, [place])
            if st.button("改一改", key=f"told_change_{key}"):
                told_form.open_form(key)
                st.rerun()
            if st.button("不记", key=f"told_drop_{key}"):
                _drop(work, section, turn, [place])


def _differing(work: Work, section: str, turn: Message, place: int, card: Card) -> None:
    """Both values, and the choice between them; nothing is written meanwhile."""
    key, told = f"{turn.id}_{place}", card.told
    name, new = escape(name_of(told, work.report.form)), value_of(told)
    old = f"{told.conflict}{told.unit}" if not str(told.conflict).endswith(told.unit or "\0") else str(told.conflict)
    with st.container(key=f"fact_{key}", border=True, gap="small"):
        st.html(
            f'<div class="nb-told"><b>{name}</b>　已记录 <b>{escape(old)}</b>，这次说的是 <b>{escape(new)}</b>'
            f'<span class="nb-where">{escape(place_of(told, work.report.form))}</span></div>'
        )
        if card.said:
            st.caption(as_it_stands(card.said))
        with st.container(key=f"fact_bar_{key}", horizontal=True, gap="small"):
            if st.button(as_it_stands(f"用新的 {new}"), key=f"told_new_{key}"):
                _record(work, section, turn, [place], settled=True)
            if st.button(as_it_stands(f"保留原来的 {old}"), key=f"told_old_{key}"):
                _drop(work, section, turn, [place])


def _list(work: Work, section: str, turn: Message, plain: dict[int, Card]) -> None:
    """Many facts, as from a pasted page: all chosen to begin with."""
    with st.container(key=f"fact_list_{turn.id}", border=True, gap=None):
        chosen = [
            place
            for place, card in plain.items()
            if st.checkbox(_label(work, card), value=True, key=f"told_pick_{turn.id}_{place}")
        ]
    with st.container(horizontal=True, gap="small"):
        everything = len(chosen) == len(plain)
        name = f"全部记下（{len(chosen)} 项）" if everything else f"记下勾选的 {len(chosen)} 项"
        if st.button(name, key=f"told_all_{turn.id}", type="primary", disabled=not chosen):
            _record(work, section, turn, chosen)
        if st.button("其余不记" if chosen and not everything else "都不记", key=f"told_none_{turn.id}"):
            _drop(work, section, turn, [place for place in plain if everything or place not in chosen])


def _label(work: Work, card: Card) -> str:
    name, value = name_of(card.told, work.report.form), value_of(card.told)
    words = f"{as_it_stands(name)} **{as_it_stands(value)}**" if value else as_it_stands(name)
    return f"{words}　:gray[{as_it_stands(place_of(card.told, work.report.form))}]"


def _what(work: Work, card: Card) -> str:
    told, form = card.told, work.report.form
    value = value_of(told)
    number = f'　<b class="nb-number">{escape(value)}</b>' if value else ""
    before = f" · 上年 {value_text(told.last)}{told.unit}" if told.last is not None else ""
    return (
        f'<div class="nb-told"><b>{escape(name_of(told, form))}</b>{number}'
        f'<span class="nb-where">{_kind(card)} · {escape(place_of(told, form) + before)}</span></div>'
    )


def _kind(card: Card) -> str:
    if card.told.kind == "note":
        return "工作事实（计划）" if is_plan(card.told.text) else "工作事实"
    return "补充指标" if card.told.kind == "indicator" else "表格"


def _line(work: Work, card: Card, state: str) -> str:
    words = " ".join(filter(None, (name_of(card.told, work.report.form), value_of(card.told))))
    css = "nb-good-word" if state == "已记下" else "nb-quiet"
    return (
        f'<div class="nb-told-line"><span class="{css}">{state}</span> {escape(words)}'
        f'<span class="nb-where">{escape(place_of(card.told, work.report.form))}</span></div>'
    )


def _done(work: Work, turn: Message, cards: list[Card]) -> None:
    """What became of the others, and the way to where it stands."""
    if not cards:
        return
    st.html("".join(_line(work, card, "已记下" if card.state == "recorded" else "没有记") for card in cards))
    tabs = dict.fromkeys(_tab(work, card) for card in cards if card.state == "recorded")
    if tabs:
        with st.container(key=f"told_links_{turn.id}", horizontal=True, gap="small"):
            for tab, label in tabs:
                st.page_link(
                    shell.page("figures_page"), label=f"查看{label}", query_params={"report": work.head.id, "tab": tab}
                )


def _tab(work: Work, card: Card) -> tuple[str, str]:
    form, told = work.report.form, card.told
    if told.kind == "figure" and told.code in form.cells:
        table = form.cells[told.code].table
        return table, form.tables[table].name
    return ("indicators", "补充指标") if told.kind == "indicator" else ("notes", "工作事实")


def _record(
    work: Work,
    section: str,
    turn: Message,
    places: list[int],
    changed: dict[int, Told] | None = None,
    *,
    settled: bool = False,
) -> None:
    desk, who, report_id = session.desk(), session.who(), work.head.id
    _settle(
        work,
        section,
        turn,
        lambda: desk.recording.record_cards(report_id, turn.id, places, who=who, settled=settled, changed=changed),
    )


def _drop(work: Work, section: str, turn: Message, places: list[int]) -> None:
    desk, who = session.desk(), session.who()
    _settle(work, section, turn, lambda: desk.recording.drop_cards(work.head.id, turn.id, places, who=who))


def _settle(work: Work, section: str, turn: Message, act: Callable[[], object]) -> None:
    """Do something to cards; once none waits, what was to be added when they are recorded is added."""
    if shell.attempt(act) and turn.content.get("then"):
        request = to_add(session.desk().words.turn(turn.id).content)
        if request:
            exchange.say(work.head.id, section, request)
    st.rerun()
