"""Changes: 同比, 比上年增减 and 个百分点, recomputed from this year's value and last year's."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from assistant.facts import Fact, Facts, percent
from assistant.figures import plain
from assistant.sources.naming import subjects
from assistant.sources.naming.candidates import absolute
from assistant.sources.ratios.ratios import Before, Verdict, of_sentence, rounded, said_before
from assistant.sources.setting.comparisons import CHANGE_WORD
from assistant.sources.setting.setting import TIMES, Setting


def compared(setting: Setting, before: Before, facts: Facts, *, on_request: bool) -> Verdict | None:
    """同比 and 比上年增减 against the two years' values; None where it cannot be told of what."""
    pairs = list(_pairs(setting, before, facts, on_request=on_request))
    if not pairs or re.search(r"环比|季度|半年|上月|粉丝", setting.before):
        return None
    for new, old, label, names in pairs:
        if _states(setting, new, old):
            return "derived", names, f"{label}：本年 {_shown(new, setting)}，上年 {_shown(old, setting)}"
    new, old, label, names = pairs[0]
    told = f"{label}本年 {_shown(new, setting)}，上年 {_shown(old, setting)}"
    return "contradicted", names, f"{told}，{_right(setting, new, old)}"


def _shown(value: Decimal, setting: Setting) -> str:
    """The value as the number beside it is written: in 万 where that one is."""
    return f"{plain(value.scaleb(-4))} 万" if "万" in setting.number.text else plain(value)


def _pairs(
    setting: Setting, before: Before, facts: Facts, *, on_request: bool
) -> Iterator[tuple[Decimal, Decimal, str, tuple[str, ...]]]:
    """(this year's, last year's, name, facts) the change may be of, the most likely first."""
    same = of_sentence(setting, before)
    said = [item[0].number for item in same if item[0].of_last_year]
    for one, names in reversed(same):
        if one.of_last_year:
            if len(same) == 1:
                yield from _known(facts, [name.removeprefix("last.") for name in (*names, *_equal(facts, one))])
            continue
        for old in reversed(said):
            if old.unit == one.number.unit and not old.approx and not one.number.approx:
                yield one.number.value, old.value, "", ()
        yield from _known(facts, names)
        if names:
            break
    if not same:
        yield from _topic(setting, facts, on_request=on_request)


def moved(setting: Setting, before: Before, facts: Facts) -> Verdict | None:
    """个百分点: the difference of a percentage from last year's, said just before it or named without a number."""
    if not setting.change:
        return None
    said = [(one, names) for one, names in said_before(setting, before) if one.number.percent]
    pairs: list[tuple[Decimal, Decimal, str, tuple[str, ...]]] = []
    for one, names in reversed(said):
        pairs += _known(facts, [name.removeprefix("last.") for name in names])
        pairs += _shares_known(facts, names)
        pairs += [
            (one.number.value, other.number.value, "", ())
            for other, _ in said
            if other.of_last_year and not one.of_last_year
        ]
    if not said:
        pairs += _known(facts, [name for name, fact in facts.items() if fact.unit == "%" and _is_said(fact, setting)])
    for new, old, label, names in pairs:
        if _states(setting, new, old):
            return "derived", names, f"{label}本年 {plain(new)}%，上年 {plain(old)}%"
    if not pairs:
        return None
    new, old, label, names = pairs[0]
    return "contradicted", names, f"{label}本年 {plain(new)}%，上年 {plain(old)}%，{_right(setting, new, old)} 个百分点"


def _shares_known(facts: Facts, names: Iterable[str]) -> Iterator[tuple[Decimal, Decimal, str, tuple[str, ...]]]:
    """A share of both years: 予以公开的占答复的75%，比上年上升9个百分点."""
    for name in names:
        share = facts.get(name) if name.startswith("share.") else None
        if share is None:
            continue
        part = name.removeprefix("share.")
        last_part = facts.value(f"last.sum.{part}") if f"sum.{part}" in facts else facts.value(f"last.{part}")
        last_whole = facts.value(f"last.{share.cells[-1]}")
        if last_part is not None and last_whole:
            yield share.value, percent(last_part, last_whole), share.label, (name,)


def _is_said(fact: Fact, setting: Setting) -> bool:
    """Whether the sentence up to the number says the indicator's name."""
    own = fact.id.startswith("indicator.") and fact.label[-2:] in setting.lead
    return own and all(char in setting.lead for char in fact.label)


def _equal(facts: Facts, last: Setting) -> list[str]:
    """Last year's facts of the value a number of last year states."""
    return [name for name, fact in facts.items() if name.startswith("last.") and fact.value == last.number.value]


def _known(facts: Facts, names: Iterable[str]) -> Iterator[tuple[Decimal, Decimal, str, tuple[str, ...]]]:
    """The facts that are known of both years."""
    for name in names:
        last = facts.get(f"last.{name}")
        if last is not None and name in facts:
            now = facts[name]
            yield absolute(now, now.value), absolute(last, last.value), now.label, (name, f"last.{name}")


def _topic(
    setting: Setting, facts: Facts, *, on_request: bool
) -> Iterator[tuple[Decimal, Decimal, str, tuple[str, ...]]]:
    """申请量同比增长…: the subject stands before the comparison, without a number of its own."""
    topic = re.split(r"同比|较|比|与", CHANGE_WORD.sub("", setting.lead), maxsplit=1)[0]
    subject = subjects.named(topic + subjects.HERE, setting.sentence, "件", on_request=on_request)
    yield from _known(facts, subject.facts if subject else ())


def _states(setting: Setting, new: Decimal, old: Decimal) -> bool:
    """Whether the number and its direction are what the two values give."""
    number = setting.number
    difference = new - old
    if setting.change and difference * setting.change < 0:
        return False
    if number.percent:
        return old != 0 and number.fits(abs(difference) / old * 100)
    if number.unit == TIMES:
        return old != 0 and number.fits(abs(difference) / old if setting.change else new / old)
    return number.fits(abs(difference))


def _right(setting: Setting, new: Decimal, old: Decimal) -> str:
    difference = new - old
    way = "增加" if difference > 0 else "减少"
    if difference == 0:
        return f"与上年持平，不是“{setting.number.text.strip()}”"
    if not (setting.number.percent or setting.number.unit == TIMES):
        return f"应为{way} {_shown(abs(difference), setting)}"
    if old == 0:
        return "上年为 0，不能计算比例"
    if setting.number.unit == TIMES:
        ratio = abs(difference) / old if setting.change else new / old
        return f"应为 {rounded(ratio, setting)} 倍"
    return f"应为{'增长' if difference > 0 else '下降'} {rounded(abs(difference) / old * 100, setting)}%"
