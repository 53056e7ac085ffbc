"""Comparisons with the year before: one grammar for those who check them and those who write them anew.

比上年增加3件，上升37.5% is one comparison; 分别较上年增长3.2%、下降5.1% belongs to the figures told before it;
有所减少 says no figure and holds for the year it was written in alone.
"""

import re
from functools import cache

from pydantic import BaseModel, ConfigDict

from assistant.prose.wordfile import alternatives, load


class ComparisonsFile(BaseModel):
    """What comparisons.yaml may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    up: list[str]
    down: list[str]
    short_up: list[str]
    short_down: list[str]
    same: list[str]
    about: list[str]
    manner: list[str]
    when: str


@cache
def _words() -> ComparisonsFile:
    return load("assistant.sources.setting", "comparisons.yaml", ComparisonsFile)


UP = alternatives(_words().up)
DOWN = alternatives(_words().down)
_SHORT_UP, _SHORT_DOWN = alternatives(_words().short_up), alternatives(_words().short_down)
SHORT = frozenset([*_words().short_up, *_words().short_down])
"""Words of direction only where a comparison stands beside them: 比上年多3件, but not 至少3件."""
WHEN = f"(?:{_words().when})"
_SAME, _ABOUT, _MANNER = (alternatives(words) for words in (_words().same, _words().about, _words().manner))
_AMOUNT = r"(?:\d[\d.,]*|百分之[一二三四五六七八九十点]+)\s*(?:%|％|个百分点|万元|件|条|次|篇|期|场|人)?"
_MOVE = f"(?:{UP}|{DOWN})"

CHANGE_WORD = re.compile(
    rf"(?P<word>{UP}|{DOWN}|{_SHORT_UP}|{_SHORT_DOWN})(?:幅度)?(?:率)?(?:了|至?约|近|达到?|为|超过?|幅度)*[：:\s]*$"
)
"""A direction at the end of what stands before a number: 比上年增加＃."""
ALTERS_TO = re.compile(rf"(?:{UP}|{DOWN}|{_SHORT_DOWN})(?:到|至|为)[约近]?\s*$")
"""上升至＃ tells what a number came to, not by how much it moved."""

TREND = re.compile(
    rf"(?:(?:{_MANNER})(?P<vague>{UP}|{DOWN})|(?P<bare>{UP}|{DOWN})(?=[，,。；;、）]|$)"
    rf"|(?P<about>{_ABOUT})?(?:保持)?(?P<same>{_SAME}))(?!了?[约近达至到]?\s*[\d百])"
)
"""A direction said without a number: 有所增加, 基本持平."""

_SIMPLE = re.compile(
    rf"[，,]?{WHEN}[^，,。；;]{{0,4}}?{_MOVE}[^，,。；;\d]{{0,4}}?{_AMOUNT}"
    rf"(?:[，,](?:同比)?{_MOVE}[^，,。；;\d]{{0,3}}{_AMOUNT})*"
)
_DEALT = re.compile(rf"[，,]?{WHEN}?分别{WHEN}?{_MOVE}[^，,。；;\d]{{0,3}}{_AMOUNT}(?:[、，,和]{_MOVE}?{_AMOUNT})+")
_SHARES = re.compile(r"分别占(?P<of>[^，,。；;\d]{0,12}?)\d[\d.]*[%％](?:[、，,和]\d[\d.]*[%％])+")
_VAGUE = re.compile(
    rf"(?P<lead>[，,]?{WHEN}[，,]?)(?P<topic>[^，,。；;]{{0,20}}?)"
    rf"(?P<trend>(?:{_MANNER}|{_ABOUT})?(?:{_MOVE}|{_SAME}))(?!了?[约近至到]?\s*\d)"
)


def rises(word: str) -> bool:
    """Whether a word of direction says more rather than less."""
    return not re.match(f"{DOWN}|{_SHORT_DOWN}", word)


def dealt(text: str) -> list[tuple[int, int]]:
    """Spans in which changes are dealt out to several figures."""
    return [match.span() for match in _DEALT.finditer(text)]


def simple(text: str) -> list[tuple[int, int]]:
    """Spans of comparisons of one figure."""
    return [match.span() for match in _SIMPLE.finditer(text)]


def shares(text: str) -> list[tuple[int, int, str]]:
    """Spans in which shares are dealt out, each with the words for what they are shares of."""
    return [(*match.span(), match["of"]) for match in _SHARES.finditer(text)]


def vague(text: str) -> list[tuple[int, int, int]]:
    """Directions without a figure: where the comparison starts, where its direction, where it ends."""
    return [
        (match.start(), match.start() if not match["topic"] else match.start("trend"), match.end())
        for match in _VAGUE.finditer(text)
    ]
