"""Grounding: every number in the text bound to the fact it states, or told that there is none.

A number is bound by value and by what the sentence says of it. Where the sentence clearly names a fact
(收到…申请12件) the value must be that fact's; where it names none, a fact of the same value and unit is
enough if the sentence speaks of the same field; otherwise the number has no source.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from functools import cached_property

from assistant.checks import calculations, subjects
from assistant.checks.clauses import Setting, settings, widen
from assistant.checks.distribution import dealt
from assistant.checks.matching import absolute, alike, is_named, is_part, shares_word, tells_last_year, unit_of
from assistant.checks.numbers import Number, numbers
from assistant.checks.ratios import is_ratio
from assistant.checks.verdicts import Bound, with_totals
from assistant.facts import Fact, Facts
from assistant.figures import plain

__all__ = ["Bound", "bind"]

_APPLICATIONS = re.compile(r"申请|答复|办结|结转|予以公开|不予|复议|诉讼|自然人|无法提供")
_TABLE_TWO = re.compile(r"规章|规范性文件|许可|处罚|强制|收费")
_CASES = frozenset({"件", "宗", "起", "份", "例", ""})
_DECISIONS = _CASES | {"部", "个", "项"}
_PART = re.compile(r"其中|原创|转发|日均|平均|单篇|单条|最高|最多|首批|新增|每|同比|比例")
_TOGETHER = re.compile(
    r"(?:公开|提供|处理)(?:的|类)?(?:、|和|及|与|以及)[^，,。；]{0,16}(?:公开|提供|处理)[^，,。；]{0,4}(?:合计|总计|共计|共)"
)
"""Several results told in one number: it is none of them alone."""
_SMALL = 10
_BASE = re.compile(r"(?:比|较|与|和|同)(?:20\d\d\s*年度?|上一?年度?|去年)(?:度|同期)?的?\s*$")


def bind(
    text: str,
    section: str,
    facts: Facts,
    *,
    year: int | None,
    confirmed: Collection[tuple[str, str]] = (),
) -> list[Bound]:
    """The verdict on every number of a section's text; what is only planned is not judged."""
    text = widen(text)
    judge = _Judge(section, facts, confirmed)
    for setting in dealt(settings(text, numbers(text), year)):
        if not (setting.planned or (section == "improvements" and setting.change == 0)):
            judge.add(setting, text)
    return with_totals(judge.done)


class _Judge:
    """Binds the numbers of one text in order, remembering those before for 同比, 占 and 合计."""

    def __init__(self, section: str, facts: Facts, confirmed: Collection[tuple[str, str]]) -> None:
        self.section = section
        self.facts = facts
        self.on_request = section == "overview.on_request"
        self.confirmed = {re.sub(r"\s", "", text) for where, text in confirmed if where in {section, ""}}
        self.done: list[tuple[Setting, Bound]] = []

    @cached_property
    def indicators(self) -> list[Fact]:
        """The organ's own figures."""
        return [fact for name, fact in self.facts.items() if name.startswith("indicator.")]

    @cached_property
    def typed(self) -> list[Fact]:
        """What the clerk typed besides the tables."""
        return [*self.indicators, *(fact for name, fact in self.facts.items() if name.startswith("note."))]

    @cached_property
    def ordered(self) -> list[Fact]:
        """All facts, those that sentences usually state first."""
        return sorted(self.facts.values(), key=is_part)

    def add(self, setting: Setting, text: str) -> None:
        self.done.append((setting, self._verdict(setting, text)))

    def _verdict(self, setting: Setting, text: str) -> Bound:
        number = setting.number
        if self._is_confirmed(number):
            return Bound(number, "confirmed", (), "已由人工确认")
        if is_ratio(setting):
            before = [(one, bound.facts) for one, bound in self.done]
            verdict = calculations.judge(setting, text, before, self.facts, on_request=self.on_request)
            if verdict is not None:
                status, names, explain = verdict
                return Bound(number, status, names, explain, "G-04" if status == "contradicted" else "")
            return self._by_value(setting, note_only=True)
        if number.value == 0 and "处理费" in setting.lead:
            return Bound(number, "bound", (), "没有收取信息处理费")
        return self._base(setting) or self._named(setting) or self._by_value(setting)

    def _is_confirmed(self, number: Number) -> bool:
        shown = re.sub(r"\s", "", number.text)
        bare = re.sub(r"[^\d.,]", "", shown)
        return shown in self.confirmed or bool(bare and bare in self.confirmed)

    # ---- facts the sentence names ------------------------------------------------------------------

    def _named(self, setting: Setting) -> Bound | None:
        if setting.change or setting.number.percent:
            return None
        subject = self._subject(setting)
        if subject is not None and subject.id != "opened" and _TOGETHER.search(setting.clause):
            return None
        if subject is not None and not (subject.id == "received" and self._is_further_count(setting)):
            verdict = self._against(setting, subject.say, dict(self._values(subject.facts, setting)))
            if verdict is not None:
                return verdict
        return self._indicator(setting)

    def _subject(self, setting: Setting) -> subjects.Subject | None:
        elided = setting.before + subjects.HERE + setting.after
        lead = setting.opening + setting.lead
        return subjects.named(elided, setting.sentence, setting.number.unit, on_request=self.on_request, lead=lead)

    def _base(self, setting: Setting) -> Bound | None:
        """收到申请107件，比2023年的105件增加2件: 105 is last year's value of what was told just before."""
        if setting.number.percent or not setting.of_last_year or not _BASE.search(setting.before):
            return None
        told = [
            self._told(one, bound)
            for one, bound in self.done
            if one.sentence == setting.sentence
            and not is_ratio(one)
            and not one.of_last_year
            and (setting.partners is None or one.number.start in setting.partners)
        ]
        told = told or [self._topic(setting)]
        if not told[-1][1]:
            return None
        names = [name for _, facts in reversed(told) for name in facts]
        return self._against(setting, f"上年{told[-1][0]}", dict(self._values(names, setting)))

    def _told(self, one: Setting, bound: Bound) -> tuple[str, tuple[str, ...]]:
        """What a number before was said of, by name: how that is called, and its facts."""
        subject = self._subject(one)
        if subject is not None and not (subject.id == "received" and self._is_further_count(one)):
            return subject.say, subject.facts
        own = tuple(name for name in bound.facts if name.startswith("indicator.") and is_named(self.facts[name], one))
        return (self.facts[own[0]].label, own) if own else ("", ())

    def _topic(self, setting: Setting) -> tuple[str, tuple[str, ...]]:
        """申请量比2023年的105件有所增加: the subject stands before the comparison, without a number of its own."""
        topic = _BASE.sub("", setting.lead)
        if self.on_request and re.fullmatch(r"(?:[^，,]*[，,])?申请(?:数?量|数|件数|总[量数])?", topic):
            topic = f"信息公开{topic}"
        unit = setting.number.unit
        subject = subjects.named(topic + subjects.HERE, setting.sentence, unit, on_request=self.on_request)
        return (subject.say, subject.facts) if subject else ("", ())

    def _is_further_count(self, setting: Setting) -> bool:
        """A second 申请N件 of a sentence counts a part of the first, by channel or matter."""
        return any(
            before.sentence == setting.sentence and before.lead in setting.lead and "T3.received.total" in bound.facts
            for before, bound in self.done
        ) and not re.search(r"收到|新收|受理", setting.before)

    def _values(self, names: Collection[str], setting: Setting) -> Iterator[tuple[str, Decimal]]:
        """Values of the named facts, last year's where the sentence speaks of last year."""
        prefix = "last." if setting.of_last_year else ""
        for name in names:
            parts = [self.facts.value(prefix + part) for part in name.split(" - ")]
            known = [part for part in parts if part is not None]
            if len(known) == len(parts):
                yield prefix + name.split(" - ")[0], known[0] - sum(known[1:], Decimal(0))

    def _against(self, setting: Setting, say: str, values: Mapping[str, Decimal]) -> Bound | None:
        if not values:
            return None
        number = setting.number
        if fitting := [name for name, value in values.items() if number.fits(absolute(self.facts[name], value))]:
            return Bound(number, "bound", tuple(fitting), f"{say}：{self.facts[fitting[0]].label}")
        name, value = next(iter(values.items()))
        fact = self.facts[name]
        explain = f"“{say}”写的是 {number.text.strip()}，{fact.label}是 {plain(value)}{unit_of(fact)}"
        last = self.facts.get(f"last.{name}")
        if last is not None and number.fits(absolute(last, last.value)):
            explain += f"（{plain(last.value)} 是上年的数，可能没有更新）"
        return Bound(number, "contradicted", tuple(values), explain, "G-02")

    def _indicator(self, setting: Setting) -> Bound | None:
        unit = setting.number.unit
        named = [fact for fact in self.indicators if alike(unit, fact.unit) and is_named(fact, setting)]
        if not named or setting.of_last_year:
            return None
        for fact in named:
            if setting.number.fits(absolute(fact, fact.value)):
                return Bound(setting.number, "bound", (fact.id,), f"补充指标“{fact.label}”")
        same = [fact for fact in named if fact.unit == unit]
        if len(same) != 1 or _PART.search(setting.before) or self._elsewhere(setting):
            return None
        return self._against(setting, same[0].label, {same[0].id: same[0].value})

    def _elsewhere(self, setting: Setting) -> bool:
        """Whether another indicator or note has this very value and unit: then the name was misread."""
        return any(
            alike(setting.number.unit, fact.unit) and setting.number.fits(absolute(fact, fact.value))
            for fact in self.typed
        )

    # ---- facts of the same value -------------------------------------------------------------------

    def _by_value(self, setting: Setting, *, note_only: bool = False) -> Bound:
        number = setting.number
        for fact in self.ordered:
            if note_only and not fact.id.startswith(("note.", "indicator.", "last.indicator.")):
                continue
            if number.fits(absolute(fact, fact.value)) and self._may_state(fact, setting):
                derived = bool(fact.formula)
                return Bound(number, "derived" if derived else "bound", (fact.id,), fact.formula or fact.label)
        if (setting.change or setting.of_last_year) and not any(name.startswith("last.T") for name in self.facts):
            return Bound(number, "unbound", (), "这是与上年比较的数，而没有上年的年报可以对照")
        return Bound(number, "unbound", (), "没有数值和单位都相同的单元格、指标或者工作事实")

    def _may_state(self, fact: Fact, setting: Setting) -> bool:
        """Whether unit and words of the sentence allow this fact; the value is compared elsewhere."""
        unit, kind = setting.number.unit, fact.id.partition(".")[0]
        if kind == "note":
            return alike(unit, fact.unit)
        if kind in {"year", "last_year", "next_year", "share", "rate"} or (kind == "last") > setting.of_last_year:
            return False
        core = fact.id.removeprefix("last.").removeprefix("change.")
        if kind == "change" and not setting.change:
            return False
        if core.startswith("indicator."):
            stale = kind == "indicator" and f"last.{fact.id}" in self.facts and tells_last_year(fact, setting)
            close = fact.aspect == self.section or shares_word(fact.label, setting.sentence)
            return not stale and alike(unit, fact.unit) and (setting.number.value >= _SMALL or close)
        if core.startswith("T2"):
            same = unit == "元" if fact.unit == "万元" else unit in _DECISIONS
            return same and bool(_TABLE_TWO.search(setting.opening + setting.sentence))
        about = self.on_request or bool(_APPLICATIONS.search(setting.sentence))
        return unit in _CASES and about and not subjects.elsewhere().search(setting.clause)
