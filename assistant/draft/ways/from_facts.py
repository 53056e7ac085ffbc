"""据实成文: a section written from this year's tables, indicators and notes, and from nothing else."""

from collections.abc import Iterator
from dataclasses import replace

from assistant.draft.book import phrasebook
from assistant.draft.book.phrasebook import Section
from assistant.draft.book.state import State
from assistant.draft.composing.answered_promises import Promise, promises, shortened
from assistant.draft.composing.fitting import fit
from assistant.draft.proposal.gaps import wanted
from assistant.draft.proposal.manner import BRIEF, Manner, asked
from assistant.draft.proposal.points import points
from assistant.draft.proposal.proposal import Proposal, Request, sentence
from assistant.draft.ways.contact import contact_sentences
from assistant.prose import split


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
    questions = (*fitted.composed.asks, *_questions(request, manner, empty=not said))
    empty = "" if said else "本节还没有可以写入的事实，请先回答下列问题。"
    return Proposal(
        section=request.section,
        way="facts",
        text="".join(item.text for item in said).strip(),
        sentences=tuple(said),
        missing=tuple(dict.fromkeys(name for item in said for name in wanted(item.text))),
        questions=tuple(dict.fromkeys(questions)),
        remark=empty + fitted.remark + "".join(dict.fromkeys(fitted.composed.elsewhere)),
        manner=manner.code,
    )


def _questions(request: Request, manner: Manner, *, empty: bool) -> Iterator[str]:
    book: Section = phrasebook.section(request.section)
    state = State(request)
    level = max(BRIEF, manner.level)
    for promise in open_promises(request):
        yield f"上年报告提出“{promise.short}”，本年落实情况如何？请在工作事实中补充。"
    if request.section == "problems" and empty:
        yield from _old_problems(request)
    for question in book.questions:
        due = question.always or empty or (question.level <= level and question.level > BRIEF)
        if due and state.holds(question.when):
            yield question.say
    if request.section == "improvements":
        yield from _unpaired(request)


def open_promises(request: Request) -> list[Promise]:
    """Improvements promised last year that no note of this year takes up; asked about with the improvements."""
    if request.section != "improvements":
        return []
    return [promise for promise in promises(request) if promise.answer is None]


def _old_problems(request: Request) -> Iterator[str]:
    if request.last is not None:
        for problem in split(request.last.section("problems"))[:4]:
            yield f"上年报告指出“{shortened(problem)}”，本年是否已经解决？仍然存在的，请写明现状。"


def _unpaired(request: Request) -> Iterator[str]:
    """Problems of this year for which no improvement is noted."""
    problems = points(request.report, "problems")
    improvements = points(request.report, "improvements")
    for point in problems[len(improvements) :]:
        yield f"对“{shortened(point.text)}”这一问题，采取了或者将采取什么措施？"
