"""分别: numbers dealt out to what was named before them, each made to stand as if it had a clause of its own.

收到申请34件、办结32件，分别比上年增加14件、14件: the first 14 belongs to the 34, the second to the 32.
收到、办结申请分别为34件、32件: the numbers belong to the words, one each.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.sources.setting.comparisons import CHANGE_WORD
from assistant.sources.setting.setting import Setting, is_ratio

_RESPECTIVELY = "分别"
_BETWEEN = re.compile(
    r"^\s*(?:[、，,和与及]|以及)\s*"
    r"(?P<own>(?:(?:同比)?(?:增加|增长|上升|提高|提升|减少|下降|降低|回落|下滑|减|多|少))?)了?$"
)
"""What may stand between two numbers dealt out together; `own` is a direction of the second's own."""
_AND = re.compile(r"、|和(?!其[他它])|以及|及(?!其[他它])|与(?!其[他它])")
_HEAD = re.compile(r"^.*(?:[，,：:）)]|其中|全年|本年度?|当年|\d\s*年度?|我[局厅委办市县区镇乡]|本机关)")
_SHARED_END = re.compile(
    r"(?:(?:的|类)?(?:政府信息公开|信息公开|依申请公开)?申请|(?:行政|部门)*规范性文件|(?:处理)?决定|案件|规章)?(?:的?(?:数量|件数|总数|数|量))?的?$"
)
_CLOSES = re.compile(r"(?:同比|[比较与同](?:20\d\d\s*年度?|上一?年度?|去年)(?:度|同期)?(?:相比)?)$")


def dealt(found: Sequence[Setting]) -> list[Setting]:
    """The settings, those after a 分别 with the clause each would have alone and the numbers it is said of."""
    out = list(found)
    at = 0
    while at < len(out):
        size = _group(found, at)
        if size > 1:
            out[at : at + size] = _alone(found[at : at + size], out[:at])
        at += max(size, 1)
    return out


def _group(found: Sequence[Setting], at: int) -> int:
    """How many numbers from here on are dealt out together; 0 where none is."""
    first = found[at]
    lead = first.lead.rfind(_RESPECTIVELY)
    if lead < 0 or re.search("[，,]", first.lead[lead:]):
        return 0
    size = 1
    while at + size < len(found) and found[at + size].sentence == first.sentence:
        if not _BETWEEN.match(found[at + size].before):
            break
        size += 1
    return size


def _alone(group: Sequence[Setting], before: Sequence[Setting]) -> Iterator[Setting]:
    """Each number of a group in a clause of its own."""
    first, unit = group[0], group[-1].number.unit  # 2个、3个百分点, 34、32件: the last one's unit is everybody's
    names = _names(first, len(group))
    columns = [] if names else _columns(before, first, len(group))
    for index, setting in enumerate(group):
        own = "" if index == 0 else re.sub(_BETWEEN, r"\g<own>", setting.before).strip()
        said = _said(first.before, own)
        lead = _said(first.lead, own)
        if names:
            said = lead = names[index] + said[said.rfind(_RESPECTIVELY) + len(_RESPECTIVELY) :]
        partners = tuple(column[index] for column in columns) if columns or names else None
        number = replace(setting.number, unit=unit) if setting.number.unit in {"", "个"} else setting.number
        yield replace(setting, number=number, before=said, lead=lead, partners=partners)


def _said(stem: str, own: str) -> str:
    """The words before the first number of a group, with another's own direction instead of the first's."""
    return CHANGE_WORD.sub("", stem) + own if own else stem


def _names(first: Setting, count: int) -> list[str]:
    """收到、办结申请分别为: the names the numbers are dealt out to, each with what they share at the end."""
    clause = first.before[: first.before.rfind(_RESPECTIVELY)] if _RESPECTIVELY in first.before else ""
    clause = _CLOSES.sub("", clause)
    names = [name.strip() for name in _AND.split(_HEAD.sub("", clause))]
    if len(names) != count or not all(names):
        return []
    shared = _SHARED_END.search(names[-1])
    end = shared[0] if shared else ""
    return [name if name.endswith(end) else _SHARED_END.sub("", name) + end for name in names]


def _columns(before: Sequence[Setting], first: Setting, count: int) -> list[list[int]]:
    """The numbers told before, by group: the amounts, and last year's where both are dealt out."""
    told = [one for one in before if one.sentence == first.sentence and not is_ratio(one) and not _bracketed(one)]
    out = []
    for ours in (
        [one for one in told if not one.of_last_year],
        [one for one in told if one.of_last_year],
    ):
        if len(ours) >= count:
            out.append([one.number.start for one in ours[-count:]])
    return out


def _bracketed(setting: Setting) -> bool:
    return setting.lead.count("（") > setting.lead.count("）")
