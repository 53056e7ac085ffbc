"""Each offline way of writing over every shipped report, and the numbers of a section bound as one types."""

import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from timing import line, measure

if TYPE_CHECKING:
    from assistant.desk import Desk

_RUNS = 20
_WAYS = ("facts", "last-year", "model-passage")


def main() -> None:
    """Print each way's time per proposal over all reports, its slowest, and what typing costs."""
    from assistant.desk import Desk
    from assistant.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Settings(home=Path(folder), demo=True))
        desk.index.evidence.refresh()
        _proposals(desk)
        _whole()
        _typing(desk)
        desk.close()


def _proposals(desk: "Desk") -> None:
    """Every narrative section of every shipped report in every way, with the passages a search finds for it."""
    from evaluate_retrieval import reports

    from assistant.draft import WAY_NAMES, Request
    from assistant.draft.ways.offline import propose
    from assistant.facts import derive
    from assistant.form import load, section_name

    printed = reports()
    found: dict[str, list[tuple[float, str]]] = {way: [] for way in _WAYS}
    for report in printed:
        last = next((one for one in printed if (one.organ, one.year) == (report.organ, (report.year or 0) - 1)), None)
        facts = derive(report, last)
        for section in load().narrative:
            passages = desk.words.passages_for(report, section)
            request = Request(section, report, facts, last, passages)
            for way in _WAYS:
                start = time.perf_counter()
                propose(request, way)
                place = f"{report.organ}{report.year}　{section_name(load(), section)}"
                found[way].append((time.perf_counter() - start, place))
    for way, timed in found.items():
        print(line(f"{WAY_NAMES[way]}（{len(printed)} 份年报各节）", [seconds for seconds, _ in timed]))
        seconds, place = max(timed)
        print(f"　最慢 {seconds * 1000:.1f} ms：{place}")


def _whole() -> None:
    """All sections of every shipped report from its facts, one after the other, as 起草全文 does."""
    from evaluate_retrieval import reports

    from assistant.draft import Request
    from assistant.draft.whole import draft_all
    from assistant.facts import derive
    from assistant.form import load

    timed = []
    for report in reports():
        empty = replace(report, sections={})
        start = time.perf_counter()
        facts = derive(empty)
        draft_all(partial(Request, report=empty, facts=facts), load().narrative)
        timed.append(time.perf_counter() - start)
    print(line("起草全文（每份年报）", timed))


def _typing(desk: "Desk") -> None:
    """Looking up past wording, and binding the longest section's numbers."""
    report_id = desk.store.reports.heads()[0].id
    work = desk.reports.open(report_id)
    print(line("查阅往年表述", measure(lambda: desk.words.evidence_for(work, "overview.active"), _RUNS)))
    section, text = max(desk.archive.report(work.head.last_id).sections.items(), key=lambda item: len(item[1]))
    print(line(f"输入时标出数字（{len(text)} 字）", measure(lambda: desk.words.bind(report_id, section, text), _RUNS)))
    print(line("　其中：打开年报", measure(lambda: desk.reports.open(report_id), _RUNS)))


if __name__ == "__main__":
    main()
