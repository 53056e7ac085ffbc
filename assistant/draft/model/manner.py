"""Manner: whether a sentence reads like an order or like a report, by the letters that stand in examples of both.

Naive Bayes over single letters and pairs: how much oftener each stands in orders than in reports, as a logarithm, added
up and held against the sentence's length. An order in words that no mark knows still reads unlike a report.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from assistant.draft.model.flat import flattened
from assistant.prose import sentences
from assistant.prose.wordfile import load
from assistant.report import from_json
from assistant.settings import shipped

_SMOOTHING = 0.3
"""Added to every count, so that what never stood in a report is rare there and not impossible. With 1 the rare pairs,
which tell most, hardly counted."""
_LEAST_SEEN = 2
"""A pair that stands in one sentence says something of that sentence, not of orders."""


class ExamplesFile(BaseModel):
    """What examples.yaml may say: sentences that give orders, and official ones."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    orders: list[str] = Field(min_length=1)
    official: list[str] = Field(min_length=1)


def ordering(flat: str) -> float:
    """How far a sentence reads like an order: above zero more like one than like a report. Digits are alike."""
    weights = _weights()
    known = [weights[one] for one in _letters(flat) if one in weights]
    return sum(known) / math.sqrt(len(known) + 1)


@cache
def _weights() -> dict[str, float]:
    """How much oftener each letter and pair stands in orders than in reports, as a logarithm."""
    file = load("assistant.draft.model", "examples.yaml", ExamplesFile)
    orders = [flattened(text) for text in file.orders]
    official = [flattened(text) for text in (*file.official, *_published())]
    given, usual = _counted(orders), _counted(official)
    return {
        one: _share(given[one], len(orders)) - _share(usual[one], len(official))
        for one in given | usual
        if given[one] + usual[one] >= _LEAST_SEEN
    }


def _published() -> list[str]:
    """The sentences of the reports that are shipped."""
    reports = (from_json(json.loads(file.read_text("utf-8"))) for file in sorted(shipped("corpus").rglob("*.json")))
    return [item for report in reports for text in report.sections.values() for item in sentences(text)]


def _counted(texts: Iterable[str]) -> Counter[str]:
    return Counter(one for text in texts for one in _letters(text))


def _share(count: int, of: int) -> float:
    return math.log((count + _SMOOTHING) / (of + 2 * _SMOOTHING))


def _letters(flat: str) -> set[str]:
    """The letters and pairs of a sentence, with its beginning and end; every number is the same."""
    text = f"^{re.sub(r'[0-9×]+', '0', flat)}$"
    return {text[at : at + length] for length in (1, 2) for at in range(len(text) - length + 1)}
