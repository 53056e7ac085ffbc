"""Problems and improvements: points one below the other, measures beside the problems they mend, plans last."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.draft.bettering.rewording import aimed, named
from assistant.draft.book.filling import fill
from assistant.draft.book.phrasebook import Section
from assistant.draft.book.register import chinese
from assistant.draft.composing.answered_promises import promises
from assistant.draft.composing.framing import framing
from assistant.draft.composing.joining import Piece, points
from assistant.draft.composing.material import gather
from assistant.draft.composing.matters import Matter, grouped
from assistant.draft.composing.saying.utterance import Utterance
from assistant.draft.composing.voice import Voice
from assistant.draft.official import official
from assistant.draft.proposal.proposal import Request
from assistant.facts import PLACEHOLDER
from assistant.prose.likeness import affinity

_NAMED = 22
"""Characters of a problem that a measure may name it by; longer, the measure is lost behind it."""
_NAMES = 4
"""Characters from which words name a problem: 少 does not."""
_MENDS = 0.4
"""Affinity from which a measure speaks of the problem: as a note carries a sentence."""
_PLANS_IN_A_ROW = 2
"""Plans from which they are numbered: each names its problem, and so is a sentence's length."""
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
        own = f"{said[0].pairing}，{voice.state.own()}{replace(said[0], pairing='').text()}。"
        return [Piece(voice.said(own), said[0].notes, said[0].remark)]
    several = len(said) > 1
    leads = file.leads[section] if several or section not in file.one else file.one[section]
    introduction = voice.said(fill(voice.choose(leads, "lead"), book, voice.state) or "")
    pieces = points(said, voice, by_family=by_family)
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


def paired(said: Sequence[Utterance], matters: Sequence[Matter], voice: Voice) -> list[Utterance]:
    """Measures and plans with the problem they mend named before them; each way of naming it once."""
    problems = _problems(voice.state.request)
    ways = voice.in_turn(framing().pairing, "pairing")
    out = []
    for one, matter in zip(said, matters, strict=True):
        known = [pair for pair in problems if _mends(matter, pair[1], pair[0])]
        if one.pairing:
            out.append(replace(one, heads=one.heads[-1:]))
            continue
        if not known or not ways or one.subject:
            aim = aimed(one.text(), matter.field) if one.planned and not voice.plain else ""
            out.append(replace(one, purpose=aim))
            continue
        name, problem = max(known, key=lambda pair: affinity(one.heads[-1], pair[0]))
        problems = [pair for pair in problems if pair[1] is not problem]
        # What 有待加强 is no state to be changed.
        way = next((way for way in ways if "有待" not in name or not way.endswith("状况")), ways[0])
        ways.remove(way)
        out.append(replace(one, heads=one.heads[-1:], pairing=way.replace("{problem}", name)))
    return out


def plans(said: Sequence[Utterance], voice: Voice) -> list[Piece]:
    """What is yet to be done, in one sentence that says so: 下一步，我局将…；…."""
    if not said:
        return []
    state = voice.state
    wording = voice.choose(framing().planning, "planning").replace("{self}", state.own())
    if (
        not any(one.pairing for one in said)
        and _problems(state.request)
        and not voice.plain
        and voice.opens_anew(_FOR_ALL)
    ):
        wording = f"{_FOR_ALL}，{wording}"
    if len(said) >= _PLANS_IN_A_ROW:
        texts = [f"{chinese(at)}是{one.text()}" for at, one in enumerate(said, start=1)]
        wording = wording.replace("{deed}", "重点做好以下工作：{deed}")
    else:
        texts = [re.sub("^将", "把", replace(said[0], pairing="").text())]
        wording = wording.replace(state.own(), f"{said[0].pairing}，{state.own()}" if said[0].pairing else state.own())
    joined = "；".join(texts)
    notes = tuple(dict.fromkeys(note for one in said for note in one.notes))
    remark = next((one.remark for one in said if one.remark), "")
    return [Piece(voice.said(wording.replace("{deed}", joined)) + "。", notes, remark)]


def _problems(request: Request) -> list[tuple[str, Matter]]:
    """The year's problems by a short name, with the matter each is."""
    other = replace(request, section="problems")
    material = gather(other)
    out = []
    for matter in grouped(material.deeds, ()):
        for part in (part for deed in matter.deeds for part in deed.words.split("，")):
            name = named(part)
            if _NAMES <= len(name) <= _NAMED and not PLACEHOLDER.search(name):
                out.append((name, matter))
    return out


def _mends(measure: Matter, problem: Matter, name: str) -> bool:
    if measure.field and measure.field == problem.field:
        return True
    one, other = measure.topic, problem.topic
    if one is not None and other is not None and (one.id in other.measures or other.id in one.measures):
        return True
    return affinity("".join(deed.words for deed in measure.deeds), name) >= _MENDS
