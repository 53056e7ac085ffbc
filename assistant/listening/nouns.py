"""Nouns: what stands beside a number, without fillers and verbs: the thing counted, and what was done to it."""

import re
from functools import cache

from assistant.listening.naming import naming
from assistant.listening.pieces import Piece
from assistant.listening.words import words
from assistant.prose.wordfile import alternatives
from assistant.sources.thresholds import SHORTEST_NOUN
from assistant.topics import catalogue

_NOT_NAME = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9·、]")
_KEPT = "\ue000"
"""From here on private characters stand for the nouns of words.yaml while verbs are looked for."""
_RATE = "率"
"""解读率 is a noun though it begins with a verb."""
LONGEST = 18
"""Characters of the longest name that is made of a clerk's words."""
_APPLICATIONS = frozenset({"件", "份", "封"})
_PUBLISHED_IT = "发布"
_OTHERS = ("其他", "其它", "其余")
_PUBLISHED = frozenset({"件", "份", "条", "项", "篇", "期", "部", "个", ""})
"""Units of what is published."""


def counted_words(piece: Piece, subject: str) -> tuple[str, str, str]:
    """The noun of a piece, what was done to it as a name says it, and its name where a thing was put into a place.

    `subject` is what was spoken of before: where there is one, a number without a noun counts it.
    """
    if subject and (own := naming().by_itself.search(piece.before)):
        return naming().own_work[own["how"]] + subject, "", ""
    if title := naming().titled.search(piece.before if not piece.after else f"了{piece.after}"):
        return title["of"], "", ""  # 合办了《民生面对面》8期, 上了两期《民生面对面》
    if left := naming().left_over.match(f"{piece.before}＃{piece.after}"):
        return left["of"], "", ""  # 剩下12篇都是文字解读
    noun, done, placed = _words_of(piece)
    unit = piece.number.unit if piece.number else ""
    if not noun and done in naming().alone and (not subject or (done != "公开" and _is_noun_here(done, piece))):
        noun, done = naming().alone[done], ""
    if noun in _OTHERS:
        noun = f"{noun}信息"
    if channel := _channel(noun, piece):
        return f"{channel}申请", "", ""
    if done == "发布" and naming().handed.search(noun):
        done = "发放"
    if done in {"", "发布"} and "接" not in noun and naming().phoned.search(piece.elided):
        done = "接听"
    of_a_rate = bool(piece.number and piece.number.percent and noun)  # 办结的案件合格率100% was not 办结 itself
    put_there = done == "公开" and "公开" not in piece.bare and unit not in _PUBLISHED  # 大厅放了查询机2台
    return noun, "" if of_a_rate or put_there else done, placed


def _channel(noun: str, piece: Piece) -> str:
    """The channel by which applications came, where it is them that are counted: 信函5件, 网上来的申请39件."""
    how = naming().asked_how.match(noun)
    if not how or piece.number is None or piece.number.unit not in _APPLICATIONS or naming().served.search(piece.bare):
        return ""
    told = (noun == how["how"] and piece.number.unit != "封") or "申请" in piece.lead + piece.text
    return naming().asked_by[how["how"]] if told else ""


def is_dependent(noun: str) -> bool:
    """Whether a noun names something of what was said before, 粉丝 of an account; 视频号 is one itself."""
    found = words().dependent.match(noun)
    whole = words().nouns.match(noun)  # 建议提案 is no 建议 of something
    longer = found and whole and whole.end() > found.end()
    return bool(found and not longer and not words().channels.match(noun))


def _is_noun_here(done: str, piece: Piece) -> bool:
    """解读12个 and 解读做了5个 count what 解读了12个 only does."""
    return piece.before.startswith(done) and not re.match(rf"{done}[了过]", piece.before)


def _words_of(piece: Piece) -> tuple[str, str, str]:
    """The noun of a piece, what was done to it as a name says it, and its name where a thing was put into a place."""
    nouns: list[str] = []
    done = ""
    more = naming().says_more.search(piece.after)
    after = piece.after[: more.start()] if more else piece.after
    explains = naming().explains.search(piece.bare)
    for said in (naming().once_out.sub("", piece.before) if explains else piece.before, after):
        bare, verb = _bare(said)
        if bare and not words().generic.match(bare) and bare not in "".join(nouns):
            nouns.append(bare)
        if done == _PUBLISHED_IT and verb in naming().issued and not nouns:
            nouns, verb, done = [verb], "", ""  # 发过一次通报 counts 通报
        done = done or verb
    done = done or (_done_afterwards(piece.after[more.start() :]) if more and after else "")
    if len(nouns) > 1 and "、" in piece.before and len(nouns[1]) >= SHORTEST_NOUN:
        nouns = nouns[1:]  # 编印甲、乙、丙三种刊物 counts 刊物
    noun = "".join(nouns)
    if noun in naming().alone:
        return "", done or noun, ""
    placed = len(nouns) > 1 and done and words().place.search(nouns[0])
    put = done == "公开" and "公开" not in piece.bare  # 登记大厅放了2台平板 published none
    return noun, done, ("" if put else done).join(nouns)[-LONGEST:] if placed else ""


def _done_afterwards(said: str) -> str:
    """What was done to the thing counted, told after it: 16个规范性文件全部上网."""
    verb = None if words().nots.search(said) else words().verbs.search(said)
    if verb and len(verb[0]) == 1 and said[verb.end() : verb.end() + 1] not in {"", "了", "过"}:
        return ""  # 改 of 改革
    return words().called.get(verb[0], "") if verb else ""


def _bare(said: str) -> tuple[str, str]:
    """The words between fillers and verbs at both ends, and the last verb that a name says."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return chr(ord(_KEPT) + len(kept) - 1)

    was = said = naming().changed_from.sub("", said)
    opened = re.search(r"公开[了过]$|^公开[了过]", said)  # else 公开 is a noun of the field
    said = said[: opened.start()] + said[opened.end() :] if opened else said
    said = re.sub(r"《[^》]*》|“[^”]*”|[〔\[（(][^〕\]）)]*[〕\]）)]\d*号?|[，、\s]+$|^[，、\s]+", "", said)
    verbs: list[str] = ["公开"] if opened else []
    if at := naming().published_at.match(said) or naming().stands_in.match(said):
        where, verb, what = at["where"], at["verb"], said[at.end() :]
        said = where if words().generic.match(what) else where + what
        verbs.append(words().called.get(verb, ""))
    said = _nouns().sub(keep, words().this_year.sub("", words().periods.sub("", said)))
    said = naming().within_names.sub("", said)
    while cut := _edge(said):
        said, verb = cut
        verbs.append(verb)
    for inner in reversed(list(words().edges.within.finditer(said))):
        before, after = said[: inner.start()], said[inner.end() :]
        plain = inner["done"] and not words().called.get(inner["done"])  # 世界水日搞了活动6场 is of that day
        said = before + after if plain else after
        if before and words().generic.match(_restored(after, kept)):  # 网站上发了信息 names the 网站
            cut = _edge(before)
            said = cut[0] if cut else before
        verbs.append(words().called.get(inner["done"] or inner[0], ""))
        break
    said = _whole(_restored(said, kept), was)
    said = words().at_place.sub("", said)
    return _NOT_NAME.sub("", said).strip("、"), next((verb for verb in verbs if verb), "")


def _whole(name: str, said: str) -> str:
    """A name that lost the verb it needs with it again: 民生事项能网上办."""
    half = next((half for half in naming().halves if name.endswith(half) and name != half), "")
    if not half or f"{half}办" not in said:
        return name
    stem = name.removesuffix(half)
    able = stem.removesuffix("能").removesuffix("可以")
    return f"{able}{half}可办" if able != stem else stem + naming().halves[half]


def _restored(said: str, kept: list[str]) -> str:
    return re.sub(f"[{_KEPT}-\uf8ff]", lambda match: kept[ord(match[0]) - ord(_KEPT)], said)


def _edge(said: str) -> tuple[str, str] | None:
    """The words without the filler or verb at one of their ends, and what the verb is called; None if none is there.

    A verb of one character at the beginning is one only where 了 or a known noun follows: 办培训, but not 办法.
    """
    edges, called = words().edges, words().called
    if found := edges.tail.search(said):
        return said[: found.start()], called.get(found["word"] or found["done"], "")
    if found := edges.head.search(said):
        word = found["word"]
        joined = naming().compound.match(said, len(word))
        if joined and (joined[0] == _RATE or called.get(word) in naming().compound_verbs):
            return None
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
    return _by_first([*words().noun_list, *known])


def _by_first(listed: list[str]) -> re.Pattern[str]:
    """The words as one pattern, the longest first, tried by their first character: for lists of many hundreds."""
    heads: dict[str, list[str]] = {}
    for word in listed:
        heads.setdefault(word[0], []).append(word[1:])
    return re.compile("|".join(f"{re.escape(head)}(?:{alternatives(rests)})" for head, rests in heads.items()))


def _is_noun(word: str) -> bool:
    """Whether a topic's word is a noun and no saying with a verb at its ends: 过期信息, but not 网站发了, 检查网站."""
    if len(word) < SHORTEST_NOUN or re.search(r"[了没不未有]", word):
        return False
    verbs = [verb for verb in words().called if len(verb) > 1]
    return word not in words().filler_list and not any(word.startswith(verb) or word.endswith(verb) for verb in verbs)
