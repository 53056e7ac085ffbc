"""Item marks put right after sentences came and went: 一是、三是 become 一是、二是."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.draft.book.register import chinese
from assistant.draft.proposal.proposal import Request, Sentence, sentence

_COUNT = "[一二三四五六七八九十]{1,3}"
_STYLES = (
    re.compile(rf"(?P<before>^|[：；。，\s])(?P<open>第?)(?P<count>{_COUNT})(?P<close>是)(?!否|一|日|非)"),
    re.compile(rf"(?P<before>^|[：；。\s])(?P<open>[（(])(?P<count>{_COUNT})(?P<close>[)）])"),
)


def numbered(said: Sequence[Sentence], request: Request) -> list[Sentence]:
    """The sentences with every list counted from 一 without a gap; a count that does not rise begins a new list."""
    out = list(said)
    for style in _STYLES:
        out = _counted(out, style, request)
    return out


def marks(said: Sequence[Sentence]) -> int:
    """How many 一是, 二是 the sentences hold."""
    return sum(len(_STYLES[0].findall(item.template)) for item in said)


def _counted(said: list[Sentence], style: re.Pattern[str], request: Request) -> list[Sentence]:
    last = now = 0

    def put(match: re.Match[str]) -> str:
        nonlocal last, now
        old = _value(match["count"])
        now = now + 1 if old > last else 1
        last = old
        return f"{match['before']}{match['open']}{chinese(now)}{match['close']}"

    out = []
    for item in said:
        template = style.sub(put, item.template)
        out.append(item if template == item.template else _again(item, template, request))
    return out


def _again(item: Sentence, template: str, request: Request) -> Sentence:
    fresh = sentence(template, request.facts, passages=item.passages, remark=item.remark)
    return replace(fresh, notes=item.notes)


def _value(count: str) -> int:
    tens, found, ones = count.rpartition("十")
    if not found:
        return "一二三四五六七八九".index(count[0]) + 1
    return ("一二三四五六七八九".index(tens[0]) + 1 if tens else 1) * 10 + (_value(ones) if ones else 0)
