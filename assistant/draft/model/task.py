"""Task: one prompt from a request, with everything a model may write a section from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.draft.book.register import own_name
from assistant.draft.model.choosing import chosen
from assistant.draft.model.cleaning import cleaned
from assistant.draft.model.material import (
    NONE,
    fact_lines,
    last_year_text,
    left_out,
    note_lines,
    passage_blocks,
    target_length,
)
from assistant.draft.model.prompts import Prompts
from assistant.draft.model.strays import without_strays
from assistant.draft.proposal.proposal import Request

if TYPE_CHECKING:
    from assistant.evidence import Passage

_PROBLEMS = "problems"
"""The section whose problems the improvements answer."""


@dataclass(frozen=True)
class Task:
    """The system's words and the task's, which passage each number in it is, the prompts' names, and what to remark."""

    system: str
    text: str
    numbered: Mapping[str, "Passage"]
    label: str
    remark: str = ""


def set_task(request: Request, prompts: Prompts) -> Task:
    """The task of writing the request's section, or of rewriting what stands there if something is asked of it."""
    prompt = prompts.sections[request.section]
    organ = request.report.organ
    blocks, numbered = passage_blocks(request)
    choice = chosen(request)
    last = last_year_text(request.last, request.section, organ)
    known = {
        "facts": fact_lines(choice, request.facts),
        "notes": note_lines(request),
        "problems": _problems(request),
        "last_year": last or NONE,
        "length": target_length(last, prompt.usual_length),
        "passages": blocks,
        "locked": "\n".join(request.locked) or NONE,
    }
    text = prompt.fill(**{name: value for name, value in known.items() if name in prompt.variables})
    label = f"{prompts.system.label} {prompt.label}"
    if request.instruction.strip() or (request.current.strip() and request.variant == 0):
        current, _ = without_strays(request.current, request)
        instruction = request.instruction.strip() or "重新起草这一节。"
        text = prompts.rewrite.fill(task=text, current=current or "（空）", instruction=instruction)
        label += f" {prompts.rewrite.label}"
    elif request.variant:
        text += f"\n\n请换一种与通常不同的写法，这是第{'二三四五六七八九'[min(request.variant - 1, 7)]}种。"
    system = prompts.system.fill(
        organ=organ or "本机关",
        own_name=own_name(organ),
        year="本年度" if request.report.year is None else "{{year}}年",
    )
    remark = f"{left_out(choice)}给语言模型。" if choice.left_out else ""
    return Task(system, text, numbered, label, remark)


def _problems(request: Request) -> str:
    """This year's problems as the improvements answer them: the section's text, and the notes it does not say yet."""
    text, _ = without_strays(cleaned(request.report.section(_PROBLEMS)), request)
    notes = note_lines(request, _PROBLEMS)
    return "\n".join(part for part in (text, "" if notes == NONE and text else notes) if part)
