"""据实成文: a section written from this year's tables, indicators and notes, and from nothing else."""

from dataclasses import replace

from assistant.asking.questions import questions
from assistant.draft.composing.fitting import fit
from assistant.draft.proposal.gaps import wanted
from assistant.draft.proposal.manner import asked
from assistant.draft.proposal.proposal import Proposal, Request, sentence
from assistant.draft.ways.contact import contact_sentences

_BESIDE_A_TEXT = frozenset({"form", "promise", "tables"})
"""What is asked even of a section that can be written: what the law and the form require, what was promised in
public, what stands out or is blank in the tables it is written from."""
_WITH_QUESTIONS = "本节还没有可以写入的事实，请先回答下列问题。"
_WITHOUT = "本节还没有可以写入的事实，请先填报数据，或者说说今年做了什么。"


def propose(request: Request) -> Proposal:
    """One proposal; with no fact to write from, questions to the clerk instead of text."""
    manner = request.manner or replace(asked(request.instruction), variant=request.variant)
    fitted = fit(request, manner)
    said = [
        sentence(piece.template, request.facts, remark=piece.remark, notes=piece.notes)
        for piece in fitted.composed.pieces
    ]
    if request.section == "preamble":
        said += contact_sentences(request)
    asks = tuple(dict.fromkeys(fitted.composed.asks))
    open_ = (*asks, *still_asked(request, empty=not said))
    empty = "" if said else _WITH_QUESTIONS if open_ else _WITHOUT
    return Proposal(
        section=request.section,
        way="facts",
        text="".join(item.text for item in said).strip(),
        sentences=tuple(said),
        missing=tuple(dict.fromkeys(name for item in said for name in wanted(item.text))),
        asks=asks,
        questions=tuple(dict.fromkeys(open_)),
        remark=empty + fitted.remark + "".join(dict.fromkeys(fitted.composed.elsewhere)),
        manner=manner.code,
    )


def still_asked(request: Request, *, empty: bool) -> list[str]:
    """What the clerk is still asked about the section: all of it where that is empty, else what must be answered."""
    found = questions(request.report, request.last, section=request.section)
    return [one.question for one in found if empty or (one.source in _BESIDE_A_TEXT and not one.opens)]
