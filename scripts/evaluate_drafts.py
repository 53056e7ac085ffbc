"""Measure 据实成文: a published report's year talked into an empty report, drafted, set beside what was published.

    python scripts/evaluate_drafts.py FOLDER [WORDS…]

FOLDER holds the published reports that tests/cases/samples_talk.yaml names; words choose among them by file name.
Prints, for each section, the length of the draft, its share of the published length, and its likeness with last year's.
"""

import json
import re
import sys
from decimal import Decimal
from pathlib import Path

import yaml

from assistant.draft import Request, propose
from assistant.facts import derive
from assistant.listening.hearing import hear
from assistant.listening.recording import record
from assistant.past import read
from assistant.prose.likeness import likeness
from assistant.report import Report
from assistant.tables import fill

_TALK = Path(__file__).resolve().parent.parent / "tests/cases/samples_talk.yaml"
_LIMIT = 100_000_000


def main(folder: Path, chosen: list[str]) -> None:
    """Talk, draft and print."""
    for organ in yaml.safe_load(_TALK.read_text("utf-8")):
        if chosen and not any(word in organ["file"] for word in chosen):
            continue
        published = read(folder / organ["file"], limit=_LIMIT)
        last = read(folder / organ["last"], limit=_LIMIT) if organ.get("last") else None
        figures = published.figures
        if organ.get("figures"):  # a report whose tables are kept beside it
            kept = json.loads((folder / organ["figures"]).read_text("utf-8"))["figures"]
            figures = figures.with_values({cell: Decimal(value) for cell, value in kept.items() if value is not None})
        report = Report(organ=published.organ, year=published.year, figures=fill(figures).figures)
        print(f"\n{published.organ} {published.year}")
        for message in organ["say"]:
            heard = hear(message, report, last)
            report, left = record(report, heard.facts, origin="对话")
            for ask in heard.asks:
                print(f"  ? {ask.question}")
            for told in left:
                print(f"  ! {told.text}")
        _draft(report, published, last)


def _draft(report: Report, published: Report, last: Report | None) -> None:
    facts = derive(report, last)
    for section in report.form.narrative:
        if section == "preamble":
            continue
        [proposal] = propose(Request(section=section, report=report, facts=facts, last=last), "facts")
        ours, theirs = (len(re.sub(r"\s", "", text)) for text in (proposal.text, published.section(section)))
        share = f"{ours / theirs:.2f}" if theirs else "–"
        before = last.section(section) if last else ""
        alike = f"，与上年相近 {likeness(proposal.text, before):.2f}" if before else ""
        print(f"--- {section}：{ours} 字，公布的 {theirs} 字，{share}{alike}")
        print(proposal.text)
        for question in proposal.questions:
            print(f"   ? {question}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
