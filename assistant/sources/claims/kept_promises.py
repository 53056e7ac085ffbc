"""Promises: whether what was promised last year is taken up this year. Writing and checking ask the same judge."""

import re
from collections.abc import Sequence
from functools import cache

from pydantic import BaseModel, ConfigDict

from assistant.prose.likeness import affinity
from assistant.prose.wordfile import alternatives, load
from assistant.sources.thresholds import COVERED, FEW, TAKEN_UP


class PromisesFile(BaseModel):
    """What kept_promises.yaml may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    deeds: list[str]
    empty: list[str]


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    raw = load("assistant.sources.claims", "kept_promises.yaml", PromisesFile)
    return re.compile(alternatives(raw.deeds)), re.compile(alternatives(raw.empty) + "|[^\u4e00-\u9fff]")


def answer(promise: str, said: Sequence[str]) -> int | None:
    """Which of the sentences takes the promise up, None if none does."""
    able = [at for at, one in enumerate(said) if _speaks_of_its_deed(one, promise)]
    best = max(able, key=lambda at: affinity(said[at], promise), default=None)
    return best if best is not None and affinity(said[best], promise) >= TAKEN_UP else None


def kept(promise: str, said: Sequence[str]) -> bool:
    """Whether the year's sentences take the promise up: one of them, or all together in pieces."""
    particular = _particular(promise)
    if len(particular) < FEW or answer(promise, said) is not None:
        return True
    text = "\n".join(said)
    return sum(pair in text for pair in particular) / len(particular) >= COVERED


def _speaks_of_its_deed(sentence: str, promise: str) -> bool:
    """开展认定培训 is not answered by 实行源头认定: some deed the promise names must be named again."""
    deeds, _ = _words()
    promised = set(deeds.findall(promise))
    return not promised or any(deed in sentence for deed in promised)


def _particular(promise: str) -> set[str]:
    """Two-character pieces of what is particular in a promise."""
    _, empty = _words()
    return {piece[at : at + 2] for piece in empty.split(promise) for at in range(len(piece) - 1)}
