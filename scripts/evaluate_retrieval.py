"""Measure retrieval on the shipped corpus: recall@5 and nDCG@10 of words, vectors and both, and the threshold's effect.

Questions are in tests/cases/retrieval.yaml. What an organ repeated over the years counts once, as it is shown once.
"""

import argparse
import json
import math
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from assistant.evidence import Evidence, Hit, Passage, split
from assistant.evidence.ranking import collapse
from assistant.report import Report, from_json
from assistant.settings import Settings, shipped

CASES = Path(__file__).resolve().parent.parent / "tests" / "cases" / "retrieval.yaml"
WAYS = {"关键词": (True, False), "向量": (False, True), "融合": (True, True)}


def _entries() -> list[tuple[dict[str, Any], Report]]:
    folder = shipped("corpus")
    entries = yaml.safe_load((folder / "manifest.yaml").read_text("utf-8"))["reports"]
    return [(entry, from_json(json.loads((folder / entry["file"]).read_text("utf-8")))) for entry in entries]


def reports() -> list[Report]:
    """All shipped reports."""
    return [report for _, report in _entries()]


def corpus() -> list[Passage]:
    """The passages of all shipped reports, with the kinds and levels of the manifest."""
    found = []
    for entry, report in _entries():
        labels = {name: entry.get(name, "") for name in ("kind", "level", "region")}
        found += split(report, archive_id=entry["file"], source=entry["file"], **labels)
    return found


def relevant(case: dict[str, Any], passages: Sequence[Passage]) -> list[set[str]]:
    """The passages that answer a case, as groups of ids that are shown as one."""
    aspects = case.get("aspects") or ([case["section"]] if case.get("section") else None)
    hits = [
        passage
        for passage in passages
        if (aspects is None or passage.section in aspects)
        and re.search(case["topic"], passage.text)
        and (case.get("before") is None or (passage.year or 0) < case["before"])
        and (case.get("own") is None or passage.organ == case["own"])
    ]
    groups: list[set[str]] = []
    for passage in hits:
        for group in groups:
            twins = [other for other in hits if other.id in group]
            if len(collapse([*twins, passage])) == 1:
                group.add(passage.id)
                break
        else:
            groups.append({passage.id})
    return groups


def ask(evidence: Evidence, case: dict[str, Any], k: int) -> list[Hit]:
    """The hits of a case."""
    filters = {name: case[name] for name in ("section", "before", "own") if case.get(name) is not None}
    return evidence.find(case["query"], k=k, **filters)


def scores(hits: Sequence[Hit], groups: Sequence[set[str]]) -> tuple[float, float]:
    """recall@5 and nDCG@10; each group counts once."""
    seen: set[int] = set()
    gains = []
    for hit in hits[:10]:
        group = next((number for number, ids in enumerate(groups) if hit.passage.id in ids), None)
        gains.append(0 if group is None or group in seen else 1)
        if group is not None:
            seen.add(group)
    ideal = sum(1 / math.log2(rank + 2) for rank in range(min(10, len(groups))))
    gained = sum(gain / math.log2(rank + 2) for rank, gain in enumerate(gains))
    return sum(gains[:5]) / max(1, min(5, len(groups))), gained / ideal if ideal else 0.0


def measure(evidence: Evidence, cases: dict[str, Any], passages: Sequence[Passage]) -> dict[str, float]:
    """All figures of one way of searching."""
    asked = [(case, relevant(case, passages)) for case in [*cases["questions"], *cases["years"]]]
    results = [scores(ask(evidence, case, 10), groups) for case, groups in asked]
    firsts = [ask(evidence, case, 3) for case in cases["own"]]
    own = [
        bool(hits) and hits[0].passage.organ == case["own"] and bool(re.search(case["topic"], hits[0].passage.text))
        for case, hits in zip(cases["own"], firsts, strict=True)
    ]
    silent = [not evidence.find(query) for query in cases["irrelevant"]]
    return {
        "recall@5": sum(recall for recall, _ in results) / len(results),
        "nDCG@10": sum(gain for _, gain in results) / len(results),
        "本机关在前": sum(own) / len(own),
        "无关不答": sum(silent) / len(silent),
    }


def main() -> None:
    """Print one line a way, and with --each the cases that fall short."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", action="store_true", help="also print every question's figures")
    arguments = parser.parse_args()
    cases = yaml.safe_load(CASES.read_text("utf-8"))
    passages = corpus()
    print(f"{len(passages)} 个段落，{len(cases['questions']) + len(cases['years'])} 个提问")
    for way, (lexical, dense) in WAYS.items():
        with tempfile.TemporaryDirectory() as home:
            evidence = Evidence(Settings(home=Path(home), embedding_model=""), lexical=lexical, dense=dense)
            evidence.rebuild(passages)
            found = measure(evidence, cases, passages)
            print(way, "  ".join(f"{name} {value:.3f}" for name, value in found.items()), *evidence.remarks)
            if arguments.each and lexical and dense:
                for case in [*cases["questions"], *cases["years"]]:
                    recall, gain = scores(ask(evidence, case, 10), relevant(case, passages))
                    print(f"  {recall:.2f} {gain:.2f} {case['query']}")
            evidence.close()


if __name__ == "__main__":
    main()
