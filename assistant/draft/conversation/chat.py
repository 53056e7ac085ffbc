"""The conversation about a section: what is asked is recognised, and answered with or without a model.

Questions about numbers, tables and past wording are answered by the program itself, always the same way.
Writing goes to the model if there is one, and back to the program, with a word, if that one fails.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.draft.conversation import recomposing, revising
from assistant.draft.conversation.asking import ANSWERS, CAN
from assistant.draft.conversation.presenting import presented
from assistant.draft.conversation.turn import Reply, Turn
from assistant.draft.proposal.manner import size_asked
from assistant.draft.proposal.proposal import WAY_NAMES, WAYS, Proposal, Request
from assistant.draft.ways import offline
from assistant.errors import ModelUnavailable
from assistant.form import section_name
from assistant.listening.requests import recognise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.draft.model.agent.tools import Said, Tools
    from assistant.draft.model.writer import ModelWriter
    from assistant.evidence import Hit

_WITHOUT_MODEL = "没有语言模型时，我看不懂这样的要求。" + CAN
_STYLE = (
    "这样调整措辞和句子顺序，需要语言模型，或者由您在编辑框中直接改。没有语言模型时，我可以“换一种写法”"
    "（事实不变、句式不同）、“更简短”、“更具体”、“合并成一段”、“分条”、“语气正式一点”、“不超过300字”、“去掉第二句”，"
    "或者“把某词改成某词”。"
)
_PARTS = re.compile(r"[，,。；;！!？?\n]")
_PROGRAMS = frozenset({"help", "thanks", "undo", "judged", "advice", "withdraw"})
_RESHAPING = ("formal", "merge", "list", "limit")
_WRITING = frozenset(
    {"propose", "again", "shorter", "fuller", "add", "drop", "way", "swap", "style", "unknown"}
    | {*_RESHAPING, "draft_all", "interview", "section"}
)


def answer(
    message: str,
    request: Request,
    *,
    previous: Proposal | None = None,
    writer: ModelWriter | None = None,
    find: Callable[..., list[Hit]] | None = None,
    on_text: Callable[[str], None] | None = None,
    stopped: Callable[[], bool] | None = None,
    tools: Tools | None = None,
    history: Sequence[Said] = (),
) -> Reply:
    """Answer one message about the request's section; never raises for a model that fails.

    With `tools` the model answers as an agent that remembers the `history`, oldest turn first.
    """
    turn = Turn(message, recognise(message), request, previous, writer, find, on_text, stopped, tools, history)
    own = None
    if turn.intent.kind not in _WRITING:
        own = ANSWERS[turn.intent.kind](turn)
        if _left_to_the_program(turn, own):
            return _told(own, turn)
    if writer is not None and turn.intent.way in {"", "llm"} and turn.intent.kind != "swap":
        try:
            from assistant.draft.conversation.by_model import by_model  # it needs the model's room, slow to open

            return by_model(turn, writer, own)
        except ModelUnavailable as problem:
            reply = own or _offline(turn)
            return _told(replace(reply, text=f"{problem.message}已改用离线写法。{reply.text}"), turn)
    return _told(_offline(turn), turn)


def _left_to_the_program(turn: Turn, reply: Reply) -> bool:
    """Whether the program's own answer to a question stands: without an agent always, with one if it is plain.

    A question among other things, or one the program did not understand, is the agent's.
    """
    if turn.writer is None or turn.tools is None or turn.intent.kind in _PROGRAMS:
        return True
    several = len([part for part in _PARTS.split(turn.message) if part.strip()]) > 1
    unanswered = turn.intent.kind in {"figure", "where_from", "why"} and not reply.facts
    return not several and not unanswered


def _offline(turn: Turn) -> Reply:
    return _OFFLINE[turn.intent.kind](turn)


def _told(reply: Reply, turn: Turn) -> Reply:
    """An answer without a model comes whole; whoever listens piece by piece hears it as one piece."""
    if turn.on_text is not None:
        turn.on_text(reply.proposals[0].text if reply.proposals and reply.proposals[0].text else reply.text)
    return reply


# ---- writing without a model ----


def _propose(turn: Turn) -> Reply:
    way = turn.intent.way or _way(turn)
    if way == "llm":
        return Reply("没有配置语言模型，可以用据实成文、沿用上年或者借鉴范文。")
    if way == "facts" and size_asked(turn.message):
        return _reshaped(turn)
    return _reply(offline.propose(replace(turn.request, instruction=""), way))


def _again(turn: Turn) -> Reply:
    if turn.intent.way:
        return _propose(turn)
    before = turn.previous.text if turn.previous is not None else turn.request.current.strip()
    way = _way(turn)
    if way == "facts" and (other := recomposing.otherwise(turn.request, turn.previous, before)) is not None:
        return _reply([other])
    for name in (way, *(name for name in WAYS if name not in {way, "llm"})):
        for step in range(1, 4):
            asked = replace(turn.request, instruction="", variant=turn.request.variant + step)
            proposals = offline.propose(asked, name)
            if proposals[0].text and proposals[0].text != before:
                note = "" if name == way else f"已改用{WAY_NAMES[name]}。"
                return _reply(proposals, note)
    return Reply("用现有的事实写不出另一种说法了，请补充工作事实或者补充指标后再试。")


def _shorter(turn: Turn) -> Reply:
    now = revising.standing(turn.request, turn.previous)
    if turn.previous is not None and now.way == "facts":
        brief = recomposing.shorter(turn.request, turn.previous)
        if brief is not None:
            return _reply([brief])
    fewer = revising.shorter(now, turn.request)
    return (
        _reply([fewer])
        if fewer is not None
        else Reply("只剩一句或者都已锁定，不能整句再删。可以指明去掉哪一项，例如“不要写阅读量”。")
    )


def _fuller(turn: Turn) -> Reply:
    full = recomposing.fuller(turn.request, turn.previous)
    if full is not None:
        return _reply([full])
    asked = "\n".join(offline.propose(replace(turn.request, instruction="更具体"), "facts")[0].asks)
    return Reply("现有的事实都已经写进去了，要更具体，请先补充工作事实。" + (f"\n{asked}" if asked else ""))


def _reshaped(turn: Turn) -> Reply:
    """合并成一段, 分条, 语气正式一点, 不超过300字: the facts told again in that manner."""
    now = revising.standing(turn.request, turn.previous)
    other = recomposing.reshaped(turn.message, turn.request, turn.previous)
    anew = bool(now.text) and (turn.previous is None or now.way != "facts")
    note = "已按本年事实重新写成。" if anew else ""
    if other.text and other.text == now.text:
        which = "现有的文字" if now.text == turn.request.current.strip() else "上面的建议"
        return Reply(f"{other.remark}{which}已经是这样写的，没有需要改的地方。")
    return _reply([other], note)


def _add(turn: Turn) -> Reply:
    now = revising.standing(turn.request, turn.previous)
    changed, why = revising.added(now, turn.intent.subject, turn.request, quoted=turn.intent.quoted)
    return _reply([changed]) if changed is not None else Reply(why)


def _drop(turn: Turn) -> Reply:
    now = revising.standing(turn.request, turn.previous)
    changed, why = revising.without(now, turn.intent.subject, turn.request)
    if changed is None:
        return Reply(why)
    return (
        _reply([changed], f"已去掉：{why}\n")
        if changed.text
        else Reply("去掉之后这一节就没有文字了，请在编辑框中直接删除。")
    )


def _swap(turn: Turn) -> Reply:
    now = revising.standing(turn.request, turn.previous)
    old, _, new = turn.intent.subject.partition("\n")
    changed, why = revising.swapped(now, old, new, turn.request)
    return _reply([changed]) if changed is not None else Reply(why)


def _of_the_whole(turn: Turn) -> Reply:
    """起草全文 and 一问一答 are of the whole report, and no wording of this section is an answer to them."""
    here = section_name(turn.request.report.form, turn.request.section)
    wanted = "起草全文" if turn.intent.kind == "draft_all" else "一问一答"
    return Reply(f"{wanted}请在“全文”的对话里说。这里写的是“{here}”，可以说“起草本节”或者“还缺什么”。")


def _section(turn: Turn) -> Reply:
    """写监督保障这一节: a draft where that is the section in hand, else where it is to be asked for."""
    form, there = turn.request.report.form, turn.intent.subject
    if there == turn.request.section:
        return _propose(turn)
    here = section_name(form, turn.request.section)
    return Reply(
        f"这里写的是“{here}”。“{section_name(form, there)}”请到那一节的对话里说“起草本节”，或者在“全文”的对话里说。"
    )


def _style(_turn: Turn) -> Reply:
    return Reply(_STYLE)


def _unknown(_turn: Turn) -> Reply:
    return Reply(_WITHOUT_MODEL)


_OFFLINE: dict[str, Callable[[Turn], Reply]] = {
    "propose": _propose,
    "way": _propose,
    "again": _again,
    "shorter": _shorter,
    "fuller": _fuller,
    "add": _add,
    "drop": _drop,
    "swap": _swap,
    "style": _style,
    **dict.fromkeys(_RESHAPING, _reshaped),
    "draft_all": _of_the_whole,
    "interview": _of_the_whole,
    "section": _section,
    "unknown": _unknown,
}


def _way(turn: Turn) -> str:
    """The way the conversation has been using, 据实成文 to begin with."""
    before = turn.previous.way if turn.previous is not None else "facts"
    return before if before in WAYS and before != "llm" else "facts"


def _reply(proposals: list[Proposal], note: str = "") -> Reply:
    first = proposals[0]
    if not first.text:
        return Reply(first.remark or "还没有可以写入的事实。", tuple(proposals))
    return Reply(note + presented(first), tuple(proposals), facts=first.facts)
