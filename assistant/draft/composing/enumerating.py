"""Problems and improvements: points one below the other, single ones on the sentence that leads to them, plans last."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.draft.book.filling import fill
from assistant.draft.book.phrasebook import Section
from assistant.draft.book.register import chinese
from assistant.draft.composing.answered_promises import promises
from assistant.draft.composing.framing import framing
from assistant.draft.composing.joining import Piece, points
from assistant.draft.composing.saying.mending import SEVERAL, problems
from assistant.draft.composing.saying.utterance import Utterance
from assistant.draft.composing.voice import Voice
from assistant.draft.official import official
from assistant.draft.proposal.proposal import Request

_TAKES_THE_OBJECT = "将"
"""Before what something is done to; behind 我局 it would read as what is yet to be done."""
_FOR_ALL = "针对存在的问题"
"""Before plans none of which names its own problem."""
MEASURES = "measures"
"""Leading words before measures that are not all said to be taken: they claim no more than that these are measures."""


def led(
    said: Sequence[Utterance],
    voice: Voice,
    book: Section,
    *,
    numbered: bool = True,
    by_family: bool = False,
    lead: str = "",
) -> list[Piece]:
    """The points with the words that lead to them; a single one without number, several in a row where asked for.

    `lead` is the kind of leading words, that of the section if none is given.
    """
    if not said:
        return []
    section, file = lead or voice.state.request.section, framing()
    if len(said) == 1 and said[0].pairing:
        own = f"{said[0].pairing}，{voice.state.own()}{_by_itself(said[0])}。"
        return [Piece(voice.said(own), said[0].notes, said[0].remark)]
    several = len(said) > 1
    leads = file.leads[section] if several or section not in file.one else file.one[section]
    introduction = voice.said(fill(voice.choose(leads, "lead"), book, voice.state) or "")
    if not several and not by_family:
        said = [replace(said[0], heads=(_by_itself(said[0]),), title="")]
    pieces = points(said, voice, by_family=True) if by_family else _one_by_one(said)
    bare = [piece.template.removeprefix(f"{chinese(at)}是") for at, piece in enumerate(pieces, start=1)]
    if several and numbered:
        return [replace(pieces[0], template=f"{introduction}：{pieces[0].template}"), *pieces[1:]]
    # 主要不足是解读形式单一: a single point goes on the sentence where that can take it.
    mark = "" if introduction.endswith(("是", "在")) and not several else "："
    notes = tuple(dict.fromkeys(note for piece in pieces for note in piece.notes))
    return [
        replace(
            pieces[0], template=introduction + mark + "；".join(text.rstrip("。") for text in bare) + "。", notes=notes
        )
    ]


def _by_itself(one: Utterance) -> str:
    """A single point as it goes on a sentence: without a full stop of its own, no 将 that reads as what is to come."""
    alone = re.sub(f"^{_TAKES_THE_OBJECT}", "把", replace(one, pairing="", purpose="", title="").text())
    return f"{one.title}，{alone}" if one.title else alone


def _one_by_one(said: Sequence[Utterance]) -> list[Piece]:
    """Each as a point of its own, in the first of its ways."""
    return [
        Piece(f"{chinese(at)}是{one.text()}。", one.notes, one.remark, (one.topic,))
        for at, one in enumerate(said, start=1)
    ]


def answers(request: Request, voice: Voice, book: Section) -> list[Piece]:
    """Last year's promises that a note of this year takes up, answered first."""
    out = []
    for index, promise in enumerate(promises(request)):
        if promise.answer is None:
            continue
        words = official(promise.answer.template, organ=request.report.organ, section=request.section).template
        wording = book.answer[(index + voice.turn) % len(book.answer)]
        said = fill(wording, book, voice.state, promise=promise.short, note=words.strip("，；。"))
        if said:
            out.append(
                Piece(voice.said(said), (promise.answer.note,), promise.answer.remark or "回应上年提出的改进措施")
            )
    return out


def plans(said: Sequence[Utterance], voice: Voice, *, led_to: bool = False) -> list[Piece]:
    """What is yet to be done, in one sentence that says so: 下一步，我局将…；….

    `led_to` where what stands before it has named the problems as a whole.
    """
    if not said:
        return []
    state = voice.state
    wording = voice.choose(framing().planning, "planning").replace("{self}", state.own())
    names = any(one.pairing.startswith("针对") for one in said)
    if not (names or led_to) and problems(state.request) and not voice.plain and voice.opens_anew(_FOR_ALL):
        wording = f"{_FOR_ALL}，{wording}"
    if len(said) >= SEVERAL:
        texts = [f"{chinese(at)}是{one.text()}" for at, one in enumerate(said, start=1)]
        wording = wording.replace("{deed}", f"{voice.choose(framing().tasks, 'tasks')}：{{deed}}")
    else:
        texts = ["，".join(part for part in (_by_itself(said[0]), said[0].purpose) if part)]
        wording = wording.replace(state.own(), f"{said[0].pairing}，{state.own()}" if said[0].pairing else state.own())
    # What has a full stop of its own is a sentence: 一是规范办理。梳理流程。二是…
    joined = ("。" if any("。" in text for text in texts) else "；").join(texts)
    notes = tuple(dict.fromkeys(note for one in said for note in one.notes))
    remark = next((one.remark for one in said if one.remark), "")
    return [Piece(voice.said(wording.replace("{deed}", joined)) + "。", notes, remark)]
