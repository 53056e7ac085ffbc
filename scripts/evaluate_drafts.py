"""Measure 据实成文: a published report's year talked into an empty report, drafted, set beside what was published.

    python scripts/evaluate_drafts.py FOLDER [--pairs OUT] [WORDS…]

FOLDER holds the published reports that tests/cases/samples_talk.yaml names; words choose among them by file name.
Prints, for each section, the length of the draft, its share of the published length, and its likeness with last year's.
With --pairs, writes pairs for blind reading into the folder OUT instead: pairs.md for the readers, in which nothing
tells the draft from the published paragraph, and key.yaml, which does, with the drafts.
"""

import argparse
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import yaml

from assistant.asking import Question, answer, is_elsewhere, questions
from assistant.draft import Proposal, Request, propose
from assistant.facts import derive
from assistant.form import section_name
from assistant.listening.hearing import hear
from assistant.listening.recording import record
from assistant.past import read
from assistant.prose.likeness import likeness
from assistant.report import Report
from assistant.tables import fill

_TALK = Path(__file__).resolve().parent.parent / "tests/cases/samples_talk.yaml"
_LIMIT = 100_000_000
_READABLE = range(40, 501)
"""Characters of a published section that a reader can set beside another: less is no paragraph, more is no section."""
_PAIRS = 20
_NOTHING = "没有了"
_UNREAD = ("preamble", "overview", "other")
"""Sections without a pair: their contents are prescribed, or differ too much among organs."""


@dataclass(frozen=True)
class Year:
    """A year talked into an empty report, beside what was published of it."""

    file: str
    report: Report
    published: Report
    last: Report | None
    unheard: list[str]
    asked: list[tuple[str, str]]
    """The questions that were put, each with the clerk's answer, empty where there was none."""


def main() -> None:
    """Talk, draft, and print or pair."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--pairs", type=Path)
    chosen = parser.parse_args()
    if chosen.pairs:
        _pair(list(talked(chosen.folder, chosen.words)), chosen.pairs)
        return
    for year in talked(chosen.folder, chosen.words):
        _print(year)


def talked(folder: Path, words: list[str]) -> Iterator[Year]:
    """Each year as a clerk would tell it, heard and recorded."""
    for organ in yaml.safe_load(_TALK.read_text("utf-8")):
        if words and not any(word in organ["file"] for word in words):
            continue
        published = read(folder / organ["file"], limit=_LIMIT)
        last = read(folder / organ["last"], limit=_LIMIT) if organ.get("last") else None
        figures = published.figures
        if organ.get("figures"):  # a report whose tables are kept beside it
            kept = json.loads((folder / organ["figures"]).read_text("utf-8"))["figures"]
            figures = figures.with_values({cell: Decimal(value) for cell, value in kept.items() if value is not None})
        report = Report(organ=published.organ, year=published.year, figures=fill(figures).figures)
        unheard = []
        for message in organ["say"]:
            said = message if isinstance(message, dict) else {"say": message}
            heard = hear(said["say"], report, last, section=said.get("in", ""))
            report, left = record(report, heard.facts, origin="对话")
            unheard += [f"? {ask.question}" for ask in heard.asks] + [f"! {told.text}" for told in left]
        report, asked = interviewed(report, last, organ.get("answers", []))
        yield Year(organ["file"], report, published, last, unheard, asked)


def interviewed(
    report: Report, last: Report | None, answers: list[dict[str, str]]
) -> tuple[Report, list[tuple[str, str]]]:
    """The report with what the product asks answered, until it asks nothing new: its details, and what is known.

    An answer is given only to a question that holds its words, and each once; to all others the clerk has nothing to
    add, which counts as asked and not as answered.
    """
    left, asked = list(answers), []
    while question := next((one for one in questions(report, last) if _is_put(one, left)), None):
        given = next((one for one in left if one["to"] in question.question), None)
        said = given["say"] if given else _NOTHING
        read = answer(question, said, report, last)
        taken = read.settled and not is_elsewhere(question, said, report, last)
        if given:
            left.remove(given)
        if taken:
            report, _ = record(report, read.facts, origin="对话")
        asked.append((question.question, said if given and taken else ""))
        report = replace(report, answers={**report.answers, question.id: said})
    return report, asked


def _is_put(question: Question, left: list[dict[str, str]]) -> bool:
    """Whether a question is put: every detail, and of the others those the clerk has something to say to."""
    return question.source == "details" or any(one["to"] in question.question for one in left)


def drafted(year: Year, section: str) -> Proposal:
    """The section as 据实成文 writes it."""
    facts = derive(year.report, year.last)
    return propose(Request(section=section, report=year.report, facts=facts, last=year.last), "facts")[0]


def _print(year: Year) -> None:
    print(f"\n{year.report.organ} {year.report.year}")
    for said in year.unheard:
        print(f"  {said}")
    print(f"问了 {len(year.asked)} 个，答了 {sum(bool(said) for _, said in year.asked)} 个")
    for question, said in year.asked:
        print(f"  {question} {said or '（没有了）'}")
    for section in year.report.form.narrative:
        if section == "preamble":
            continue
        proposal = drafted(year, section)
        ours, theirs = (_length(text) for text in (proposal.text, year.published.section(section)))
        share = f"{ours / theirs:.2f}" if theirs else "–"
        before = year.last.section(section) if year.last else ""
        alike = f"，与上年相近 {likeness(proposal.text, before):.2f}" if before else ""
        print(f"--- {section}：{ours} 字，公布的 {theirs} 字，{share}{alike}")
        print(proposal.text)
        for question in proposal.questions:
            print(f"   ? {question}")


def _length(text: str) -> int:
    return len(re.sub(r"\s", "", text))


def _pair(years: list[Year], out: Path) -> None:
    """Every second section that can be read beside its published paragraph, in an order that tells nothing."""
    able = [
        (year, section)
        for year in years
        for section in year.report.form.narrative
        if section not in _UNREAD and _length(year.published.section(section)) in _READABLE
    ]
    pairs = (able[::2] + able[1::2])[:_PAIRS]
    toss = random.Random(len(able))  # noqa: S311 - a shuffle that anybody can repeat
    shown, key = [], []
    for number, (year, section) in enumerate(pairs, start=1):
        draft = drafted(year, section).text.strip()
        published = "\n".join(line.strip() for line in year.published.section(section).splitlines() if line.strip())
        first = toss.random() < 1 / 2
        texts = (draft, published) if first else (published, draft)
        name = section_name(year.report.form, section)
        shown.append(f"## 第{number}对 · {name}\n\n### 甲\n\n{texts[0]}\n\n### 乙\n\n{texts[1]}\n")
        key.append(
            {"pair": number, "file": year.file, "section": section, "draft_is": "甲" if first else "乙", "draft": draft}
        )
    out.mkdir(parents=True, exist_ok=True)
    (out / "pairs.md").write_text("\n".join(shown), "utf-8")
    (out / "key.yaml").write_text(yaml.safe_dump(key, allow_unicode=True, sort_keys=False), "utf-8")


if __name__ == "__main__":
    main()
