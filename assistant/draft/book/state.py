"""What a section being composed knows and has already said: values, notes, the year, the organ's name."""

import zlib
from collections.abc import Sequence
from decimal import Decimal

from assistant.draft.book.condition import Condition
from assistant.draft.book.register import own_name
from assistant.draft.proposal.points import points
from assistant.draft.proposal.proposal import Request
from assistant.draft.thresholds import FEW_TO_COMPARE
from assistant.topics import named

_SOME = {
    "some_decided": ("T2.licensing.decisions", "T2.penalty.decisions", "T2.coercion.decisions"),
    "some_normative": ("T2.normative.issued", "T2.normative.repealed", "T2.normative.in_force"),
}
"""Cells of one kind; that all of them are 0 is said in one sentence with others."""


class State:
    """Answers the conditions of the phrase book for one request; created anew for each proposal."""

    def __init__(self, request: Request) -> None:
        """Nothing said yet."""
        self.request = request
        self.facts = request.facts
        self.form = request.report.form
        self.works = ""
        """What was done in the year, in one breath; known only where the whole year is told."""
        self.self_name = own_name(request.report.organ)
        self.points = points(request.report, request.section)
        self._lead_said = self._again = False
        self._subject_said = False
        organ, year = request.report.organ, request.report.year or 0
        # Two organs, and one organ's two years, start from different wordings: nobody's report reads like another's.
        self._turn = zlib.crc32(organ.encode()) + year + request.variant

    def choose(self, wordings: Sequence[str], key: str) -> str:
        """One of the wordings: the same for the same organ, year and variant, another for the next."""
        return wordings[(zlib.crc32(key.encode()) + self._turn) % len(wordings)]

    # ---- conditions ----

    @property
    def fee(self) -> str:
        """The id of the organ's own indicator on 信息处理费, `fee` if it keeps none."""
        return next((key for key in self.facts if key.startswith("indicator.") and "信息处理费" in key), "fee")

    def value(self, fact_id: str) -> Decimal | None:
        """A fact's value, None if unknown."""
        return self.facts.value(self.fee if fact_id == "fee" else fact_id)

    def positive(self, fact_id: str) -> bool:
        """Whether a fact is known and above 0."""
        return (self.value(fact_id) or 0) > 0

    def flag(self, name: str) -> bool:
        """What the flags of conditions mean here."""
        if name == "has_works":
            return bool(self.works)
        if name == "no_requests":
            return self.value("T3.received.total") == 0 and self.value("T3.carried_in.total") == 0
        return not all(self.value(cell) == 0 for cell in _SOME[name])

    def noted(self, word: str) -> bool:
        """Whether a note of this section mentions the word or its topic, or an indicator's name does."""
        named_facts = (fact for fact in self.facts.of_section(self.request.section) if fact.id.startswith("indicator."))
        texts = [*(point.text for point in self.points), *(fact.label for fact in named_facts)]
        return any(word in text or any(word in match.topic.id for match in named(text)) for text in texts)

    def holds(self, conditions: Sequence[Condition]) -> bool:
        """Whether all conditions hold."""
        return all(condition.holds(self) for condition in conditions)

    # ---- what was said ----

    @property
    def lead_said(self) -> bool:
        """Whether the year has been named."""
        return self._lead_said

    @property
    def named(self) -> bool:
        """Whether the organ has been named."""
        return self._subject_said

    def own(self) -> str:
        """我局; remembered, so that a note need not name the organ again."""
        self._subject_said = True
        return self.self_name

    def own_once(self) -> str:
        """我局 the first time, nothing after: a section that has named its organ speaks of nobody else."""
        return "" if self._subject_said else self.own()

    def organ(self) -> str:
        """The organ's full name."""
        self._subject_said = True
        return self.request.report.organ or "【待填：机关名称】"

    def lead(self, again: str = "", mark: str = "，") -> str:
        """2024年， the first time, `again` the second, nothing after: no two sentences open alike."""
        if self._lead_said:
            # 全年 a second time would open two sentences alike.
            said, self._again = ("" if self._again else again), True
            return said
        self._lead_said = True
        return "{{year}}年" + mark

    def year_end(self) -> str:
        """年底, with the year where it has not been named."""
        return "年底" if self._lead_said else "{{year}}年底"

    # ---- comparison with last year ----

    def compare(self, fact_id: str, none_before: str = "") -> str:
        """How a figure moved since last year, as a clause after it; nothing where last year is unknown."""
        now, before = self.value(fact_id), self.value(f"last.{fact_id}")
        if now is None or before is None or now == before == 0:
            return ""
        if now == before:
            return "，与上年持平"
        if before == 0:
            return f"，{none_before or '上年为零'}"
        if min(now, before) < FEW_TO_COMPARE or f"rate.{fact_id}" not in self.facts:
            return f"，比上年{self.moved(fact_id)}"
        return f"，同比{'增长' if now > before else '下降'}{{{{rate.{fact_id}}}}}%"

    def moved(self, fact_id: str) -> str | None:
        """增加12件, 减少3件; None where nothing moved or last year is unknown."""
        now, before = self.value(fact_id), self.value(f"last.{fact_id}")
        if now is None or before is None or now == before:
            return None
        change = f"change.{fact_id}"
        of_percentages = self.facts[fact_id].unit == "%"
        up, down = ("提高", "下降") if of_percentages else ("增加", "减少")
        unit = self.facts[change].unit if change in self.facts else self.facts[fact_id].unit
        return f"{up if now > before else down}{{{{{change}}}}}{unit}"
