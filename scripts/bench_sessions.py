"""Many people at once: first page, redraw and edits of reports of their own, beside one person alone.

Fifty browsers need more than one machine: the sessions speak Streamlit's own messages over real websockets.
"""

import asyncio
import sys
import tempfile
import time
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))
import wire
from browsing import application
from timing import line

from assistant.desk import Desk
from assistant.figures import Indicator
from assistant.report import Report
from assistant.settings import Settings

_PEOPLE = (1, 50)
_EDITS = 6
_THINKING = 5.0
"""Seconds between two acts of one person: nobody types a number every moment."""
_LABEL = "微博发布本年"


def main() -> None:
    """Print medians and 95th percentiles for a few numbers of people, and how many pages failed."""
    for people in _PEOPLE:
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder) / "home"
            reports = _reports(home, people)
            with application(home) as address:
                seconds, failed, drawn = asyncio.run(_office(address, reports))
        for name, taken in seconds.items():
            print(line(f"{people} people: {name}", taken))
        print(f"{people} people: {failed} of {drawn} pages failed")


def _reports(home: Path, count: int) -> list[str]:
    """A report of their own for each, with every cell filled and one number to be typed."""
    desk = Desk(Settings(_env_file=None, home=home))  # type: ignore[call-arg]
    template = desk.store.reports.open(desk.store.reports.heads()[0].id)
    out = [
        desk.store.reports.create(
            Report(
                organ=f"虚构市第{number}局",
                year=2025,
                title="",
                figures=template.figures,
                sections=template.sections,
                indicators=(Indicator("微博发布", Decimal(104), "条"),),
            )
        )
        for number in range(1, count + 1)
    ]
    desk.close()
    return out


async def _office(address: str, reports: list[str]) -> tuple[dict[str, list[float]], int, int]:
    seconds: dict[str, list[float]] = defaultdict(list)
    drawn: list[wire.Drawn] = []

    async def timed(name: str, doing: "asyncio.Future[wire.Drawn] | object") -> wire.Drawn:
        start = time.perf_counter()
        page: wire.Drawn = await doing  # type: ignore[misc]
        seconds[name].append(time.perf_counter() - start)
        drawn.append(page)
        return page

    async def person(number: int, report: str) -> None:
        await asyncio.sleep(number * _THINKING / len(reports))
        session = await wire.connect(address)
        await timed("first page", session.page())
        await asyncio.sleep(_THINKING)
        await timed("redraw, 校核", session.page("checking", report=report))
        await asyncio.sleep(_THINKING)
        page = await timed("redraw, 补充指标", session.page("figures", report=report, tab="indicators"))
        for edit in range(_EDITS):
            await asyncio.sleep(_THINKING)
            page = await timed("edit, to drawn again", session.write(page, _LABEL, str(200 + edit)))

    await asyncio.gather(*(person(number, report) for number, report in enumerate(reports)))
    return seconds, sum(page.failed for page in drawn), len(drawn)


if __name__ == "__main__":
    main()
