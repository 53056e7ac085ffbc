"""Binding and checking one report, beside the two engines that did it before; and how the one engine's answers hold.

The engines before stand in the history: where it is at hand they are measured in the same run.
"""

import io
import json
import subprocess
import sys
import tarfile
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from timing import line

if TYPE_CHECKING:
    from assistant.report import Report

ROOT = Path(__file__).resolve().parent.parent
_BEFORE = "1b066eb"
"""The last version in which writing and checking each had an engine of its own."""
_RUNS = 3
_MEASURED = """
import json, sys, time
from pathlib import Path
from assistant.checks import run
from assistant.facts import derive
from assistant.report import from_json
files = sorted(Path(sys.argv[1]).rglob("*.json"))
reports = [from_json(json.loads(file.read_text("utf-8"))) for file in files]
facts = [derive(report) for report in reports]
try:
    from assistant.sources.binding import bind
    from assistant.sources.origin import origins
    from assistant.sources.setting.stated import stated
    forget = stated.cache_clear
    def write(text, section, known, year):
        return list(origins(text, section, known, year=year))
except ImportError:
    from assistant.checks.grounding import bind
    from assistant.draft.binding import bind as bind_draft
    from assistant.facts.numerals import figures
    forget = lambda: None
    def write(text, section, known, year):
        return [bind_draft(text, one, known) for one in figures(text)]
out = {"check": [], "write": [], "run": []}
for _ in range(int(sys.argv[2])):
    for report, known in zip(reports, facts):
        for name in out:
            forget()
            start = time.perf_counter()
            if name == "run":
                run(report, facts=known)
            else:
                for section, text in report.sections.items():
                    if name == "check":
                        bind(text, section, known, year=report.year)
                    else:
                        write(text, section, known, report.year)
            out[name].append(time.perf_counter() - start)
print(json.dumps(out))
"""
_NAMES = {"check": "逐数核对", "write": "逐数找出处（起草）", "run": "全部校核"}


def main() -> None:
    """Print the times before and after, the agreement, and the evaluation on the published samples."""
    _times()
    _agreement()
    _evaluation()


def _times() -> None:
    now = _measure(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        before = _measure(Path(folder)) if _unpacked(Path(folder)) else None
    if before is None:
        print(f"原来的两个引擎：本仓库没有 {_BEFORE} 版，未能同时测量")
    for name, seconds in now.items():
        if before is not None:
            print(line(f"{_NAMES[name]}，每份年报：原来", before[name]))
        print(line(f"{_NAMES[name]}，每份年报：现在", seconds))


def _unpacked(folder: Path) -> bool:
    """The package as it was before, in a folder; False where the history does not reach so far."""
    found = subprocess.run(["git", "-C", str(ROOT), "archive", _BEFORE, "assistant"], capture_output=True, check=False)
    if found.returncode:
        return False
    with tarfile.open(fileobj=io.BytesIO(found.stdout)) as packed:
        packed.extractall(folder, filter="data")
    return True


def _measure(home: Path) -> dict[str, list[float]]:
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, str(ROOT / "corpus"), str(_RUNS)],
        cwd=home,
        env={"PYTHONPATH": str(home), "PATH": ""},
        capture_output=True,
        check=True,
        text=True,
    )
    out: dict[str, list[float]] = json.loads(done.stdout)
    return out


def _agreement() -> None:
    """Every number of the shipped reports: what the checks bind it to and what a writer would put for it."""
    from assistant.facts import derive
    from assistant.report import from_json
    from assistant.sources.binding import bind
    from assistant.sources.origin import origins

    numbers = different = 0
    for file in sorted((ROOT / "corpus").rglob("*.json")):
        report = from_json(json.loads(file.read_text("utf-8")))
        facts = derive(report)
        for section, text in report.sections.items():
            bound = {one.number.start: one for one in bind(text, section, facts, year=report.year)}
            for one in origins(text, section, facts, year=report.year):
                numbers += 1
                verdict = bound.get(one.number.start)
                different += bool(one.fact) and (verdict is None or one.fact not in verdict.facts)
    print(f"出处一致：{numbers} 个数中 {numbers - different} 个，校核与起草给出同一出处（同一个引擎）")


def _evaluation() -> None:
    """Text against tables on published samples: what is said of them as printed, and of one number made wrong."""
    samples = ROOT.parent / "shared" / "samples"
    if not samples.is_dir():
        print("没有公开年报样本，未作评测")
        return
    from assistant.past import read

    reports = [read(file) for file in sorted(samples.iterdir()) if file.suffix in {".txt", ".pdf"}]
    said = sum(len(_found(report)) for report in reports)
    print(f"公开年报 {len(reports)} 份，原文与表格：提醒以上 {said} 条（逐条判断见 tests/cases/sample_findings.yaml）")
    seeded = caught = 0
    for report in reports:
        for wrong in _seeded(report):
            seeded += 1
            caught += bool(_found(wrong))
    print(f"逐个改错已有出处的数：{seeded} 处，发现 {caught} 处（{caught / max(seeded, 1):.0%}）")


def _found(report: "Report") -> list[str]:
    from assistant.checks import run

    found = run(report, submitting=False)
    return [one.code for one in found if one.code.startswith("G-") and one.severity.value != "info"]


def _seeded(report: "Report") -> "list[Report]":
    """The report once for each number the tables give, with that number wrong by one in its text."""
    from assistant.facts import derive
    from assistant.sources.binding import bind

    out = []
    facts = derive(report)
    for section, text in report.sections.items():
        for one in bind(text, section, facts, year=report.year):
            if one.named and one.status == "bound" and not one.number.approx and not one.number.percent:
                start, end = one.number.digits
                shown = str(one.number.value + Decimal(1))
                if text[start:end].isdigit():
                    out.append(report.with_section(section, text[:start] + shown + text[end:]))
    return out


if __name__ == "__main__":
    main()
