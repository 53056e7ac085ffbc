"""Three ways of writing without a model: 据实成文, 沿用上年, 借鉴范文. One call serves them all."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from assistant.draft.proposal.locking import with_locked
from assistant.draft.proposal.proposal import WAY_NAMES, Proposal, Request
from assistant.draft.ways import from_facts, from_last_year, from_passages
from assistant.errors import UsageError

_WAYS: Mapping[str, Callable[[Request], Proposal]] = {
    "facts": from_facts.propose,
    "last-year": from_last_year.propose,
    "model-passage": from_passages.propose,
}


def propose(request: Request, way: str) -> list[Proposal]:
    """Wording for the request's section in one way; locked sentences of the current text stay in it unchanged.

    Raises UsageError for a way or section there is not.
    """
    write = _WAYS.get(way)
    if write is None:
        ways = "、".join(f"{key}（{WAY_NAMES[key]}）" for key in _WAYS)
        raise UsageError(f"没有“{way}”这种离线写法，可用的写法：{ways}。")
    known = request.report.form.narrative
    if request.section not in known:
        raise UsageError(f"没有“{request.section}”这一节，可用的有：{'、'.join(known)}。")
    proposal = write(request)
    if not request.locked:
        return [proposal]
    kept = with_locked(proposal.sentences, request)
    return [replace(proposal, sentences=kept, text="".join(item.text for item in kept).strip())]
