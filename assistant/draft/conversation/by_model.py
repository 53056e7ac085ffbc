"""Answering with a model: as an agent with tools where its endpoint has them, else in one prompt, and saying so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.draft.conversation.presenting import presented
from assistant.draft.conversation.turn import Reply, Turn
from assistant.draft.model.agent.conversing import converse
from assistant.draft.model.agent.support import NO_TOOLS, NoTools, has_tools, remember_none, remember_silence
from assistant.errors import ModelUnavailable

if TYPE_CHECKING:
    from assistant.draft.model.agent.tools import Spoken, Tools
    from assistant.draft.model.writer import ModelWriter

_UNUSED = "语言模型没有用工具写成，已改用一次写成的方式。"


def by_model(turn: Turn, writer: ModelWriter, own: Reply | None = None) -> Reply:
    """The model's answer; raises ModelUnavailable if it cannot be had.

    `own` is the program's answer where the message is a question: a model without tools has no better one.
    """
    tools = turn.tools
    if tools is None:
        return _in_one_prompt(turn, writer)
    if not has_tools(writer.settings):
        return own or _in_one_prompt(turn, writer, NO_TOOLS)
    try:
        spoken = _spoken(turn, writer, tools)
    except NoTools:
        if own is not None:
            return own
        reply = _in_one_prompt(turn, writer, NO_TOOLS)
        remember_none(writer.settings)  # known only now: an endpoint that refuses everything says nothing of tools
        return reply
    wants_a_section = own is None and turn.intent.kind != "unknown" and bool(turn.request.section)
    if wants_a_section and not (spoken.proposals or spoken.told or spoken.stopped):
        if not spoken.called:
            remember_silence(writer.settings)
        if not _asks_back(spoken):
            return _in_one_prompt(turn, writer, _UNUSED)
    return _reply(spoken)


def _asks_back(spoken: Spoken) -> bool:
    """Whether a model that looked something up asks the person before it writes."""
    return spoken.called and spoken.text.rstrip().endswith(("？", "?"))


def _spoken(turn: Turn, writer: ModelWriter, tools: Tools) -> Spoken:
    return converse(
        turn.message,
        turn.request,
        history=turn.history,
        tools=tools,
        writer=writer,
        previous=turn.previous,
        on_text=turn.on_text,
        stopped=turn.stopped,
    )


def _reply(spoken: Spoken) -> Reply:
    shown = "\n".join(presented(item) for item in spoken.proposals if item.text)
    offered = "您说的事实列在下面，请点“记下”。" if spoken.told else ""
    text = "\n".join(part for part in (spoken.text, shown, offered) if part)
    used = {name for item in spoken.proposals for name in item.passages}
    cited = tuple(passage for passage in spoken.passages if passage.id in used or not spoken.proposals)
    facts = tuple(dict.fromkeys(fact for item in spoken.proposals for fact in item.facts))
    return Reply(text, spoken.proposals, cited, facts, spoken.told, spoken.asks)


def _in_one_prompt(turn: Turn, writer: ModelWriter, why: str = "") -> Reply:
    """The section written in one answer to one prompt, with why that was done."""
    if not turn.request.section:
        raise ModelUnavailable(f"{why or '没有可用的工具。'}整篇报告的要求请到各节里提出。")
    base = turn.previous.text if turn.previous is not None and turn.previous.text else turn.request.current
    instruction = "" if turn.intent.kind in {"propose", "again"} and len(turn.message) < 12 else turn.message  # noqa: PLR2004 - a bare 换一种
    current = base if turn.intent.kind not in {"propose", "again"} or instruction else ""
    asked = replace(turn.request, instruction=instruction, current=current)
    proposals = tuple(writer.propose(asked, on_text=turn.on_text, stopped=turn.stopped))
    if not proposals:
        return Reply("已停止。")
    return Reply(why + presented(proposals[0]), proposals)
