"""Names: what a number is called, of the words beside it, of its topic, or as the report calls it already."""

import re
from dataclasses import dataclass

from assistant.listening.naming import naming
from assistant.listening.nouns import LONGEST, counted_words, is_dependent
from assistant.listening.pieces import Piece
from assistant.listening.words import words
from assistant.prose.likeness import pairs
from assistant.prose.vocabulary import alike
from assistant.report import Report
from assistant.topics import Counted, Topic, named

_BARE = re.compile(
    r"发布|数量|总数|次数|信息|全年|官方|政务公开|政务|政府|新浪|开展|举办|组织|召开|总量|公开工作|工作|条数|人次|人数"
)
"""What two names of one thing may differ by."""
_ACTIVITY = 4
"""Characters at the end of what was held that say what it was: people came to the 培训 of 科长和信息员培训."""
CAME, _CONCERNED = "参加", "涉及"
_TIMES = frozenset({"次", "场", "期", "回", "场次", "轮"})
_HOW_MANY = re.compile(r"总?[数量]$")
_RECEIVED = "接待"
_MADE = re.compile(r"制发|制定|出台|现行|废止")
"""What was made is not what was published of it."""
_SPREAD = ("发布", "公开")
_NEVER_NEWS = frozenset(
    {"关停", "新增", "曝光", "通报", "宣讲", "接听", "修订", "整改", "受理", "办结", "移交", "接待", "张贴"}
)
"""What is done to more than news: counted alone, it is not known of what."""
_NEWS_UNITS = frozenset({"条", "篇", "则"})
_PLACE_OF_NEWS = re.compile(r"网站|官网|网上|新媒体|信息|号$|微博|抖音|快手|小程序|公报|公众号|头条")
"""What is spread there goes without saying: 微博发布, but 医保信息发布."""
_NEWS = re.compile(r"(?<!发布)(?<!公开)信息$")
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
    dependent: bool = False
    """Whether its noun is something of what was spoken of before, or was handed out: nothing is counted of it."""


def named_by(piece: Piece, subject: str, section: str, *, part: bool = False) -> Named:
    """The name of a piece's number; `subject` is what was spoken of before, `part` whether 其中 makes it a part."""
    noun, done, placed = counted_words(piece, subject)
    unit = piece.number.unit if piece.number else ""
    if met := naming().attended.match(noun) if unit in words().people or not unit else None:
        subject, noun, done, unit = met["of"] or subject, CAME, "", unit or "人"
    if unit in _TIMES and noun and naming().attends.match(piece.before):
        return _attended(noun, section)
    own, said = noun, piece.bare
    dependent = is_dependent(noun) or bool(naming().handed.search(noun))
    if done == _CONCERNED:
        own, done = subject + done + noun, ""
    elif not noun or is_dependent(noun):
        said = subject + said
        if subject and not part and subject not in noun:
            own = subject + (done if not noun or done == CAME else "") + noun
            done = "" if noun or done == CAME else done
    topics = _topics(said, own, section)
    name = placed if placed and own == noun else _name(noun, own, done, subject, unit)
    if unit in words().people and not _PEOPLE.search(name) and not _HOW_MANY.search(name):
        name += "人员" if name and done in {"", CAME, _CONCERNED} else ""
        if subject and (not noun or noun == CAME) and _CONCERNED not in own and done != _RECEIVED:
            topics = of_this_year(subject[-_ACTIVITY:], section) or topics
            name = f"{subject}参加人员" if naming().held.search(subject) else f"{subject}人员"
    key = noun or own
    for topic in topics:
        counted = next((one for one in topic.counted if _is_called(key, own, done, one, unit)), None)
        if counted is not None:
            special = noun.endswith(counted.name) and _NEWS.search(counted.name)  # 基础教育信息 is not all 教育信息
            return Named(own, done, topic, counted, noun if special else counted.name, not noun, dependent)
    name = _quoted(piece, name) or name[-LONGEST:]
    return Named(own, done, topics[0] if topics else None, None, name, not noun, dependent)


def _topics(said: str, own: str, section: str) -> list[Topic]:
    topics = of_this_year(said, section) or of_this_year(own, section)
    topics.sort(key=lambda topic: not any(own.endswith(word) for word in topic.words))  # 退役军人局培训 is a 培训
    if account := naming().account.search(own):  # 派出所公众号 is an account, whoever has it
        return [*of_this_year(account[0], section), *topics]
    return topics


def _attended(noun: str, section: str) -> Named:
    """What the organ only came to, a training or a meeting that others held."""
    topics = of_this_year(noun, section)
    where = naming().attended_where.sub(r"\g<level>级", noun)
    return Named(noun, CAME, topics[0] if topics else None, None, f"{CAME}{where}"[-LONGEST:])


def _name(noun: str, own: str, done: str, subject: str, unit: str) -> str:
    """The words of a number's own name."""
    if done == _RECEIVED and own:
        return done + (own if noun else "群众")  # 配了自助机，接待了150人
    if done and (who := naming().meeting.match(own)):
        return f"{who['who']}{done}{who['what']}"  # 局党委听取公开工作汇报
    if not own and done == CAME:
        return f"{CAME}人员"
    if not noun and subject and done in _SPREAD and not _PLACE_OF_NEWS.search(subject):
        handed, whole = naming().handed.search(subject), naming().whole.search(subject)
        return f"{subject}发放" if handed else f"{subject}{'' if whole else '信息'}{done}"
    if not own and done in _NEVER_NEWS and unit not in _NEWS_UNITS:
        return ""  # 停用5个 says not what was shut down
    own = own.rstrip("全都均") if done else own  # 留言312条全回了
    return own if done in own or not done else (own or "信息") + done


def in_full(piece: Piece, name: str) -> str:
    """The full name of what is counted in all of its sentence: 农村公路项目都公开，一共31个项目; "" for none."""
    if not words().in_all.search(piece.before) or name != piece.after:
        return ""
    named_there = re.search(rf"(?:^|[，、])(?P<full>[\u4e00-\u9fff]{{2,{LONGEST}}}?{name})", piece.lead)
    return named_there["full"] if named_there else ""


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
    if not key or not _fits(unit, key, counted) or (done in _SPREAD and _MADE.match(counted.name)):
        return False
    if counted.name in {key, own}:
        return True
    if done not in {"", "发布", "公开", CAME} and done not in counted.name and not _says(done, counted):
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


def known_as(name: str, said: str, unit: str, report: Report) -> str:
    """The name under which the report has the same thing already, "" if it has not."""
    same = [item.name for item in report.indicators if not unit or not item.unit or alike(unit, item.unit)]
    if name in same:
        return name
    core = _core(name)
    alike_named = [other for other in same if other in said or (core and _core(other) == core)]
    if not alike_named and is_dependent(name):  # 粉丝数 is that of the one account that has any
        held = [other for other in same if _HOW_MANY.sub("", name) in other]
        alike_named = held if len(held) == 1 else []
    return max(alike_named, key=len, default="")


def _core(name: str) -> str:
    return _BARE.sub("", name)
