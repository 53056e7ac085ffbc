"""据实成文: a section written from this year's tables, indicators and notes, and from nothing else."""

import re
from collections.abc import Iterator, Sequence

from assistant.draft.book import phrasebook
from assistant.draft.book.enumeration import results
from assistant.draft.book.filling import detail, fill, indicator_phrases
from assistant.draft.book.indicator_clauses import starts_with_verb
from assistant.draft.book.phrasebook import Entry, Section
from assistant.draft.book.register import number, without_own_name
from assistant.draft.book.state import State
from assistant.draft.proposal.gaps import wanted
from assistant.draft.proposal.points import REMARK, Point
from assistant.draft.proposal.proposal import Proposal, Request, Sentence, sentence
from assistant.draft.thresholds import INDICATORS_A_SENTENCE
from assistant.draft.ways.answered_promises import Promise, promises
from assistant.draft.ways.contact import contact_sentences

_DENIAL = re.compile(r"(?:全年|年内|本年度?)?(?:未发生|没有发生|未出现|没有出现|未收到|没有收到|无因)")


def propose(request: Request) -> Proposal:
    """One proposal; with no fact to write from, questions to the clerk instead of text."""
    book = phrasebook.section(request.section)
    state = State(request)
    said = list(_sentences(book, state))
    questions = tuple(_questions(book, state, empty=not said))
    return Proposal(
        section=request.section,
        way="facts",
        text="".join(item.text for item in said).strip(),
        sentences=tuple(said),
        missing=tuple(dict.fromkeys(name for item in said for name in wanted(item.text))),
        questions=questions,
        remark="" if said else "本节还没有可以写入的事实，请先回答下列问题。",
    )


def _sentences(book: Section, state: State) -> Iterator[Sentence]:
    level = detail(state.request.instruction)
    for entry in book.entries:
        if entry.level <= level and state.holds(entry.when) and _needed(entry, state):
            template = fill(state.choose(entry.say, entry.id), book, state)
            if template:
                yield sentence(template, state.facts)
    if state.request.section == "preamble":
        yield from contact_sentences(state.request)
    if state.request.section == "improvements":
        yield from _answers(book, state)
    yield from _notes(book, state)
    yield from _indicators(book, state)


def _needed(entry: Entry, state: State) -> bool:
    if entry.needs == "figures":
        return state.value("T3.received.total") is not None
    if entry.needs in {"single", "several"}:
        return (len(results(state)) == 1) == (entry.needs == "single") and bool(results(state))
    return True


def _notes(book: Section, state: State) -> Iterator[Sentence]:
    """The notes as 一是、二是; that something did not happen is no measure, and is said after them."""
    points = [point for point in state.points if not _answered(point, state)]
    denials = [point for point in points if _DENIAL.match(point.text) and state.request.section in state.form.aspects]
    yield from _measures([point for point in points if point not in denials], book, state)
    for point in denials:
        yield sentence(f"{point.template}。", state.facts, remark=point.remark)


def _measures(points: Sequence[Point], book: Section, state: State) -> Iterator[Sentence]:
    if not points:
        return
    if len(points) == 1:
        point = points[0]
        plain = without_own_name(point.template, state.request.report.organ)
        given = {"note": point.template, "note_plain": plain}
        # The organ is named once: by the wording itself, else before a note that starts with its verb.
        wording = state.choose(book.one_note, "one")
        named = "{self}" in wording
        given["note"] = plain if named else point.template
        template = fill(wording, book, state, lead_note="" if named else state.subject(point.text), **given)
        if template:
            yield sentence(template, state.facts, remark=point.remark)
        return
    intro = fill(state.choose(book.many_notes, "many"), book, state) or ""
    bare = [without_own_name(point.template, state.request.report.organ) for point in points]
    for index, template in enumerate(number(bare)):
        yield sentence(intro * (index == 0) + template, state.facts, remark=points[index].remark)


def _indicators(book: Section, state: State) -> Iterator[Sentence]:
    clauses = indicator_phrases(state)
    if not clauses or not book.indicators:
        return
    for start in range(0, len(clauses), INDICATORS_A_SENTENCE):
        said = "，".join(clauses[start : start + INDICATORS_A_SENTENCE])
        if start == 0:
            wording = state.choose(book.indicators, "indicators")
            wanting = re.search(r"\{(?:subject|opening)\}", wording)
            subject = state.subject(said) if starts_with_verb(clauses[0]) and wanting else ""
            state.doer = subject
            template = fill(wording, book, state, indicators=said, subject=subject)
        else:
            template = f"此外，{said}。" if start == INDICATORS_A_SENTENCE else f"另有{said}。"
        if template:
            yield sentence(template, state.facts)


def _answers(book: Section, state: State) -> Iterator[Sentence]:
    """Last year's promises that a note of this year takes up, answered first."""
    for index, promise in enumerate(promises(state.request)):
        if promise.answer is None:
            continue
        wording = book.answer[(index + state.request.variant) % len(book.answer)]
        template = fill(wording, book, state, promise=promise.short, note=promise.answer.template)
        if template:
            yield sentence(template, state.facts, remark=promise.answer.remark or "回应上年提出的改进措施")


def _answered(point: Point, state: State) -> bool:
    """Whether a note already stands in the answer to a promise of last year."""
    if state.request.section != "improvements":
        return False
    return any(
        promise.answer is not None and promise.answer.template == point.template for promise in promises(state.request)
    )


def _questions(book: Section, state: State, *, empty: bool) -> Iterator[str]:
    level = detail(state.request.instruction)
    for promise in open_promises(state.request):
        yield f"上年报告提出“{promise.short}”，本年落实情况如何？请在工作事实中补充。"
    if state.request.section == "problems" and empty:
        yield from _old_problems(state.request)
    for question in book.questions:
        due = question.always or empty or (question.level <= level and question.level > 1)
        if due and state.holds(question.when):
            yield question.say
    if state.request.section == "improvements":
        yield from _unpaired(state.request)


def open_promises(request: Request) -> list[Promise]:
    """Improvements promised last year that no note of this year takes up; asked about with the improvements."""
    if request.section != "improvements":
        return []
    return [promise for promise in promises(request) if promise.answer is None]


def _old_problems(request: Request) -> Iterator[str]:
    from assistant.draft.ways.answered_promises import shortened
    from assistant.prose import split

    if request.last is not None:
        for problem in split(request.last.section("problems"))[:4]:
            yield f"上年报告指出“{shortened(problem)}”，本年是否已经解决？仍然存在的，请写明现状。"


def _unpaired(request: Request) -> Iterator[str]:
    """Problems of this year for which no improvement is noted."""
    from assistant.draft.proposal.points import points
    from assistant.draft.ways.answered_promises import shortened

    problems = points(request.report, "problems")
    improvements = points(request.report, "improvements")
    for point in problems[len(improvements) :]:
        yield f"对“{shortened(point.text)}”这一问题，采取了或者将采取什么措施？"


__all__ = ["REMARK", "propose"]
