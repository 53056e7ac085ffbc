"""Wording as HTML: facts marked with their origin, gaps to fill marked, passages as quotations. All text escaped."""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from assistant.draft import Change, Proposal
from assistant.evidence import Passage
from assistant.facts import Fact, Facts, render
from assistant.figures import plain
from assistant.form import section_title

_YEARS = frozenset({"year", "last_year", "next_year"})
_GAP = re.compile(r"【待[^】]*】")


def explain(fact: Fact) -> str:
    """Where a fact comes from, in one line."""
    year = f"（{fact.year}年）" if fact.year and fact.id.startswith("last.") else ""
    return f"{fact.label}{year}：{plain(fact.value)}{fact.unit}" + (f"，{fact.formula}" if fact.formula else "")


def proposal_html(proposal: Proposal, facts: Facts) -> str:
    """A proposal's text with every fact marked; paragraphs kept."""
    return _paragraphs("".join(_sentence(item.text, item.template, facts) for item in proposal.sentences))


def is_stale(proposal: Proposal, facts: Facts) -> bool:
    """Whether a figure behind the proposal has changed since it was made."""
    return any(render(item.template, facts).text != item.text for item in proposal.sentences)


def _sentence(text: str, template: str, facts: Facts) -> str:
    rendered = render(template, facts)
    spans = rendered.spans if rendered.text == text else ()
    out, at = [], 0
    for start, end, fact_id in spans:
        out.append(with_gaps(text[at:start]))
        out.append(f'<mark class="nb-fact" title="{escape(explain(facts[fact_id]))}">{escape(text[start:end])}</mark>')
        at = end
    return "".join([*out, with_gaps(text[at:])])


def with_gaps(text: str) -> str:
    """Escaped text with 【待填：…】 marked."""
    out, at = [], 0
    for gap in _GAP.finditer(text):
        out += [escape(text[at : gap.start()]), f'<mark class="nb-gap">{escape(gap[0])}</mark>']
        at = gap.end()
    return "".join([*out, escape(text[at:])])


def prose_html(text: str) -> str:
    """Plain text as paragraphs with gaps marked."""
    return _paragraphs(with_gaps(text))


def _paragraphs(html: str) -> str:
    lines = [line for line in html.split("\n") if line.strip()]
    return '<div class="nb-prose">' + "".join(f"<p>{line}</p>" for line in lines) + "</div>"


def fact_chips(ids: Iterable[str], facts: Mapping[str, Fact]) -> str:
    """Facts as chips with label and value; the formula on pointing."""
    chips = [
        f'<span class="nb-fact-chip" title="{escape(explain(fact))}">{escape(fact.label)} '
        f"<b>{escape(plain(fact.value))}{escape(fact.unit)}</b></span>"
        for fact in (facts.get(fact_id) for fact_id in ids)
        if fact is not None and fact.id not in _YEARS
    ]
    return f'<div class="nb-fact-chips">{"".join(chips)}</div>' if chips else ""


def passage_html(passages: Sequence[Passage]) -> str:
    """Past wordings as quotations with organ and year; the original opens in place."""
    return "".join(_quotation(passage) for passage in passages)


def _quotation(passage: Passage) -> str:
    year = f"{passage.year}年" if passage.year else ""
    source = escape(f"{passage.organ}{year}·{section_title(passage.section)}")
    return (
        f'<details class="nb-quotation"><summary>{escape(passage.masked)}<cite>{source}</cite></summary>'
        '<div class="nb-original"><b>原文</b>（其中的数字和名称属于该年报告，请勿照抄）<br>'
        f"{escape(passage.text)}</div>"
        "</details>"
    )


def change_html(change: Change) -> str:
    """One change: what goes struck through, what comes underlined."""
    gone = f"<del>{escape(change.before)}</del>" if change.before else ""
    come = f"<ins>{with_gaps(change.after)}</ins>" if change.after else ""
    return (gone + come).replace("\n", "↵<br>")


def changes_html(current: str, changes: Sequence[Change]) -> str:
    """The whole text with its changes numbered in place."""
    out, at = [], 0
    for number, change in enumerate(changes, 1):
        out.append(escape(current[at : change.start]))
        out.append(f"<sup>{number}</sup>{change_html(change)}")
        at = change.end
    return _paragraphs("".join([*out, escape(current[at:])]))
