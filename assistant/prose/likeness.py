"""Likeness: how alike two texts are. Everything that compares wording asks here, so that no two rooms disagree.

`likeness` is the share of the shorter text's neighbouring pairs of characters that the longer one has too: how much
of what the one says the other says. `affinity` is the same of what is particular, without the words every report
of this kind holds. `same_wording` is about letters in order: a sentence that is another but for a few characters.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

_HAN = re.compile(r"[一-鿿]+")
SAME_WORDING = 0.85
"""One word in seven changed and no more: what a rater of 雷同 calls the same sentence."""


@lru_cache(maxsize=4096)
def pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring Chinese characters: a plain measure of what a text is about."""
    return frozenset(run[at : at + 2] for run in _HAN.findall(text) for at in range(len(run) - 1))


_EVERYWHERE = pairs(
    "政府信息公开工作政务公开工作信息公开主动公开依申请公开公开申请平台建设监督保障政府信息管理信息发布进一步本机关加强完善提高提升推进落实"
)


def likeness(first: str, second: str) -> float:
    """0 to 1: how much of the shorter text's pairs the other one shares."""
    return _shared(pairs(first), pairs(second))


def affinity(first: str, second: str) -> float:
    """As likeness, of what is particular in two texts: words that stand in every such report do not count."""
    return _shared(pairs(first) - _EVERYWHERE, pairs(second) - _EVERYWHERE)


def _shared(one: frozenset[str], two: frozenset[str]) -> float:
    return len(one & two) / min(len(one), len(two)) if one and two else 0.0


def in_order(first: str, second: str) -> float:
    """0 to 1: how much of two texts is the same letters in the same order."""
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def same_wording(first: str, second: str) -> bool:
    """Whether two sentences are the same but for a few characters."""
    return in_order(first, second) >= SAME_WORDING


def longest_shared(text: str, printed: Iterable[str]) -> int:
    """Length of the longest stretch of the text that stands in one of the printed ones."""
    best = 0
    for other in printed:
        start = 0
        while start + best < len(text):
            if text[start : start + best + 1] in other:
                best += 1
            else:
                start += 1
    return best
