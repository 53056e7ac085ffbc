"""Prose cut into sentences and items, losing no character."""

import re

_CLOSERS = "”’」』）)】》"
_ENDS = "。！？!?"
_ITEM = re.compile(
    r"(?:第?[一二三四五六七八九十]+是|[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、|\d+[.、．])"
)
_SPACES = re.compile(r"\s+")


def sentences(text: str) -> list[str]:
    """The sentences of a text; joined again they are the text. A newline stays with the sentence before it."""
    out: list[str] = []
    start = depth = 0
    for at, char in enumerate(text):
        depth += (char in "《（(“【") - (char in "》）)”】")
        depth = max(depth, 0)
        if char == "\n":
            depth = 0
        ends = char == "\n" or (char in _ENDS and depth == 0)
        quoted_end = char in _CLOSERS and depth == 0 and at > 0 and text[at - 1] in _ENDS
        if (ends or quoted_end) and not _goes_on(text, at):
            out.append(text[start : at + 1])
            start = at + 1
    if start < len(text):
        out.append(text[start:])
    return out


def _goes_on(text: str, at: int) -> bool:
    """Whether what follows belongs to the same sentence: closing marks, or the newline that ends the line."""
    following = text[at + 1 : at + 2]
    return bool(following) and (following == "\n" or (following in _CLOSERS and text[at] in _ENDS))


def items(text: str) -> list[str]:
    """The points a text makes, without their 一是 or （一）; whole sentences where it does not number them."""
    found: list[str] = []
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        marks = list(_ITEM.finditer(line))
        marks = [mark for mark in marks if mark.start() == 0 or line[mark.start() - 1] in "。；;：:，,！ "]
        if not marks:
            found += [piece.strip() for piece in sentences(line)]
            continue
        edges = [mark.start() for mark in marks] + [len(line)]
        found += [line[mark.end() : edge] for mark, edge in zip(marks, edges[1:], strict=True)]
    return [tidy(piece) for piece in found if len(tidy(piece)) > 1]


def tidy(text: str) -> str:
    """A point as words alone: no leading number, no closing mark, no stray spaces."""
    squeezed = _SPACES.sub(" ", text).strip()
    mark = _ITEM.match(squeezed)
    if mark and not squeezed[mark.end() :].startswith(("%", "个")):
        squeezed = squeezed[mark.end() :]
    return squeezed.strip().rstrip("。；;，,、！!？?.").strip()


def terms(text: str) -> set[str]:
    """Pairs of neighbouring Chinese characters: a plain measure of what a text is about."""
    return {run[at : at + 2] for run in re.findall(r"[一-鿿]+", text) for at in range(len(run) - 1)}


def likeness(first: str, second: str) -> float:
    """0 to 1: how much of the shorter text's pairs the other one shares."""
    one, two = terms(first), terms(second)
    if not one or not two:
        return 0.0
    return len(one & two) / min(len(one), len(two))


_EVERYWHERE = terms(
    "政府信息公开工作政务公开工作信息公开主动公开依申请公开公开申请平台建设监督保障政府信息管理信息发布进一步本机关加强完善提高提升推进落实"
)


def affinity(first: str, second: str) -> float:
    """As likeness, of what is particular in two texts: words that stand in every such report do not count."""
    one, two = terms(first) - _EVERYWHERE, terms(second) - _EVERYWHERE
    if not one or not two:
        return 0.0
    return len(one & two) / min(len(one), len(two))
