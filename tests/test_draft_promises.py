"""What every offline proposal promises, for every report at hand and for figures nobody expects.

No number without a source, none of a past year, no hole in the text but 【待…】, nothing another organ printed, and
for 据实成文 not last year's wording. Reports: the demonstration organ's, the corpus's, and the samples where they are.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
import yaml
from draft_material import BUREAU, LAST, figures
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.checks import Context, make, similarity, years
from assistant.draft import WAYS, Proposal, Request, propose
from assistant.draft.thresholds import LONGEST_RUN
from assistant.draft.ways.contact import is_contact
from assistant.evidence import Passage, split
from assistant.facts import PLACEHOLDER, derive
from assistant.figures import Figures
from assistant.form import load
from assistant.past import read
from assistant.prose import sentences
from assistant.report import Report, from_json
from assistant.settings import shipped
from assistant.sources.binding import bind

OFFLINE = [way for way in WAYS if way != "llm"]
VARIANTS = range(3)
_FOUND = 8
MOST_ALIKE = 60
"""Per cent of last year's wording from which 雷同 is told (M-01)."""
WANTED = re.compile(r"【待(?:填|核实)[^】]*】")
HOLE = re.compile(r"[{}×\x00]|None|【(?!待)")
PRINTED_FORM = re.compile(r"〔20\d\d〕\d+号|第\d+号|1月1日|12月31日|^[（(]\d[)）]|[（(]\d[)）]\S{0,10}。?$|第\d+条")
"""Digits that are no figures: laws and notices the form comes from, the period, numbers of items."""
PERIOD = re.compile(r"统计期限")
"""The one sentence the form asks of everybody in the same words; whoever printed it printed it so last year too."""
STATUTE = re.compile(r"《[^》]*》(?:[（(][^）)]*[）)])?|因政府信息公开工作被申请行政复议、提起行政诉讼")
"""Names everybody prints alike: of laws, of the form, of its part four."""


@cache
def shipped_passages() -> list[Passage]:
    return archive(shipped_reports())


@cache
def shipped_reports() -> tuple[Report, ...]:
    folder = shipped("corpus")
    entries = yaml.safe_load((folder / "manifest.yaml").read_text("utf-8"))["reports"]
    return tuple(from_json(json.loads((folder / entry["file"]).read_text("utf-8"))) for entry in entries)


def year_before(report: Report, reports: Sequence[Report]) -> Report | None:
    return next((one for one in reports if one.organ == report.organ and one.year == (report.year or 0) - 1), None)


def archive(reports: Sequence[Report]) -> list[Passage]:
    return [item for at, one in enumerate(reports) for item in split(one, archive_id=str(at), source="")]


def passages_for(request: Request, kept: Sequence[Passage]) -> tuple[Passage, ...]:
    """What a search may find: the own organ's of years before, then others', another set for every variant."""
    report = request.report
    here = [item for item in kept if item.section == request.section]
    own = [item for item in here if item.organ == report.organ and (item.year or 0) < (report.year or 0)]
    others = [item for item in here if item.organ != report.organ]
    turn = len(others) * request.variant // len(VARIANTS)
    return (*own[:2], *[*others[turn:], *others[:turn]][:_FOUND])


@dataclass(frozen=True)
class Case:
    """A request, and what the checks are given, its facts derived once for all sections of a report."""

    request: Request
    context: Context

    def with_text(self, text: str) -> Context:
        return replace(self.context, report=self.request.report.with_section(self.request.section, text))


def proposals(report: Report, last: Report | None, kept: Sequence[Passage]) -> Iterator[tuple[Case, Proposal]]:
    """Every section in every way, as if nothing of it had been written yet."""
    blank, facts = replace(report, sections={}), derive(report, last)
    context = make(blank, last=last)
    for section in load().narrative:
        for variant in VARIANTS:
            bare = Request(section, blank, facts, last, variant=variant)
            request = replace(bare, passages=passages_for(bare, kept))
            for way in OFFLINE if variant in (0, VARIANTS[-1]) else ("facts",):
                [proposal] = propose(request, way)
                yield Case(request, context), proposal


def holds(case: Case, proposal: Proposal, reports: Sequence[Report]) -> None:
    """All promises at once, each with the text that breaks it."""
    request = case.request
    assert proposal.text or proposal.questions or "请" in proposal.remark, (request.section, proposal.way)
    assert not HOLE.search(proposal.text), proposal.text
    assert not unbound(request, proposal), proposal.text
    assert not old_digits(request, proposal), proposal.text
    assert not wrong_years(case, proposal), proposal.text
    printed = [text for one in reports if one.organ != request.report.organ for text in one.sections.values()]
    assert not verbatim(proposal, printed), proposal.text
    if proposal.way == "facts" and request.last is not None:
        assert alike(case, proposal) < MOST_ALIKE, proposal.text


def unbound(request: Request, proposal: Proposal) -> list[str]:
    """Numbers the check on statements finds no source for, or another value."""
    text = WANTED.sub(lambda match: "　" * len(match[0]), proposal.text)
    verdicts = bind(text, request.section, request.facts, year=request.report.year)
    return [f"{one.number.text}：{one.explain}" for one in verdicts if one.status in {"unbound", "contradicted"}]


def old_digits(request: Request, proposal: Proposal) -> list[str]:
    """Digits no fact put there, unless this year's notes or names say them, or whom to ask; and last year's facts
    where the sentence does not say that they are last year's."""
    own = " ".join([*(note.text for note in request.report.notes), *(item.name for item in request.report.indicators)])
    found = []
    for item in proposal.sentences:
        rest = PLACEHOLDER.sub("〓", WANTED.sub("", item.template))
        if not (PRINTED_FORM.search(rest) or (request.section in {"preamble", "other"} and is_contact(rest))):
            found += [digits for digits in re.findall(r"\d+", rest) if digits not in own]
        if any(fact.startswith("last.") for fact in item.facts) and "上年" not in item.text:
            found.append(item.text)
    return found


def wrong_years(case: Case, proposal: Proposal) -> list[str]:
    return [finding.message for finding in years.years(case.with_text(proposal.text))]


def verbatim(proposal: Proposal, printed: Sequence[str]) -> list[str]:
    """Sentences longer than LONGEST_RUN that another organ printed; of what is borrowed, any such part of one."""
    said = [item.strip() for item in sentences(proposal.text) if not PERIOD.search(item)]
    found = [text for text in said if len(text) > LONGEST_RUN and _in(text, printed)]
    if proposal.way == "model-passage" and proposal.passages:
        size = LONGEST_RUN + 1
        for text in sentences(STATUTE.sub("\n", proposal.text)):
            found += [text[at : at + size] for at in range(len(text) - size + 1) if _in(text[at : at + size], printed)]
    return found


def _in(text: str, printed: Sequence[str]) -> bool:
    return any(text in other for other in printed)


def alike(case: Case, proposal: Proposal) -> int:
    """The project's own measure of 雷同, of this section against last year's whole report."""
    found = similarity.last_year(case.with_text(proposal.text))
    return max((finding.values["percent"] for finding in found), default=0)


@pytest.mark.parametrize("number", range(len(shipped_reports())), ids=lambda at: f"report-{at}")
@pytest.mark.parametrize("with_last", [True, False], ids=["last", "no-last"])
def test_promises_hold_for_every_shipped_report(number: int, with_last: bool) -> None:  # noqa: FBT001 - a parameter
    reports = shipped_reports()
    report = reports[number]
    last = year_before(report, reports) if with_last else None
    for case, proposal in proposals(report, last, shipped_passages()):
        holds(case, proposal, reports)


@pytest.fixture(scope="module")
def published(samples: Path) -> tuple[Report, ...]:
    files = [file for file in sorted(samples.iterdir()) if file.suffix in {".txt", ".pdf"}]
    return tuple(read(file) for file in files)


def test_promises_hold_for_every_published_sample(published: tuple[Report, ...]) -> None:
    reports = (*published, *shipped_reports())
    kept = archive(reports)
    for report in published:
        last = year_before(report, published)
        for before in (None,) if last is None else (last, None):
            for case, proposal in proposals(report, before, kept):
                holds(case, proposal, reports)


ZERO = figures()
ONE = figures(T3__received__natural_person=1, T3__granted__natural_person=1)
ONE_LEFT = figures(T3__received__business=1, T3__carried_out__business=1)
LAWYERS = figures(
    T3__received__legal_service=9,
    T3__carried_in__legal_service=1,
    T3__refused_enforcement_files__legal_service=10,
    T4__after_review__corrected=1,
)
HUGE = figures(
    T2__licensing__decisions=123456789,
    T2__fees__amount="98765432.1234",
    T3__received__natural_person=100000,
    T3__received__other_org=99999,
    T3__granted__natural_person=100000,
    T3__granted__other_org=99998,
    T3__carried_out__other_org=1,
    T4__direct__upheld=54321,
)
OFF = replace(BUREAU.figures, values={**BUREAU.figures.values, "T3.total_handled.total": Decimal(99)})
ODD = {
    "全零": ZERO,
    "一件": ONE,
    "一件未结": ONE_LEFT,
    "法律服务": LAWYERS,
    "巨数": HUGE,
    "合计不符": OFF,
    "空白": Figures(),
}


@pytest.mark.parametrize("before", [None, "全零", "法律服务", "巨数"], ids=lambda name: f"上年{name or '没有'}")
@pytest.mark.parametrize("now", ODD, ids=lambda name: f"本年{name}")
def test_promises_hold_for_odd_figures(now: str, before: str | None) -> None:
    last = None if before is None else replace(LAST, figures=ODD[before])
    for report in (replace(BUREAU, figures=ODD[now]), replace(BUREAU, figures=ODD[now], indicators=(), notes=())):
        for case, proposal in proposals(report, last, ()):
            holds(case, proposal, ())


CELLS = [code for code, cell in load().cells.items() if not cell.computed]
VALUES = st.dictionaries(
    st.sampled_from(CELLS), st.sampled_from([1, 2, 3, 7, 10, 11, 48, 105, 9999, 10**7]), max_size=12
)


@given(now=VALUES, before=VALUES, variant=st.integers(0, 5))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
def test_promises_hold_for_any_figures(now: dict[str, int], before: dict[str, int], variant: int) -> None:
    this, last = (
        figures(**{code.replace(".", "__"): value for code, value in cells.items()}) for cells in (now, before)
    )
    report, past = replace(BUREAU, figures=this, sections={}), replace(LAST, figures=last)
    context = make(report, last=past)
    for section in ("overview", "overview.active", "overview.on_request", "other"):
        case = Case(Request(section, report, context.facts, past, variant=variant), context)
        for way in OFFLINE:
            [proposal] = propose(case.request, way)
            holds(case, proposal, ())
