"""Rows: numbers of one kind that only their names tell apart, in one sentence; and what a note lists, with its number.

发布职业教育信息13条、高教科研信息15条; 编印教育快报、省情参阅等刊物 beside 刊物3种.
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.draft.book.indicator_clauses import measures, phrase, starts_with_verb
from assistant.draft.composing.told import Count, Deed
from assistant.draft.official import official
from assistant.draft.official.lexicon import lexicon

_VERB = 2
"""Characters of the verb that a row has in common."""
_CAME = "参加"
_COMPANY = 2
"""Numbers of a row beside which one that could stand alone stands better with them."""
_MOST = 5
"""Numbers in one row: more, and the reader loses them."""


def in_rows(counts: Sequence[Count], deeds: Sequence[Deed]) -> list[Count]:
    """The numbers, those of one verb and unit put beside the first; one with deeds of its own stands with them."""
    told = {deed.topic.id for deed in deeds if deed.topic is not None}
    out: list[Count] = []
    for count in counts:
        verb = phrase(count.fact)[:_VERB]
        free = (_plain(count) or _in_company(count, counts)) and not (
            count.topic is not None and count.topic.id in told
        )
        beside = (at for at, other in enumerate(out) if free and _plain(other) and _goes(other, verb, count))
        first = next(beside, None)
        if first is None:
            out.append(count)
        else:
            row = (*out[first].beside, count)
            out[first] = replace(out[first], beside=row, notes=(*out[first].notes, *count.notes))
    return out


def row(count: Count, organ: str) -> str:
    """A number by its name, with those that stand in its row; a name that ends in its verb as a clause."""
    if not count.beside:
        return _as_clause(count, organ) or phrase(count.fact)
    return "、".join([phrase(count.fact), *(phrase(other.fact)[_VERB:] for other in count.beside)])


def _as_clause(count: Count, organ: str) -> str:
    """A number whose name tells who did it or ends in its verb: 大屏滚动播 260 条 is 大屏滚动播放260条, no 播共260条.

    "" where the name is that of a thing, or its words would come in another order.
    """
    name, said = count.fact.label.strip(), phrase(count.fact)
    if said != f"{name}共{count.shown}":
        return ""
    if name.endswith(_CAME) and len(name) > len(_CAME):
        return f"{count.shown}{name}"  # 56家医疗机构参加
    if (verb := lexicon().verb(name)) and verb.span() == (0, len(name)):
        return f"{name}{count.shown}"
    worded = official(f"{name}了{count.shown}", organ=organ, section=count.fact.aspect)
    ends = worded.template.endswith(name[_VERB * 2 :] + count.shown)
    clause = worded.template.removesuffix(count.shown)
    longer = clause.startswith(name[:-1]) and name[-1] in clause[-_VERB:]
    same = longer or (ends and len(name) > _VERB * 2)  # the verb in full, or the doer in written words
    changed = worded.template not in {f"{name}{count.shown}", f"{name}了{count.shown}"}
    return worded.template if worded.complete and changed and same and count.shown in worded.template else ""


def listed(count: Count, deeds: list[Deed]) -> Count:
    """The number told in the words of the deed that lists what it counts; the deed goes."""
    thing = phrase(count.fact).replace(count.shown, "")
    for deed in deeds:
        words = deed.words
        lists = len(words) > len(thing) and ("、" in words or "”" in words) and not {"，", "{"} & set(words)
        lists &= words.count("、") < count.fact.value  # three named are no two
        if lists and words.startswith(thing[:_VERB]) and words.endswith(thing[_VERB:]) and len(thing) > _VERB:
            deeds.remove(deed)
            some = (
                "等"
                if words.count("、") + 1 < count.fact.value and not words[: -len(thing[_VERB:])].endswith("等")
                else ""
            )
            words = words[: -len(thing[_VERB:])] + some + thing[_VERB:]
            return replace(count, topic=deed.topic, ways=(words + "{count}",), notes=(*count.notes, *deed.notes))
    return count


def _in_company(count: Count, counts: Sequence[Count]) -> bool:
    """Whether a number that has a wording of its own is one of a row: 职业教育13条 beside two of its kind."""
    if count.parts or measures(count.fact.label) or not starts_with_verb(phrase(count.fact)):
        return False
    verb = phrase(count.fact)[:_VERB]
    return sum(_plain(other) and _goes(other, verb, count) for other in counts) >= _COMPANY


def _plain(count: Count) -> bool:
    return not (count.ways or count.parts or measures(count.fact.label)) and starts_with_verb(phrase(count.fact))


def _goes(first: Count, verb: str, count: Count) -> bool:
    same = phrase(first.fact).startswith(verb) and first.fact.unit == count.fact.unit and verb != "通过"
    return same and len(first.beside) < _MOST - 1
