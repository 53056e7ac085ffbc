"""The shipped reports as they stand in the program's folder: the demonstration organ and the fictional past reports."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from assistant.errors import DesignProblem
from assistant.report import Report, from_json
from assistant.settings import shipped


@dataclass(frozen=True)
class Shipped:
    """One shipped file: its report, and whether it belongs to the demonstration or is the one in work."""

    name: str
    report: Report
    demo: bool
    current: bool


def manifest() -> Iterator[Shipped]:
    """Every shipped report in the order of the manifest; DesignProblem if one is missing or malformed."""
    folder = shipped("corpus")
    try:
        listed: list[dict[str, Any]] = yaml.safe_load((folder / "manifest.yaml").read_text("utf-8"))["reports"]
        for item in listed:
            report = from_json(json.loads((folder / item["file"]).read_text("utf-8")))
            yield Shipped(item["file"], report, demo=bool(item.get("demo")), current=bool(item.get("current")))
    except (OSError, KeyError, TypeError, ValueError) as problem:
        raise DesignProblem(f"随程序附带的示例资料不完整：{problem}") from problem
