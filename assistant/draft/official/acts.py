"""What was done to what, how often: 搞了3场培训, 把指南改了, 图解做了6个 in the official order of words."""

import re
from dataclasses import dataclass
from functools import cache

from assistant.draft.official.constructions import collocated
from assistant.draft.official.lexicon import Act, Lexicon, lexicon
from assistant.draft.official.things import known_thing, undergoes
from assistant.evidence.word_cutting import known_words
from assistant.prose.wordfile import alternatives

_DID = "(?:了|过(?![期程渡滤于敏户往去关目桥错高低多半细少大长])|完了|好了|掉了)"
_ROUNDS = ("一遍", "一下", "一轮")
_ROUND = "(?:一遍|一次|一下|一轮)"
_ALWAYS = ("搞", "弄")
"""Verbs of everyday speech alone: they need no 了 to be known."""
_PAIR = 2
"""An official verb of two characters may end with an everyday one: 换 of 更换."""
_ADVERB = "(?P<adverb>只|仅|新|集中|同步|提前|重新|全面|逐条|逐项|逐件|及时|按时|按期|定期|统一)?"


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
        if not any(verb in part for verb in orders.act.says):
            continue
        for read in (_ba, _thing_first, _verb_first):
            said = read(orders, part)
            if said is not None:
                return said
    return _done(part) or _counted(part) or part


def _ba(orders: _Orders, part: str) -> str | None:
    match = orders.ba.match(part)
    if match is None or _within(part, match, "v") or re.search(f"{lexicon().time}$", match["o"]):
        return None
    verb = _verb(orders.act, match["o"], match["v"])
    return verb and match["pre"] + verb + _counting(match["o"], match["q"] or "")


def _verb_first(orders: _Orders, part: str) -> str | None:
    match = orders.verb_first.match(part)
    if match is None or _within(part, match, "v"):
        return None
    did, quantity, thing = match["did"] or match["some"], match["q"] or "", match["o"]
    core, behind = _counted_behind(thing, quantity)
    if not did and not quantity and known_thing(core) == core:
        thing, quantity = core, behind
    elif not did and _longer_verb(part, match):
        return None
    if orders.act.needs_mark and not (did or quantity) and match["v"] not in _ALWAYS:
        return None
    if (
        not (thing or quantity)
        or re.match(r"[的得]", thing)
        or not (did or _leads(match["pre"]) or match["v"] in _ALWAYS)
    ):
        return None
    thing, quantity = _counted_behind(thing, quantity)
    core, rest = _core(orders.act, thing)
    rest = f"，{rest}" if rest and quantity else rest
    verb = _verb(orders.act, core, match["v"])
    if not verb or (not did and verb == match["v"]):
        return None
    return match["pre"] + verb + _counting(core, quantity) + rest


def _core(act: Act, thing: str) -> tuple[str, str]:
    """A thing and what is said behind it: 专题会 and 研究政务公开."""
    nouns = [noun for group in act.by.values() for noun in group]
    known = alternatives(nouns) if nouns else "(?!)"
    match = re.match(rf"(?P<core>.*?(?:{known}))(?P<rest>(?:{lexicon().predicate.pattern}|专门|用来|供).*)", thing)
    if match is None or any(thing.endswith(noun) for noun in nouns):
        return thing, ""
    return match["core"], match["rest"]


def _thing_first(orders: _Orders, part: str) -> str | None:
    match = orders.thing_first.match(part)
    if match is None or _within(part, match, "v") or (match["adverb"] and _within(part, match, "adverb")):
        return None
    thing, time, adverb = match["o"], match["time"] or "", match["adverb"] or ""
    if thing.endswith(tuple(lexicon().file.channels)) and (match["q"] or orders.act.by_channel):
        verb = _verb(orders.act, "", match["v"])
        return time + thing + adverb + verb + match["q"] if verb and match["q"] else None
    if not undergoes(thing) or (match["q"] and not known_thing(thing)):
        return None
    verb = _verb(orders.act, thing, match["v"])
    return verb and time + adverb + verb + _counting(thing, match["q"] or "")


def _within(part: str, match: re.Match[str], slot: str) -> bool:
    """Whether the one character read begins within a word of the dictionary: 写 of 重写, 新 of 创新."""
    return len(match[slot]) == 1 and _torn(part, match, slot)


def _torn(part: str, match: re.Match[str], slot: str) -> bool:
    """Whether what was read begins within a word of the dictionary: 刊发 of 专刊发了."""
    start, at = match.start(slot), 0
    for word in known_words(part):
        if at >= start:
            break
        at += len(word)
        if at > start and word.endswith("上"):  # 官网上传: where a place may end, 上 may begin the verb
            return False
    return at != start


def _longer_verb(part: str, match: re.Match[str]) -> bool:
    """Whether the everyday verb is but the head of an official one: 发 of 发布, 出 of 出版."""
    official = lexicon().predicate.match(part, match.start("v"))
    return bool(official and len(official[0]) > len(match["v"]))


def _leads(before: str) -> bool:
    """Whether a verb may follow at once: nothing, a time, a channel or 各 and the like stands before it."""
    left = re.sub(rf"^(?:{lexicon().time})|(?:各|新|共|又|全年|都)+$", "", before)
    return not left or left.endswith(tuple(lexicon().file.channels)) or left == "上"


def _done(part: str) -> str | None:
    """An official verb with 了: 收到了12件申请, 把过期信息清理了一遍, 公开指南修订了."""
    for pattern in _official_orders():
        match = pattern.match(part)
        if match and _torn(part, match, "v"):
            continue
        if match and match.groupdict().get("adverb") and _within(part, match, "adverb"):
            continue
        if match and undergoes(match["o"]) and (known_thing(match["o"]) or match["v"] not in lexicon().file.both_ways):
            said = match.groupdict()
            if late := re.fullmatch(rf"(?P<o>.{{2,}}?)(?P<time>{lexicon().time})", match["o"]):
                return late["time"] + match["v"] + _counting(late["o"], match["q"] or "")
            return match["pre"] + (said.get("adverb") or "") + match["v"] + _counting(match["o"], match["q"] or "")
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
    plain = plain and not lexicon().body.match(match["o"]) and not re.search(lexicon().time, match["o"])
    return verb + match["o"] + match["q"] if verb and plain else None


def _verb(act: Act, thing: str, said: str) -> str | None:
    """The official verb for what is done to the thing, None where the lexicon does not know: then the words stand."""
    return _by(act, thing) or collocated(said, thing) or act.otherwise or _plain(said, thing)


def _plain(said: str, thing: str) -> str | None:
    """What an act without a class of its own is called: official verbs stay, 搞 is 开展, others are not guessed."""
    if len(said) > 1:
        return said
    return "开展" if said == "搞" or (not thing and said in "做办") else None


def _by(act: Act, thing: str) -> str:
    found = [(len(noun), verb) for verb, nouns in act.by.items() for noun in nouns if thing.endswith(noun)]
    return max(found)[1] if found else ""


def _counting(thing: str, quantity: str) -> str:
    """The thing with its quantity behind it, 个 turned into the measure the thing has of its own, where it has one.

    一遍 and the like count nothing. Before some names, and before persons who do something, the quantity stays:
    检查3个村, 邀请3名群众列席.
    """
    thing, quantity = _counted_behind(thing, quantity)
    if quantity in _ROUNDS:
        quantity = ""
    if quantity.endswith("个"):
        for unit, nouns in lexicon().file.units.items():
            if thing.endswith(tuple(nouns)):
                quantity = quantity[:-1] + unit
    first = (
        quantity == "一个"
        or re.search(lexicon().quantity, thing)
        or thing.endswith(tuple(lexicon().file.measured))
        or (quantity.endswith(("名", "位")) and lexicon().verb(thing[1:]))
    )
    return quantity + thing if first else thing + quantity


def _counted_behind(thing: str, quantity: str) -> tuple[str, str]:
    """A thing and the quantity that stands behind it already: 办事指南 and 3项."""
    match = None if quantity else re.fullmatch(rf"(?P<o>.+?)(?P<q>{lexicon().quantity})", thing)
    return (match["o"], match["q"]) if match else (thing, quantity)


@cache
def _orders() -> tuple[_Orders, ...]:
    return tuple(_ordered(act, lexicon()) for act in lexicon().file.acts)


def _ordered(act: Act, words: Lexicon) -> _Orders:
    verb = f"(?P<v>{alternatives(act.says)})"
    ends = "".join(word[0] for word in words.file.predicates if len(word) == _PAIR and word[1] in act.says)
    alone = f"(?<![{act.not_after}{ends}])" if act.not_after or ends else ""
    counted = f"(?P<q>{words.quantity})"
    time = f"(?P<time>{words.time})?"
    return _Orders(
        act,
        re.compile(
            rf"(?P<pre>[^，]*?){alone}{verb}(?P<did>{_DID})?(?:(?:都)?{counted}的?|(?P<some>一?个|一些|些|几个|(?<=[了过])[套次场期份批本张块篇点]))?(?P<o>[^，]*)$"
        ),
        re.compile(
            rf"(?P<pre>[^，]*?)把(?P<o>[^，]+?)(?:都|全|全部|也)?{alone}{verb}{_DID}?(?P<q>{words.quantity}|{_ROUND})?了?$"
        ),
        re.compile(
            rf"{time}(?P<o>[^，]+?)(?:都|全|也|已经?)*{_ADVERB}{alone}{verb}{_DID}(?P<q>{words.quantity}|{_ROUND})?$"
        ),
    )


@cache
def _official_orders() -> tuple[re.Pattern[str], ...]:
    words = lexicon()
    moving = [word for word in words.file.predicates if len(word) > 1 and word not in words.file.intransitive]
    verb = f"(?P<v>{alternatives(moving)})"
    counted = f"(?P<q>{words.quantity}|{_ROUND})"
    thing = "(?P<o>[^，]+?)(?:都|全部?|也|已经?)*"
    return (
        re.compile(rf"(?P<pre>[^，]*?)把{thing}{_ADVERB}{verb}(?=了|一遍|一下|好$)了?{counted}?(?:了|好)?$"),
        re.compile(rf"(?P<pre>[^，]*?){verb}了{counted}的?(?P<o>[^，]+)$"),
        re.compile(rf"(?P<pre>(?:{words.time})?){thing}{_ADVERB}(?P<v>(?:{alternatives(moving)}){{2}})(?P<q>)了$"),
        re.compile(rf"(?P<pre>(?:{words.time})?){thing}{_ADVERB}{verb}(?:了|过$){counted}?$"),
    )
