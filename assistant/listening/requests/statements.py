"""Statements: whether words state a deed of the year, or ask for something to be done or told."""

import re

from assistant.listening.requests.wordings import wordings
from assistant.prose import numbers

QUOTED = re.compile(r"[“\"「『‘']([^”\"」』’']+)[”\"」』’']")
"""What stands in quotation marks is spoken of, not said."""
_MEASURES_TEXT = frozenset({"字", "段", "点", "款", ""})
"""What counts words of a draft and no work: 写300字, 分3点."""
_COUNTS_TEXT = re.compile(r"^[个]?(?:字|句|段|点|行)")


def states(text: str) -> bool:
    """Whether the words state a deed of the year rather than ask for something."""
    text = text.strip()
    if wordings().embedded.search(text):
        return True
    if wordings().question.search(text) or wordings().command.search(text):
        return False
    if wordings().done.search(text):
        return True
    bare = QUOTED.sub("", text)
    return any(
        one.unit not in _MEASURES_TEXT and not one.percent and not _COUNTS_TEXT.match(bare[one.unit_at :])
        for one in numbers(bare, spoken=True)
    )


def asks_something(text: str) -> bool:
    """Whether the words ask a question or give an order."""
    return not wordings().embedded.search(text) and bool(
        wordings().question.search(text) or wordings().command.search(text)
    )
