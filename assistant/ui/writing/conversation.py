"""A conversation: its turns in order, with the cards of facts, proposals and drafts that came with them."""

from collections.abc import Mapping
from dataclasses import fields
from html import escape
from typing import Any

import streamlit as st

from assistant.desk import WHOLE, Work, proposal_from
from assistant.draft import WAY_NAMES
from assistant.evidence import Passage
from assistant.store import Message
from assistant.ui import session
from assistant.ui.writing import drafted_sections, exchange, proposal_card, told_facts
from assistant.ui.writing.proposal_card import Asked
from assistant.ui.writing.wording_marks import fact_chips, passage_html, prose_html

SHOWN = 6
"""Turns shown at once; older ones are a click away."""


def show(work: Work, section: str, turns: list[Message], *, editable: bool) -> None:
    """Draw the newest turns, the older ones folded away."""
    older, recent = turns[:-SHOWN], turns[-SHOWN:]
    if older:
        with st.expander(f"更早的对话（{len(older)} 条）", key="older_turns"):
            for turn in older:
                _turn(work, section, turn, editable=editable)
    for turn in recent:
        _turn(work, section, turn, editable=editable)


def _turn(work: Work, section: str, turn: Message, *, editable: bool) -> None:
    if turn.speaker == "person":
        if question := turn.content.get("question"):
            st.html(f'<div class="nb-answer"><p>{escape(question["question"])}</p></div>')
        st.html(f'<div class="nb-said">{prose_html(turn.text)}</div>')
        return
    proposals = turn.content.get("proposals", ())
    if turn.text.strip() and turn.text.strip() not in {item.get("remark", "").strip() for item in proposals}:
        st.html(f'<div class="nb-answer">{prose_html(turn.text)}</div>')  # a card says its own remark
    if turn.content.get("told"):
        told_facts.show(work, section, turn, editable=editable)
    for number, data in enumerate(proposals):
        asked = proposal_card.show(work, proposal_from(data), key=f"{turn.id}_{number}", editable=editable)
        if asked is not None:
            _answer(work, section, asked)
    if section == WHOLE and turn.content.get("drafted"):
        drafted_sections.show(work, turn, editable=editable)
    _shown(work, turn.content, has_proposals=bool(proposals))


def _shown(work: Work, content: Mapping[str, Any], *, has_proposals: bool) -> None:
    """Facts and passages an answer without a proposal speaks of."""
    names = {item.name for item in fields(Passage)}
    passages = [
        Passage(**{key: value for key, value in item.items() if key in names}) for item in content.get("passages", ())
    ]
    if passages:
        st.html(passage_html(passages))
    if content.get("facts") and not has_proposals:
        st.html(fact_chips(content["facts"], work.facts))


def _answer(work: Work, section: str, asked: Asked) -> None:
    report_id, proposal = work.head.id, asked.proposal
    if asked.act == "shorter":
        exchange.say(report_id, section, "更简短", about=proposal)
    said = f"{WAY_NAMES.get(proposal.way, proposal.way)}，换一种写法。"
    variant = times(report_id, section, proposal.way)
    exchange.propose(report_id, proposal.section, proposal.way, asked=said, variant=variant, within=section)


def times(report_id: str, section: str, way: str) -> int:
    """How often this way was already asked for, so that the next wording is another."""
    turns = session.desk().words.history(report_id, section)
    return sum(any(item["way"] == way for item in turn.content.get("proposals", ())) for turn in turns)
