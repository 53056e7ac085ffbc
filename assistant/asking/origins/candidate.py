"""Candidates: questions that might be asked, each with its rank and whether the report answers it already."""

import zlib
from dataclasses import dataclass
from enum import IntEnum

from assistant.asking.question import Question


class Rank(IntEnum):
    """Where a question comes from, in the order in which the same thing is rather asked, and within a section."""

    FORM = 0
    NUMBER = 1
    PRACTICE = 2
    UNNAMED = 3
    PROMISE = 4
    TABLE = 5
    PEER = 6
    DETAIL = 7


@dataclass(frozen=True)
class Candidate:
    """A question with its rank; `known` says that this year's report holds the answer."""

    question: Question
    rank: Rank
    known: bool = False


def key(text: str) -> str:
    """A short name of a text, the same in every process."""
    return f"{zlib.crc32(text.encode()):08x}"
