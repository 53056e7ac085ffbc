"""Shortcomings: what is wanting in what, 信息发得不及时, in the words that such a thing goes with, 信息发布不够及时."""

import itertools
import re
from dataclasses import dataclass

from assistant.draft.bettering.fields import built, full
from assistant.draft.bettering.shortcoming_words import ShortcomingWords, words
from assistant.evidence.word_cutting import known_words

_ADDED = re.compile(r"^(?:而且|并且|另外|同时|还有就是|还有(?!的)|也|还|又|就是)(?=[^是要没])")
_PRAISED = re.compile(r"^[^，]*(?:但是|不过|只是|但)(?=[^，]{3})")
"""What was well done, before what is wanting: 预警发得快但是科普做得少."""
_AND = re.compile("、|(?<=[一-鿿])(?:而且|并且)(?=[一-鿿])")
"""Between two lacks of one thing: 质量不高、形式单一; 少而且生硬."""
_TAIL = re.compile(r"(?:了点儿?|了些|一些|一点儿?|了|的)$")


@dataclass(frozen=True)
class Wanting:
    """What a part says is wanting: in which thing, in which way; `verb` where it says itself what is to be done."""

    thing: str
    kind: str
    verb: str = ""


def shortcoming(part: str, *, goes_on: bool = False) -> str | None:
    """A part of a clause that says what is wanting, in official words; None where it says no such thing.

    A part that `goes_on` speaks of what the part before it named: 政策解读质量不高，形式单一.
    """
    first, *more = _AND.split(part)
    if more and all(said := [shortcoming(first), *(shortcoming(one, goes_on=True) for one in more)]):
        return "、".join(one for one in said if one)
    name = (lambda thing: thing) if goes_on else full
    known = words()
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
    return words().reasons.within(part)


def goes_on(part: str) -> bool:
    """Whether a part tells why, where or how much the part before it is so: 主要是人手少, 有的格式不统一, 没人看."""
    return bool(words().goes_on.match(part))


def hollow(part: str) -> bool:
    """Whether a part says only that it is as before, and not what: 还是那几个问题."""
    return bool(words().hollow.fullmatch(part))


def leads_on(part: str) -> bool:
    """Whether a part is but the circumstance of what is wanting behind it: 政策变得快，宣传跟不上."""
    return bool(words().circumstance.fullmatch(part))


def of_the_same(before: str, statement: str) -> bool:
    """Whether a statement speaks of what the one before it named: 公开栏位置偏；内容老不换, or 更新慢；要催."""
    known = words()
    return bool(known.leans.fullmatch(statement) or (known.carrier.search(before) and known.of_it.match(statement)))


def tidied(part: str) -> str:
    """A part in which the names of things alone are put right."""
    return words().things.within(part)


def joined(clause: str) -> str:
    """A clause of several parts, what two of them say said once."""
    return words().joined.within(clause)


def read(part: str) -> Wanting | None:
    """The thing and the kind of a shortcoming, None for what is said in another way."""
    known = words()
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
    return not (whole or before.endswith(tuple(words().lacks)) or match.start("bad") in begins)


def _thing(match: re.Match[str]) -> str:
    """The thing with what is done to it: 信息 and 发布, but 宣传 alone where it ends so already."""
    thing, verb = match["thing"].removesuffix("的").removesuffix("得"), words().file.verbs.get(match["verb"] or "", "")
    return thing if thing.endswith(verb) else thing + verb


def _collocated(thing: str, kind: str, known: ShortcomingWords) -> str:
    end = max((end for end in known.lacks if thing.endswith(end)), key=len, default="")
    return known.lacks[end].get(kind, "") if end else ""
