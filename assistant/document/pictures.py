"""pictures: charts of the figures as pictures for the document, drawn from the same SVG as on the screen.

A picture brings no text of its own into the document: what is read back from it is the report and nothing else.
All values stand in the words for those who cannot see it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.document import charts
from assistant.document.page_images import page_images
from assistant.report import Report

_DOTS = 3.0
"""Times 96 dots an inch: sharp in print."""
_SIZE = re.compile(r'viewBox="0 0 (\d+) (\d+)"')


@dataclass(frozen=True)
class Picture:
    """A drawing with its title and all its values in words."""

    title: str
    words: str
    svg: str

    @property
    def alternative(self) -> str:
        """What is read aloud."""
        return f"{self.title}。{self.words}"

    @cached_property
    def size(self) -> tuple[int, int]:
        """Width and height in CSS pixels."""
        found = _SIZE.search(self.svg)
        if found is None:
            raise ValueError(self.title)
        return int(found[1]), int(found[2])

    @property
    def png(self) -> bytes:
        """The picture in dots, for files that cannot hold a drawing."""
        return _rasterised(self.svg, *self.size)


def pictures(reports: Sequence[Report]) -> tuple[Picture, ...]:
    """三年趋势 and 本年与上年 of a report and those before it, oldest first; empty charts are left out."""
    wanted: Iterable[charts.Chart] = (chart for chart in charts.charts(reports) if not chart.empty and not chart.shares)
    return tuple(
        Picture(chart.title, chart.description, charts.svg(chart, f"picture{at}")) for at, chart in enumerate(wanted)
    )


@lru_cache(maxsize=16)
def _rasterised(svg: str, width: int, height: int) -> bytes:
    from weasyprint import CSS, HTML

    sized = svg.replace('width="100%"', f'width="{width}" height="{height}"', 1)
    # A hair more room than the drawing, so that rounding never asks for a second page.
    page = CSS(string=f"@page{{size:{width + 1}px {height + 2}px;margin:0}} body{{margin:0}} svg{{display:block}}")
    printed = HTML(string=f"<body>{sized}</body>").write_pdf(stylesheets=[page])
    return page_images(printed, scale=_DOTS * 96 / 72)[0]
