"""Improvements promised in last year's report, and the notes of this year that take them up."""

import re
from dataclasses import dataclass

from assistant.draft.proposal.points import Point, points
from assistant.draft.proposal.proposal import Request
from assistant.draft.proposal.splitting import affinity, items
from assistant.form import load

TAKEN_UP = 0.34
"""How much of the shorter text's character pairs must be shared for a note to answer a promise."""

_OPENING = re.compile(
    r"虽然|尽管|一年来|对照|对标|下一步|今后|在今后|与.*相比|围绕|根据|按照|但是?|.*取得.*(?:成绩|成效|进展)|.*(?:较好|差距)[，,]"
)

_DEEDS = re.compile(
    r"培训|轮训|学习|图解|视频|动漫|问答|解读|台账|检查|抽查|督查|督导|考核|评议|评查|会商|专人|专职|人员|人手|队伍|制度|机制|办法|规程|流程|模板"
    r"|栏目|专栏|网站|平台|公众号|微信|微博|专区|查阅点|清理|更新|座谈|开放日|发布会|听证|征求意见|问卷|指南|目录|清单|时限|指导|监测"
)
"""What a promise says will be done: a note that takes it up speaks of one of these too."""

LONGEST = 28
"""Characters of a promise that are quoted."""


@dataclass(frozen=True)
class Promise:
    """One improvement promised last year; `answer` is the note that takes it up, None if none does."""

    text: str
    answer: Point | None

    @property
    def short(self) -> str:
        """Its gist in a few words, without digits."""
        return shortened(self.text)


def promises(request: Request) -> list[Promise]:
    """Last year's promises in order; a note answers the promise it is most like, and only one."""
    if request.last is None:
        return []
    notes = _notes(request)
    out: list[Promise] = []
    taken: set[str] = set()
    for text in items(request.last.section("improvements"))[:6]:
        able = [note for note in notes if _may_answer(note.text, text)]
        best = max(able, key=lambda note: affinity(note.text, text), default=None)
        if best is None or affinity(best.text, text) < TAKEN_UP or best.template in taken:
            out.append(Promise(text, None))
        else:
            taken.add(best.template)
            out.append(Promise(text, best))
    return out


def _may_answer(note: str, promise: str) -> bool:
    """Whether a note can tell what became of a promise: 开展认定培训 is not answered by 实行源头认定."""
    promised = set(_DEEDS.findall(promise))
    return not promised or any(deed in note for deed in promised)


def shortened(text: str) -> str:
    """The first clauses of a text, at most LONGEST characters, with past digits struck out."""
    words = re.sub(r"\d[\d,.]*", "×", text).replace("“", "‘").replace("”", "’").strip("。；;")
    if len(words) <= LONGEST:
        return words
    clauses = re.split(r"(?<=[，,；;、])", words)
    while len(clauses) > 1 and _OPENING.match(clauses[0]):
        clauses = clauses[1:]
    kept = ""
    for clause in clauses:
        if kept and len(kept + clause) > LONGEST:
            break
        kept += clause
    kept = kept.rstrip("，,；;、")
    return kept if len(kept) <= LONGEST else kept[: LONGEST - 1] + "…"


def _notes(request: Request) -> list[Point]:
    """Notes that say what was done: those of improvements, then of the five aspects."""
    sections = ["improvements", *load().aspects]
    return [point for section in sections for point in points(request.report, section)]
