"""A proposal as a card: the way it was made, its text with facts marked, what it rests on, what to do with it."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from assistant.desk import Work
from assistant.draft import WAY_NAMES, Proposal
from assistant.errors import NotFound
from assistant.evidence import Passage
from assistant.ui import session, shell
from assistant.ui.markdown import as_it_stands
from assistant.ui.writing import section_list, text_changes
from assistant.ui.writing.text_changes import Comparison
from assistant.ui.writing.wording_marks import fact_chips, is_stale, passage_html, proposal_html


@dataclass(frozen=True)
class Asked:
    """What a card's buttons ask for: the same way in other words, or shorter."""

    act: str
    proposal: Proposal


def show(work: Work, proposal: Proposal, *, key: str, editable: bool) -> Asked | None:
    """Draw a card; returns what was asked of it."""
    asked = None
    with st.container(key=f"card_{key}", border=True):
        way, model = WAY_NAMES.get(proposal.way, proposal.way), f"（{proposal.model}）" if proposal.model else ""
        st.markdown(f"**{as_it_stands(way)}**{as_it_stands(model)}")
        if proposal.remark:
            st.caption(as_it_stands(proposal.remark))
        if proposal.text.strip():
            st.html(proposal_html(proposal, work.facts))
            _remarks(proposal)
            if is_stale(proposal, work.facts):
                st.caption("起草之后数据有变化，请用“换一种”重新起草。")
            if editable:
                asked = _buttons(work, proposal, key=key)
        _asks(proposal)
        _grounds(work, proposal, key)
    return asked


def _remarks(proposal: Proposal) -> None:
    remarks = dict.fromkeys(item.remark for item in proposal.sentences if item.remark)
    if remarks:
        st.caption(as_it_stands("；".join(remarks)))


def _buttons(work: Work, proposal: Proposal, *, key: str) -> Asked | None:
    with st.container(horizontal=True, gap="small", key=f"card_bar_{key}"):
        if st.button("比较并采用", key=f"compare_{key}"):
            present = work.report.section(proposal.section)
            way = WAY_NAMES.get(proposal.way, proposal.way)
            text_changes.begin(Comparison(work.head.id, proposal.section, present, proposal.text, f"{way}的建议"))
            session.put("drafting_pane_wanted", "正文")
            if section_list.chosen(work) != proposal.section:  # said in the conversation about the whole report
                section_list.open_section(proposal.section)
            st.rerun()
        if st.button("换一种", key=f"another_{key}"):
            return Asked("another", proposal)
        if st.button("更简短", key=f"shorter_{key}"):
            return Asked("shorter", proposal)
        if st.button("保留备选", key=f"keep_{key}"):
            shell.attempt(
                lambda: session.desk().words.keep_variant(
                    work.head.id, proposal.section, proposal.text, way=proposal.way, who=session.who()
                ),
                "已保留到“备选”。",
            )
            st.rerun()
    return None


def _asks(proposal: Proposal) -> None:
    """What of the notes could not be written; other questions stand with their quick answers below the conversation."""
    if not proposal.text.strip() and not proposal.remark:
        st.markdown("还没有可写的事实。可以直接说今年做了什么。")
    if proposal.asks:
        st.markdown("\n".join(f"- {as_it_stands(ask)}" for ask in proposal.asks))


def _grounds(work: Work, proposal: Proposal, key: str) -> None:
    """依据: the facts as chips; the passages are fetched when somebody wants to see them."""
    chips = fact_chips(proposal.facts, work.facts)
    if chips:
        st.html(f'<details class="nb-ground"><summary>依据的数据</summary>{chips}</details>')
    if proposal.passages:
        grounds = st.expander(
            f"依据的往年表述（{len(proposal.passages)} 条）", key=f"passages_{key}", on_change="rerun"
        )
        if grounds.open:
            with grounds:
                st.html(passage_html(_passages(proposal.passages)) or "这些往年资料已经移除。")


def _passages(ids: Sequence[str]) -> list[Passage]:
    found = []
    for passage_id in ids:
        try:
            found.append(session.desk().archive.passage(passage_id))
        except NotFound:
            continue
    return found
