"""Settings: what stands around a number in its sentence, and which year it speaks of."""

import re
from dataclasses import dataclass
from functools import cached_property

from assistant.prose import Number, clause_before, statements
from assistant.sources.setting.comparisons import ALTERS_TO, CHANGE_WORD, SHORT, rises

_FULL_STOP = re.compile(r"[。！!？?\n]")
_CARRIED = "(?!度?的?(?:结转|转入|转来|遗留|未办结|跨年|移交))"
_LAST = re.compile(rf"(?<!结转)(?:去年|上一?年度?){_CARRIED}|往年|前一年")
_COMPARED = re.compile(r"(?:增加|增长|上升|提高|提升|多|减少|下降|降低|下滑|少)[^\d，,。；]{0,4}\d")
_THIS = re.compile(r"今年|本年度?|当年")
_COMPARES = re.compile(r"同比|环比|比上?去?一?年|较上?去?一?年|与上?去?一?年|相比|比(?:20\d\d)|较(?:20\d\d)|上年同期")
TIMES, POINTS = "倍", "百分点"
_PLAN = re.compile(r"下一步|明年|力争|计划(?:于|在|到|组织|开展|举办|新增)|拟(?:于|在|举办|开展|新)|目标")


@dataclass(frozen=True)
class Setting:
    """A number in its sentence: the text before it there, after it, and since the number before it.

    `opening` is what stands before the sentence where only a semicolon parts them: 制发规范性文件1件；废止1件.
    `partners` are the starts of the numbers a 分别 deals this one out to, None where there is no 分别.
    """

    number: Number
    sentence: str
    lead: str
    before: str
    after: str
    year: int | None
    opening: str = ""
    partners: tuple[int, ...] | None = None

    @cached_property
    def clause(self) -> str:
        """What stands before the number since the last comma."""
        return clause_before(self.before, len(self.before))

    @cached_property
    def of_last_year(self) -> bool:
        """Whether the number is said of last year: 去年, 上年, 2023年 nearer before it than any word for this one."""
        if self.year is None:
            return False
        last = [match.end() for match in _LAST.finditer(self.lead)]
        last += [match.end() for match in re.finditer(rf"{self.year - 1}\s*年度?{_CARRIED}", self.lead)]
        this = [match.end() for match in _THIS.finditer(self.lead)]
        this += [match.end() for match in re.finditer(rf"{self.year}\s*年", self.lead)]
        if not last or max(last) <= max(this, default=-1):
            return False
        between = self.lead[max(last) :]
        if CHANGE_WORD.search(between) or ALTERS_TO.search(between):
            return False
        # 比上年增加1件），现行有效41件: the comparison is over once its number has been said, or its bracket closed.
        if _COMPARED.search(between) or between.count("）") > between.count("（"):
            return False
        return not re.search(r"[，,].*[，,]|[，,].{6,}|持平|相比[，,]|相比.*收到", between)

    @cached_property
    def change(self) -> int:
        """+1 for an increase, -1 for a decrease, 0 where the number is no change."""
        match = CHANGE_WORD.search(self.before)
        if not match or ALTERS_TO.search(self.before):
            return 0
        word = match["word"]
        if word in SHORT and not _COMPARES.search(self.before):
            return 0
        always = self.number.unit == "百分点"  # points are always a change, 由上年的91%提高到93%，提高2个百分点
        if not always and not _COMPARES.search(self.lead) and word in {"提高", "提升", "增加", "减少"}:
            return 0
        return 1 if rises(word) else -1

    @cached_property
    def share(self) -> bool:
        """Whether the number is a share: 占…, 占比, or a bare percentage in a bracket, 予以公开23件（39.7%）."""
        if self.number.percent and self.before.strip() == "（":
            return True
        return bool(
            re.search(
                r"占[^，,。；]{0,20}$|占比[^，,。；]{0,6}$|比例[^，,。；]{0,6}$|比重[^，,。；]{0,6}$", self.before
            )
        )

    @cached_property
    def planned(self) -> bool:
        """Whether the sentence speaks of what is still to be done."""
        ahead = _PLAN.search(self.lead)
        return bool(ahead) or (self.year is not None and f"{self.year + 1}年" in re.sub(r"\s", "", self.lead))


def is_ratio(setting: Setting) -> bool:
    """Whether the number is computed from others: a percentage, a multiple, or a change since last year."""
    number = setting.number
    return number.percent or number.unit in {TIMES, POINTS} or setting.change != 0


def settings(text: str, found: list[Number], year: int | None) -> list[Setting]:
    """Each number with its surroundings."""
    spans = statements(text)
    out: list[Setting] = []
    for index, number in enumerate(found):
        start, end = next(((a, b) for a, b in spans if a <= number.start < b), (0, len(text)))
        previous = max([start, *(other.end for other in found[:index] if other.end <= number.start)])
        following = min([end, *(other.start for other in found[index + 1 :])])
        after = re.split(r"[，,。；;：:、\n]", text[number.end : following])[0]
        opening = _FULL_STOP.split(text[:start])[-1]
        lead, before = text[start : number.start], text[previous : number.start]
        out.append(Setting(number, text[start:end], lead, before, after, year, opening))
    return out


def speaks_of_last_year(lead: str, year: int | None) -> bool:
    """Whether the words before a statement put it in the year before the report's.

    A sentence that opens with 2023年， is one that was copied (G-06), not one about last year.
    """
    if year is None or re.match(rf"\s*{year - 1}\s*年度?[，,]", lead):
        return False
    last = [match.end() for match in re.finditer(rf"(?:去年|上一?年度?|{year - 1}\s*年){_CARRIED}", lead)]
    this = [match.end() for match in re.finditer(rf"今年|本年度?|{year}\s*年", lead)]
    return bool(last) and max(last) > max(this, default=-1)
