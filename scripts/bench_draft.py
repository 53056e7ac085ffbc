"""Each offline way of writing, section by section, and the numbers of a section bound as one types."""

import tempfile
from pathlib import Path

from timing import line, measure

_RUNS = 20
_WAYS = ("facts", "last-year", "model-passage")


def main() -> None:
    """Print the slowest section of each way and every section's time, on the demonstration organ."""
    from assistant.desk import Desk
    from assistant.draft import WAY_NAMES
    from assistant.draft.offline import propose
    from assistant.form import load, section_name
    from assistant.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Settings(home=Path(folder), demo=True))
        report_id = desk.store.reports.heads()[0].id
        work = desk.reports.open(report_id)
        desk.evidence.refresh()
        for way in _WAYS:
            for section in load().narrative:
                request = desk.words.request(work, section)
                name = f"{WAY_NAMES[way]}　{section_name(load(), section)}"
                print(line(name, measure(lambda r=request, w=way: propose(r, w), _RUNS)))
        print(line("查阅往年表述", measure(lambda: desk.words.evidence_for(work, "overview.active"), _RUNS)))
        section, text = max(desk.archive.report(work.head.last_id).sections.items(), key=lambda item: len(item[1]))
        print(
            line(f"输入时标出数字（{len(text)} 字）", measure(lambda: desk.words.bind(report_id, section, text), _RUNS))
        )
        print(line("　其中：打开年报", measure(lambda: desk.reports.open(report_id), _RUNS)))
        desk.close()


if __name__ == "__main__":
    main()
