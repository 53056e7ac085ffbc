"""沿用上年: last year's own sentences with this year's figures, and whatever this year has besides.

Every fact of this year comes in, beside the sentence of its topic or at the end. An old sentence about the work of a
note gives way to the note; an old sentence that nothing of this year confirms says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.draft.book.contradiction import asked_by, denied_by, instead, say
from assistant.draft.book.register import chinese
from assistant.draft.proposal.gaps import wanted
from assistant.draft.proposal.proposal import Proposal, Request, Sentence, end_paragraph, sentence
from assistant.draft.thresholds import SUPPORTED
from assistant.draft.ways import from_facts
from assistant.draft.ways.carrying import this_year
from assistant.draft.ways.carrying.asking_of_old import asked, fee_asked, last_facts, says_nothing, without_repeats
from assistant.draft.ways.carrying.carried import carried
from assistant.draft.ways.carrying.confirming import Year, topic_of
from assistant.draft.ways.carrying.confirming import year as of_this_year
from assistant.draft.ways.carrying.numbering import marks, numbered
from assistant.draft.ways.carrying.rewording import unlike_last_year
from assistant.draft.ways.carrying.settling import Settled, settle
from assistant.draft.ways.changes import years_rolled
from assistant.draft.ways.clauses import mark_of
from assistant.draft.ways.contact import REMARK as CONTACT_REMARK
from assistant.draft.ways.contact import is_contact
from assistant.facts import Facts
from assistant.prose import sentences
from assistant.prose.likeness import affinity

_NOTHING = "上年本节没有实质内容，以下按本年事实写成。"
_NO_LAST = "没有上年报告，以下按本年事实写成。"
_NO_SECTION = "上年报告没有本节文字，以下按本年事实写成。"
_AFTER_ALL = 60
"""A number no list of a report reaches."""
_UNIMPROVED = "沿用上年的问题和措施容易雷同，请逐句改为本年的实际情况。"


def propose(request: Request) -> Proposal:
    """One proposal; where last year's report has no such section, what this year's facts carry."""
    text = request.last.section(request.section).strip() if request.last is not None else ""
    if request.last is None or not text:
        return _of_facts(request, _NO_LAST if request.last is None else _NO_SECTION)
    old = list(_settled(text, request))
    if not old:
        return _of_facts(request, _NOTHING)
    said = numbered(without_repeats(_with_this_year(old, request), request), request)
    said = unlike_last_year(said, text, request)
    ended = [one.left for one in old if one.item is None and one.left and not one.replaced]
    remarks = [f"上年写到的“{'”“'.join(ended)}”今年没有，已略去。"] if ended else []
    remarks += [_UNIMPROVED] if request.section in {"problems", "improvements"} else []
    return Proposal(
        section=request.section,
        way="last-year",
        text="".join(item.text for item in said).strip(),
        sentences=tuple(said),
        missing=tuple(dict.fromkeys(name for item in said for name in wanted(item.text))),
        remark="".join(remarks),
    )


def _of_facts(request: Request, why: str) -> Proposal:
    other = from_facts.propose(request)
    return replace(other, way="last-year", remark=why + other.remark)


def _settled(text: str, request: Request) -> Iterator[Settled]:
    """The old sentences one by one, each as it may stand this year, or what stands instead."""
    known, before = of_this_year(request), last_facts(request)
    replaced = set()
    for old in sentences(text):
        rule = denied_by(old, request, written_for=request.last.year if request.last is not None else None)
        if says_nothing(old):
            continue
        if is_contact(old) and request.section in {"preamble", "other"}:
            yield Settled(years_rolled(old, request, remark=CONTACT_REMARK), frozenset())
        elif rule is None:
            yield _carried(old, request, known, before)
        elif rule.say not in replaced:
            replaced.add(rule.say)
            yield from (Settled(item, frozenset()) for item in instead(rule, old, request))
    if request.section == "other" and "信息处理费" not in text:
        yield from (Settled(item, frozenset()) for item in say("other", (), request))


def _carried(old: str, request: Request, known: Year, before: Facts) -> Settled:
    item = fee_asked(asked(carried(old, request, before), asked_by(old, request), request), request)
    if request.section == "preamble" or "信息处理费" in old:
        return Settled(item, frozenset())
    return replace(settle(item, known), lead=mark_of(item.template) + ("\n" if old.endswith("\n") else ""))


def _with_this_year(old: Sequence[Settled], request: Request) -> list[Sentence]:
    """What stands of last year with every unsaid fact of this year at its place."""
    shown = {fact for one in old for fact in one.indicators}
    confirmed = {place for one in old if one.item is not None for place in one.item.notes}
    unsaid = this_year.left_of(this_year.of_section(request), shown, confirmed)
    places = _places(old, unsaid, request)
    out: list[Sentence] = []
    for at, one in enumerate([*old, Settled(None, frozenset())]):
        if one.item is not None:
            out.append(one.item)
        here = this_year.Unsaid(
            tuple(key for key in unsaid.indicators if places[key] == at),
            tuple(place for place in unsaid.notes if places[place] == at),
        )
        fresh = this_year.said(request, here, first=not out)
        out = _beside(out, _with_remark(fresh, one), one, request, last=at == len(old))
    return out


def _places(old: Sequence[Settled], unsaid: this_year.Unsaid, request: Request) -> dict[str | int, int]:
    """After which old sentence each fact is said: the one it replaces, or that of its topic; else after all."""
    out: dict[str | int, int] = {}
    for place in unsaid.notes:
        taken = [at for at, one in enumerate(old) if place in one.replaced]
        out[place] = taken[0] if taken else _of_topic(request.report.notes[place].text, old, request)
    for key in unsaid.indicators:
        out[key] = _of_topic(request.facts[key].label, old, request)
    return out


def _of_topic(text: str, old: Sequence[Settled], request: Request) -> int:
    topic = topic_of(text, request.section)
    same = [at for at, one in enumerate(old) if topic and topic in one.topics]
    if same:
        return same[-1]
    near = [(affinity(text, one.item.text), -at) for at, one in enumerate(old) if one.item is not None]
    nearest = max(near, default=(0.0, 0))
    return -nearest[1] if nearest[0] >= SUPPORTED else len(old)


def _with_remark(fresh: list[Sentence], one: Settled) -> list[Sentence]:
    """The new sentences, the first naming the old words that it stands for."""
    if not fresh or not one.left:
        return fresh
    remark = "；".join(part for part in (fresh[0].remark, f"代替上年的“{one.left}”") if part)
    return [replace(fresh[0], remark=remark), *fresh[1:]]


def _beside(
    out: list[Sentence], fresh: list[Sentence], one: Settled, request: Request, *, last: bool
) -> list[Sentence]:
    """The new sentences after what stands of the old one, in its list and its paragraph."""
    closes = one.lead.endswith("\n") or (one.item is not None and one.item.text.endswith("\n"))
    if fresh and one.item is None and one.lead.strip():
        fresh = [_with_mark(one.lead.strip(), fresh[0], request), *fresh[1:]]
    elif fresh and last and request.section in {"problems", "improvements"} and marks(out):
        # Above whatever stands before: the list is counted anew afterwards.
        fresh = [_with_mark(f"{chinese(_AFTER_ALL + at)}是", item, request) for at, item in enumerate(fresh)]
    if not closes or not (fresh or one.item is None):
        return [*out, *fresh]
    if fresh and out and one.item is not None:
        out[-1] = _open(out[-1])
    done = [*out, *fresh]
    return [*done[:-1], end_paragraph(done[-1])] if done else done


def _with_mark(mark: str, item: Sentence, request: Request) -> Sentence:
    fresh = sentence(mark + item.template, request.facts, remark=item.remark)
    return replace(fresh, notes=item.notes)


def _open(item: Sentence) -> Sentence:
    """The sentence without the end of its paragraph."""
    return replace(item, text=item.text.rstrip("\n"), template=item.template.rstrip("\n"))
