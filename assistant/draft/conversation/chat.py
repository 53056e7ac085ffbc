"""The conversation about a section: what is asked is recognised, and answered with or without a model.

Questions about numbers, tables and past wording are answered by the program itself, always the same way.
Writing goes to the model if there is one, and back to the program, with a word, if that one fails.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.draft.conversation import revising
from assistant.draft.conversation.asking import ANSWERS, CAN
from assistant.draft.conversation.turn import Reply, Turn
from assistant.draft.proposal.gaps import wanted
from assistant.draft.proposal.proposal import WAY_NAMES, WAYS, Proposal, Request
from assistant.draft.ways import offline
from assistant.errors import ModelUnavailable
from assistant.listening.requests import recognise

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.draft.model.writer import ModelWriter
    from assistant.evidence import Hit

_WITHOUT_MODEL = "没有语言模型时，我看不懂这样的要求。" + CAN
_STYLE = (
    "调整语气、措辞、句子顺序和篇幅，需要语言模型，或者由您在编辑框中直接改。没有语言模型时，我可以“换一种写法”"
    "（事实不变、句式不同）、“更简短”、“更具体”、“去掉第二句”，或者“把某词改成某词”。"
)
_SIZED = re.compile(r"(?:\d+|[一二两三四五六七八九十百]+)个?字")
_WRITING = frozenset(
    {"propose", "again", "shorter", "fuller", "add", "drop", "way", "swap", "style", "unknown"}
    | {"formal", "merge", "list", "limit", "draft_all", "interview", "section"}
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
) -> Reply:
    """Answer one message about the request's section; never raises for a model that fails."""
    turn = Turn(message, recognise(message), request, previous, writer, find, on_text, stopped)
    if turn.intent.kind not in _WRITING:
        return _told(ANSWERS[turn.intent.kind](turn), turn)
    if writer is not None and turn.intent.way in {"", "llm"} and turn.intent.kind != "swap":
        try:
            return _by_model(turn, writer)
        except ModelUnavailable as problem:
            reply = _offline(turn)
            return _told(replace(reply, text=f"{problem.message}已改用离线写法。{reply.text}"), turn)
    return _told(_offline(turn), turn)


def _by_model(turn: Turn, writer: ModelWriter) -> Reply:
    base = turn.previous.text if turn.previous is not None and turn.previous.text else turn.request.current
    instruction = "" if turn.intent.kind in {"propose", "again"} and len(turn.message) < 12 else turn.message  # noqa: PLR2004 - a bare 换一种
    current = base if turn.intent.kind not in {"propose", "again"} or instruction else ""
    asked = replace(turn.request, instruction=instruction, current=current)
    proposals = tuple(writer.propose(asked, on_text=turn.on_text, stopped=turn.stopped))
    if not proposals:
        return Reply("已停止。")
    return Reply(_presented(proposals[0]), proposals)


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
    sized = "没有语言模型时不能按字数写，先按现有事实写成。" if _SIZED.search(turn.message) else ""
    if way == "llm":
        return Reply("没有配置语言模型，可以用据实成文、沿用上年或者借鉴范文。")
    return _reply(offline.propose(replace(turn.request, instruction=""), way), sized)


def _again(turn: Turn) -> Reply:
    if turn.intent.way:
        return _propose(turn)
    before = turn.previous.text if turn.previous is not None else turn.request.current.strip()
    way = _way(turn)
    for other in (way, *(name for name in WAYS if name not in {way, "llm"})):
        for step in range(1, 4):
            asked = replace(turn.request, instruction="", variant=turn.request.variant + step)
            proposals = offline.propose(asked, other)
            if proposals[0].text and proposals[0].text != before:
                note = "" if other == way else f"已改用{WAY_NAMES[other]}。"
                return _reply(proposals, note)
    return Reply("用现有的事实写不出另一种说法了，请补充工作事实或者补充指标后再试。")


def _shorter(turn: Turn) -> Reply:
    now = revising.standing(turn.request, turn.previous)
    if now.way == "facts" and turn.previous is not None:
        brief = offline.propose(replace(turn.request, instruction="更简短"), "facts")[0]
        if brief.text and len(brief.text) < len(now.text):
            return _reply([brief])
    fewer = revising.shorter(now, turn.request)
    return (
        _reply([fewer])
        if fewer is not None
        else Reply("只剩一句或者都已锁定，不能整句再删。可以指明去掉哪一项，例如“不要写阅读量”。")
    )


def _fuller(turn: Turn) -> Reply:
    now = revising.standing(turn.request, turn.previous)
    full = offline.propose(replace(turn.request, instruction="更具体"), "facts")[0]
    if full.text and set(full.facts) - set(now.facts):
        return _reply([full])
    asked = "\n".join(full.questions)
    return Reply("现有的事实都已经写进去了，要更具体，请先补充工作事实。" + (f"\n{asked}" if asked else ""))


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
    "formal": _style,
    "merge": _style,
    "list": _style,
    "limit": _style,
    "draft_all": _propose,
    "interview": _propose,
    "section": _propose,
    "unknown": _unknown,
}


def _way(turn: Turn) -> str:
    """The way the conversation has been using, 据实成文 to begin with."""
    before = turn.previous.way if turn.previous is not None else "facts"
    return before if before in WAYS and before != "llm" else "facts"


def _reply(proposals: list[Proposal], note: str = "") -> Reply:
    first = proposals[0]
    if not first.text:
        asked = "\n".join(first.questions)
        return Reply(f"{first.remark or '还没有可以写入的事实。'}\n{asked}".strip(), tuple(proposals))
    return Reply(note + _presented(first), tuple(proposals), facts=first.facts)


def _presented(proposal: Proposal) -> str:
    """A sentence to go with a proposal: the way, what is left to fill, what to answer."""
    said = f"已按{WAY_NAMES[proposal.way]}写好，请比较后采用。{proposal.remark}"
    if blanks := wanted(proposal.text):
        said += f"有{len(blanks)}处待填或者待核实。"
    if proposal.questions:
        said += "还想问：\n" + "\n".join(proposal.questions[:3])
    return said
