"""Part five without sub-headings: where the problems end and the improvements begin."""

import re

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；]?[”’）)]?")
_IMPROVE = re.compile(
    r"下一步|下步|下一阶段|今后|接下来|对此|为此|针对(?:上述|以上|这些|存在|问题|此|工作中)|改进措施|改进情况|整改措施|改进(?:方向|打算)"
    r"|我[局委厅办镇乡街区县市院队站所中]{1,3}将|20\d\d年.{0,12}将(?:继续|进一步|着力|认真|严格|以|从|重点|根据|按照|坚持|在)"
    r"|^(?:我们)?将(?:继续|进一步|着力|认真|切实|重点)|(?:需要|应当)从以下.{0,6}(?:改进|努力)"
)
_PROBLEM = re.compile(
    r"(?:存在|还有|仍有|面临).{0,24}(?:问题|不足|差距|短板|薄弱|困难)|(?:问题|不足)(?:主要)?(?:有|是|表现)|主要问题"
)


def split(text: str) -> tuple[str, str]:
    """The problems and the improvements in a text that holds both, cut between sentences; nothing is dropped.

    A paragraph that speaks of problems without a word of remedy turns back, so that last year's
    improvements may stand first.
    """
    sides: dict[str, list[str]] = {"problems": [], "improvements": []}
    side = "problems"
    for paragraph in text.split("\n"):
        if _PROBLEM.search(paragraph) and not _IMPROVE.search(paragraph):
            side = "problems"
        pieces: dict[str, str] = {}
        for match in _SENTENCE.finditer(paragraph):
            sentence = match[0]
            if not sentence:
                continue
            if _IMPROVE.search(sentence):
                side = "improvements"
            pieces[side] = pieces.get(side, "") + sentence
        for name, piece in pieces.items():
            sides[name].append(piece)
    return "\n".join(sides["problems"]), "\n".join(sides["improvements"])
