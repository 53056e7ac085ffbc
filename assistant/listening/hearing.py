"""Hearing: a message of a person read into facts to record, requests, and what has to be asked."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.listening.amending import amended
from assistant.listening.deeds import Deeds
from assistant.listening.following.joining import joined
from assistant.listening.following.remarks import (
    asked_for,
    noun_of,
    of_the_counted,
    remark,
    remarked,
    said_of,
    same_as_next,
)
from assistant.listening.measures import Measures
from assistant.listening.moods import is_heading, is_opener, mooded
from assistant.listening.naming import naming
from assistant.listening.pieces import Piece, even, pieces
from assistant.listening.private import withhold
from assistant.listening.requests import asked, asks_something, destination, recognise
from assistant.listening.sifting.promises import with_outcomes
from assistant.listening.sifting.sifting import sifted
from assistant.listening.sifting.unread import only_names, unread_asks
from assistant.listening.sifting.unsure import asked_about, doubts, subject_of
from assistant.listening.standing import held_against
from assistant.listening.tables.cells import facts_of
from assistant.listening.tables.counts import counts
from assistant.listening.told import Ask, Heard, Told
from assistant.listening.words import words
from assistant.report import Report

_NO_YEAR = 9998
"""A report without a year: no year that people write is near it, so that only words like 去年 tell years apart."""
_COULD_BE_PLANNED = frozenset(
    {"judged", "merge", "help", "add", "drop", "propose", "section", "fuller", "again", "check", "missing", "style"}
)
"""What a plan can say that would be asked for elsewhere: 专栏内容要丰富, 把责任写到岗位职责里."""
_NEVER_PLANNED = frozenset({"draft_all", "interview", "undo", "thanks"})
"""What is asked of the assistant even among plans; 把栏目合并 and 请专家写点评 are plans there."""
_QUESTION = re.compile(r"[?？]|[吗呢]$")


def hear(message: str, report: Report, last: Report | None = None, *, section: str = "") -> Heard:
    """What a message states and asks for; `section` is the one whose conversation it was said in, "" for the whole.

    Facts already recorded with another value carry it as their conflict; a fact recorded already with the same value is
    not told again. Never raises for what a person types.
    """
    kept, withheld = withhold(message)
    text, taken_back = amended(even(kept))
    cut = joined(with_outcomes(mooded(pieces(text, report.year or _NO_YEAR))))
    orders = _orders(cut)
    kinds = [_kind(piece) for piece in cut]
    wanted = [index for index, kind in enumerate(kinds) if kind != "unknown"]
    target = next((place for index in wanted if (place := destination(cut[index].text))), "")
    asking = orders | {index for index, piece in enumerate(cut) if not _may_state(piece, kinds[index])}
    stated, left = sifted(cut, asking, report.year or _NO_YEAR, report.organ)
    facts, asks = _read(stated, Measures(report, section, taken_back), target)
    asks = (*left, *asks)
    if orders:
        asks = (Ask("", "没有从中读出本年工作的情况，这些话没有记录。您想说的是哪项工作？"), *asks)
    held = tuple(held_against(facts, report, last))
    return Heard(
        held,
        tuple(cut[index].text for index in wanted if index not in orders),
        tuple({ask.question: ask for ask in asks}.values()),
        known=_known(facts, held),
        withheld=withheld,
    )


def _known(facts: Sequence[Told], held: Sequence[Told]) -> tuple[Told, ...]:
    """The facts that were not kept to be told: they are recorded already."""
    new = {(fact.kind, fact.code, fact.name, fact.text) for fact in held}
    return tuple(fact for fact in facts if (fact.kind, fact.code, fact.name, fact.text) not in new)


def _orders(cut: Sequence[Piece]) -> set[int]:
    """The pieces that give orders to a machine, with all that follows them in their sentence."""
    begun: dict[int, int] = {}
    for index, piece in enumerate(cut):
        if words().orders.search(piece.text):
            begun.setdefault(piece.sentence, index)
    return {index for index, piece in enumerate(cut) if index >= begun.get(piece.sentence, len(cut))}


def _kind(piece: Piece) -> str:
    """What a piece asks for; under 明年 or 问题就是 only what can be nothing else."""
    kind = recognise(piece.text).kind
    if kind != "unknown" and not asked(piece.text, kind):
        return "unknown"
    if piece.planned and piece.governed and kind not in _NEVER_PLANNED and not _QUESTION.search(piece.text):
        return "unknown"
    return "unknown" if piece.governed and kind in _COULD_BE_PLANNED and not asks_something(piece.text) else kind


def _may_state(piece: Piece, kind: str) -> bool:
    """Whether facts are looked for: in what is no request, and in 加上普法直播4场, which is both."""
    return kind == "unknown" or (kind == "add" and piece.number is not None)


def _read(cut: Sequence[Piece], measures: Measures, target: str) -> tuple[list[Told], tuple[Ask, ...]]:
    cut = [
        replace(piece, lead_in=f"{cut[index - 1].text}，") if index and _leads(cut, index - 1) else piece
        for index, piece in enumerate(cut)
    ]
    told = counts(cut, measures.report.form)
    figures, asks = facts_of(told, measures.report)
    cut = asked_for(cut, told.taken)
    deeds = Deeds(measures.section)
    unread: list[Piece] = []
    context = ""
    for index, piece in enumerate(cut):
        if _leads(cut, index):
            continue
        if words().talk.match(piece.text) or _headed(piece, measures, deeds):
            continue
        if found := words().channels.search(piece.text):
            measures.channel = (found[0], piece.sentence)
        if index in told.taken:
            context = ""
        elif words().compares.search(piece.text) and index - 1 in told.taken and remark(index, cut, figures):
            continue
        elif naming().remark.match(piece.text) and (counted := remarked(index, cut, measures.told, figures)):
            deeds.remark(piece, index, counted, noun_of(counted, cut[index - 1]))
        elif _hear(piece, index, cut, measures, deeds, (target, context)):
            context = _latest(piece, measures, deeds) or context
        elif not (remark(index, cut, measures.told) or remark(index, cut, figures)):
            unread.append(piece)
            measures.opened_by(piece)
    _settled_by_the_tables(measures, figures, [cut[at] for at in sorted(told.taken)])
    measures.finish()
    unread = [piece for piece in unread if not any(piece.text in one.text for one in measures.told)]
    asks += measures.asks
    return [*figures, *measures.told, *deeds.told], (
        *asks,
        *unread_asks(unread, told=bool(figures or measures.told or asks)),
    )


def _leads(cut: Sequence[Piece], index: int) -> bool:
    """Whether a piece only says besides what the one after it is told: 除公众号外，还开了抖音号."""
    following = cut[index + 1] if index + 1 < len(cut) else None
    begins = following is not None and following.sentence == cut[index].sentence
    return begins and bool(words().besides.match(cut[index].text))


def _settled_by_the_tables(measures: Measures, figures: list[Told], taken: Sequence[Piece]) -> None:
    """去年收到申请8件，今年12件: the table holds this year's number, and nothing is asked."""
    waiting = measures.waiting
    here = [piece.text for piece in taken if waiting is not None and piece.sentence == waiting.sentence]
    at = next((at for at, one in enumerate(figures) if any(text in one.text for text in here)), None)
    if waiting is not None and at is not None:
        figures[at] = replace(figures[at], text=f"{waiting.text}，{figures[at].text}")
        measures.waiting = None


def _latest(piece: Piece, measures: Measures, deeds: Deeds) -> str:
    """The section of what was told last of the piece."""
    told = [one for one in (*measures.told[-1:], *deeds.told[-1:]) if piece.text in one.text]
    return told[-1].section if told and not piece.mood else ""


def _hear(
    piece: Piece, index: int, cut: Sequence[Piece], measures: Measures, deeds: Deeds, place: tuple[str, str]
) -> bool:
    """Give a piece to whom it belongs; False if nobody can read it.

    `place` is where it was told to go, and where what was told right before it went.
    """
    target, context = place
    if asked_about(piece, index, cut, measures) or (piece.number is None and measures.same_as_last(piece)):
        return True
    following = cut[index + 1] if index + 1 < len(cut) else None
    if same_as_next(piece, following, measures):
        return True
    if piece.number is not None and not piece.mood:
        doubt = bool(words().unsure.search(piece.text)) or (following is not None and doubts(piece, following))
        before = len(measures.told)
        if measures.hear(piece, unsure=doubt, target=target):
            if len(measures.told) > before:
                deeds.keep(piece, measures.told[-1])
            return True
    said = said_of(piece, index, cut)
    if said is None or (len(cut) == 1 and only_names(piece)):
        return False
    piece = said
    piece = of_the_counted(piece, measures)
    heard = deeds.hear(piece, index, target=target, context=context)
    if heard and not piece.mood:
        measures.note = (deeds.told[-1].section, piece.sentence)
    if heard and piece.number is None:
        measures.subject = subject_of(piece) or measures.subject
    return heard


def _headed(piece: Piece, measures: Measures, deeds: Deeds) -> bool:
    """Whether a piece is the heading of a section: what follows it belongs there."""
    section = is_heading(piece)
    if section and not words().nots.search(piece.text):
        measures.section = deeds.section = section
        return True
    return piece.governed and is_opener(piece)
