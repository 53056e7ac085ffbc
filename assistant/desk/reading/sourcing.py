"""Where every number of a report's text comes from: the cell, the indicator, the sum, or who vouches for it."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.desk.work import Work
from assistant.document import Sourced
from assistant.figures import plain
from assistant.form import section_name
from assistant.store import Confirmation

if TYPE_CHECKING:
    from assistant.sources.naming.verdicts import Bound

_KINDS = {
    "bound": "有出处",
    "derived": "计算得出",
    "confirmed": "人工确认",
    "unbound": "没有出处",
    "contradicted": "与出处不一致",
}
_AROUND = 14
"""Characters printed before and after a number, so that it is found in the text."""
_ENDS = "。；\n"


def sources_of(
    work: Work, *, bound: "Callable[[str, str], Sequence[Bound]]", confirmations: Sequence[Confirmation]
) -> list[Sourced]:
    """Every number of the text that is a figure, in printed order."""
    form = work.report.form
    return [
        Sourced(
            section_name(form, section),
            text[one.number.start : one.number.end],
            _near(text[max(0, one.number.start - _AROUND) : one.number.start], last=True),
            _near(text[one.number.end : one.number.end + _AROUND], last=False),
            _KINDS.get(one.status, one.status),
            _source(one, section, text, work, confirmations),
        )
        for section in form.narrative
        if (text := work.report.section(section))
        for one in bound(section, text)
    ]


def _near(text: str, *, last: bool) -> str:
    """As much of it as is of the number's own sentence."""
    ends = [at for at, char in enumerate(text) if char in _ENDS]
    if not ends:
        return text
    return text[ends[-1] + 1 :] if last else text[: ends[0] + 1].rstrip()


def _source(one: "Bound", section: str, text: str, work: Work, confirmations: Sequence[Confirmation]) -> str:
    said = [one.explain] if one.explain else []
    if one.status == "confirmed":
        said = list(_vouched(text[one.number.start : one.number.end], section, confirmations)) or said
    else:
        known = (work.facts[fact] for fact in one.facts[:1] if fact in work.facts)
        # A share has as many digits as one likes; what it is made of is told already.
        said += [f"值 {plain(fact.value)}{fact.unit}" for fact in known if fact.unit != "%"]
    return "；".join(said) or "没有找到出处"


def _vouched(number: str, section: str, confirmations: Sequence[Confirmation]) -> Iterator[str]:
    shown = "".join(number.split())
    for one in confirmations:
        kept = "".join(one.number.split())
        if one.section in {section, ""} and kept and (kept == shown or shown.startswith(kept)):
            yield f"{one.note}（{one.actor}确认）"
            return
