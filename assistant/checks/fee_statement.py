"""The fee: part six states what was charged for 信息处理费, even where nothing was."""

import re
from collections.abc import Iterator

from assistant.checks.context import Context
from assistant.checks.structure import told_missing
from assistant.findings import Finding, found
from assistant.form import section_name
from assistant.prose import read

_FEE_RULE = "国办函〔2020〕109号"
_FEE = re.compile(
    r"信息(?:公开)?处理费|(?:未|没有|不|无|零)[^。；，]{0,8}(?:收取|产生|发生)[^。；，]{0,12}费(?!用于)"
    r"|(?:未|没有|无|零)收费|收取[^。；，]{0,16}费(?:用)?[^。；，]{0,8}(?:[\d.]+\s*万?元|情况|为零)"
    r"|申请[^。；]{0,20}(?:收费|收取费用)"
)
_OTHER_FEE = re.compile(r"行政事业性收费|学费|电费|水费")


def _fee_statement(text: str) -> str:
    """The statement on 信息处理费 in a text; a mere name of the measures in 《》 is none."""
    bare = re.sub(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》", "《》", read(text).text)
    for clause in re.split(r"[。；;\n]", bare):
        if (match := _FEE.search(clause)) and not (_OTHER_FEE.search(match[0]) and "处理费" not in clause):
            return match[0]
    return ""


def fee(context: Context) -> Iterator[Finding]:
    """S-03: part six states 信息处理费, even where none was charged (国办函〔2020〕109号); older forms do not ask."""
    report = context.report
    if _FEE_RULE not in context.printed.part("other").basis:
        return
    if _fee_statement(report.section("other")) or told_missing(context, "other"):
        return
    elsewhere = [
        section
        for section, text in context.texts()
        if section != "other" and re.search(r"(?<!《政府信息公开)信息(?:公开)?处理费(?!管理)", text)
    ]
    if elsewhere:
        names = "、".join(f"“{section_name(context.form, section)}”" for section in elsewhere)
        message = f"信息处理费的情况写在了{names}中，应当写在第六部分“其他需要报告的事项”。请移到第六部分。"
    elif "处理费" in report.section("other"):
        message = "第六部分只提到信息处理费的管理办法，没有说明本年度收取情况。没有收取的也应当写明。"
    else:
        message = "第六部分没有说明收取信息处理费的情况。没有收取的也应当写明。"
    yield found(
        "S-03",
        "other",
        message,
        basis=f"国务院办公厅关于印发《政府信息公开信息处理费管理办法》的通知（{_FEE_RULE}）",
        values={"elsewhere": elsewhere},
    )
