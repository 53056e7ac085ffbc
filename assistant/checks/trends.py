"""Trends: 有所增加, 略有下降, 与上年持平 said without a number, judged by the two years' values.

Silent unless it is certain what moved: the number just before, or a subject the clause names.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.checks.context import Context
from assistant.checks.thresholds import NEARLY
from assistant.facts import Fact, Facts
from assistant.figures import plain
from assistant.findings import Finding, found
from assistant.form import section_name
from assistant.prose import Reading, statements
from assistant.sources.binding import judged
from assistant.sources.naming import subjects
from assistant.sources.naming.verdicts import Bound
from assistant.sources.setting.comparisons import TREND, rises
from assistant.sources.setting.setting import Setting, is_ratio, speaks_of_last_year
from assistant.sources.setting.stated import stated

_AHEAD = frozenset({"problems", "improvements", "preamble"})
_NUMBER = r"(?:的?\s*[\d.,]+\s*[件条次份场人篇期个项元万]*(?:[、和][\d.,]+\s*[件条次份场人篇期个项元万]*)*)?"
_ELSEWHERE = re.compile(r"环比|季度|上半年|下半年|上月|粉丝|[比较](?:计划|目标|预期)")
_ALL = re.compile(r"分别|均|都")
_STRUNG = re.compile(r"^\s*(?:[、，,和与及]|以及)")


def directions(context: Context) -> Iterator[Finding]:
    """G-04: a direction said in words that the cells or indicators of the two years do not show."""
    if context.report.year is None:
        return
    for section, raw in context.texts():
        said = stated(raw, context.report.year)
        if section in _AHEAD or not TREND.search(said.text):
            continue
        verdicts = {one.number.start: one for _, one in judged(said, section, context.facts)}
        for start, end in statements(said.text):
            told = [one for one in said.settings if start <= one.number.start < end]
            yield from _of_sentence(context, section, said.reading, (start, end), told, verdicts)


def _of_sentence(
    context: Context,
    section: str,
    reading: Reading,
    span: tuple[int, int],
    told: Sequence[Setting],
    verdicts: Mapping[int, Bound],
) -> Iterator[Finding]:
    offset, sentence = span[0], reading.text[slice(*span)]
    compared = _compared(context.report.year or 0)
    for match in TREND.finditer(sentence):
        lead = sentence[: match.start()]
        ahead = any(one.planned for one in told) or re.search(r"下一步|力争|争取|确保|目标", lead)
        if not compared.search(lead) or ahead or _ELSEWHERE.search(lead):
            continue
        if speaks_of_last_year(compared.sub("", lead), context.report.year):
            continue
        before = [one for one in told if one.number.end <= offset + match.start()]
        for names in _said_of(lead, offset, before, verdicts, compared, on_request=section == "overview.on_request"):
            wrong = _contrary(match, names, context.facts)
            if wrong is not None:
                at = reading.span(offset + match.start(), offset + match.end())
                yield _finding(context, section, match[0], at, wrong)
                break


def _compared(year: int) -> re.Pattern[str]:
    """同比, 比上年, 与2023年的20件相比."""
    return re.compile(
        rf"同比|[比较与和同](?:{year - 1}\s*年度?|上一?年度?|去年)(?:度|同期)?{_NUMBER}(?:相比)?(?:较?[，,])?"
    )


def _said_of(
    lead: str,
    offset: int,
    before: Sequence[Setting],
    verdicts: Mapping[int, Bound],
    compared: re.Pattern[str],
    *,
    on_request: bool,
) -> Iterator[tuple[str, ...]]:
    """The facts that are said to have moved: of the numbers just before, or of the subject the clause names."""
    ours = [one for one in before if not is_ratio(one) and not one.of_last_year]
    gap = lead[ours[-1].number.end - offset :] if ours else ""
    if ours and re.fullmatch(r"\s*[，,（]?\s*(?:分别|均|都|也|总体)*\s*", compared.sub("", gap)):
        strung = ours[-1:]
        while _ALL.search(gap) and len(strung) < len(ours) and _STRUNG.match(strung[0].before):
            strung = ours[-len(strung) - 1 :]
        for one in strung:
            verdict = verdicts.get(one.number.start)
            if verdict is not None and verdict.status in {"bound", "derived"} and not one.number.approx:
                yield verdict.facts
        return
    topic = re.split(r"[，,]", compared.sub("", lead).rstrip("，, "))[-1]
    topic = re.sub(r"(?:均|都|也|总体)+$", "", topic)
    if not topic or re.search(r"\d", topic):
        return
    if on_request and re.fullmatch(r"(?:[^，,]*年)?(?:全年)?申请(?:数?量|数|件数|总[量数])?", topic):
        topic = f"信息公开{topic}"
    subject = subjects.named(topic + subjects.HERE, lead, "件", on_request=on_request)
    if subject is not None:
        yield subject.facts


def _contrary(match: re.Match[str], names: Sequence[str], facts: Facts) -> tuple[Fact, Fact] | None:
    """This and last year's value where every fact that may be meant moved otherwise; None if one of them fits."""
    pairs = [(facts[name], facts[f"last.{name}"]) for name in names if name in facts and f"last.{name}" in facts]
    return pairs[0] if pairs and not any(_fits(match, new, old) for new, old in pairs) else None


def _fits(match: re.Match[str], new: Fact, old: Fact) -> bool:
    difference = new.value - old.value
    if match["same"]:
        loose = match["about"] or match["same"] == "相当"
        return difference == 0 or bool(loose and abs(difference) * 100 <= old.value * NEARLY)
    word = match["vague"] or match["bare"]
    return difference > 0 if rises(word) else difference < 0


def _finding(context: Context, section: str, said: str, at: tuple[int, int], pair: tuple[Fact, Fact]) -> Finding:
    new, old = pair
    moved = "与上年相同" if new.value == old.value else f"比上年{'增加' if new.value > old.value else '减少'}"
    return found(
        "G-04",
        section,
        f"“{section_name(context.form, section)}”写的是“{said}”，但是{new.label}本年 {plain(new.value)}，"
        f"上年 {plain(old.value)}，{moved}。请核对。",
        basis="与上年的比较应当与两年的数据一致。",
        values={"text": said, "facts": {new.id: str(new.value), old.id: str(old.value)}},
        span=at,
    )
