"""Questions of the conversation: answered by the program itself, always the same way, with a model or without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.draft.conversation import explaining
from assistant.draft.conversation.advising import advice
from assistant.draft.conversation.turn import Reply, Turn
from assistant.form import section_name
from assistant.past.organ import same_organ
from assistant.topics import named

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.evidence import Passage

CAN = (
    "我能做的有：起草本节；换一种写法；更简短；更具体；合并成一段或者分条；语气更正式；控制在多少字以内；加上或者删去某件事、某个数；把一个词改成另一个词；"
    "看去年怎么写、别的机关怎么写；说明一个数是多少、从哪来；与表格核对；列出还缺什么。"
)

_GREETING = re.compile(r"^\s*(?:你好|您好|早上好|下午好|在吗|嗨)[啊呀吗。！!，,~～\s]*$")
_HELLO = "您好。今年做了什么，直接说就行，一句一句说也可以；想到哪儿说到哪儿，我来记、来写。"


def _where_from(turn: Turn) -> Reply:
    text, facts = explaining.where_from(turn.message, turn.request, turn.previous)
    return Reply(text, facts=facts)


def _check(turn: Turn) -> Reply:
    text, facts = explaining.check(turn.request, turn.previous)
    return Reply(text, facts=facts)


def _missing(turn: Turn) -> Reply:
    return Reply(explaining.missing(turn.request, turn.previous))


def _last_year(turn: Turn) -> Reply:
    request = turn.request
    own = [item for item in _found(turn, own=True) if same_organ(item.organ, request.report.organ)]
    text = request.last.section(request.section).strip() if request.last is not None else ""
    if not text and not own:
        return Reply("没有本机关往年这一节的文字。可以在新建年报或者往年资料中导入上年报告。")
    year = f"{request.last.year}年" if request.last is not None and request.last.year else "上年"
    said = f"{year}这一节原文如下（其中的数字是当年的，不能照用）：\n{text}" if text else "往年这一节的相近表述如下。"
    return Reply(said, passages=tuple(own[:4]))


def _others(turn: Turn) -> Reply:
    organ = turn.request.report.organ
    others = [item for item in _found(turn, own=False) if not same_organ(item.organ, organ)][:4]
    if not others:
        return Reply("没有找到相近的往年表述。可以在往年资料中导入同类机关的报告。")
    organs = "、".join(dict.fromkeys(f"{item.organ}{item.year or ''}年" for item in others))
    return Reply(f"找到{organs}的写法，数字和名称已隐去，见下方。需要的话可以说“借鉴范文”。", passages=tuple(others))


def _found(turn: Turn, *, own: bool) -> list[Passage]:
    """Passages on the topic of the message, else on the section; where none is found, those of the request."""
    request = turn.request
    if turn.find is None:
        return list(request.passages)
    query = turn.intent.subject or section_name(request.report.form, request.section)
    options = {"organ": request.report.organ} if own and request.report.organ else {}
    hits = turn.find(query, section=request.section, k=8, **options)
    return [hit.passage for hit in hits] or list(request.passages)


def _help(turn: Turn) -> Reply:
    return Reply(_HELLO if _GREETING.match(turn.message) else CAN)


def _thanks(_turn: Turn) -> Reply:
    return Reply("好的。需要时再说，例如“换一种写法”“还缺什么”。")


def _figure(turn: Turn) -> Reply:
    text, facts = explaining.figure(turn.message, turn.request)
    return Reply(text, facts=facts)


def _why(turn: Turn) -> Reply:
    text, facts = explaining.why_unsaid(turn.intent.subject, turn.request, turn.previous)
    return Reply(text, facts=facts)


def _advice(turn: Turn) -> Reply:
    return Reply(advice(turn.message))


def _withdraw(turn: Turn) -> Reply:
    report, topics = turn.request.report, {match.topic.id for match in named(turn.message)}
    texts = [
        *(item.name for item in report.indicators if item.value is not None),
        *(note.text for note in report.notes),
    ]
    recorded = [text for text in texts if any(match.topic.id in topics for match in named(text))]
    if not recorded:
        return Reply("没有记录这一项，不用删。还没有记下的，点那一项的“不记”。")
    return Reply(f"已经记录的“{'”“'.join(recorded)}”，请在“数据填报”的补充指标或者工作事实里删除，这里不会替您删。")


def _undo(_turn: Turn) -> Reply:
    return Reply("建议在采用之前不会改动正文，不采用就可以了。刚采用的，打开那一节，点编辑框下的“撤销上次采用”。")


def _judged(_turn: Turn) -> Reply:
    return Reply("雷同、错别字、标点和序号由“校核”页检查，逐条列出问题和位置，请到“校核”页查看。")


ANSWERS: dict[str, Callable[[Turn], Reply]] = {
    "where_from": _where_from,
    "check": _check,
    "missing": _missing,
    "last_year": _last_year,
    "others": _others,
    "help": _help,
    "thanks": _thanks,
    "figure": _figure,
    "why": _why,
    "undo": _undo,
    "advice": _advice,
    "withdraw": _withdraw,
    "judged": _judged,
}
