"""A sentence of facts said with a turn of phrase learnt elsewhere: its opening, its connective, its verb."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.draft.book.register import without_own_name
from assistant.draft.proposal.proposal import Request, Sentence, sentence
from assistant.draft.ways.borrowing.turns import Turn, opens, words
from assistant.draft.ways.clauses import clauses, mark_of, stated

_LEAD = re.compile(r"^\{\{year\}\}年(?:度)?，")
_NAMES_LAW = "条例"
"""A sentence on the 条例 has said already what openings are about."""
_TAIL = 2
"""Characters at the end of an object that must be the same: 普法直播 and 直播 take one verb."""


def opened(said: Sequence[Sentence], openings: Sequence[Turn], request: Request) -> list[Sentence]:
    """The first sentence with a learnt opening: in place of the one it has, else behind its year."""
    if not said or not openings:
        return list(said)
    turn, first = openings[request.variant % len(openings)], said[0]
    lead = _LEAD.match(first.template)
    rest = first.template[lead.end() :] if lead else first.template
    template = _reopened(rest, turn.words, request) or (
        "" if mark_of(rest) or _NAMES_LAW in rest else turn.words + "，" + rest
    )
    if not template:
        return list(said)
    return [_again(first, (lead[0] if lead else "") + template, turn.passage, request), *said[1:]]


def _reopened(rest: str, opening: str, request: Request) -> str:
    """A sentence whose opening says no fact, with the other opening; "" where it has none."""
    pieces = clauses(rest)
    for at, piece in enumerate(pieces[:-1]):
        bare_piece = without_own_name(piece, request.report.organ)
        name = piece[: len(piece) - len(bare_piece)]
        if not stated(piece) and piece.endswith("，") and opens(bare_piece):
            return "".join([*pieces[:at], name, opening, "，", *pieces[at + 1 :]])
    return ""


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
