"""Lists: a whole and the parts it is said to consist of (共119期，其中…47期、…28期)."""

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from assistant.checks.context import Context
from assistant.figures import plain
from assistant.findings import Finding, found
from assistant.form import section_name
from assistant.prose.vocabulary import alike
from assistant.sources.setting.setting import Setting
from assistant.sources.setting.stated import Stated, stated

_OPENS = re.compile(r"^(?:[^，,。；]{0,14}[，,。（(：:；]?\s*){1,2}?(?:其中|分别(?:为|是)|包括|包含|含|分为|具体为)")
_EXHAUSTS = re.compile(r"^[^，,。；]{0,14}[，,。（(：:；]?\s*(?:分别(?:为|是)|分为|具体为)")
_APART = re.compile(
    r"回复|组织|开展|召开|举办|收到|受理|印发|新增|较|比|同比|增|结转|复议|诉讼|办结率|累计|合计|共计|另|此外|同时|其中|总"
)
_REST = re.compile(r"其[他它余]")
_REMAINDER = re.compile(r"其[他它余](?:事项|信息|文件|类别?|各?类)?$")
_THINGS = frozenset("件个条篇份项则")
_DIMENSIONS = (
    re.compile(r"网络|网上|线上|信函|邮寄|邮件|当面|现场|窗口|传真"),
    re.compile(r"自然人|公民|法人|企业|组织|科研|律师|法律服务"),
    re.compile(r"予以公开|部分公开|不予|无法提供|其[他它]处理"),
)
_SUM_AFTER = re.compile(
    r"^\s*[，,、；;]\s*(?:以上|两[项者类种]|二者|[三四五]项|各项)?(?:合计|共计|总计|相加|之和)(?:为|达)?\s*$"
)


def parts(context: Context) -> Iterator[Finding]:
    """G-05, and G-04 for a sum that follows its terms."""
    for section, raw in context.texts():
        if section == "preamble":
            continue
        said = stated(raw, context.report.year)
        for index, whole in enumerate(said.plain):
            yield from _of_whole(context, section, said, index)
            yield from _sum_after(context, section, said, whole, said.plain[:index])


def _of_whole(context: Context, section: str, said: Stated, index: int) -> Iterator[Finding]:
    text, found_here = said.text, said.plain
    whole = found_here[index]
    following = found_here[index + 1 :]
    if whole.number.percent or whole.number.approx or whole.planned or not following:
        return
    gap = text[whole.number.end : following[0].number.start]
    if not (opening := _OPENS.match(gap)) or "\n" in gap:
        return
    if "（" in opening[0] and "）" in gap[opening.end() :]:
        return  # 作其他处理（含申请人主动撤回）341件: the bracket is closed before any number, and the list goes on
    listed = _parts_of(text, whole, following)
    if len(listed) < 2 or any(part.number.approx for part in listed):  # noqa: PLR2004 - one part is no list
        return
    largest = max(part.number.value for part in listed)
    if largest > whole.number.value and not re.search(r"[共总计]\s*$", whole.before):
        return
    exhaustive = bool(_EXHAUSTS.match(gap)) or _ends_in_the_rest(listed)
    exhaustive = exhaustive and not re.match(r"\s*等", text[listed[-1].number.end :])
    for group in _by_dimension(listed):
        total = sum((part.number.value for part in group), Decimal(0))
        running = [sum((part.number.value for part in group[:end]), Decimal(0)) for end in range(1, len(group) + 1)]
        closed = exhaustive and len(group) == len(listed)
        if total == whole.number.value or (whole.number.value in running and not closed):
            continue
        if total > whole.number.value or closed:
            span = said.reading.span(whole.number.start, group[-1].number.end)
            yield _unequal(context, section, whole, group, total, opening[0], span)
            return


def _parts_of(text: str, whole: Setting, following: Sequence[Setting]) -> list[Setting]:
    """The parts in the unit of the whole; in any counter of things where the last is the remainder (其他事项520个)."""
    listed = list(_listed(text, whole, following, {whole.number.unit}))
    if whole.number.unit in _THINGS:
        mixed = list(_listed(text, whole, following, _THINGS))
        if len(mixed) > len(listed) and _REMAINDER.search(mixed[-1].before.rstrip()):
            return mixed
    return listed


def _ends_in_the_rest(listed: list[Setting]) -> bool:
    """Whether the last part is what remains; 其他渠道 after 12篇、30个 may divide the whole another way."""
    before = listed[-1].before.rstrip()
    alike_counted = len({part.number.unit for part in listed}) == 1
    return bool(_REMAINDER.search(before)) or (alike_counted and bool(_REST.search(before)))


def _listed(text: str, whole: Setting, following: Sequence[Setting], units: Collection[str]) -> Iterator[Setting]:
    """The parts: numbers of these units until the sentence, the bracket or the subject changes."""
    depth: int | None = None
    at = whole.number.end
    for part in following:
        between, here = text[at : part.number.start], _depth(text, part.number.start)
        at = part.number.end
        if depth is None:
            if between.count("。") > 1:
                return
            depth = max(here, _depth(text, whole.number.start))
        elif here < depth or re.search(r"[。；;\n]", between) or _APART.search(between):
            return
        if here <= depth and any(alike(part.number.unit, unit) for unit in units):
            yield part


def _depth(text: str, at: int) -> int:
    """How deep in brackets a place stands."""
    before = text[:at]
    return len(re.findall(r"[（(]", before)) - len(re.findall(r"[）)]", before))


def _by_dimension(listed: list[Setting]) -> list[list[Setting]]:
    """Parts by what they divide (channel, applicant, result), since two divisions may stand side by side."""
    groups: dict[int, list[Setting]] = {}
    for part in listed:
        key = next((number for number, pattern in enumerate(_DIMENSIONS) if pattern.search(part.before)), -1)
        groups.setdefault(key, []).append(part)
    return list(groups.values()) if len(groups) > 1 and -1 not in groups else [listed]


def _unequal(
    context: Context,
    section: str,
    whole: Setting,
    group: list[Setting],
    total: Decimal,
    opening: str,
    span: tuple[int, int],
) -> Finding:
    shown = " + ".join(plain(part.number.value) for part in group)
    mark = re.split(r"[，,。（：；]", opening)[-1].strip()
    return found(
        "G-05",
        section,
        f"“{section_name(context.form, section)}”写共 {whole.number.text.strip()}，“{mark}”各项 "
        f"{shown} = {plain(total)}，相差 {plain(abs(total - whole.number.value))}。请核对。",
        basis="分项之和应当等于总数。",
        values={"whole": plain(whole.number.value), "parts": [plain(part.number.value) for part in group]},
        span=span,
    )


def _sum_after(
    context: Context, section: str, said: Stated, whole: Setting, before: Sequence[Setting]
) -> Iterator[Finding]:
    if not _SUM_AFTER.match(whole.before) or whole.number.percent or whole.number.approx:
        return
    terms = [
        part.number.value
        for part in before
        if part.sentence == whole.sentence and part.number.unit == whole.number.unit
    ]
    sums = [sum(terms[start:], Decimal(0)) for start in range(len(terms) - 1)]
    if sums and whole.number.value not in sums:
        shown = " + ".join(plain(term) for term in terms)
        yield found(
            "G-04",
            section,
            f"“{section_name(context.form, section)}”写合计 {whole.number.text.strip()}，前面各项 {shown} = "
            f"{plain(sums[0])}。请核对。",
            basis="合计数应当等于各项之和。",
            values={"sum": plain(whole.number.value), "terms": [plain(term) for term in terms]},
            span=said.reading.span(whole.number.start, whole.number.end),
        )
