"""Naming: the fact that the words around a number name, and the verdict where they name one."""

import re
from collections.abc import Collection, Sequence
from functools import cached_property

from assistant.facts import Fact, Facts
from assistant.figures import plain
from assistant.prose.vocabulary import alike
from assistant.sources.naming import subjects
from assistant.sources.naming.candidates import Candidate, absolute, known, of_fact
from assistant.sources.naming.matching import is_named
from assistant.sources.naming.scope import narrower
from assistant.sources.naming.verdicts import Bound, Judged
from assistant.sources.setting.setting import Setting, is_ratio

_PART = re.compile(r"其中|原创|转发|日均|平均|单篇|单条|最高|最多|首批|新增|每|同比|比例")
_TOGETHER = re.compile(
    r"(?:公开|提供|处理)(?:的|类)?(?:、|和|及|与|以及)[^，,。；]{0,16}(?:公开|提供|处理)[^，,。；]{0,4}(?:合计|总计|共计|共)"
)
"""Several results told in one number: it is none of them alone."""
_BASE = re.compile(r"(?:比|较|与|和|同)(?:20\d\d\s*年度?|上一?年度?|去年)(?:度|同期)?的?\s*$")
_LAST_ALONE = re.compile(
    r"^[，,；]?\s*(?:而|但)?(?:20\d\d\s*年度?|上一?年度?|去年)(?:度|同期)?(?:仅|只|则|的)*(?:有|为|是)?\s*$"
)
"""收到申请36件，而2023年仅有33件: last year's value of what was told just before."""
_APPLICATIONS = ("T3.", "sum.refused", "sum.unavailable", "sum.unprocessed", "sum.other", "sum.opened", "sum.to_handle")
_SCOPES = ("T3.received.total", "sum.to_handle", "T3.total_handled.total")
"""What the parts of a total may be of: 新收, 收办, 办结; in the order in which scoped subjects list their facts."""


class Naming:
    """Asks what the words around a number name; `done` are the numbers judged before it, growing as they are."""

    def __init__(self, facts: Facts, done: Judged, *, on_request: bool) -> None:
        """Ask about the numbers of one text."""
        self.facts = facts
        self.done = done
        self.on_request = on_request

    @cached_property
    def indicators(self) -> list[Fact]:
        """The organ's own figures."""
        return [fact for name, fact in self.facts.items() if name.startswith("indicator.")]

    @cached_property
    def typed(self) -> list[Fact]:
        """What the clerk typed besides the tables."""
        return [*self.indicators, *(fact for name, fact in self.facts.items() if name.startswith("note."))]

    def named(self, setting: Setting) -> Bound | None:
        """The verdict by the fact the sentence names, None if it names none."""
        if setting.change or setting.number.percent:
            return None
        subject = self.subject(setting)
        if subject is not None and subject.id != "opened" and _TOGETHER.search(setting.clause):
            return None
        if subject is not None and not (subject.id == "received" and self._is_further_count(setting)):
            candidates = list(known(subject.facts, self.facts, last=setting.of_last_year))
            verdict = self._against(setting, subject.say, self._scoped(setting, subject, candidates))
            if verdict is not None:
                return verdict
        return self._indicator(setting)

    def subject(self, setting: Setting) -> subjects.Subject | None:
        """The subject of the tables that the words around the number name."""
        elided = setting.before + subjects.HERE + setting.after
        lead = setting.opening + setting.lead
        found = subjects.named(elided, setting.sentence, setting.number.unit, on_request=self.on_request, lead=lead)
        of_applications = found is not None and found.facts[0].startswith(_APPLICATIONS)
        return None if of_applications and _of_disputes(lead) else found

    def base(self, setting: Setting) -> Bound | None:
        """收到申请107件，比2023年的105件增加2件: 105 is last year's value of what was told just before."""
        base = _BASE.search(setting.before) or _LAST_ALONE.search(setting.before)
        if setting.number.percent or not setting.of_last_year or not base:
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
        return self._against(setting, f"上年{told[-1][0]}", list(known(names, self.facts, last=True)))

    def _scoped(self, setting: Setting, subject: subjects.Subject, candidates: list[Candidate]) -> list[Candidate]:
        """The candidates with that of the whole first, where the number is a part of one told before it."""
        if not subject.scoped or len(candidates) != len(_SCOPES):
            return candidates
        if row := self._row_divided(setting):
            column = subject.facts[0].rpartition(".")[2]
            own = f"T3.{row}.{column}"
            if own not in self.facts:  # 法人或其他组织: no column of its own
                own = f"T3.{row}.total - T3.{row}.natural_person"
            return list(known([own], self.facts, last=setting.of_last_year))
        wholes = [
            _SCOPES.index(bound.facts[0])
            for one, bound in self.done
            if bound.facts and bound.facts[0] in _SCOPES and one.number.start < setting.number.start
        ]
        if not wholes:
            return candidates
        at = wholes[-1]
        return [candidates[at], *candidates[:at], *candidates[at + 1 :]]

    def _row_divided(self, setting: Setting) -> str:
        """The row whose number the applicants divide, 结转下年度2件（自然人1件、企业1件）; empty for a scope."""
        lead = setting.lead
        opening = max(lead.rfind("（"), lead.rfind("其中"))
        if opening < 0 or lead.rfind("）") > opening:
            return ""
        start = setting.number.start - len(lead)
        told = [
            bound.facts
            for one, bound in self.done
            if start <= one.number.start < start + opening
            # 218件（不含上年结转11件），其中: what a closed bracket says is not what is divided
            and _depth(lead, one.number.start - start) <= _depth(lead, opening)
        ]
        whole = told[-1][0] if told and told[-1] else ""
        table, _, rest = whole.partition(".")
        row, _, column = rest.partition(".")
        return row if table == "T3" and column == "total" and whole not in _SCOPES else ""

    def _told(self, one: Setting, bound: Bound) -> tuple[str, tuple[str, ...]]:
        """What a number before was said of, by name: how that is called, and its facts."""
        subject = self.subject(one)
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

    def _against(self, setting: Setting, say: str, candidates: Sequence[Candidate]) -> Bound | None:
        """Bound to the candidates it fits, contradicted where it fits none of them."""
        if not candidates:
            return None
        number = setting.number
        if fitting := [one for one in candidates if one.fits(number)]:
            best = fitting[0]
            status = "derived" if best.derived else "bound"
            facts = best.facts if best.derived else _plain_facts(fitting)
            return Bound(number, status, facts, f"{say}：{best.label}", named=True)
        first = candidates[0]
        explain = f"“{say}”写的是 {number.text.strip()}，{first.told}"
        facts = _plain_facts(candidates) or first.facts
        who = narrower(setting.opening + setting.lead, self.facts.organ) if number.value < first.value else ""
        if who:
            explain += f"；如果只是“{who}”的数，请确认并说明"
            return Bound(number, "contradicted", facts, explain, "G-02", named=True, asked=True)
        last = None if first.derived else self.facts.get(f"last.{first.facts[0]}")
        if last is not None and number.fits(absolute(last, last.value)):
            explain += f"（{plain(last.value)} 是上年的数，可能没有更新）"
        return Bound(number, "contradicted", facts, explain, "G-02", named=True)

    def _indicator(self, setting: Setting) -> Bound | None:
        unit = setting.number.unit
        named = [fact for fact in self.indicators if alike(unit, fact.unit) and is_named(fact, setting)]
        if not named or setting.of_last_year:
            return None
        for fact in named:
            if setting.number.fits(absolute(fact, fact.value)):
                return Bound(setting.number, "bound", (fact.id,), f"补充指标“{fact.label}”", named=True)
        same = [fact for fact in named if fact.unit == unit]
        if len(same) != 1 or _PART.search(setting.before) or self._elsewhere(setting):
            return None
        return self._against(setting, same[0].label, [of_fact(same[0])])

    def _elsewhere(self, setting: Setting) -> bool:
        """Whether another indicator or note has this very value and unit: then the name was misread."""
        return any(
            alike(setting.number.unit, fact.unit) and setting.number.fits(absolute(fact, fact.value))
            for fact in self.typed
        )


_TOPIC = re.compile(
    r"(?P<dispute>复议|诉讼|起诉|被诉|应诉)"
    r"|申请(?!行政复议|复议|人)|收到|受理|新收|办结|收办|公开(?=[^，。；]{0,4}\d)|结转"
)


def _of_disputes(lead: str) -> bool:
    """Whether what was last spoken of are reviews or suits: 责令重新答复3件 is an outcome, no answered application."""
    topics = list(_TOPIC.finditer(lead))
    return bool(topics) and bool(topics[-1]["dispute"])


def _depth(text: str, at: int) -> int:
    """How deep in brackets a place stands."""
    return text.count("（", 0, at) - text.count("）", 0, at)


def _plain_facts(candidates: Collection[Candidate]) -> tuple[str, ...]:
    """The facts of those candidates that are one fact each."""
    return tuple(one.facts[0] for one in candidates if not one.derived)
