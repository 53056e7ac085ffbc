"""Submitting: a section an agent wrote becomes a proposal, under the same guard as everything a model writes."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from assistant.draft.model.agent.arguments import Proposing
from assistant.draft.model.agent.turn_state import State
from assistant.draft.model.answer_lines import Line, parse
from assistant.draft.model.assembling import HALF, assembled
from assistant.draft.model.choosing import chosen
from assistant.draft.model.guarding import problems
from assistant.draft.model.material import left_out
from assistant.draft.model.strays import without_numbers
from assistant.errors import ModelUnavailable, UsageError


def lines_of(given: Sequence[str]) -> list[Line]:
    """An agent's sentences as lines, each with the passages it names."""
    return [line for text in given for line in parse(text)]


def propose(given: Proposing, state: State) -> str:
    """Put a section's sentences forward. Broken rules are sent back once; after that the program mends them."""
    request = state.request(given.section)
    lines = lines_of(given.sentences)
    wrong = problems(lines, request)
    if wrong and request.section not in state.sent_back:
        state.sent_back.add(request.section)
        raise UsageError("有以下问题，请改正后再次提交：\n" + "\n".join(without_numbers(item) for item in wrong))
    submit(lines, state, request.section)
    proposal = state.proposals[request.section]
    changed = dict.fromkeys(remark for item in proposal.sentences for remark in item.remark.split("；") if remark)
    said = "已提交，等经办人比较采用。"
    if changed:
        said += "程序的改动：" + "；".join(changed) + "。"
    if proposal.missing:
        said += "还缺：" + "、".join(proposal.missing) + "。"
    return said


def submit_half(whole: Any, state: State) -> None:
    """Keep the finished sentences of a proposal that the person stopped, if there are any."""
    for call in getattr(whole, "tool_calls", ()):
        said = call["args"].get("sentences") if call["name"] == "propose" else None
        texts = [item for item in said[:-1] if isinstance(item, str)] if isinstance(said, list) else []
        if texts:
            with suppress(UsageError):
                submit(lines_of(texts), state, str(call["args"].get("section") or ""), HALF)


def submit(lines: list[Line], state: State, section: str, remark: str = "") -> None:
    """Keep the lines as the turn's proposal for the section; UsageError if none of them may stand."""
    request = state.request(section)
    choice = chosen(request)
    told = f"{left_out(choice)}给语言模型。" if choice.left_out else ""
    label = f"{state.prompts.agent.label} {state.prompts.sections[request.section].label}"
    try:
        proposal = assembled(lines, request, state.numbered, model=state.model, prompt=label, remark=remark + told)
    except ModelUnavailable:
        raise UsageError("没有一句可以采用：句子不能发指令，不能只列占位符，不能写没有依据的事情。请重写。") from None
    state.proposals[request.section] = proposal
