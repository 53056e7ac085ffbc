"""Grounding: whether a section's first deed is said with the ground it rests on, and with which."""

from collections import Counter

from assistant.draft.composing.framing import framings
from assistant.draft.composing.told import TOLD_BY_TABLES
from assistant.draft.composing.voice import Voice
from assistant.draft.proposal.proposal import Request

MAIN = "overview.active"
"""The section whose every work rests on the grounds that the law has for it."""
FEW = 4
"""Matters up to which a section has little to tell: it is introduced, and its work told in full."""
_ENOUGH = 2
"""Matters from which a section may be introduced: before a single fact the introduction is the longer part."""


def grounds(voice: Voice, matters: int, *, always: bool = False) -> tuple[str, ...]:
    """Framings for what the section tells first, true of every organ; none for half of the sections.

    `always` asks for one whatever the section's turn.
    """
    request = voice.state.request
    section = request.section
    if section not in request.report.form.aspects:
        return ()
    if not always and (matters < _ENOUGH or section not in _introduced(request, voice)):
        return ()
    return tuple(voice.unused(framings(section, voice.turn)))


def _introduced(request: Request, voice: Voice) -> list[str]:
    """The half of the aspects that are introduced: those with few facts, which would begin abruptly."""
    report, aspects = request.report, request.report.form.aspects
    told = Counter([*(note.aspect for note in report.notes), *(one.aspect for one in report.indicators)])
    able = [aspect for aspect in aspects if told[aspect] >= _ENOUGH]
    if voice.state.value("T3.received.total") is not None:
        able = [aspect for aspect in able if aspect != TOLD_BY_TABLES]
    turn = voice.toss_for_report("introduced", len(aspects))
    able.sort(key=lambda aspect: (told[aspect] > FEW, (aspects.index(aspect) + turn) % len(aspects)))
    return able[: -(-len(aspects) // 2)]
