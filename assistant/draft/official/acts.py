"""What was done to what, how often: 搞了3场培训, 把指南改了, 图解做了6个 in the official order of words."""

import re
from dataclasses import dataclass
from functools import cache

from assistant.draft.official.lexicon import Act, Lexicon, lexicon
from assistant.prose.wordfile import alternatives, compiled

_DID = "(?:了|过(?![期程渡滤于敏户往去关目桥错高低多半])|完了|好了|掉了)"
_ROUND = "(?:一遍|一次|一下|一轮)"


@dataclass(frozen=True)
class _Orders:
    """One act's orders of words: verb first, 把 first, thing first."""

    act: Act
    verb_first: re.Pattern[str]
    ba: re.Pattern[str]
    thing_first: re.Pattern[str]


def acted(part: str) -> str:
    """The part with its everyday verb made official and the quantity behind its object; unchanged where it has none."""
    for orders in _orders():
        for read in (_ba, _verb_first, _thing_first):
            said = read(orders, part)
            if said is not None:
                return said
    return _done(part) or _counted(part) or part


def practised(part: str) -> str:
    """A practice that is there or goes on as before: 三审三校都有, 保密审查照旧; unchanged where it is none."""
    match = _going_on().fullmatch(part)
    if match is None:
        return part
    thing, goes_on = match["o"].removesuffix("还是"), bool(match["same"])
    found = [
        (len(noun), template)
        for template, nouns in lexicon().file.practices.items()
        for noun in nouns
        if thing.endswith(noun)
    ]
    if not found:
        if goes_on:
            return f"{thing}与上年一致"
        return part
    return ("继续" if goes_on else "") + max(found)[1].replace("<o>", thing)


def known_thing(thing: str) -> str:
    """The longest thing of the lexicon that a name ends with, "" if it ends with none."""
    match = _things().search(thing)
    return match[0] if match else ""


def _ba(orders: _Orders, part: str) -> str | None:
    match = orders.ba.match(part)
    if match is None:
        return None
    quantity = "" if re.fullmatch(_ROUND, match["q"] or "") else match["q"] or ""
    return match["pre"] + _verb(orders.act, match["o"], match["v"]) + match["o"] + _measured(match["o"], quantity)


def _verb_first(orders: _Orders, part: str) -> str | None:
    match = orders.verb_first.match(part)
    if match is None:
        return None
    did, quantity, thing = match["did"], match["q"] or "", match["o"]
    if orders.act.needs_mark and not (did or quantity or match["some"]):
        return None
    if not thing and not quantity:
        return None
    if re.match(r"[的得]", thing) or (not did and not _leads(match["pre"])):
        return None
    round_of = re.match(_ROUND, quantity + thing)
    if not quantity and round_of:
        thing = thing[round_of.end() :]
    verb = _verb(orders.act, thing, match["v"])
    if not did and not match["some"] and verb == match["v"]:
        return None
    return match["pre"] + verb + thing + _measured(thing, quantity)


def _leads(before: str) -> bool:
    """Whether a verb may follow at once: nothing, a time, a channel or 各 and the like stands before it."""
    left = re.sub(rf"^(?:{lexicon().time})|(?:各|新|共|又|全年|都)+$", "", before)
    return not left or left.endswith(tuple(lexicon().file.channels)) or left == "上"


def _thing_first(orders: _Orders, part: str) -> str | None:
    match = orders.thing_first.match(part)
    if match is None:
        return None
    thing = match["o"]
    if thing.endswith(tuple(lexicon().file.channels)):
        verb = _verb(orders.act, "", match["v"])
        return (match["time"] or "") + thing + verb + match["q"] if match["q"] else None
    if not any(thing.endswith(noun) for nouns in orders.act.by.values() for noun in nouns):
        return None
    return (match["time"] or "") + _verb(orders.act, thing, match["v"]) + thing + _measured(thing, match["q"] or "")


def _done(part: str) -> str | None:
    """An official verb with 了: 收到了12件申请, 把过期信息清理了一遍, 公开指南修订了."""
    for pattern in _official_orders():
        match = pattern.match(part)
        if match and known_thing(match["o"]) and not lexicon().predicate.match(match["o"]):
            quantity = match["q"] or ""
            if re.fullmatch(_ROUND, quantity):
                quantity = ""
            return match["pre"] + match["v"] + match["o"] + _measured(match["o"], quantity)
    return None


def _counted(part: str) -> str | None:
    """A thing and how many of it, with no verb: 政务公开培训3场."""
    match = re.fullmatch(rf"(?P<o>[^，、]{{2,16}}?)(?:共)?(?P<q>{lexicon().quantity})", part)
    if (
        match is None
        or match["o"].startswith(("其中", "共", "涉及", "累计"))
        or lexicon().predicate.search(match["o"][: -len(known_thing(match["o"])) or None])
    ):
        return None
    verb = _by(lexicon().file.acts[0], match["o"])
    plain = match["q"].endswith(("场", "次", "期")) and not match["o"].startswith("全年")
    return verb + match["o"] + match["q"] if verb and plain else None


def _verb(act: Act, thing: str, said: str) -> str:
    return _by(act, thing) or act.otherwise or _plain(said, thing)


def _plain(said: str, thing: str) -> str:
    """What an act without a class of its own is called: official verbs stay, 搞 is 开展, 弄 is 完成."""
    if len(said) > 1 and said != "整了":
        return said
    return "开展" if said == "搞" or not thing else "完成"


def _by(act: Act, thing: str) -> str:
    found = [(len(noun), verb) for verb, nouns in act.by.items() for noun in nouns if thing.endswith(noun)]
    return max(found)[1] if found else ""


def _measured(thing: str, quantity: str) -> str:
    """The quantity with 个 turned into the measure the thing has of its own, where it has one."""
    if quantity.endswith("个"):
        for unit, nouns in lexicon().file.units.items():
            if thing.endswith(tuple(nouns)):
                return quantity[:-1] + unit
    return quantity


@cache
def _orders() -> tuple[_Orders, ...]:
    return tuple(_ordered(act, lexicon()) for act in lexicon().file.acts)


def _ordered(act: Act, words: Lexicon) -> _Orders:
    verb = f"(?P<v>{alternatives(act.says)})"
    alone = f"(?<![{act.not_after}])" if act.not_after else ""
    counted = f"(?P<q>{words.quantity})"
    time = f"(?P<time>{words.time})?"
    return _Orders(
        act,
        re.compile(
            rf"(?P<pre>[^，]*?){alone}{verb}(?P<did>{_DID})?(?:(?:都)?{counted}的?|(?P<some>一?个|一些|些|几个))?(?P<o>[^，]*)$"
        ),
        re.compile(
            rf"(?P<pre>[^，]*?)把(?P<o>[^，]+?)(?:都|全|全部|也)?{alone}{verb}{_DID}?(?P<q>{words.quantity}|{_ROUND})?了?$"
        ),
        re.compile(rf"{time}(?P<o>[^，]+?)(?:都|全|也|已经?)?{alone}{verb}{_DID}(?P<q>{words.quantity})?$"),
    )


@cache
def _official_orders() -> tuple[re.Pattern[str], ...]:
    words = lexicon()
    verb = f"(?P<v>{alternatives([word for word in words.file.predicates if len(word) > 1])})"
    counted = f"(?P<q>{words.quantity}|{_ROUND})"
    return (
        re.compile(rf"(?P<pre>[^，]*?)把(?P<o>[^，]+?)(?:都|全|全部|也)?(?:重新)?{verb}了?{counted}?了?$"),
        re.compile(rf"(?P<pre>[^，]*?){verb}了{counted}的?(?P<o>[^，]+)$"),
        re.compile(rf"(?P<pre>(?:{words.time})?)(?P<o>[^，]+?)(?:都|全|也|已经?)?{verb}了(?P<q>{words.quantity})?$"),
    )


@cache
def _going_on() -> re.Pattern[str]:
    words = lexicon()
    return compiled(
        rf"(?P<o>[^，]{{2,24}}?)(?:(?P<same>{words.same})|(?:一直|也|都|还|正常|已经?)*(?:都)?(?:有的?|在做|做着|做了?|坚持着?|搞着?|搞了|在搞|在用|落实了|执行着))"
    )


@cache
def _things() -> re.Pattern[str]:
    file = lexicon().file
    nouns = {noun for act in file.acts for group in act.by.values() for noun in group} | {*file.nouns}
    nouns |= {noun for group in file.practices.values() for noun in group} | {*file.channels}
    nouns |= {noun for group in file.units.values() for noun in group} | {"信息", "科室"}
    return re.compile(f"(?:{alternatives(sorted(nouns))})$")
