"""Mending: problems all of one build, measures with the problem they mend or with what they are for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.draft.bettering.remedies import Remedy, mends, remedy
from assistant.draft.bettering.rewording import aims, headed, named, says_again
from assistant.draft.composing.framing import framing
from assistant.draft.composing.material import gather
from assistant.draft.composing.matters import Matter, grouped
from assistant.draft.composing.saying.utterance import Utterance
from assistant.draft.composing.voice import Voice
from assistant.draft.proposal.proposal import Request
from assistant.facts import PLACEHOLDER
from assistant.prose.likeness import affinity

_NAMED = 18
"""Characters of a problem that a measure may name it by; longer, the measure is lost behind it."""
_NAMES = 4
"""Characters from which words name a problem: 少 does not."""
_MENDS = 0.4
"""Affinity from which a measure speaks of the problem: as a note carries a sentence."""
_OPENING = 2
"""Characters by which two openings are told apart: 加强 and 加强, a reader's eye stops at the second."""
SEVERAL = 2
"""Points from which they are numbered, and are all of one build."""


def wanting(said: Sequence[Utterance], matters: Sequence[Matter], voice: Voice) -> list[Utterance]:
    """Problems all of one build: every one 有待…, where it is the organ's turn and each can be said so.

    What was typed in official words stands as it was typed.
    """
    as_typed = any(deed.words == deed.typed for matter in matters for deed in matter.deeds)
    if voice.plain or len(said) < SEVERAL or as_typed or voice.toss("still", 2):
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
    manifold = sum(any(mark in point.words for mark in "，；") for point in points)
    # A title over single short measures says each of them twice.
    builds = (*_BUILDS, _headed) if len(said) >= SEVERAL and manifold * 2 >= len(points) else _BUILDS
    turn = voice.toss("build", len(builds))
    for build in (*builds[turn:], *builds[:turn]):
        used = _Used(voice)
        built = [build(point, used) for point in points]
        if all(one is not None for one in built):
            return [one for one in built if one is not None]
    used = _Used(voice)
    return [_with_its_end(point, used) or point.said for point in points]


class _Used:
    """The heads and ends of one build, of which none opens like another."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._openings: set[str] = set()

    def first(self, wordings: Sequence[str], key: str, *others: str) -> str:
        """The wording that is the organ's turn and new, then the others; "" where none is new."""
        able = [one for one in (*self._voice.in_turn(wordings, key), *others) if one]
        able = [one for one in able if one[:_OPENING] not in self._openings]
        self._openings.update(one[:_OPENING] for one in able[:1])
        return able[0] if able else ""


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
    known = problems(voice.state.request)
    out = []
    for one, matter in zip(said, matters, strict=True):
        words = one.heads[-1]
        each = [deed.words for deed in matter.deeds]
        able = [one for one in known if all(one.mended_by(deed, matter.field) for deed in each)]
        point = _Point(one, matter.field)
        if able and not one.pairing:
            best = max((affinity(words, problem.name), -at, problem) for at, problem in enumerate(able))[-1]
            known = [problem for problem in known if problem is not best]
            point = replace(point, name=best.name, aim=best.remedy.aim if best.remedy else "")
        told = says_again(point.aim, words) or point.aim[_OPENING:] in words  # 每年至少制作图解10期，增加图解
        if point.aim and (told or one.pairing):
            point = replace(point, aim="")
        out.append(point)
    return out


def _headed(point: _Point, used: _Used) -> Utterance | None:
    """规范依申请公开办理。梳理依申请公开流程，提高答复的规范性: what it betters, how, and what for."""
    head = used.first(headed(point.words, point.field), f"head {point.field}", point.aim)
    if not head or point.said.pairing or point.said.subject:
        return None
    return _to_its_end(replace(point, said=replace(point.said, title=head)), used)


def _for_its_end(point: _Point, used: _Used) -> Utterance | None:
    """为丰富政策解读形式，增加图解数量."""
    if not point.aim or point.said.subject:
        return None
    return _to_its_end(replace(point, said=replace(point.said, pairing=f"为{point.aim}"), aim=""), used)


def _naming(point: _Point, used: _Used) -> Utterance | None:
    """针对政策解读形式较为单一的问题，增加图解数量."""
    if point.said.pairing:
        return point.said
    if not point.name or point.said.subject or len(point.name) > _NAMED or says_again(point.name, point.words):
        return None
    pairing = framing().pairing[0].replace("{problem}", point.name)
    return _to_its_end(replace(point, said=replace(point.said, pairing=pairing), aim=""), used)


def _with_its_end(point: _Point, used: _Used) -> Utterance | None:
    """增加图解数量，丰富政策解读形式."""
    said = _to_its_end(point, used)
    return said if said.purpose and not said.pairing else None


def _to_its_end(point: _Point, used: _Used) -> Utterance:
    """The measure with what it is for behind it, unless that is said already.

    Of what may be done already it is 以丰富…: what for, not what came of it; and none but what the problem tells.
    """
    one, said = point.said, point.said.text()
    again = not point.aim or says_again(point.aim, one.title) or point.aim[:_OPENING] in point.words
    aim = "" if again else point.aim  # 加强业务培训，加强队伍建设: one verb twice
    if not aim and one.planned:
        aim = used.first(aims(said, point.field), f"aim {point.field}")
    return replace(one, purpose=aim if one.planned or not aim else f"以{aim}")


_BUILDS = (_for_its_end, _naming, _with_its_end)
"""Builds of any measures, of a single one as well, which goes on the sentence that leads to it."""


@dataclass(frozen=True)
class Problem:
    """One of the year's problems by a short name, with the matter it is and what its mending is for."""

    name: str
    matter: Matter
    remedy: Remedy | None

    def mended_by(self, measure: str, field: str) -> bool:
        """Whether the measure can mend it: its means are such, and it speaks of the same."""
        if self.remedy is not None:
            return mends(measure, self.remedy, same_side=bool(field) and field == self.matter.field)
        return affinity(measure, self.name) >= _MENDS


def problems(request: Request) -> list[Problem]:
    """The year's problems by a short name, without the reasons and instances behind them."""
    material = gather(replace(request, section="problems"))
    out = []
    for matter in grouped(material.deeds, ()):
        for deed in matter.deeds:
            name = named(deed.words.split("，", maxsplit=1)[0])
            if len(name) >= _NAMES and not PLACEHOLDER.search(name):
                out.append(Problem(name, matter, remedy(name)))
    return out
