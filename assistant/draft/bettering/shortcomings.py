"""Shortcomings: what is wanting in what, 信息发得不及时, in the words that such a thing goes with, 信息发布不够及时."""

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from assistant.draft.bettering.fields import built, full
from assistant.draft.bettering.phrasing import NUMBER, Phrasing, Saying
from assistant.evidence.word_cutting import known_words
from assistant.prose.wordfile import alternatives, compiled, load

_ADDED = re.compile(r"^(?:而且|并且|另外|同时|还有就是|还有(?!的)|也|还|又|就是)(?=[^是要没])")
_PRAISED = re.compile(r"^[^，]*(?:但是|不过|只是|但)(?=[^，]{3})")
"""What was well done, before what is wanting: 预警发得快但是科普做得少."""
_AND = re.compile("、|(?<=[一-鿿])(?:而且|并且)(?=[一-鿿])")
"""Between two lacks of one thing: 质量不高、形式单一; 少而且生硬."""
_TAIL = re.compile(r"(?:了点儿?|了些|一些|一点儿?|了|的)$")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Kind(_Strict):
    """One way of falling short: words that say it, words that say it when they are denied, how it is written."""

    bad: list[str]
    good: list[str]
    write: str


class Collocation(_Strict):
    """Things, by how their names end, and how each kind of shortcoming is written of them."""

    things: list[str]
    lacks: dict[str, str]


class ShortcomingsFile(_Strict):
    """What shortcomings.yaml may say."""

    degrees: list[str]
    denials: list[str]
    wanting: list[str]
    loose: list[str]
    everyday: list[str]
    verbs: dict[str, str]
    kinds: dict[str, Kind]
    collocations: list[Collocation]
    goes_on: list[str]
    hollow: list[str]
    circumstances: list[str]
    carriers: str
    of_it: str
    leans: str
    reasons: list[Saying]
    joined: list[Saying]
    things: list[Saying]
    sayings: list[Saying]

    @field_validator("goes_on", "hollow", "circumstances", "carriers", "of_it", "leans")
    @classmethod
    def _patterns(cls, said: list[str] | str) -> list[str] | str:
        for pattern in [said] if isinstance(said, str) else said:
            compiled(pattern)
        return said

    @model_validator(mode="after")
    def _known(self) -> "ShortcomingsFile":
        if strange := [kind for one in self.collocations for kind in one.lacks if kind not in self.kinds]:
            raise ValueError(f"没有“{strange[0]}”这一类不足")
        things = [thing for one in self.collocations for thing in one.things]
        if twice := [thing for thing in things if things.count(thing) > 1]:
            raise ValueError(f"“{twice[0]}”的搭配写了两次")
        return self


@dataclass(frozen=True)
class Wanting:
    """What a part says is wanting: in which thing, in which way; `verb` where it says itself what is to be done."""

    thing: str
    kind: str
    verb: str = ""


@dataclass(frozen=True)
class _Words:
    file: ShortcomingsFile
    wanting: re.Pattern[str]
    still: re.Pattern[str]
    lack: re.Pattern[str]
    bad: Mapping[str, str]
    good: Mapping[str, str]
    lacks: Mapping[str, Mapping[str, str]]
    """By the end of a thing's name."""
    things: Phrasing
    sayings: Phrasing
    joined: Phrasing
    reasons: Phrasing
    goes_on: re.Pattern[str]
    hollow: re.Pattern[str]
    circumstance: re.Pattern[str]
    carrier: re.Pattern[str]
    of_it: re.Pattern[str]
    leans: re.Pattern[str]


def shortcoming(part: str, *, goes_on: bool = False) -> str | None:
    """A part of a clause that says what is wanting, in official words; None where it says no such thing.

    A part that `goes_on` speaks of what the part before it named: 政策解读质量不高，形式单一.
    """
    first, *more = _AND.split(part)
    if more and all(said := [shortcoming(first), *(shortcoming(one, goes_on=True) for one in more)]):
        return "、".join(one for one in said if one)
    name = (lambda thing: thing) if goes_on else full
    known = _words()
    if "但" in part and (whole := known.sayings.whole(part)) is not None:
        return whole  # 制度有了但是执行不到位
    text = known.things.within(_TAIL.sub("", _ADDED.sub("", _PRAISED.sub("", part))))
    if match := known.wanting.fullmatch(text):
        thing = built(match["thing"], match["verb"]) or name(match["thing"])
        own = _collocated(thing, "lacking", known)
        return thing + (own if match["verb"] in known.file.loose and own.startswith("有待") else f"有待{match['verb']}")
    if (wording := known.sayings.whole(text)) is not None:
        return wording
    match = known.lack.fullmatch(text)
    if match is None or _torn(text, match):
        return None
    thing = _thing(match)
    kind = known.bad.get(match["bad"] or "") or known.good[match["good"]]
    write = _collocated(thing, kind, known)
    good = match["good"] or ""
    if len(good) > 1 and good not in known.file.everyday:  # a word of two characters is official already
        plain = match["denied"] == "不" and not (match["verb"] or match["degree"])
        write = f"不{good}" if plain else write or f"不够{good}"
    return name(thing) + (write or known.file.kinds[kind].write) if thing else None


def paused(part: str) -> str:
    """A part that says in one breath what is wanting and why, with a pause between: 更新慢主要是报得晚."""
    return _words().reasons.within(part)


def goes_on(part: str) -> bool:
    """Whether a part tells why, where or how much the part before it is so: 主要是人手少, 有的格式不统一, 没人看."""
    return bool(_words().goes_on.match(part))


def hollow(part: str) -> bool:
    """Whether a part says only that it is as before, and not what: 还是那几个问题."""
    return bool(_words().hollow.fullmatch(part))


def leads_on(part: str) -> bool:
    """Whether a part is but the circumstance of what is wanting behind it: 政策变得快，宣传跟不上."""
    return bool(_words().circumstance.fullmatch(part))


def of_the_same(before: str, statement: str) -> bool:
    """Whether a statement speaks of what the one before it named: 公开栏位置偏；内容老不换, or 更新慢；要催."""
    known = _words()
    return bool(known.leans.fullmatch(statement) or (known.carrier.search(before) and known.of_it.match(statement)))


def tidied(part: str) -> str:
    """A part in which the names of things alone are put right."""
    return _words().things.within(part)


def joined(clause: str) -> str:
    """A clause of several parts, what two of them say said once."""
    return _words().joined.within(clause)


def read(part: str) -> Wanting | None:
    """The thing and the kind of a shortcoming, None for what is said in another way."""
    known = _words()
    if match := known.still.fullmatch(part):
        return Wanting(match["thing"], "", match["verb"])
    match = known.lack.fullmatch(part)
    if match is None or not match["thing"] or known.sayings.whole(part) is not None:
        return None
    return Wanting(_thing(match), known.bad.get(match["bad"] or "") or known.good[match["good"]])


def parts(clause: str) -> list[str | None]:
    """The parts of a clause in official words, None for those that say nothing wanting."""
    found: list[str | None] = []
    named = False
    for part in clause.split("，"):
        alone = shortcoming(part)
        found.append(shortcoming(part, goes_on=True) if named else alone)
        named = named or alone == shortcoming(part, goes_on=True)
    return found


def _torn(text: str, match: re.Match[str]) -> bool:
    """Whether a lack of one character is the end of a word of the dictionary: 杂 of 复杂."""
    if len(match["bad"] or "") != 1 or match["verb"]:
        return False
    before = text[: match.start("bad")]
    whole = not before or len(known_words(before)[-1]) > 1
    begins = itertools.accumulate((len(word) for word in known_words(text)), initial=0)
    return not (whole or before.endswith(tuple(_words().lacks)) or match.start("bad") in begins)


def _thing(match: re.Match[str]) -> str:
    """The thing with what is done to it: 信息 and 发布, but 宣传 alone where it ends so already."""
    thing, verb = match["thing"].removesuffix("的").removesuffix("得"), _words().file.verbs.get(match["verb"] or "", "")
    return thing if thing.endswith(verb) else thing + verb


def _collocated(thing: str, kind: str, known: _Words) -> str:
    end = max((end for end in known.lacks if thing.endswith(end)), key=len, default="")
    return known.lacks[end].get(kind, "") if end else ""


@cache
def _words() -> _Words:
    file = load("assistant.draft.bettering", "shortcomings.yaml", ShortcomingsFile)
    bad = {word: name for name, kind in reversed(file.kinds.items()) for word in kind.bad}
    good = {word: name for name, kind in reversed(file.kinds.items()) for word in kind.good}
    verb = f"(?:(?P<verb>{alternatives(list(file.verbs))})得)?(?P<degree>(?:{alternatives(file.degrees)})*)"
    denied = f"(?P<denied>{alternatives(file.denials)})(?:够)?(?P<good>{alternatives(list(good))})"
    return _Words(
        file,
        re.compile(
            f"(?P<thing>[^，要]{{2,14}}?)(?:还|也|仍|都)*(?:需要?|要|得)(?:再|进一步)?"
            f"(?P<verb>{alternatives(file.wanting)})(?:一下|起来)?"
        ),
        re.compile(f"(?P<thing>[^，]{{2,}}?)(?:还|仍)?有待(?:进一步)?(?P<verb>{alternatives(file.wanting)})"),
        re.compile(f"(?P<thing>.*?){verb}(?:(?P<bad>{alternatives(list(bad))})|{denied})"),
        bad,
        good,
        {thing: one.lacks for one in file.collocations for thing in one.things},
        Phrasing(file.things, {"num": NUMBER}),
        Phrasing(file.sayings, {"num": NUMBER}),
        Phrasing(file.joined, {}),
        Phrasing(file.reasons, {}),
        re.compile("|".join(file.goes_on)),
        re.compile("|".join(file.hollow)),
        re.compile("|".join(file.circumstances)),
        re.compile(file.carriers),
        re.compile(file.of_it),
        re.compile(file.leans),
    )
