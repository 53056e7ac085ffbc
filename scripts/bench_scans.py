"""The benchmark of scans: reports of known figures, printed in several styles, scanned in every way: cells, seconds."""

import time
from collections import Counter
from itertools import cycle

from renderings import make
from scan_renderings import BARE, CLEAN, STYLES, WAYS, scanned

from assistant.past import read_bytes

SEEDS = (6, 10, 13)
BARE_WAYS = ("200点", "普通扫描件", "旧复印件")
"""Ways in which tables without rules are tried as well."""


def main() -> None:
    """Print a line for every way of scanning: cells right, wrong and blank, seconds a page; then their sums."""
    print(f"{'scans':<14} {'right':>7} {'wrong':>6} {'blank':>6} {'share':>8} {'s/page':>7}")
    sums: dict[str, Counter[str]] = {"clean": Counter(), "spoilt": Counter(), "bare": Counter()}
    ruled = [style for style in STYLES if style not in BARE]
    runs = [(name, "clean" if name in CLEAN else "spoilt", ruled) for name in WAYS]
    runs += [(name, "bare", list(BARE)) for name in BARE_WAYS]
    for name, kind, styles in runs:
        counted: Counter[str] = Counter()
        seconds = 0.0
        for seed, style in zip(SEEDS, cycle(styles), strict=False):
            rendering = scanned(make(seed), name, style=style, seed=seed)
            started = time.perf_counter()
            got = read_bytes(rendering.name, rendering.data)
            seconds += time.perf_counter() - started
            counted["pages"] += rendering.data.count(b"/Type /Page\n")
            for code, value in rendering.expected.items():
                read = got.figures.values.get(code)
                counted["right" if read == value else "blank" if read is None else "wrong"] += 1
        sums[kind] += counted
        _print(name if kind != "bare" else f"{name}无线", counted, f"{seconds / max(1, counted['pages']):7.1f}")
    for name, counted in sums.items():
        _print(name, counted, "")


def _print(name: str, counted: Counter[str], seconds: str) -> None:
    cells = counted["right"] + counted["wrong"] + counted["blank"]
    wide = 14 - sum(ord(char) > 0x2E80 for char in name)  # noqa: PLR2004 - Chinese characters take two columns
    print(
        f"{name:<{wide}} {counted['right']:>7} {counted['wrong']:>6} {counted['blank']:>6}"
        f" {counted['right'] / max(1, cells):>8.1%} {seconds}",
        flush=True,
    )


if __name__ == "__main__":
    main()
