"""A sentence of facts said with a turn of phrase learnt elsewhere: its opening, its connective, its verb."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.draft.proposal.proposal import Request, Sentence, sentence
from assistant.draft.ways.clauses import clauses, mark_of
from assistant.draft.ways.turns import Turn, is_opening, words

_LEAD = re.compile(r"^\{\{year\}\}年(?:度)?，")
_TAIL = 2
"""Characters at the end of an object that must be the same: 普法直播 and 直播 take one verb."""


def opened(said: Sequence[Sentence], openings: Sequence[Turn], request: Request) -> list[Sentence]:
    """The first sentence with an opening behind its year, unless it has one, or its words stand in it already."""
    if not said or not openings:
        return list(said)
    turn = openings[request.variant % len(openings)]
    first = said[0]
    lead = _LEAD.match(first.template)
    rest = first.template[lead.end() :] if lead else first.template
    if mark_of(rest) or not rest or is_opening(clauses(rest)[0].rstrip("，")) or "条例" in rest[:40]:
        return list(said)
    template = (lead[0] if lead else "") + turn.words + "，" + rest
    return [_again(first, template, turn.passage, request), *said[1:]]


def connected(said: Sequence[Sentence], connectives: Sequence[Turn], request: Request) -> list[Sentence]:
    """The last of three or more sentences with a connective, where it has none and opens no list or year."""
    out = list(said)
    if len(out) < 3 or not connectives:  # noqa: PLR2004 - of two sentences the second needs no joint
        return out
    last, turn = out[-1], connectives[request.variant % len(connectives)]
    taken = any(words().connective.match(item.template) for item in out)
    if not taken and not mark_of(last.template) and not _LEAD.match(last.template):
        out[-1] = _again(last, f"{turn.words}，{last.template}", turn.passage, request)
    return out


def with_verbs(item: Sentence, verbs: Sequence[Turn], request: Request) -> Sentence:
    """The sentence with the verbs that others use of the same objects."""
    for found in words().act.finditer(item.template):
        turn = next((one for one in verbs if _fits(one, found["verb"], found["object"])), None)
        if turn is not None:
            start, end = found.span("verb")
            template = item.template[:start] + turn.words + item.template[end:]
            return _again(item, template, turn.passage, request)
    return item


def _fits(turn: Turn, verb: str, what: str) -> bool:
    """Whether a learnt verb may take the place of another before this object."""
    same = turn.words != verb and turn.words in words().rows[verb]
    return same and turn.object[-_TAIL:] == what[-_TAIL:]


def _again(item: Sentence, template: str, passage: str, request: Request) -> Sentence:
    grounds = tuple(dict.fromkeys((*item.passages, passage)))
    return replace(sentence(template, request.facts, passages=grounds, remark=item.remark), notes=item.notes)
