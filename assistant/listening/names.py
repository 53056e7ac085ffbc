"""Names: what a number is called, of the words beside it, of its topic, or as the report calls it already."""

import re
from dataclasses import dataclass
from functools import cache

from assistant.listening.pieces import Piece
from assistant.listening.words import by_first, words
from assistant.prose.likeness import pairs
from assistant.prose.vocabulary import alike
from assistant.report import Report
from assistant.sources.thresholds import SHORTEST_NOUN
from assistant.topics import Counted, Topic, catalogue, named

_NOT_NAME = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]")
_KEPT = "\ue000"
"""From here on private characters stand for the nouns of words.yaml while verbs are looked for."""
_BARE = re.compile(
    r"发布|数量|总数|次数|信息|全年|官方|政务公开|政务|政府|新浪|开展|举办|组织|召开|总量|公开工作|工作|条数|人次|人数"
)
"""What two names of one thing may differ by."""
_LONGEST = 18
_ACTIVITY = 6
"""Characters at the end of what was held that say what it was: people came to the 培训 of 科长和信息员培训."""
_SPREAD = ("发布", "公开")
_PLACE_OF_NEWS = re.compile(r"网站|官网|网上|新媒体|信息|号$|微博|抖音|快手|小程序|公报|公众号|头条")
"""What is spread there goes without saying: 微博发布, but 医保信息发布."""
_OTHERS = ("其他", "其它", "其余")
_TITLE = re.compile(r"“[^”]+”|《[^》]+》")
_PEOPLE = re.compile(r"人员|群众|市民|代表|人数|学员|观众|员$|者$|人$|粉丝|户")


@dataclass(frozen=True)
class Named:
    """What a piece names: the noun, what was done to it, its topic and the topic's own name for the number."""

    noun: str
    done: str
    topic: Topic | None
    counted: Counted | None
    name: str
    carried: bool = False
    """Whether its words name nothing: it is counted of what was spoken of before."""


def named_by(piece: Piece, subject: str, section: str, *, part: bool = False) -> Named:
    """The name of a piece's number; `subject` is what was spoken of before, `part` whether 其中 makes it a part."""
    noun, done, placed = _words_of(piece)
    if not noun and done in words().alone and (not subject or _is_noun_here(done, piece)):
        noun, done = words().alone[done], ""
    if noun in _OTHERS:
        noun = f"{noun}信息"
    unit = piece.number.unit if piece.number else ""
    if piece.number and piece.number.percent and noun:
        done = ""  # 办结的案件合格率100% was not 办结 itself
    own = noun
    dependent = is_dependent(noun)
    if (not noun or dependent) and subject and not part and subject not in noun:
        own = subject + (done if not noun or done == "参加" else "") + noun
        done = "" if noun or done == "参加" else done
    said = subject + piece.bare if dependent or not noun else piece.bare
    topics = of_this_year(said, section) or of_this_year(own, section)
    name = own if done in own or not done else (own or "信息") + done
    if not noun and subject and done in _SPREAD and not _PLACE_OF_NEWS.search(subject):
        name = f"{subject}信息{done}"
    name = placed if placed and own == noun else name
    if unit in words().people and not _PEOPLE.search(name):
        name += "人员" if name else ""
        if not noun and subject:
            topics = of_this_year(subject[-_ACTIVITY:], section) or topics
            name = f"{subject}参加人员"
    key = noun or own
    for topic in topics:
        counted = next((one for one in topic.counted if _is_called(key, own, done, one, unit)), None)
        if counted is not None:
            return Named(own, done, topic, counted, counted.name, carried=not noun)
    name = _quoted(piece, name) or name[-_LONGEST:]
    return Named(own, done, topics[0] if topics else None, None, name, carried=not noun)


def is_dependent(noun: str) -> bool:
    """Whether a noun names something of what was said before, 粉丝 of an account; 视频号 is one itself."""
    return bool(noun and words().dependent.match(noun) and not words().channels.match(noun))


def _is_noun_here(done: str, piece: Piece) -> bool:
    """解读12个 and 解读做了5个 count what 解读了12个 only does."""
    return piece.before.startswith(done) and not re.match(rf"{done}[了过]", piece.before)


def _quoted(piece: Piece, name: str) -> str:
    """The name with the title it has of its own: 12期“办好教育”系列宣传."""
    title = _TITLE.search(piece.after)
    rest = piece.after[title.end() :] if title else ""
    return f"{title[0]}{name}" if title and rest and rest.endswith(name) else ""


def of_this_year(text: str, section: str = "") -> list[Topic]:
    """The topics of what was done that words name, the clearest first; not those of shortcomings and of plans."""
    plain = text.replace("了", "").replace("＃", "")
    found = [*named(text, section), *(named(plain, section) if plain != text else ())]  # 听了两次汇报 names 听汇报
    topics = {match.topic.id: match.topic for match in found if match.topic.section not in {"problems", "improvements"}}
    return list(topics.values())


def _is_called(key: str, own: str, done: str, counted: Counted, unit: str) -> bool:
    """Whether a topic's own name for a number is this one's: by its unit and by the noun beside it."""
    if not key or not _fits(unit, key, counted):
        return False
    if counted.name in {key, own}:
        return True
    if done not in {"", "发布", "公开", "参加"} and done not in counted.name and not _says(done, counted):
        return False  # 公众号关停了1个 counts no followers
    if is_dependent(key):
        return key in counted.name
    if key in counted.name or counted.name in key:
        return True
    return key in counted.words and bool(pairs(key) & pairs(counted.name))


def _fits(unit: str, key: str, counted: Counted) -> bool:
    """Whether a number is counted in the unit it was told in; 80个群众 are 80 people."""
    people = unit == "个" and bool(_PEOPLE.search(key)) and bool(words().people & set(counted.units))
    return unit in counted.units or not unit or people


def _says(done: str, counted: Counted) -> bool:
    return any(words().called.get(word) == done for word in counted.words)


def _words_of(piece: Piece) -> tuple[str, str, str]:
    """The noun of a piece, what was done to it as a name says it, and its name where a thing was put into a place."""
    nouns: list[str] = []
    done = ""
    for said in (piece.before, piece.after):
        bare, verb = _bare(said)
        if bare and not words().generic.match(bare) and bare not in "".join(nouns):
            nouns.append(bare)
        done = done or verb
    if len(nouns) > 1 and "、" in piece.before and len(nouns[1]) >= SHORTEST_NOUN:
        nouns = nouns[1:]  # 编印甲、乙、丙三种刊物 counts 刊物
    noun = "".join(nouns)
    if noun in words().alone:
        return "", done or noun, ""
    placed = len(nouns) > 1 and done and words().place.search(nouns[0])
    return noun, done, done.join(nouns)[-_LONGEST:] if placed else ""


def _bare(said: str) -> tuple[str, str]:
    """The words between fillers and verbs at both ends, and the last verb that a name says."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return chr(ord(_KEPT) + len(kept) - 1)

    opened = re.search(r"公开[了过]$", said)  # else 公开 is a noun of the field
    said = said[: opened.start()] if opened else said
    said = re.sub(r"《[^》]*》|“[^”]*”|[〔\[（(][^〕\]）)]*[〕\]）)]\d*号?|[，、\s]+$|^[，、\s]+", "", said)
    said = _nouns().sub(keep, words().this_year.sub("", words().periods.sub("", said)))
    verbs: list[str] = ["公开"] if opened else []
    while cut := _edge(said):
        said, verb = cut
        verbs.append(verb)
    for inner in reversed(list(words().edges.within.finditer(said))):
        said = said[inner.end() :]
        verbs.append(words().called.get(inner["done"] or inner[0], ""))
        break
    said = re.sub(f"[{_KEPT}-\uf8ff]", lambda match: kept[ord(match[0]) - ord(_KEPT)], said)
    said = words().at_place.sub("", said)
    return _NOT_NAME.sub("", said), next((verb for verb in verbs if verb), "")


def _edge(said: str) -> tuple[str, str] | None:
    """The words without the filler or verb at one of their ends, and what the verb is called; None if none is there.

    A verb of one character at the beginning is one only where 了 or a known noun follows: 办培训, but not 办法.
    """
    edges, called = words().edges, words().called
    if found := edges.tail.search(said):
        return said[: found.start()], called.get(found["word"] or found["done"], "")
    if found := edges.head.search(said):
        word = found["word"]
        if len(word) > 1 or word not in called or said[1:2] in {"了", "过"} or said[1:2] >= _KEPT:
            return said[found.end() :], called.get(word, "")
    return None


@cache
def _nouns() -> re.Pattern[str]:
    """The nouns of the field, which are never taken apart: those of words.yaml and those of the topics."""
    known = {one for topic in catalogue().values() for one in (topic.id, *topic.words) if _is_noun(one)}
    known |= {
        counted for topic in catalogue().values() for one in topic.counted for counted in one.words if _is_noun(counted)
    }
    return by_first([*words().noun_list, *known])


def _is_noun(word: str) -> bool:
    """Whether a topic's word is a noun and no saying with a verb at its ends: 过期信息, but not 网站发了, 检查网站."""
    if len(word) < SHORTEST_NOUN or re.search(r"[了没不未有]", word):
        return False
    verbs = [verb for verb in words().called if len(verb) > 1]
    return word not in words().filler_list and not any(word.startswith(verb) or word.endswith(verb) for verb in verbs)


def known_as(name: str, said: str, unit: str, report: Report) -> str:
    """The name under which the report has the same thing already, "" if it has not."""
    same = [item.name for item in report.indicators if not unit or not item.unit or alike(unit, item.unit)]
    if name in same:
        return name
    core = _core(name)
    alike_named = [other for other in same if other in said or (core and _core(other) == core)]
    return max(alike_named, key=len, default="")


def _core(name: str) -> str:
    return _BARE.sub("", name)
