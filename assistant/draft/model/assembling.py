"""Assembling: the lines a model wrote for a section, guarded, as a proposal."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.draft.model.answer_lines import Line
from assistant.draft.model.guarding import guarded, missing
from assistant.draft.proposal.gaps import wanted
from assistant.draft.proposal.locking import with_locked
from assistant.draft.proposal.proposal import Proposal, Request, Sentence
from assistant.draft.thresholds import LONGEST_RUN
from assistant.errors import ModelUnavailable
from assistant.past.organ import same_organ
from assistant.prose.likeness import longest_shared

if TYPE_CHECKING:
    from assistant.evidence import Passage

NOTHING = "语言模型没有写出可用的文字。"
HALF = "已停止，以下是停止前写出的部分。"
_AS_LAST_YEAR = "与本机关上年的表述相近，请改写"


def assembled(
    lines: Sequence[Line], request: Request, numbered: Mapping[str, "Passage"], *, model: str, prompt: str, remark: str
) -> Proposal:
    """The proposal that a model's lines come to; raises ModelUnavailable if none of them may stand."""
    ids = {name: passage.id for name, passage in numbered.items()}
    others = [passage for passage in numbered.values() if not same_organ(passage.organ, request.report.organ)]
    printed = [text for passage in others for text in (passage.text, passage.masked)]
    said: list[Sentence] = []
    for line in lines:
        new = guarded(line, request, ids, printed)
        said += [item for item in new if item.text not in {other.text for other in said}]
    if not said:
        raise ModelUnavailable(NOTHING)
    said = [_held_against_last_year(item, request) for item in said]
    kept = with_locked(tuple(said), request) if request.locked else tuple(said)
    lacking = [*missing(list(kept), request.facts), *(name for item in kept for name in wanted(item.text))]
    return Proposal(
        section=request.section,
        way="llm",
        text="".join(item.text for item in kept).strip(),
        sentences=kept,
        missing=tuple(dict.fromkeys(lacking)),
        remark=remark,
        model=model,
        prompt=prompt,
    )


def _held_against_last_year(item: Sentence, request: Request) -> Sentence:
    """The sentence, marked where a long clause of it stands as the organ itself printed it last year."""
    last = "" if request.last is None else request.last.section(request.section)
    if not last or longest_shared(item.text, [last]) <= LONGEST_RUN:
        return item
    return replace(item, remark="；".join(filter(None, [item.remark, _AS_LAST_YEAR])))
