"""Years: a year in the text that is neither the report year nor legitimately another.

The usual fault is last year's year left standing when the text was copied. Comparisons, names of plans
and budgets, document numbers, laws, dates of publication and outlooks may name other years.
"""

import re
from collections.abc import Iterator

from assistant.checks.context import Context
from assistant.findings import Finding, found
from assistant.form import section_name
from assistant.prose import Reading, read

_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*年(?P<after>度?)")
_NAMED = re.compile(
    r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|“[^“”]{0,40}”|[〔\[（(]\s*(?:19|20)\d\d\s*[〕\]）)]|(?:19|20)\d\d\s*[-—–~～至到]+\s*(?:19|20)\d\d\s*年?"
)
_LEGITIMATE = re.compile(
    r"比|较|同期|去年|上一?年|往年|历年|相比|预算|决算|规划|计划|方案|行动|要点|纲要|目录|条例|办法|规定|修订|修正|施行|颁布|发布的|印发的|"
    r"令|第\s*\d+\s*号|结转|遗留|由|从|自|起(?!草)|年鉴|白皮书|账单|财年|学年|清单|评估|考核|排名|通报|建议|提案|测评|年度报告|年报|总结|述职|"
    r"审计|届|版|以前|之前|之后|成立|建成|上线|开通|启用|获评|荣获|被评|表彰|开始|持续|连续|累计"
)
_OUTLOOK = re.compile(r"将|下一步|计划|力争|继续|进一步|拟|结转|目标|打算|着力|重点|预算|要|工作")
_PERIOD = re.compile(
    r"(?P<first>(?:19|20)\d{2})\s*年\s*1\s*月\s*1\s*日[^。]{0,16}?(?:(?P<second>(?:19|20)\d{2})\s*年\s*)?12\s*月\s*31\s*日"
)
_OWN_TITLE = re.compile(r"(?P<year>(?:19|20)\d{2})\s*年度?\s*政府信息公开(?:工作)?(?:年度报告|年报)")


def years(context: Context) -> Iterator[Finding]:
    """G-06: years of the text against the report's."""
    if context.report.year is None:
        return
    for section, text in context.texts():
        if section == "preamble":
            yield from _preamble(context, text, context.report.year)
            continue
        reading = read(text)
        covered = _NAMED.sub(lambda match: "\ufffc" * len(match[0]), reading.text)
        for match in _YEAR.finditer(covered):
            if not _legitimate(covered, match, section, context.report.year):
                yield _wrong(context, section, match, int(match["year"]), context.report.year, reading)


def _preamble(context: Context, text: str, year: int) -> Iterator[Finding]:
    """In the preamble only the period and the report's own title say the year."""
    for match in _PERIOD.finditer(text):
        wrong = [int(match[name]) for name in ("first", "second") if match[name] and int(match[name]) != year]
        if wrong:
            yield _wrong(context, "preamble", match, wrong[0], year)
    for match in _OWN_TITLE.finditer(text):
        if int(match["year"]) != year:
            yield _wrong(context, "preamble", match, int(match["year"]), year)


def _wrong(
    context: Context, section: str, match: re.Match[str], stated: int, year: int, reading: Reading | None = None
) -> Finding:
    text = match.string
    start = max(text.rfind(mark, 0, match.start()) for mark in "。；，\n") + 1
    shown = re.sub("\ufffc+", "…", text[start : match.end() + 16]).split("。", maxsplit=1)[0].strip()
    return found(
        "G-06",
        section,
        f"“{section_name(context.form, section)}”中出现 {stated} 年（“{shown}”），报告年度是 {year} 年。"
        "请核对是否没有更新。",
        basis="年度报告反映的是上一年度1月1日至12月31日的情况。",
        values={"year": stated, "text": shown},
        span=reading.span(*match.span()) if reading else match.span(),
    )


def _legitimate(text: str, match: re.Match[str], section: str, year: int) -> bool:
    stated = int(match["year"])
    if stated == year:
        return True
    sentence_start = max(text.rfind(mark, 0, match.start()) for mark in "。；;！？\n") + 1
    lead = text[sentence_start : match.start()]
    rest = re.split(r"[，,。；;\n]", text[match.end() :], maxsplit=1)[0]
    clause = re.split(r"[，,]", lead)[-1] + match[0] + rest
    if stated > year:
        return section in {"improvements", "problems"} or _is_ahead(text, match, clause, lead)
    listed = re.match(r"\s*(?:[、和及与至到]|[-—–~])", rest) and str(year) in rest
    other = re.search(r"\d\s*[件条次份场人篇期个项]", lead) and re.match(
        r"\s*度?[^，,。；;]{0,6}\d", text[match.end() :]
    )
    if other:  # 收到申请36件，而2023年仅有33件: the other year has a number of its own
        return True
    both = _GIVEN.match(text[match.end() :]) and re.search(rf"(?<!\d){year}\s*年", _rest_of_sentence(text, match.end()))
    if both or listed or re.search(rf"(?<!\d){year}\s*年", lead) or re.match(r"\s*的", text[match.end() :]):
        return True
    return _is_told_of_the_past(clause, opens=_opens(text, match, lead), near=stated == year - 1)


_GIVEN = re.compile(r"[^，,。；;\n]{0,24}\d")


def _rest_of_sentence(text: str, at: int) -> str:
    """What follows up to the full stop: 2023年收到申请40件，2024年收到52件 gives each year its number."""
    return re.split(r"[。；;\n]", text[at:], maxsplit=1)[0]


def _opens(text: str, match: re.Match[str], lead: str) -> bool:
    """Whether the year opens a clause as the time of what follows, as in 2023年，我局."""
    first = not re.split(r"[，,]", lead)[-1].strip()
    follows = re.match(r"[，,]|全年[，,]|以来[，,]|我[局厅委办市县区镇]|本机关", text[match.end() :])
    return bool(first and follows)


def _is_told_of_the_past(clause: str, *, opens: bool, near: bool) -> bool:
    """Whether an earlier year is a comparison, a name or history; an opening year must be a comparison."""
    if opens:
        return bool(re.search(r"比|较|同期|相比", clause))
    return not near or bool(_LEGITIMATE.search(clause))


def _is_ahead(text: str, match: re.Match[str], clause: str, lead: str) -> bool:
    """A year to come: an outlook, or a date of publication early in it."""
    dated = re.match(r"\s*(?:1[0-2]|[1-9])\s*月", text[match.end() :])
    rest = re.split(r"[。；;\n]", text[match.end() :], maxsplit=1)[0]
    return bool(dated) or bool(_OUTLOOK.search(lead + clause + rest)) or not text[match.end() :].strip()
