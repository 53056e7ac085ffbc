"""This year's facts that a carried section does not say yet, in 据实成文's own wording.

据实成文 is asked for a report that holds these facts and no others, so that a fact said already is not said again.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.draft.book.indicator_clauses import phrase
from assistant.draft.book.register import own_name, without_own_name
from assistant.draft.proposal.manner import Manner
from assistant.draft.proposal.proposal import Request, Sentence, sentence
from assistant.draft.thresholds import SUPPORTED
from assistant.draft.ways import from_facts
from assistant.draft.ways.clauses import bare, clauses, stated, unmarked
from assistant.facts import PLACEHOLDER, Fact, Facts, note_templates
from assistant.facts.notes import note_facts
from assistant.prose import tidy
from assistant.prose.likeness import likeness

_LEAD = re.compile(r"^\{\{year\}\}年(?:度)?[，,]?(?:全年)?")
_INTRODUCTION = re.compile(r"^[^。：{]*(?:以下|如下|主要|几)[^。：{]*：|^[^。：{]*：(?=一是)")


@dataclass(frozen=True)
class Unsaid:
    """Facts of this year to be said: indicators by their ids, notes by their places in the report."""

    indicators: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.indicators or self.notes)


def of_section(request: Request) -> Unsaid:
    """Every indicator with a value and every note of the section; the fee is for its own sentence to say."""
    indicators = (fact.id for fact in request.facts.of_section(request.section) if _is_indicator(fact))
    notes = (
        place for place, note in enumerate(request.report.notes) if note.aspect == request.section and tidy(note.text)
    )
    return Unsaid(tuple(indicators), tuple(notes))


def _is_indicator(fact: Fact) -> bool:
    return fact.id.startswith("indicator.") and "信息处理费" not in fact.label


def said(request: Request, unsaid: Unsaid, *, first: bool) -> list[Sentence]:
    """Sentences that say just these facts; unless `first`, without the year and the organ's name in front."""
    if not unsaid:
        return []
    part, numbered = _part(request, unsaid)
    proposal = from_facts.propose(part)
    found = [
        _at_home(item, numbered, unsaid, request)
        for item in proposal.sentences
        if any(fact.startswith(("indicator.", "note.")) for fact in item.facts) or _tells(item, part)
    ]
    found += _left(found, request, unsaid)
    return found if first else [_bared(item, request) for item in found]


def _part(request: Request, unsaid: Unsaid) -> tuple[Request, dict[str, str]]:
    """The request with these facts alone, and the ids of its notes' figures with those they have in the report."""
    report = request.report
    ids = _figures_of_notes(request)
    notes = tuple(report.notes[place] for place in unsaid.notes)
    names = {request.facts[key].label for key in unsaid.indicators}
    kept = [item for item in report.indicators if item.aspect != request.section or item.name in names]
    alone = replace(report, notes=notes, indicators=tuple(kept))
    figures = list(note_facts(alone))
    back = [key for place in unsaid.notes for key in ids[place]]
    facts = [
        fact
        for key, fact in request.facts.items()
        if not key.startswith("note.")
        and (not key.startswith("indicator.") or key in unsaid.indicators or fact.aspect != request.section)
    ]
    numbered = {fact.id: key for fact, key in zip(figures, back, strict=True)}
    known = Facts([*facts, *figures], request.facts.form, request.facts.organ)
    return replace(request, report=alone, facts=known, manner=Manner(bare=True, shape="paragraph")), numbered


def _figures_of_notes(request: Request) -> list[list[str]]:
    """The facts of each note's figures, as they are numbered through the report."""
    counts: dict[str, int] = {}
    out = []
    for note in request.report.notes:
        start = counts.get(note.aspect, 0)
        own = len(list(note_facts(replace(request.report, notes=(note,)))))
        counts[note.aspect] = start + own
        out.append([f"note.{note.aspect}.{start + at + 1}" for at in range(own)])
    return out


def _tells(item: Sentence, part: Request) -> bool:
    """Whether a sentence carries the words of a note."""
    return bool(item.notes) or any(_carries(item.text, note.text) for note in part.report.notes)


def _carries(text: str, note: str) -> bool:
    words = bare(tidy(note))
    return words in text or likeness(words, text) >= SUPPORTED


def _at_home(item: Sentence, numbered: dict[str, str], unsaid: Unsaid, request: Request) -> Sentence:
    """The sentence with the facts and notes of the whole report."""
    template = PLACEHOLDER.sub(lambda slot: slot[0].replace(slot[1], numbered.get(slot[1], slot[1]), 1), item.template)
    places = tuple(unsaid.notes[at] for at in item.notes) or tuple(
        place for place in unsaid.notes if _carries(item.text, request.report.notes[place].text)
    )
    return sentence(template, request.facts, remark=item.remark, notes=places)


def _left(found: Sequence[Sentence], request: Request, unsaid: Unsaid) -> Iterator[Sentence]:
    """What 据实成文 had no wording for, said plainly: nothing recorded is lost."""
    shown = {fact for item in found for fact in item.facts}
    told = {place for item in found for place in item.notes}
    clauses = [phrase(request.facts[key]) for key in unsaid.indicators if key not in shown]
    if clauses:
        yield sentence("，".join(clauses) + "。", request.facts)
    ids = _figures_of_notes(request)
    for place in unsaid.notes:
        if place not in told and not (ids[place] and shown.issuperset(ids[place])):
            yield sentence(f"{tidy(_template(request, place))}。", request.facts, notes=(place,))


def _template(request: Request, place: int) -> str:
    """A note with placeholders for its figures."""
    section = request.report.notes[place].aspect
    here = [at for at, note in enumerate(request.report.notes) if note.aspect == section]
    return note_templates(request.report, section)[here.index(place)]


def _bared(item: Sentence, request: Request) -> Sentence:
    """The sentence to stand among others: no year, no name, no introduction in front."""
    template = unmarked(_INTRODUCTION.sub("", _LEAD.sub("", item.template)))
    if not item.notes:
        # 日常管理中，2024年抽查…: among other sentences the figures need no leading up to.
        pieces = clauses(template)
        first = next((at for at, piece in enumerate(pieces) if stated(piece)), 0)
        template = _LEAD.sub("", "".join(pieces[first:]))
    for name in (request.report.organ, own_name(request.report.organ)):
        template = without_own_name(template, name)
    return replace(sentence(template, request.facts, remark=item.remark), notes=item.notes)


def left_of(unsaid: Unsaid, indicators: Collection[str], notes: Collection[int]) -> Unsaid:
    """What is still unsaid once these are said."""
    return Unsaid(
        tuple(key for key in unsaid.indicators if key not in indicators),
        tuple(place for place in unsaid.notes if place not in notes),
    )
