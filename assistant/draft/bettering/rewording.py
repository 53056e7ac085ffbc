"""Rewording: a clerk's clause on a shortcoming or a measure in official words, and what it says of its time."""

import re
from dataclasses import dataclass

from assistant.draft.bettering.fields import field_of, fields
from assistant.draft.bettering.measures import (
    details,
    grounds,
    is_done,
    is_planned,
    measure,
    opens_a_plan,
    taken,
    unplanned,
)
from assistant.draft.bettering.shortcomings import (
    goes_on,
    hollow,
    joined,
    leads_on,
    of_the_same,
    parts,
    paused,
    read,
    shortcoming,
    tidied,
)
from assistant.facts import PLACEHOLDER
from assistant.prose.likeness import likeness

_SAYS_IT_TWICE = 0.34
"""Likeness from which a heading says what the measure behind it says: a third of its pairs of characters."""
_MAINLY, _MAIN_REASON = "主要是", "主要原因是"
_A_PART = re.compile("有的|有些|个别|少数|部分|一些")
"""What is so of a part of the thing said before it: 公开质量不平衡，有的说明太简单."""
_A_RATE = 6
"""Characters up to which a plan says only how often: 今后每半年一期 goes on with the training before it."""
_A_THING = 4
"""Characters from which what is wanting names its thing by itself: 科普形式, where 形式 is that of what was named."""


_ANSWERS = re.compile(r"^(?:针对|为了?解决|对于)(?P<name>[^，]{2,20}?)(?P<said>的?(?:问题|情况|现象|短板|不足))?，")
"""A measure that names the shortcoming it is about."""


@dataclass(frozen=True)
class Reworded:
    """A clause in other words, those of its parts that could be; `known` says whether all of it could."""

    words: str
    known: bool
    planned: bool = False
    done: bool = False
    answering: str = ""
    """The shortcoming that a measure names itself, as it stands before it: 针对信息查找不够便捷的问题."""


def sides(clause: str, section: str, *, alone: bool = True) -> list[str]:
    """A clause cut where it goes over to another side of the work: 解读形式单一，跟群众互动不多.

    Reasons, instances and what came of it stay with what they belong to. A measure that does not stand `alone` in its
    note is set apart from the others by the clerk's own marks, and only what has another time is cut from it.
    """
    each = (_with_reasons(clause) if section == "problems" else clause).split("，")
    each = [part for part in each if not hollow(part)] or each
    lead = leads_on if section == "problems" else _leads
    said = parts("，".join(each)) if section == "problems" else [measure(part) for part in each]
    found: list[str] = []
    side = ""
    for part, words in zip(each, said, strict=True):
        name = field_of(words or part)
        apart = bool(found) and not lead(found[-1]) and not of_the_same(found[-1], part)
        if apart and _begins(part, words, name, side, section, alone=alone) and not _ANSWERS.match(f"{found[-1]}，"):
            found.append(part)
        elif found:
            found[-1] += f"，{part}"
        else:
            found = [part]
        side = name or side
    return found


def _begins(part: str, words: str | None, name: str, side: str, section: str, *, alone: bool) -> bool:
    """Whether a part behind another is a point of its own."""
    if section == "problems":
        if goes_on(part) or not words:
            return False
        found = read(words)
        if not name and _A_PART.match(part):
            return False
        if goes_on(words) or name:
            return name != side and not goes_on(words)
        return found is not None and len(found.thing) >= _A_THING
    if opens_a_plan(part):
        rest = unplanned(part)
        return not (details(rest) and len(rest) <= _A_RATE)
    return bool(alone and words and not details(part) and name and name != side and not fields()[name].supports)


def _leads(found: str) -> bool:
    """Whether what was found last ends with no measure, but with what the next one is by or about."""
    return leads_on(found) or grounds(unplanned(found.rsplit("，", maxsplit=1)[-1]))


def _with_reasons(clause: str) -> str:
    """The clause with a pause before what it tells in one breath as its reason; a lack behind a lack is its reason."""
    each = []
    for part in clause.split("，"):
        lack, mark, reason = paused(part).partition(f"，{_MAINLY}")
        why = f"，{_MAIN_REASON}{reason}" if mark and shortcoming(reason) else mark + reason
        each.append(lack + why if shortcoming(lack.split("，")[0]) else part)
    return "，".join(each)


def wanting(clause: str) -> Reworded:
    """A clause of a shortcoming in the words that go with what it is about."""
    said = parts(clause)
    words = (new or tidied(part) for part, new in zip(clause.split("，"), said, strict=True))
    return Reworded(joined("，".join(words)), all(said))


def together(statements: list[str], section: str) -> list[str]:
    """The statements of a note, one that speaks of what the one before it named joined to that."""
    found: list[str] = []
    for one in statements:
        if found and section == "problems" and of_the_same(found[-1], one):
            found[-1] += f"，{one}"
        else:
            found.append(one)
    return found


def bettering(clause: str, *, after_a_plan: bool) -> Reworded:
    """A clause of a measure as verb and object; after a plan what is not said to be done is planned too."""
    done = is_done(clause) or bool(PLACEHOLDER.search(clause) and "每" not in clause and not is_planned(clause))
    planned = is_planned(clause) or (after_a_plan and not done)
    answering = ""
    match = _ANSWERS.match(clause)
    if match and (match["said"] or shortcoming(match["name"])):  # 针对老年人 names no shortcoming
        answering = f"针对{shortcoming(match['name']) or match['name']}的问题"
        clause = clause[match.end() :]
    if done:
        clause = "，".join(taken(part) for part in clause.split("，"))
        return Reworded(clause, known=False, done=True, answering=answering)
    said = [(part, measure(part)) for part in unplanned(clause).split("，")]
    words = "，".join(new or part for part, new in said)
    return Reworded(words, all(new for _, new in said), planned, answering=answering)


def field(words: str) -> str:
    """The field of a reworded clause: that of its first part, what follows being its reasons and instances."""
    bare = PLACEHOLDER.sub("", words)
    return field_of(bare.split("，", maxsplit=1)[0]) or field_of(bare)


def named(words: str) -> str:
    """A shortcoming as it is named beside what is done about it: 存在错链问题 is 错链."""
    return re.sub("^(?:存在|仍存在|还有)|(?:等)?(?:问题|情况|现象)$", "", words)


def aims(said: str, name: str) -> tuple[str, ...]:
    """What a plan is for by its side of the work, less what its own words say; none where the side is unknown."""
    return tuple(aim for aim in (fields()[name].aims if name else ()) if _says_new(aim, said))


def _says_new(aim: str, said: str) -> bool:
    pairs = [aim[at : at + 2] for at in range(len(aim) - 1)]
    return sum(pair in said for pair in pairs) < _SAYS_IT_TWICE * len(pairs)


def headed(said: str, name: str) -> tuple[str, ...]:
    """Heads for a measure, what it is to better, that do not say what the measure says."""
    heads = fields()[name].heads if name else []
    return tuple(head for head in heads if not says_again(head, said))


def says_again(head: str, said: str) -> bool:
    """Whether a head or an aim says what the measure beside it says."""
    return likeness(head, said) >= _SAYS_IT_TWICE or head[:2] == said[:2]
