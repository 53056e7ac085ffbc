"""What the commands print: JSON as it is in cli.md, and short Chinese text for people."""

import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from assistant.findings import Finding, Severity, blank_cells
from assistant.form import section_name
from assistant.report import Report

if TYPE_CHECKING:
    from assistant.draft import Proposal
    from assistant.evidence import Hit

_MARK = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.INFO: "提示"}
_BLANKS_NAMED = 5


def print_json(data: Any) -> None:
    """JSON to stdout, in UTF-8 whatever the terminal."""
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    sys.stdout.buffer.write(text.encode())
    sys.stdout.flush()


def summary_text(report: Report) -> str:
    """What was read, in a few lines."""
    form = report.form
    read = len(report.figures.values)
    lines = [
        f"机关：{report.organ or '未识别'}",
        f"年度：{report.year or '未识别'}",
        f"格式：{report.printed or report.edition}年版",
        f"单元格：读出 {read} 个，空白或无法识别 {len(form.cells) - read} 个",
    ]
    for section in (*form.narrative, "unplaced"):
        if text := report.section(section):
            lines.append(f"{section_name(form, section)}：{len(text)} 字")
    return "\n".join(lines)


def findings_text(findings: Iterable[Finding]) -> str:
    """One line a finding, hardest first; many blank cells of one table share a line."""
    findings = list(findings)
    blanks: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.code == "T-01":
            blanks.setdefault(finding.where.split(".")[0], []).append(finding)
    folded = {id(item) for group in blanks.values() if len(group) > _BLANKS_NAMED for item in group}
    lines = []
    for table, group in blanks.items():
        if len(group) > _BLANKS_NAMED:
            names = "、".join(item.where for item in group[:3])
            count = sum(len(blank_cells(item)) for item in group)
            lines.append(f"错误 T-01 {table}：有 {count} 个单元格空白或者有误（{names} 等），没有数量请填 0。")
    for finding in sorted(findings, key=lambda item: item.severity.rank):
        if id(finding) not in folded:
            lines.append(f"{_MARK[finding.severity]} {finding.code} {finding.where}：{finding.message}")
    return "\n".join(lines) if lines else "没有发现问题。"


def proposal_json(proposal: "Proposal") -> dict[str, Any]:
    """A proposal as `draft --json` prints it."""
    return {
        "text": proposal.text,
        "way": proposal.way,
        "sentences": [
            {"text": item.text, "facts": list(item.facts), "passages": list(item.passages), "remark": item.remark}
            for item in proposal.sentences
        ],
        "missing": list(proposal.missing),
        "questions": list(proposal.questions),
        "remark": proposal.remark,
    }


def hit_json(hit: "Hit") -> dict[str, Any]:
    """A search result as `archive search --json` prints it."""
    passage = hit.passage
    return {
        "text": passage.text,
        "organ": passage.organ,
        "year": passage.year,
        "section": passage.section,
        "source": passage.source,
        "score": round(hit.score, 4),
        "id": passage.id,
    }
