"""借鉴范文: this year's facts, said with turns of phrase learnt from other organs' reports.

Other organs' deeds are not handed over: what they write about and this report does not is asked.
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.draft.proposal.proposal import Proposal, Request, Sentence
from assistant.draft.thresholds import LONGEST_RUN
from assistant.draft.ways import from_facts
from assistant.draft.ways.borrowing.layout import laid_out
from assistant.draft.ways.borrowing.peers_topics import asked_of_peers
from assistant.draft.ways.borrowing.saying import connected, opened, with_verbs
from assistant.draft.ways.borrowing.turns import Learnt, learn
from assistant.prose.likeness import longest_shared

_OWN_BUSINESS = {"preamble", "other"}
"""Sections in which another organ's sentences speak of nothing but that organ."""
_BORROWED = "句式借鉴其他机关，所说的都是本机关今年的事实。"
_NOTHING = "没有可以借鉴的说法，以下按本年事实写成。"


def propose(request: Request) -> Proposal:
    """One proposal from this year's facts; what nothing can be learnt for is 据实成文."""
    plain = replace(from_facts.propose(request), way="model-passage")
    if request.section in _OWN_BUSINESS:
        return plain
    others = [passage for passage in request.passages if passage.organ != request.report.organ]
    questions = (*asked_of_peers(request, others), *plain.questions)
    said = _said(plain.sentences, learn(others, request.section), request)
    printed = [text for passage in others for text in (passage.text, passage.masked)]
    said = [_unlike(item, plain.sentences, printed) for item in said]
    if [item.text for item in said] == [item.text for item in plain.sentences]:
        return replace(plain, questions=questions, remark=_NOTHING + plain.remark)
    return replace(
        plain,
        text="".join(item.text for item in said).strip(),
        sentences=tuple(said),
        questions=questions,
        remark=_BORROWED + plain.remark,
    )


def _said(plain: Sequence[Sentence], learnt: Learnt, request: Request) -> list[Sentence]:
    said = [with_verbs(item, learnt.verbs, request) for item in laid_out(plain, learnt, request)]
    return opened(connected(said, learnt.connectives, request), learnt.openings, request)


def _unlike(item: Sentence, plain: Sequence[Sentence], printed: Sequence[str]) -> Sentence:
    """The sentence, or the plain one, where a turn of phrase made it another organ's print."""
    if not item.passages or longest_shared(item.text, printed) <= LONGEST_RUN:
        return item
    return next((one for one in plain if set(one.facts) == set(item.facts) and one.notes == item.notes), item)
