"""Remarks: clauses that say more of what was told right before them: 都落实到位了, 还有纸质指南, 跟去年持平."""

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from assistant.listening.measures import Measures
from assistant.listening.moods import moods
from assistant.listening.naming import naming
from assistant.listening.nouns import counted_words
from assistant.listening.pieces import Piece
from assistant.listening.told import Told
from assistant.listening.words import words

_REMARK = 10
"""Characters of a remark that says nothing by itself: 都落实到位了."""
_ANAPHORIC = re.compile(r"^(?:已经?|也)?(?:都|全部?|均|统统)(?:已经?)?[^，。；]{0,6}$")
"""都回了, 全部公开了: said of what was told right before."""
_NEAR = 2
"""Numbers back to which what was taught belongs: the training and those who came."""
_APPLICATIONS = "申请"
"""What the cells of table three count."""
_HAN = re.compile(r"[\u4e00-\u9fff]")


def same_as_next(piece: Piece, following: Piece | None, measures: Measures) -> bool:
    """Whether a piece says that the number after it is last year's: 粉丝跟去年持平，还是5.6万."""
    counted = following is not None and following.number is not None and following.sentence == piece.sentence
    if piece.number is not None or piece.mood or not (counted or words().same_count.search(piece.text)):
        return False
    return measures.same_as_next(piece)


def said_of(piece: Piece, index: int, cut: Sequence[Piece]) -> Piece | None:
    """The piece with what it speaks of, 规范性文件3件，都做了解读; None for a remark on the number before it."""
    place = words().stands_at.match(piece.text) if index and cut[index - 1].number is not None else None
    if place is not None and cut[index - 1].sentence == piece.sentence:
        return replace(piece, text=f"{counted_words(cut[index - 1], '')[0]}设在{place['place']}")
    if piece.number is None and index and (whole := _with_what_holds_it(piece, cut[index - 1])):
        return replace(piece, text=whole)
    if piece.number is not None or not index or cut[index - 1].number is None or not _ANAPHORIC.match(piece.text):
        return piece
    if not moods().certain(piece.text):
        return None
    return replace(piece, text=f"{counted_words(cut[index - 1], '')[0]}{piece.text}")


def asked_for(cut: Sequence[Piece], taken: Container[int]) -> list[Piece]:
    """The pieces, what an application just told asked for said of it: 收到2件，要拆迁补偿协议."""
    return [
        replace(piece, text=f"{_APPLICATIONS}{piece.text}")
        if index - 1 in taken and piece.number is None and naming().wanted.match(piece.text)
        else piece
        for index, piece in enumerate(cut)
    ]


def of_the_counted(piece: Piece, measures: Measures) -> Piece:
    """The piece with what was counted right before it and it goes on to speak of.

    公众号发了800条，平均一天发3条; 培训了一次，48人参加，讲条例.
    """
    if naming().rate.match(piece.text) and measures.channel[1] == piece.sentence:
        return replace(piece, lead_in=measures.channel[0])
    here = measures.sentence == piece.sentence
    if here and measures.subject and naming().shown.match(piece.text):
        return replace(piece, text=f"{measures.subject}{piece.text}")
    taught = naming().taught.match(piece.text) if here else None
    names = [measures.subject, *(one.name for one in reversed(measures.told[-_NEAR:]))]
    held = next((found for name in names if (found := naming().held.search(name))), None)
    if here and held and naming().who_came.match(piece.text):
        return replace(piece, text=f"{held[0]}{piece.text}")
    if taught and (held or measures.subject):
        subject = held[0] if held else measures.subject
        return replace(piece, text=f"{subject}{taught[0] if taught['whom'] else '主要讲' + taught['of']}")
    return piece


def _with_what_holds_it(piece: Piece, before: Piece) -> str:
    """What also stands in the place that was just told of: 大厅有查询机2台，还有纸质指南; "" where it is none."""
    held, also = naming().holds.match(before.text), naming().also_there.match(piece.text)
    if before.sentence != piece.sentence or not (held and also):
        return ""
    return f"{held['at']}有{also['what']}"


def remarked(index: int, cut: Sequence[Piece], *lists: list[Told]) -> Told | None:
    """What a remark was made on, with the remark; None where nothing was told right before it."""
    told = next((told for told in lists if remark(index, cut, told)), [])
    return next((one for one in told if cut[index].text in one.text), None)


def noun_of(counted: Told, before: Piece) -> str:
    """What was counted, as the subject of what was done with all of it."""
    if counted.code.startswith("T3"):
        return _APPLICATIONS
    noun = counted_words(before, "")[0] or counted.name
    return _APPLICATIONS if noun.endswith(_APPLICATIONS) else noun


def remark(index: int, cut: Sequence[Piece], told: list[Told]) -> bool:
    """Whether a piece without a number only says more of what was told right before it: 结果都公示了."""
    piece = cut[index]
    before = cut[index - 1] if index else None
    if before is None or before.sentence != piece.sentence:
        return False
    if piece.number is not None and not words().compares.search(piece.text):
        return False
    if len(_HAN.findall(piece.text)) > _REMARK:
        return False
    at = next((at for at, one in enumerate(told) if before.text in one.text), None)
    if at is None:
        return False
    told[at] = replace(told[at], text=f"{told[at].text}，{piece.text}")
    return True
