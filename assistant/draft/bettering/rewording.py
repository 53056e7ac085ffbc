"""Rewording: a clerk's clause on a shortcoming or a measure in official words, and what it says of its time."""

import re
from dataclasses import dataclass

from assistant.draft.bettering.fields import field_of, fields
from assistant.draft.bettering.measures import is_done, is_planned, measure, unplanned
from assistant.draft.bettering.shortcomings import parts, shortcoming
from assistant.facts import PLACEHOLDER
from assistant.prose.likeness import likeness

_SAYS_IT_TWICE = 0.34
"""Likeness from which a heading says what the measure behind it says: a third of its pairs of characters."""
_SAYS_ENOUGH = 5
"""Characters left of a shortcoming without its field's name that say what is wanting, but not in what: 较为单一."""


_ANSWERS = re.compile(r"^(?:针对|为了?解决|对于)(?P<name>[^，]{2,20}?)(?:的?(?:问题|情况|现象|短板|不足))?，")
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


def sides(clause: str, section: str) -> list[str]:
    """A clause cut where it goes over to another side of the work: 解读形式单一，跟群众互动不多."""
    each = clause.split("，")
    said = parts(clause) if section == "problems" else [measure(part) for part in each]
    found: list[str] = []
    side = ""
    for part, words in zip(each, said, strict=True):
        name = field_of(words or part)
        if found and words and name and name != side and not _ANSWERS.match(f"{found[-1]}，"):
            found.append(part)
        elif found:
            found[-1] += f"，{part}"
        else:
            found = [part]
        side = name or side
    return found


def wanting(clause: str) -> Reworded:
    """A clause of a shortcoming in the words that go with what it is about."""
    said = parts(clause)
    words = (new or part for part, new in zip(clause.split("，"), said, strict=True))
    return Reworded("，".join(words), all(said))


def bettering(clause: str, *, after_a_plan: bool) -> Reworded:
    """A clause of a measure as verb and object; after a plan what is not said to be done is planned too."""
    done = is_done(clause) or bool(PLACEHOLDER.search(clause) and "每" not in clause and not is_planned(clause))
    planned = is_planned(clause) or (after_a_plan and not done)
    answering = ""
    if match := _ANSWERS.match(clause):
        answering = f"针对{shortcoming(match['name']) or match['name']}的问题"
        clause = clause[match.end() :]
    if done:
        return Reworded(clause, known=False, done=True, answering=answering)
    said = [(part, measure(part)) for part in unplanned(clause).split("，")]
    words = "，".join(new or part for part, new in said)
    return Reworded(words, all(new for _, new in said), planned, answering=answering)


def field(words: str) -> str:
    """The field of a reworded clause."""
    return field_of(PLACEHOLDER.sub("", words))


def named(words: str) -> str:
    """A shortcoming as it is named beside what is done about it: 存在错链问题 is 错链."""
    return re.sub("^(?:存在|仍存在|还有)|(?:等)?(?:问题|情况|现象)$", "", words)


_SAID_ANYWHERE = frozenset({"公开", "信息", "工作", "政务", "政府"})
"""Words that stand in every shortcoming of this work and tell no side of it."""


def sided(said: str, name: str) -> tuple[str, ...]:
    """Ways to begin a shortcoming with the side of the work that it is about; as it is alone where none is known."""
    if not name:
        return (said,)
    rest = said.removeprefix(name)
    rest = rest.removeprefix("工作").removeprefix("的") if rest != said else rest
    if rest != said and len(rest) <= _SAYS_ENOUGH:
        return (said,) if "有待" in rest else (f"在{name}方面，还{rest}", said)
    pairs = {name[at : at + 2] for at in range(len(name) - 1)} - _SAID_ANYWHERE
    if any(pair in rest for pair in pairs) or rest[:2] == name[:2]:
        return (said,)  # 在公开时效方面，信息公开时效有待加强 says it twice
    return f"在{name}方面，{rest}", said


def aimed(said: str, name: str) -> str:
    """What a plan is for, "" where its own words say as much or its side of the work is not known."""
    aim = fields()[name].aim if name else ""
    pairs = [aim[at : at + 2] for at in range(len(aim) - 1)]
    return "" if sum(pair in said for pair in pairs) >= _SAYS_IT_TWICE * len(pairs) else aim


def headed(said: str, name: str) -> tuple[str, ...]:
    """Ways to begin a measure with what it is to better; as it is alone where that says it twice."""
    heads = fields()[name].heads if name else []
    fitting = [head for head in heads if likeness(head, said) < _SAYS_IT_TWICE and head[:2] != said[:2]]
    return (*(f"{head}，{said}" for head in fitting), said)
