"""Timing for the benchmarks: medians and 95th percentiles of repeated runs."""

import statistics
import time
from collections.abc import Callable


def measure(action: Callable[[], object], runs: int) -> list[float]:
    """Seconds of each run."""
    out = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        out.append(time.perf_counter() - start)
    return out


def line(name: str, seconds: list[float]) -> str:
    """One line: name, median, p95, number of runs."""
    ordered = sorted(seconds)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    return (
        f"{name:<44} median {statistics.median(ordered) * 1000:9.1f} ms   p95 {p95 * 1000:9.1f} ms   n={len(ordered)}"
    )
