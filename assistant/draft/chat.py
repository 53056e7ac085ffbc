"""The conversation about a section: what is asked is recognised, and answered with or without a model.

Questions about numbers, tables and past wording are answered by the program itself, always the same way.
Writing goes to the model if there is one, and back to the program, with a word, if that one fails.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.draft import explaining, offline, revising
from assistant.draft.drafts import WAY_NAMES, WAYS, Proposal, Request
from assistant.draft.intents import Intent, recognise
from assistant.draft.wants import wanted
from assistant.errors import ModelUnavailable
from assistant.form import load, section_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.draft.writer import ModelWriter
    from assistant.evidence import Hit, Passage

CAN = (
    "我能做的有：起草本节；换一种写法；更简短；更具体；加上或者删去某件事、某个数；看去年怎么写、别的机关怎么写；"
    "说明一个数的来源；与表格核对；列出还缺什么。"
)
_WITHOUT_MODEL = "没有语言模型时，我看不懂这样的要求。" + CAN
_WRITING = frozenset({"propose", "again", "shorter", "fuller", "add", "drop", "way", "unknown"})


@dataclass(frozen=True)
class Reply:
    """An answer: a few plain sentences, with the proposals, passages or facts it speaks of."""

    text: str
    proposals: tuple[Proposal, ...] = ()
    passages: tuple[Passage, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Turn:
    """One message with everything an answer may need."""

    message: str
    intent: Intent
    request: Request
    previous: Proposal | None
    writer: ModelWriter | None
    find: Callable[..., list[Hit]] | None
    on_text: Callable[[str], None] | None
    stopped: Callable[[], bool] | None


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
    turn = _Turn(message, recognise(message), request, previous, writer, find, on_text, stopped)
    if turn.intent.kind not in _WRITING:
        return _told(_ANSWERS[turn.intent.kind](turn), turn)
    if writer is not None and turn.intent.way in {"", "llm"}:
        try:
            return _by_model(turn, writer)
        except ModelUnavailable as problem:
            reply = _offline(turn)
            return _told(replace(reply, text=f"{problem.message}已改用离线写法。{reply.text}"), turn)
    return _told(_offline(turn), turn)


def _by_model(turn: _Turn, writer: ModelWriter) -> Reply:
    base = turn.previous.text if turn.previous is not None and turn.previous.text else turn.request.current
    instruction = "" if turn.intent.kind in {"propose", "again"} and len(turn.message) < 12 else turn.message  # noqa: PLR2004 - a bare 换一种
    current = base if turn.intent.kind not in {"propose", "again"} or instruction else ""
    asked = replace(turn.request, instruction=instruction, current=current)
    proposals = tuple(writer.propose(asked, on_text=turn.on_text, stopped=turn.stopped))
    if not proposals:
        return Reply("已停止。")
    return Reply(_presented(proposals[0]), proposals)


def _offline(turn: _Turn) -> Reply:
    return _OFFLINE[turn.intent.kind](turn)


def _told(reply: Reply, turn: _Turn) -> Reply:
    """An answer without a model comes whole; whoever listens piece by piece hears it as one piece."""
    if turn.on_text is not None:
        turn.on_text(reply.proposals[0].text if reply.proposals and reply.proposals[0].text else reply.text)
    return reply


# ---- questions ----


def _where_from(turn: _Turn) -> Reply:
    text, facts = explaining.where_from(turn.message, turn.request, turn.previous)
    return Reply(text, facts=facts)


def _check(turn: _Turn) -> Reply:
    text, facts = explaining.check(turn.request, turn.previous)
    return Reply(text, facts=facts)


def _missing(turn: _Turn) -> Reply:
    return Reply(explaining.missing(turn.request, turn.previous))


def _last_year(turn: _Turn) -> Reply:
    request = turn.request
    own = [item for item in _found(turn, own=True) if item.organ == request.report.organ]
    text = request.last.section(request.section).strip() if request.last is not None else ""
    if not text and not own:
        return Reply("没有本机关往年这一节的文字。可以在新建年报或者往年资料中导入上年报告。")
    year = f"{request.last.year}年" if request.last is not None and request.last.year else "上年"
    said = f"{year}这一节原文如下（其中的数字是当年的，不能照用）：\n{text}" if text else "往年这一节的相近表述如下。"
    return Reply(said, passages=tuple(own[:4]))


def _others(turn: _Turn) -> Reply:
    others = [item for item in _found(turn, own=False) if item.organ != turn.request.report.organ][:4]
    if not others:
        return Reply("没有找到相近的往年表述。可以在往年资料中导入同类机关的报告。")
    organs = "、".join(dict.fromkeys(f"{item.organ}{item.year or ''}年" for item in others))
    return Reply(f"找到{organs}的写法，数字和名称已隐去，见下方。需要的话可以说“借鉴范文”。", passages=tuple(others))


def _found(turn: _Turn, *, own: bool) -> list[Passage]:
    """Passages on the topic of the message, else on the section; where none is found, those of the request."""
    request = turn.request
    if turn.find is None:
        return list(request.passages)
    query = turn.intent.subject or section_name(load(), request.section)
    options = {"organ": request.report.organ} if own and request.report.organ else {}
    hits = turn.find(query, section=request.section, k=8, **options)
    return [hit.passage for hit in hits] or list(request.passages)


def _help(_turn: _Turn) -> Reply:
    return Reply(CAN)


_ANSWERS: dict[str, Callable[[_Turn], Reply]] = {
    "where_from": _where_from,
    "check": _check,
    "missing": _missing,
    "last_year": _last_year,
    "others": _others,
    "help": _help,
}


# ---- writing without a model ----


def _propose(turn: _Turn) -> Reply:
    way = turn.intent.way or _way(turn)
    if way == "llm":
        return Reply("没有配置语言模型，可以用据实成文、沿用上年或者借鉴范文。")
    return _reply(offline.propose(replace(turn.request, instruction=""), way))


def _again(turn: _Turn) -> Reply:
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


def _shorter(turn: _Turn) -> Reply:
    now = revising.standing(turn.request, turn.previous)
    if now.way == "facts" and turn.previous is not None:
        brief = offline.propose(replace(turn.request, instruction="更简短"), "facts")[0]
        if brief.text and len(brief.text) < len(now.text):
            return _reply([brief])
    fewer = revising.shorter(now, turn.request)
    return _reply([fewer]) if fewer is not None else Reply("已经没有可以再删的句子了。")


def _fuller(turn: _Turn) -> Reply:
    now = revising.standing(turn.request, turn.previous)
    full = offline.propose(replace(turn.request, instruction="更具体"), "facts")[0]
    if full.text and set(full.facts) - set(now.facts):
        return _reply([full])
    asked = "\n".join(full.questions)
    return Reply("现有的事实都已经写进去了，要更具体，请先补充工作事实。" + (f"\n{asked}" if asked else ""))


def _add(turn: _Turn) -> Reply:
    now = revising.standing(turn.request, turn.previous)
    changed, why = revising.added(now, turn.intent.subject, turn.request, quoted=turn.intent.quoted)
    return _reply([changed]) if changed is not None else Reply(why)


def _drop(turn: _Turn) -> Reply:
    now = revising.standing(turn.request, turn.previous)
    changed, why = revising.without(now, turn.intent.subject, turn.request)
    if changed is None:
        return Reply(why)
    return (
        _reply([changed], f"已去掉：{why}\n")
        if changed.text
        else Reply("去掉之后这一节就没有文字了，请在编辑框中直接删除。")
    )


def _unknown(_turn: _Turn) -> Reply:
    return Reply(_WITHOUT_MODEL)


_OFFLINE: dict[str, Callable[[_Turn], Reply]] = {
    "propose": _propose,
    "way": _propose,
    "again": _again,
    "shorter": _shorter,
    "fuller": _fuller,
    "add": _add,
    "drop": _drop,
    "unknown": _unknown,
}


def _way(turn: _Turn) -> str:
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
