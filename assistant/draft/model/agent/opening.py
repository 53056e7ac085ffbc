"""Opening: what an agent is told before the first word: its task, its rules, and the place it is talked to at."""

from assistant.draft.book.register import own_name
from assistant.draft.model.agent.memory import template_of
from assistant.draft.model.agent.turn_state import State
from assistant.draft.model.cleaning import cleaned
from assistant.draft.model.material import without_tags
from assistant.draft.model.strays import with_placeholders
from assistant.draft.proposal.proposal import Proposal, Request
from assistant.draft.thresholds import LONGEST_TURN
from assistant.form import section_name


def opening(state: State, previous: Proposal | None) -> str:
    """The system's words: the rules, the sections, and what the conversation is about."""
    report = state.whole.report
    return state.prompts.agent.fill(
        organ=report.organ or "本机关",
        own_name=own_name(report.organ),
        year="本年度" if report.year is None else "{{year}}年",
        sections="\n".join(f"{name}：{section_name(report.form, name)}" for name in report.form.narrative),
        place=_place(state.whole, previous),
    )


def _place(request: Request, previous: Proposal | None) -> str:
    """What the conversation is about: the whole report, or a section with its present text and the proposal meant."""
    if not request.section:
        return "现在谈的是整篇报告，调用工具时写明节的代码。"
    current = without_tags(with_placeholders(cleaned(request.current), request), keep_placeholders=True)[:LONGEST_TURN]
    parts = [
        f"现在谈的是“{section_name(request.report.form, request.section)}”（代码 {request.section}）。",
        f"这一节现在的文字：\n<当前文字>\n{current or '（还没有）'}\n</当前文字>",
    ]
    if previous is not None and previous.sentences:
        parts.append(f"经办人说的是这份建议：\n<建议>\n{template_of(previous)[:LONGEST_TURN]}\n</建议>")
    if request.locked:
        parts.append("必须原样保留、由程序放入的句子：\n" + "\n".join(request.locked))
    return "\n".join(parts) + "\n"
