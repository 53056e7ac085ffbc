"""A section made anew from its facts as asked: shorter, fuller, otherwise, in a paragraph, in points, within a size.

What was taken out or put in by request stays so.
"""

from dataclasses import replace

from assistant.draft.conversation.revising import reworded
from assistant.draft.proposal.manner import CORE, FULL, Manner, asked, read
from assistant.draft.proposal.proposal import Proposal, Request, Sentence
from assistant.draft.ways import from_facts

_OTHERWISE = 8
"""Other wordings tried before it is said that there is none: most sections differ at the first."""


def manner_of(previous: Proposal | None, request: Request) -> Manner:
    """The manner the conversation has come to; the usual one where the last proposal was not made from facts."""
    if previous is None or previous.way != "facts":
        return Manner(variant=request.variant)
    return read(previous.manner)


def reshaped(message: str, request: Request, previous: Proposal | None) -> Proposal:
    """The section in the manner a message asks for."""
    return _composed(asked(message, manner_of(previous, request)), request, previous)


def shorter(request: Request, previous: Proposal) -> Proposal | None:
    """The section with less said; None if the facts allow no shorter text."""
    manner = manner_of(previous, request)
    while manner.level > CORE:
        manner = manner.less()
        proposal = _composed(manner, request, previous)
        if proposal.text and len(proposal.text) < len(previous.text):
            return proposal
    return None


def fuller(request: Request, previous: Proposal | None) -> Proposal | None:
    """The section with more facts, or with what had been left out for brevity; None if all of it is said."""
    manner = manner_of(previous, request)
    before = previous.text if previous is not None else request.current.strip()
    while manner.level < FULL or manner.limit is not None:
        manner = manner.more()
        proposal = _composed(manner, request, previous)
        if proposal.text and (len(proposal.text) > len(before) or set(proposal.facts) - _facts(previous)):
            return proposal
    return None


def otherwise(request: Request, previous: Proposal | None, before: str) -> Proposal | None:
    """The same facts in other words and another order; None if there is no other text."""
    manner = manner_of(previous, request)
    for step in range(1, _OTHERWISE + 1):
        proposal = _composed(replace(manner, variant=manner.variant + step), request, previous)
        if proposal.text and proposal.text != before:
            return proposal
    return None


def _composed(manner: Manner, request: Request, previous: Proposal | None) -> Proposal:
    """The section in a manner, in the words that were put for others before."""
    proposal = _told(manner, request, previous)
    sentences = proposal.sentences
    for old, new in manner.changes:
        sentences = tuple(reworded(item, old, new, request) for item in sentences)
    return replace(proposal, sentences=sentences, text="".join(item.text for item in sentences).strip())


def _told(manner: Manner, request: Request, previous: Proposal | None) -> Proposal:
    """The facts in a manner, less what was taken out of the previous proposal, with what was put into it."""
    plain = replace(request, instruction="", manner=manner)
    if previous is None or previous.way != "facts":
        return from_facts.propose(plain)
    whole = from_facts.propose(replace(plain, manner=read(previous.manner)))
    # A limit and brevity leave things out by themselves: those may come back.
    gone = _carried(whole) - _carried(previous)
    proposal = from_facts.propose(replace(plain, without=tuple(sorted(gone, key=str))))
    more = [item for item in previous.sentences if _put_in(item, whole)]
    if not more or not proposal.text:
        return proposal
    sentences = (*proposal.sentences, *more)
    return replace(proposal, sentences=sentences, text="".join(item.text for item in sentences).strip())


def _carried(proposal: Proposal) -> set[str | int]:
    """What a proposal tells: facts by id, notes by place."""
    return {*proposal.facts, *(note for item in proposal.sentences for note in item.notes)}


def _put_in(item: Sentence, whole: Proposal) -> bool:
    """Whether a sentence tells what the composition does not: somebody asked for it."""
    known = _carried(whole)
    told = {*item.facts, *item.notes}
    return (bool(told) and not told & known) or (not told and item.text not in whole.text)


def _facts(previous: Proposal | None) -> set[str]:
    return set(previous.facts) if previous is not None else set()
