"""Joining: utterances put into sentences that open differently, as running text or as 一是、二是、三是."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.draft.book.indicator_clauses import starts_with_verb
from assistant.draft.book.register import chinese, needs_subject, without_own_name
from assistant.draft.composing.saying.utterance import Utterance
from assistant.draft.composing.voice import Voice

_TOGETHER = 56
"""Characters two short utterances may have in one sentence: about three lines of a narrow page make one breath."""
_SHORT = 16
"""Characters up to which two utterances are only clauses and stand with a comma between."""
_MOST_IN_ONE = 3
"""Utterances in one sentence."""
_FEWEST_POINTS = 2
"""Families from which each is a point; one alone is told work by work."""
_MOST_POINTS = 6
"""Points of an enumeration; with more they are brought together, or the reader counts instead of reading."""
_OPENING = 2
"""Characters of the verb by which two clauses of a sentence are told apart."""

_NAMES_A_SIDE = "在"
"""What 在人员保障方面 begins with: a ground before it, and two openings stand before the deed."""
_PERIOD = re.compile(r"^(?:本年度?|全年|年内|今年|一年来)，?(?!.{0,2}来)")
"""The year named at the head of a clause, which the year before it says already."""


@dataclass
class Piece:
    """A sentence to be: its template, whose notes it carries, what the clerk should know."""

    template: str
    notes: tuple[int, ...] = ()
    remark: str = ""
    topics: tuple[str, ...] = field(default=())


def paragraph(said: Sequence[Utterance], voice: Voice) -> list[Piece]:
    """Running text: short utterances of one family share a sentence, and each sentence opens as no other does."""
    out: list[Piece] = []
    foreign = False
    before = ""
    for group in _groups(said, voice):
        opening = _opened(group[0], voice, foreign=foreign)
        if not opening and out and before != group[0].family:
            opening = _of_its_family(group[0], voice) or _connected(group[0], voice)
        if not opening and out:
            # Nothing opens it anew: it goes on the sentence before, which is no opening at all.
            out[-1] = _piece(group, out[-1].template.rstrip("。") + "；" + group[0].text(), out[-1])
        else:
            out.append(_piece(group, voice.said(opening or voice.connected(group[0].text()))))
        foreign, before = group[-1].subject, group[-1].family
    return out


def points(said: Sequence[Utterance], voice: Voice, *, by_family: bool = False) -> list[Piece]:
    """一是、二是、三是, one for each utterance or each family of them; their openings differ behind the numbers."""
    groups = [list(group) for _, group in itertools.groupby(said, lambda one: one.family)] if by_family else []
    if len(groups) < _FEWEST_POINTS:
        groups = [[one] for one in said]
    while len(groups) > _MOST_POINTS:
        shortest = min(
            range(len(groups) - 1), key=lambda at: sum(len(one.text()) for one in groups[at] + groups[at + 1])
        )
        groups[shortest : shortest + 2] = [groups[shortest] + groups[shortest + 1]]
    organ = voice.state.request.report.organ
    out: list[Piece] = []
    for group in groups:
        heads = [without_own_name(text, organ) for text in group[0].texts]
        head = next((text for text in heads if voice.opens_anew(text)), "")
        head = head or (_of_its_family(group[0], voice) if by_family else "")
        if not head and out:
            # Nothing opens it anew: it goes on the point before.
            out[-1] = _piece(group, f"{out[-1].template.rstrip('。')}；{heads[0]}", out[-1])
        else:
            out.append(_piece(group, voice.said(head or heads[0])))
    return [replace(piece, template=f"{chinese(at)}是{piece.template}") for at, piece in enumerate(out, start=1)]


def _groups(said: Sequence[Utterance], voice: Voice) -> list[list[Utterance]]:
    """Utterances that share a sentence: neighbours of one family that are short enough, as is the organ's turn."""
    groups: list[list[Utterance]] = []
    for one in said:
        last = groups[-1] if groups else []
        if last and _joins(last, one, voice):
            last.append(one)
        else:
            groups.append([one])
    return groups


def _joins(last: list[Utterance], one: Utterance, voice: Voice) -> bool:
    length = sum(len(other.text()) for other in last) + len(one.text())
    alike = last[-1].negative == one.negative and last[-1].family == one.family != "" and not one.subject
    told = last[-1].heads[0]
    # 微博粉丝318人；健全制度: a measure is no work to go on with.
    alike &= "{{" not in told or "{{" in one.heads[0] or starts_with_verb(told)
    fits = len(last) < _MOST_IN_ONE and length <= _TOGETHER and not last[-1].purpose
    return alike and fits and (len(one.text()) <= _SHORT or voice.toss(f"join {one.topic} {one.heads[0]}", 2) == 0)


def _of_its_family(one: Utterance, voice: Voice) -> str:
    """The utterance behind the name of its family; "" where that opens nothing, or says what the utterance says."""
    turned = f"在{one.family}方面，{one.text()}"
    echoes = any(one.family[at : at + 2] in one.text() for at in range(len(one.family) - 1))
    lone = one.family in {"", one.topic} or one.subject
    return turned if not (lone or echoes) and voice.opens_anew(turned) else ""


def _connected(one: Utterance, voice: Voice) -> str:
    connected = voice.connected(one.text())
    return connected if connected != one.text() else ""


def _opened(one: Utterance, voice: Voice, *, foreign: bool) -> str:
    """The utterance in the first way that opens anew, the organ named where the section or the sentence needs it."""
    state = voice.state
    organ = state.request.report.organ
    texts = list(enumerate(one.texts))
    if not state.lead_said:
        texts.sort(key=lambda pair: pair[1].startswith(_NAMES_A_SIDE))
    for at, text in texts:
        bare = without_own_name(text, organ)
        own_doer = one.subject or not (_is_act(one, at) and needs_subject(bare))
        if not state.lead_said:
            if (
                voice.grounds
                and (voice.grounds_deeds or one.confirmed)
                and not own_doer
                and not bare.startswith(_NAMES_A_SIDE)
            ):
                return voice.grounded(_PERIOD.sub("", bare))
            lead, rest = state.lead(), _PERIOD.sub("", text if own_doer else bare)
            return lead + (rest if own_doer else f"{state.own()}{rest}")
        candidates = [bare if state.named else state.own() + bare] if not own_doer else [text]
        if foreign and not own_doer:
            candidates = [bare, state.own() + bare]
        for candidate in candidates:
            if voice.opens_anew(candidate):
                return candidate
    return ""


def _is_act(one: Utterance, at: int) -> bool:
    """Whether it begins with a verb that wants a doer: 组织…, not 阅读量957541次."""
    return "{{" not in one.heads[at] or one.acts or starts_with_verb(one.heads[at])


def _piece(group: Sequence[Utterance], opening: str, before: Piece | None = None) -> Piece:
    """A sentence of the group that opens as given."""
    text = opening
    opened = {group[0].text()[:_OPENING]}
    for last, one in itertools.pairwise(group):
        clauses = all(len(each.text()) <= _SHORT and starts_with_verb(each.text()) for each in (last, one))
        mark = "，" if clauses else "；"
        # 通过…；通过…；通过… reads as a list of one verb.
        said = next((way for way in one.texts if way[:_OPENING] not in opened), one.text())
        opened.add(said[:_OPENING])
        text += mark + said
    notes = [*(before.notes if before else ()), *(note for one in group for note in one.notes)]
    remark = next((one.remark for one in group if one.remark), before.remark if before else "")
    return Piece(text + "。", tuple(dict.fromkeys(notes)), remark, tuple(one.topic for one in group))
