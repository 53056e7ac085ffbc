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
_PEOPLE = re.compile(r"人员|群众|市民|代表|人数|学员|观众|员$|者$|人$|粉丝|户")


@dataclass(frozen=True)
class Named:
    """What a piece names: the noun, what was done to it, its topic and the topic's own name for the number."""

    noun: str
    done: str
    topic: Topic | None
    counted: Counted | None
    name: str


def named_by(piece: Piece, subject: str, section: str, *, part: bool = False) -> Named:
    """The name of a piece's number; `subject` is what was spoken of before, `part` whether 其中 makes it a part."""
    noun, done = _words_of(piece)
    unit = piece.number.unit if piece.number else ""
    own = noun
    dependent = words().dependent.match(noun) if noun else None
    if (not noun or dependent) and subject and not part and subject not in noun:
        own = subject + (done if not noun or done == "参加" else "") + noun
        done = "" if noun or done == "参加" else done
    said = subject + piece.bare if dependent or not noun else piece.bare
    topics = of_this_year(said, section) or of_this_year(own, section)
    name = own if done in own or not done else (own or "信息") + done
    if unit in words().people and not _PEOPLE.search(name):
        name += "人员" if name else ""
    key = noun or own
    for topic in topics:
        counted = next((one for one in topic.counted if _is_called(key, own, done, one, unit)), None)
        if counted is not None:
            return Named(own, done, topic, counted, counted.name)
    return Named(own, done, topics[0] if topics else None, None, name[-_LONGEST:])


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
    if words().dependent.match(key):
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


def _words_of(piece: Piece) -> tuple[str, str]:
    """The noun of a piece, and what was done to it as a name says it."""
    noun, done = "", ""
    for said in (piece.before, piece.after):
        bare, verb = _bare(said)
        if bare and not words().generic.match(bare) and bare not in noun:
            noun += bare
        done = done or verb
    if not noun:
        return "", done
    return noun, done


def _bare(said: str) -> tuple[str, str]:
    """The words between fillers and verbs at both ends, and the last verb that a name says."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return chr(ord(_KEPT) + len(kept) - 1)

    said = re.sub(r"《[^》]*》|“[^”]*”|[〔\[（(][^〕\]）)]*[〕\]）)]\d*号?|[，、\s]+$|^[，、\s]+", "", said)
    said = _nouns().sub(keep, words().periods.sub("", said))
    verbs: list[str] = []
    while cut := _edge(said):
        said, verb = cut
        verbs.append(verb)
    for inner in reversed(list(words().edges.within.finditer(said))):
        said = said[inner.end() :]
        verbs.append(words().called.get(inner["done"] or inner[0], ""))
        break
    said = re.sub(f"[{_KEPT}-\uf8ff]", lambda match: kept[ord(match[0]) - ord(_KEPT)], said)
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
