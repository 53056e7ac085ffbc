"""Structure: the parts and statements the form asks for are there and say something."""

import re
from collections.abc import Iterator

from assistant.checks.arithmetic import old_edition
from assistant.checks.context import Context
from assistant.checks.thresholds import PHRASE
from assistant.findings import Finding, found
from assistant.form import section_name
from assistant.prose import items

_SOURCE = "《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）"
_ARTICLE_50 = "条例第五十条"
_NOTHING = re.compile(r"^(?:暂|均|目前)?无(?:相关|此类|此)?(?:情况|内容|问题|事项)?$|^略$|^没有$|^暂缺$")


def _core(text: str) -> str:
    """The text without spaces and punctuation."""
    return re.sub(r"[^\w%]", "", text)


def _says_nothing(text: str) -> bool:
    core = _core(text)
    return not core or bool(_NOTHING.match(core))


def parts(context: Context) -> Iterator[Finding]:
    """S-01: a part of the six is not there at all.

    In our own draft the tables are always printed, and what is blank in them is said cell by cell (T-01).
    """
    report, figures = context.report, context.report.figures
    if not any(report.section(part).strip() for part in ("overview", *context.form.aspects)):
        yield _missing_part(context, "overview")
    for table_id, table in context.form.tables.items():
        codes = list(table.codes())
        absent = all(code not in figures.values and code not in figures.unreadable for code in codes)
        if absent and not context.submitting and not old_edition(report, table_id):
            yield _missing_part(context, table_id, "（表格没有任何数据）")
    if not report.section("problems").strip() and not report.section("improvements").strip():
        yield _missing_part(context, "shortcomings")
    if not report.section("other").strip():
        yield _missing_part(context, "other")


def _missing_part(context: Context, part_id: str, remark: str = "") -> Finding:
    title = context.form.part(part_id).title
    return found("S-01", part_id, f"缺少“{title}”部分{remark}。请补充。", basis=_SOURCE, values={"part": part_id})


def told_missing(context: Context, *sections: str) -> bool:
    """Whether S-01 has said it: one gap in our own draft is one line of the list, not three."""
    return context.submitting and not any(context.report.section(section).strip() for section in sections)


def aspects(context: Context) -> Iterator[Finding]:
    """S-02: one of the five aspects of 总体情况 is missing; all at once is said once."""
    report = context.report
    missing = [aspect for aspect in context.form.aspects if _says_nothing(report.section(aspect))]
    if len(missing) == len(context.form.aspects):
        if report.section("overview").strip():
            names = "、".join(section_name(context.form, aspect) for aspect in missing)
            yield found(
                "S-02",
                "overview",
                f"总体情况没有按{names}五个方面分别说明。请按格式补充小标题和内容。",
                basis=_SOURCE,
                values={"missing": missing},
            )
        return
    for aspect in missing:
        yield found(
            "S-02",
            aspect,
            f"总体情况缺少“{context.form.part(aspect).title}”的内容。请补充，没有发生的也应当说明。",
            basis=_SOURCE,
            values={"missing": [aspect]},
        )


_NO_PROBLEM = re.compile(r"(?:无|没有|不存在|未发现|暂无)[^，。；]{0,6}(?:问题|不足)")
_AHEAD = re.compile(
    r"下一步|今后|下步|将(?:进一步|继续|持续|着力|重点|从|采取)|改进(?:措施|情况|方向)|针对(?:以上|上述|存在)|整改|(?:20\d\d|新的一|明)年[，,]?.{0,6}将"
)
_LACKS = re.compile(r"不足|问题|不够|有待|差距|欠缺|薄弱|不高|不强|滞后|单一|不及时|不到位")


def substance(context: Context) -> Iterator[Finding]:
    """S-04: problems and improvements must say something; both may stand in one unsplit text."""
    report = context.report
    both = {"problems": report.section("problems"), "improvements": report.section("improvements")}
    if told_missing(context, *both):
        return
    partner = {"problems": (both["improvements"], _LACKS), "improvements": (both["problems"], _AHEAD)}
    for section, text in both.items():
        other, sign = partner[section]
        name = section_name(context.form, section)
        if _says_nothing(text):
            if len(_core(other)) > PHRASE and not text.strip() and sign.search(other):
                continue
            message = f"“{name}”为空或者只写了“无”。请结合实际写明。"
        elif len(_core(text)) < PHRASE:
            message = f"“{name}”只有一句“{text.strip()}”，没有具体内容。请结合实际写明。"
        elif section == "problems" and len(_core(text)) < 2 * PHRASE and _NO_PROBLEM.search(text):
            message = f"“{name}”写的是没有问题：“{text.strip()}”。请结合实际查找不足。"
        else:
            continue
        yield found("S-04", section, message, basis=f"{_ARTICLE_50}第（四）项", values={"text": text.strip()})


def pairs(context: Context) -> Iterator[Finding]:
    """S-05: as many improvements as problems, where both are enumerated."""
    problems = items.count(context.report.section("problems"))
    improvements = items.count(context.report.section("improvements"))
    if problems and improvements and problems != improvements:
        yield found(
            "S-05",
            "improvements",
            f"存在的主要问题有 {problems} 条，改进情况有 {improvements} 条，没有一一对应。请核对。",
            basis=f"{_ARTICLE_50}第（四）项",
            values={"problems": problems, "improvements": improvements},
        )


_DUTIES = {
    "工作考核": re.compile(r"考核|考评|绩效评估"),
    "社会评议": re.compile(r"评议|满意度(?:调查|测评|评价)|第三方(?:评估|测评)|社会评价"),
    "责任追究": re.compile(r"责任追究|追究[^，。；]{0,8}责任|被?追责|问责|责任[^，。；]{0,4}追究"),
}


def government(context: Context) -> Iterator[Finding]:
    """S-06: 各级人民政府 also report 工作考核、社会评议和责任追究结果 (条例 50(4))."""
    if not context.report.is_government:
        return
    whole = "\n".join(text for _, text in context.texts())
    if missing := [duty for duty, pattern in _DUTIES.items() if not pattern.search(whole)]:
        yield found(
            "S-06",
            "overview.supervision",
            f"政府的年度报告还应当说明{'、'.join(missing)}的情况，文中没有写到。请在“监督保障”中补充。",
            basis=f"{_ARTICLE_50}第（四）项：各级人民政府的年度报告还应当包括工作考核、社会评议和责任追究结果情况。",
            values={"missing": missing},
        )


def length(context: Context) -> Iterator[Finding]:
    """S-07: 总体情况 longer than the place asks; blanks do not count."""
    if context.overview_limit <= 0:
        return
    texts = [context.report.section(section) for section in ("overview", *context.form.aspects)]
    size = sum(len(re.sub(r"\s", "", text)) for text in texts)
    if size > context.overview_limit:
        yield found(
            "S-07",
            "overview",
            f"总体情况共 {size} 字，超过规定的 {context.overview_limit} 字。请压缩。",
            basis="当地关于年度报告篇幅的要求（可在设置中调整）",
            values={"size": size, "limit": context.overview_limit},
        )


_PLACEHOLDER = re.compile(
    r"【\s*(?:待|请|此处|需|填|补|[XxＸ×])[^【】]{0,60}】|\{\{[^{}]{0,60}\}\}|[（(][^（）()]{0,12}(?:待补充|待核实|待填|待定|待确认)[^（）()]{0,12}[）)]"
    r"|某某某?|(?<![A-Za-z0-9@._/+-])(?:[XxＸ×*＊]{2,})(?![A-Za-z0-9@._/])|_{2,}|＿{2,}"
    r"|(?<![A-Za-z0-9@._/+时×XＸ-])[×XxＸ]\s*(?=[年月日件条次份期篇场个项元])|〔20[×XxＸ]"
)


def placeholders(context: Context) -> Iterator[Finding]:
    """S-08: something left to be filled in."""
    for section, text in context.texts():
        for match in _PLACEHOLDER.finditer(text):
            yield found(
                "S-08",
                section,
                f"“{section_name(context.form, section)}”中留有待填内容“{match[0].strip()}”。请补充或者删除。",
                values={"text": match[0].strip()},
                span=match.span(),
            )


_PREAMBLE = {
    "统计期限": re.compile(
        r"1\s*月\s*1\s*日[^。]{0,20}12\s*月\s*31\s*日|统计(?:期限|时限|周期|时间|数据)[^。]{0,20}(?:年|月|日)"
    ),
    "联系方式": re.compile(r"电话|联系|邮箱|传真|\d{3,4}[-—－]\d{7,8}|E-?mail", re.IGNORECASE),
    "电子版获取途径": re.compile(r"电子版|网站|网址|https?:|www\.|门户|下载|公众号|官网"),
}


def preamble(context: Context) -> Iterator[Finding]:
    """S-09: period, contact and place of publication; many put the latter two at the report's end."""
    text = "\n".join(context.report.section(section) for section in ("preamble", "other", "unplaced"))
    if not context.report.section("preamble").strip():
        text = "" if context.submitting else text
    if missing := [name for name, pattern in _PREAMBLE.items() if not pattern.search(text)]:
        yield found(
            "S-09",
            "preamble",
            f"导语没有写明{'、'.join(missing)}。请补充。",
            basis="年度报告应当说明编制依据、统计期限、电子版获取途径和联系方式。",
            values={"missing": missing},
        )
