"""The reader's benchmark: fictional reports of known figures printed in every layout, cells right, wrong, left blank.

`legible` layouts carry every cell; `lossy` ones lost some on the way (digits run together, empty cells gone), so that
blanks are expected and only wrong cells count against the reader. Sections: how many are not as printed.
"""

import statistics
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from broken_renderings import BROKEN, BROKEN_LOSSY, BROKEN_PRINTED
from edited_renderings import EDITED
from odd_renderings import ODD, ODD_LOSSY
from ofd_renderings import OFDS
from one_line_renderings import ONE_LINE, OneLine, one_line
from one_line_truth import knowable
from published_renderings import PUBLISHED, PUBLISHED_LOSSY, PUBLISHED_PRINTED
from renderings import LAYOUTS, LOSSY, PRINTED, Layout, Rendering, make
from timing import line, measure

from assistant.form import load
from assistant.past import read_bytes

SEEDS = range(6)
PRINTED_SEEDS = range(2)
KNOWABLE_SEEDS = (0, 1, 2, 4, 6, 8, 9, 17, 20, 23)
"""Reports of up to hundreds of cases: trying everything takes minutes for larger ones."""
LEGIBLE = {**LAYOUTS, **ODD, **BROKEN, **PUBLISHED}
LOST = {**LOSSY, **ODD_LOSSY, **BROKEN_LOSSY, **PUBLISHED_LOSSY}
PDFS = {**PRINTED, **BROKEN_PRINTED, **PUBLISHED_PRINTED}
TIMED = {"txt": "竖线收拢", "html": "网页在门户中", "docx": "Word合并"}


def main() -> None:
    """Print the table, then the times."""
    total = _table("legible", LEGIBLE, SEEDS) + _table("legible, pdf", PDFS, PRINTED_SEEDS)
    total += _table("legible, ofd", OFDS, PRINTED_SEEDS)
    total += _table("Word files worked on", EDITED, SEEDS)
    print(_row("all legible layouts", "", total))
    _table("pages in one line, digits run together", ONE_LINE, range(12))
    _knowable()
    _table("lossy", LOST, SEEDS)
    _times()


def _table(title: str, layouts: Mapping[str, Layout], seeds: range) -> Counter[str]:
    print(
        f"\n{title}\n{'layout':<28} {'format':<6} {'right':>7} {'wrong':>6} {'blank':>6} {'read':>8} {'texts off':>10}"
    )
    total: Counter[str] = Counter()
    for name, layout in layouts.items():
        counted: Counter[str] = Counter()
        suffix = ""
        for seed in seeds:
            rendering = layout(make(seed))
            suffix = Path(rendering.name).suffix.lstrip(".")
            counted += _count(rendering)
        print(_row(name, suffix, counted))
        total += counted
    return total


def _count(rendering: Rendering) -> Counter[str]:
    """Cells of one reading against what stands in the file; a cell that is blank there and here is right."""
    got = read_bytes(rendering.name, rendering.data)
    out: Counter[str] = Counter()
    for code, value in rendering.expected.items():
        read = got.figures.values.get(code)
        out["right" if read == value else "blank" if read is None else "wrong"] += 1
    wanted = rendering.sections
    if "*" not in wanted:
        names = {*wanted, *got.sections}
        out["off"] = sum(wanted.get(name) != "*" and wanted.get(name, "") != got.section(name) for name in names)
    return out


def _row(name: str, suffix: str, counted: Counter[str]) -> str:
    cells = counted["right"] + counted["wrong"] + counted["blank"]
    share = counted["right"] / cells if cells else 0.0
    wide = 28 - sum(ord(char) > 0x2E80 for char in name)  # noqa: PLR2004 - Chinese characters take two columns
    return (
        f"{name:<{wide}} {suffix:<6} {counted['right']:>7} {counted['wrong']:>6} {counted['blank']:>6}"
        f" {share:>8.2%} {counted['off']:>10}"
    )


def _knowable() -> None:
    """Of the cells whose run-together digits leave one solution, how many are read."""
    known: Counter[str] = Counter()
    for seed in KNOWABLE_SEEDS:
        rendering = one_line(make(seed), OneLine())
        cells = knowable(rendering.expected)
        known["all"] += len(cells)
        known["read"] += len(cells & set(read_bytes(rendering.name, rendering.data).figures.values))
    print(f"cells in one line with a single solution: {known['read']} of {known['all']} read")


def _times() -> None:
    print("\nreading time")
    for suffix, layout in TIMED.items():
        rendering = LAYOUTS[layout](make(1))
        read_bytes(rendering.name, rendering.data)
        print(line(f"read .{suffix}", measure(lambda one=rendering: read_bytes(one.name, one.data), 15)))
    data = six_pages()
    read_bytes("report.pdf", data)
    print(line("read .pdf, six pages", measure(lambda: read_bytes("report.pdf", data), 5)))
    ofd = OFDS["OFD一行一块"](make(1)).data
    print(line("read .ofd", measure(lambda: read_bytes("report.ofd", ofd), 5)))
    sizes = [len(layout(make(1)).data) for layout in LAYOUTS.values()]
    print(f"files of {min(sizes)} to {max(sizes)} bytes, median {statistics.median(sizes):.0f}")


def six_pages() -> bytes:
    """A PDF of six pages: prose of a usual length around the three tables."""
    import io
    from dataclasses import replace

    import pypdfium2
    from broken_renderings import pdf

    report = make(1)
    prose = "p { font-size: 16pt; line-height: 29pt; }"
    style = f"{prose} td {{ line-height: 12pt; }} td p {{ font-size: 8pt; line-height: 12pt; }}"
    data = b""
    for times in range(5, 40):
        long = {name: "\n".join([report.section(name)] * times) for name in load().aspects}
        data = pdf(replace(report, sections={**report.sections, **long}), style=style).data
        if len(pypdfium2.PdfDocument(io.BytesIO(data))) >= 6:  # noqa: PLR2004 - as many as the name says
            break
    return data


if __name__ == "__main__":
    main()
