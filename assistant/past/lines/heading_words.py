"""Heading words: which section a title speaks of, by its words and above all by the last of them.

A Chinese title ends in what it is about: 常态化开展监督管理 is about 监督, 夯实信息管理基础 about 信息管理. So the last
word of each member counts twice where nothing but tails (情况, 工作, 基础) follows it. The words are data.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pydantic import BaseModel, ConfigDict, model_validator

from assistant.past.lines.characters import fold
from assistant.past.lines.thresholds import HEAVY, SENTENCE, SPEAKS
from assistant.prose.wordfile import load

ASPECTS = ("overview.active", "overview.on_request", "overview.management", "overview.platform", "overview.supervision")
SIDES = ("problems", "improvements")
SECTIONS = (*ASPECTS, *SIDES, "other", "T3", "T4", "overview")
_YEAR = re.compile(r"(?:19|20)\d\d年?度?")
_MARKS = re.compile(r"[\s\"'“”‘’《》()\[\]:.。!?·—-]+")
_LAST_COUNTS = 2


class HeadingWords(BaseModel):
    """What heading_words.yaml may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    topics: dict[str, dict[int, list[str]]]
    whole: dict[str, list[str]]
    opening: list[str]
    apart: list[str]
    tails: list[str]
    plain: list[str]
    alike: dict[str, str]
    masked: list[str]

    @model_validator(mode="after")
    def _fits(self) -> "HeadingWords":
        if strange := [section for section in (*self.topics, *self.whole) if section not in SECTIONS]:
            raise ValueError(f"没有名为“{strange[0]}”的部分")
        if wrong := [weight for words in self.topics.values() for weight in words if not 1 <= weight <= 6]:  # noqa: PLR2004
            raise ValueError(f"分量 {wrong[0]} 不在 1 到 6 之间")
        seen: dict[str, str] = {}
        for section, words in self.topics.items():
            for word in (word for group in words.values() for word in group):
                if word in seen:
                    raise ValueError(f"“{word}”同时列在 {seen[word]} 和 {section} 中")
                seen[word] = section
        if idle := [word for word in self.masked if not any(topic in word for topic in seen)]:
            raise ValueError(f"“{idle[0]}”中没有任何一个主题词，不必列在 masked 中")
        return self


@dataclass(frozen=True)
class Said:
    """What a title says. `section` is "" if it speaks of none, `second` another it speaks of as much, "" if none.

    `light`: only words that yield to another heading's. `title`: nothing follows what it is about, and it states no
    figure, so that as a heading it may be left out. `plain`: it says no more than the section's name.
    """

    section: str = ""
    second: str = ""
    light: bool = False
    title: bool = False
    plain: bool = False


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    section: str = ""
    weight: int = 0


@lru_cache(maxsize=16_384)
def said(title: str, among: tuple[str, ...]) -> Said:
    """Which of the sections `among` a title speaks of; topics of others are words like any."""
    words = _MARKS.sub("", _YEAR.sub("", fold(title)))
    for other, word in _file().alike.items():
        words = words.replace(other, word)
    for section in among:
        if any(_without_tails(words) == whole for whole in _file().whole.get(section, ())):
            return Said(section, title=True, plain=True)
    members = [_member(tokens, among) for tokens in _members(words)]
    found = sorted((one for one in members if one is not None), key=lambda one: -one[0])
    known = all(
        token.section in among if token.kind == "topic" else token.kind != "other"
        for tokens in _members(words)
        for token in tokens
    )
    if not found or found[0][0] < SPEAKS:
        return Said(plain=known)
    _, topic, last = found[0]
    second = next(
        (one.section for _, one, ends in found[1:] if ends and one.weight >= HEAVY and one.section != topic.section), ""
    )
    short = len(words) <= SENTENCE and not re.search(r"\d", words)
    return Said(topic.section, second, topic.weight < HEAVY, short and (last or found[-1][2]), known and short)


def opens_measures(text: str) -> bool:
    """Whether a title begins with words that open the measures: 下一步, 改进措施."""
    return fold(text).startswith(tuple(_file().opening))


def _member(tokens: Collection[_Token], among: tuple[str, ...]) -> tuple[int, _Token, bool] | None:
    """(points, topic, whether it is the last word) of one member of a title; None if it speaks of nothing."""
    topics = [(at, token) for at, token in enumerate(tokens) if token.section in among]
    if not topics:
        return None
    at, topic = topics[-1]
    if topic.weight < SPEAKS:  # 平台管理 is about the platform
        at, topic = max(topics, key=lambda one: (one[1].weight >= SPEAKS, one[0]))
    last = all(token.kind != "other" for token in list(tokens)[at + 1 :])
    return topic.weight * (_LAST_COUNTS if last else 1), topic, last


def _members(words: str) -> Iterator[list[_Token]]:
    """The members of a title, parted by 与, 及, commas."""
    member: list[_Token] = []
    for token in _tokens(words):
        if token.kind == "apart":
            yield member
            member = []
        else:
            member.append(token)
    yield member


def _tokens(words: str) -> Iterator[_Token]:
    """The title as known words, the longest first, and whatever is between them."""
    end = 0
    for match in _pattern().finditer(words):
        if match.start() > end:
            yield _Token("other", words[end : match.start()])
        yield _known()[match[0]]
        end = match.end()
    if end < len(words):
        yield _Token("other", words[end:])


def _without_tails(words: str) -> str:
    rest = re.sub(r"^(?:政府)?信息公开", "", words)
    while tail := next((one for one in _file().tails if rest.endswith(one) and len(rest) > len(one)), ""):
        if any(rest == whole for titles in _file().whole.values() for whole in titles):
            break
        rest = rest.removesuffix(tail)
    return rest


@cache
def _file() -> HeadingWords:
    return load("assistant.past.lines", "heading_words.yaml", HeadingWords)


@cache
def _known() -> dict[str, _Token]:
    """Every known word; one that is listed as several kinds is the first of them in this order."""
    file = _file()
    out = {word: _Token("masked", word) for word in file.masked}
    for section, words in file.topics.items():
        for weight, group in words.items():
            for word in group:
                out.setdefault(fold(word), _Token("topic", word, section, weight))
    for kind, group in (("apart", file.apart), ("tail", file.tails), ("plain", file.plain)):
        for word in group:
            out.setdefault(fold(word), _Token(kind, word))
    return out


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(_known(), key=len, reverse=True)))
