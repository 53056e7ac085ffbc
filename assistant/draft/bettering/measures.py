"""Measures: what is done or to be done about a shortcoming, 信息多公开一些, as verb and object, 加大信息公开力度."""

import re

from assistant.draft.bettering.fields import built, full
from assistant.draft.bettering.measure_words import words
from assistant.draft.official import acts
from assistant.draft.official.lexicon import lexicon
from assistant.draft.official.things import spoken_of, undergoes
from assistant.evidence.word_cutting import known_words

_SHORT = 2
"""Characters of a thing from which it may be what is worked on; one alone is part of a word."""
_EVERYDAY = "搞弄做办开"
"""Verbs of everyday speech before a piece of work: 搞培训 is for the lexicon of acts."""
_A_FEW = re.compile("(?P<v>[一-鿿])(?:点|些|一点|一些|一批)(?P<o>[^，]{2,16})")
"""A verb of one character with a few of its things, which the lexicon of acts knows as done: 印了明白纸."""
_BEFORE_VERBS = ("先", "随", "就", "才", "不", "没", "都", "自己", "一起")
"""What ends like this is no thing: 法制科先 of 法制科先审."""
_EACH = "逐每按"
"""Before a piece of work, how it is done: 逐家审核."""
_MUST = re.compile("(?<=[一-鿿]{2})(?<![重主需纪必摘简扼])(?:都|也|还|就)?要(?![点求闻件素领])")
_HOW = re.compile("(?:逐|每|按)[一-鿿]$|同步|同时|一并")
"""Behind the thing, how the work is done: 逐笔 of 财务逐笔公开."""
_MODAL = re.compile("[都也要把将]")
_JOINED = re.compile(r"[、和与及]")


def opens_a_plan(clause: str) -> bool:
    """Whether a clause opens as what is yet to be done: 下一步, 打算."""
    return bool(words().plans.search(clause))


def details(part: str) -> bool:
    """Whether a part tells of the measure before it how or with whom it is taken: 不合格的通报, 每季度一次."""
    return bool(words().goes_on.match(part))


def grounds(part: str) -> bool:
    """Whether a part only leads to the measure behind it: 围绕全局重点工作，公开司法行政信息."""
    return bool(words().grounds.fullmatch(part))


def in_a_row(said: str) -> str:
    """Measures in a row, what two of them say said once: 推进指南公开，推进清单公开 is 推进指南公开、清单公开."""
    return words().joined.within(said)


def is_planned(clause: str) -> bool:
    """Whether a clause of a measure says of itself that it is yet to be done, by its opening or by 要, 再, 一点."""
    if opens_a_plan(clause):
        return True
    return bool(words().ahead.search(clause)) and not words().done.search(clause)


def is_done(clause: str) -> bool:
    """Whether a clause says of itself that it was done."""
    return not is_planned(clause) and bool(words().done.search(clause))


def taken(part: str) -> str:
    """A part that tells of what was done, its verb before its object; unchanged where it is not the other way."""
    said = words().taken.whole(part)
    return part if said is None else said


def unplanned(clause: str) -> str:
    """A clause less the words that say that it is yet to be done."""
    known = words()
    before = None
    while before != clause and clause:
        before, clause = clause, known.plans.sub("", clause, count=1).lstrip("，： ")
    return clause


def measure(part: str) -> str | None:
    """A part of a clause as verb and object; None where it is not said as a measure is."""
    known = words()
    text = part
    for _ in range(3):
        text = known.heads.sub("", text)
    text = known.things.within(text)
    for read in (known.sayings.whole, _more, _verb_first, _worked, _better, _work):
        if said := read(text):
            return _in_full(known.medium.sub(_listed, said))
    plain = _MUST.sub("", text, count=1)  # 调整人员要做好交接: that it is to be done is said before it
    return _in_full(plain) if plain != part or _in_full(plain) != plain else None


def _in_full(said: str) -> str:
    """Verb and object, with the object's full name: 完善制度 is 完善政府信息公开工作制度."""
    known = words()
    match = known.verb_object.fullmatch(said)
    return match[1] + (built(match[2], match[1]) or full(match[2])) if match else said


def _more(text: str) -> str | None:
    known = words()
    for pattern in known.more:
        if match := pattern.fullmatch(text):
            table = known.file.more if match["how"] == "多" else known.file.less
            thing, verb = match["o"], match["v"]
            if verb not in table or (match["head"] and not undergoes(thing)):
                return None
            return table[verb].replace("<o>", thing)
    return None


def _better(text: str) -> str | None:
    known = words()
    match = known.better.fullmatch(text)
    if match is None or len(match["o"]) < _SHORT:
        return None
    way = known.made[match["how"]]
    # 新 and the like could be part of a name: only what is said to be more so is to be made so
    if not (match["mark"] or match["verb"] or match["tail"] or match["must"]):
        return None
    thing = match["o"].removesuffix("的")
    verb = match["verb"] or ""
    thing += "" if thing.endswith(verb) or len(verb) < _SHORT else verb
    ends = [(len(end), write) for write, things in way.of.items() for end in things if thing.endswith(end)]
    return (max(ends)[1] if ends else way.write).replace("<o>", thing)


def _worked(text: str) -> str | None:
    """The thing before its verb: 目录重新梳理, 把责任压实, 抽检结果按周公布."""
    known = words()
    match = known.worked.fullmatch(text)
    if match is None:
        return None
    thing, verb = match["o"], match["v"]
    if len(thing) < _SHORT or not (match["ba"] or "、" in thing or undergoes(thing) or _work_by_name(thing)):
        return None
    if (
        _HOW.search(thing)
        or known.acting.fullmatch(thing)
        or known.pressing.match(thing)
        or known.manner.fullmatch(thing)
    ):
        return None
    led_by_verb = known.acting.match(text) and not (match["modal"] or match["manner"] or match["again"])
    if led_by_verb or thing.endswith(_BEFORE_VERBS):
        return None  # 细化养护信息公开 has its verb first already
    if not _whole(text, match.start("v")):
        return None
    manner = f"{match['early'] or ''}{match['manner'] or ''}".replace("每天", "每日")
    manner += "进一步" if match["again"] and not manner else ""
    return manner + _with(known.file.verbs.get(verb, verb), thing)


def _work_by_name(thing: str) -> bool:
    """Whether a thing is work that is spoken of by its name, a verb though it ends in: 专栏建设和维护."""
    return thing.endswith(tuple(words().file.works)) and spoken_of(thing)


def _verb_first(text: str) -> str | None:
    """A verb of everyday speech before its thing: 抓好原创, 印点明白纸."""
    known = words()
    if match := _A_FEW.fullmatch(text):
        said = f"{match['v']}了{match['o']}"
        return acts.acted(said) if acts.acted(said) != said else None
    match = known.verb_first.fullmatch(text)
    if match is None or not _whole(text, match.start("o")) or lexicon().predicate.match(text, match.start("v")):
        return None
    return (match["manner"] or "") + _with(known.file.verbs[match["v"]], match["o"])


def _with(verb: str, thing: str) -> str:
    """Verb and object, as the verb has its place for it."""
    return verb.replace("<o>", thing) if "<o>" in verb else verb + thing


def _work(text: str) -> str | None:
    """A piece of work by its name alone: 窗口工作人员培训."""
    match = words().work.fullmatch(text)
    if (
        match is None
        or text[0] in _EVERYDAY
        or any(word in match["o"] for word in _BEFORE_VERBS)
        or match["o"][0] in _EACH
        or words().acting.match(text)
        or lexicon().verb(text[: match.start("w")])
        or not undergoes(match["o"])
    ):
        return None
    return f"加强{match['o']}"


def _whole(text: str, place: int) -> bool:
    """Whether a word of the dictionary begins at the place: 定下来 of 稳定下来 does not."""
    at = 0
    for word in known_words(text):
        if at >= place:
            break
        at += len(word)
    return at == place


def _listed(match: re.Match[str]) -> str:
    return "、".join(one for one in re.findall(words().medium_word, _JOINED.sub("", match[0])))
