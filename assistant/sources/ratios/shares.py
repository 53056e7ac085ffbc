"""Shares and rates: 占比 and 办结率, recomputed from the numbers they are said of."""

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.facts import Facts
from assistant.figures import plain
from assistant.prose import numbers
from assistant.sources.naming import subjects
from assistant.sources.ratios.ratios import Before, Verdict, of_sentence, rounded, said_before
from assistant.sources.setting.setting import Setting, is_ratio, settings

_WHOLES = ("T3.received.total", "sum.to_handle", "T3.total_handled.total")
_RATE = re.compile(r"(?P<what>办结|答复|办理|按时办结|按期办结|按时答复|按期答复|及时答复|依法答复)率[^，,。；]{0,6}$")
_TOTAL = re.compile(r"总|共|合计|累计")
_PAIR = 2
_SUMMED = re.compile(r"合计|总计|共计|共(?=占)|两项|三项|二者|两者|两类|三类")


def share(setting: Setting, text: str, before: Before, facts: Facts, *, on_request: bool) -> Verdict | None:
    """占比 against the part and the whole it may be of; None where these cannot be told."""
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
    same = of_sentence(setting, before)
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
            return "derived", names, f"{plain(value)} ÷ {label or '所说总数'} {plain(whole)}"
    certain = next(((whole, label) for whole, label in wholes if label), None)
    if certain is None:
        return None
    whole, label = certain
    return (
        "contradicted",
        names,
        f"{plain(value)} 占{label} {plain(whole)} 应为 {rounded(value / whole * 100, setting)}%",
    )


def _part(
    setting: Setting, before: Before, facts: Facts, *, on_request: bool
) -> tuple[Decimal, str, tuple[str, ...]] | None:
    """The number just before 占, or the fact the clause names."""
    same = said_before(setting, before)
    words = re.split(r"占", setting.before)[0]
    said = re.split(r"[，,]", words)[-1] if re.search(r"[，,]", words) else ""
    subject = subjects.named(said + subjects.HERE, setting.sentence, "件", on_request=on_request) if said else None
    if subject is None and same and not is_ratio(same[-1][0]) and not re.search(r"[，,].*[，,]", setting.before):
        one, names = same[-1]
        return (one.number.value, one.number.unit, names) if not one.number.approx else None
    # 收到申请95件，其中予以公开的占40%: the clause of 占 names its own part
    subject = subject or subjects.named(words + subjects.HERE, setting.sentence, "件", on_request=on_request)
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
    paragraph = text.rfind("\n", 0, setting.number.start)
    known = [one for one, _ in before if not is_ratio(one) and one.number.unit == unit and one.number.start > paragraph]
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


def rate(setting: Setting, facts: Facts, *, on_request: bool) -> Verdict | None:
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
        f"办结 {plain(handled)} ÷ 新收与上年结转 {plain(whole)}，应为 {rounded(handled / whole * 100, setting)}%",
    )
