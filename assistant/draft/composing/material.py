"""The material of a section: its confirmed facts, a clerk's clauses and numbers, each with the topic it speaks of."""

from collections.abc import Iterator
from dataclasses import replace

from assistant.draft.bettering.measures import grounds, opens_a_plan
from assistant.draft.bettering.rewording import Reworded, bettering, field, sides, together, wanting
from assistant.draft.bettering.shortcomings import goes_on, of_the_same
from assistant.draft.book.indicator_clauses import starts_with_verb
from assistant.draft.book.register import without_own_name
from assistant.draft.composing.naming import by_topic, only_names, says_more, topic_of
from assistant.draft.composing.told import TOLD_BY_TABLES, Deed, Material
from assistant.draft.composing.words import (
    contents,
    is_shortcoming,
    is_spoken,
    tells_of_trouble,
    without_a_thing,
    without_negation,
)
from assistant.draft.official import Worded, clauses, official, statements
from assistant.draft.proposal.points import Point, points
from assistant.draft.proposal.proposal import Request
from assistant.facts import render
from assistant.sources.claims.claims import denied
from assistant.topics import Topic

_CONCRETE = ("problems", "improvements")
"""Sections whose points are nothing if not the organ's own: there the topic alone tells too little."""
_A_CLAUSE = 4
"""Characters below which a clause is no sentence of its own: 改完 says what its topic says."""
_A_WORD = 2
"""Characters of a word by which a clause takes up the last word of the one before it."""


def gather(request: Request, *, answered: frozenset[int] = frozenset()) -> Material:
    """The section's facts; notes in `answered` are told already, in the answer to a promise of last year."""
    material = Material()
    section = request.section
    for point in points(request.report, section):
        if point.note not in answered and point.note not in request.without:
            _take(point, request, material)
    if section == "improvements":
        for other in request.report.form.narrative:
            if other not in {section, "preamble"}:
                plans = (deed for point in points(request.report, other) for deed in _deeds(point, request, other))
                material.deeds += [deed for deed in plans if isinstance(deed, Deed) and deed.planned]
    material.deeds = _once(material.deeds)
    untimed = [one for one in material.deeds if not (one.planned or one.done)] if section == "improvements" else []
    if untimed and any(one.planned for one in material.deeds) and not any(one.done for one in material.deeds):
        # among plans alone, a measure told without its time is one of them
        material.deeds = [replace(one, planned=True) for one in material.deeds]
    elif untimed:
        said = "”“".join(_shown(one, request) for one in untimed)
        material.asks.append(f"“{said}”是已经做了，还是下一步的打算？说明以后才好写准。")
    return material


def _take(point: Point, request: Request, material: Material) -> None:
    """A note's clauses put where they belong: told here, asked about, or left to another section."""
    section = request.section
    found = list(_deeds(point, request, section, material.deeds[-1] if material.deeds else None))
    wanting = any(isinstance(one, Deed) and is_shortcoming(one.words) for one in found)
    for deed in found:
        if isinstance(deed, str):
            material.asks.append(deed)
            continue
        material.asks += [deed.ask] if deed.ask else []
        if deed.planned and section != "improvements":
            material.elsewhere.append(f"“{_shown(deed, request)}”是下一步的打算，写在改进情况一节。")
        elif section == "problems" and not wanting and starts_with_verb(deed.words):
            material.asks.append(f"“{_shown(deed, request)}”说的不是问题，没有写入本节；是改进措施的，请移到改进情况。")
        elif against := _denial(deed, request):
            material.asks.append(against)
        elif section in _CONCRETE and material.deeds and (one := _gone_on(material.deeds[-1], deed, section)):
            material.deeds[-1] = one
        else:
            material.deeds.append(deed)


def _gone_on(last: Deed, deed: Deed, section: str) -> Deed | None:
    """The two as one, where the second goes on with the first: 更新慢 and 要催, 围绕防汛备汛 and 公开水库信息."""
    goes = of_the_same(last.typed, deed.typed) if section == "problems" else grounds(last.words)
    if not goes or (last.planned and deed.done):
        return None
    notes = tuple(dict.fromkeys((*last.notes, *deed.notes)))
    lead = last if section == "problems" else deed
    words, typed = f"{last.words}，{deed.words}", f"{last.typed}，{deed.typed}"
    return replace(lead, words=words, typed=typed, notes=notes, planned=last.planned or deed.planned)


def _denial(deed: Deed, request: Request) -> str:
    """What the tables say against a clause, as a question; empty if nothing."""
    text = _shown(deed, request)
    found = next(denied(text, request.section, request.facts, year=request.report.year, existence=True), None)
    if found is None:
        return ""
    return f"工作事实“{text}”与表格不符（{found.shown(request.facts)}），没有写入，请核对。"


def _deeds(point: Point, request: Request, section: str, prior: Deed | None = None) -> Iterator[Deed | str]:
    """The clauses of one note, each official; a string is the question that stands for one that is not complete.

    `prior` is what was said before the note: a clause that begins with its last word goes on with it.
    """
    register = "" if section == "improvements" else section  # measures taken are no plans, whatever the section
    organ, known = request.report.organ, _known(request)
    parts: list[tuple[str, Worded]] = []
    reworded: list[Reworded] = []
    for clause in _sides(point, section) if section in _CONCRETE else clauses(point.template):
        said = _reworded(clause, section, after_a_plan=any(one.planned for one in reworded[-1:]))
        reworded.append(said)
        parts.append((clause, official(said.words, organ=organ, section=register, known=known)))
    # The clerk's own words name a topic best; where the official ones do better, they decide.
    topics = [topic_of(clause, section) or topic_of(worded.template, section) for clause, worded in parts]
    before = next((topic for topic in topics if topic is not None), None)
    for at, ((clause, worded), named, said) in enumerate(zip(parts, topics, reworded, strict=True)):
        held = contents(clause) or contents(worded.template.strip("，；。 "))
        if held and section not in {*_CONCRETE, TOLD_BY_TABLES}:
            topic = before if at else named  # what lists the contents of nothing said is of the section's whole
            yield Deed(
                held,
                (point.note,),
                topic,
                False,
                False,
                True,
                False,
                point.remark,
                clause,
                holds="before" if at else "whole",
            )
            continue
        own, said_last = named, parts[at - 1][0] if at else prior.typed if prior else ""
        if said_last.endswith(clause[:_A_WORD]):  # 审核决策目录，目录公开5年
            own, before = None, before if at else prior.topic if prior else None
        before = own or before
        deed = _deed(clause, worded, own, before, point, request, section, said)
        own_side = section in _CONCRETE or said.planned
        yield _concrete(deed, said, section) if own_side and isinstance(deed, Deed) else deed


def _sides(point: Point, section: str) -> Iterator[str]:
    """The clauses of a note, each of one side of the work; a part that cannot be printed takes no other with it."""
    said = together(statements(point.template), section)
    for side in (side for one in said for side in sides(one, section, alone=len(said) == 1)):
        if not _is_spoken(side, section):
            yield side
            continue
        spoken = [part for part in side.split("，") if _is_spoken(part, section)]
        printed = [part for part in side.split("，") if part not in spoken]
        if not spoken or (printed and side.startswith(spoken[0]) and goes_on(printed[0])):
            yield side
            continue
        yield from ["，".join(printed)] * bool(printed)
        yield from spoken


def _is_spoken(part: str, section: str) -> bool:
    return is_spoken(official(_reworded(part, section, after_a_plan=False).words, organ="", section="").template)


def _reworded(clause: str, section: str, *, after_a_plan: bool) -> Reworded:
    """A clause of a shortcoming or a measure as verb and object go together; others as they are."""
    if section == "problems":
        return wanting(clause)
    if section == "improvements" or after_a_plan or opens_a_plan(clause):
        return bettering(clause, after_a_plan=after_a_plan)
    return Reworded(clause, known=False)


def _concrete(deed: Deed, said: Reworded, section: str) -> Deed:
    """A shortcoming or a measure with its field; what is only a measure's name says nothing of its time."""
    planned = section != "problems" and (said.planned or (deed.planned and not said.done))
    return replace(deed, field=field(deed.words), planned=planned, done=said.done, answering=said.answering)


def _deed(
    clause: str,
    worded: Worded,
    own: Topic | None,
    beside: Topic | None,
    point: Point,
    request: Request,
    section: str,
    reworded: Reworded,
) -> Deed | str:
    """One clause as a deed; one that names no topic goes with that of the clause beside it."""
    said = without_a_thing(worded.template.strip("，；。 "))
    negative = worded.negative and section not in {"problems", "improvements"}
    sound = worded.complete or (section == "problems" and is_shortcoming(said)) or starts_with_verb(said)
    sound |= reworded.known
    topic = own or beside
    clerks, ours = (without_negation(clause), without_negation(said)) if negative else (clause, said)
    more = says_more(clerks, own) and says_more(ours, own) and len(said) >= _A_CLAUSE if own else True
    bare = section not in _CONCRETE and not more
    planned = worded.planned or reworded.planned
    shown = render(clause, request.facts).text
    remark = "；".join(dict.fromkeys(one for one in (worded.doubt, point.remark) if one))
    whole = Deed(said, (point.note,), topic, False, planned, False, bare, remark, clause)
    # 不收费 is all that its topic denies.
    sayable = bare and own is not None and (own.denied if negative else own.plain)
    if bare and own is not None and only_names(clause, own):
        return f"“{shown}”今年做了什么、结果怎样？"  # 公开指南 alone says not that it was updated
    if not sound and not sayable:
        ask = render(worded.ask, request.facts).text or f"“{shown}”还不完整，请补充后再写入。"
        return by_topic(whole, own, section, ask)
    if is_spoken(said) and not bare:
        ask = f"“{shown}”的说法偏口语，没有写入；请换成书面说法，例如说明做了什么、怎么做。"
        return by_topic(whole, own, section, ask)
    if worded.everyday and not bare and isinstance(told := by_topic(whole, own, section, ""), Deed):
        return told
    own_name = without_own_name(said, request.report.organ)
    denial = negative and (topic is None or bool(topic.denied or topic.none))
    if negative and bare and not denial:  # 智能问答没有: what its topic says of it would be the contrary
        if not tells_of_trouble(said):
            return f"“{shown}”说的是今年没有做，年度报告不要求写，没有写入本节；一定要写的，请写明原因。"
        whole, denial = replace(whole, bare=False), True
    return replace(whole, words=own_name, negative=denial, subject=bool(worded.subject) and own_name == said)


def _known(request: Request) -> str:
    """What the organ's own texts and indicators say: some short names are written out only where they do."""
    last = "".join(request.last.sections.values()) if request.last is not None else ""
    return last + "".join(item.name for item in request.report.indicators)


def _once(deeds: list[Deed]) -> list[Deed]:
    """A thing that two notes say is said once, for both."""
    out: dict[tuple[str, bool], Deed] = {}
    for deed in deeds:
        key = (deed.words, deed.planned)
        before = out[key].notes if key in out else ()
        out[key] = replace(deed, notes=tuple(dict.fromkeys((*before, *deed.notes))))
    return list(out.values())


def _shown(deed: Deed, request: Request) -> str:
    return render(deed.words, request.facts).text
