"""charts: what a report's figures look like, as inline SVG; pure, from figures to a picture with its words.

Every picture has a title, a description that says all its values, and a table of the same values. A value that
is not known is written 未填 and has no bar: blank is not 0. Colours are told apart without red and green.
"""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from itertools import cycle

from assistant.facts import Facts, derive, name_of, outcomes
from assistant.figures import plain
from assistant.form import Form
from assistant.report import Report

COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00")
"""The palette of Okabe and Ito; neighbours differ in lightness too, so that it holds in print without colour."""

_INK, _QUIET, _LINE = "#1c2430", "#5c6b7d", "#d7dde6"
_WIDTH, _TOP, _PLOT, _BOTTOM = 720, 62, 210, 34
_LEFT, _SIDE, _ROW = 46, 132, 22
_BLANK = "未填"
_STEPS = (1, 2, 5, 10)
_FLOW = ("T3.received.total", "T3.total_handled.total", "T3.carried_out.total")


@dataclass(frozen=True)
class Series:
    """One colour: its name and a value for each label, None where it is not known."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Chart:
    """A picture: upright columns over the labels, or bars beside them (`lying`). `shares` writes percentages too."""

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    lying: bool = False
    shares: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to see."""
        return not any(value for item in self.series for value in item.values)

    @property
    def description(self) -> str:
        """All values in words."""
        said = [
            f"{label}：" + "，".join(f"{item.name} {_shown(item.values[at])}" for item in self.series)
            for at, label in enumerate(self.labels)
        ]
        return "；".join(said) + "。单位：件。"


def charts(reports: Sequence[Report]) -> list[Chart]:
    """The pictures of a report and those before it, oldest first, the report itself last."""
    facts = [derive(report) for report in reports]
    form = reports[-1].form
    results = tuple(outcomes(form))
    years = tuple(f"{report.year}年" for report in reports)
    title = "三年趋势" if len(reports) > 2 else "各年" if len(reports) > 1 else "本年"  # noqa: PLR2004 - three years
    out = [
        _over_years(f"{title}：申请与办结", years, facts, _FLOW),
        _over_years(f"{title}：办理结果", years, facts, results),
        Chart(
            f"{years[-1]}办理结果构成",
            tuple(_name(fact, form) for fact in results),
            (Series("件数", tuple(facts[-1].value(fact) for fact in results)),),
            lying=True,
            shares=True,
        ),
    ]
    if len(reports) > 1:
        compared = ("T3.received.total", *results, "T3.carried_out.total", "T4.review.total", "sum.litigation")
        beside = tuple(
            Series(year, tuple(known.value(fact) for fact in compared))
            for year, known in zip(years[-2:], facts[-2:], strict=True)
        )
        out.append(Chart("本年与上年", tuple(_name(fact, form) for fact in compared), beside, lying=True))
    return out


def _over_years(title: str, years: tuple[str, ...], facts: Sequence[Facts], ids: Sequence[str]) -> Chart:
    form = facts[-1].form
    series = (Series(_name(fact, form), tuple(year.value(fact) for year in facts)) for fact in ids)
    return Chart(title, years, tuple(series))


def _name(fact_id: str, form: Form) -> str:
    """A fact's name as short as a picture needs it, from the form."""
    if fact_id.startswith("sum."):
        return name_of(fact_id, form).removesuffix("合计")
    table, row, _ = fact_id.split(".")
    return form.tables[table].rows[row].said


def svg(chart: Chart, name: str = "chart") -> str:
    """The picture; `name` keeps the ids of several pictures on a page apart."""
    height = _TOP + len(chart.labels) * _block(chart) + 12 if chart.lying else _TOP + _PLOT + _BOTTOM
    drawn = "".join(_lying(chart) if chart.lying else _upright(chart))
    unit = _text(_WIDTH, 18, "单位：件", anchor="end", size=12, fill=_QUIET)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="100%" role="img" '
        f'aria-labelledby="{name}-title {name}-desc" font-size="13" '
        f"font-family=\"'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif\">"
        f'<title id="{name}-title">{escape(chart.title)}</title>'
        f'<desc id="{name}-desc">{escape(chart.description)}</desc>'
        f"{_text(0, 18, chart.title, size=16, weight=600)}{unit}{''.join(_legend(chart))}{drawn}</svg>"
    )


def image(chart: Chart) -> str:
    """The picture as an HTML image that carries its own data, with title and values as its text."""
    data = b64encode(svg(chart).encode()).decode()
    words = escape(f"{chart.title}。{chart.description}")
    return f'<img alt="{words}" style="width:100%;max-width:900px;height:auto" src="data:image/svg+xml;base64,{data}">'


def table(chart: Chart) -> str:
    """The same values as an HTML table."""
    head = "".join(f'<th scope="col">{escape(item.name)}</th>' for item in chart.series)
    rows = "".join(
        f'<tr><th scope="row">{escape(label)}</th>'
        + "".join(f"<td>{_shown(item.values[at])}</td>" for item in chart.series)
        + "</tr>"
        for at, label in enumerate(chart.labels)
    )
    return (
        f"<table><caption>{escape(chart.title)}（单位：件）</caption>"
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def ticks(largest: Decimal) -> list[int]:
    """Round values from 0 to at least the largest, five at most."""
    power = 1
    while True:
        for step in _STEPS:
            if step * power * 4 >= largest:
                return [step * power * at for at in range(5) if at == 0 or step * power * (at - 1) < largest]
        power *= 10


def _shown(value: Decimal | None) -> str:
    return _BLANK if value is None else plain(value)


def _largest(chart: Chart) -> Decimal:
    return max((value for item in chart.series for value in item.values if value is not None), default=Decimal(0))


def _text(
    x: float, y: float, words: str, *, anchor: str = "start", size: int = 13, fill: str = _INK, weight: int = 400
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" font-weight="{weight}" '
        f'fill="{fill}">{escape(words)}</text>'
    )


def _legend(chart: Chart) -> Iterator[str]:
    if len(chart.series) == 1:
        return
    x = 0.0
    for colour, item in zip(cycle(COLOURS), chart.series, strict=False):
        yield f'<rect x="{x:.1f}" y="30" width="12" height="12" fill="{colour}"/>'
        yield _text(x + 17, 41, item.name)
        x += 36 + sum(13 if ord(char) > 255 else 8 for char in item.name)  # noqa: PLR2004 - Latin characters are narrow


def _upright(chart: Chart) -> Iterator[str]:
    marks = ticks(_largest(chart))
    base, top = _TOP + _PLOT, Decimal(marks[-1] or 1)
    for mark in marks:
        y = base - float(mark / top) * _PLOT
        yield f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{_WIDTH}" y2="{y:.1f}" stroke="{_LINE}"/>'
        yield _text(_LEFT - 6, y + 4, str(mark), anchor="end", size=12, fill=_QUIET)
    wide = (_WIDTH - _LEFT) / len(chart.labels)
    bar = min(40.0, wide * 0.8 / len(chart.series))
    for at, label in enumerate(chart.labels):
        middle = _LEFT + wide * (at + 0.5)
        yield _text(middle, base + 20, label, anchor="middle")
        for nth, item in enumerate(chart.series):
            value = item.values[at]
            x = middle + (nth - len(chart.series) / 2) * bar
            tall = float((value or 0) / top) * _PLOT
            if value:
                yield (
                    f'<rect x="{x + 1:.1f}" y="{base - tall:.1f}" width="{bar - 2:.1f}" height="{tall:.1f}" '
                    f'fill="{COLOURS[nth % len(COLOURS)]}"/>'
                )
            quiet = _QUIET if value is None else _INK
            yield _text(x + bar / 2, base - tall - 4, _shown(value), anchor="middle", size=11, fill=quiet)


def _block(chart: Chart) -> int:
    """Pixels of one label's bars."""
    return _ROW * len(chart.series) + 8


def _lying(chart: Chart) -> Iterator[str]:
    largest = _largest(chart) or Decimal(1)
    room = _WIDTH - _SIDE - 96
    for at, label in enumerate(chart.labels):
        top = _TOP + at * _block(chart) - (14 if len(chart.series) == 1 else 0)
        yield _text(_SIDE - 8, top + _ROW * len(chart.series) / 2 + 4, label, anchor="end")
        for nth, item in enumerate(chart.series):
            value = item.values[at]
            y = top + nth * _ROW
            long = float((value or 0) / largest) * room
            if value:
                colour = COLOURS[nth % len(COLOURS)]
                yield (f'<rect x="{_SIDE}" y="{y + 2}" width="{long:.1f}" height="{_ROW - 4}" fill="{colour}"/>')
            yield _text(_SIDE + long + 6, y + 16, _shown(value) + _share(chart, item, value), fill=_INK)


def _share(chart: Chart, item: Series, value: Decimal | None) -> str:
    """The percentage of the whole, where every part of it is known."""
    known = [part for part in item.values if part is not None]
    whole = sum(known, Decimal(0))
    if not chart.shares or value is None or not whole or len(known) < len(item.values):
        return ""
    return f"（{plain((value * 100 / whole).quantize(Decimal('0.1')))}%）"
