"""What a model is given to write from: facts by name, notes, last year's section and passages as delimited data.

Passages and notes come from imported files. They are data: marks that could end their tag are taken out, and
tables' remnants and sentences that give orders are not passed on at all.
"""

import re
from typing import TYPE_CHECKING

from assistant.draft.model.choosing import Choice, movement
from assistant.draft.model.cleaning import cleaned
from assistant.draft.model.orders import commands_a_machine
from assistant.draft.proposal.points import points
from assistant.draft.proposal.proposal import Request
from assistant.draft.thresholds import LENGTH_STEP, MOST_PASSAGES, SHORTEST_MODEL
from assistant.evidence import mask
from assistant.facts import Fact, Facts
from assistant.past.organ import same_organ
from assistant.report import Report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.evidence import Passage

NONE = "（没有）"
_TAGS = re.compile(r"[<>〈〉]|\{\{|\}\}|\[\[|\]\]|```")


def fact_lines(choice: Choice, facts: Facts) -> str:
    """The facts, one a line: placeholder, name, unit, what steers the sentence; and how many were left out.

    No value: what a model is not told it cannot copy.
    """
    lines = [_fact_line(fact, facts) for fact in choice.facts]
    if choice.left_out:
        lines.append(f"（{left_out(choice)}。）")
    return "\n".join(lines) or NONE


def left_out(choice: Choice) -> str:
    """What a model was not told, as a clause."""
    return f"另有{choice.left_out}个分栏明细或者为零的数没有列出"


def _fact_line(fact: Fact, facts: Facts) -> str:
    label = re.sub(r"\d+\.(?=[一-鿿])", "", fact.label)
    unit = f"（单位：{fact.unit}）" if fact.unit else ""
    moved = movement(fact, facts)
    steer = "".join(f"，{word}" for word in ("本年为零" if fact.value == 0 else "", moved) if word)
    return f"{{{{{fact.id}}}}}：{re.sub(r'[0-9]+', '×', label)}{unit}{steer}"


def note_lines(request: Request, section: str = "") -> str:
    """A section's notes with placeholders for their figures, one a line."""
    lines = [
        point.template
        for point in points(request.report, section or request.section)
        if not commands_a_machine(point.text)
    ]
    return "\n".join(f"- {without_tags(line, keep_placeholders=True)}" for line in lines) or NONE


def last_year_text(last: Report | None, section: str, organ: str) -> str:
    """The organ's own last year of a section: no digit, no order, no table remnant; empty if there is none."""
    if last is None:
        return ""
    return without_tags(cleaned(mask(last.section(section), [organ, last.organ]))).strip()


def target_length(last: str, usual: int) -> str:
    """How long the section should be, as a prompt says it: as last year, else as is usual for the section."""
    mine = len(re.sub(r"\s", "", last))
    length, ground = (mine, "本机关上年同节") if mine >= SHORTEST_MODEL else (usual, "同类报告这一节的通常篇幅")
    about = max(LENGTH_STEP, round(length / LENGTH_STEP) * LENGTH_STEP)
    return f"约{about}字（依据：{ground}）。工作事实多的可以更长，少的不要凑字；经办人另有要求的从其要求。"


def passage_blocks(request: Request, known: "Mapping[str, Passage] | None" = None) -> "tuple[str, dict[str, Passage]]":
    """The passages as numbered blocks of data, and which passage each number is, after those `known` already."""
    blocks: list[str] = []
    numbered: dict[str, Passage] = dict(known or {})
    for passage in request.passages:
        kept = without_tags(cleaned(passage.masked)).strip()
        if not kept:
            continue
        name = f"P{len(numbered) + 1}"
        numbered[name] = passage
        own = "本单位往年" if same_organ(passage.organ, request.report.organ) else "其他单位"
        blocks.append(f'<资料 编号="{name}" 来源="{own}">\n{kept}\n</资料>')
        if len(blocks) == MOST_PASSAGES:
            break
    return "\n".join(blocks) or NONE, numbered


def without_tags(text: str, *, keep_placeholders: bool = False) -> str:
    """The text without marks that could end its tag or pass for a placeholder."""
    if keep_placeholders:
        return re.sub(r"[<>〈〉]|```", "", text)
    return _TAGS.sub("", text)
