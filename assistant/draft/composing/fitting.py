"""Fitting: a section composed in the manner asked for, and made as short as was asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.draft.composing.composing import Composed, compose
from assistant.draft.proposal.manner import BRIEF, CORE, USUAL, Manner
from assistant.draft.proposal.proposal import Request
from assistant.facts import render
from assistant.prose.likeness import likeness

_MOST_OF_LAST = 1.1
"""How much longer than last year's section a text may be before what is not needed is left out."""

_TOO_LIKE = 0.5
"""Likeness to last year's section from which this year's is told apart by an introduction; at 0.6 the checks object."""

_TELLING = 120
"""Characters from which last year's section shows how much the organ likes to say; a line or two shows nothing."""


@dataclass(frozen=True)
class Fitted:
    """A composition with what there is to say of its size."""

    composed: Composed
    manner: Manner
    remark: str = ""


def fit(request: Request, manner: Manner) -> Fitted:
    """The section, within the limit if that can be; else as short as the facts allow, and a remark that says so."""
    first = compose(request, manner)
    if _like_last(first, request):
        first = compose(request, manner, framed=True)
    if manner.limit is None:
        last = length_of(request.last.section(request.section)) if request.last else 0
        if last > _TELLING and manner.level == USUAL and length(first, request) > last * _MOST_OF_LAST:
            first = compose(request, manner, lean=True)
        return Fitted(first, manner, _left_out(first, request))
    shortest = first
    for shorter in _shorter(first, request, manner):
        shortest = min(shortest, shorter, key=lambda one: length(one, request))
        if length(shorter, request) <= manner.limit:
            return Fitted(shorter, manner, _left_out(shorter, request))
    size = length(shortest, request)
    said = f"现有事实写成最短也有{size}字，不能在{manner.limit}字以内；可以指明去掉哪一项。"
    return Fitted(shortest, manner, said + _left_out(shortest, request))


def _like_last(composed: Composed, request: Request) -> bool:
    """Whether a composition reads like last year's section: then it is introduced, which that was not so."""
    last = request.last.section(request.section) if request.last else ""
    return bool(last) and likeness("".join(_shown(composed, request)), last) > _TOO_LIKE


def _shown(composed: Composed, request: Request) -> list[str]:
    return [render(piece.template, request.facts).text for piece in composed.pieces]


def length_of(text: str) -> int:
    """Characters of a text as an editor counts them, white space apart."""
    return len(re.sub(r"\s", "", text))


def length(composed: Composed, request: Request) -> int:
    """Characters of a composition with its digits written."""
    return length_of("".join(_shown(composed, request)))


def _shorter(first: Composed, request: Request, manner: Manner) -> Iterator[Composed]:
    """Ever less: without framing and purposes, without detail, then one matter after another."""
    yield first
    yield compose(request, manner, lean=True)
    for level in (BRIEF, CORE):
        if level <= manner.level:
            yield compose(request, replace(manner, level=level))
    core = replace(manner, level=min(manner.level, CORE))
    before = -1
    for leave_out in range(1, 30):
        less = compose(request, core, leave_out=leave_out)
        if length(less, request) == before:
            return
        before = length(less, request)
        yield less


def _left_out(composed: Composed, request: Request) -> str:
    if not composed.left_out:
        return ""
    names = [
        matter.topic.id if matter.topic else render(matter.deeds[0].words, request.facts).text[:16]
        for matter in composed.left_out
    ]
    return f"为控制篇幅没有写入：{'、'.join(names)}。"
