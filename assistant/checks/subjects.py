"""Subjects: what a number in a sentence is said of, as the grammar in subjects.yaml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

HERE = "＃"
"""Stands for the number in the text a pattern is matched against."""


@dataclass(frozen=True)
class Subject:
    """A subject: how it is called, the facts that may be its value, and how sentences name it."""

    id: str
    say: str
    facts: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    lead: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    near: re.Pattern[str] | None
    needs: re.Pattern[str] | None
    units: frozenset[str]

    def named(self, text: str, context: str, unit: str, *, on_request: bool, lead: str = "") -> bool:
        """Whether the text, with the number at ＃, names this subject.

        `context` is the whole sentence and `lead` what stands in it before the number, other numbers included.
        """
        before = text.split(HERE, maxsplit=1)[0]
        clause = re.split(r"[，,]", before)[-1]
        other = (self.unless and self.unless.search(before)) or (self.near and self.near.search(clause))
        if unit not in self.units or other:
            return False
        if self.needs and not on_request and not self.needs.search(context):
            return False
        return any(pattern.search(text) for pattern in self.patterns) or any(
            pattern.search(lead + HERE) for pattern in self.lead
        )


@cache
def _grammar() -> Mapping[str, Any]:
    raw: dict[str, Any] = yaml.safe_load((resources.files("assistant.checks") / "subjects.yaml").read_text("utf-8"))
    return raw


@cache
def elsewhere() -> re.Pattern[str]:
    """Words of other business (提案, 信访, 法律援助) whose 答复 and 办结 are not those of table three."""
    return re.compile(_grammar()["elsewhere"])


@cache
def load() -> tuple[Subject, ...]:
    """The grammar shipped with the program."""
    raw = _grammar()
    words = {name: raw[name] for name in ("fill", "who", "elsewhere")}
    return tuple(_subject(item, words, raw["units"]) for item in raw["subjects"])


def _subject(item: Mapping[str, Any], words: Mapping[str, str], units: list[str]) -> Subject:
    def compiled(pattern: str) -> re.Pattern[str]:
        for name, text in words.items():
            pattern = pattern.replace("{" + name + "}", text)
        return re.compile(pattern)

    return Subject(
        item["id"],
        item["say"],
        tuple(item["facts"]),
        tuple(compiled(pattern) for pattern in item["patterns"]),
        tuple(compiled(pattern) for pattern in item.get("lead", ())),
        compiled(item["unless"]) if "unless" in item else None,
        compiled(item["near"]) if "near" in item else None,
        compiled(item["needs"]) if "needs" in item else None,
        frozenset(item.get("units", units)),
    )


def named(text: str, context: str, unit: str, *, on_request: bool, lead: str = "") -> Subject | None:
    """The subject the text names, None if none is clearly named."""
    return next((item for item in load() if item.named(text, context, unit, on_request=on_request, lead=lead)), None)
