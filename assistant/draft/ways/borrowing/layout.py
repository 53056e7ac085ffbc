"""The order and shape of a section after the likest organ's: its topics' order, and whether it counts its points."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.draft.proposal.proposal import Request, Sentence, sentence
from assistant.draft.ways.borrowing.turns import Learnt
from assistant.draft.ways.clauses import bare, mark_of, unmarked
from assistant.topics import named

_LEAD = re.compile(r"^\{\{year\}\}年(?:度)?，")
_INTRODUCTION = re.compile(r"^(?P<words>[^。：]*：)(?=一是)")
_IN_TABLE_ORDER = frozenset({"overview", "overview.on_request"})
"""Sections told in the order of the tables, whatever others do."""
_OF_POINTS = frozenset({"problems", "improvements"})
"""Sections that are lists by nature."""


def laid_out(said: Sequence[Sentence], learnt: Learnt, request: Request) -> list[Sentence]:
    """The sentences in the order of the learnt topics, counted as 一是 only where the likest organ counts."""
    if request.section in _IN_TABLE_ORDER or not learnt.topics:
        return list(said)
    out = list(said)
    if learnt.enumerated is False and request.section not in _OF_POINTS:
        out = _uncounted(out, request)
    if any(mark_of(item.template) or _INTRODUCTION.match(item.template) for item in out) or len(out) < 2:  # noqa: PLR2004
        return out
    return _ordered(out, learnt, request)


def _uncounted(said: Sequence[Sentence], request: Request) -> list[Sentence]:
    """The points without 一是 and without the words that lead up to a list."""
    out = []
    for item in said:
        lead = _LEAD.match(item.template)
        template = _INTRODUCTION.sub("", item.template)
        template = (lead[0] if lead and template != item.template else "") + unmarked(template)
        out.append(item if template == item.template else _again(item, template, request))
    return out


def _ordered(said: Sequence[Sentence], learnt: Learnt, request: Request) -> list[Sentence]:
    """By the learnt topics; a sentence of another topic stays behind the one it followed; the year stays in front."""
    rank = {topic: at for at, topic in enumerate(learnt.topics)}
    keys: list[int] = []
    for item in said:
        topics = [match.topic.id for match in named(bare(item.template), request.section)]
        found = next((rank[topic] for topic in topics if topic in rank), None)
        keys.append(found if found is not None else (keys[-1] if keys else -1))
    order = sorted(range(len(said)), key=lambda at: (keys[at], at))
    first = said[0]
    lead = _LEAD.match(first.template)
    if order[0] == 0 or "\n" in "".join(item.text for item in said[:-1]):
        return [said[at] for at in order] if order[0] == 0 else list(said)
    if lead is None or _LEAD.match(said[order[0]].template):
        return list(said)
    out = [said[at] for at in order]
    out[order.index(0)] = _again(first, first.template[lead.end() :], request)
    out[0] = _again(out[0], lead[0] + out[0].template, request)
    return out


def _again(item: Sentence, template: str, request: Request) -> Sentence:
    fresh = sentence(template, request.facts, passages=item.passages, remark=item.remark)
    return replace(fresh, notes=item.notes)
