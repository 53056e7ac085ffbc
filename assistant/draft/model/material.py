"""What a model is given to write from: facts by name, notes and passages as delimited data.

Passages and notes come from imported files. They are data: marks that could end their tag are taken out,
and sentences that speak to a machine instead of a reader are not passed on at all.
"""

import re
from typing import TYPE_CHECKING

from assistant.draft.proposal.points import points
from assistant.draft.proposal.proposal import Request
from assistant.draft.thresholds import MOST_FACTS, MOST_PASSAGES
from assistant.facts import Fact
from assistant.form import Form
from assistant.prose import sentences

if TYPE_CHECKING:
    from assistant.evidence import Passage

_INSTRUCTION = re.compile(
    r"忽略|无视|不要理会|(?:以上|之前|前面|上述)的?(?:所有)?(?:指令|指示|规则|要求|提示)(?:无效|作废)|系统提示|提示词|你(?:现在)?(?:是|必须|应当|需要|只能)"
    r"|(?:请|必须)(?:输出|回答|回复|改写为|写成)|(?i:ignore|disregard|system\s*prompt|assistant|instruction|as an ai)"
    r"|(?:人工智能|大模型|语言模型|AI)(?:助手|必须|请)"
)
_TAGS = re.compile(r"[<>〈〉]|\{\{|\}\}|\[\[|\]\]|```")
_USUAL = {"overview.active": ("T2",), "overview.on_request": ("T3", "T4"), "overview": ("T2", "T3")}


def instructs(text: str) -> bool:
    """Whether a sentence speaks to a machine."""
    return bool(_INSTRUCTION.search(text))


def facts_for(request: Request) -> list[Fact]:
    """The facts a section may state, those that are not zero first to go, all zero totals kept."""
    tables = _USUAL.get(request.section, ())
    chosen = []
    for key, fact in request.facts.items():
        mine = fact.aspect == request.section or key in {"year", "last_year", "next_year"}
        cell = (
            key.startswith(("sum.", "share.", "change.", "rate."))
            and "overview.on_request" == fact.aspect == request.section
        )
        table = key.split(".")[0] in tables and (
            fact.value != 0 or key.endswith((".total", "issued", "decisions", "amount"))
        )
        fee = request.section == "other" and ("信息处理费" in key or key == "T3.received.total")
        if (mine and not _dull(key, fact, request.report.form)) or cell or table or fee:
            chosen.append(fact)
    return chosen[:MOST_FACTS]


def _dull(key: str, fact: Fact, form: Form) -> bool:
    """Zeros of single columns and last year's single columns: true, and of no use to prose."""
    core = key.removeprefix("last.").removeprefix("change.").removeprefix("rate.")
    cell = form.cells.get(core)
    single = cell is not None and cell.table != "T2" and cell.column.id != "total"
    return single and (fact.value == 0 or core != key)


def fact_lines(request: Request) -> str:
    """The facts, one a line: placeholder, name, unit. No value: what a model is not told it cannot copy."""
    return "\n".join(map(_fact_line, facts_for(request))) or "（没有）"


def _fact_line(fact: Fact) -> str:
    label = re.sub(r"\d+\.(?=[一-鿿])", "", fact.label)
    unit = f"（单位：{fact.unit}）" if fact.unit else ""
    zero = "，本年为零" if fact.value == 0 else ""
    return f"{{{{{fact.id}}}}}：{re.sub(r'[0-9]+', '×', label)}{unit}{zero}"


def note_lines(request: Request) -> str:
    """The section's notes with placeholders for their figures, one a line."""
    lines = [point.template for point in points(request.report, request.section) if not instructs(point.text)]
    return "\n".join(f"- {_harmless(line, keep_placeholders=True)}" for line in lines) or "（没有）"


def passage_blocks(request: Request) -> tuple[str, dict[str, "Passage"]]:
    """The passages as numbered blocks of data, and which passage each number is."""
    blocks: list[str] = []
    numbered: dict[str, Passage] = {}
    for passage in request.passages[:MOST_PASSAGES]:
        kept = "".join(item for item in sentences(passage.masked) if not instructs(item)).strip()
        if not kept:
            continue
        name = f"P{len(numbered) + 1}"
        numbered[name] = passage
        own = "本单位往年" if passage.organ == request.report.organ else "其他单位"
        blocks.append(f'<资料 编号="{name}" 来源="{own}">\n{_harmless(kept)}\n</资料>')
    return "\n".join(blocks) or "（没有）", numbered


def _harmless(text: str, *, keep_placeholders: bool = False) -> str:
    if keep_placeholders:
        return re.sub(r"[<>〈〉]|```", "", text)
    return _TAGS.sub("", text)
