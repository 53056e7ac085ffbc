"""Ratios: 同比, 比上年增减, 占比 and 办结率 recomputed from the numbers they are said of."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.checks import subjects
from assistant.checks.clauses import Setting, settings
from assistant.checks.numbers import numbers
from assistant.facts import Fact, Facts
from assistant.figures import plain

Verdict = tuple[str, tuple[str, ...], str]
"""Status (derived or contradicted), the facts it was computed from, and the explanation."""

Before = Sequence[tuple[Setting, tuple[str, ...]]]
"""The numbers before this one in the text, each with the facts it was bound to."""

_WHOLES = ("T3.received.total", "sum.to_handle", "T3.total_handled.total")
_RATE = re.compile(r"(?P<what>办结|答复|办理|按时办结|按期办结|按时答复|按期答复|及时答复|依法答复)率[^，,。；]{0,6}$")
_TOTAL = re.compile(r"总|共|合计|累计")
_TIMES, _POINTS = "倍", "百分点"
_PAIR = 2
_SUMMED = re.compile(r"合计|总计|共计|共(?=占)|两项|三项|二者|两者|两类|三类")


def is_ratio(setting: Setting) -> bool:
    """Whether the number is computed from others: a percentage, a multiple, or a change since last year."""
    number = setting.number
    return number.percent or number.unit in {_TIMES, _POINTS} or setting.change != 0


def judge(setting: Setting, text: str, before: Before, facts: Facts, on_request: bool) -> Verdict | None:  # noqa: FBT001 - as the judge knows it
    """The verdict on a ratio; None where its operands cannot be told with certainty."""
    if setting.number.unit == _POINTS:
        return _moved(setting, before, facts)
    if setting.change or setting.number.unit == _TIMES:
        return _compared(setting, before, facts, on_request=on_request)
    if setting.share:
        return _share(setting, text, before, facts, on_request=on_request)
    return _rate(setting, facts, on_request=on_request)


# ---- against last year -----------------------------------------------------------------------------


def _compared(setting: Setting, before: Before, facts: Facts, *, on_request: bool) -> Verdict | None:
    pairs = list(_pairs(setting, before, facts, on_request=on_request))
    if not pairs or re.search(r"环比|季度|半年|上月|粉丝", setting.before):
        return None
    for new, old, label, names in pairs:
        if _states(setting, new, old):
            return "derived", names, f"{label}：本年 {plain(new)}，上年 {plain(old)}"
    new, old, label, names = pairs[0]
    return "contradicted", names, f"{label}本年 {plain(new)}，上年 {plain(old)}，{_right(setting, new, old)}"


def _pairs(
    setting: Setting, before: Before, facts: Facts, *, on_request: bool
) -> Iterator[tuple[Decimal, Decimal, str, tuple[str, ...]]]:
    """(this year's, last year's, name, facts) the change may be of, the most likely first."""
    same = [item for item in before if item[0].sentence == setting.sentence and not is_ratio(item[0])]
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


def _moved(setting: Setting, before: Before, facts: Facts) -> Verdict | None:
    """个百分点: the difference of a percentage from last year's, said just before it or named without a number."""
    if not setting.change:
        return None
    said = [(one, names) for one, names in before if one.sentence == setting.sentence and one.number.percent]
    pairs: list[tuple[Decimal, Decimal, str, tuple[str, ...]]] = []
    for one, names in reversed(said):
        pairs += _known(facts, [name.removeprefix("last.") for name in names])
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
            yield facts[name].value, last.value, facts[name].label, (name, f"last.{name}")


def _topic(
    setting: Setting, facts: Facts, *, on_request: bool
) -> Iterator[tuple[Decimal, Decimal, str, tuple[str, ...]]]:
    """申请量同比增长…: the subject stands before the comparison, without a number of its own."""
    topic = re.split(r"同比|较|比|与", setting.lead, maxsplit=1)[0]
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
    if number.unit == _TIMES:
        return old != 0 and number.fits(abs(difference) / old if setting.change else new / old)
    return number.fits(abs(difference))


def _right(setting: Setting, new: Decimal, old: Decimal) -> str:
    difference = new - old
    way = "增加" if difference > 0 else "减少"
    if difference == 0:
        return f"与上年持平，不是“{setting.number.text.strip()}”"
    if not (setting.number.percent or setting.number.unit == _TIMES):
        return f"应为{way} {plain(abs(difference))}"
    if old == 0:
        return "上年为 0，不能计算比例"
    if setting.number.unit == _TIMES:
        ratio = abs(difference) / old if setting.change else new / old
        return f"应为 {_rounded(ratio, setting)} 倍"
    return f"应为{'增长' if difference > 0 else '下降'} {_rounded(abs(difference) / old * 100, setting)}%"


def _rounded(value: Decimal, setting: Setting) -> str:
    return format(value.quantize(min(setting.number.step, Decimal(1)), ROUND_HALF_UP), "f")


# ---- shares and rates ------------------------------------------------------------------------------


def _share(setting: Setting, text: str, before: Before, facts: Facts, *, on_request: bool) -> Verdict | None:
    verdict: Verdict | None = None
    for part in list(_sums(setting, before)) or filter(None, [_part(setting, before, facts, on_request=on_request)]):
        found = _share_of(setting, text, before, facts, part)
        if found is not None and found[0] == "derived":
            return found
        verdict = verdict or found
    return verdict


def _sums(setting: Setting, before: Before) -> Iterator[tuple[Decimal, str, tuple[str, ...]]]:
    """予以公开7件、部分公开2件，合计占…: sums of the numbers just before, what 、 strings together first."""
    if not _SUMMED.search(setting.before):
        return
    same = [item for item in before if item[0].sentence == setting.sentence and not is_ratio(item[0])]
    same = [item for item in same if item[0].number.unit == same[-1][0].number.unit]
    if len(same) < _PAIR or any(item[0].number.approx for item in same):
        return
    strung = 1
    while strung < len(same) and not re.search("[，,]", same[-strung][0].before):
        strung += 1
    for count in dict.fromkeys([max(strung, _PAIR), *range(_PAIR, len(same) + 1)]):
        taken = same[-count:]
        names = tuple(name for _, bound in taken for name in bound)
        yield sum((one.number.value for one, _ in taken), Decimal(0)), taken[0][0].number.unit, names


def _share_of(
    setting: Setting, text: str, before: Before, facts: Facts, part: tuple[Decimal, str, tuple[str, ...]]
) -> Verdict | None:
    value, _, names = part
    wholes = list(_wholes(setting, text, before, facts, part))
    for whole, label in wholes:
        if setting.number.fits(value / whole * 100):
            return "derived", names, f"{plain(value)} ÷ {label} {plain(whole)}"
    certain = next(((whole, label) for whole, label in wholes if label), None)
    if certain is None:
        return None
    whole, label = certain
    return (
        "contradicted",
        names,
        f"{plain(value)} 占{label} {plain(whole)} 应为 {_rounded(value / whole * 100, setting)}%",
    )


def _part(
    setting: Setting, before: Before, facts: Facts, *, on_request: bool
) -> tuple[Decimal, str, tuple[str, ...]] | None:
    """The number just before 占, or the fact the clause names."""
    same = [item for item in before if item[0].sentence == setting.sentence]
    if same and not is_ratio(same[-1][0]) and not re.search(r"[，,].*[，,]", setting.before):
        one, names = same[-1]
        return (one.number.value, one.number.unit, names) if not one.number.approx else None
    words = re.split(r"占", setting.before)[0]
    subject = subjects.named(words + subjects.HERE, setting.sentence, "件", on_request=on_request)
    for name in subject.facts if subject else ():
        if name in facts:
            return facts[name].value, "件", (name,)
    return None


def _wholes(
    setting: Setting, text: str, before: Before, facts: Facts, part: tuple[Decimal, str, tuple[str, ...]]
) -> Iterator[tuple[Decimal, str]]:
    """What the share may be of; a label only where the text or the table makes it certain."""
    value, unit, names = part
    of_applicant = any(name.startswith(("T3.received.", "sum.org")) for name in names)
    of_result = not of_applicant and any(name.startswith(("sum.", "T3.")) for name in names)
    paragraph = text[text.rfind("\n", 0, setting.number.start) + 1 : setting.number.start]
    known = [one for one, _ in before if not is_ratio(one) and one.number.unit == unit and one.lead in paragraph]
    for one in reversed(known):
        if one.number.value >= value and one.number.value > 0:
            yield one.number.value, "总数" if _TOTAL.search(one.before[-8:]) and one.number.value > value else ""
    listed = [one.number.value for one in _listed(setting, unit)]
    if len(listed) > 1 and sum(listed) >= value > 0:
        yield sum(listed, Decimal(0)), ""
    if unit == "件" and (re.search(r"申请|公开|答复|办结", setting.sentence)):
        of_table = re.search(r"占(?:申请|全部申请|总申请|新收|收到|办结|答复|受理|办理)", setting.before)
        for name in _WHOLES:
            if name in facts and facts[name].value >= value and facts[name].value > 0:
                certain = of_table or (of_result and name == _WHOLES[-1]) or (of_applicant and name == _WHOLES[0])
                yield facts[name].value, facts[name].label if certain else ""


def _listed(setting: Setting, unit: str) -> list[Setting]:
    """The numbers of that unit in the same sentence."""
    return [
        one for one in settings(setting.sentence, numbers(setting.sentence), setting.year) if one.number.unit == unit
    ]


def _rate(setting: Setting, facts: Facts, *, on_request: bool) -> Verdict | None:
    """办结率 from 办结 and 新收加结转; 答复率 of 100 % is accepted while anything was handled."""
    match = _RATE.search(setting.before)
    if not match or not (on_request or re.search(r"信息公开|公开申请|依申请", setting.sentence)):
        return None
    handled, whole = facts.value("T3.total_handled.total"), facts.value("sum.to_handle")
    if not handled or not whole:
        return None
    names = ("T3.total_handled.total", "sum.to_handle")
    if setting.number.fits(handled / whole * 100):
        return "derived", names, f"办结 {plain(handled)} ÷ 新收与上年结转 {plain(whole)}"
    if match["what"] != "办结":
        return ("derived", names, "按期办理的比例") if setting.number.value == 100 else None  # noqa: PLR2004 - per cent
    return (
        "contradicted",
        names,
        f"办结 {plain(handled)} ÷ 新收与上年结转 {plain(whole)}，应为 {_rounded(handled / whole * 100, setting)}%",
    )
