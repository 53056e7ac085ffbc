"""Statements: whether words state a deed of the year, or ask for something to be done or told."""

import re

from assistant.listening.requests.places import destination, heading
from assistant.listening.requests.wordings import Kind, wordings
from assistant.prose import numbers

QUOTED = re.compile(r"[“\"「『‘']([^”\"」』’']+)[”\"」』’']")
"""What stands in quotation marks is spoken of, not said."""
_MEASURES_TEXT = frozenset({"字", "段", "点", "款", ""})
"""What counts words of a draft and no work: 写300字, 分3点."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_OTHER_WORK = 2
"""Characters beside a word that asks which name something it is said of: 网站功能 besides 功能."""
_COUNTS_TEXT = re.compile(r"^[个]?(?:字|句|段|点|行)")


def states(text: str) -> bool:
    """Whether the words state a deed of the year rather than ask for something."""
    text = text.strip()
    if wordings().embedded.search(text):
        return True
    if wordings().question.search(text) or wordings().command.search(text):
        return False
    if wordings().of_the_draft.search(text):
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


def asked(text: str, kind: Kind) -> bool:
    """Whether words in which a request of a kind was found do ask for it, told among what was done in the year."""
    known = wordings()
    if kind in known.plainly_asked:
        return True
    if known.embedded.search(text):
        return False
    if known.question.search(text) or known.of_the_draft.search(text) or known.asked.search(text) or destination(text):
        return True
    if kind == "section":
        return heading(known.pattern("propose").sub("", text))
    rest = known.says_nothing.sub("", known.pattern(kind).sub("", text))
    return len(_HAN.findall(rest)) < _OTHER_WORK
