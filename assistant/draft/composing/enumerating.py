"""Problems and improvements: points one below the other, measures beside the problems they mend, plans last."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.draft.bettering.remedies import Remedy, mends, remedy
from assistant.draft.bettering.rewording import aimed, headed, named, says_again
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

_NAMED = 18
"""Characters of a problem that a measure may name it by; longer, the measure is lost behind it."""
_NAMES = 4
"""Characters from which words name a problem: 少 does not."""
_MENDS = 0.4
"""Affinity from which a measure speaks of the problem: as a note carries a sentence."""
_SEVERAL = 2
"""Points from which they are numbered, and are all of one build."""
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
        Piece(f"{chinese(at)}是{one.text()}。", one.notes, one.remark, (one.topic,)) for at, one in enumerate(said, start=1)
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


def wanting(said: Sequence[Utterance], matters: Sequence[Matter], voice: Voice) -> list[Utterance]:
    """Problems all of one build: every one 有待…, where it is the organ's turn and each can be said so.

    What was typed in official words stands as it was typed.
    """
    as_typed = any(deed.words == deed.typed for matter in matters for deed in matter.deeds)
    if voice.plain or len(said) < _SEVERAL or as_typed or voice.toss("still", 2):
        return list(said)
    still = [_still(one) for one in said]
    return [replace(one, heads=(words,)) for one, words in zip(said, still, strict=True)] if all(still) else list(said)


def _still(one: Utterance) -> str:
    first, *rest = one.heads[-1].split("，")
    if "；" in first or "、" in first:
        return ""
    found = remedy(first)
    return "，".join([found.still, *rest]) if found and found.still else ""


def paired(said: Sequence[Utterance], matters: Sequence[Matter], voice: Voice) -> list[Utterance]:
    """Measures and plans with what they are for, each said in the same build as the others of the section."""
    if voice.plain:
        return list(said)
    points = _points(said, matters, voice)
    builds = [build for build in (_headed, _for_its_end, _naming, _with_its_end) if build is not _headed or len(said) > 1]
    turn = voice.toss("build", len(builds))
    for build in (*builds[turn:], *builds[:turn]):
        built = [build(point, voice) for point in points]
        if all(one is not None for one in built):
            return [one for one in built if one is not None]
    return [_with_its_end(point, voice) or point.said for point in points]


@dataclass(frozen=True)
class _Point:
    """A measure with the problem it mends, by the name of it and by what its mending is for."""

    said: Utterance
    field: str
    name: str = ""
    aim: str = ""

    @property
    def words(self) -> str:
        return self.said.heads[-1]


def _points(said: Sequence[Utterance], matters: Sequence[Matter], voice: Voice) -> list[_Point]:
    problems = _problems(voice.state.request)
    out = []
    for one, matter in zip(said, matters, strict=True):
        words = one.heads[-1]
        able = [known for known in problems if known.mended_by(words, matter.field)]
        point = _Point(one, matter.field)
        if able and not one.pairing:
            best = max(able, key=lambda known: known.nearness(words))
            problems = [known for known in problems if known is not best]
            point = replace(point, name=best.name, aim=best.remedy.aim if best.remedy else "")
        if point.aim and (says_again(point.aim, words) or one.pairing):
            point = replace(point, aim="")
        out.append(point)
    return out


def _headed(point: _Point, voice: Voice) -> Utterance | None:
    """规范依申请公开办理。梳理依申请公开流程: what it betters, then how."""
    heads = [head for head in (point.aim, *voice.in_turn(headed(point.words, point.field), point.field)) if head]
    head = next((head for head in heads if voice.opens_anew(head)), "")
    if not head or point.said.pairing or point.said.subject:
        return None
    return replace(point.said, title=voice.said(head))


def _for_its_end(point: _Point, _: Voice) -> Utterance | None:
    """为丰富政策解读形式，增加图解数量."""
    return replace(point.said, pairing=f"为{point.aim}") if point.aim and not point.said.subject else None


def _naming(point: _Point, _: Voice) -> Utterance | None:
    """针对政策解读形式较为单一的问题，增加图解数量."""
    if point.said.pairing:
        return point.said
    if not point.name or point.said.subject or len(point.name) > _NAMED or says_again(point.name, point.words):
        return None
    return replace(point.said, pairing=framing().pairing[0].replace("{problem}", point.name))


def _with_its_end(point: _Point, _: Voice) -> Utterance | None:
    """增加图解数量，丰富政策解读形式; of what may be done already, 以丰富政策解读形式: what for, not what came of it."""
    one = point.said
    aim = point.aim or (aimed(one.text(), point.field) if one.planned else "")
    purpose = aim if one.planned else f"以{aim}"
    return replace(one, purpose=purpose) if aim and not one.pairing else None


def plans(said: Sequence[Utterance], voice: Voice, *, led_to: bool = False) -> list[Piece]:
    """What is yet to be done, in one sentence that says so: 下一步，我局将…；….

    `led_to` where what stands before it has named the problems as a whole.
    """
    if not said:
        return []
    state = voice.state
    wording = voice.choose(framing().planning, "planning").replace("{self}", state.own())
    names = any(one.pairing.startswith("针对") for one in said)
    if not (names or led_to) and _problems(state.request) and not voice.plain and voice.opens_anew(_FOR_ALL):
        wording = f"{_FOR_ALL}，{wording}"
    if len(said) >= _SEVERAL:
        texts = [f"{chinese(at)}是{one.text()}" for at, one in enumerate(said, start=1)]
        wording = wording.replace("{deed}", "重点做好以下工作：{deed}")
    else:
        texts = ["，".join(part for part in (_by_itself(said[0]), said[0].purpose) if part)]
        wording = wording.replace(state.own(), f"{said[0].pairing}，{state.own()}" if said[0].pairing else state.own())
    # What has a full stop of its own is a sentence: 一是规范办理。梳理流程。二是…
    joined = ("。" if any("。" in text for text in texts) else "；").join(texts)
    notes = tuple(dict.fromkeys(note for one in said for note in one.notes))
    remark = next((one.remark for one in said if one.remark), "")
    return [Piece(voice.said(wording.replace("{deed}", joined)) + "。", notes, remark)]


@dataclass(frozen=True)
class _Problem:
    """One of the year's problems by a short name, with the matter it is and what its mending is for."""

    name: str
    matter: Matter
    remedy: Remedy | None

    def mended_by(self, measure: str, field: str) -> bool:
        """Whether the measure can mend it: its means are such, and it speaks of the same."""
        if self.remedy is not None:
            return mends(measure, self.remedy, same_side=bool(field) and field == self.matter.field)
        return affinity(measure, self.name) >= _MENDS

    def nearness(self, measure: str) -> float:
        """How near the measure is to it."""
        return affinity(measure, self.name)


def _problems(request: Request) -> list[_Problem]:
    """The year's problems by a short name, without the reasons and instances behind them."""
    material = gather(replace(request, section="problems"))
    out = []
    for matter in grouped(material.deeds, ()):
        for deed in matter.deeds:
            name = named(deed.words.split("，", maxsplit=1)[0])
            if len(name) >= _NAMES and not PLACEHOLDER.search(name):
                out.append(_Problem(name, matter, remedy(name)))
    return out
